import type { Readable } from '#core/db/connection.ts';
import type { SupplierId } from '#shared/domain/ids.ts';
import { type RebatePractice, rebatePractice } from '#shared/domain/suppliers/rebates.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { promisedRebates } from './supplier-rebates.repo.ts';

/** When a supplier really pays the rebates that were recorded; null where none is over yet. */
export function rebatePracticeOf(db: Readable, supplierId: SupplierId, today: Day): RebatePractice | null {
  return rebatePractice(promisedRebates(db, supplierId), today);
}
