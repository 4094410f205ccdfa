import { expect, it } from 'vitest';
import type { SkuId } from '#shared/domain/ids.ts';
import type { NeedState } from '#shared/domain/replenishment/need.ts';
import { NO_SKU_RULE } from '#shared/domain/replenishment/replenishment-policy.ts';
import { need } from '#tests/support/reorder-parts.ts';
import { needsAttention, type PlannedNeed } from './plan-lines.ts';

function planned(state: NeedState, quantity: number, more: Partial<PlannedNeed> = {}): PlannedNeed {
  const names = { code: 'A', name: 'A', productName: 'A', category: '' };
  const master = { minimumStock: 0, shelfLifeDays: null, minimumDaysLeft: 0, usesPerKey: 1, reserved: 0 };
  return {
    sku: { id: 1 as SkuId, ...names, ...master },
    rule: NO_SKU_RULE,
    trigger: 'tell',
    need: need(1, quantity, { state }),
    past: [],
    available: 5,
    placed: 0,
    unsoldPlaced: null,
    shelfLife: null,
    incoming: 0,
    drafted: 0,
    unchecked: 0,
    backorders: 0,
    ...more,
  };
}

it('a person should look at what is short, too much or dead, and at sales that nobody records', () => {
  const shown = (state: NeedState) => needsAttention(planned(state, 0));
  expect((['out', 'urgent', 'soon', 'over', 'dead'] as const).map(shown)).toEqual(Array(5).fill(true));
  expect((['ok', 'not-enough-data'] as const).map(shown)).toEqual([false, false]);
  expect(needsAttention(planned('not-enough-data', 3))).toBe(true);
  expect(needsAttention(planned('ok', 0, { unsoldPlaced: { units: 1, days: 14 } }))).toBe(true);
});

it('nobody is asked to look at a dead SKU of which nothing is left', () => {
  expect(needsAttention(planned('dead', 0, { available: 0 }))).toBe(false);
});
