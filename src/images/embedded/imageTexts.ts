import { type JsonObject, parseJsonObject } from './jsonObject.ts';

export type NamedText = readonly [name: string, text: string];

/** The name of XMP packets, wherever they stand: the one that PNG has for them. */
export const xmpName = 'XML:com.adobe.xmp';

/**
 * The texts that an image file holds beside its picture. Those of a PNG have their keywords for names, those of an EXIF
 * block the names of their tags (`UserComment`), the comment of a JPEG is `Comment`. Of several by one name the first
 * counts.
 */
export class ImageTexts {
  readonly #texts = new Map<string, string>();
  readonly #objects = new Map<string, JsonObject | undefined>();

  constructor(texts: Iterable<NamedText>) {
    for (const [name, text] of texts) {
      if (!this.#texts.has(name)) this.#texts.set(name, text);
    }
  }

  get(name: string): string | undefined {
    return this.#texts.get(name);
  }

  /** The text as JSON, parsed once; undefined unless it is an object. */
  object(name: string): JsonObject | undefined {
    if (!this.#objects.has(name)) this.#objects.set(name, parseJsonObject(this.#texts.get(name)));
    return this.#objects.get(name);
  }

  /** The texts of these names that there are, a line `name: text` each. */
  lines(names: Iterable<string>): string {
    return [...names]
      .filter((name) => this.#texts.has(name))
      .map((name) => `${name}: ${this.#texts.get(name)}`)
      .join('\n');
  }
}
