import type { EngineChoice } from '../choices.ts';
import type { EngineKind } from './engineKind.ts';
import { auto } from './kinds/auto.ts';
import { img2prompt } from './kinds/img2prompt.ts';
import { languageModel } from './kinds/languageModel.ts';
import { vision } from './kinds/vision.ts';

/** Every engine there is, in the order in which their ways are offered. */
export const engineKinds: Readonly<Record<EngineChoice, EngineKind>> = {
  auto,
  img2prompt,
  languageModel,
  vision,
};
