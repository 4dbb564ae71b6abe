import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { testCertificate, testKey } from './testCertificates.ts';

export interface TlsService {
  readonly port: number;
  /** The requests so far, in the order of arrival. */
  readonly requests: readonly { readonly authorization: string | undefined; readonly bodyBytes: number }[];
  close(): Promise<void>;
}

/**
 * Starts a service on 127.0.0.1 whose certificate comes from `testAuthority`, which nobody trusts unasked. It answers
 * every request with `{"prompt":"by TLS"}`.
 */
export async function startTlsService(): Promise<TlsService> {
  const requests: { authorization: string | undefined; bodyBytes: number }[] = [];
  const server = createServer({ key: testKey, cert: testCertificate }, async (request, response) => {
    let bodyBytes = 0;
    for await (const chunk of request) bodyBytes += chunk.length;
    requests.push({ authorization: request.headers.authorization, bodyBytes });
    response.setHeader('content-type', 'application/json').end('{"prompt":"by TLS"}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    requests,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
