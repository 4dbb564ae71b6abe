import assert from 'node:assert/strict';
import { asItIs } from '../../../../src/images/asItIs/asItIs.ts';

export const strip = { stripMetadata: true };
export const keep = { stripMetadata: false };

/** By hand, since to tell two files of a megabyte apart byte for byte takes mocha minutes. */
export async function assertUntouched(file: Uint8Array, options = strip, message?: string): Promise<void> {
  assert.ok((await asItIs(file, options)) === file, message ?? 'not the very same array');
}

export async function assertConverted(file: Uint8Array, options = strip, message?: string): Promise<void> {
  const result = await asItIs(file, options);
  assert.equal(result?.length, undefined, message);
}
