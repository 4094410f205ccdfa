import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { money } from '../money/money.ts';
import { addDays, type Day } from '../time/business-time.ts';
import { claimOfAmount, claimsRefunded, coverClaims } from './claim-refunds.ts';

const on = (day: string) => `2026-11-${day}` as Day;
const claim = (id: number, day: string, amount: number) => ({ id, claimedOn: on(day), amount: money(amount) });
const refund = (day: string, amount: number, claimIds: readonly number[] = []) => ({
  creditedOn: on(day),
  amount: money(amount),
  claimIds,
});
const days = (...of: Parameters<typeof claimsRefunded>) => [...claimsRefunded(...of)];

describe('claims refunded in money', () => {
  it('are covered oldest first, each on the day that covered it whole', () => {
    const claims = [claim(2, '05', 10), claim(1, '03', 10), claim(3, '05', 10)];
    expect(days(claims, [refund('06', 15), refund('09', 5)])).toEqual([
      [1, on('06')],
      [2, on('09')],
    ]);
  });

  it('are not covered by money that came before them, nor by what was left of it', () => {
    expect(days([claim(1, '05', 10)], [refund('04', 10)])).toEqual([]);
    expect(days([claim(1, '03', 10), claim(2, '05', 10)], [refund('04', 20)])).toEqual([[1, on('04')]]);
  });

  it('of the day itself count, and of nothing never', () => {
    expect(days([claim(1, '05', 0), claim(2, '05', 1)], [refund('05', 1)])).toEqual([[2, on('05')]]);
  });

  it('are covered by the refund that names them, whatever else is older', () => {
    const claims = [claim(1, '03', 10), claim(2, '04', 10), claim(3, '05', 10)];
    expect(days(claims, [refund('06', 10, [3])])).toEqual([[3, on('06')]]);
    expect(days(claims, [refund('06', 20, [3, 2])])).toEqual([
      [2, on('06')],
      [3, on('06')],
    ]);
    expect(days(claims, [refund('06', 10), refund('07', 10, [1])])).toEqual([
      [1, on('07')],
      [2, on('06')],
    ]);
  });

  it('take nothing of a refund that names another, not even what is left of it', () => {
    expect(days([claim(1, '03', 10), claim(2, '04', 10)], [refund('06', 25, [2]), refund('06', 7, [9])])).toEqual([
      [2, on('06')],
    ]);
    expect(days([claim(1, '08', 10)], [refund('06', 10, [1])])).toEqual([]);
  });

  it('of several parts are covered on the day of the last one', () => {
    const claims = [claim(1, '03', 10), claim(2, '03', 5)];
    const covered = coverClaims(claims, [refund('09', 4, [1]), refund('06', 8)]);
    expect([...covered]).toEqual([
      [1, { left: 0, refundedOn: on('09') }],
      [2, { left: 3, refundedOn: null }],
    ]);
  });

  it('are chosen for a refund when exactly one of them has its amount open', () => {
    const open = (id: number, day: string, left: number) => ({ id, claimedOn: on(day), left: money(left) });
    const wanted = { amount: money(10), creditedOn: on('06') };
    expect(claimOfAmount([open(1, '03', 12), open(2, '04', 10), open(3, '07', 10)], wanted)).toBe(2);
    expect(claimOfAmount([open(1, '03', 10), open(2, '04', 10)], wanted)).toBeNull();
    expect(claimOfAmount([open(1, '03', 12)], wanted)).toBeNull();
  });

  it('never add up to more than was credited until their day, and never precede their claim', () => {
    const day = fc.integer({ min: 0, max: 20 }).map((count) => addDays(on('01'), count));
    const amount = fc.integer({ min: 1, max: 50 }).map((value) => money(value));
    const claims = fc.array(fc.record({ claimedOn: day, amount }), { maxLength: 12 });
    const claimIds = fc.uniqueArray(fc.integer({ min: 0, max: 11 }), { maxLength: 2 });
    const refunds = fc.array(fc.record({ creditedOn: day, amount, claimIds }), { maxLength: 12 });
    fc.assert(
      fc.property(claims, refunds, (made, credited) => {
        const numbered = made.map((one, id) => ({ ...one, id }));
        const found = claimsRefunded(numbered, credited);
        for (const [id, refundedOn] of found) {
          expect(refundedOn >= (numbered[id]?.claimedOn ?? '')).toBe(true);
          const until = (isUntil: boolean, value: number) => (isUntil ? value : 0);
          const paid = credited.reduce((sum, one) => sum + until(one.creditedOn <= refundedOn, one.amount), 0);
          const settled = [...found].reduce(
            (sum, [other, at]) => sum + until(at <= refundedOn, numbered[other]?.amount ?? 0),
            0,
          );
          expect(settled).toBeLessThanOrEqual(paid);
        }
      }),
    );
  });
});
