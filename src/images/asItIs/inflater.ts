import { constants, createInflate, type Inflate } from 'node:zlib';

/** As much as the host's thread looks through in a fraction of a millisecond. */
const pieceBytes = 128 * 1024;

/** Gets inflated bytes, and says whether they are what they should be. */
export type PieceTaker = (piece: Uint8Array) => boolean;

/**
 * Inflates on another thread, one after the other and all with the same inflater of Node. One for each would stay, with
 * its buffers, until a full collection of garbage, which the thousands of small pictures of a batch do not bring about.
 */
export class Inflater {
  #inflate: Inflate | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #takes: PieceTaker = () => false;
  #verdict = Promise.withResolvers<boolean>();

  /**
   * Whether the parts together are one whole zlib stream and nothing more, all of whose pieces were taken. Ends with the
   * first that is not, and keeps none.
   */
  isWhole(parts: readonly Uint8Array[], takes: PieceTaker): Promise<boolean> {
    const verdict = this.#last.then(() => this.#isWhole(parts, takes));
    this.#last = verdict.catch(() => {});
    return verdict;
  }

  async #isWhole(parts: readonly Uint8Array[], takes: PieceTaker): Promise<boolean> {
    const inflate = this.#inflate ?? this.#newInflate();
    this.#inflate = undefined; // not to be used again after a flaw
    this.#takes = takes;
    const verdict = Promise.withResolvers<boolean>();
    this.#verdict = verdict;
    for (const part of parts) inflate.write(part);
    inflate.flush(constants.Z_FINISH, () => verdict.resolve(true));
    const isWhole = await verdict.promise;
    if (isWhole) {
      inflate.reset();
      this.#inflate = inflate;
    } else inflate.destroy();
    return isWhole;
  }

  #newInflate(): Inflate {
    const inflate = createInflate({ chunkSize: pieceBytes });
    inflate.on('data', (piece: Uint8Array) => {
      if (!this.#takes(piece)) this.#verdict.resolve(false);
    });
    // It reads no more where its stream is over, but not what it was given.
    inflate.once('end', () => this.#verdict.resolve(false));
    inflate.once('error', (error) => {
      if (isDamage(error)) this.#verdict.resolve(false);
      else this.#verdict.reject(error);
    });
    return inflate;
  }
}

function isDamage(error: Error): boolean {
  return 'code' in error && String(error.code).startsWith('Z_');
}
