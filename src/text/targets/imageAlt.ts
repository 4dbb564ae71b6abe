const signs = /\\.|!?\[|\]/gs;

/** Whether an offset of inline Markdown without code spans is in the alt text of an image. */
export function isInImageAlt(inline: string, offset: number): boolean {
  const open: string[] = [];
  for (const [sign] of inline.slice(0, offset).matchAll(signs)) {
    if (sign === ']') open.pop();
    else if (sign.endsWith('[')) open.push(sign);
  }
  const after = inline.slice(offset);
  for (const { 0: sign, index } of after.matchAll(signs)) {
    if (sign === ']') {
      if (open.length === 0) return false;
      if (open.pop() === '![' && /^[([]/.test(after.slice(index + 1))) return true;
    } else if (sign.endsWith('[')) {
      open.push('['); // whatever begins behind the offset does not hold it
    }
  }
  return false;
}
