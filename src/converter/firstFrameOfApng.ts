import { crc32 } from 'node:zlib';
import { type PngChunk, pngChunks } from '../images/containers/png.ts';

/**
 * A PNG of the first frame of an animation that leaves out the picture in IDAT, which only programs show that know no
 * animations, sharp among them. Undefined for any other PNG, which sharp reads as it should.
 */
export function firstFrameOfApng(file: Uint8Array): Uint8Array | undefined {
  const chunks = [...pngChunks(file)];
  const pixelsAt = chunks.findIndex(({ type }) => type === 'IDAT');
  const frameAt = chunks.findIndex(({ type }) => type === 'fcTL');
  const isAnimation = chunks.slice(0, pixelsAt).some(({ type }) => type === 'acTL');
  const [header] = chunks;
  const frame = chunks[frameAt];
  if (!isAnimation || frameAt < pixelsAt || header === undefined || frame === undefined) return undefined;

  const afterFrame = chunks.slice(frameAt + 1);
  const nextFrame = afterFrame.findIndex(({ type }) => type === 'fcTL');
  const pixels = afterFrame
    .slice(0, nextFrame === -1 ? undefined : nextFrame)
    .filter(({ type }) => type === 'fdAT');
  const [signatureEnd, sidesBytes, sequenceBytes] = [8, 8, 4];
  const sides = frame.data.subarray(sequenceBytes, sequenceBytes + sidesBytes);
  return Buffer.concat([
    file.subarray(0, signatureEnd),
    chunk('IHDR', sides, header.data.subarray(sidesBytes)),
    ...chunks
      .slice(1, pixelsAt)
      .filter(isOfPicture)
      .map(({ start, end }) => file.subarray(start, end)),
    ...pixels.map(({ data }) => chunk('IDAT', data.subarray(sequenceBytes))),
    chunk('IEND'),
  ]);
}

function isOfPicture({ type }: PngChunk): boolean {
  return type !== 'acTL';
}

function chunk(type: string, ...data: readonly Uint8Array[]): Buffer {
  const typeAndData = Buffer.concat([Buffer.from(type, 'latin1'), ...data]);
  const lengthAndSum = Buffer.alloc(8);
  lengthAndSum.writeUInt32BE(typeAndData.length - 4);
  lengthAndSum.writeUInt32BE(crc32(typeAndData), 4);
  return Buffer.concat([lengthAndSum.subarray(0, 4), typeAndData, lengthAndSum.subarray(4)]);
}
