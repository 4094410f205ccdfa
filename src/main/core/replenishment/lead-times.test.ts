import { expect, it } from 'vitest';
import type { SupplierId } from '#shared/domain/ids.ts';
import { DEFAULT_LEAD_TIME } from '#shared/domain/replenishment/lead-time.ts';
import { offer } from '#tests/support/reorder-parts.ts';
import { promisedLeadTime } from './lead-times.ts';
import type { PlannedOffer } from './reorder-offers.ts';

function promising(promiseHours: number | null): PlannedOffer {
  return { ...offer(1, 1 as SupplierId, 0), offerId: 1, supplierName: '', promiseHours };
}

const promisedOf = (...hours: (number | null)[]) => promisedLeadTime(hours.map(promising));

it('until anything was measured, the quickest promise counts, and twice that for nine of ten', () => {
  expect(promisedOf(200, 50, null)).toEqual({ p50: 3, p90: 6, deliveries: 0 });
  // Within the hour is the same day, and a day more for nine of ten.
  expect(promisedOf(1)).toEqual({ p50: 1, p90: 2, deliveries: 0 });
  expect(promisedOf(0)).toEqual({ p50: 0, p90: 1, deliveries: 0 });
  expect(promisedOf(null)).toEqual(DEFAULT_LEAD_TIME);
});
