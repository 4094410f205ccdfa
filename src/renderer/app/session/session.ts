import { createContext, useContext } from 'react';
import type { SessionState, UserView } from '#shared/contract/identity.contract.ts';
import type { Right } from '#shared/domain/identity/rights.ts';

export type Shop = NonNullable<SessionState['shop']>;

/** Who works in this window, in which shop. */
export interface Session {
  readonly user: UserView;
  readonly shop: Shop;
  readonly isLocked: boolean;
  readonly lockAfterMinutes: number;
  /** Whether the person has a right; undefined asks for nothing. The core decides again on each call. */
  readonly can: (right: Right | undefined) => boolean;
}

export function sessionOf(state: SessionState): Session | null {
  const { user, shop, isLocked, lockAfterMinutes } = state;
  if (!user || !shop) return null;
  const rights = new Set(user.rights);
  return { user, shop, isLocked, lockAfterMinutes, can: (right) => right === undefined || rights.has(right) };
}

export const SessionContext = createContext<Session | null>(null);

/** The session of this window; only pages inside the frame may ask, and there it always is. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('Asked for the session outside the frame.');
  return session;
}

/** Whether the signed-in person has a right, for buttons and columns. */
export function useCan(right: Right | undefined): boolean {
  return useSession().can(right);
}
