// A thread of the converter process that ends it before it takes the machine's memory. V8's own limits do not count
// what WebAssembly takes, and a decoder may hold the main thread all the while.
import { writeSync } from 'node:fs';
import { kill, memoryUsage, pid } from 'node:process';
import { maxMemoryBytes, memoryExceeded } from '../images/conversion.ts';

const stderr = 2;

setInterval(() => {
  if (memoryUsage.rss() < maxMemoryBytes) return;
  writeSync(stderr, memoryExceeded);
  kill(pid, 'SIGKILL');
}, 20);
