import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countUnitCosts, linesByUnitCost, MOST_UNIT_COSTS } from './unit-costs.ts';

function counted(costs: readonly number[]) {
  const count = countUnitCosts();
  for (const cost of costs) count.add(cost);
  return count.result();
}

const sumOf = (costs: readonly number[]) => costs.reduce((sum, cost) => sum + cost, 0);

describe('lines by unit cost', () => {
  it('are one for each cost, as they first came', () => {
    const costs = [95_000, 93_000, 95_000];
    expect(linesByUnitCost({ quantity: 3, cost: sumOf(costs) }, counted(costs))).toEqual([
      { quantity: 2, unitPrice: 95_000, amount: 190_000 },
      { quantity: 1, unitPrice: 93_000, amount: 93_000 },
    ]);
  });

  it('are one at the average where a sum was spread, or where every key costs something else', () => {
    expect(linesByUnitCost({ quantity: 3, cost: 100_000 }, counted([0, 0, 0]))).toEqual([
      { quantity: 3, unitPrice: 33_333, amount: 100_000 },
    ]);
    const many = Array.from({ length: MOST_UNIT_COSTS + 1 }, (_, index) => index + 1);
    expect(linesByUnitCost({ quantity: many.length, cost: sumOf(many) }, counted(many))).toHaveLength(1);
  });

  it('sum to the cost and the quantity, whatever the costs', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 1, maxLength: 400 }), (costs) => {
        const lines = linesByUnitCost({ quantity: costs.length, cost: sumOf(costs) }, counted(costs));
        expect(sumOf(lines.map(({ amount }) => amount))).toBe(sumOf(costs));
        expect(sumOf(lines.map(({ quantity }) => quantity))).toBe(costs.length);
      }),
    );
  });
});
