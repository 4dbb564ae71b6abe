import { existsSync, readFileSync } from 'node:fs';

/**
 * The highest resident memory so far, in bytes, of a process and of each that it started and that lives. Empty where the
 * system does not say: Linux does.
 */
export function peakMemories(pid: number): number[] {
  const children = `/proc/${pid}/task/${pid}/children`;
  if (!existsSync(children)) return [];
  const started = readFileSync(children, 'utf8').match(/\d+/g) ?? [];
  return [pid, ...started].map((process) => {
    const [, kilobytes] = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${process}/status`, 'utf8')) ?? [];
    return Number(kilobytes) * 1024;
  });
}
