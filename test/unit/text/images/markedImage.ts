/** A document of a test, with its image in `⟦⟧` and what another alt text takes the place of in `«»`. */
interface MarkedImage {
  readonly document: string;
  readonly start: number;
  readonly end: number;
  /** The document with something else in that place. */
  readonly with: (replacement: string) => string;
}

/** Undefined for a document without marks. */
export function readMarkedImage(marked: string): MarkedImage | undefined {
  const [, before, head, old, tail, after] = /^(.*)⟦(.*)«(.*)»(.*)⟧(.*)$/s.exec(marked) ?? [];
  if (before === undefined) return undefined;
  return {
    document: `${before}${head}${old}${tail}${after}`,
    start: before.length,
    end: before.length + `${head}${old}${tail}`.length,
    with: (replacement) => `${before}${head}${replacement}${tail}${after}`,
  };
}
