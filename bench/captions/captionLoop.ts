// Captions the pictures of a folder as one would write it down in a minute: `node captionLoop.ts WAY URL FOLDER AT_ONCE`.
// WAY is `bare` (Node's own fetch) or `sdk` (the service's last SDK). Prints how many seconds it took.
import { readdirSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bareFetch } from '../bareFetch.ts';
import { novitaSdk } from '../novitaSdk.ts';

const [way, url = '', folder = '', atOnce] = process.argv.slice(2);
const ask = way === 'sdk' ? await novitaSdk(url) : bareFetch(url);
const pictures = readdirSync(folder).filter((name) => name.endsWith('.png'));

const start = performance.now();
await Promise.all(Array.from({ length: Number(atOnce) }, work));
console.log((performance.now() - start) / 1000);
process.exit();

async function work(): Promise<void> {
  for (let name = pictures.pop(); name !== undefined; name = pictures.pop()) {
    const { prompt } = await ask((await readFile(join(folder, name))).toString('base64'));
    await writeFile(join(folder, name.replace(/png$/, 'txt')), `${prompt}\n`);
  }
}
