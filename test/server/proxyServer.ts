import { once } from 'node:events';
import {
  createServer as createHttpServer,
  type IncomingMessage,
  request,
  type ServerResponse,
} from 'node:http';
import { createServer as createHttpsServer, type ServerOptions } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import type { Duplex } from 'node:stream';

export interface ProxyServer {
  /** `http://127.0.0.1:PORT` or, with TLS, `https://...`. */
  readonly url: string;
  /** What it was asked for so far, in the order of arrival: `CONNECT service.example:443`, `GET http://...`. */
  readonly asked: readonly string[];
  /** The Proxy-Authorization of each, or undefined. */
  readonly authorizations: readonly (string | undefined)[];
  /** Ends the proxy and every connection through it. */
  close(): Promise<void>;
}

export interface ProxyServerOptions {
  /** Where hosts that no name server knows are: `service.example` is at this port of 127.0.0.1. */
  readonly ports?: Readonly<Record<string, number>>;
  /** The only Proxy-Authorization that it takes; left out: it takes any, and none. */
  readonly authorization?: string;
  /** Answers every CONNECT with this status. */
  readonly refusesWith?: number;
  /** Never answers. */
  readonly hangs?: boolean;
  /** The key and certificate with which it is itself reached by TLS. */
  readonly tls?: Pick<ServerOptions, 'key' | 'cert'>;
}

/** Starts an HTTP proxy on a free port of 127.0.0.1 that makes tunnels, and passes plain http on. */
export async function startProxyServer(options: ProxyServerOptions = {}): Promise<ProxyServer> {
  const asked: string[] = [];
  const authorizations: (string | undefined)[] = [];
  const sockets = new Set<Duplex>();
  const portOf = ({ hostname, port }: URL) => options.ports?.[hostname] ?? Number(port);
  const note = (incoming: IncomingMessage): number | undefined => {
    const authorization = incoming.headers['proxy-authorization'];
    asked.push(`${incoming.method} ${incoming.url}`);
    authorizations.push(authorization);
    if (options.authorization !== undefined && authorization !== options.authorization) return 407;
    return options.refusesWith;
  };

  const passOn = (incoming: IncomingMessage, response: ServerResponse) => {
    const refused = note(incoming);
    if (refused !== undefined) {
      response.writeHead(refused, { 'proxy-authenticate': 'Basic realm="test"' }).end();
      return;
    }
    const target = new URL(incoming.url ?? '');
    const { 'proxy-authorization': _ours, 'proxy-connection': _hop, ...headers } = incoming.headers;
    const onward = request(
      { host: '127.0.0.1', port: portOf(target), method: incoming.method, path: target.pathname, headers },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    onward.once('error', () => response.destroy());
    incoming.pipe(onward);
  };
  const server = options.tls ? createHttpsServer(options.tls, passOn) : createHttpServer(passOn);
  server.on('connection', (socket) => track(sockets, socket));
  server.on('connect', (incoming, socket: Duplex, head) => {
    socket.on('error', () => socket.destroy());
    const refused = note(incoming);
    if (options.hangs) return;
    if (refused !== undefined) {
      socket.end(`HTTP/1.1 ${refused} Refused\r\nProxy-Authenticate: Basic realm="test"\r\n\r\n`);
      return;
    }
    const onward = connect(portOf(new URL(`http://${incoming.url}`)), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      onward.write(head);
      socket.pipe(onward).pipe(socket);
    });
    track(sockets, onward);
    onward.on('error', () => socket.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  return {
    url: `${options.tls ? 'https' : 'http'}://127.0.0.1:${port}`,
    asked,
    authorizations,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

function track(sockets: Set<Duplex>, socket: Duplex): void {
  sockets.add(socket);
  socket.once('close', () => sockets.delete(socket));
}
