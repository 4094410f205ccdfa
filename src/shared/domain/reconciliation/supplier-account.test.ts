import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { money, sumMoney } from '../money/money.ts';
import {
  accountBalance,
  ENTRY_DIRECTIONS,
  isAmountOfKind,
  postedAmount,
  type ReversibleEntry,
  reversalOf,
  reversalRefusal,
  runningSums,
  type SupplierEntryKind,
  signedBalance,
} from './supplier-account.ts';

const kinds = Object.keys(ENTRY_DIRECTIONS) as SupplierEntryKind[];
const anyAmount = fc.integer({ min: -1e12, max: 1e12 }).map(money);

describe('posted amounts', () => {
  it('have the sign of their kind', () => {
    const fixed = kinds.filter((kind) => ENTRY_DIRECTIONS[kind] !== 'either');
    expect(fixed.map((kind) => [kind, postedAmount(kind, money(5))])).toEqual([
      ['purchase', 5],
      ['consignment', 5],
      ['payment', -5],
      ['withdrawal', 5],
      ['refund', -5],
      ['rebate', -5],
      ['fee', 5],
    ]);
    expect(postedAmount('adjustment', money(5), 'lowers')).toBe(-5);
    expect(Object.is(postedAmount('payment', money(0)), 0)).toBe(true);
  });

  it('are refused without a direction, against it, or below zero', () => {
    expect(() => postedAmount('opening', money(5))).toThrow(RangeError);
    expect(() => postedAmount('payment', money(5), 'raises')).toThrow(RangeError);
    expect(() => postedAmount('fee', money(-5))).toThrow(RangeError);
  });

  it('are known again by their sign, and a reversal by the other', () => {
    expect(isAmountOfKind('purchase', money(5))).toBe(true);
    expect(isAmountOfKind('purchase', money(-5))).toBe(false);
    expect(isAmountOfKind('purchase', money(-5), true)).toBe(true);
    expect(isAmountOfKind('payment', money(-5))).toBe(true);
    expect(isAmountOfKind('payment', money(-5), true)).toBe(false);
    expect(isAmountOfKind('adjustment', money(-5))).toBe(true);
  });
});

describe('a balance', () => {
  it('says prepaid or owed, and never a sign', () => {
    expect(accountBalance(money(120))).toEqual({ side: 'owed', amount: 120 });
    expect(accountBalance(money(-120))).toEqual({ side: 'prepaid', amount: 120 });
    expect(accountBalance(money(0))).toEqual({ side: 'even', amount: 0 });
  });

  it('stands for its sum', () => {
    fc.assert(fc.property(anyAmount, (sum) => signedBalance(accountBalance(sum)) === sum));
  });

  it('runs to the sum of all entries', () => {
    fc.assert(
      fc.property(anyAmount, fc.array(anyAmount), (opening, amounts) => {
        const sums = runningSums(
          opening,
          amounts.map((amount) => ({ amount })),
        );
        expect(sums).toHaveLength(amounts.length);
        if (amounts.length > 0) expect(sums.at(-1)).toBe(sumMoney([opening, ...amounts]));
      }),
    );
  });
});

describe('a reversal', () => {
  const entry: ReversibleEntry = {
    id: 7,
    kind: 'purchase',
    amount: money(500),
    reversesId: null,
    reversedById: null,
    isLocked: false,
  };

  it('is of the same kind and the opposite amount', () => {
    expect(reversalOf(entry)).toEqual({ kind: 'purchase', amount: -500, reversesId: 7 });
  });

  it('happens once, not to a reversal, and not behind a settled statement', () => {
    expect(reversalRefusal({ ...entry, reversedById: 8 })).toBe('ALREADY_REVERSED');
    expect(reversalRefusal({ ...entry, reversesId: 6 })).toBe('IS_A_REVERSAL');
    expect(reversalRefusal({ ...entry, isLocked: true })).toBe('LOCKED');
    expect(() => reversalOf({ ...entry, isLocked: true })).toThrow('LOCKED');
  });
});
