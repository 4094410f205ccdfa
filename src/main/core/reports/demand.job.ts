import type { ReadDb } from '#core/db/connection.ts';
import { pageOfRows } from '#core/db/keyset.ts';
import type { ThreadContext } from '#core/jobs/thread-context.ts';
import { replenishmentPolicy } from '#core/replenishment/replenishment-policy.ts';
import type { DemandPortraitShape, DemandRows } from '#shared/contract/demand.contract.ts';
import { sumMoney } from '#shared/domain/money/money.ts';
import { calendarsByCategory } from '#shared/domain/replenishment/season-rules.ts';
import {
  type BuyerKind,
  type DemandDimension,
  demandPortrait,
  orderSize,
  type SoldLine,
} from '#shared/domain/reports/demand-portrait.ts';
import type { DaySpan } from '#shared/domain/reports/report-period.ts';
import { type Day, daysBetween, startOfDay } from '#shared/domain/time/business-time.ts';
import { type SoldDelivery, soldDeliveries } from './demand.job.repo.ts';
import type { DrilledPage } from './drilled-page.ts';

export interface DemandInput {
  readonly span: DaySpan;
  readonly timeZone: string;
  /** Left out: the portrait; else a page of the deliveries behind a part of it. */
  readonly rows?: { readonly of: DemandPart; readonly page: DrilledPage<readonly [number]> };
}

type DemandPart =
  | { readonly dimension: DemandDimension; readonly key: string }
  | { readonly weekday: number; readonly hour: number };

interface SoldRow extends SoldLine {
  readonly delivery: SoldDelivery;
}

/** Who bought what and when; or the rows behind one figure, told apart by the very same rules. */
export function run(input: DemandInput, { readDb }: ThreadContext): DemandPortraitShape | DemandRows {
  const sold = soldRows(readDb, input);
  const { rows, span } = input;
  if (rows !== undefined) {
    return rowsOf(
      sold.filter((row) => isOf(row, rows.of)),
      rows.page,
    );
  }
  const { groups, hours, ...sums } = demandPortrait(sold);
  return {
    ...span,
    ...sums,
    groups: {
      category: [...groups.category],
      'face-value': [...groups['face-value']],
      buyer: [...groups.buyer],
      'shop-kind': [...groups['shop-kind']],
      'order-size': [...groups['order-size']],
      season: [...groups.season],
    },
    hours: hours.map((row) => [...row]),
  };
}

function isOf({ groups, weekday, hour }: SoldRow, of: DemandPart): boolean {
  return 'dimension' in of ? groups[of.dimension] === of.key : weekday === of.weekday && hour === of.hour;
}

function rowsOf(sold: readonly SoldRow[], { before, limit }: DrilledPage<readonly [number]>): DemandRows {
  const found = sold.filter(({ delivery }) => delivery.id < before[0]).slice(0, limit + 1);
  const { rows, nextCursor } = pageOfRows(found, limit, ({ delivery }) => [delivery.id]);
  return {
    rows: rows.map(({ delivery }) => {
      const { id, number, deliveredAt, shopName, orderNumber } = delivery;
      const { skuId, skuName, productName, quantity, revenue, cost } = delivery;
      return { id, number, deliveredAt, shopName, orderNumber, skuId, skuName, productName, quantity, revenue, cost };
    }),
    nextCursor,
    count: sold.length,
    quantity: sold.reduce((sum, { quantity }) => sum + quantity, 0),
    revenue: sumMoney(sold.map(({ revenue }) => revenue)),
  };
}

function soldRows(db: ReadDb, { span, timeZone }: DemandInput): SoldRow[] {
  const deliveries = soldDeliveries.of(db, span);
  const firsts = soldDeliveries.firstOrders(db);
  const sizes = soldDeliveries.orderSizes(db, span);
  const seasonOn = seasonsOn(db, span);
  const hourOf = hoursOf(timeZone);
  return deliveries.map((delivery) => {
    const { id, orderId, quantity, revenue, cost, on, category, platform } = delivery;
    const order = orderId ?? -id;
    return {
      delivery,
      orderKey: String(order),
      quantity,
      revenue,
      cost,
      weekday: new Date(`${on}T00:00:00Z`).getUTCDay(),
      hour: hourOf(delivery),
      groups: {
        category,
        'face-value': faceValueKey(delivery),
        buyer: buyerKind(delivery.buyer, order, firsts),
        'shop-kind': platform,
        'order-size': orderSize(orderId === null ? quantity : (sizes.get(orderId) ?? quantity)),
        season: seasonOn(on, category),
      },
    };
  });
}

function faceValueKey({ faceValue, faceCurrency }: SoldDelivery): string {
  return faceValue === null ? '' : `${faceValue} ${faceCurrency}`;
}

function buyerKind(buyer: string, order: number, firsts: ReadonlyMap<string, number>): BuyerKind {
  if (buyer === '') return 'unknown';
  return firsts.get(buyer) === order ? 'new' : 'returning';
}

/** The code of the season that a day is in for a category; empty on a usual day. */
function seasonsOn(db: ReadDb, { from, to }: DaySpan): (on: Day, category: string) => string {
  const { seasons } = replenishmentPolicy(db);
  const calendarOf = calendarsByCategory(from, daysBetween(from, to) + 1, seasons);
  return (on, category) => {
    const calendar = calendarOf(category);
    const season = calendar.season[daysBetween(from, on)] ?? 0;
    return season === 0 ? '' : (calendar.seasons[season - 1]?.code ?? '');
  };
}

const HOUR_MILLISECONDS = 3_600_000;
const LAST_HOUR = 23;

/** Hours since the day began where the shop is; a day of 25 hours has its last one twice. */
function hoursOf(timeZone: string): (delivery: SoldDelivery) => number {
  const starts = new Map<Day, number>();
  return ({ on, deliveredAt }) => {
    let start = starts.get(on);
    if (start === undefined) {
      start = startOfDay(on, timeZone);
      starts.set(on, start);
    }
    return Math.min(LAST_HOUR, Math.max(0, Math.floor((deliveredAt - start) / HOUR_MILLISECONDS)));
  };
}
