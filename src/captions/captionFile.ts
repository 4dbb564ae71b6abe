import { type Files, fileNameOf, siblingOf } from '../core/files.ts';
import { maxPromptLength } from '../core/plainText.ts';
import { PromptError } from '../core/promptError.ts';
import { captionAfter, type ExistingCaptionPolicy, isBlank, type NewCaption } from './captionText.ts';

/** What a caption file held, undefined where there was none, and what it is to hold: UTF-8, one line and its end. */
export interface CaptionChange {
  readonly before: Uint8Array | undefined;
  readonly after: Uint8Array;
}

/** Whether a file is a caption that says something. */
export function isCaption(file: Uint8Array | undefined): boolean {
  return file !== undefined && !isBlank(new TextDecoder().decode(file));
}

/**
 * How a caption file is to change; undefined where it stays as it is. Throws a PromptError `storageFailed` where a
 * caption that is to be added to is no text or longer than any, and where there is nothing to write.
 */
export function captionChange(
  uri: string,
  before: Uint8Array | undefined,
  caption: NewCaption,
  policy: ExistingCaptionPolicy,
): CaptionChange | undefined {
  const addsTo = policy === 'append' || policy === 'prepend';
  const existing = before === undefined ? '' : textOf(before);
  if (existing === undefined && addsTo) throw failed('notText', uri);
  if (addsTo && isTooLong(existing ?? '', caption)) throw failed('tooLong', uri);
  // What is no text is no caption, but it is there.
  const after = captionAfter(existing ?? 'no text', caption, policy);
  if (after === '') throw failed('nothingLeft', uri);
  return after === undefined ? undefined : { before, after: new TextEncoder().encode(`${after}\n`) };
}

/**
 * Changes a file so that it holds the old or the new bytes at any time, whole. `unfinished` is the name of the file beside
 * it that is written first. Throws a PromptError `storageFailed`; then the file is the old one.
 */
export async function writeWhole(
  files: Files,
  uri: string,
  { before, after }: CaptionChange,
  unfinished: string,
): Promise<void> {
  const unfinishedUri = siblingOf(uri, unfinished);
  try {
    await files.write(unfinishedUri, after);
    const isAsBefore = isSame(await files.read(uri), before);
    const isDone = isAsBefore && (await files.move(unfinishedUri, uri, before !== undefined));
    if (!isDone) throw failed('changed', uri);
  } catch (error) {
    await files.remove(unfinishedUri).catch(() => {});
    throw aboutCaption(error, uri);
  }
}

/** Throws a PromptError `storageFailed` where the folder of a caption takes no files. `probe` is the name of one. */
export async function checkFolderOf(files: Files, uri: string, probe: string): Promise<void> {
  const probeUri = siblingOf(uri, probe);
  try {
    await files.write(probeUri, new Uint8Array(probeBytes));
    await files.remove(probeUri);
  } catch (error) {
    await files.remove(probeUri).catch(() => {});
    throw aboutCaption(error, uri);
  }
}

/** As long as a caption: a disk that is full still takes empty files. */
const probeBytes = 1024;

/** The same error, told of the file that people know instead of one that is written for it. */
export function aboutCaption(error: unknown, uri: string): unknown {
  const problem = PromptError.problemOf(error);
  if (problem?.kind !== 'storageFailed' || !('file' in problem.flaw)) return error;
  const flaw = { ...problem.flaw, file: fileNameOf(uri) };
  return new PromptError({ kind: 'storageFailed', flaw }, { cause: error });
}

/** What is added to is never cut off. */
function isTooLong(existing: string, { prefix, text }: NewCaption): boolean {
  return !isBlank(existing) && existing.length + prefix.length + text.length > maxPromptLength;
}

function isSame(one: Uint8Array | undefined, other: Uint8Array | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return Buffer.compare(one, other) === 0;
}

function textOf(file: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file);
  } catch {
    return undefined;
  }
}

function failed(is: 'changed' | 'notText' | 'tooLong' | 'nothingLeft', uri: string): PromptError {
  return new PromptError({ kind: 'storageFailed', flaw: { is, file: fileNameOf(uri) } });
}
