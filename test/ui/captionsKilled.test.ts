import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, it } from 'mocha';
import { makePictureSet, promptOfPicture } from '../window/makePictureSet.ts';
import { useWindow } from './useWindow.ts';

const pictures = 200;
const kills = 20;

/** An answer may be on its way into the process, or be read and not yet be written, for so long. */
const onItsWayMs = 100;

describe('Captions whose process is killed again and again', () => {
  const stage = useWindow({ servicePath: '/fault/bad-day/keyless' });

  it('are all there in the end, right and whole, and none was paid for twice that had arrived', async function () {
    this.timeout(900_000);
    const { explorer, dialog, notifications, palette } = stage.window;
    const folder = join(stage.workspace, 'set');
    makePictureSet(folder, pictures);
    await stage.window.reload(); // nothing tells Explorer of a new folder
    await explorer.rightClick('set', 'Caption Images...');
    await dialog.click('Caption');

    let inFlight = 0;
    for (let kill = 0; kill < kills; kill++) {
      await setTimeout(300 + Math.random() * 1500);
      inFlight += killExtensionHost();
      await stage.window.reload();
      await notifications.click(/Captioning was interrupted/, 'Continue');
    }
    await notifications.shown('Captions written', 120_000);
    for (let tries = 0; tries < 10 && (await failed()); tries++) {
      await notifications.clear();
      await palette.run('Image to Prompt: Retry Failed Captions');
      await notifications.shown('Captions written', 60_000);
    }

    for (let number = 0; number < pictures; number++) {
      assert.match(readFileSync(join(folder, `${number}.txt`), 'utf8'), promptOfPicture(number));
    }
    const others = readdirSync(folder).filter((name) => !/^\d+\.(png|txt)$/.test(name));
    assert.deepEqual(others, []);
    const paid = stage.server.requests.filter(
      ({ answeredStatus, answeredAtMs }) => answeredStatus === 200 && answeredAtMs !== undefined,
    ).length;
    assert.ok(paid <= pictures + inFlight, `${paid} answers, ${inFlight} of them in flight at a kill`);
  });

  async function failed(): Promise<boolean> {
    return (await stage.window.notifications.list()).some(({ message }) => message.includes('Failed'));
  }

  /** Returns how many answers were not with it yet. */
  function killExtensionHost(): number {
    const processes = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' })
      .split('\n')
      .map((line) => /^\s*(?<pid>\d+)\s+(?<parent>\d+)\s+(?<command>.*)/.exec(line)?.groups);
    const server = processes.find((process) => process?.command?.includes(stage.window.dataFolder));
    const hosts = processes.filter(
      (process) => process?.parent === server?.pid && process?.command?.includes('--type=extensionHost'),
    );
    assert.ok(hosts.length > 0, 'there is an extension host to kill');
    for (const host of hosts) process.kill(Number(host?.pid), 'SIGKILL');
    const killedAtMs = Date.now();
    return stage.server.requests.filter(
      ({ answeredAtMs = killedAtMs }) => answeredAtMs > killedAtMs - onItsWayMs,
    ).length;
  }
});
