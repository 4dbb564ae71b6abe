import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { ImageFlaw } from '../../../src/core/promptError.ts';
import { checkout } from '../../window/checkout.ts';

/** How a picture ended: ready to go out, refused for one reason, or in a way that nobody foresaw. */
export type Ending = 'picture' | ImageFlaw['is'] | `unforeseen: ${string}`;

export type HostRequest = { readonly path: string } | 'close';

export interface HostAnswer {
  readonly ending: Ending;
  readonly seconds: number;
  /** Of the host alone, after its garbage was collected. */
  readonly residentBytes: number;
}

/** A process that stands in for VS Code's extension host, so that what pictures cost there can be measured. */
export class ExtensionHost {
  readonly #process: ChildProcess = fork(join(checkout, 'test/images/hostile/hostProgram.ts'), [], {
    execArgv: ['--expose-gc'],
  });

  get pid(): number {
    return this.#process.pid ?? 0;
  }

  /** Rejects when the process ends meanwhile. */
  async prepare(path: string): Promise<HostAnswer> {
    const done = new AbortController();
    const { signal } = done;
    const ended = once(this.#process, 'exit', { signal }).then(([code, end]) => {
      throw new Error(`The host ended: ${code ?? end}.`);
    });
    this.#process.send({ path } satisfies HostRequest);
    try {
      const [answer] = await Promise.race([once(this.#process, 'message', { signal }), ended]);
      return answer;
    } finally {
      done.abort();
      ended.catch(() => {});
    }
  }

  async close(): Promise<void> {
    if (!this.#process.connected) return;
    const ended = once(this.#process, 'exit');
    this.#process.send('close' satisfies HostRequest);
    await ended;
  }
}
