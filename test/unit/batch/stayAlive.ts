// A process that is at something until it is killed: `node stayAlive.ts NAME`.
import { showAlive } from '../../../src/batch/liveness.ts';

const [, , name = ''] = process.argv;
await showAlive(name);
process.send?.('at it');
process.on('message', () => {}); // keeps it there
