import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Money, money, multiplyMoney, sumMoney } from '../money/money.ts';
import { approvalCause, isOverdue, openQuantity, orderTotal, stateByProgress } from './order-lines.ts';
import {
  type CountedDifference,
  countRefused,
  DECISION_EFFECTS,
  DIFFERENCE_DECISIONS,
  DIFFERENCE_KINDS,
  mostCredit,
  priceOfRefused,
  shareSurplus,
  shortQuantity,
  spreadReceipt,
  spreadRefused,
  spreadTakeBack,
  surplusOf,
  waivedQuantity,
} from './receipts.ts';

const line = fc.record({
  quantity: fc.integer({ min: 1, max: 500 }),
  received: fc.nat({ max: 600 }),
  waived: fc.nat({ max: 100 }),
});

describe('spreadRefused', () => {
  const line = (id: string, quantity: number, received: number) => ({ id, quantity, received, waived: 0 });
  const refused = { NOT_A_KEY: 3, RESOLD: 4, DUPLICATE_IN_FILE: 5, RE_SENT: 6 };

  it('gives each line what it still waits for, of every kind, with its reasons', () => {
    expect(spreadRefused([line('a', 10, 8), line('b', 9, 0)], refused)).toEqual([
      { lineId: 'a', kind: 'bad', quantity: 2, byReason: { NOT_A_KEY: 2 } },
      { lineId: 'b', kind: 'bad', quantity: 1, byReason: { NOT_A_KEY: 1 } },
      { lineId: 'b', kind: 'duplicate', quantity: 9, byReason: { RESOLD: 4, DUPLICATE_IN_FILE: 5 } },
    ]);
  });

  it('leaves what nobody waits for to the last line, and to none without any', () => {
    expect(spreadRefused([line('a', 2, 2)], { RESOLD: 3 })).toMatchObject([{ lineId: 'a', quantity: 3 }]);
    expect(spreadRefused([], { RESOLD: 3 })).toMatchObject([{ lineId: null, quantity: 3 }]);
    expect(spreadRefused([line('a', 2, 0)], { RE_SENT: 3 })).toEqual([]);
  });
});

describe('surplusOf', () => {
  it('is what nobody ordered and what is more than the lines of a SKU still wait for', () => {
    const lines = [
      { skuId: 'a', quantity: 10, received: 8, waived: 1 },
      { skuId: 'a', quantity: 5, received: 0, waived: 0 },
      { skuId: 'b', quantity: 5, received: 0, waived: 0 },
    ];
    const arrived = [
      { skuId: 'a', quantity: 4 },
      { skuId: 'c', quantity: 2 },
      { skuId: 'a', quantity: 5 },
      { skuId: 'b', quantity: 5 },
    ];
    expect(surplusOf(lines, arrived)).toEqual([
      { kind: 'over', skuId: 'a', quantity: 3 },
      { kind: 'wrong-sku', skuId: 'c', quantity: 2 },
    ]);
  });
});

describe('spreadReceipt', () => {
  it('fills lines in their order and puts what is too much on the last', () => {
    const lines = [
      { id: 'a', quantity: 10, received: 4, waived: 0 },
      { id: 'b', quantity: 5, received: 0, waived: 0 },
    ];
    expect(spreadReceipt(lines, 8)).toEqual([
      { lineId: 'a', quantity: 6, over: 0 },
      { lineId: 'b', quantity: 2, over: 0 },
    ]);
    expect(spreadReceipt(lines, 13)).toEqual([
      { lineId: 'a', quantity: 6, over: 0 },
      { lineId: 'b', quantity: 7, over: 2 },
    ]);
    expect(spreadReceipt([], 3)).toEqual([]);
  });

  it('loses and invents no key, and calls too many exactly what nobody waited for', () => {
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 3000 }),
        (found, quantity) => {
          const lines = found.map((one, id) => ({ ...one, id }));
          const parts = spreadReceipt(lines, quantity);
          const open = lines.reduce((sum, one) => sum + openQuantity(one), 0);
          expect(parts.reduce((sum, part) => sum + part.quantity, 0)).toBe(quantity);
          expect(parts.reduce((sum, part) => sum + part.over, 0)).toBe(Math.max(0, quantity - open));
        },
      ),
    );
  });

  it('is taken back whole by spreadTakeBack', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 50 }), { maxLength: 6 }), fc.nat({ max: 200 }), (remaining, quantity) => {
        const taken = spreadTakeBack(remaining, quantity);
        const all = remaining.reduce((sum, part) => sum + part, 0);
        expect(taken.reduce((sum, part) => sum + part, 0)).toBe(Math.min(all, quantity));
        taken.forEach((part, index) => {
          expect(part).toBeLessThanOrEqual(remaining[index] ?? 0);
        });
      }),
    );
  });
});

