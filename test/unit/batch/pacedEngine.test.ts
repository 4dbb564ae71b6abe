import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { describe, it } from 'mocha';
import { Pace } from '../../../src/batch/pace.ts';
import { pacedEngine } from '../../../src/batch/pacedEngine.ts';
import type { Engine } from '../../../src/core/engine.ts';
import { prepared } from '../engines/prepared.ts';
import { ManualClock } from './manualClock.ts';

const brief = { style: 'tags', customInstruction: '', language: '' } as const;
const question = { engine: 'img2prompt', address: 'https://a.example', model: '', instruction: '' } as const;

/** An engine that answers when told, and notes who was made ready and who was asked about. */
function slowEngine() {
  const asked: (() => void)[] = [];
  const counts = { ready: 0, asked };
  const engine: Engine = {
    host: 'a.example',
    question: () => question,
    async describe(prepare) {
      await prepare(1000);
      await new Promise<void>((resolve) => asked.push(resolve));
      return { text: 'a castle', isList: true, raw: 'a castle', question };
    },
  };
  const prepare = async (maxBytes: number) => {
    counts.ready += 1;
    return await prepared(new Uint8Array(1))(maxBytes);
  };
  return { engine, prepare, counts };
}

async function settled(): Promise<void> {
  for (let tick = 0; tick < 20; tick++) await setImmediate();
}

describe('An engine that is asked at a pace', () => {
  it('has pictures made ready before their turn, and asks about the first alone', async () => {
    const { engine, prepare, counts } = slowEngine();
    const paced = pacedEngine(engine, new Pace({ most: 4, clock: new ManualClock() }));
    const { signal } = new AbortController();
    const all = Array.from({ length: 6 }, () => paced.describe(prepare, brief, signal));
    await settled();
    assert.deepEqual([counts.ready, counts.asked.length], [6, 1]);
    counts.asked[0]?.();
    await settled();
    assert.equal(counts.asked.length, 1 + 4);
    for (let index = 0; index < 6; index++) {
      counts.asked[index]?.();
      await settled();
    }
    assert.equal((await Promise.all(all)).length, 6);
  });

  it('gives its turn back when it fails', async () => {
    const failing: Engine = {
      ...slowEngine().engine,
      describe: (prepare) => prepare(1).then(() => Promise.reject(new Error('failed'))),
    };
    const paced = pacedEngine(failing, new Pace({ most: 4, clock: new ManualClock() }));
    const { signal } = new AbortController();
    for (let round = 0; round < 3; round++) {
      await assert.rejects(paced.describe(prepared(new Uint8Array(1)), brief, signal), /failed/);
    }
  });

  it('asks the same of the same as the engine itself', () => {
    const { engine } = slowEngine();
    const paced = pacedEngine(engine, new Pace({ most: 4, clock: new ManualClock() }));
    assert.deepEqual([paced.host, paced.question(brief)], ['a.example', question]);
  });
});
