import './keepHostDispatcher.ts';
import { Readable } from 'node:stream';
import { Agent, request as undiciRequest } from 'undici';
import type { HttpAnswer, HttpRequest, HttpTransport } from './httpTransport.ts';

/** How long making a connection may take, in milliseconds. */
const connectTimeoutMs = 30_000;

/**
 * Sends requests through connections of its own, so that nothing is shared with other extensions. The caller's signal
 * is the only limit of time; undici's own would end a slow answer that the user's setting still allows.
 */
export function undiciTransport(): HttpTransport {
  const dispatcher = new Agent({
    connect: { timeout: connectTimeoutMs },
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  return {
    async send({ url, headers, body, signal, maxAnswerBytes }: HttpRequest): Promise<HttpAnswer> {
      const answer = await undiciRequest(url, {
        method: 'POST',
        headers,
        body: Readable.from(body(), { objectMode: false }),
        signal,
        dispatcher,
      });
      const chunks: Buffer[] = [];
      let length = 0;
      for await (const chunk of answer.body) {
        chunks.push(chunk);
        length += chunk.length;
        if (length > maxAnswerBytes) return { ...headOf(answer), body: undefined }; // leaving the loop hangs up
      }
      return { ...headOf(answer), body: Buffer.concat(chunks).toString('utf8') };
    },
    close: () => dispatcher.destroy(),
  };
}

function headOf(answer: { statusCode: number; headers: Record<string, string | string[] | undefined> }) {
  return { status: answer.statusCode, headers: answer.headers };
}
