import assert from 'node:assert/strict';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, it } from 'mocha';
import { type Problem, PromptError } from '../../src/core/promptError.ts';
import type { ConversionRequest } from '../../src/images/conversion.ts';
import { type Conversion, ImageConverter } from '../../src/images/imageConverter.ts';
import { prepareImage } from '../../src/images/prepareImage.ts';
import { checkout } from '../window/checkout.ts';
import { converterProgram, convertersOf } from './converterProcesses.ts';
import { bmpOfRuns, encodeBmp } from './encodeBmp.ts';
import { encodePng } from './encodePng.ts';
import { sharpOf } from './sharpOf.ts';
import { flatCard, photoCard } from './testCards.ts';

const never = new AbortController().signal;

/** A drawing that takes longer than anybody waits. */
const endless = Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 99 99"><filter id="f"><feTurbulence numOctaves="1000000000" baseFrequency="0.5"/></filter><rect width="99" height="99" filter="url(#f)"/></svg>',
);

describe('The converter', () => {
  const opened: ImageConverter[] = [];
  const open = (options: { program?: string; idleMs?: number } = {}) => {
    const converter = new ImageConverter({ program: converterProgram, log: () => {}, ...options });
    opened.push(converter);
    return converter;
  };
  afterEach(() => {
    for (const converter of opened.splice(0)) converter.close();
  });

  const good = () => encodeBmp(flatCard(), { bitsPerPixel: 24 });
  const request = (bytes: Uint8Array, maxSeconds = 20): ConversionRequest => ({
    file: { bytes },
    maxSidePx: 2048,
    maxBytes: 30_000_000,
    maxMegapixels: 200,
    maxSeconds,
  });
  const problemOf = (conversion: Promise<unknown>): Promise<Problem | undefined> =>
    conversion.then(
      () => assert.fail('a picture came'),
      (error: unknown) => PromptError.problemOf(error),
    );
  const assertGood = ({ image }: Conversion) => assert.equal(image.widthPx, 128);

  it('starts no process before the first picture, one for all, and leaves none behind', async () => {
    const converter = open();
    assert.deepEqual(convertersOf(process.pid), []);
    await Promise.all([1, 2, 3].map(() => converter.convert(request(good()), never)));
    assert.equal(convertersOf(process.pid).length, 1);
    converter.close();
    await noChildren();
  });

  it('says of a file that is gone by now that it cannot be read, and goes on', async () => {
    const converter = open();
    const gone = { ...request(good()), file: { path: join(checkout, 'out/gone.bmp') } };
    const flaw = { is: 'unreadable' };
    assert.deepEqual(await problemOf(converter.convert(gone, never)), { kind: 'imageUnreadable', flaw });
    assertGood(await converter.convert(request(good()), never));
  });

  it('ends its process when nothing has come for a while, and starts another for the next picture', async () => {
    const converter = open({ idleMs: 100 });
    assertGood(await converter.convert(request(good()), never));
    await noChildren();
    assertGood(await converter.convert(request(good()), never));
  });

  it('goes on in another process when that is killed between two pictures', async () => {
    const converter = open();
    await converter.convert(request(good()), never);
    killChildren();
    await noChildren();
    assertGood(await converter.convert(request(good()), never));
  });

  it('tries a picture again whose process is killed in the middle of it', async () => {
    const converter = open();
    const large = await sharpOf(photoCard(3000, 2000)).avif({ effort: 0 }).toBuffer();
    await converter.convert(request(good()), never);
    const conversion = converter.convert(request(large), never);
    const next = converter.convert(request(good()), never);
    await delay(50);
    killChildren();
    assert.equal((await conversion).image.widthPx, 2048);
    assertGood(await next);
  });

  it('gives a picture up whose process ends each time, and goes on with others', async () => {
    const converter = open();
    await converter.convert(request(good()), never);
    const conversion = problemOf(converter.convert(request(endless), never));
    const next = converter.convert(request(good()), never);
    killChildren();
    await noChildren();
    await someChildren();
    await delay(1500); // until it is at work
    killChildren();
    assert.deepEqual(await conversion, { kind: 'imageUnreadable', flaw: { is: 'damaged' } });
    assertGood(await next);
  });

  it('is cancelled in the middle of a picture, and goes on with the next', async () => {
    const converter = open();
    await converter.convert(request(good()), never);
    const cancellation = new AbortController();
    const conversion = problemOf(converter.convert(request(endless), cancellation.signal));
    await delay(200);
    cancellation.abort();
    assert.deepEqual(await conversion, { kind: 'cancelled' });
    assertGood(await converter.convert(request(good()), never));
  });

  it('is cancelled at once for a picture that waits behind another', async () => {
    const converter = open();
    let firstEnded = false;
    const first = problemOf(converter.convert(request(endless, 2), never)).finally(() => {
      firstEnded = true;
    });
    const cancellation = new AbortController();
    const waiting = problemOf(converter.convert(request(good()), cancellation.signal));
    await delay(100);
    cancellation.abort();
    assert.deepEqual(await waiting, { kind: 'cancelled' });
    assert.equal(firstEnded, false);
    await first;
    assertGood(await converter.convert(request(good()), never));
  });

  it('ends a picture that takes longer than it may, and goes on with the next', async () => {
    const converter = open();
    const slow = problemOf(converter.convert(request(endless, 1), never));
    const next = converter.convert(request(good()), never);
    assert.deepEqual(await slow, { kind: 'imageUnreadable', flaw: { is: 'tooSlow', maxSeconds: 1 } });
    assertGood(await next);
  });

  it('ends a picture that takes more memory than it may, and goes on with the next', async () => {
    const converter = open();
    const problem = await problemOf(converter.convert(request(bmpOfRuns(14_000, 14_000)), never));
    assert.partialDeepStrictEqual(problem, {
      kind: 'imageUnreadable',
      flaw: { is: 'tooMuchMemory' },
    } as object);
    assertGood(await converter.convert(request(good()), never));
  });

  it('does not blame a picture for the memory that those before it took', async () => {
    const converter = open({ program: join(checkout, 'test/images/converterOfOnePicture.ts') });
    for (let picture = 0; picture < 3; picture++) {
      assert.equal((await converter.convert(request(good()), never)).image.widthPx, 1);
    }
  });

  it('is closed in the middle of a picture, and leaves no process behind', async () => {
    const converter = open();
    await converter.convert(request(good()), never);
    const conversion = problemOf(converter.convert(request(endless), never));
    await delay(100);
    converter.close();
    assert.deepEqual(await conversion, { kind: 'cancelled' });
    await noChildren();
  });

  it('says so when it cannot be started, and what needs no converter still goes out', async () => {
    const converter = open({ program: join(checkout, 'dist/nothing.cjs') });
    const problem = { kind: 'imageUnreadable', flaw: { is: 'noConverter' } };
    assert.deepEqual(await problemOf(converter.convert(request(good()), never)), problem);
    const file = encodePng(photoCard(), { colours: 'rgb', bitDepth: 8 });
    const source = { name: 'a.png', sizeBytes: async () => file.length, read: async () => file };
    const preparation = { maxBytes: 30_000_000, maxMegapixels: 200, stripMetadata: true };
    assert.equal((await prepareImage(source, preparation, converter, never)).bytes, file);
  });
});

function killChildren(): void {
  for (const child of convertersOf(process.pid)) process.kill(child, 'SIGKILL');
}

const noChildren = () => until(() => convertersOf(process.pid).length === 0);
const someChildren = () => until(() => convertersOf(process.pid).length > 0);

/** Fails where mocha's time is over. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await delay(20);
}
