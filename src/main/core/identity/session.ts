import { randomUUID } from 'node:crypto';
import type { UserId } from '#shared/domain/ids.ts';

/** One window (or one run of the command line): who signed in there and whether it is locked. Lives in memory. */
export interface Session {
  readonly id: string;
  userId: UserId | null;
  isLocked: boolean;
}

export interface Sessions {
  open(): Session;
  close(session: Session): void;
  /** Signs a user out of every window, e.g. when they are disabled. */
  signOutEverywhere(userId: UserId): Session[];
  all(): readonly Session[];
}

export function createSessions(): Sessions {
  const sessions = new Map<string, Session>();
  return {
    open() {
      const session: Session = { id: randomUUID(), userId: null, isLocked: false };
      sessions.set(session.id, session);
      return session;
    },
    close(session) {
      sessions.delete(session.id);
    },
    signOutEverywhere(userId) {
      const affected = [...sessions.values()].filter((session) => session.userId === userId);
      for (const session of affected) {
        session.userId = null;
        session.isLocked = false;
      }
      return affected;
    },
    all: () => [...sessions.values()],
  };
}
