/** A path without percent-encoding. One that has percent signs of its own stays as it is. */
export function percentDecoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
