import { randomBytes } from 'node:crypto';
import { readFile, realpath } from 'node:fs/promises';
import path from 'node:path';
import { contentSecurityPolicy, WINDOW_HEADERS } from './content-security-policy.ts';

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
};
const ENTRY = 'index.html';
const NONCE_PLACE = '__CSP_NONCE__';
const DESKTOP_NONCE_PLACE = '__DESKTOP_NONCE__';

export interface WindowFile {
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Reads a file of the built window for a request's path. Only names of known kinds inside the folder are answered, links
 * followed; anything else is null. The page itself gets a fresh nonce a load, and on the desktop the nonce of its port.
 */
export async function readWindowFile(
  folder: string,
  requestPath: string,
  desktopNonce = '',
): Promise<WindowFile | null> {
  const file = await containedFile(folder, requestPath);
  const mediaType = file && MEDIA_TYPES[path.extname(file)];
  if (!file || !mediaType) return null;
  const body = await readFile(file);
  const isPage = path.basename(file) === ENTRY;
  const nonce = isPage ? randomBytes(16).toString('base64url') : null;
  const headers = {
    ...WINDOW_HEADERS,
    'content-type': mediaType,
    // The names of built files carry their digest; the page that names them is read anew each time.
    'cache-control': isPage ? 'no-store' : 'private, max-age=86400, immutable',
    'content-security-policy': contentSecurityPolicy(nonce ?? 'none'),
  };
  if (nonce === null) return { body, headers };
  const page = body.toString('utf8').replaceAll(NONCE_PLACE, nonce).replaceAll(DESKTOP_NONCE_PLACE, desktopNonce);
  return { body: Buffer.from(page, 'utf8'), headers };
}

async function containedFile(folder: string, requestPath: string): Promise<string | null> {
  let decoded: string;
  try {
    decoded = decodeURIComponent(requestPath);
  } catch {
    return null;
  }
  if (!/^\/[\w./-]*$/.test(decoded) || decoded.split('/').some((part) => part.startsWith('.'))) return null;
  const wanted = decoded === '/' ? ENTRY : decoded.slice(1);
  try {
    const root = await realpath(folder);
    const file = await realpath(path.join(root, wanted));
    return file.startsWith(root + path.sep) ? file : null;
  } catch {
    return null;
  }
}
