import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encode } from 'jpeg-js';
import { startAnsweringServer } from './answeringServer.ts';
import type { Bench, Result } from './bench.ts';
import { BenchWindows, vsCodeVersions } from './benchWindow.ts';
import type { Durations } from './measureCommand.ts';
import { randomBytes } from './randomBytes.ts';
import { spreadOf } from './spread.ts';

const peerName = 'a constant';
const prompt = 'a castle above a lake, muted teal, soft light';

export const command: Bench = {
  title: 'A whole command',
  measure: () => measure(40),
  short: { measure: () => measure(11), limits: [{ beside: peerName, atMost: 10 }] },
};

const constantPrompt = `const { commands, window } = require('vscode');
exports.activate = ({ subscriptions }) => {
  subscriptions.push(
    commands.registerCommand('bench.constant.run', async () => {
      const editor = window.activeTextEditor;
      await editor.edit((builder) => builder.insert(editor.selection.active, ${JSON.stringify(prompt)}));
    }),
  );
};
`;

async function measure(rounds: number): Promise<Result> {
  const server = await startAnsweringServer(() => prompt);
  const bench = await BenchWindows.prepare('measureCommand.ts');
  bench.install('bench.constant', constantPrompt);
  const picture = join(bench.folder, 'picture.jpg');
  const jpeg = jpegOfOneMegabyte();
  writeFileSync(picture, jpeg);
  const results = join(bench.folder, 'durations.json');
  await bench.run({
    BENCH_URL: server.url,
    BENCH_PICTURE: picture,
    BENCH_PROMPT: prompt,
    BENCH_ROUNDS: String(rounds),
    BENCH_RESULTS: results,
  });
  const { ours, constant } = JSON.parse(readFileSync(results, 'utf8')) as Durations;
  bench.remove();
  server.close();

  return {
    how:
      `From a JPEG of ${(jpeg.length / 1e6).toFixed(2)} MB on the disk to its prompt at the cursor, with a server on this machine that answers at ` +
      'once, beside the command of an extension that reads nothing and inserts a constant: ' +
      `${rounds} of each in turns, each in a new document, in one window of a real VS Code.`,
    versions: await vsCodeVersions(),
    tables: [
      {
        title: '',
        unit: 'ms',
        ours: { name: 'img2prompt.insertAtCursor', spread: spreadOf(ours) },
        peers: [{ name: peerName, spread: spreadOf(constant) }],
      },
    ],
    notes: [`The server received ${(server.received.bytes / 1e6).toFixed(0)} MB.`],
  };
}

/** Noise, since a JPEG of anything smoother has fewer bytes a pixel than photographs do. */
function jpegOfOneMegabyte(): Buffer {
  const [width, height] = [1000, 798];
  const data = Buffer.alloc(width * height * 4, 255);
  const random = randomBytes();
  for (let byte = 0; byte < data.length; byte++) {
    const noise = random();
    if (byte % 4 !== 3) data[byte] = noise;
  }
  return encode({ width, height, data }, 75).data;
}
