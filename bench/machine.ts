import { arch, cpus, loadavg, release, totalmem, type } from 'node:os';

/** What figures hold for: the machine and what else it does just now. */
export function describeMachine(): string {
  const [cpu] = cpus();
  return [
    `${cpus().length} x ${cpu?.model.trim()}`,
    `${(totalmem() / 1e9).toFixed(0)} GB`,
    `${type()} ${release()} ${arch()}`,
    `load ${loadavg()[0]?.toFixed(1)} before the run`,
    `Node ${process.versions.node}`,
  ].join(', ');
}
