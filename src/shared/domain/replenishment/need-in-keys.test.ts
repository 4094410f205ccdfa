import { expect, it } from 'vitest';
import { need, TODAY } from '#tests/support/reorder-parts.ts';
import { needInKeys, ruleInUses } from './need-in-keys.ts';
import { DEFAULT_RULE } from './replenishment-rule.ts';

it('reads a rule of keys in uses, and leaves out what it does not say', () => {
  const rule = { ...DEFAULT_RULE, minimum: 10, maximum: 40, orderMultiple: 2 };
  expect(ruleInUses(rule, 5)).toEqual({ ...rule, minimum: 50, maximum: 200, orderMultiple: 10 });
  expect(ruleInUses(DEFAULT_RULE, 5)).toEqual({ ...DEFAULT_RULE, orderMultiple: 5 });
  expect(ruleInUses(rule, 1)).toEqual(rule);
});

it('says a need in uses, and each step of its arithmetic, in keys', () => {
  const inUses = need(1, 40, {
    forecast: [10, 20],
    daily: 15,
    minimum: 30,
    projected: -10,
    position: 25,
    maximum: 200,
    orderMultiple: 10,
    quantityBesideLate: 20,
    reasons: [
      { code: 'POSITION', available: 15, incoming: 20, backorders: 10, position: 25 },
      { code: 'SAFETY', error: 5, deviations: 0.5, units: 30 },
      { code: 'INCOMING_LATE', units: 20, dueOn: TODAY, days: 10 },
      { code: 'ROUNDED_UP', from: 35, to: 40, multiple: 10 },
    ],
  });
  expect(needInKeys(inUses, 5)).toEqual({
    ...inUses,
    forecast: [2, 4],
    daily: 3,
    minimum: 6,
    projected: -2,
    position: 5,
    maximum: 40,
    orderMultiple: 2,
    quantity: 8,
    quantityBesideLate: 4,
    reasons: [
      { code: 'POSITION', available: 3, incoming: 4, backorders: 2, position: 5 },
      { code: 'SAFETY', error: 1, deviations: 0.5, units: 6 },
      { code: 'INCOMING_LATE', units: 4, dueOn: TODAY, days: 10 },
      { code: 'ROUNDED_UP', from: 7, to: 8, multiple: 2 },
    ],
  });
  expect(needInKeys({ ...inUses, maximum: null }, 5).maximum).toBeNull();
});
