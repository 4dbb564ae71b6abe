import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { type ExcludeSetting, IgnoreRules } from '../../../src/captions/ignoreRules.ts';

describe('Ignore rules', () => {
  const settings: [
    what: string,
    setting: ExcludeSetting,
    path: string,
    isIgnored: boolean,
    siblings?: string[],
  ][] = [
    ['pass a folder by', { '**/.git': true }, 'sub/.git', true],
    ['pass a file by, by its ending', { '**/*.tmp.png': true }, 'a/b/c.tmp.png', true],
    ['take a pattern without stars for the root', { 'out.png': true }, 'sub/out.png', false],
    ['see what begins with a dot', { '**/*.png': true }, '.hidden/.a.png', true],
    ['leave what is switched off', { '**/*.png': false }, 'a.png', false],
    ['leave what is anything else', { '**/*.png': null, '**/*.jpg': 1, '**/*.gif': {} }, 'a.png', false],
    ['know an empty pattern', { '': true }, 'a.png', false],
    [
      'take signs that mean nothing to VS Code for themselves',
      { '@(a|b)+(c)!.png': true },
      '@(a|b)+(c)!.png',
      true,
    ],
    ['have no other patterns in brackets', { '@(a|b)+(c).png': true }, 'ac.png', false],
    ['know a pattern that is never closed', { '**/{a,[b': true, '**/*.jpg': true }, 'a.jpg', true],
    ['ask for a sibling', { '**/*.png': { when: '$(basename).psd' } }, 'sub/a.png', true, ['a.psd']],
    [
      'leave what has no such sibling',
      { '**/*.png': { when: '$(basename).psd' } },
      'a.png',
      false,
      ['b.psd'],
    ],
    [
      'ask for the sibling of an odd name',
      { '**/*.png': { when: '$(basename).psd' } },
      'a$&b.png',
      true,
      ['a$&b.psd'],
    ],
  ];
  for (const [what, setting, path, isIgnored, siblings = []] of settings) {
    it(`of settings ${what}`, () => {
      assert.equal(new IgnoreRules(setting).ignores(path, false, new Set(siblings)), isIgnored);
    });
  }

  it('of .gitignore tell case where the system does', () => {
    const rules = new IgnoreRules();
    rules.addGitignore('', '*.JPG\n');
    assert.equal(rules.ignores('a.jpg', false, new Set()), process.platform !== 'linux');
    assert.equal(rules.ignores('a.JPG', false, new Set()), true);
  });

  it('of several settings count together', () => {
    const rules = new IgnoreRules({ '**/a.png': true }, { '**/b.png': true });
    assert.deepEqual(
      ['a.png', 'b.png', 'c.png'].map((path) => rules.ignores(path, false, new Set())),
      [true, true, false],
    );
  });

  const files: Record<string, string> = {
    '': '*.jpg\ncache/\n/top.png\n# a comment\n\\#1.png\n',
    sub: '!keep.jpg\n*.gif\n',
    'sub/deep': 'keep.jpg\n',
  };
  const gitignored: [path: string, isFolder: boolean, isIgnored: boolean][] = [
    ['a.jpg', false, true],
    ['a.png', false, false],
    ['cache', true, true],
    ['cache', false, false],
    ['sub/cache', true, true],
    ['top.png', false, true],
    ['sub/top.png', false, false],
    ['#1.png', false, true],
    ['a.gif', false, false],
    ['sub/a.gif', false, true],
    ['sub/a.jpg', false, true],
    ['sub/keep.jpg', false, false],
    ['sub/deep/keep.jpg', false, true],
    ['sub/deep/a.png', false, false],
    ['.../a.jpg', false, true],
    ['...', true, false],
    ['sub/.../a.png', false, false],
    ['城/堡.jpg', false, true],
  ];
  for (const [path, isFolder, isIgnored] of gitignored) {
    it(`of .gitignore ${isIgnored ? 'pass' : 'leave'} the ${isFolder ? 'folder' : 'file'} ${path}`, () => {
      const rules = new IgnoreRules();
      for (const [folder, text] of Object.entries(files)) rules.addGitignore(folder, text);
      assert.equal(rules.ignores(path, isFolder, new Set()), isIgnored);
    });
  }

  const hostile: [what: string, pattern: string][] = [
    ['longer than a path', 'a'.repeat(40_000)],
    ['of many stars', `${'a*'.repeat(30)}b`],
    ['of many stars, each a folder', `${'**/a/'.repeat(30)}b`],
    ['of brackets', `${'*(a|aa)'.repeat(20)}b`],
    ['of repetitions', '(a+)+(a+)+(a+)+(a+)+b'],
  ];
  for (const [what, pattern] of hostile) {
    it(`are done with soon where a pattern is ${what}`, () => {
      const rules = new IgnoreRules({ [pattern]: true }, { '**/*.jpg': true });
      rules.addGitignore('', `${pattern}\n*.gif\n`);
      const ignores = (path: string) => rules.ignores(path, false, new Set());
      assert.equal(ignores(`${'a'.repeat(200)}.png`), false);
      assert.equal(ignores(`${'a/'.repeat(40)}c.png`), false);
      assert.deepEqual([ignores('a.jpg'), ignores('a.gif')], [true, true]);
    });
  }
});
