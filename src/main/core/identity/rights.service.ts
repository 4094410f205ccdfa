import { type Context, signedInUser, today } from '#core/context.ts';
import type { Readable, WriteTx } from '#core/db/connection.ts';
import { Refusal } from '#core/refusal.ts';
import {
  type CountedRight,
  effectiveDailyLimit,
  effectiveRights,
  type Permission,
  type Right,
} from '#shared/domain/identity/rights.ts';
import type { UserId } from '#shared/domain/ids.ts';
import { addRightUse, findUserStanding, readRightUse, type UserStanding } from './users.repo.ts';

/** The rights a person has now; none once disabled. */
export function rightsOf(db: Readable, userId: UserId): ReadonlySet<Right> {
  return rightsOfStanding(findUserStanding(db, userId));
}

function rightsOfStanding(standing: UserStanding | null): ReadonlySet<Right> {
  return !standing || standing.isDisabled ? new Set() : effectiveRights(standing.role, standing.changes);
}

/** What the one permission middleware asks: refuses with SIGN_IN_NEEDED, WINDOW_LOCKED or PERMISSION_DENIED. */
export function requirePermission(context: Context, permission: Permission, worksWhileLocked: boolean): void {
  if (permission === 'anyone') return;
  const userId = signedInUser(context);
  if (context.session.isLocked && !worksWhileLocked) throw new Refusal('WINDOW_LOCKED');
  if (permission === 'signed-in') return;
  context.kernel.queue.readCommitted((db) =>
    typeof permission === 'string'
      ? requireRight(db, userId, permission)
      : requireOneRight(db, userId, permission.anyOf),
  );
}

/** Refuses whoever has none of these with the first of them. */
function requireOneRight(db: Readable, userId: UserId, anyOf: readonly [Right, ...Right[]]): void {
  const rights = rightsOf(db, userId);
  if (!anyOf.some((right) => rights.has(right))) throw new Refusal('PERMISSION_DENIED', { right: anyOf[0] });
}

/** Whether whoever asks has a right, for a sentence of its own where they have not. */
export function hasRight(db: Readable, context: Context, right: Right): boolean {
  return rightsOf(db, signedInUser(context)).has(right);
}

/** For a right that depends on the input, such as `keys.gift` of a dispense without an order. */
export function requireRight(db: Readable, userId: UserId, right: Right): void {
  if (!rightsOf(db, userId).has(right)) throw new Refusal('PERMISSION_DENIED', { right });
}

/**
 * Counts `quantity` keys against the person's limit for today, inside the transaction of the act itself; refuses with
 * PERMISSION_DENIED or DAILY_LIMIT_REACHED.
 */
export function useCountedRight(tx: WriteTx, context: Context, right: CountedRight, quantity: number): void {
  const userId = signedInUser(context);
  const standing = findUserStanding(tx, userId);
  if (!standing) throw new Refusal('SIGN_IN_NEEDED');
  if (!rightsOfStanding(standing).has(right)) throw new Refusal('PERMISSION_DENIED', { right });
  const { day } = today(context);
  const used = readRightUse(tx, userId, right, day);
  const limit = effectiveDailyLimit(standing.role, right, standing.changes);
  if (limit !== null && used + quantity > limit) {
    throw new Refusal('DAILY_LIMIT_REACHED', { right, limit, used, wanted: quantity });
  }
  addRightUse(tx, userId, right, day, quantity);
}
