import { maxPromptLength, plainLines, plainText } from '../../core/plainText.ts';
import { automatic1111 } from './automatic1111.ts';
import { comfyUi } from './comfyUi.ts';
import { drawThings } from './drawThings.ts';
import { easyDiffusion } from './easyDiffusion.ts';
import { fooocus } from './fooocus.ts';
import type { ImageTexts } from './imageTexts.ts';
import { invokeAi } from './invokeAi.ts';
import { novelAi } from './novelAi.ts';
import { readImageTexts } from './readImageTexts.ts';
import { swarmUi } from './swarmUi.ts';

export type Setting = readonly [name: string, value: string];

/** The prompt an image file holds, as the program that made it wrote it. */
export interface StoredPrompt {
  /** The program, by the name that people know it by: `Automatic1111`, `ComfyUI`. */
  readonly generator: string;
  /** One line of plain text, never empty. */
  readonly prompt: string;
  readonly negativePrompt: string | undefined;
  /** Steps, sampler, seed, model and so on, in the order of the file, by the program's own names. */
  readonly settings: readonly Setting[];
  /** What the file holds, for showing; may have several lines. */
  readonly raw: string;
}

/**
 * What one generator left in the texts of a file; undefined where it is not what wrote them. Texts go on as they were
 * found, of any length and empty ones too.
 */
type PromptReader = (texts: ImageTexts) => StoredPrompt | undefined;

/** The first that recognises its own wins, so those that look for less come later. */
const readers: readonly PromptReader[] = [
  swarmUi,
  easyDiffusion,
  invokeAi,
  novelAi,
  comfyUi,
  automatic1111,
  fooocus,
  drawThings,
];

const maxRawLength = 100_000;
const maxSettings = 100;
const maxSettingName = 100;
const maxSettingValue = 1000;

/**
 * The prompt in a PNG, JPEG, WebP, AVIF or HEIF file; undefined where there is none that is known. Any bytes may come:
 * a broken or hostile file costs bounded time and memory and throws nothing.
 */
export async function storedPrompt(file: Uint8Array): Promise<StoredPrompt | undefined> {
  const texts = await readImageTexts(file);
  for (const read of readers) {
    const found = read(texts);
    if (found === undefined) continue;
    const prompt = lineOf(found.prompt, maxPromptLength);
    if (prompt !== '') return { ...madeSafe(found), prompt };
  }
  return undefined;
}

function madeSafe({ generator, prompt, negativePrompt, settings, raw }: StoredPrompt): StoredPrompt {
  return {
    generator,
    prompt,
    negativePrompt: lineOf(negativePrompt ?? '', maxPromptLength) || undefined,
    settings: settings
      .slice(0, maxSettings)
      .map(([name, value]): Setting => [lineOf(name, maxSettingName), lineOf(value, maxSettingValue)])
      .filter(([name, value]) => name !== '' && value !== ''),
    raw: plainLines(raw, maxRawLength),
  };
}

/** Looks no further than twice the length, and so not through megabytes of what cannot be seen. */
function lineOf(text: string, maxLength: number): string {
  return plainText(text.slice(0, 2 * maxLength), maxLength);
}
