import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What a document says of one file: all of a new one, or what changes in one that there is. */
export interface Block {
  readonly path: string;
  readonly kind: 'newFile' | 'change';
  readonly text: string;
}

/** The code blocks of a document, but for commands, each with the file that is named last before it. */
export function blocksIn(document: string): Block[] {
  let end = 0;
  return [...document.matchAll(/^```(\w+)\n(.*?)^```$/gms)].flatMap(
    ({ 0: block, 1: language, 2: text = '', index }) => {
      const path = document
        .slice(end, index)
        .match(/(?<=`)[^`\s]+(?=`)/g)
        ?.at(-1);
      end = index + block.length;
      if (language === 'sh') return [];
      if (path === undefined) throw new Error(`No file is named before:\n${text}`);
      return [{ path, kind: language === 'diff' ? 'change' : 'newFile', text }];
    },
  );
}

/** Does to the files of a folder what a block says. Throws where it does not fit exactly. */
export function applyBlock(folder: string, { path, kind, text }: Block): void {
  const file = join(folder, path);
  if (kind === 'newFile') {
    if (existsSync(file)) throw new Error(`${path} is there already.`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return;
  }
  const changed = text.split(/^@@\n/m).reduce(
    (content, hunk) => {
      const lines = hunk.split(/(?<=\n)/);
      const without = (sign: string) =>
        lines
          .filter((line) => !line.startsWith(sign))
          .map(unsigned)
          .join('');
      const [before, after, ...more] = `\n${content}`.split(`\n${without('+')}`);
      if (before === undefined || after === undefined || more.length > 0) {
        throw new Error(`${path} does not have these lines exactly once:\n${without('+')}`);
      }
      return `${before}\n${without('-')}${after}`.slice(1);
    },
    readFileSync(file, 'utf8'),
  );
  writeFileSync(file, changed);
}

const unsigned = (line: string) => line.slice(1);
