/** Samples side by side in big-endian order, the first in the highest bits; the last byte is filled up with zeros. */
export function packedSamples(samples: readonly number[], bitDepth: number): Buffer {
  if (bitDepth === 16) return Buffer.from(samples.flatMap((sample) => [sample >> 8, sample & 255]));
  const perByte = 8 / bitDepth;
  const bytes = Buffer.alloc(Math.ceil(samples.length / perByte));
  samples.forEach((sample, index) => {
    const at = Math.floor(index / perByte);
    bytes[at] = (bytes[at] ?? 0) | (sample << (8 - bitDepth * ((index % perByte) + 1)));
  });
  return bytes;
}
