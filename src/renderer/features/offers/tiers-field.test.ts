import { expect, it } from 'vitest';
import { tiersDraft, tiersOf } from './tiers-field.tsx';

it.each([
  [0.95, 95_000_000],
  [9.5, 95_000_000],
  [95, 95_000_000],
  [96.25, 96_250_000],
  [1, 100_000_000],
  [10, 100_000_000],
  [100, 100_000_000],
  [102, 102_000_000],
])('a discount typed as %d is the same part of the face value as in a price list', (typed, discount) => {
  const draft = { kind: 'discount', tiers: [{ key: 0, fromQuantity: 1, unitPrice: null, discount: typed }] } as const;
  const tiers = tiersOf(draft);
  expect(tiers).toEqual([{ fromQuantity: 1, unitPrice: null, discount }]);
  expect(tiersOf(tiersDraft(tiers ?? []))).toEqual(tiers);
});
