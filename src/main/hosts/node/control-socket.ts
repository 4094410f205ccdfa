import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { RPCHandler } from '@orpc/server/message-port';
import type { Core } from '#core/create-core.ts';
import type { InstanceEndpoint } from '#core/db/instance-lock.ts';
import { type ControlAnswer, parseControlQuestion } from './control-messages.ts';
import { giveCallItsContext, sessionContext } from './served-calls.ts';
import { SocketPort } from './socket-port.ts';

/** The shortest of the platforms' limits for a socket's name is macOS's 104 bytes, its end included. */
const LONGEST_SOCKET_NAME = 100;

export interface ControlSocket {
  readonly endpoint: InstanceEndpoint;
  /** Ends every conversation. */
  close(): Promise<void>;
  /** Takes no new conversation and waits until those that run have ended. */
  drain(): Promise<void>;
}

export interface ControlSocketOptions {
  readonly core: Core;
  readonly folder: string;
  /** What a second start on the held folder gets: a new address in browser mode, the window brought forward on the desktop. */
  readonly openAgain: () => ControlAnswer;
}

/**
 * Opens the door for other programs of the same user: the command line, and a second start. A socket of mode 0600 (a named
 * pipe on Windows) and a token in `instance.json`, which only the user can read; then the same calls as everywhere, with a
 * session that must sign in like any window.
 */
export async function openControlSocket(options: ControlSocketOptions): Promise<ControlSocket> {
  const { core, folder, openAgain } = options;
  const token = randomBytes(32).toString('base64url');
  const calls = new RPCHandler(core.router, { clientInterceptors: [giveCallItsContext(core)] });
  const sockets = new Set<Socket>();

  async function converse(socket: Socket): Promise<void> {
    const port = new SocketPort(socket);
    const question = parseControlQuestion(await port.next());
    if (!question || !sameSecret(question.token, token)) {
      socket.destroy();
      return;
    }
    if (question.ask === 'open') {
      port.postMessage(JSON.stringify(openAgain()));
      port.close();
      return;
    }
    const session = core.openSession();
    port.on('close', () => core.closeSession(session));
    calls.upgrade(port, { context: sessionContext(core, session) });
    port.postMessage(JSON.stringify({ kind: 'ready' } satisfies ControlAnswer));
  }

  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    void converse(socket);
  });
  const place = await listen(server, folder);
  // Resolves when the last conversation has ended.
  const stopListening = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => {
        removeOwnFolder(place, folder);
        resolve();
      });
    });
  return {
    endpoint: { path: place, token },
    async close() {
      const closed = stopListening();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
    drain: stopListening,
  };
}

async function listen(server: Server, folder: string): Promise<string> {
  if (process.platform === 'win32') {
    const pipe = `\\\\.\\pipe\\kacang-${randomBytes(16).toString('hex')}`;
    await listenAt(server, pipe);
    return pipe;
  }
  const inFolder = path.join(folder, 'control.sock');
  const file =
    Buffer.byteLength(inFolder) <= LONGEST_SOCKET_NAME
      ? inFolder
      : path.join(mkdtempSync(path.join(os.tmpdir(), 'kacang-')), 'control.sock');
  // We hold the folder, so what lies there was left by a process that died.
  rmSync(file, { force: true });
  const previous = process.umask(0o177);
  try {
    await listenAt(server, file);
  } finally {
    process.umask(previous);
  }
  chmodSync(file, 0o600);
  return file;
}

/** The short place that was made for the socket of a deep folder. */
function removeOwnFolder(place: string, folder: string): void {
  const own = path.dirname(place);
  if (process.platform !== 'win32' && own !== path.resolve(folder)) rmSync(own, { recursive: true, force: true });
}

function listenAt(server: Server, place: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(place, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function sameSecret(one: string, other: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
