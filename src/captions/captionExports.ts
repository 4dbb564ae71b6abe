import { modifiersOf } from '../core/modifiers.ts';

/** A picture of a training set and its caption. */
export interface CaptionedImage {
  /** Relative to the folder of the exported file, with slashes. */
  readonly path: string;
  readonly caption: string;
  /** Undefined where the picture's header does not tell it. */
  readonly size: { readonly widthPx: number; readonly heightPx: number } | undefined;
}

/**
 * The metadata of kohya's sd-scripts, a JSON object a line. They join `caption` and `tags` by a comma and a space, so
 * the two are parted where that gives the caption again, and leaves none of them empty.
 */
export function kohyaLines(images: readonly CaptionedImage[]): string {
  return jsonLines(
    images.map(({ path, caption, size }) => {
      const [first = '', ...others] = modifiersOf(caption).map((modifier) => modifier.trim());
      const tags = others.join(', ');
      const isListed = first !== '' && tags !== '' && `${first}, ${tags}` === caption;
      return {
        image_path: path,
        caption: isListed ? first : caption,
        tags: isListed ? tags : '',
        ...(size && { image_size: [size.widthPx, size.heightPx] }),
      };
    }),
  );
}

/** The `metadata.jsonl` of Hugging Face's image folders, which lies beside the pictures or above them. */
export function huggingFaceLines(images: readonly CaptionedImage[]): string {
  return jsonLines(images.map(({ path, caption }) => ({ file_name: path, text: caption })));
}

function jsonLines(values: readonly object[]): string {
  return values.map((value) => `${JSON.stringify(value)}\n`).join('');
}
