import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { Inflater } from '../../../../src/images/asItIs/inflater.ts';

/** More than one piece. */
const plain = Buffer.concat([randomBytes(200_000), Buffer.alloc(200_000, 7)]);
const compressed = deflateSync(plain);
const damaged = compressed.with(compressed.length - 1, (compressed.at(-1) ?? 0) ^ 1);

function halves(bytes: Uint8Array): Uint8Array[] {
  const middle = bytes.length >> 1;
  return [bytes.subarray(0, middle), bytes.subarray(middle)];
}

async function inflated(inflater: Inflater, parts: readonly Uint8Array[]) {
  const pieces: Uint8Array[] = [];
  const isWhole = await inflater.isWhole(parts, (piece) => pieces.push(piece) > 0);
  return { isWhole, bytes: Buffer.concat(pieces) };
}

describe('The inflater', () => {
  const parts: Record<string, readonly Uint8Array[]> = {
    'one part': [compressed],
    'two parts': halves(compressed),
    'a byte at the beginning of its own': [compressed.subarray(0, 1), compressed.subarray(1)],
    'empty parts between': [new Uint8Array(), ...halves(compressed), new Uint8Array()],
  };
  for (const [name, given] of Object.entries(parts)) {
    it(`gives all bytes of a whole stream in ${name}`, async () => {
      assert.deepEqual(await inflated(new Inflater(), given), { isWhole: true, bytes: plain });
    });
  }

  const flawed: Record<string, readonly Uint8Array[]> = {
    'is cut off': halves(compressed.subarray(0, -1)),
    'is cut off in the middle': [compressed.subarray(0, compressed.length >> 1)],
    'is empty': [],
    'is of empty parts': [new Uint8Array()],
    'has a byte more in its last part': halves(Buffer.concat([compressed, Buffer.of(0)])),
    'has a part more': [...halves(compressed), Buffer.of(0)],
    'is followed by another': [compressed, compressed],
    'has another checksum': [damaged],
    'is none': [plain],
  };
  for (const [name, given] of Object.entries(flawed)) {
    it(`says that a stream that ${name} is not whole`, async () => {
      const { isWhole } = await inflated(new Inflater(), given);
      assert.equal(isWhole, false);
    });

    it(`reads a whole stream after one that ${name}`, async () => {
      const inflater = new Inflater();
      await inflated(inflater, given);
      assert.deepEqual(await inflated(inflater, [compressed]), { isWhole: true, bytes: plain });
    });
  }

  it('reads several that are asked for at once', async () => {
    const inflater = new Inflater();
    const others = Array.from({ length: 5 }, (_, index) => Buffer.alloc(150_000, index));
    const answers = await Promise.all(others.map((bytes) => inflated(inflater, [deflateSync(bytes)])));
    assert.deepEqual(
      answers,
      others.map((bytes) => ({ isWhole: true, bytes })),
    );
  });

  it('ends with the first piece that is not taken', async () => {
    let pieces = 0;
    const isWhole = await new Inflater().isWhole([deflateSync(Buffer.alloc(50_000_000))], () => {
      pieces += 1;
      return false;
    });
    assert.equal(isWhole, false);
    assert.ok(pieces < 10, `${pieces} of about 400 pieces`);
  });

  it('reads a whole stream after one that was not taken', async () => {
    const inflater = new Inflater();
    await inflater.isWhole([compressed], () => false);
    assert.deepEqual(await inflated(inflater, [compressed]), { isWhole: true, bytes: plain });
  });
});
