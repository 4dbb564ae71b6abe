import assert from 'node:assert/strict';
import { join } from 'node:path';
import MarkdownIt from 'markdown-it';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { BatchJournal } from '../../../src/batch/batchJournal.ts';
import { batchReport } from '../../../src/batch/batchReport.ts';
import { type TemporaryFolder, temporaryFolder } from '../../window/temporaryFolder.ts';
import { jobOf, planOf } from './jobs.ts';

const words = {
  title: 'Captions',
  failed: (count: number) => `Failed: ${count}`,
  open: (count: number) => `Not tried: ${count}`,
  left: (count: number) => `Left: ${count}`,
  captioned: (count: number) => `Captioned: ${count}`,
  undone: (count: number) => `Undone: ${count}`,
  destinationOf: (uri: string) => uri,
  why: { captioned: 'has a caption', unsupported: 'is no picture', sharedName: 'shares a name' },
};

describe('The report of a run', () => {
  let folder: TemporaryFolder;
  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => folder.remove());

  it('says of each picture what became of it, the failures first', async () => {
    const left = {
      name: 'e.png',
      image: 'file:///e.png',
      caption: 'file:///e.txt',
      why: 'sharedName',
    } as const;
    const journal = await BatchJournal.create(join(folder.path, '1.jsonl'), {
      jobs: ['a', 'b', 'c', 'd'].map((name) => jobOf(name)),
      left: [left],
      isRenewed: false,
    });
    await journal.noteWritten(0);
    await journal.noteFailed(1, 'The *disk* is full.');
    await journal.noteSkipped(2);
    await journal.close();
    assert.equal(
      batchReport(journal, words),
      [
        '# Captions\n',
        '## Failed: 1\n',
        '- [b.png](memory:/set/b.png): The \\*disk\\* is full.\n',
        '## Not tried: 1\n',
        '- [d.png](memory:/set/d.png)\n',
        '## Left: 2\n',
        '- [c.png](memory:/set/c.png): has a caption',
        '- [e.png](file:///e.png): shares a name\n',
        '## Captioned: 1\n',
        '- [a.png](memory:/set/a.png): [a.txt](memory:/set/a.txt)\n',
      ].join('\n'),
    );
  });

  it('says of pictures whose captions were taken back that they were', async () => {
    const journal = await BatchJournal.create(join(folder.path, '1.jsonl'), planOf(['a', 'b']));
    await journal.noteWritten(0);
    await journal.noteUndone();
    assert.equal(
      batchReport(journal, words),
      [
        '# Captions\n',
        '## Not tried: 1\n',
        '- [b.png](memory:/set/b.png)\n',
        '## Undone: 1\n',
        '- [a.png](memory:/set/a.png)\n',
      ].join('\n'),
    );
  });

  const names = [
    '[x](http://evil.example).png',
    '![](a).png',
    '# a.png',
    '`a`*b*_c_~d~.png',
    '<b>&amp;|a.png',
    'a\n\n# b\n- c.png',
    '$x$ \\.png',
    '城堡 🏰.png',
  ];
  it('shows names and reasons as they are, whatever they look like', async () => {
    const journal = await BatchJournal.create(join(folder.path, '1.jsonl'), {
      jobs: names.map((name) => ({ ...jobOf('x'), name, image: `file:///${encodeURIComponent(name)}` })),
      left: [],
      isRenewed: false,
    });
    for (const [number, name] of names.entries()) await journal.noteFailed(number, `${name} failed`);
    await journal.close();
    const markdown = new MarkdownIt({ html: true, linkify: true });
    markdown.validateLink = () => true; // as VS Code has it
    const tokens = markdown.parse(batchReport(journal, words), {});
    assert.equal(tokens.filter(({ type }) => type === 'heading_open').length, 2);
    const lines = tokens.filter(({ type, level }) => type === 'inline' && level > 1);
    const texts = lines.map(({ children }) => (children ?? []).map(({ content }) => content).join(''));
    const shown = names.map((name) => name.replace(/\s+/g, ' '));
    assert.deepEqual(
      texts,
      shown.map((name) => `${name}: ${name} failed`),
    );
    const links = lines.map(({ children }) =>
      (children ?? []).find(({ type }) => type === 'link_open')?.attrGet('href'),
    );
    assert.deepEqual(
      links.map((link) => decodeURIComponent(String(link))),
      names.map((name) => `file:///${name}`),
    );
  });
});
