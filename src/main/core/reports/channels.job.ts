import type { ThreadContext } from '#core/jobs/thread-context.ts';
import { ownMoney } from '#core/replenishment/reorder-limits.ts';
import type { ChannelFigures, ChannelsReport } from '#shared/contract/trade-reports.contract.ts';
import type { SupplierId } from '#shared/domain/ids.ts';
import { addMoney, type Money, money, subtractMoney, sumMoney, ZERO_MONEY } from '#shared/domain/money/money.ts';
import { averageLevel, type LevelChange } from '#shared/domain/reports/average-level.ts';
import type { DaySpan } from '#shared/domain/reports/report-period.ts';
import { channelReturn } from '#shared/domain/reports/stock-turnover.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { channelRows } from './channels.job.repo.ts';

export interface ChannelsInput {
  readonly span: DaySpan;
  readonly today: Day;
}

/** What the money in each channel earned: by supplier, and by kind of supplier; the best return first. */
export function run({ span, today }: ChannelsInput, { readDb: db }: ThreadContext): ChannelsReport {
  const ours = ownMoney(db, today);
  const sold = new Map(channelRows.sold(db, span).map((row) => [row.supplierId, row]));
  const stock = levelsOf(channelRows.stock(db, span));
  const accounts = levelsOf(channelRows.accounts(db, span));
  const prepaid = (level: number): number => Math.max(0, -level);
  const bySupplier = channelRows.suppliers(db).flatMap(({ supplierId, name, kind, currency }) => {
    const { revenue = 0, cost = 0, keys = 0 } = sold.get(supplierId) ?? {};
    const inStock = averageOf(span, stock.get(supplierId));
    const lying = ours(averageOf(span, accounts.get(supplierId), prepaid), currency);
    if (keys === 0 && inStock === 0 && lying === 0) return [];
    const figures = figuresOf({ keys, revenue: money(revenue), cost: money(cost), inStock, prepaid: lying });
    return [{ supplierId, name, kind, ...figures }];
  });
  const byKind = [...Map.groupBy(bySupplier, ({ kind }) => kind)].map(([kind, rows]) => ({
    kind,
    suppliers: rows.length,
    ...totalOf(rows),
  }));
  return { ...span, bySupplier: bySupplier.sort(byReturn), byKind: byKind.sort(byReturn), total: totalOf(bySupplier) };
}

function byReturn(one: ChannelFigures, other: ChannelFigures): number {
  const [best, next] = [other.return ?? Number.NEGATIVE_INFINITY, one.return ?? Number.NEGATIVE_INFINITY];
  return best - next || other.profit - one.profit;
}

type Parts = Pick<ChannelFigures, 'keys' | 'revenue' | 'cost' | 'inStock' | 'prepaid'>;

function figuresOf(parts: Parts): ChannelFigures {
  const profit = subtractMoney(parts.revenue, parts.cost);
  const tiedUp = addMoney(parts.inStock, parts.prepaid);
  return { ...parts, profit, tiedUp, return: channelReturn(profit, tiedUp) };
}

function totalOf(rows: readonly Parts[]): ChannelFigures {
  const sum = (read: (row: Parts) => Money): Money => sumMoney(rows.map(read));
  return figuresOf({
    keys: rows.reduce((total, { keys }) => total + keys, 0),
    revenue: sum(({ revenue }) => revenue),
    cost: sum(({ cost }) => cost),
    inStock: sum(({ inStock }) => inStock),
    prepaid: sum(({ prepaid }) => prepaid),
  });
}

interface Levels {
  before: Money;
  readonly changes: LevelChange[];
}

function levelsOf(rows: readonly { supplierId: SupplierId; on: string; amount: number }[]): Map<SupplierId, Levels> {
  const levels = new Map<SupplierId, Levels>();
  for (const { supplierId, on, amount } of rows) {
    const known = levels.get(supplierId) ?? { before: ZERO_MONEY, changes: [] };
    levels.set(supplierId, known);
    if (on === '') known.before = money(amount);
    else known.changes.push({ on: on as Day, amount: money(amount) });
  }
  return levels;
}

function averageOf(span: DaySpan, levels: Levels | undefined, counted?: (level: number) => number): Money {
  return levels ? averageLevel(span, levels.before, levels.changes, counted) : ZERO_MONEY;
}
