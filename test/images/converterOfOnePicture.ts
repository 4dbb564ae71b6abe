// Stands in for the converter's program: has memory for one picture, and ends at the next as the real one does.
import { writeSync } from 'node:fs';
import { type ConversionAnswer, converterReady, memoryExceeded } from '../../src/images/conversion.ts';

const stderr = 2;
let hasWorked = false;

process.on('message', () => {
  if (hasWorked) {
    writeSync(stderr, memoryExceeded);
    process.kill(process.pid, 'SIGKILL');
  }
  hasWorked = true;
  const image = { bytes: new Uint8Array(1), mimeType: 'image/png', widthPx: 1, heightPx: 1 } as const;
  process.send?.({ image, lacksText: false } satisfies ConversionAnswer);
});
process.send?.(converterReady);
