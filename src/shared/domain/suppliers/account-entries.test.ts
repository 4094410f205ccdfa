import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Money, money } from '../money/money.ts';
import {
  balanceSide,
  ENTRY_KINDS,
  isAmountOfKind,
  MANUAL_ENTRY_KINDS,
  sideOfKind,
  signedEntryAmount,
} from './account-entries.ts';

const amount = fc.integer({ min: 1, max: 1e12 }).map((parts): Money => money(parts));

describe('entries of a supplier account', () => {
  it('puts purchases and fees on the owed side, payments, refunds and rebates on the prepaid one', () => {
    expect(['purchase', 'consignment', 'fee', 'withdrawal'].map((kind) => sideOfKind(kind as 'fee'))).toEqual(
      Array(4).fill('owed'),
    );
    expect(['payment', 'refund', 'rebate', 'return'].map((kind) => sideOfKind(kind as 'payment'))).toEqual(
      Array(4).fill('prepaid'),
    );
    expect([sideOfKind('opening'), sideOfKind('adjustment')]).toEqual([null, null]);
  });

  it('accepts an amount on the side of its kind only, and its reversal on the other only', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ENTRY_KINDS), amount, (kind, magnitude) => {
        const side = sideOfKind(kind);
        if (side === null) return;
        const signed = signedEntryAmount(side, magnitude);
        expect(isAmountOfKind(kind, signed)).toBe(true);
        expect(isAmountOfKind(kind, money(-signed))).toBe(false);
        expect(isAmountOfKind(kind, money(-signed), true)).toBe(true);
        expect(isAmountOfKind(kind, signed, true)).toBe(false);
      }),
    );
  });

  it('lets nothing be posted for zero by hand but an opening', () => {
    const zeroKinds = MANUAL_ENTRY_KINDS.filter((kind) => isAmountOfKind(kind, money(0)));
    expect(zeroKinds).toEqual(['opening']);
  });

  it('says a balance by its side', () => {
    expect([1, 0, -1].map((parts) => balanceSide(money(parts)))).toEqual(['owed', 'even', 'prepaid']);
  });
});
