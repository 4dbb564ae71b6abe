import { rm } from 'node:fs/promises';
import { createConnection, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Shows other processes that something is being worked on, until it is disposed of or the process ends, in whichever
 * way: the system closes the socket then, which no time stamp and no process number tells as surely.
 */
export async function showAlive(name: string): Promise<{ dispose(): void }> {
  const path = pathOf(name);
  const server = createServer((socket) => socket.destroy());
  server.unref();
  await rm(path, { force: true }).catch(() => {}); // left by a process that was killed
  await listening(server, path).catch(() => {}); // what cannot be shown is worked on all the same
  return { dispose: () => server.close() };
}

/** Whether a process is at it that showed so. */
export async function isAlive(name: string): Promise<boolean> {
  const socket = createConnection(pathOf(name));
  try {
    return await new Promise((resolve) => {
      socket.once('connect', () => resolve(true));
      socket.once('error', () => resolve(false));
    });
  } finally {
    socket.destroy();
  }
}

function listening(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
}

function pathOf(name: string): string {
  return process.platform === 'win32'
    ? `\\\\.\\pipe\\img2prompt-${name}`
    : join(tmpdir(), `img2prompt-${name}.sock`);
}
