import type { ThreadContext } from '#core/jobs/thread-context.ts';
import type { TurnoverFigures, TurnoverReport } from '#shared/contract/trade-reports.contract.ts';
import { type DaySpan, daysOfPeriod, monthsBefore } from '#shared/domain/reports/report-period.ts';
import { stockOutRate } from '#shared/domain/reports/stock-out-rate.ts';
import { stockTurnover } from '#shared/domain/reports/stock-turnover.ts';
import { type Day, daysBetween, monthOf } from '#shared/domain/time/business-time.ts';
import { turnoverRows } from './turnover.job.repo.ts';
import { readTurnover, type SkuTurnover, totalTurnover } from './turnover-figures.ts';

export interface TurnoverInput {
  readonly span: DaySpan;
  readonly today: Day;
}

const DRAWN_MONTHS = 12;

/**
 * How fast stock turned and how often it ran out: by SKU and brand (those most often out of stock first), in all, and month
 * by month.
 */
export function run({ span, today }: TurnoverInput, { readDb: db }: ThreadContext): TurnoverReport {
  const year = daysOfPeriod({ kind: 'last-12-months' }, today);
  const from = span.from < year.from ? span.from : year.from;
  const figuresIn = readTurnover(db, { from, to: span.to > today ? span.to : today });
  const bySku = figuresIn(span);
  const skus = turnoverRows.skus(db).flatMap(({ skuId, ...sku }) => {
    const own = bySku.get(skuId);
    return own && (own.averageStock > 0 || own.skuDays > 0) ? [{ skuId, ...sku, own }] : [];
  });
  const brands = [...Map.groupBy(skus, ({ brandId }) => brandId)].map(([brandId, ofBrand]) => ({
    brandId,
    name: ofBrand[0]?.brandName ?? '',
    skus: ofBrand.length,
    ...figuresOf(totalTurnover(ofBrand.map(({ own }) => own)), span),
  }));
  return {
    ...span,
    skus: skus
      .map(({ skuId, code, name, productName, own }) => ({ skuId, code, name, productName, ...figuresOf(own, span) }))
      .sort(byOutRate),
    brands: brands.sort(byOutRate),
    total: figuresOf(totalTurnover(skus.map(({ own }) => own)), span),
    months: monthlyTurnover(figuresIn, today),
  };
}

function byOutRate(one: TurnoverFigures, other: TurnoverFigures): number {
  return (other.outRate ?? -1) - (one.outRate ?? -1) || other.costOfSales - one.costOfSales;
}

/** The last twelve months, the oldest first; months before the shop's first stock are left out. */
export function monthlyTurnover(
  figuresIn: ReturnType<typeof readTurnover>,
  today: Day,
  count = DRAWN_MONTHS,
): TurnoverReport['months'] {
  const months = Array.from({ length: count }, (_, index) => monthsBefore(monthOf(today), count - 1 - index));
  return months.flatMap((month) => {
    const span = daysOfPeriod({ kind: 'month', month }, today);
    const total = totalTurnover(figuresIn(span).values());
    return total.skuDays === 0 && total.averageStock === 0 ? [] : [{ month, ...figuresOf(total, span) }];
  });
}

function figuresOf(figures: SkuTurnover, { from, to }: DaySpan): TurnoverFigures {
  const { costOfSales, averageStock } = figures;
  return {
    ...figures,
    ...stockTurnover(costOfSales, averageStock, daysBetween(from, to) + 1),
    outRate: stockOutRate(figures),
  };
}
