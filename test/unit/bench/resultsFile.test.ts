import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Result } from '../../../bench/bench.ts';
import { withSection } from '../../../bench/resultsFile.ts';
import { spreadOf } from '../../../bench/spread.ts';

const titles = ['First', 'Second', 'Third'];

const result: Result = {
  how: 'Sending a picture, in turns.',
  versions: { sharp: '0.35.5' },
  tables: [
    {
      title: '1 MB',
      unit: 'ms',
      ours: { name: 'img2prompt', spread: spreadOf([123.4, 12.34, 1.234]), also: { 'peak MB': '70' } },
      peers: [
        { name: 'a peer', spread: spreadOf([24.68]), also: { 'peak MB': '80' } },
        { name: 'curl', spread: spreadOf([6.17]) },
      ],
    },
    { title: '', unit: 'MB', ours: { name: 'img2prompt', spread: spreadOf([1]) }, peers: [] },
  ],
  notes: ['And a note.'],
};

function section(title: string, how = 'measured') {
  return {
    title,
    date: new Date('2026-03-04T23:59:00Z'),
    machine: '2 x a processor, Node 24.21.0',
    result: { ...result, how },
  };
}

describe('The file of results', () => {
  it('has a section of what was measured, when, where and with what', () => {
    const file = withSection('', section('Second', 'Sending a picture, in turns.'), titles);
    assert.equal(
      file.slice(file.indexOf('## ')),
      `## Second

Sending a picture, in turns.

2026-03-04. 2 x a processor, Node 24.21.0, sharp 0.35.5.

**1 MB**

| ms | median | least | most | peak MB | ours is |
| --- | --: | --: | --: | --: | --: |
| img2prompt | 12.3 | 1.23 | 123 | 70 |  |
| a peer | 24.7 | 24.7 | 24.7 | 80 | 0.50 x |
| curl | 6.17 | 6.17 | 6.17 |  | 2.00 x |

| MB | median | least | most | ours is |
| --- | --: | --: | --: | --: |
| img2prompt | 1.00 | 1.00 | 1.00 |  |

And a note.
`,
    );
  });

  it('replaces a section and leaves the others as they are', () => {
    const first = withSection('', section('First', 'first'), titles);
    const file = withSection(
      withSection(first, section('Second', 'once'), titles),
      section('Second', 'again'),
      titles,
    );
    assert.ok(file.startsWith(first));
    assert.ok(file.includes('\n\n## Second\n\nagain\n'));
    assert.ok(!file.includes('once'));
  });

  it('has its sections in one order, whichever was measured first', () => {
    const inTurn = ['Third', 'First', 'Second'];
    const file = inTurn.reduce((text, title) => withSection(text, section(title), titles), '');
    assert.deepEqual(file.match(/^#.*/gm), [
      '# What the benches measured',
      '## First',
      '## Second',
      '## Third',
    ]);
  });

  it('forgets a section whose bench is gone', () => {
    const former = withSection('', section('Former', 'former'), ['Former']);
    assert.ok(!withSection(former, section('First'), titles).includes('ormer'));
  });
});
