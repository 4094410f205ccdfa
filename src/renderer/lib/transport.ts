import { RPCLink as FetchLink } from '@orpc/client/fetch';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { desktopNonce } from './page-metadata.ts';
import { answerTabsThatAsk, askOtherTabsForSession } from './session-sharing.ts';
import { forgetToken, readToken, storeToken } from './session-token.ts';

/** What carries a call to the core: loopback HTTP in the browser, a message port on the desktop. */
export type Link = FetchLink<Record<never, never>> | PortLink<Record<never, never>>;

/** Why this window cannot speak to KaCang: it was opened without the printed link, the link was used or old, or KaCang ended. */
export type ConnectionProblem = 'no-link' | 'link-refused' | 'session-lost' | 'desktop-port-missing';

export class ConnectionError extends Error {
  readonly problem: ConnectionProblem;

  constructor(problem: ConnectionProblem) {
    super(problem);
    this.name = 'ConnectionError';
    this.problem = problem;
  }
}

const PORT_WAIT_MILLISECONDS = 10_000;
const LAUNCH_FRAGMENT = /^#launch=([A-Za-z0-9_-]{8,200})$/;

type ProblemListener = (problem: ConnectionProblem) => void;
const problemListeners = new Set<ProblemListener>();

/** Tells when a connection that worked is refused, e.g. because KaCang was restarted. */
export function onConnectionProblem(listener: ProblemListener): () => void {
  problemListeners.add(listener);
  return () => problemListeners.delete(listener);
}

/** Opens the one connection of this window; rejects with a {@link ConnectionError} that says why it cannot be. */
export async function openLink(): Promise<Link> {
  return desktopNonce ? new PortLink({ port: await receivePort(desktopNonce) }) : await openFetchLink();
}

function receivePort(nonce: string): Promise<MessagePort> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      window.removeEventListener('message', listen);
      reject(new ConnectionError('desktop-port-missing'));
    }, PORT_WAIT_MILLISECONDS);
    function listen(event: MessageEvent): void {
      const [port] = event.ports;
      if (event.source !== window || !port || !isPortMessage(event.data, nonce)) return;
      clearTimeout(timer);
      window.removeEventListener('message', listen);
      port.start();
      resolve(port);
    }
    window.addEventListener('message', listen);
    // The preload may have been ready before this script was: it answers this with the port.
    window.postMessage({ kind: 'kacang-port-wanted', nonce }, window.location.origin);
  });
}

function isPortMessage(data: unknown, nonce: string): boolean {
  return (
    typeof data === 'object' &&
    data !== null &&
    'kind' in data &&
    data.kind === 'kacang-port' &&
    'nonce' in data &&
    data.nonce === nonce
  );
}

async function openFetchLink(): Promise<Link> {
  startAnewWithNewLink();
  await obtainToken();
  answerTabsThatAsk();
  return new FetchLink({
    url: `${window.location.origin}/rpc`,
    headers: () => ({ 'x-kacang-session': readToken() ?? '' }),
    fetch: async (request, init) => {
      const response = await fetch(request, { ...init, credentials: 'omit', cache: 'no-store', redirect: 'error' });
      if (isUnknownSession(response)) reportLostSession();
      return response;
    },
  });
}

/** A newly printed link in the address bar of this tab differs in its fragment alone, for which a browser loads nothing anew. */
function startAnewWithNewLink(): void {
  window.addEventListener('hashchange', () => {
    if (LAUNCH_FRAGMENT.test(window.location.hash)) window.location.reload();
  });
}

/** The guard answers an unknown session before anything is routed, and not in the shape of a procedure's answer. */
function isUnknownSession(response: Response): boolean {
  return response.status === 401 && response.headers.get('x-kacang-session') === 'unknown';
}

function reportLostSession(): void {
  forgetToken();
  for (const listener of problemListeners) listener('session-lost');
}

async function obtainToken(): Promise<void> {
  const code = LAUNCH_FRAGMENT.exec(window.location.hash)?.[1];
  if (code) {
    // The code is out of the address bar and the history before anything else happens.
    window.history.replaceState(null, '', window.location.pathname);
    const token = await exchangeLaunchCode(code);
    if (token) return storeToken(token);
  }
  if (readToken()) return;
  const shared = await askOtherTabsForSession();
  if (!shared) throw new ConnectionError(code ? 'link-refused' : 'no-link');
  storeToken(shared);
}

async function exchangeLaunchCode(code: string): Promise<string | null> {
  const response = await fetch('/launch', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code }),
    credentials: 'omit',
    cache: 'no-store',
  });
  if (!response.ok) return null;
  const answer: unknown = await response.json();
  if (typeof answer !== 'object' || answer === null || !('token' in answer)) return null;
  return typeof answer.token === 'string' ? answer.token : null;
}
