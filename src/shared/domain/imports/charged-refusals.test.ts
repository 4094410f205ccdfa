import { describe, expect, it } from 'vitest';
import { chargedForRefused } from './charged-refusals.ts';

const receipt = {
  receiptKind: 'purchase',
  settlement: 'account',
  amountCharged: 1_000_000,
  totalCost: 900_000,
  refusedCount: 2,
};

describe('what a supplier charged for refused rows', () => {
  it('is what stands on the account beyond the keys that came in', () => {
    expect(chargedForRefused(receipt)).toBe(100_000);
    expect(chargedForRefused({ ...receipt, settlement: 'paid' })).toBe(100_000);
  });

  it('is nothing where all came in, nobody said what was charged, less was, or nothing stands on the account', () => {
    expect(chargedForRefused({ ...receipt, refusedCount: 0 })).toBe(0);
    expect(chargedForRefused({ ...receipt, amountCharged: null })).toBe(0);
    expect(chargedForRefused({ ...receipt, amountCharged: 800_000 })).toBe(0);
    expect(chargedForRefused({ ...receipt, settlement: 'none' })).toBe(0);
    expect(chargedForRefused({ ...receipt, receiptKind: 'gift' })).toBe(0);
  });
});
