import { expect, it } from 'vitest';
import { ruleInUses } from './need-in-keys.ts';
import { DEFAULT_RULE } from './replenishment-rule.ts';

it('reads a rule of keys in uses, and leaves out what it does not say', () => {
  const rule = { ...DEFAULT_RULE, minimum: 10, maximum: 40, orderMultiple: 2 };
  expect(ruleInUses(rule, 5)).toEqual({ ...rule, minimum: 50, maximum: 200, orderMultiple: 10 });
  expect(ruleInUses(DEFAULT_RULE, 5)).toEqual({ ...DEFAULT_RULE, orderMultiple: 5 });
  expect(ruleInUses(rule, 1)).toEqual(rule);
});
