import type { IncomingMessage } from 'node:http';

/** Larger than one piece of a file with its envelope, smaller than anything that could hurt. */
export const MAXIMUM_BODY_BYTES = 2 * 1024 * 1024;

export interface Denial {
  readonly status: number;
  readonly reason: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Which methods each place answers; everything that changes something is a POST with our own header. */
function allowedMethods(pathname: string): readonly string[] {
  return pathname === '/launch' || pathname === '/rpc' || pathname.startsWith('/rpc/') ? ['POST'] : ['GET', 'HEAD'];
}

/**
 * Looks at a request before anything else does, files included. `authority` is the only host name that we answer to: a page
 * of another origin cannot send it, even when its name was made to point here (DNS rebinding).
 */
export function denialOf(request: IncomingMessage, authority: string): Denial | null {
  const { headers, method = '' } = request;
  const origin = `http://${authority}`;
  if (headers.host !== authority) return { status: 421, reason: 'This is not the address that KaCang printed.' };
  if (headers.origin !== undefined && headers.origin !== origin) {
    return { status: 403, reason: 'Other pages may not ask KaCang.' };
  }
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') {
    return { status: 403, reason: 'Open the printed address directly, not from another page.' };
  }
  const pathname = pathnameOf(request);
  if (pathname === null) return { status: 400, reason: 'The address cannot be read.' };
  const allowed = allowedMethods(pathname);
  if (!allowed.includes(method)) {
    return { status: 405, reason: 'This method is not answered here.', headers: { allow: allowed.join(', ') } };
  }
  return method === 'POST' ? denialOfPost(request, origin) : null;
}

function denialOfPost({ headers }: IncomingMessage, origin: string): Denial | null {
  if (headers.origin !== origin) return { status: 403, reason: 'A request that changes something names its origin.' };
  const length = headers['content-length'];
  if (length === undefined || headers['transfer-encoding'] !== undefined) {
    return { status: 411, reason: 'The length of the body must be given.' };
  }
  if (Number(length) > MAXIMUM_BODY_BYTES) return { status: 413, reason: 'The body is too large.' };
  return null;
}

/** The path as it was sent; a full URL, which only proxies send, is not read. */
export function pathnameOf(request: IncomingMessage): string | null {
  const target = request.url ?? '';
  if (!target.startsWith('/')) return null;
  return target.split('?', 1)[0] ?? null;
}
