import type { ReadDb } from '#core/db/connection.ts';
import type { SkuId } from '#shared/domain/ids.ts';
import { DEFAULT_LEAD_TIME, type LeadTime, leadTimeOf } from '#shared/domain/replenishment/lead-time.ts';
import { MOST_COVER_DAYS } from '#shared/domain/replenishment/replenishment-rule.ts';
import { type Day, startOfDay } from '#shared/domain/time/business-time.ts';
import { plannedShop } from './plan-shop.job.repo.ts';
import { type PlannedOffer, reorderOffers } from './reorder-offers.ts';

const DAY_MILLISECONDS = 86_400_000;
/** Deliveries of the last two years, of them the last so many. */
const MEASURED_DAYS = 730;
const MEASURED_DELIVERIES = 20;
/** Nobody waits longer than the calendar reaches. */
const MOST_DAYS = MOST_COVER_DAYS - 2;

/** Lead times measured from sent orders to posted receipts, by SKU; those never ordered are missing. */
export function measuredLeadTimes(db: ReadDb, now: number): Map<SkuId, LeadTime> {
  const days = new Map<SkuId, number[]>();
  for (const { skuId, sentAt, postedAt } of plannedShop.leads(db, now - MEASURED_DAYS * DAY_MILLISECONDS)) {
    const taken = Math.min(MOST_DAYS, Math.max(0, Math.round((postedAt - sentAt) / DAY_MILLISECONDS)));
    const known = days.get(skuId);
    if (known) known.push(taken);
    else days.set(skuId, [taken]);
  }
  return new Map([...days].map(([skuId, taken]) => [skuId, leadTimeOf(taken.slice(-MEASURED_DELIVERIES))]));
}

/** As the planner counts it: what was measured, else what is promised today. */
export function leadTimeOfSku(db: ReadDb, skuId: SkuId, today: Day): LeadTime {
  const now = startOfDay(today, 'UTC');
  return measuredLeadTimes(db, now).get(skuId) ?? promisedLeadTime(reorderOffers(db, [skuId], today, now));
}

/** Until anything was measured: what the quickest supplier promises, and twice that for nine of ten. */
export function promisedLeadTime(offers: readonly PlannedOffer[]): LeadTime {
  const hours = offers.flatMap(({ promiseHours }) => (promiseHours === null ? [] : [promiseHours]));
  if (hours.length === 0) return DEFAULT_LEAD_TIME;
  const p50 = Math.min(MOST_DAYS, Math.ceil(Math.min(...hours) / 24));
  return { p50, p90: Math.min(MOST_DAYS, Math.max(p50 + 1, 2 * p50)), deliveries: 0 };
}
