import { addMoney, type Money, subtractMoney, ZERO_MONEY } from '../money/money.ts';

/** By what sales are told apart. */
export const DEMAND_DIMENSIONS = ['category', 'face-value', 'buyer', 'shop-kind', 'order-size', 'season'] as const;
export type DemandDimension = (typeof DEMAND_DIMENSIONS)[number];

/**
 * Whether somebody bought before: `new` with the first order under his name, `returning` with a later one, `unknown`
 * where the order names nobody.
 */
export const BUYER_KINDS = ['new', 'returning', 'unknown'] as const;
export type BuyerKind = (typeof BUYER_KINDS)[number];

/** Keys of one order: how many from, how many at most; null: no end. */
export const ORDER_SIZES = [
  { from: 1, to: 1 },
  { from: 2, to: 5 },
  { from: 6, to: 20 },
  { from: 21, to: 100 },
  { from: 101, to: null },
] as const satisfies readonly { readonly from: number; readonly to: number | null }[];

/** The place in {@link ORDER_SIZES} of an order of so many keys, as a group's key. */
export function orderSize(quantity: number): string {
  return String(ORDER_SIZES.findIndex(({ to }) => to === null || quantity <= to));
}

/** One delivery that was sold. */
export interface SoldLine {
  /** Deliveries of one order share it. */
  readonly orderKey: string;
  readonly quantity: number;
  /** What was paid, less what was paid back. */
  readonly revenue: Money;
  readonly cost: Money;
  /** 0 Sunday to 6 Saturday, and 0 to 23, where the shop is. */
  readonly weekday: number;
  readonly hour: number;
  /** The group that it belongs to by each dimension; an empty one is told as such. */
  readonly groups: Readonly<Record<DemandDimension, string>>;
}

export interface DemandGroup {
  readonly key: string;
  readonly quantity: number;
  readonly orders: number;
  readonly revenue: Money;
  readonly profit: Money;
  /** Of all keys sold, 0 to 1. */
  readonly share: number;
}

export interface DemandPortrait {
  readonly quantity: number;
  readonly orders: number;
  readonly revenue: Money;
  readonly profit: Money;
  /** By each dimension; within one, together all that was sold. Most keys first, sizes of orders in their order. */
  readonly groups: Readonly<Record<DemandDimension, readonly DemandGroup[]>>;
  /** Keys sold by weekday (0 Sunday) and hour. */
  readonly hours: readonly (readonly number[])[];
}

interface Gathered {
  quantity: number;
  revenue: Money;
  cost: Money;
  readonly orders: Set<string>;
}

/** Who buys what, and when. Quantities are keys, amounts the shop's currency. */
export function demandPortrait(lines: Iterable<SoldLine>): DemandPortrait {
  const all = nothing();
  const byDimension = new Map(DEMAND_DIMENSIONS.map((dimension) => [dimension, new Map<string, Gathered>()]));
  const hours = Array.from({ length: 7 }, () => new Array<number>(24).fill(0));
  for (const line of lines) {
    add(all, line);
    for (const [dimension, groups] of byDimension) {
      const key = line.groups[dimension];
      const group = groups.get(key) ?? nothing();
      groups.set(key, group);
      add(group, line);
    }
    const row = hours[line.weekday];
    if (row) row[line.hour] = (row[line.hour] ?? 0) + line.quantity;
  }
  const groupsOf = (dimension: DemandDimension): DemandGroup[] =>
    [...(byDimension.get(dimension) ?? [])]
      .map(([key, group]) => ({ key, ...shown(group), share: all.quantity === 0 ? 0 : group.quantity / all.quantity }))
      .sort((one, other) =>
        dimension === 'order-size'
          ? Number(one.key) - Number(other.key)
          : other.quantity - one.quantity || (one.key < other.key ? -1 : 1),
      );
  return {
    ...shown(all),
    groups: {
      category: groupsOf('category'),
      'face-value': groupsOf('face-value'),
      buyer: groupsOf('buyer'),
      'shop-kind': groupsOf('shop-kind'),
      'order-size': groupsOf('order-size'),
      season: groupsOf('season'),
    },
    hours,
  };
}

function nothing(): Gathered {
  return { quantity: 0, revenue: ZERO_MONEY, cost: ZERO_MONEY, orders: new Set() };
}

function add(group: Gathered, { quantity, revenue, cost, orderKey }: SoldLine): void {
  group.quantity += quantity;
  group.revenue = addMoney(group.revenue, revenue);
  group.cost = addMoney(group.cost, cost);
  group.orders.add(orderKey);
}

function shown({ quantity, orders, revenue, cost }: Gathered) {
  return { quantity, orders: orders.size, revenue, profit: subtractMoney(revenue, cost) };
}
