import type { Context } from '#core/context.ts';
import { today } from '#core/context.ts';
import type { Readable } from '#core/db/connection.ts';
import { shopSettings } from '#core/settings/shop-settings.ts';
import { promisedHours } from '#core/suppliers/dossiers.lookup.ts';
import { type Day, dayOf } from '#shared/domain/time/business-time.ts';
import { findOffer } from './offers.repo.ts';
import { type ListedOrder, readOrderLines } from './purchase-orders.repo.ts';

const HOUR_MILLISECONDS = 3_600_000;

/**
 * The day by which a supplier promises an order that leaves now: of each line what its offer promises, else what the contract
 * does; the slowest line counts. Null where nobody promised anything.
 */
export function promisedDay(db: Readable, context: Context, order: ListedOrder): Day | null {
  const { day } = today(context);
  const byContract = promisedHours(db, order.supplierId);
  const hours = readOrderLines(db, order.id).flatMap(({ offerId }) => {
    const byOffer = offerId === null ? null : (findOffer(db, offerId, day)?.promiseHours ?? null);
    return byOffer ?? byContract ?? [];
  });
  if (hours.length === 0) return null;
  return dayOf(context.now + Math.max(...hours) * HOUR_MILLISECONDS, shopSettings(db).timeZone);
}
