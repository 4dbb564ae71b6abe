import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface PictureServer {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly url: string;
  readonly host: string;
  /** The requests so far, in the order of arrival. */
  readonly requests: { readonly path: string; readonly headers: IncomingHttpHeaders }[];
  close(): Promise<void>;
}

/**
 * Starts a server of pictures on the web: whatever ends in `.png` is the given picture, `/status/403` that status,
 * `/page` a page, `/huge` 40 MB, `/hang` never answered, `/broken` cut off, `/moved` leads to the picture and `/away`
 * to a file.
 */
export async function startPictureServer(png: Uint8Array): Promise<PictureServer> {
  const requests: PictureServer['requests'] = [];
  const server = createServer(({ url = '', headers }, response) => {
    requests.push({ path: url, headers });
    const { pathname } = new URL(url, 'http://any.example');
    if (pathname.endsWith('.png')) response.end(png);
    else answers[pathname.split('/')[1] ?? '']?.(response, pathname);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `http://${host}`,
    host,
    requests,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

const answers: Readonly<Record<string, (response: ServerResponse, path: string) => void>> = {
  status: (response, path) => response.writeHead(Number(path.split('/')[2])).end(),
  page: (response) => response.setHeader('content-type', 'text/html').end('<!doctype html><h1>Sign in</h1>'),
  huge: (response) => response.end(Buffer.alloc(40_000_000)),
  hang: () => {},
  broken: (response) => {
    response.writeHead(200, { 'content-length': '1000' }).write('a beginning');
    setTimeout(() => response.destroy(), 20);
  },
  moved: (response) => response.writeHead(302, { location: '/castle.png' }).end(),
  away: (response) => response.writeHead(302, { location: 'file:///castle.png' }).end(),
};
