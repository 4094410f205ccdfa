/** What another program of the user asks of a running KaCang first: to make calls, or to be let in again. */
export interface ControlQuestion {
  readonly token: string;
  readonly ask: 'calls' | 'open';
}

export type ControlAnswer =
  /** Calls may follow on the same socket. */
  | { readonly kind: 'ready' }
  /** A fresh launch address of browser mode. */
  | { readonly kind: 'launch-url'; readonly url: string }
  /** The desktop window was brought forward. */
  | { readonly kind: 'window-shown' }
  /** Held by a program without a screen, such as a running command. */
  | { readonly kind: 'no-screen' };

export function parseControlQuestion(message: unknown): ControlQuestion | null {
  const value = parseJson(message);
  if (typeof value !== 'object' || value === null || !('token' in value) || !('ask' in value)) return null;
  const { token, ask } = value;
  if (typeof token !== 'string' || (ask !== 'calls' && ask !== 'open')) return null;
  return { token, ask };
}

export function parseControlAnswer(message: unknown): ControlAnswer | null {
  const value = parseJson(message);
  if (typeof value !== 'object' || value === null || !('kind' in value)) return null;
  if (value.kind === 'ready' || value.kind === 'window-shown' || value.kind === 'no-screen')
    return { kind: value.kind };
  if (value.kind === 'launch-url' && 'url' in value && typeof value.url === 'string') {
    return { kind: 'launch-url', url: value.url };
  }
  return null;
}

function parseJson(message: unknown): unknown {
  if (typeof message !== 'string') return null;
  try {
    return JSON.parse(message);
  } catch {
    return null;
  }
}
