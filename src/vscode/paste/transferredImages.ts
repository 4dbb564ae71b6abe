import { type DataTransfer, type DataTransferFile, type TextDocument, Uri } from 'vscode';
import { hasImageExtension } from '../../images/imageFormats.ts';
import { type FileImage, fileImage } from '../sources/fileImage.ts';
import { pastedImage } from '../sources/pastedImage.ts';
import { fileExists } from './fileExists.ts';

/** What a paste or drop is asked for, in the words of VS Code: bitmaps, files of the system, files of Explorer. */
export const imageMimeTypes = ['image/*', 'files', 'text/uri-list'];

/** Whether a paste or drop holds pictures; tells so without reading any. */
export async function holdsImages(transfer: DataTransfer): Promise<boolean> {
  return imageFiles(transfer).length > 0 || (await listedImages(transfer)).length > 0;
}

/**
 * The pictures of a paste or drop. It is over soon, so what has no file of its own is read now. Throws what VS Code
 * throws where that fails.
 */
export async function transferredImages(
  transfer: DataTransfer,
  document: TextDocument,
): Promise<readonly FileImage[]> {
  const files = imageFiles(transfer);
  if (files.length === 0) return (await listedImages(transfer)).map(fileImage);
  return await Promise.all(files.map((file) => imageOf(file, document)));
}

async function imageOf(file: DataTransferFile, document: TextDocument): Promise<FileImage> {
  // In a remote window the file is on another machine, though it names its path.
  if (file.uri && (await fileExists(file.uri))) return fileImage(file.uri);
  return pastedImage(await file.data(), Uri.joinPath(document.uri, '..', file.name));
}

function imageFiles(transfer: DataTransfer): DataTransferFile[] {
  return [...transfer].flatMap(([mimeType, item]) => {
    const file = item.asFile();
    return file && (mimeType.startsWith('image/') || hasImageExtension(file.name)) ? [file] : [];
  });
}

/** Pictures of the web are not among them: those are no files. */
async function listedImages(transfer: DataTransfer): Promise<Uri[]> {
  const list = (await transfer.get('text/uri-list')?.asString()) ?? '';
  return list
    .split(/\r?\n/)
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => Uri.parse(line))
    .filter(({ scheme, path }) => scheme !== 'http' && scheme !== 'https' && hasImageExtension(path));
}
