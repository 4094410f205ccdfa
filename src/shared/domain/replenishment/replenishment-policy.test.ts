import { expect, it } from 'vitest';
import type { Day } from '../time/business-time.ts';
import { DEFAULT_POLICY, effectiveRule, isSnoozed, NO_SKU_RULE } from './replenishment-policy.ts';

const SKU = { minimumStock: 0, shelfLifeDays: null, minimumDaysLeft: 0 };

it('a SKU sleeps through the last day that was named, and wakes on the next', () => {
  const until = { snoozedUntil: '2026-11-30' as Day };
  expect(isSnoozed(until, '2026-11-30' as Day)).toBe(true);
  expect(isSnoozed(until, '2026-12-01' as Day)).toBe(false);
  expect(isSnoozed({ snoozedUntil: null }, '2026-11-30' as Day)).toBe(false);
});

it('a rule says what was said of the SKU, else what its master data and the shop say', () => {
  const ruled = (fields: Partial<typeof NO_SKU_RULE>, minimumStock = 0) => {
    return effectiveRule(DEFAULT_POLICY, { ...NO_SKU_RULE, ...fields }, { ...SKU, minimumStock });
  };
  expect(ruled({})).toMatchObject({ coverDays: DEFAULT_POLICY.coverDays, minimum: null, maximum: null });
  expect(ruled({}, 20).minimum).toBe(20);
  expect(ruled({ minimum: 5 }, 20).minimum).toBe(5);
  expect(ruled({ minimum: 0 }, 20).minimum).toBe(0);
  expect(ruled({ coverDays: 3 }).coverDays).toBe(3);
});

it('a minimum of the master data goes no further than the maximum that was said of the SKU', () => {
  const rule = effectiveRule(DEFAULT_POLICY, { ...NO_SKU_RULE, maximum: 8 }, { ...SKU, minimumStock: 20 });
  expect(rule).toMatchObject({ minimum: 8, maximum: 8 });
});

it('no more days are covered than new keys can be sold for', () => {
  const covered = (coverDays: number, shelfLifeDays: number | null, minimumDaysLeft = 0) => {
    const sku = { ...SKU, shelfLifeDays, minimumDaysLeft };
    return effectiveRule(DEFAULT_POLICY, { ...NO_SKU_RULE, coverDays }, sku).coverDays;
  };
  expect(covered(30, null, 5)).toBe(30);
  expect(covered(30, 90, 60)).toBe(30);
  expect(covered(30, 89, 60)).toBe(29);
  expect(covered(30, 10, 20)).toBe(1);
});
