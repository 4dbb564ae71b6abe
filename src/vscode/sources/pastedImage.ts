import type { Uri } from 'vscode';
import { type FileImage, nameOf } from './fileImage.ts';

/** A picture in memory alone. Its Uri is where a file of it would be: the settings of that folder count. */
interface PastedImage extends FileImage {
  readonly isPasted: true;
}

export function pastedImage(bytes: Uint8Array, uri: Uri): PastedImage {
  return {
    isPasted: true,
    uri,
    name: nameOf(uri),
    location: undefined,
    sizeBytes: async () => bytes.length,
    version: async () => '',
    read: async () => bytes,
  };
}

export function isPasted(image: FileImage): image is PastedImage {
  return 'isPasted' in image;
}
