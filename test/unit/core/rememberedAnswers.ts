import { type AnswerRecord, Answers } from '../../../src/core/answers.ts';
import type { Answer } from '../../../src/core/engine.ts';

/** Answers that are kept in memory; a picture holds what its `read` gives. */
export function rememberedAnswers(changes: { failsToKeep?: boolean } = {}) {
  const cache = new Map<string, Answer>();
  const history: AnswerRecord[] = [];
  const failures: unknown[] = [];
  const refuse = () => {
    if (changes.failsToKeep) throw new Error('ENOSPC');
  };
  const answers = new Answers({
    cache: {
      get: async (content, question) => cache.get(content + JSON.stringify(question)),
      async put(content, answer) {
        refuse();
        cache.set(content + JSON.stringify(answer.question), answer);
      },
    },
    history: {
      async add(record) {
        refuse();
        history.push(record);
      },
    },
    contentOf: async (source) => Buffer.from(await source.read()).toString('hex'),
    onStorageFailure: (error) => failures.push(error),
  });
  return { answers, cache, history, failures };
}
