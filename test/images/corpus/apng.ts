import { encodePng } from '../encodePng.ts';
import { pngChunk, withChunksBefore } from '../makePng.ts';
import { overWhite, type Picture } from '../picture.ts';
import { cutOutCard, negative, photoCard, seeThroughCard } from '../testCards.ts';
import type { CorpusFile } from './corpusFile.ts';

interface Animation {
  /** The picture in IDAT. */
  readonly still: Picture;
  readonly frames: readonly Picture[];
  /** Whether the still picture is the first frame. */
  readonly beginsWithStill: boolean;
}

const numbers = (...values: readonly number[]) => {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, index) => {
    bytes.writeUInt32BE(value, index * 4);
  });
  return bytes;
};

/** Which frame, where it lies, and that it is shown for a tenth of a second in the place of the one before. */
const frameChunk = (sequence: number, { widthPx, heightPx }: Picture) =>
  pngChunk(
    'fcTL',
    Buffer.concat([numbers(sequence, widthPx, heightPx, 0, 0), Buffer.from([0, 1, 0, 10, 0, 0])]),
  );

const encoded = (picture: Picture) => encodePng(picture, { colours: 'rgba', bitDepth: 8 });

function makeApng({ still, frames, beginsWithStill }: Animation): Buffer {
  const file = encoded(still);
  const before = [pngChunk('acTL', numbers(frames.length + (beginsWithStill ? 1 : 0), 0))];
  if (beginsWithStill) before.push(frameChunk(0, still));
  let sequence = beginsWithStill ? 1 : 0;
  const after = frames.flatMap((frame) => {
    const png = encoded(frame);
    const pixelsAt = png.indexOf('IDAT') + 4;
    const pixels = png.subarray(pixelsAt, pixelsAt + png.readUInt32BE(pixelsAt - 8));
    const chunks = [
      frameChunk(sequence, frame),
      pngChunk('fdAT', Buffer.concat([numbers(sequence + 1), pixels])),
    ];
    sequence += 2;
    return chunks;
  });
  return withChunksBefore('IEND', withChunksBefore('IDAT', file, ...before), ...after);
}

export const apngs: readonly CorpusFile[] = [
  {
    name: 'APNG, the still picture is the first frame',
    make: () =>
      makeApng({
        still: photoCard(),
        frames: [negative(photoCard()), negative(photoCard())],
        beginsWithStill: true,
      }),
    shows: photoCard,
    leavesAs: 'the same pixels',
  },
  {
    name: 'APNG, see-through, the still picture is the first frame',
    make: () => makeApng({ still: seeThroughCard(), frames: [negative(photoCard())], beginsWithStill: true }),
    shows: () => overWhite(seeThroughCard()),
  },
  {
    name: 'APNG, the still picture is for programs that show no animations',
    make: () =>
      makeApng({ still: cutOutCard(), frames: [photoCard(), negative(photoCard())], beginsWithStill: false }),
    shows: photoCard,
  },
];
