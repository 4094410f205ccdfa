import { type Money, money } from '../money/money.ts';

/** More unit costs of one SKU than this are no prices but shares of a sum: nobody matches by them. */
export const MOST_UNIT_COSTS = 100;

/** How many keys came at one unit cost. */
export interface UnitCost {
  readonly unitCost: Money;
  readonly quantity: number;
}

/** Counts keys of one SKU by what each of them costs. */
export function countUnitCosts() {
  let quantities: Map<number, number> | null = new Map();
  return {
    add(cost: number): void {
      if (quantities === null) return;
      quantities.set(cost, (quantities.get(cost) ?? 0) + 1);
      if (quantities.size > MOST_UNIT_COSTS) quantities = null;
    },
    /** As they first came; empty where there were too many. Quantity times cost, summed up, is exactly what was added. */
    result(): UnitCost[] {
      return quantities === null
        ? []
        : Array.from(quantities, ([cost, quantity]) => ({ unitCost: money(cost), quantity }));
    },
  };
}

/** A line of an account: so many of a SKU at a price. */
export interface PricedLine {
  readonly quantity: number;
  readonly unitPrice: Money;
  readonly amount: Money;
}

/**
 * What a SKU came to by unit cost, so that a statement with mixed prices finds its counterpart by price. Where the costs are not
 * known, or do not make up the sum, it is one line at the average. The lines' amounts always sum to `cost`.
 */
export function linesByUnitCost(
  { quantity, cost }: { readonly quantity: number; readonly cost: number },
  unitCosts: readonly UnitCost[],
): PricedLine[] {
  const lines = unitCosts.map(({ unitCost, quantity: count }) => ({
    quantity: count,
    unitPrice: unitCost,
    amount: money(unitCost * count),
  }));
  const isWhole =
    lines.reduce((sum, line) => sum + line.quantity, 0) === quantity &&
    lines.reduce((sum, line) => sum + line.amount, 0) === cost;
  if (isWhole) return lines;
  return [{ quantity, unitPrice: money(Math.round(cost / quantity)), amount: money(cost) }];
}
