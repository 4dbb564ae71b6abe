import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { makePictureSet, promptOfPicture } from '../window/makePictureSet.ts';
import { useWindow } from './useWindow.ts';

const pictures = 60;

/** How many a window asks about at a time, where nothing else is set. */
const atOnce = 4;

describe('Two windows that caption the same folder at once', () => {
  const stage = useWindow({ servicePath: '/fault/slow-300/keyless' });

  it('share the work, ask for nothing again that is answered, and tear no file', async function () {
    this.timeout(180_000);
    const folder = join(stage.workspace, 'set');
    makePictureSet(folder, pictures);
    const other = await stage.window.openAnother(stage.workspace);
    try {
      await stage.window.reload(); // nothing tells Explorer of a new folder
      const windows = [stage.window, other];
      for (const { explorer } of windows) await explorer.rightClick('set', 'Caption Images...');
      await Promise.all(windows.map(({ dialog }) => dialog.click('Caption')));
      await Promise.all(windows.map(({ notifications }) => notifications.shown('Captions written', 120_000)));
    } finally {
      await other.close();
    }
    for (let number = 0; number < pictures; number++) {
      assert.match(readFileSync(join(folder, `${number}.txt`), 'utf8'), promptOfPicture(number));
    }
    assert.deepEqual(
      readdirSync(folder).filter((name) => !/^\d+\.(png|txt)$/.test(name)),
      [],
    );
    const ofPicture = Map.groupBy(stage.server.requests, ({ bodySha256 }) => bodySha256);
    const asked = [...ofPicture.values()].map((requests) => requests.length);
    assert.ok(asked.every((times) => times <= 2));
    // Neither knows of what the other has under way where they meet.
    assert.ok(asked.filter((times) => times === 2).length <= 2 * atOnce, asked.join());
  });
});
