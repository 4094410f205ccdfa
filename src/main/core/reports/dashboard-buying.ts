import type { ReadDb } from '#core/db/connection.ts';
import { tiersFromText } from '#core/purchasing/offer-prices.repo.ts';
import { latestRun } from '#core/replenishment/reorder-runs.repo.ts';
import { supplierExposures } from '#core/suppliers/exposure.lookup.ts';
import type { Dashboard, MovedPrices } from '#shared/contract/dashboard.contract.ts';
import { MOST_REPORT_ROWS } from '#shared/contract/trade-reports.contract.ts';
import { type Money, sumMoney, ZERO_MONEY } from '#shared/domain/money/money.ts';
import { daysOfPeriod } from '#shared/domain/reports/report-period.ts';
import { addDays, type Day } from '#shared/domain/time/business-time.ts';
import { buyingRows } from './dashboard-buying.job.repo.ts';
import { monthlyTurnover } from './turnover.job.ts';
import { readTurnover } from './turnover-figures.ts';

/** Prices that took effect on one of so many days, today included. */
const MOVED_DAYS = 7;
const DRAWN_MONTHS = 6;

/** What there is to order, what is late, which prices moved, and what suppliers hold of ours (null: not this person's). */
export function buyingOf(db: ReadDb, today: Day, showsExposure: boolean): NonNullable<Dashboard['buying']> {
  const run = latestRun(db);
  return {
    toOrder: run?.summary.needed ?? 0,
    blocked: run?.summary.blocked ?? 0,
    toOrderCost: run?.cost ?? ZERO_MONEY,
    overdueOrders: buyingRows.overdueOrders(db, today),
    movedPrices: movedPrices(db, today).length,
    exposure: showsExposure ? exposureOf(db, today) : null,
  };
}

export function movedPrices(db: ReadDb, today: Day): MovedPrices['rows'] {
  return buyingRows
    .movedPrices(db, addDays(today, 1 - MOVED_DAYS), today, MOST_REPORT_ROWS)
    .map(({ tiers, beforeTiers, ...row }) => ({
      ...row,
      tiers: tiersFromText(tiers),
      beforeTiers: tiersFromText(beforeTiers),
    }));
}

/** The last months, the oldest first. */
export function turnoverMonths(db: ReadDb, today: Day): NonNullable<Dashboard['turnover']> {
  const year = daysOfPeriod({ kind: 'last-12-months' }, today);
  return monthlyTurnover(readTurnover(db, year), today, DRAWN_MONTHS);
}

/** Of suppliers whose currency has no rate nothing can be added up; they are counted. */
function exposureOf(db: ReadDb, today: Day): { amount: Money; withoutRate: number } {
  const all = [...supplierExposures(db, today).values()];
  const known = all.flatMap(({ ownExposure }) => (ownExposure === null ? [] : [ownExposure.total]));
  const withoutRate = all.filter(({ ownExposure, exposure }) => ownExposure === null && exposure.total > 0).length;
  return { amount: sumMoney(known), withoutRate };
}
