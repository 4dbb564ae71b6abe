/** A document in which `‸` is the place of a prompt, or two of them stand around what it replaces. */
export function readMarked(marked: string): { text: string; start: number; end: number } {
  const [before = '', replaced, after] = marked.split('‸');
  if (replaced === undefined) throw new Error(`no place in ${marked}`);
  if (after === undefined) return { text: before + replaced, start: before.length, end: before.length };
  return { text: before + replaced + after, start: before.length, end: before.length + replaced.length };
}
