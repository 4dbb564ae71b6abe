// Measures the delay of its own event loop: while it prepares pictures, each several times, with `node watchDelay.ts
// PATH...`; while it does nothing, without, until it gets a message.
import { once } from 'node:events';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { delayOf } from '../delay.ts';
import { imageToPrompt } from './imageToPrompt.ts';

const rounds = 8;
const paths = process.argv.slice(2);

const prepare = await imageToPrompt.load();
const delay = monitorEventLoopDelay({ resolution: 10 });
delay.enable();
if (paths.length === 0) {
  await once(process, 'message');
} else {
  for (let round = 0; round < rounds; round++) for (const path of paths) await prepare(path, 'jpeg');
}
delay.disable();
process.send?.(delayOf(delay));
process.once('disconnect', () => process.exit());
