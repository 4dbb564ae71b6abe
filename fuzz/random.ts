/** Numbers as if by chance, the same ones for the same seed (mulberry32 by Tommy Ettinger). */
export class Random {
  #state = 0x811c9dc5;

  constructor(seed: string | Uint8Array) {
    // FNV-1a, so that seeds that are alike begin far from each other.
    for (const byte of Buffer.from(seed)) this.#state = Math.imul(this.#state ^ byte, 0x01000193);
  }

  /** A whole number from 0 on that is less than the limit; 0 where the limit is. */
  below(limit: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  }

  isOneIn(times: number): boolean {
    return this.below(times) === 0;
  }

  oneOf<Item>(items: readonly Item[]): Item {
    return items[this.below(items.length)] as Item;
  }
}
