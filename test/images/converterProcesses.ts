import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { checkout } from '../window/checkout.ts';

/** The bundle that pictures are converted by. */
export const converterProgram = join(checkout, 'dist/converter.cjs');

/** Converters that a process started, and that have not ended. */
export function convertersOf(pid: number): number[] {
  const lines = execFileSync('ps', ['-A', '-o', 'ppid=,pid=,args=']).toString().trim().split('\n');
  return lines.flatMap((line) => {
    const [parent, child, ...command] = line.trim().split(/\s+/);
    return Number(parent) === pid && command.join(' ').includes(converterProgram) ? [Number(child)] : [];
  });
}

export function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
