// The program of a process that stands in for VS Code's extension host: does with pictures what the extension does with
// them there, one after the other, and tells how each ended and what it left in memory.
import { readFile, stat } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import type { ImageFile } from '../../../src/core/image.ts';
import { PromptError } from '../../../src/core/promptError.ts';
import { storedPrompt } from '../../../src/images/embedded/storedPrompt.ts';
import { ImageConverter } from '../../../src/images/imageConverter.ts';
import { prepareImage } from '../../../src/images/prepareImage.ts';
import { converterProgram } from '../converterProcesses.ts';
import type { Ending, HostAnswer, HostRequest } from './extensionHost.ts';

const converter = new ImageConverter({ program: converterProgram, log: () => {} });
const preparation = { maxBytes: 30_000_000, maxMegapixels: 200, stripMetadata: true };

process.on('message', async (request: HostRequest) => {
  if (request === 'close') {
    converter.close();
    process.disconnect();
    return;
  }
  const startedAt = performance.now();
  const ending = await endingOf(request.path);
  const seconds = (performance.now() - startedAt) / 1000;
  await collectGarbage();
  process.send?.({ ending, seconds, residentBytes: process.memoryUsage.rss() } satisfies HostAnswer);
});

/** Buffers are given back only after the collection that finds them unused. */
async function collectGarbage(): Promise<void> {
  for (let round = 0; round < 3; round++) {
    globalThis.gc?.();
    await setTimeout(5);
  }
}

async function endingOf(path: string): Promise<Ending> {
  const source: ImageFile = {
    name: 'picture',
    path,
    sizeBytes: async () => (await stat(path)).size,
    read: () => readFile(path),
  };
  try {
    await storedPrompt(await source.read());
    await prepareImage(source, preparation, converter, new AbortController().signal);
    return 'picture';
  } catch (error) {
    const problem = PromptError.problemOf(error);
    return problem?.kind === 'imageUnreadable' ? problem.flaw.is : `unforeseen: ${error}`;
  }
}
