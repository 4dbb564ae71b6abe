// The program of the converter process: answers one request at a time, and ends when its channel does.
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type ConversionRequest, converterReady } from '../images/conversion.ts';
import { convert } from './convert.ts';

new Worker(join(__dirname, 'memoryWatch.cjs'));
process.on('message', async (request: ConversionRequest) => process.send?.(await convert(request)));
process.on('disconnect', () => process.exit());
process.send?.(converterReady);
