import { randomUUID } from 'node:crypto';
import { open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** As many runs of captions are remembered, to be taken back or tried again. */
const mostBatches = 10;

/** The path of the record of a run. */
export function pathOfBatch(folder: string, id: string): string {
  return join(folder, `${id}${ending}`);
}

/** The ids of the runs whose records are there, the last first. */
export async function idsOfBatches(folder: string): Promise<string[]> {
  const files = await readdir(folder).catch(() => []);
  return files
    .filter((file) => nameOfRecord.test(file))
    .map((file) => file.slice(0, -ending.length))
    .sort()
    .reverse();
}

/** An id for a new run. It comes after all that are there, also where the clock was set back. */
export async function idOfNewBatch(folder: string, now = new Date()): Promise<string> {
  const [last = ''] = await idsOfBatches(folder);
  const time = now.toISOString().replace(/\D/g, '');
  const lastTime = last.slice(0, time.length);
  return `${time > lastTime ? time : BigInt(lastTime) + 1n}-${randomUUID().slice(0, 8)}`;
}

/** Whether a run did not come to its end, told from the end of its record without reading the rest. */
export async function isUnfinished(folder: string, id: string): Promise<boolean> {
  const file = await open(pathOfBatch(folder, id));
  try {
    const { size } = await file.stat();
    const tail = Buffer.alloc(Math.min(size, longestEnd));
    await file.read(tail, 0, tail.length, size - tail.length);
    return !/\{"(ended|undone)":true\}\s*$/.test(tail.toString('latin1'));
  } finally {
    await file.close();
  }
}

/** Removes the record of a run that did not begin. */
export async function forgetBatch(folder: string, id: string): Promise<void> {
  await rm(pathOfBatch(folder, id), { force: true });
}

/** Removes the records of all but the last runs; those that did not come to their end stay. */
export async function forgetOldBatches(folder: string): Promise<void> {
  for (const id of (await idsOfBatches(folder)).slice(mostBatches)) {
    if (!(await isUnfinished(folder, id).catch(() => true)))
      await rm(pathOfBatch(folder, id), { force: true });
  }
}

const ending = '.jsonl';
/** They begin with the time, so that their order is that of the runs. */
const nameOfRecord = /^\d{17}-[\da-f]{8}\.jsonl$/;
const longestEnd = 64;
