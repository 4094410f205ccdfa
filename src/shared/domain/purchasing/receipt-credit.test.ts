import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { money } from '../money/money.ts';
import { besideLeft, chargedOf, creditLeftOfReceipt } from './receipt-credit.ts';

const amount = fc.integer({ min: 0, max: 1_000_000_000 }).map(money);

describe('what was charged for a key', () => {
  it('is its price, or its share where the receipt was charged less than its keys cost', () => {
    expect(chargedOf(null, money(100))).toBe(100);
    expect(chargedOf({ amount: money(1000), ofKeys: money(1000) }, money(100))).toBe(100);
    expect(chargedOf({ amount: money(1500), ofKeys: money(1000) }, money(100))).toBe(100);
    expect(chargedOf({ amount: money(950), ofKeys: money(1000) }, money(100))).toBe(95);
    expect(chargedOf({ amount: money(0), ofKeys: money(1000) }, money(100))).toBe(0);
  });
});

describe('what may still come back for a receipt', () => {
  it('is what was charged less what came back, and never less than nothing', () => {
    const nothing = { corrected: money(0), claimed: money(0), returned: money(0), undone: money(0) };
    expect(creditLeftOfReceipt({ charged: money(500), ...nothing })).toBe(500);
    expect(creditLeftOfReceipt({ charged: money(500), ...nothing, corrected: money(-100) })).toBe(400);
    expect(creditLeftOfReceipt({ charged: money(500), ...nothing, claimed: money(200), undone: money(400) })).toBe(0);
  });

  it('brings back no more than was charged, whatever came back before', () => {
    fc.assert(
      fc.property(amount, amount, amount, amount, (charged, claimed, returned, undone) => {
        const left = creditLeftOfReceipt({ charged, corrected: money(0), claimed, returned, undone });
        expect(left).toBeGreaterThanOrEqual(0);
        expect(left === 0 || left + claimed + returned + undone === charged).toBe(true);
      }),
    );
  });
});

describe('keys that came beside an order', () => {
  it('are the first of those that went back', () => {
    expect([besideLeft(2, 0), besideLeft(2, 1), besideLeft(2, 5)]).toEqual([2, 1, 0]);
  });
});
