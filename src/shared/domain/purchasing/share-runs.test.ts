import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CardKeyId } from '../ids.ts';
import { type Money, money } from '../money/money.ts';
import { type KeyShare, shareRuns } from './share-runs.ts';

const key = (id: number, share: number | null): KeyShare => ({
  id: id as CardKeyId,
  share: share === null ? null : money(share),
});

describe('the shares of many keys', () => {
  it('are one run where neighbours have the same, and end at a key that has none', () => {
    expect(shareRuns([key(1, -5), key(2, -5), key(4, -5), key(5, -4), key(6, null), key(7, -4)])).toEqual([
      [1, 4, -5],
      [5, 5, -4],
      [7, 7, -4],
    ]);
  });

  it('are found again for every key, and for none that has none', () => {
    const share = fc.option(fc.integer({ min: -2, max: 2 }), { nil: null });
    fc.assert(
      fc.property(fc.array(share, { maxLength: 40 }), (shares) => {
        const keys = shares.map((amount, index) => key(index * 3 + 1, amount));
        const runs = shareRuns(keys);
        const found = (id: number): Money | null =>
          runs.find(([from, through]) => from <= id && id <= through)?.[2] ?? null;
        expect(keys.map(({ id }) => found(id))).toEqual(keys.map((one) => one.share));
      }),
    );
  });
});
