import createIgnore, { type Ignore } from 'ignore';
import picomatch from 'picomatch';

/** As git has it where nothing else is configured: as the file systems of the system are, as a rule. */
const ignoresCase = process.platform !== 'linux';

/** Patterns as VS Code's settings `files.exclude` have them: whether each is on, or on where a sibling is there. */
export type ExcludeSetting = Readonly<Record<string, unknown>>;

/**
 * What of a folder is passed by: by settings such as `files.exclude`, and by `.gitignore` files, each of which speaks of
 * the folder that it is in. Paths are relative to the root of the rules, with slashes.
 */
export class IgnoreRules {
  readonly #patterns: readonly ExcludePattern[];
  readonly #gitignores = new Map<string, Ignore>();

  constructor(...settings: readonly ExcludeSetting[]) {
    this.#patterns = settings.flatMap((setting) => Object.entries(setting)).flatMap(patternOf);
  }

  /** `folder` is empty for the root. */
  addGitignore(folder: string, text: string): void {
    const lines = text.split(/\r?\n/).filter(isPlausible);
    this.#gitignores.set(
      folder,
      createIgnore({ allowRelativePaths: false, ignorecase: ignoresCase }).add(lines),
    );
  }

  /** `siblings` are the names in the same folder, on which some patterns depend. */
  ignores(path: string, isFolder: boolean, siblings: ReadonlySet<string>): boolean {
    const isExcluded = this.#patterns.some(({ matches, when }) => {
      if (!matches(path)) return false;
      return when === undefined || siblings.has(when.replace('$(basename)', () => baseName(path)));
    });
    return isExcluded || this.#isGitignored(path, isFolder);
  }

  /** What a deeper file says counts more. */
  #isGitignored(path: string, isFolder: boolean): boolean {
    let isIgnored = false;
    const parts = path.split('/');
    for (let depth = 0; depth < parts.length; depth++) {
      const rules = this.#gitignores.get(parts.slice(0, depth).join('/'));
      if (rules === undefined) continue;
      const { ignored, unignored } = rules.test(parts.slice(depth).join('/') + (isFolder ? '/' : ''));
      isIgnored = ignored || (isIgnored && !unignored);
    }
    return isIgnored;
  }
}

interface ExcludePattern {
  matches(path: string): boolean;
  /** A sibling that has to be there, with `$(basename)` for the name without its ending. */
  readonly when: string | undefined;
}

function patternOf([glob, value]: readonly [string, unknown]): ExcludePattern[] {
  const when = (value as { when?: unknown } | null)?.when;
  if (glob === '' || !isPlausible(glob) || (value !== true && typeof when !== 'string')) return [];
  const matches = picomatch(glob.replace(ofOtherGlobs, '\\$&'), { dot: true, nonegate: true });
  return [{ matches, when: typeof when === 'string' ? when : undefined }];
}

/** What means something to picomatch and nothing to VS Code. */
const ofOtherGlobs = /[()|+]/g;

/** No path is longer. */
const maxPatternLength = 4096;
/** In a name, and between commas of folders at any depth. */
const maxStars = 3;
const maxFolders = 4;

/** Whether a pattern is one that somebody may have written, and no trap: with each star the time is another power. */
function isPlausible(pattern: string): boolean {
  const has = (most: number, star: RegExp) => (part: string) => (part.match(star)?.length ?? 0) <= most;
  return (
    pattern.length <= maxPatternLength &&
    pattern.split(/[/,]/).every(has(maxStars, /\*+/g)) &&
    pattern.split(',').every(has(maxFolders, /\*\*/g))
  );
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '');
}
