import type { Failure } from './fuzz.ts';

/** What went wrong with a target, and how to have it again; `file` is where the input was saved. */
export function failureReport(name: string, seed: number, { round, reason }: Failure, file: string): string {
  const again = `npm run fuzz -- --target ${name}`;
  return [
    `  Round ${round} failed: ${withShortLines(reason)}`,
    `  Its input again:  ${again} --input ${file}`,
    `  All up to it:     ${again} --seed ${seed} --rounds ${round + 1}`,
  ].join('\n');
}

/** An error may quote all of its input. */
function withShortLines(text: string): string {
  return text.replace(/(.{200}).+/g, '$1…');
}
