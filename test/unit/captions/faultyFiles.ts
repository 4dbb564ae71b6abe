import type { Files } from '../../../src/core/files.ts';
import { fileNameOf } from '../../../src/core/files.ts';
import { PromptError } from '../../../src/core/promptError.ts';

export type FileStep = 'read' | 'write' | 'move' | 'remove';

/** What a file system does instead of a step: says why not, or ends the process, which nothing gets over. */
export type Fault = 'readOnly' | 'full' | 'unwritable' | 'killed';

/** What a killed process does not come back from. */
export const killed = new Error('killed');

/** Files in memory, with faults on demand. */
export class FaultyFiles implements Files {
  readonly contents = new Map<string, Uint8Array>();
  readonly steps: [step: FileStep, uri: string][] = [];
  /** Asked before each step; what it answers becomes of the step. */
  faultOf: (step: FileStep, uri: string, count: number) => Fault | undefined = () => undefined;
  /** Called before each step, for what others do meanwhile. */
  meanwhile: (step: FileStep, uri: string) => void = () => {};
  #isKilled = false;

  constructor(texts: Readonly<Record<string, string | Uint8Array>> = {}) {
    for (const [uri, text] of Object.entries(texts)) this.contents.set(uri, Buffer.from(text));
  }

  /** What the files hold, by the names after the last slash. */
  get texts(): Record<string, string> {
    return Object.fromEntries(
      [...this.contents].map(([uri, bytes]) => [fileNameOf(uri), Buffer.from(bytes).toString()]),
    );
  }

  put(uri: string, text: string | Uint8Array): void {
    this.contents.set(uri, Buffer.from(text));
  }

  /** As another process finds them after this one is gone. */
  revived(): FaultyFiles {
    const files = new FaultyFiles();
    for (const [uri, bytes] of this.contents) files.contents.set(uri, bytes);
    return files;
  }

  async read(uri: string): Promise<Uint8Array | undefined> {
    await this.#step('read', uri);
    return this.contents.get(uri);
  }

  async write(uri: string, bytes: Uint8Array): Promise<void> {
    // What fails, or is killed, may leave half of it.
    await this.#step('write', uri, () => this.contents.set(uri, bytes.slice(0, bytes.length / 2)));
    this.contents.set(uri, bytes.slice());
  }

  async move(from: string, to: string, replaces: boolean): Promise<boolean> {
    await this.#step('move', to);
    if (!replaces && this.contents.has(to)) return false;
    const bytes = this.contents.get(from);
    if (bytes === undefined) throw failed('unwritable', from);
    this.contents.delete(from);
    this.contents.set(to, bytes);
    return true;
  }

  async remove(uri: string): Promise<void> {
    await this.#step('remove', uri);
    this.contents.delete(uri);
  }

  async #step(step: FileStep, uri: string, half?: () => void): Promise<void> {
    await Promise.resolve();
    if (this.#isKilled) throw killed;
    this.meanwhile(step, uri);
    const fault = this.faultOf(step, uri, this.steps.length);
    this.steps.push([step, uri]);
    if (fault === undefined) return;
    if (fault !== 'readOnly') half?.();
    if (fault !== 'killed') throw failed(fault, uri);
    this.#isKilled = true;
    throw killed;
  }
}

function failed(is: Exclude<Fault, 'killed'>, uri: string): PromptError {
  return new PromptError({ kind: 'storageFailed', flaw: { is, file: fileNameOf(uri) } });
}
