import type { Exchange } from './fault.ts';

/** Does something after a delay, unless the client is gone by then. */
export function later(response: Exchange['response'], delayMs: number, act: () => void): void {
  const timer = setTimeout(act, delayMs);
  response.once('close', () => clearTimeout(timer));
}
