import type { Readable } from '#core/db/connection.ts';
import type { StandingView } from '#shared/contract/scorecards.contract.ts';
import type { SupplierId } from '#shared/domain/ids.ts';
import { NEEDED_ORDERS } from '#shared/domain/replenishment/supplier-scorecard.ts';
import { allStandings, findStanding, type StoredStanding } from './standings.repo.ts';

/*
 * How other areas ask how a supplier is regarded: synchronous, inside their own read or transaction.
 */

/** Of every supplier; one that is missing is unknown, see {@link regardOf}. */
export function supplierStandings(db: Readable): ReadonlyMap<SupplierId, StoredStanding> {
  return allStandings(db);
}

export function supplierRegard(db: Readable, supplierId: SupplierId): StandingView {
  return regardOf(findStanding(db, supplierId));
}

/** A standing as it is shown; a supplier of whom nothing was counted yet is unknown and not held back. */
export function regardOf(stored: StoredStanding | null): StandingView {
  if (stored === null) {
    return {
      standing: 'good',
      colour: 'grey',
      reasons: [{ code: 'NOT_ENOUGH_DATA', orders: 0, neededOrders: NEEDED_ORDERS }],
    };
  }
  const { standing, colour, reasons } = stored;
  return { standing, colour, reasons: [...reasons] };
}
