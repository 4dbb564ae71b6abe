import type { ShownEntry } from './protocol.ts';

/** Whether an entry has all the words that are searched for, in whatever letter case. */
export type Search = (entry: Pick<ShownEntry, 'prompt' | 'name' | 'origin' | 'host'>) => boolean;

/** Without a word every entry is found. */
export function searchFor(text: string): Search {
  const words = folded(text).split(/\s+/).filter(Boolean);
  return ({ prompt, name, origin, host }) => {
    const searched = folded([prompt, name, origin, host].join('\n'));
    return words.every((word) => searched.includes(word));
  };
}

function folded(text: string): string {
  return text.normalize('NFC').toLowerCase();
}
