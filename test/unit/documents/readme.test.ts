import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import {
  commandsOfPalette,
  type Manifest,
  type Setting,
  whatCommandsDo,
  withTables,
} from '../../../scripts/manifestTables.ts';

const readme = readFileSync('README.md', 'utf8');
const manifest: Manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const sentences = JSON.parse(readFileSync('package.nls.json', 'utf8'));

describe('The README', () => {
  it('shows the commands and settings of the manifest', () => {
    const isCurrent = readme === withTables(readme, manifest, sentences);
    assert.ok(isCurrent, 'The manifest says something else by now: run `npm run docs`.');
  });

  it('names only settings that there are', () => {
    const named = [...readme.matchAll(/`(img2prompt\.[\w.]+)`/g)].map(([, id]) => id ?? '');
    assert.ok(named.length > 0);
    const settings = manifest.contributes.configuration.properties;
    assert.deepEqual(
      named.filter((id) => !(id in settings)),
      [],
    );
  });

  it('says of each command what it does, and of no other', () => {
    const ids = commandsOfPalette(manifest.contributes).map(({ command }) => command);
    assert.deepEqual(Object.keys(whatCommandsDo), ids, 'Mend whatCommandsDo in scripts/manifestTables.ts.');
  });

  it('quotes errors in the words in which they are shown', () => {
    const shown = new Set(
      Object.keys(JSON.parse(readFileSync('l10n/bundle.l10n.ja.json', 'utf8'))).map((sentence) =>
        sentence.replaceAll(/\{\d\}/g, '…'),
      ),
    );
    const [, table = ''] = readme.split('| What it says |');
    const quoted = [...(table.split('\n\n')[0] ?? '').matchAll(/^\| (?!--)([^|]+?) \|/gm)];
    assert.ok(quoted.length > 10);
    assert.deepEqual(
      quoted.map(([, sentence = '']) => sentence).filter((sentence) => !shown.has(sentence)),
      [],
    );
  });

  it('shows pictures that are there', () => {
    const pictures = [...readme.matchAll(/(?:src|srcset)="([^"]+)"/g)].map(([, path = '']) => path);
    assert.ok(pictures.length > 0);
    assert.deepEqual(
      pictures.filter((path) => !existsSync(path)),
      [],
    );
  });
});

describe('The tables of a manifest', () => {
  const marks = (name: string) => `<!-- ${name}, written by npm run docs --><!-- end of ${name} -->`;
  const page = marks('commands') + marks('settings');
  const [command] = Object.keys(whatCommandsDo);
  assert.ok(command);
  const made = (contributes: Partial<Manifest['contributes']>) =>
    withTables(
      page,
      {
        contributes: {
          commands: [],
          menus: { commandPalette: [] },
          configuration: { properties: {} },
          ...contributes,
        },
      },
      {
        'a.title': 'Paint',
        'a.text': 'One | two. See img2prompt.other.',
        'a.link': 'See `#img2prompt.other#`.',
      },
    );

  it('need marks to go between', () => {
    assert.throws(() => withTables(marks('commands'), manifest, sentences), /lacks <!-- settings/);
  });

  it('show the keys of a command', () => {
    const commands = [{ command, title: '%a.title%' }];
    const keybindings = [
      { command, key: 'ctrl+alt+p', mac: 'cmd+alt+p' },
      { command: 'img2prompt.other', key: 'f9' },
    ];
    assert.match(made({ commands, keybindings }), /\| Paint \(`ctrl\+alt\+p`, on macOS `cmd\+alt\+p`\) \|/);
  });

  it('leave out commands that the palette hides', () => {
    const commands = [{ command, title: '%a.title%' }];
    const menus = { commandPalette: [{ command, when: 'false' }] };
    assert.doesNotMatch(made({ commands, menus }), /Paint/);
  });

  const settings: [what: string, setting: Omit<Setting, 'order'>, row: string][] = [
    [
      'a text',
      { type: 'string', default: '', description: '%a.text%' },
      '| | One \\| two. See `img2prompt.other`. | text |',
    ],
    [
      'Markdown',
      { type: 'string', default: 'x', markdownDescription: '%a.link%' },
      '| `x` | See `img2prompt.other`. | text |',
    ],
    [
      'a choice',
      { type: 'string', default: 'a', enum: ['a', 'b'], enumDescriptions: ['A.', 'B.'] },
      '| `a` | | `a`: A.<br>`b`: B. |',
    ],
    ['a range', { type: 'number', default: 4, minimum: 1, maximum: 9 }, '| `4` | | 1 to 9 |'],
    ['a number', { type: 'number', default: 0, minimum: 0 }, '| `0` | | 0 or more |'],
    ['a switch', { type: 'boolean', default: false }, '| `false` | | `true`, `false` |'],
    ['a list', { type: 'array', default: [] }, '| | | list of texts |'],
    ['an address', { type: 'string', format: 'uri', default: '' }, '| | | address |'],
  ];
  for (const [what, setting, row] of settings) {
    it(`show ${what} that is set`, () => {
      const properties = { 'img2prompt.a': { order: 1, ...setting } };
      assert.ok(made({ configuration: { properties } }).includes(`| \`img2prompt.a\` ${row}\n`));
    });
  }

  it('have settings in the order of the Settings editor', () => {
    const setting = { type: 'boolean', default: true };
    const properties = {
      c: { ...setting, order: 1 },
      b: { ...setting, order: 2 },
      a: { ...setting, order: 2 },
    };
    const ids = made({ configuration: { properties } }).matchAll(/^\| `(\w)`/gm);
    assert.deepEqual(
      [...ids].map(([, id]) => id),
      ['c', 'a', 'b'],
    );
  });
});
