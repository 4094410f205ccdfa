import { randomBytes } from 'node:crypto';
import type { Session } from '#core/identity/session.ts';
import { digestOf } from './single-use-codes.ts';

interface TokenSession {
  readonly session: Session;
  lastUsedAt: number;
  openRequests: number;
}

/** The sessions of browser mode: a token in a header stands for one. */
export interface TokenSessions {
  open(session: Session): string;
  find(token: string): Session | null;
  /** Keeps a session alive while a request of it runs, such as the event stream of an open tab; call the answer at its end. */
  use(token: string): () => void;
  /** Ends what nobody used for the idle time. */
  sweep(): void;
}

export function createTokenSessions(options: {
  idleMilliseconds: number;
  now: () => number;
  onEnd: (session: Session) => void;
}): TokenSessions {
  const { idleMilliseconds, now, onEnd } = options;
  const sessions = new Map<string, TokenSession>();

  function isIdle(entry: TokenSession): boolean {
    return entry.openRequests === 0 && now() - entry.lastUsedAt >= idleMilliseconds;
  }

  function sweep(): void {
    for (const [digest, entry] of sessions) {
      if (!isIdle(entry)) continue;
      sessions.delete(digest);
      onEnd(entry.session);
    }
  }

  return {
    open(session) {
      const token = randomBytes(32).toString('base64url');
      sessions.set(digestOf(token), { session, lastUsedAt: now(), openRequests: 0 });
      return token;
    },
    find(token) {
      sweep();
      return sessions.get(digestOf(token))?.session ?? null;
    },
    use(token) {
      const entry = sessions.get(digestOf(token));
      if (!entry) return () => {};
      entry.openRequests += 1;
      entry.lastUsedAt = now();
      return () => {
        entry.openRequests -= 1;
        entry.lastUsedAt = now();
      };
    },
    sweep,
  };
}
