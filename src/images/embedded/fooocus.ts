import type { ImageTexts } from './imageTexts.ts';
import { firstString, type JsonObject, settingsOf, stringOf } from './jsonObject.ts';
import type { StoredPrompt } from './storedPrompt.ts';

const promptNames = ['prompt', 'Prompt'];
const negativeNames = ['negative_prompt', 'Negative Prompt', 'Negative'];

/** Settings of which every version of Fooocus, and those made from it, write one. */
const marks = [
  'base_model',
  'base_model_name',
  'base_model_hash',
  'Base Model',
  'performance',
  'Performance',
];

/** Fooocus writes JSON, as `parameters` or a comment, and says which of its two schemes that is. */
export function fooocus(texts: ImageTexts): StoredPrompt | undefined {
  const scheme = texts.get('fooocus_scheme') ?? texts.get('MakerNote');
  for (const name of ['parameters', 'UserComment', 'Comment']) {
    const written = texts.object(name);
    if (written === undefined || !(scheme === 'fooocus' || isFooocus(written))) continue;
    return {
      generator: stringOf(written.software) === 'RuinedFooocus' ? 'RuinedFooocus' : 'Fooocus',
      prompt: firstString(written, promptNames),
      negativePrompt: firstString(written, negativeNames),
      settings: settingsOf(written, [
        ...promptNames,
        ...negativeNames,
        'full_prompt',
        'full_negative_prompt',
      ]),
      raw: texts.get(name) ?? '',
    };
  }
  return undefined;
}

function isFooocus(written: JsonObject): boolean {
  return stringOf(written.software).includes('Fooocus') || marks.some((mark) => mark in written);
}
