import { constants } from 'node:os';

const pending = new Set<() => void>();

/**
 * Has `clean` called when this process ends, however it ends short of SIGKILL: what was registered last goes first.
 * For what must not outlive us; the usual way to tidy up is to do it and call the returned function.
 *
 * @param clean synchronous; what it throws is ignored, as the process is on its way out.
 * @returns takes the registration back.
 */
export function atExit(clean: () => void): () => void {
  listen();
  pending.add(clean);
  return () => pending.delete(clean);
}

let listening = false;

function listen(): void {
  if (listening) return;
  listening = true;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => process.exit(128 + constants.signals[signal]));
  }
  process.on('exit', () => {
    for (const clean of [...pending].reverse()) {
      try {
        clean();
      } catch {}
    }
  });
}
