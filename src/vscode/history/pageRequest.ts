import type { PageRequest } from '../../historyView/protocol.ts';

const kindsWithoutEntry = ['ready', 'begin', 'getStarted'] as const;
const kindsOfEntry = ['notDrawn', 'insert', 'copy', 'open', 'again', 'delete'] as const;

/** What a message of the page asks for; undefined where it is none that is known. */
export function pageRequestIn(message: unknown): PageRequest | undefined {
  const { kind, id } = (message ?? {}) as { readonly kind?: unknown; readonly id?: unknown };
  const alone = kindsWithoutEntry.find((known) => known === kind);
  if (alone) return { kind: alone };
  const ofEntry = kindsOfEntry.find((known) => known === kind);
  return ofEntry && typeof id === 'string' ? { kind: ofEntry, id } : undefined;
}
