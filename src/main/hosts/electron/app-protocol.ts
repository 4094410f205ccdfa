import { protocol, type Session } from 'electron';
import { readWindowFile } from '#hosts/node/window-files.ts';

const SCHEME = 'app';
const HOST = 'kacang';
export const WINDOW_ORIGIN = `${SCHEME}://${HOST}`;
export const WINDOW_URL = `${WINDOW_ORIGIN}/index.html`;

/** Must be said before the app is ready: `app:` is an origin like https, with fetch and no exceptions from the CSP. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Serves the built window, and nothing outside its folder. Each load of the page is given the nonce of its port. */
export function serveWindowFiles(session: Session, folder: string, newPortNonce: () => string): void {
  session.protocol.handle(SCHEME, async (request) => {
    const url = new URL(request.url);
    if (url.host !== HOST || request.method !== 'GET') return refusal(403);
    const isPage = url.pathname === '/' || url.pathname === '/index.html';
    const file = await readWindowFile(folder, url.pathname, isPage ? newPortNonce() : '');
    return file ? new Response(new Uint8Array(file.body), { headers: file.headers }) : refusal(404);
  });
}

function refusal(status: number): Response {
  return new Response('', { status, headers: { 'content-security-policy': "default-src 'none'" } });
}

/** Whether an address is one of the window's own pages. */
export function isWindowUrl(address: string): boolean {
  const url = URL.parse(address);
  return url?.protocol === `${SCHEME}:` && url.host === HOST;
}