describe('differences', () => {
  const open = (kind: CountedDifference['kind'], quantity: number): CountedDifference => ({
    kind,
    quantity,
    state: 'open',
    decision: null,
  });
  const decided = (
    kind: CountedDifference['kind'],
    decision: CountedDifference['decision'],
    quantity: number,
  ): CountedDifference => ({ kind, quantity, state: 'decided', decision });

  it('have an effect for every decision, and only what came goes back', () => {
    for (const kind of DIFFERENCE_KINDS) {
      for (const decision of DIFFERENCE_DECISIONS) {
        const { returnsKeys, stopsWaiting } = DECISION_EFFECTS[kind][decision];
        expect(returnsKeys && stopsWaiting).toBe(false);
        if (returnsKeys) expect(['over', 'wrong-sku']).toContain(kind);
      }
    }
  });

  it('explain what is missing before it counts as short', () => {
    const progress = { quantity: 100, received: 90, waived: 0 };
    expect(shortQuantity(progress, [], true)).toBe(10);
    expect(shortQuantity(progress, [open('bad', 3), open('duplicate', 2)], true)).toBe(5);
    expect(shortQuantity(progress, [decided('bad', 'reject', 3), open('short', 7)], true)).toBe(7);
    expect(shortQuantity(progress, [decided('short', 'reject', 10)], true)).toBe(0);
    expect(shortQuantity({ ...progress, waived: 10 }, [decided('short', 'accept', 10)], true)).toBe(0);
    expect(shortQuantity({ quantity: 100, received: 0, waived: 0 }, [], false)).toBe(0);
  });

  it('stop the waiting where money or nothing is taken instead', () => {
    expect(
      waivedQuantity([
        decided('bad', 'claim', 3),
        decided('duplicate', 'reject', 2),
        decided('short', 'accept', 4),
        decided('over', 'accept', 9),
        open('bad', 5),
        { kind: 'bad', quantity: 8, state: 'undone', decision: null },
      ]),
    ).toBe(7);
  });

  it('tell bad keys from doubled ones and from rows that are no keys', () => {
    const reasons = {
      BAD_LENGTH: 2,
      RESOLD: 1,
      DUPLICATE_IN_FILE: 1,
      RE_SENT: 5,
      LOOKS_LIKE_SUMMARY: 1,
      SAME_SECRET: 1,
    };
    expect(countRefused(reasons)).toEqual({ bad: 2, duplicate: 3 });
  });

  it('share what was charged without a key and never more', () => {
    const price = fc.integer({ min: 0, max: 1_000_000 }).map(money);
    const refused = fc.array(fc.record({ quantity: fc.integer({ min: 1, max: 50 }), unitPrice: price }), {
      maxLength: 5,
    });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 50_000_000 }).map(money), refused, (surplus, parts) => {
        const shares = shareSurplus(surplus, parts);
        const worth = sumMoney(parts.map(({ unitPrice, quantity }) => multiplyMoney(unitPrice, quantity)));
        expect(sumMoney(shares)).toBe(Math.min(surplus, worth));
      }),
    );
    expect(shareSurplus(money(-5), [{ quantity: 1, unitPrice: money(10) }])).toEqual([0]);
  });
});

describe('an order', () => {
  it('adds up to the last 1/10 000', () => {
    expect(
      orderTotal([
        { quantity: 3, unitPrice: money(333_333) },
        { quantity: 7, unitPrice: money(1) },
      ]),
    ).toBe(1_000_006);
  });

  it('is received when nothing is awaited, and sent while nothing came', () => {
    expect(stateByProgress([{ quantity: 5, received: 0, waived: 0 }])).toBe('sent');
    expect(stateByProgress([{ quantity: 5, received: 2, waived: 0 }])).toBe('partly-received');
    expect(stateByProgress([{ quantity: 5, received: 2, waived: 3 }])).toBe('received');
    expect(stateByProgress([{ quantity: 5, received: 0, waived: 5 }])).toBe('received');
    expect(stateByProgress([{ quantity: 5, received: 0, waived: 3 }])).toBe('sent');
    expect(
      stateByProgress([
        { quantity: 5, received: 9, waived: 0 },
        { quantity: 1, received: 0, waived: 0 },
      ]),
    ).toBe('partly-received');
  });

  it('is approved from the limit on, and where nobody knows what it costs', () => {
    const from = (amount: Money | null) => ({ approvalFrom: amount });
    expect(approvalCause(from(null), money(9_000_000))).toBeNull();
    expect(approvalCause(from(null), null)).toBeNull();
    expect(approvalCause(from(money(100)), money(99))).toBeNull();
    expect(approvalCause(from(money(100)), money(100))).toBe('amount');
    expect(approvalCause(from(money(100)), null)).toBe('rate-missing');
  });

  it('is overdue the day after it was expected, and only while it is awaited', () => {
    expect(isOverdue({ state: 'sent', expectedOn: '2026-11-20' }, '2026-11-20')).toBe(false);
    expect(isOverdue({ state: 'sent', expectedOn: '2026-11-20' }, '2026-11-21')).toBe(true);
    expect(isOverdue({ state: 'received', expectedOn: '2026-11-20' }, '2026-11-21')).toBe(false);
    expect(isOverdue({ state: 'sent', expectedOn: null }, '2026-11-21')).toBe(false);
  });
});
describe('what refused rows cost', () => {
  it('is the average of those that say it, bad and doubled ones apart, without what was no delivery', () => {
    const costs = {
      SKU_UNKNOWN: { rows: 2, cost: 70 },
      COST_MISSING: { rows: 1, cost: 20 },
      RESOLD: { rows: 1, cost: 50 },
      RE_SENT: { rows: 9, cost: 900 },
    };
    expect(priceOfRefused(costs)).toEqual({ bad: 30, duplicate: 50 });
    expect(priceOfRefused({})).toEqual({ bad: 0, duplicate: 0 });
  });

  it('is at most the dearest of what was ordered where they say nothing and belong to no line', () => {
    const lines = [{ unitPrice: money(40) }, { unitPrice: money(60) }];
    const bad = { kind: 'bad', lineId: null, quantity: 2, unitPrice: money(0), charged: money(10) } as const;
    expect(mostCredit(bad, lines)).toBe(120);
    expect(mostCredit({ ...bad, charged: money(150) }, lines)).toBe(150);
    expect(mostCredit({ ...bad, unitPrice: money(7) }, lines)).toBe(14);
    expect(mostCredit({ ...bad, lineId: 1 }, lines)).toBe(10);
    expect(mostCredit({ ...bad, kind: 'wrong-sku' }, lines)).toBe(10);
    expect(mostCredit(bad, [])).toBe(10);
  });
});
