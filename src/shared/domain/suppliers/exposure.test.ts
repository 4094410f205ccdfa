import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Money, money, ZERO_MONEY } from '../money/money.ts';
import {
  concernsMoney,
  type ExposureFacts,
  exceedsMaximum,
  exposureOf,
  exposureState,
  totalOf,
  usablePrepaid,
} from './exposure.ts';

function facts(more: Partial<ExposureFacts> = {}): ExposureFacts {
  return {
    settlement: 'prepaid',
    balance: ZERO_MONEY,
    onOrder: ZERO_MONEY,
    chargedAhead: ZERO_MONEY,
    onOrderByAccount: ZERO_MONEY,
    frozen: ZERO_MONEY,
    openClaims: ZERO_MONEY,
    rebatesDue: ZERO_MONEY,
    ...more,
  };
}

describe('what a supplier holds of ours', () => {
  it('is the prepaid balance, claims and rebates; what we owe is not set against it', () => {
    const held = exposureOf(facts({ balance: money(-500), openClaims: money(30), rebatesDue: money(7) }));
    expect(held).toEqual({ prepaid: 500, paidUnreceived: 0, openClaims: 30, rebatesDue: 7, total: 537 });
    expect(exposureOf(facts({ balance: money(500), openClaims: money(30) })).total).toBe(30);
  });

  it('counts an order paid first once: as credit of the account, or as paid and unreceived', () => {
    const paidFirst = facts({ settlement: 'per-order', onOrder: money(300) });
    expect(exposureOf(paidFirst)).toMatchObject({ prepaid: 0, paidUnreceived: 300, total: 300 });
    expect(exposureOf({ ...paidFirst, balance: money(-300) })).toMatchObject({
      prepaid: 300,
      paidUnreceived: 0,
      total: 300,
    });
    expect(exposureOf({ ...paidFirst, balance: money(-100) })).toMatchObject({
      prepaid: 100,
      paidUnreceived: 200,
      total: 300,
    });
    expect(exposureOf({ ...paidFirst, onOrderByAccount: money(200) })).toMatchObject({ paidUnreceived: 100 });
    expect(exposureOf({ ...paidFirst, onOrderByAccount: money(300), balance: money(-100) })).toMatchObject({
      prepaid: 100,
      paidUnreceived: 0,
    });
    expect(exposureOf(facts({ balance: money(-500), onOrder: money(300) })).total).toBe(500);
    expect(exposureOf(facts({ settlement: 'credit', onOrder: money(300) })).total).toBe(0);
  });

  it('leaves usable what is neither ordered nor frozen', () => {
    expect(usablePrepaid(facts({ balance: money(-500), onOrder: money(120), frozen: money(80) }))).toBe(300);
    expect(usablePrepaid(facts({ balance: money(-100), onOrder: money(120) }))).toBe(-20);
    expect(usablePrepaid(facts({ balance: money(900) }))).toBe(0);
  });

  it('says how near the maximum is', () => {
    const at = (total: number, maximum: number | null) =>
      exposureState(money(total), maximum === null ? null : money(maximum));
    expect([at(899, 1000), at(900, 1000), at(1000, 1000), at(1001, 1000)]).toEqual(['within', 'near', 'near', 'above']);
    expect([at(5, null), at(0, 0), at(1, 0)]).toEqual(['unlimited', 'within', 'above']);
  });

  it('stops only what raises it beyond the maximum', () => {
    expect(exceedsMaximum(money(90), money(101), money(100))).toBe(true);
    expect(exceedsMaximum(money(90), money(100), money(100))).toBe(false);
    expect(exceedsMaximum(money(150), money(120), money(100))).toBe(false);
    expect(exceedsMaximum(money(150), money(150), money(100))).toBe(false);
    expect(exceedsMaximum(money(90), money(999), null)).toBe(false);
  });

  it('concerns an archived supplier as long as anything lies there or is owed', () => {
    const concerns = (isArchived: boolean, due: number, total: number) =>
      concernsMoney({ isArchived, due: money(due), exposure: { total: money(total) } });
    expect([concerns(false, 0, 0), concerns(true, 1, 0), concerns(true, 0, 1)]).toEqual([true, true, true]);
    expect(concerns(true, 0, 0)).toBe(false);
  });

  it('sums to the last 1/10 000, and no part is below zero', () => {
    const amount = fc.integer({ min: 0, max: 1_000_000_000_000 }).map(money);
    const anyFacts: fc.Arbitrary<ExposureFacts> = fc.record({
      settlement: fc.constantFrom('prepaid', 'credit', 'per-order', 'consignment'),
      balance: fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 }).map(money),
      onOrder: amount,
      chargedAhead: fc.constant(ZERO_MONEY),
      onOrderByAccount: fc.constant(ZERO_MONEY),
      frozen: amount,
      openClaims: amount,
      rebatesDue: amount,
    });
    fc.assert(
      fc.property(anyFacts, (any) => {
        const { total, ...parts } = exposureOf(any);
        const amounts: Money[] = Object.values(parts);
        expect(totalOf(parts)).toBe(total);
        expect(amounts.reduce((sum, part) => sum + part, 0)).toBe(total);
        expect(amounts.every((part) => part >= 0)).toBe(true);
      }),
    );
  });
});
