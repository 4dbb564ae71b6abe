import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { isAlive, showAlive } from '../../../src/batch/liveness.ts';

describe('Somebody at work', () => {
  it('is alive until it is done, and can be again', async () => {
    const name = randomUUID();
    assert.equal(await isAlive(name), false);
    for (let round = 0; round < 2; round++) {
      const alive = await showAlive(name);
      assert.equal(await isAlive(name), true);
      assert.equal(await isAlive(name), true);
      assert.equal(await isAlive(randomUUID()), false);
      alive.dispose();
      assert.equal(await isAlive(name), false);
    }
  });

  it('is alive while its process is, and no longer, however it ends', async () => {
    for (const signal of ['SIGKILL', 'SIGTERM'] as const) {
      const name = randomUUID();
      const worker = fork(join(import.meta.dirname, 'stayAlive.ts'), [name]);
      await once(worker, 'message');
      assert.equal(await isAlive(name), true);
      worker.kill(signal);
      await once(worker, 'exit');
      assert.equal(await isAlive(name), false);
    }
  });

  it('is alive again after its process was killed and another goes on', async () => {
    const name = randomUUID();
    const worker = fork(join(import.meta.dirname, 'stayAlive.ts'), [name]);
    await once(worker, 'message');
    worker.kill('SIGKILL');
    await once(worker, 'exit');
    const alive = await showAlive(name);
    assert.equal(await isAlive(name), true);
    alive.dispose();
  });

  it('works all the same where that cannot be shown', async () => {
    (await showAlive(`${'x'.repeat(300)}/y`)).dispose();
  });
});
