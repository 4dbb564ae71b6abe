import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { describe, it } from 'mocha';
import { Pace } from '../../../src/batch/pace.ts';
import { ManualClock } from './manualClock.ts';

/** Lets everything go on that does not wait for time or for others. */
async function settled(): Promise<void> {
  for (let tick = 0; tick < 20; tick++) await setImmediate();
}

type Ending = 'succeeded' | 'failed';

/** Does something in a turn, which says how it ended. */
async function inTurn(pace: Pace, signal: AbortSignal, work: () => Promise<Ending>): Promise<void> {
  const end = await pace.begin(signal);
  end(await work().catch(() => 'failed'));
}

/** Takes a turn that goes well. */
async function succeed(pace: Pace): Promise<void> {
  await inTurn(pace, new AbortController().signal, async () => 'succeeded');
}

/** Somebody who wants many turns, and ends each when told. */
function crowd(pace: Pace, count: number, signal = new AbortController().signal) {
  const running: ((how: Ending) => void)[] = [];
  const ends = Array.from({ length: count }, () =>
    inTurn(pace, signal, () => new Promise<Ending>((resolve) => running.push(resolve))),
  );
  return {
    ends,
    get running() {
      return running.length;
    },
    /** Ends so many turns, and waits for who comes after. */
    async end(howMany: number, isSuccess = true): Promise<void> {
      for (const end of running.splice(0, howMany)) end(isSuccess ? 'succeeded' : 'failed');
      await settled();
    },
  };
}

describe('The pace of a run', () => {
  it('is one at a time until the first has its prompt, then all at once', async () => {
    const pace = new Pace({ most: 4, clock: new ManualClock() });
    const all = crowd(pace, 10);
    await settled();
    assert.equal(all.running, 1);
    await all.end(1, false);
    assert.equal(all.running, 1);
    await all.end(1);
    assert.equal(all.running, 4);
    await all.end(2);
    assert.equal(all.running, 4);
  });

  it('is halved once a pause, however many are told of it', async () => {
    const clock = new ManualClock();
    const pace = new Pace({ most: 8, clock });
    await succeed(pace);
    for (let told = 0; told < 5; told++) pace.throttled(1000);
    assert.equal(pace.atOnce, 4);
    await clock.pass(1000);
    pace.throttled(1000);
    assert.equal(pace.atOnce, 2);
    await clock.pass(1000);
    for (let round = 0; round < 5; round++) {
      pace.throttled(1000);
      await clock.pass(1000);
    }
    assert.equal(pace.atOnce, 1);
  });

  it('climbs by one for each round that goes well, up to what it was', async () => {
    const clock = new ManualClock();
    const pace = new Pace({ most: 4, clock });
    await succeed(pace);
    pace.throttled(0);
    assert.equal(pace.atOnce, 2);
    const climbed: number[] = [];
    for (let round = 0; round < 10; round++) {
      await succeed(pace);
      climbed.push(pace.atOnce);
    }
    assert.deepEqual(climbed, [2, 3, 3, 3, 4, 4, 4, 4, 4, 4]);
  });

  it('climbs from one where the first had no room', async () => {
    const pace = new Pace({ most: 3, clock: new ManualClock() });
    pace.throttled(0);
    assert.equal(pace.atOnce, 1);
    await succeed(pace);
    assert.equal(pace.atOnce, 2);
  });

  it('lets nobody begin within a pause, nor within one that is made longer', async () => {
    const clock = new ManualClock();
    const pace = new Pace({ most: 4, clock });
    await succeed(pace);
    pace.throttled(1000);
    const all = crowd(pace, 4);
    await settled();
    assert.equal(all.running, 0);
    assert.equal(pace.pausedUntilMs, clock.now() + 1000);
    await clock.pass(999);
    pace.throttled(500);
    pace.throttled(100);
    await clock.pass(1);
    assert.equal(all.running, 0);
    await clock.pass(498);
    assert.equal(all.running, 0);
    await clock.pass(1);
    assert.equal(all.running, 2);
    assert.equal(pace.pausedUntilMs, undefined);
  });

  it('lets nobody begin within a pause who waited for others before it', async () => {
    const clock = new ManualClock();
    const pace = new Pace({ most: 1, clock });
    const all = crowd(pace, 2);
    await settled();
    pace.throttled(1000);
    await all.end(1);
    assert.equal(all.running, 0);
    await clock.pass(1000);
    assert.equal(all.running, 1);
  });

  it('goes on after somebody failed in their turn', async () => {
    const pace = new Pace({ most: 1, clock: new ManualClock() });
    const { signal } = new AbortController();
    await inTurn(pace, signal, () => Promise.reject(new Error('failed')));
    await inTurn(pace, signal, async () => 'succeeded');
    assert.equal(pace.atOnce, 1);
  });

  for (const [what, pauseMs] of [
    ['others', 0],
    ['a pause to end', 60_000],
    ['a pause to end that is longer than timers know', 2 ** 40],
  ] as const) {
    it(`lets those go at once who wait for ${what} when the run is cancelled`, async () => {
      const clock = new ManualClock();
      const pace = new Pace({ most: 1, clock });
      const busy = crowd(pace, 1);
      await settled();
      if (pauseMs > 0) pace.throttled(pauseMs);
      const cancellation = new AbortController();
      const waiting = crowd(pace, 2, cancellation.signal);
      const outcome = Promise.allSettled(waiting.ends);
      await settled();
      cancellation.abort();
      for (const { status } of await outcome) assert.equal(status, 'rejected');
      assert.equal(waiting.running, 0);
      assert.equal(busy.running, 1);
    });
  }

  it('begins nothing for who is cancelled already', async () => {
    const pace = new Pace({ most: 1, clock: new ManualClock() });
    await assert.rejects(
      inTurn(pace, AbortSignal.abort(), async () => assert.fail()),
      { problem: { kind: 'cancelled' } },
    );
  });

  it('has nobody begin any more once it is halted, in a pause or waiting, and lets go on who has', async () => {
    const clock = new ManualClock();
    const pace = new Pace({ most: 4, clock });
    const all = crowd(pace, 3);
    await settled();
    pace.throttled(60_000);
    pace.halt();
    const waiting = all.ends.slice(1);
    for (const end of waiting) await assert.rejects(end, { problem: { kind: 'cancelled' } });
    assert.equal(all.running, 1);
    await all.end(1);
    await all.ends[0];
    await assert.rejects(pace.begin(new AbortController().signal), { problem: { kind: 'cancelled' } });
  });
});
