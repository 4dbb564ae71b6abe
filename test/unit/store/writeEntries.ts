// A process that writes entries, the same ones over and over, until it is killed: `node writeEntries.ts FOLDER`.
import { EntryFolder } from '../../../src/store/entryFolder.ts';

const [, , path = ''] = process.argv;
const folder = new EntryFolder({ path, maxEntries: () => 15, first: 'leastName' });
for (let number = 0; ; number++) {
  const name = `entry ${number % 20}`;
  await folder.write(name, { name, filling: 'x'.repeat(50_000) });
  if (number === 0) process.send?.('begun');
}
