import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The forms in which a key could stand where it must not. */
export function tracesOfKey(key: string): Buffer[] {
  const bytes = Buffer.from(key);
  return [
    bytes,
    Buffer.from(key, 'utf16le'),
    Buffer.from(encodeURIComponent(key)),
    ...[0, 1, 2].map((offset) => base64Within(bytes, offset)),
  ];
}

/** A piece of a picture's base64 near its beginning, where no other picture has the same, and one of its middle. */
export function tracesOfPicture(picture: Uint8Array): Buffer[] {
  const base64 = Buffer.from(picture).toString('base64');
  return [100, Math.floor(base64.length / 2)].map((start) => Buffer.from(base64.slice(start, start + 64)));
}

/** The part of a base64 text that stays the same when `offset` bytes (modulo 3) stand before these, and any behind. */
function base64Within(bytes: Buffer, offset: number): Buffer {
  const base64 = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
  const whole = Math.floor(((offset + bytes.length) * 8) / 6);
  return Buffer.from(base64.slice(Math.ceil((offset * 8) / 6), whole));
}

/** Every file under a folder. */
export function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Those of the files in whose bytes one of the traces stands. */
export function filesWith(traces: readonly Buffer[], files: readonly string[]): string[] {
  return files.filter((file) => {
    const bytes = readFileSync(file);
    return traces.some((trace) => bytes.includes(trace));
  });
}
