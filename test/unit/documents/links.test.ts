import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import MarkdownIt, { type Token } from 'markdown-it';
import { describe, it } from 'mocha';

const markdown = new MarkdownIt();
const pages = ['ARCHITECTURE.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'README.md', ...globSync('docs/*.md')];

describe('What a document points to', () => {
  for (const page of pages) {
    it(`is there: ${page}`, () => {
      assert.deepEqual(missingIn(readFileSync(page, 'utf8'), dirname(page)), []);
    });
  }

  it('is found in links, pictures, and code that is a path', () => {
    const page = [
      '[one](README.md#settings) [two](README.md#nowhere) [three](NOWHERE.md) [four](https://a.example/b.md)',
      '![five](media/icon.png) ![six](media/nowhere.png)',
      '`src/core` `src/nowhere.ts` `src` `test/**` `out/made.png`',
    ].join('\n');
    const missing = ['README.md#nowhere', 'NOWHERE.md', 'media/nowhere.png', 'src/nowhere.ts'];
    assert.deepEqual(missingIn(page, '.'), missing);
  });
});

/** Targets of links and pictures that are not there, and paths in code, but for pages that have their reader make files. */
function missingIn(page: string, folder: string): string[] {
  return tokensIn(page).flatMap((token) => {
    const target = String(token.attrGet('href') ?? token.attrGet('src') ?? '');
    if (target !== '') return /^https?:/.test(target) || isThere(target, folder) ? [] : [target];
    const isPath =
      token.type === 'code_inline' &&
      /^(?:src|test|bench|fuzz|media|scripts|docs)\/[\w./-]+$/.test(token.content);
    return folder === '.' && isPath && !existsSync(token.content) ? [token.content] : [];
  });
}

function isThere(target: string, folder: string): boolean {
  const [path = '', heading] = decodeURI(target).split('#', 2);
  const file = join(folder, path);
  if (!existsSync(file)) return false;
  return heading === undefined || headingsIn(readFileSync(file, 'utf8')).includes(heading);
}

/** As GitHub names them in addresses. */
function headingsIn(page: string): string[] {
  const tokens = markdown.parse(page, {});
  return tokens.flatMap(({ type }, index) =>
    type === 'heading_open'
      ? (tokens[index + 1]?.content ?? '')
          .toLowerCase()
          .replace(/[^\w\s-]/g, '')
          .replace(/\s/g, '-')
      : [],
  );
}

function tokensIn(page: string): Token[] {
  return markdown.parse(page, {}).flatMap(({ children }) => children ?? []);
}
