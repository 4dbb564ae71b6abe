import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface AnsweringServer {
  readonly url: string;
  /** So far. */
  readonly received: { readonly requests: number; readonly bytes: number };
  close(): void;
}

/**
 * Starts a service on this machine that takes anything and answers with a prompt, after `latencyMs`. It looks at nothing,
 * so that there is little to measure but the ways to it.
 */
export async function startAnsweringServer(
  promptOf: (request: number) => string,
  latencyMs = 0,
): Promise<AnsweringServer> {
  const received = { requests: 0, bytes: 0 };
  const server = createServer((request, response) => {
    received.requests += 1;
    const prompt = promptOf(received.requests);
    const answer = () => {
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ prompt }));
    };
    request.on('data', (chunk: Buffer) => {
      received.bytes += chunk.length;
    });
    request.once('end', () => {
      if (latencyMs === 0) answer();
      else setTimeout(answer, latencyMs);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, received, close: () => server.close() };
}
