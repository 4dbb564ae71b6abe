import type { ImageTexts } from './imageTexts.ts';
import { isJsonObject, settingsOf, stringOf } from './jsonObject.ts';
import type { StoredPrompt } from './storedPrompt.ts';

/**
 * SwarmUI writes JSON with `sui_image_params`
 * (https://github.com/mcmonkeyprojects/SwarmUI/blob/master/docs/Image%20Metadata%20Format.md).
 */
export function swarmUi(texts: ImageTexts): StoredPrompt | undefined {
  for (const name of ['parameters', 'UserComment']) {
    const parameters = texts.object(name)?.sui_image_params;
    if (!isJsonObject(parameters)) continue;
    return {
      generator: 'SwarmUI',
      prompt: stringOf(parameters.prompt),
      negativePrompt: stringOf(parameters.negativeprompt),
      settings: settingsOf(parameters, ['prompt', 'negativeprompt']),
      raw: texts.get(name) ?? '',
    };
  }
  return undefined;
}
