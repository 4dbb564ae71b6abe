import jsTokens from 'js-tokens';

/** The offset behind the brace that closes the one at an offset of a script; undefined where none does. */
export function endOfBraces(text: string, start: number): number | undefined {
  let end = start;
  let depth = 0;
  for (const { type, value } of jsTokens(text.slice(start), { jsx: true })) {
    end += value.length;
    if (type !== 'Punctuator' && type !== 'JSXPunctuator') continue;
    if (value === '{') depth += 1;
    else if (value === '}') depth -= 1;
    if (depth === 0) return end;
  }
  return undefined;
}
