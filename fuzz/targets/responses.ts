import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { HttpClient } from '../../src/net/httpClient.ts';
import { assertAnswers } from '../engines.ts';
import type { Target } from '../target.ts';
import { bodies, words } from './answers.ts';

const headers = [
  'content-type: application/json',
  'content-encoding: gzip',
  'transfer-encoding: chunked',
  'connection: keep-alive',
  'retry-after: 3',
  'location: /elsewhere',
  'set-cookie: a=b',
];

function responseOf(body: string, index: number): string {
  const status = ['200 OK', '200 OK', '404 Not Found', '429 Too Many', '302 Found'][index % 5];
  const header = headers[index % headers.length];
  const isChunked = header?.startsWith('transfer');
  const length = isChunked ? '' : `content-length: ${Buffer.byteLength(body)}\r\n`;
  const content = isChunked ? `${Buffer.byteLength(body).toString(16)}\r\n${body}\r\n0\r\n\r\n` : body;
  return `HTTP/1.1 ${status}\r\n${header}\r\n${length}\r\n${content}`;
}

let server: Server | undefined;
let http: HttpClient | undefined;
let response: Buffer = Buffer.alloc(0);

/** What arrives from a server, from the first byte on, through the HTTP client. */
export const target: Target = {
  rounds: 600,
  samples: bodies.map((body, index) => () => responseOf(body, index)),
  words: [
    ...words,
    ...headers.map((header) => `${header}\r\n`),
    ...[
      '\r\n',
      '\r\n\r\n',
      '\n',
      'HTTP/1.1 ',
      'HTTP/1.1 100 Continue\r\n\r\n',
      'HTTP/1.1 101 Switching\r\nupgrade: x\r\n\r\n',
    ],
    ...[
      'content-length: 99999999\r\n',
      'content-length: -1\r\n',
      'trailer: x\r\n',
      'upgrade: h2c\r\n',
      '0\r\n\r\n',
      'ffffffffffffffff\r\n',
    ],
  ],
  async check(input) {
    response = input;
    server ??= await startServer();
    http ??= new HttpClient();
    await assertAnswers(http, `http://127.0.0.1:${(server.address() as AddressInfo).port}`, 'tags');
  },
  async close() {
    await http?.close();
    server?.close();
  },
};

/** Says the same to every request, once all of it is there, and hangs up. */
async function startServer(): Promise<Server> {
  const started = createServer((socket) => {
    socket.on('error', () => {}); // who asked may have heard enough
    socket.on('data', () => socket.end(response));
  });
  started.listen(0, '127.0.0.1');
  await once(started, 'listening');
  return started;
}
