import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { createServer, type ViteDevServer } from 'vite';
import { defaultDataFolder } from '#hosts/node/data-folder.ts';
import { PROGRAM_FOLDER } from '#hosts/node/program-files.ts';
import { startBrowserMode } from '#hosts/web/serve.ts';

/**
 * `npm run dev`: browser mode whose window comes from Vite with hot reload. Vite answers behind the door's own guard; only its
 * reload socket has a port of its own. Node starts this again when a file of the core changes (`--watch`): open the new address.
 */
const { values } = parseArgs({
  options: { data: { type: 'string' }, port: { type: 'string', default: '5317' } },
});
const folder = path.resolve(values.data ?? `${defaultDataFolder()}-dev`);
const port = Number(values.port);
const reloadPort = port + 1;

const vite = await createServer({
  configFile: path.join(PROGRAM_FOLDER, 'vite.renderer.config.ts'),
  // Bundled, it would be a file of a moment, whose going away looks to --watch like a change of the core.
  configLoader: 'native',
  appType: 'custom',
  server: { middlewareMode: true, host: '127.0.0.1', hmr: { host: '127.0.0.1', port: reloadPort } },
});

async function serveFile(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
  if (pathname === '/' || pathname === '/index.html') return servePage(vite, response);
  vite.middlewares(request, response, () => {
    response.writeHead(404).end();
  });
}

async function servePage(server: ViteDevServer, response: ServerResponse): Promise<void> {
  const nonce = randomBytes(16).toString('base64url');
  const source = await readFile(path.join(PROGRAM_FOLDER, 'src', 'renderer', 'index.html'), 'utf8');
  const page = await server.transformIndexHtml('/', source);
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': developmentPolicy(nonce),
  });
  response.end(page.replaceAll('__CSP_NONCE__', nonce).replaceAll('__DESKTOP_NONCE__', ''));
}

/** The window's own policy, opened for what Vite puts into the page: its reload socket and scripts with the nonce. */
function developmentPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self' ws://127.0.0.1:${reloadPort}`,
    "worker-src 'self' blob:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

const app = await startBrowserMode({ folder, port, serveFile });
console.log(app.newLaunchUrl());

async function stop(): Promise<void> {
  await app.stop();
  await vite.close();
  process.exit(0);
}
process.once('SIGINT', () => void stop());
process.once('SIGTERM', () => void stop());
