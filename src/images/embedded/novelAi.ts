import type { ImageTexts } from './imageTexts.ts';
import { isJsonObject, type JsonObject, parseJsonObject, settingsOf, stringOf } from './jsonObject.ts';
import type { StoredPrompt } from './storedPrompt.ts';

/** NovelAI writes PNG texts; in a WebP the same stand as JSON in the user comment, with its model as the software. */
export function novelAi(texts: ImageTexts): StoredPrompt | undefined {
  const wrapped = texts.object('UserComment');
  const writers = [texts.get('Software'), wrapped?.Software, wrapped?.Source];
  if (!writers.some((writer) => stringOf(writer).startsWith('NovelAI'))) return undefined;

  const comment = texts.object('Comment') ?? parseJsonObject(stringOf(wrapped?.Comment)) ?? {};
  // In a WebP the description inside of the JSON has its accents broken, and the one beside it has not.
  const description =
    texts.get('Description') ?? texts.get('ImageDescription') ?? stringOf(wrapped?.Description);
  return {
    generator: 'NovelAI',
    prompt: captionsOf(comment.v4_prompt) || stringOf(comment.prompt) || description,
    negativePrompt: captionsOf(comment.v4_negative_prompt) || stringOf(comment.uc),
    settings: settingsOf(comment, ['prompt', 'uc', 'signed_hash']),
    raw: texts.lines(['Description', 'ImageDescription', 'Software', 'Source', 'Comment', 'UserComment']),
  };
}

/** Since its fourth model: a caption of all and one for each person, which NovelAI lets be typed with bars between. */
function captionsOf(prompt: unknown): string {
  const caption = isJsonObject(prompt) ? prompt.caption : undefined;
  if (!isJsonObject(caption)) return '';
  const people: readonly unknown[] = Array.isArray(caption.char_captions) ? caption.char_captions : [];
  return [
    caption.base_caption,
    ...people.filter(isJsonObject).map((person: JsonObject) => person.char_caption),
  ]
    .map(stringOf)
    .filter((text) => text.trim() !== '')
    .join(' | ');
}
