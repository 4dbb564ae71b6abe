import type { AltState } from '../../../../../src/text/images/imageSpan.ts';

/** What is expected of an image; what is left out is as the comments say. */
interface Expected {
  readonly alt?: string;
  /** `written` where there is an alt text, else `missing`. */
  readonly state?: AltState;
  /** Undefined where only code knows it. */
  readonly destination?: string | undefined;
  readonly isInLink?: boolean;
  readonly isInTableCell?: boolean;
  /** What stands between the marks once the image has the new alt text. */
  readonly becomes?: string;
}

/** A behaviour, a document, and what is expected of the image that is marked in it (see `readMarkedImage`). */
export type Shape = readonly [behaviour: string, marked: string, expected: Expected];

/** A document that shows no image, and what it is. */
export type NoImage = readonly [behaviour: string, document: string];

export const newAlt = 'a "keep" | a moat';
/** As it is. @alias */
export const inMarkdown = newAlt;
export const inCell = 'a "keep" \\| a moat';
export const inQuotes = 'a &quot;keep&quot; | a moat';
export const quoted = `"${inQuotes}"`;

export const written = { alt: 'a castle', destination: 'castle.png' } as const;
export const missing = { destination: 'castle.png' } as const;
