import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { searchFor } from '../../../src/historyView/search.ts';

describe('Searching the history', () => {
  const entry = {
    prompt: 'a lighthouse at dusk, Oil on canvas',
    name: 'Küste (2).png',
    origin: 'Vision model, qwen3-vl',
    host: 'api.novita.ai',
  };
  const finds: [what: string, text: string, isFound: boolean][] = [
    ['everything where nothing is searched for', '', true],
    ['everything for white space alone', '  ', true],
    ['words of the prompt in any letter case', 'OIL dusk', true],
    ['the name, however its letters are composed', 'Ku\u0308ste (2)', true],
    ['the model', 'qwen3', true],
    ['the host', 'novita', true],
    ['words of which each stands somewhere else', 'lighthouse küste vision', true],
    ['nothing where one of the words is missing', 'lighthouse castle', false],
    ['no pattern', '.*', false],
  ];
  for (const [what, text, isFound] of finds) {
    it(`finds ${what}`, () => assert.equal(searchFor(text)(entry), isFound));
  }
});
