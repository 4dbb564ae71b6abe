import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { type ParserOptions, parse } from '@babel/parser';
import { describe, it } from 'mocha';

type Sentences = Readonly<Record<string, string>>;

/** Names of products: they are the same in every language. */
const names = new Set(['Image to Prompt', 'Novita AI']);

/** The languages of package.nls.*.json and of the bundles, which are the same. */
const languages = globSync('l10n/bundle.l10n.*.json')
  .map((path) => /bundle\.l10n\.([\w-]+)\.json$/.exec(path)?.[1] ?? path)
  .sort();

const manifest = sentencesOf('package.nls.json');
const ofCode = new Set(
  globSync('src/**/*.ts').flatMap((path) => sentencesIn(readFileSync(path, 'utf8'), path)),
);

describe('The languages', () => {
  it('are English, Simplified Chinese and Japanese, for manifest and code', () => {
    const translated = globSync('package.nls.*.json').map((path) => path.split('.')[2]);
    assert.deepEqual(languages, ['ja', 'zh-cn']);
    assert.deepEqual(translated.sort(), languages);
  });

  it('are named in the manifest and shipped', () => {
    assert.equal(JSON.parse(readFileSync('package.json', 'utf8')).l10n, './l10n');
    const shipped = readFileSync('.vscodeignore', 'utf8').split('\n');
    assert.ok(shipped.includes('!package.nls.*.json') && shipped.includes('!l10n/bundle.l10n.*.json'));
  });

  it('are looked for in strings, however they are written', () => {
    const code = `
      // l10n.t('of a comment')
      const text = "l10n.t('of a string')";
      l10n.t('It\\'s {0}: "yes"', l10n.t("nested"));
      l10n.t(
        \`a
line\`,
      );`;
    assert.deepEqual(sentencesIn(code, 'a test'), ['It\'s {0}: "yes"', 'nested', 'a\nline']);
    assert.throws(() => sentencesIn('l10n.t(sentence)', 'a test'), /a test/);
    assert.throws(() => sentencesIn('l10n.t(`of ${name}`)', 'a test'), /a test/);
    assert.throws(() => sentencesIn("l10n.t({ message: 'of an object' })", 'a test'), /a test/);
    assert.throws(() => sentencesIn('const { t } = l10n;', 'a test'), /a test/);
  });

  for (const language of languages) {
    const code = sentencesOf(`l10n/bundle.l10n.${language}.json`);
    const nls = sentencesOf(`package.nls.${language}.json`);
    const all: [english: string, translation: string][] = [
      ...Object.entries(code),
      ...Object.entries(nls).map(([key, sentence]): [string, string] => [manifest[key] ?? key, sentence]),
    ];

    it(`have every sentence of the code in ${language}, and no other, in order`, () => {
      assert.deepEqual(Object.keys(code), [...ofCode].sort());
    });

    it(`have every sentence of the manifest in ${language}, and no other`, () => {
      assert.deepEqual(Object.keys(nls), Object.keys(manifest));
    });

    it(`keep what has a meaning for programs in ${language}`, () => {
      for (const [english, translation] of all) {
        assert.deepEqual(fixedParts(translation), fixedParts(english), translation);
      }
    });

    it(`leave nothing untranslated in ${language} but names`, () => {
      const same = all.flatMap(([english, translation]) => (english === translation ? [english] : []));
      assert.deepEqual(new Set(same), names);
      for (const [english, translation] of all) assert.ok(translation.trim() !== '', english);
    });

    it(`quote commands in ${language} by their titles`, () => {
      for (const [english, translation] of all) {
        for (const key of titlesIn(english)) {
          const title = titleOf(nls, key);
          assert.ok(translation.includes(title), `${translation} lacks ${title}`);
        }
      }
    });

    it(`give commands in ${language} titles that differ`, () => {
      const titles = Object.keys(manifest)
        .filter(isTitle)
        .map((key) => nls[key]);
      assert.equal(new Set(titles).size, titles.length);
    });
  }
});

/** Keys of titles, those of the longest titles first: a title may be in another. */
const titleKeys = Object.keys(manifest)
  .filter(isTitle)
  .sort((one, other) => titleOf(manifest, other).length - titleOf(manifest, one).length);

function isTitle(key: string): boolean {
  return /^command\..*\.title$/.test(key);
}

/** As it is quoted: buttons are without the points that say that a question comes. */
function titleOf(sentences: Sentences, key: string): string {
  return (sentences[key] ?? '').replace(/\.\.\.$/, '');
}

/** The keys of the command titles that a sentence quotes. */
function titlesIn(sentence: string): string[] {
  let rest = sentence;
  return titleKeys.filter((key) => {
    const title = titleOf(manifest, key);
    const isIn = rest.includes(title);
    rest = rest.replaceAll(title, '');
    return isIn;
  });
}

/** Placeholders, icons, code, names of settings, addresses and what makes words bold. */
function fixedParts(sentence: string): string[] {
  const parts = /\{\d\}|\$\([\w-]+\)|`[^`]+`|\bimg2prompt\.[\w.]*\w|\bhttps?:\/\/[\w.:/-]*\w|\*\*/g;
  return (sentence.match(parts) ?? []).sort();
}

function sentencesOf(path: string): Sentences {
  return JSON.parse(readFileSync(path, 'utf8'));
}

/** What `@babel/parser` makes of a program is nodes in nodes. */
interface Node {
  readonly type: string;
  readonly [name: string]: unknown;
}

/** The sentences that a program passes to `l10n.t`. Throws where it does anything else with `l10n`. */
function sentencesIn(text: string, path: string): string[] {
  const options: ParserOptions = { sourceType: 'module', plugins: ['typescript'] };
  const sentences: string[] = [];
  let uses = 0;
  let calls = 0;
  const visit = (node: unknown, parent?: Node) => {
    if (Array.isArray(node)) {
      for (const one of node) visit(one, parent);
      return;
    }
    if (!isNode(node)) return;
    if (isL10n(node) && parent?.type !== 'ImportSpecifier') uses++;
    if (node.type === 'CallExpression' && isL10nT(node.callee)) {
      calls++;
      sentences.push(constantOf((node.arguments as Node[])[0], path));
    }
    for (const [name, child] of Object.entries(node)) if (name !== 'loc') visit(child, node);
  };
  visit(parse(text, options).program);
  assert.equal(uses, calls, `${path} uses l10n otherwise than by l10n.t('...')`);
  return sentences;
}

function constantOf(argument: Node | undefined, path: string): string {
  if (argument?.type === 'StringLiteral') return argument.value as string;
  const [quasi, ...others] = argument?.type === 'TemplateLiteral' ? (argument.quasis as Node[]) : [];
  assert.ok(quasi && others.length === 0, `${path}: what is passed to l10n.t is no constant`);
  return (quasi.value as { cooked: string }).cooked;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

function isL10n(value: unknown): boolean {
  return isNode(value) && value.type === 'Identifier' && value.name === 'l10n';
}

function isL10nT(callee: unknown): boolean {
  if (!isNode(callee) || callee.type !== 'MemberExpression' || !isL10n(callee.object)) return false;
  return isNode(callee.property) && callee.property.name === 't';
}
