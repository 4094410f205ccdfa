import type { ReadDb } from '#core/db/connection.ts';
import type { SkuId } from '#shared/domain/ids.ts';
import { type Money, money, sumMoney, ZERO_MONEY } from '#shared/domain/money/money.ts';
import { averageLevel, type LevelChange } from '#shared/domain/reports/average-level.ts';
import type { DaySpan } from '#shared/domain/reports/report-period.ts';
import {
  countStockOuts,
  type SkuDay,
  type StockOutCount,
  skuDayStates,
} from '#shared/domain/reports/stock-out-rate.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { type SkuDayRow, turnoverRows } from './turnover.job.repo.ts';

/** What a SKU sold and held in a span, both at cost, and on how many of its days it had nothing to sell. */
export interface SkuTurnover extends StockOutCount {
  readonly costOfSales: Money;
  readonly averageStock: Money;
}

interface KnownSku {
  before: Money;
  readonly changes: LevelChange[];
  readonly sold: { readonly on: Day; readonly amount: Money }[];
}

/** Reads the shop once, for any number of spans that lie within one. */
export function readTurnover(db: ReadDb, whole: DaySpan): (span: DaySpan) => Map<SkuId, SkuTurnover> {
  const stock = new Map<SkuId, KnownSku>();
  for (const { skuId, on, value, sold } of turnoverRows.stock(db, whole)) {
    const known = stock.get(skuId) ?? { before: ZERO_MONEY, changes: [], sold: [] };
    stock.set(skuId, known);
    if (on === '') known.before = money(value);
    else {
      known.changes.push({ on, amount: money(value) });
      known.sold.push({ on, amount: money(sold) });
    }
  }
  const days = skuDays(db, whole.to);
  const skuIds = new Set([...stock.keys(), ...days.keys()]);
  return (span) =>
    new Map(
      [...skuIds].map((skuId): [SkuId, SkuTurnover] => {
        const known = stock.get(skuId);
        const isWithin = ({ on }: { on: Day }): boolean => span.from <= on && on <= span.to;
        const earlier = (known?.changes ?? []).filter(({ on }) => on < span.from).map(({ amount }) => amount);
        const before = sumMoney([known?.before ?? ZERO_MONEY, ...earlier]);
        return [
          skuId,
          {
            costOfSales: sumMoney((known?.sold ?? []).filter(isWithin).map(({ amount }) => amount)),
            averageStock: averageLevel(span, before, (known?.changes ?? []).filter(isWithin)),
            ...countStockOuts(skuDayStates(days.get(skuId) ?? [], span)),
          },
        ];
      }),
    );
}

/** The days of SKUs, oldest first: what lay under the names that were merged into one is for sale together. */
export function skuDays(db: ReadDb, to: Day, skuId: SkuId | null = null): Map<SkuId, SkuDay[]> {
  const rows = Map.groupBy(turnoverRows.days(db, to, skuId), (row) => row.skuId);
  return new Map([...rows].map(([id, own]) => [id, together(own)]));
}

function together(rows: readonly SkuDayRow[]): SkuDay[] {
  const ends = new Map<SkuId, number>();
  return rows.map(({ ownId, on, sold, end }) => {
    ends.set(ownId, end);
    return { on, sold, end: [...ends.values()].reduce((sum, one) => sum + one, 0) };
  });
}

export function totalTurnover(rows: Iterable<SkuTurnover>): SkuTurnover {
  const all = [...rows];
  return {
    costOfSales: sumMoney(all.map(({ costOfSales }) => costOfSales)),
    averageStock: sumMoney(all.map(({ averageStock }) => averageStock)),
    skuDays: all.reduce((sum, { skuDays }) => sum + skuDays, 0),
    outDays: all.reduce((sum, { outDays }) => sum + outDays, 0),
  };
}
