import { overWhite } from '../picture.ts';
import { sharpOf } from '../sharpOf.ts';
import { cutOutCard, flatCard, grey, inShades, negative, photoCard } from '../testCards.ts';
import { animated } from './animated.ts';
import { type CorpusFile, planted } from './corpusFile.ts';

/** A comment, put between the colours that are common to all frames and what follows. */
async function withComment(file: Promise<Buffer>): Promise<Buffer> {
  const gif = await file;
  const coloursAt = 13;
  const colours = 2 ** (((gif[10] ?? 0) & 7) + 1);
  const at = coloursAt + ((gif[10] ?? 0) & 0x80 ? colours * 3 : 0);
  const comment = Buffer.from([0x21, 0xfe, planted.length, ...Buffer.from(planted), 0]);
  return Buffer.concat([gif.subarray(0, at), comment, gif.subarray(at)]);
}

export const gifs: readonly CorpusFile[] = [
  {
    name: 'GIF, a drawing',
    make: () => sharpOf(flatCard()).gif().toBuffer(),
    shows: flatCard,
    leavesAs: 'PNG',
  },
  {
    name: 'GIF, interlaced',
    make: () => sharpOf(flatCard()).gif({ progressive: true }).toBuffer(),
    shows: flatCard,
    leavesAs: 'PNG',
  },
  {
    name: 'GIF, a photograph in 256 colours',
    make: () => sharpOf(photoCard()).gif({ dither: 0 }).toBuffer(),
    shows: photoCard,
  },
  {
    name: 'GIF, grey',
    make: () => sharpOf(grey(photoCard())).gif({ dither: 0 }).toBuffer(),
    shows: () => grey(photoCard()),
  },
  {
    name: 'GIF, black and white',
    make: () => sharpOf(inShades(2, photoCard())).gif({ colours: 2 }).toBuffer(),
    shows: () => inShades(2, photoCard()),
    leavesAs: 'PNG',
  },
  {
    name: 'GIF, cut out',
    make: () => sharpOf(cutOutCard()).gif().toBuffer(),
    shows: () => overWhite(cutOutCard()),
    leavesAs: 'PNG',
  },
  {
    name: 'GIF, with a comment',
    make: () => withComment(sharpOf(flatCard()).gif().toBuffer()),
    shows: flatCard,
  },
  {
    name: 'GIF, of one pixel',
    make: () => sharpOf(photoCard(1, 1)).gif().toBuffer(),
    shows: () => photoCard(1, 1),
  },
  {
    name: 'GIF, animated',
    make: () =>
      animated([flatCard(), negative(flatCard()), negative(flatCard())])
        .gif()
        .toBuffer(),
    shows: flatCard,
    leavesAs: 'PNG',
  },
  {
    name: 'GIF, animated, see-through, for ever',
    make: () =>
      animated([cutOutCard(), negative(flatCard())])
        .gif({ loop: 0, delay: [100, 100] })
        .toBuffer(),
    shows: () => overWhite(cutOutCard()),
  },
  {
    name: 'GIF, too large',
    make: () => sharpOf(flatCard(2304, 96)).gif({ effort: 1 }).toBuffer(),
    shows: () => flatCard(2304, 96),
    leavesAs: 'PNG',
  },
];
