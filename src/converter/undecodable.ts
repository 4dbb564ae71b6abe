import type { ImageFlaw } from '../core/promptError.ts';

/** A picture that a decoder refuses, for a reason that people can be told. */
export class Undecodable extends Error {
  readonly flaw: ImageFlaw;

  constructor(flaw: ImageFlaw, options?: ErrorOptions) {
    super(flaw.is, options);
    this.flaw = flaw;
  }
}
