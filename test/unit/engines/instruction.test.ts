import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { styles } from '../../../src/core/brief.ts';
import { instructionFor } from '../../../src/engines/instruction.ts';

const plain = { customInstruction: '', language: '' };

describe('The instruction for a vision model', () => {
  it('differs from style to style', () => {
    const all = styles
      .filter((style) => style !== 'custom')
      .map((style) => instructionFor({ ...plain, style }));
    assert.equal(new Set(all).size, all.length);
  });

  it('asks for the text alone in every style', () => {
    for (const style of styles) {
      assert.match(
        instructionFor({ ...plain, style, customInstruction: 'Name the colours.' }),
        /that text alone/,
      );
    }
  });

  it('is the words of the user where the style is custom', () => {
    const instruction = instructionFor({
      ...plain,
      style: 'custom',
      customInstruction: ' Name the colours. ',
    });
    assert.match(instruction, /^Name the colours\.\n/);
    assert.doesNotMatch(instruction, /Stable Diffusion/);
  });

  it('falls back to tags where the custom instruction is empty', () => {
    assert.equal(instructionFor({ ...plain, style: 'custom' }), instructionFor({ ...plain, style: 'tags' }));
  });

  it('adds the words of the user to another style', () => {
    const instruction = instructionFor({
      ...plain,
      style: 'caption',
      customInstruction: 'Mention the weather.',
    });
    assert.match(instruction, /training[\s\S]*Mention the weather\./);
  });

  it('names the language', () => {
    assert.match(
      instructionFor({ ...plain, style: 'altText', language: 'French' }),
      /in this language: French\./,
    );
    assert.doesNotMatch(instructionFor({ ...plain, style: 'altText' }), /this language/);
  });
});
