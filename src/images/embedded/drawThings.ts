import { type ImageTexts, xmpName } from './imageTexts.ts';
import { parseJsonObject, settingsOf, stringOf } from './jsonObject.ts';
import type { StoredPrompt } from './storedPrompt.ts';
import { xmpProperty } from './xmpProperty.ts';

/** Draw Things writes XMP whose user comment is JSON; `c` is the prompt there, `uc` the negative one. */
export function drawThings(texts: ImageTexts): StoredPrompt | undefined {
  const packet = texts.get(xmpName);
  if (packet === undefined || xmpProperty(packet, 'xmp:CreatorTool') !== 'Draw Things') return undefined;
  const comment = xmpProperty(packet, 'exif:UserComment');
  const written = parseJsonObject(comment);
  if (comment === undefined || written === undefined) return undefined;
  return {
    generator: 'Draw Things',
    prompt: stringOf(written.c),
    negativePrompt: stringOf(written.uc),
    settings: settingsOf(written, ['c', 'uc']),
    raw: comment,
  };
}
