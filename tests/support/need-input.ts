import type { SkuId } from '#shared/domain/ids.ts';
import type { DemandHistory } from '#shared/domain/replenishment/demand-history.ts';
import type { NeedInput } from '#shared/domain/replenishment/need.ts';
import { DEFAULT_RULE, type ReplenishmentRule } from '#shared/domain/replenishment/replenishment-rule.ts';
import { dayCalendar } from '#shared/domain/replenishment/season-calendar.ts';
import type { Day } from '#shared/domain/time/business-time.ts';

/** A history that ends yesterday, of units per day; days out of stock by index. */
export function historyOf(units: readonly number[], closed: readonly number[] = []): DemandHistory {
  const outOfStock = new Uint8Array(units.length);
  for (const day of closed) outOfStock[day] = 1;
  return {
    days: units.length,
    units: Uint32Array.from(units),
    outOfStock,
    onSaleFrom: null,
    recentBulk: 0,
    recentReplacements: 0,
  };
}

/** The same number of units on each of so many days. */
export function steady(units: number, days: number): number[] {
  return new Array<number>(days).fill(units);
}

export interface NeedSetup {
  readonly units: readonly number[];
  readonly closed?: readonly number[];
  readonly rule?: Partial<ReplenishmentRule>;
  readonly input?: Partial<NeedInput>;
  /** Seasons are left out unless the test is about them. */
  readonly calendar?: NeedInput['calendar'];
}

/** An input with the default rule, a lead time of one day, no seasons and nothing in stock. */
export function needInput({ units, closed, rule, input, calendar }: NeedSetup): NeedInput {
  return {
    skuId: 1 as SkuId,
    history: historyOf(units, closed),
    calendar: calendar ?? dayCalendar('2025-01-06' as Day, units.length + 220, []),
    rule: { ...DEFAULT_RULE, ...rule },
    leadTime: { p50: 1, p90: 1, deliveries: 20 },
    available: 0,
    reserved: 0,
    backorders: 0,
    incoming: [],
    ...input,
  };
}
