import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { after, before, describe, it } from 'mocha';
import { type TemporaryFolder, temporaryFolder } from '../window/temporaryFolder.ts';
import { convertersOf, isRunning } from './converterProcesses.ts';
import { bombs } from './hostile/bombs.ts';
import { broken } from './hostile/broken.ts';
import { drawings } from './hostile/drawings.ts';
import { ExtensionHost } from './hostile/extensionHost.ts';
import type { HostileFile } from './hostile/hostileFile.ts';
import { lyingHeaders } from './hostile/lyingHeaders.ts';
import { truncations } from './hostile/truncations.ts';
import { sharpOf } from './sharpOf.ts';
import { photoCard } from './testCards.ts';

const maxSeconds = 5;
const maxGrowthBytes = 50_000_000;

const hostile: readonly HostileFile[] = [
  ...(await truncations()),
  ...lyingHeaders,
  ...bombs,
  ...drawings,
  ...broken,
];

describe('A hostile file', () => {
  let folder: TemporaryFolder;
  let host: ExtensionHost;
  let good: string;
  let residentBytesBefore: number;

  before(async () => {
    folder = temporaryFolder();
    good = join(folder.path, 'good.webp');
    await writeFile(good, await sharpOf(photoCard()).webp().toBuffer());
    const asItIs = join(folder.path, 'good.png');
    await writeFile(asItIs, await sharpOf(photoCard()).png().toBuffer());
    host = new ExtensionHost();
    // What the first pictures load is no growth.
    await host.prepare(asItIs);
    residentBytesBefore = (await host.prepare(good)).residentBytes;
  });
  after(async () => {
    await host.close();
    folder.remove();
  });

  hostile.forEach(({ name, make, ends, fileName = 'picture' }, index) => {
    it(`ends as ${ends.join(' or ')}: ${name}`, async () => {
      const path = join(folder.path, String(index), fileName);
      await mkdir(join(folder.path, String(index)));
      await writeFile(path, await make());
      const first = await host.prepare(path);
      // A busy machine may have been why.
      const { ending, seconds, residentBytes } =
        first.seconds < maxSeconds ? first : await host.prepare(path);
      await rm(path);
      assert.ok(ends.includes(ending), ending);
      assert.ok(seconds < maxSeconds, `${seconds} s`);
      assert.ok(residentBytes - residentBytesBefore < maxGrowthBytes, `${residentBytes} bytes`);
      assert.equal((await host.prepare(good)).ending, 'picture');
    });
  });

  it('leaves no converter behind when the host is closed', async () => {
    assert.equal((await host.prepare(good)).ending, 'picture');
    const converters = convertersOf(host.pid);
    assert.equal(converters.length, 1);
    await host.close();
    while (converters.some(isRunning)) await delay(20);
  });

  it('is one of at least 60', () => {
    assert.ok(hostile.length >= 60, String(hostile.length));
    assert.equal(new Set(hostile.map(({ name }) => name)).size, hostile.length);
  });
});
