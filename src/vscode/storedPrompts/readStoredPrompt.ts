import { type StoredPrompt, storedPrompt } from '../../images/embedded/storedPrompt.ts';
import { maxFileBytes } from '../../images/prepareImage.ts';
import type { FileImage } from '../sources/fileImage.ts';

/**
 * The prompt that a picture was made with, where its file holds it; no network is needed for that. Throws a PromptError
 * `imageUnreadable` where the file cannot be read.
 */
export async function readStoredPrompt(image: FileImage): Promise<StoredPrompt | undefined> {
  if ((await image.sizeBytes()) > maxFileBytes) return undefined;
  return await storedPrompt(await image.read());
}
