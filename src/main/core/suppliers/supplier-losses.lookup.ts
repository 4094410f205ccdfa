import type { Readable } from '#core/db/connection.ts';
import { Refusal } from '#core/refusal.ts';
import type { SupplierId } from '#shared/domain/ids.ts';
import { findStandingLoss, readLostSuppliers } from './supplier-losses.repo.ts';

/*
 * Which suppliers are gone, for other areas: synchronous, inside their own read or transaction.
 */

/** Every supplier that is lost now: the planner buys nothing from them. */
export function lostSuppliers(db: Readable): ReadonlySet<SupplierId> {
  return new Set(readLostSuppliers(db));
}

/** Refuses with SUPPLIER_LOST: nothing is ordered from a supplier who is gone, and no money goes there. */
export function requireNotLost(db: Readable, { id, name }: { readonly id: SupplierId; readonly name: string }): void {
  const loss = findStandingLoss(db, id);
  if (loss) throw new Refusal('SUPPLIER_LOST', { supplierId: id, name, lostOn: loss.lostOn, reason: loss.reason });
}
