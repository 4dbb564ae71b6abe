import { bytesWithin } from './bytesWithin.ts';
import type { HttpAnswer, HttpRequest } from './httpTransport.ts';

/**
 * Sends a request through the `fetch` of the extension host, which VS Code leads through the proxy that the system or
 * a script of the network names. The body is one plain buffer: a host whose `fetch` is Chromium's streams none.
 * Throws what is behind fetch's own error, as Node names it.
 */
export async function sendThroughHost(request: HttpRequest): Promise<HttpAnswer> {
  const { method, url, headers, body, signal, maxAnswerBytes } = request;
  const { 'content-length': _toldByFetch, ...otherHeaders } = headers;
  try {
    const answer = await fetch(url, {
      method,
      headers: otherHeaders,
      body: body ? await wholeOf(body()) : null,
      redirect: 'manual',
      credentials: 'omit',
      signal,
    });
    return {
      // A redirect that is not followed has status 0 where fetch keeps to the letter of its standard.
      status: answer.type === 'opaqueredirect' ? 302 : answer.status,
      headers: Object.fromEntries(answer.headers),
      body: answer.body ? await bytesWithin(maxAnswerBytes, answer.body) : new Uint8Array(),
    };
  } catch (error) {
    throw error instanceof TypeError && error.cause ? error.cause : error;
  }
}

async function wholeOf(pieces: AsyncIterable<Uint8Array>): Promise<Buffer<ArrayBuffer>> {
  const collected: Uint8Array[] = [];
  for await (const piece of pieces) collected.push(piece);
  return Buffer.concat(collected);
}
