/** Knows how far the body of one attempt came. */
export class BodyWatch {
  /** Whether any of it was asked for, which happens once there is a connection. */
  began = false;
  /** Whether the last piece was handed over: what becomes of it then cannot be known. */
  isHandedOver: boolean;
  readonly #make: (() => AsyncIterable<Uint8Array>) | undefined;

  constructor(make: (() => AsyncIterable<Uint8Array>) | undefined) {
    this.#make = make;
    this.isHandedOver = make === undefined;
  }

  /** Makes the watched body anew; undefined where there is none. */
  get body(): (() => AsyncIterable<Uint8Array>) | undefined {
    const make = this.#make;
    return make && (() => this.#follow(make()));
  }

  /** One piece is held back, so that the last is known to be the last before it is handed over. */
  async *#follow(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    this.began = true;
    let held: Uint8Array | undefined;
    for await (const piece of pieces) {
      if (held) yield held;
      held = piece;
    }
    this.isHandedOver = true;
    if (held) yield held;
  }
}
