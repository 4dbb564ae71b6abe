// `npm run bench`, third part: a whole command, from a JPEG of 1 MB on the disk to its prompt at the cursor, with a server on this
// machine that answers at once, beside the command of an extension that reads nothing and inserts a constant. Both in
// the same window of a real VS Code, in turns.
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { encode } from 'jpeg-js';
import { buildExtension } from '../test/window/buildExtension.ts';
import { BenchWindows } from './benchWindow.ts';
import type { Durations } from './measureCommand.ts';
import { printSpreads, spreadOf } from './spread.ts';

const prompt = 'a castle above a lake, muted teal, soft light';

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

await buildExtension('--production');
let receivedBytes = 0;
const server = createServer((request, response) => {
  request.on('data', (chunk: Buffer) => {
    receivedBytes += chunk.length;
  });
  request.once('end', () => {
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ prompt }));
  });
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

const bench = await BenchWindows.prepare('measureCommand.ts');
bench.install('bench.constant', constantPrompt);
const picture = join(bench.folder, 'picture.jpg');
const jpeg = jpegOfOneMegabyte();
writeFileSync(picture, jpeg);
const results = join(bench.folder, 'durations.json');
await bench.run({
  BENCH_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  BENCH_PICTURE: picture,
  BENCH_PROMPT: prompt,
  BENCH_RESULTS: results,
});
const { ours, constant } = JSON.parse(readFileSync(results, 'utf8')) as Durations;
bench.remove();
server.close();

const oursSpread = spreadOf(ours);
const constantSpread = spreadOf(constant);
printSpreads('whole command, ms', { 'img2prompt.insertAtCursor': oursSpread, 'a constant': constantSpread });
console.log(
  `\n${(oursSpread.median / constantSpread.median).toFixed(2)} times the constant, ` +
    `${(oursSpread.median - constantSpread.median).toFixed(2)} ms more; ${ours.length} of each in turns, ` +
    `a JPEG of ${jpeg.length} bytes, ${(receivedBytes / 1e6).toFixed(0)} MB received`,
);

/** Noise, since a JPEG of anything smoother has fewer bytes a pixel than photographs do. */
function jpegOfOneMegabyte(): Buffer {
  const [width, height] = [1000, 798];
  const data = Buffer.alloc(width * height * 4, 255);
  let state = 1;
  for (let byte = 0; byte < data.length; byte++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) | 0;
    if (byte % 4 !== 3) data[byte] = state >> 16;
  }
  return encode({ width, height, data }, 75).data;
}
