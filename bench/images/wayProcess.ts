import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { peakMemories } from './peakMemories.ts';
import type { ResultFormat } from './way.ts';
import type { WayName } from './ways.ts';

/** What a process is sent. */
export interface Task {
  readonly path: string;
  readonly result: ResultFormat;
}

/** How long it took, loading with the first, and what came of it. */
export interface Prepared {
  readonly ms: number;
  readonly format: ResultFormat;
  readonly bytes: number;
}

/** One way of preparing pictures, in a process of its own. */
export class WayProcess {
  readonly #child: ChildProcess;
  readonly #ended: Promise<never>;

  constructor(name: WayName) {
    this.#child = fork(join(import.meta.dirname, 'runWay.ts'), [name]);
    this.#ended = once(this.#child, 'exit').then(([code]) => {
      throw new Error(`The process of ${name} ended (${code}).`);
    });
    this.#ended.catch(() => {}); // `prepare` waits for it, as long as it lasts
  }

  async prepare(task: Task): Promise<Prepared> {
    const answered = once(this.#child, 'message');
    this.#child.send(task);
    const [prepared] = await Promise.race([answered, this.#ended]);
    return prepared as Prepared;
  }

  /** Of the process and of those that it started. */
  get peakMemories(): number[] {
    return peakMemories(this.#child.pid ?? 0);
  }

  async end(): Promise<void> {
    this.#child.disconnect();
    await this.#ended.catch(() => {});
  }
}
