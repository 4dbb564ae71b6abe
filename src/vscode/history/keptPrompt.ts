import { Uri } from 'vscode';
import { plainText } from '../../core/plainText.ts';
import type { HistoryEntry } from '../../store/promptHistory.ts';

/** An entry of the history without the raw answer, which may be long. */
export interface KeptPrompt extends Omit<HistoryEntry, 'raw' | 'location'> {
  /** Undefined for a picture that was in no file. */
  readonly uri: Uri | undefined;
}

/** Longer than names of files and of models are. */
const maxNameLength = 255;

/** The last instant that a Date can hold, in milliseconds since 1970. */
const maxAtMs = 8.64e15;

/** What stands in a file of the history is anybody's: it is made plain text again. */
export function keptPrompt({
  id,
  atMs,
  name,
  location,
  prompt,
  engine,
  address,
  model,
}: HistoryEntry): KeptPrompt {
  return {
    id,
    atMs: Math.min(Math.max(atMs, 0), maxAtMs),
    name: plainText(name, maxNameLength),
    uri: fileUri(location),
    prompt: plainText(prompt),
    engine,
    address: plainText(address, maxNameLength),
    model: plainText(model, maxNameLength),
  };
}

/** Pictures are in files: no page of the web is loaded, and no command is run. */
const notOfFiles: ReadonlySet<string> = new Set(['http', 'https', 'data', 'command', 'untitled']);

function fileUri(location: string): Uri | undefined {
  try {
    const uri = Uri.parse(location, true);
    return notOfFiles.has(uri.scheme) ? undefined : uri;
  } catch {
    return undefined;
  }
}
