import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { problemOfAnswer } from '../../../src/engines/serviceErrors.ts';

describe("A service's own words", () => {
  const key = 'sk_0123456789';
  const quoted = (message: string) => {
    const problem = problemOfAnswer(
      { status: 500, headers: {}, body: '' },
      { reason: 'TASK_FAILED', message },
      { host: 'api.example', key },
    );
    return 'message' in problem && problem.message;
  };

  const examples: [behaviour: string, message: string, quote: string][] = [
    ['are quoted', 'the GPU is\n on fire', 'the GPU is on fire'],
    ['come without the key', `${key} is good`, '… is good'],
    ['come without the key, whatever is hidden in it', 'sk_01234\u0007\u202E56789 is good', '… is good'],
    ['come without a key that is cut off', `${'bad '.repeat(48)}${key}`, `${'bad '.repeat(48)}…`],
    ['come without a picture', `${'iVBORw0KGgo'.repeat(10)} is bad`, '… is bad'],
    ['come without a picture that is not in one piece', `${'iVBO\0Rw0KGgo'.repeat(10)} is bad`, '… is bad'],
    ['are cut off where they are long', 'bad '.repeat(100), 'bad '.repeat(50).trim()],
  ];
  for (const [behaviour, message, quote] of examples) {
    it(behaviour, () => assert.equal(quoted(message), quote));
  }
});
