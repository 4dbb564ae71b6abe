import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkout } from '../window/checkout.ts';

/** A picture that another program made, as the README beside it tells. */
export function fixture(name: string): Promise<Buffer> {
  return readFile(join(checkout, 'test/fixtures/images', name));
}
