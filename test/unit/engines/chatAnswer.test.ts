import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { promptOfChatAnswer } from '../../../src/engines/chatAnswer.ts';

describe('The prompt in a chat answer', () => {
  const cleaned: [behaviour: string, answer: string, prompt: string][] = [
    ['comes after the thoughts', '<think>\nA castle? Yes.\n</think>\n\na castle, blue', 'a castle, blue'],
    ['comes after thoughts whose beginning the server kept', 'Hm, a castle.</think>a castle', 'a castle'],
    ['is none where the model was cut off while thinking', '<think>A castle? Per', ''],
    ['comes after a lead-in', 'Here is the prompt:\n\na castle, blue', 'a castle, blue'],
    [
      'comes after a polite lead-in',
      "Sure! Here's a Stable Diffusion prompt for this picture: a castle",
      'a castle',
    ],
    ['comes after its name', '**Prompt:** a castle', 'a castle'],
    ['comes after the name of alt text', 'Alt text: A castle on a hill.', 'A castle on a hill.'],
    ['is inside of quotes', '"a castle, blue"', 'a castle, blue'],
    ['is inside of typographic quotes', '“a castle, blue”', 'a castle, blue'],
    ['is inside of a fence', '```text\na castle,\nblue\n```', 'a castle,\nblue'],
    ['is inside of a fence of tildes', '~~~~\na castle, `blue`\n~~~~', 'a castle, `blue`'],
    [
      'is inside of all of that at once',
      '<think>x</think>Certainly, here is the prompt:\n```\n"a castle, blue"\n```',
      'a castle, blue',
    ],
  ];
  for (const [behaviour, answer, prompt] of cleaned) {
    it(behaviour, () => assert.equal(promptOfChatAnswer(answer), prompt));
  }

  const kept: [behaviour: string, prompt: string][] = [
    ['with quotes inside', 'a neon sign that says "OPEN", night'],
    ['with quotes at both ends that do not belong together', '"OPEN" sign beside a sign "CLOSED"'],
    ['that begins as a lead-in might', 'here is a castle: tall towers, red roofs'],
    ['with a colon', 'ratio 16:9, castle: ruined'],
    ['with weights', '(masterpiece:1.2), <lora:x:1>, [castle]'],
    ['with a fence in its middle', 'a poster of code ```js``` in red'],
    ['with a fence that is not closed', '```\na castle'],
    ['between signs of code', '```a castle``` and\n```a keep```'],
    ['about thinking', 'a person thinking, <thoughtful> mood'],
    ['that is a name and a colon alone', 'Prompt:'],
    ['with an apostrophe at its beginning and end', "'tis the knights'"],
  ];
  for (const [behaviour, prompt] of kept) {
    it(`stays as it is ${behaviour}`, () => assert.equal(promptOfChatAnswer(prompt), prompt));
  }

  const hostile: [name: string, text: string][] = [
    ['a million openings of thoughts', '<think>'.repeat(150_000)],
    ['a million closings', '</think>'.repeat(130_000)],
    ['a million lead-ins', 'Prompt: '.repeat(130_000)],
    ['a million quotes', '"'.repeat(1_000_000)],
    ['a million backticks', '`'.repeat(1_000_000)],
    ['a fence of half a million signs', `${'~'.repeat(500_000)}\n${'~x'.repeat(250_000)}`],
    ['a fence of a million signs that opens nothing', `${'~'.repeat(1_000_000)}\``],
  ];
  for (const [name, text] of hostile) {
    it(`is found soon in ${name}`, function () {
      this.timeout(2000);
      promptOfChatAnswer(text);
    });
  }
});
