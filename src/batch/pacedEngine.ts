import type { Engine } from '../core/engine.ts';
import type { Pace } from './pace.ts';

/**
 * An engine that is asked at a pace. Only the asking waits for its turn: pictures are read and made ready before that, and
 * what comes is written after it, while others are asked about.
 */
export function pacedEngine(engine: Engine, pace: Pace): Engine {
  return {
    host: engine.host,
    question: (brief) => engine.question(brief),
    async describe(prepare, brief, signal) {
      let end: Awaited<ReturnType<Pace['begin']>> | undefined;
      let how: 'succeeded' | 'failed' = 'failed';
      const prepareAndWait: typeof prepare = async (maxBytes) => {
        const image = await prepare(maxBytes);
        end ??= await pace.begin(signal);
        return image;
      };
      try {
        const answer = await engine.describe(prepareAndWait, brief, signal);
        how = 'succeeded';
        return answer;
      } finally {
        end?.(how);
      }
    },
  };
}
