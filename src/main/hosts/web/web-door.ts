import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { RPCHandler } from '@orpc/server/node';
import type { Core } from '#core/create-core.ts';
import type { Logger } from '#core/logging/logger.ts';
import { giveCallItsContext, sessionContext } from '#hosts/node/served-calls.ts';
import { readWindowFile } from '#hosts/node/window-files.ts';
import { type Denial, denialOf, MAXIMUM_BODY_BYTES, pathnameOf } from './guard.ts';
import { createSingleUseCodes } from './single-use-codes.ts';
import { createTokenSessions } from './token-sessions.ts';

const LOOPBACK = '127.0.0.1';
const CODE_LIFE_MILLISECONDS = 60_000;
const IDLE_MILLISECONDS = 12 * 60 * 60_000;
const SWEEP_MILLISECONDS = 10 * 60_000;
const SESSION_HEADER = 'x-kacang-session';

export interface WebDoor {
  readonly port: number;
  /** An address that opens one session within a minute. It is a secret until then: print it, do not log it. */
  newLaunchUrl(): string;
  close(): Promise<void>;
}

export interface WebDoorOptions {
  readonly core: Core;
  readonly logger: Logger;
  /** The built window. */
  readonly windowFolder: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Answers the window's files instead of the built ones, behind the same guard; for `npm run dev`. */
  readonly serveFile?: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  readonly now?: () => number;
}

/** Opens browser mode on the loopback address; rejects with EADDRINUSE where the port is taken. */
export async function openWebDoor(options: WebDoorOptions): Promise<WebDoor> {
  const { core, logger, windowFolder, now = Date.now } = options;
  const codes = createSingleUseCodes(CODE_LIFE_MILLISECONDS, now);
  const sessions = createTokenSessions({ idleMilliseconds: IDLE_MILLISECONDS, now, onEnd: core.closeSession });
  const calls = new RPCHandler(core.router, { clientInterceptors: [giveCallItsContext(core)] });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const denial = denialOf(request, authority);
    if (denial) return deny(response, denial, logger);
    const pathname = pathnameOf(request) ?? '';
    if (pathname === '/launch') return launch(request, response);
    if (pathname.startsWith('/rpc/')) return serveCall(request, response);
    return options.serveFile ? options.serveFile(request, response) : serveBuiltFile(request, response, pathname);
  }

  async function launch(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const code = launchCodeOf(await readBody(request));
    if (code === null || !codes.redeem(code)) {
      return deny(response, { status: 403, reason: 'The launch code was used or is too old.' }, logger);
    }
    const token = sessions.open(core.openSession());
    response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' });
    response.end(JSON.stringify({ token }));
  }

  async function serveCall(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const token = request.headers[SESSION_HEADER];
    const session = typeof token === 'string' ? sessions.find(token) : null;
    if (typeof token !== 'string' || !session) {
      const headers = { [SESSION_HEADER]: 'unknown' };
      return deny(response, { status: 401, reason: 'This session is not known (any more).', headers }, logger);
    }
    response.once('close', sessions.use(token));
    response.setHeader('cache-control', 'no-store');
    response.setHeader('x-content-type-options', 'nosniff');
    const { matched } = await calls.handle(request, response, {
      prefix: '/rpc',
      context: sessionContext(core, session),
    });
    if (!matched) deny(response, { status: 404, reason: 'There is no such procedure.' }, logger);
  }

  async function serveBuiltFile(request: IncomingMessage, response: ServerResponse, pathname: string): Promise<void> {
    const file = await readWindowFile(windowFolder, pathname);
    if (!file) return deny(response, { status: 404, reason: 'There is no such page.' }, logger);
    response.writeHead(200, { ...file.headers, 'content-length': String(file.body.length) });
    response.end(request.method === 'HEAD' ? undefined : file.body);
  }

  const server = createServer({ headersTimeout: 10_000, requestTimeout: 60_000 }, (request, response) => {
    answer(request, response).catch((error: unknown) => {
      logger.error('a request failed', { error: error instanceof Error ? error.name : 'unknown' });
      if (response.headersSent) response.destroy();
      else deny(response, { status: 500, reason: 'KaCang could not answer.' }, logger);
    });
  });
  const port = await listen(server, options.port);
  const authority = `${LOOPBACK}:${port}`;
  const sweeping = setInterval(sessions.sweep, SWEEP_MILLISECONDS);
  sweeping.unref();

  return {
    port,
    newLaunchUrl: () => `http://${authority}/#launch=${codes.issue()}`,
    async close() {
      clearInterval(sweeping);
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      server.closeAllConnections();
      await closed;
    },
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: LOOPBACK, port, exclusive: true }, () => {
      server.off('error', reject);
      const address = server.address();
      if (typeof address === 'object' && address) resolve(address.port);
      else reject(new Error('The server has no port.'));
    });
  });
}

/** Refuses without reading the body, and ends the connection where one is still coming. */
function deny(response: ServerResponse, { status, reason, headers = {} }: Denial, logger: Logger): void {
  logger.warn('request refused', { status, reason });
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    connection: 'close',
    ...headers,
  });
  response.end(`${reason}\n`);
}

async function readBody(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of request) {
    const bytes = Buffer.from(piece);
    size += bytes.length;
    if (size > MAXIMUM_BODY_BYTES) throw new Error('A body was longer than it said.');
    pieces.push(bytes);
  }
  return Buffer.concat(pieces).toString('utf8');
}

function launchCodeOf(body: string): string | null {
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed !== 'object' || parsed === null || !('code' in parsed)) return null;
    return typeof parsed.code === 'string' ? parsed.code : null;
  } catch {
    return null;
  }
}
