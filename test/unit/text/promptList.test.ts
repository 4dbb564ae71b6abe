import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { promptList } from '../../../src/text/promptList.ts';

const prompts = [
  { name: 'castle.png', line: 'a castle, (blue:1.2)' },
  { name: '[x](y).png', line: 'a *star*' },
];
const without = [{ name: 'b_c.webp', line: 'It is [broken](x).' }];

describe('A document of several prompts', () => {
  it('has in Markdown a heading for each picture and leaves the prompts as they are', () => {
    assert.equal(
      promptList(prompts, [], 'Images without a prompt', true),
      '## castle.png\n\na castle, (blue:1.2)\n\n## \\[x\\](y).png\n\na *star*\n',
    );
  });

  it('lists last the pictures that have none, as text that is no Markdown', () => {
    assert.equal(
      promptList(prompts.slice(0, 1), without, 'Images without a prompt', true),
      '## castle.png\n\na castle, (blue:1.2)\n\n## Images without a prompt\n\n- b\\_c.webp: It is \\[broken\\](x).\n',
    );
  });

  it('has no signs of Markdown as plain text', () => {
    assert.equal(
      promptList(prompts.slice(0, 1), without, 'Images without a prompt', false),
      'castle.png\na castle, (blue:1.2)\n\nImages without a prompt\nb_c.webp: It is [broken](x).\n',
    );
  });
});
