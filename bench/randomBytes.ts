/** Gives noise, a byte at a time; the same bytes every time. */
export function randomBytes(): () => number {
  let state = 1;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) | 0;
    return (state >>> 16) & 255;
  };
}
