import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { money, sumMoney } from '../money/money.ts';
import { type CreditedDifference, chargedAhead, creditLeft, withoutFees } from './claim-limit.ts';
import { DIFFERENCE_KINDS, mostCredit } from './receipts.ts';

const LINES = [{ unitPrice: money(100) }];
const NOTHING = money(0);

function difference(id: number, changes: Partial<CreditedDifference> = {}): CreditedDifference {
  const common = { lineId: 1, quantity: 2, unitPrice: money(100), charged: NOTHING, credited: NOTHING };
  return { id, kind: 'short', state: 'open', ...common, ...changes };
}

const short = difference(1);
const unknown = difference(2, { kind: 'bad', lineId: null, unitPrice: NOTHING, charged: money(200) });
const given = { state: 'decided', credited: money(200) } as const;

describe('what is left of a loss', () => {
  it('is nothing once its other side brought it back', () => {
    expect(creditLeft(short, [short, unknown], LINES, money(200))).toBe(200);
    expect(creditLeft(short, [short, { ...unknown, ...given }], LINES, money(200))).toBe(0);
    expect(creditLeft(unknown, [{ ...short, ...given }, unknown], LINES, money(200))).toBe(0);
    const wrong = difference(3, { kind: 'wrong-sku', lineId: null, charged: money(200) });
    expect(creditLeft(short, [short, { ...wrong, ...given }], LINES, NOTHING)).toBe(0);
  });

  it('is both sides where both were charged', () => {
    expect(creditLeft(short, [short, { ...unknown, ...given }], LINES, money(400))).toBe(200);
  });

  it('is not touched by what is decided without money, or was undone', () => {
    const accepted = { ...unknown, state: 'decided', credited: NOTHING } as const;
    expect(creditLeft(short, [short, accepted], LINES, money(200))).toBe(200);
    expect(creditLeft(short, [short, { ...unknown, ...given, state: 'undone' }], LINES, money(200))).toBe(200);
    // What was accepted leaves no room for the other side of what was given back already.
    const other = { ...unknown, ...given, id: 3 };
    expect(creditLeft(short, [short, accepted, other], LINES, NOTHING)).toBe(0);
  });

  it('of one side is never less than each of its differences, in any order', () => {
    const bad = difference(4, { kind: 'bad', ...given });
    expect(creditLeft(short, [short, bad], LINES, NOTHING)).toBe(200);
  });

  it('never lets an order bring back more than was charged, or than the larger side', () => {
    const any = fc.record({
      kind: fc.constantFrom(...DIFFERENCE_KINDS),
      hasLine: fc.boolean(),
      quantity: fc.integer({ min: 1, max: 9 }),
      charged: fc.nat({ max: 2000 }),
    });
    fc.assert(
      fc.property(fc.array(any, { minLength: 1, maxLength: 6 }), fc.nat({ max: 3000 }), (kinds, surplus) => {
        let all = kinds.map(({ hasLine, charged, ...one }, id) =>
          difference(id, { ...one, lineId: hasLine ? 1 : null, charged: money(charged) }),
        );
        const sides = Map.groupBy(
          all,
          ({ kind, lineId }) => kind === 'over' || kind === 'wrong-sku' || lineId === null,
        );
        const worth = [...sides.values()].map((side) => sumMoney(side.map((one) => mostCredit(one, LINES))));
        const came = all.filter(({ kind }) => kind === 'over' || kind === 'wrong-sku');
        const most = Math.max(...worth, surplus + came.reduce((sum, { charged }) => sum + charged, 0));
        for (const { id } of all) {
          const one = all[id];
          if (!one) continue;
          const credited = creditLeft(one, all, LINES, money(surplus));
          all = all.map((other) => (other.id === id ? { ...other, state: 'decided', credited } : other));
        }
        expect(sumMoney(all.map(({ credited }) => credited))).toBeLessThanOrEqual(most);
      }),
    );
  });
});

describe('what was charged for keys that are still lacking', () => {
  it('is what was charged beyond the keys, less what refused ones took and claims for missing ones brought back', () => {
    const ahead = (...differences: CreditedDifference[]) => chargedAhead(money(500), differences);
    expect(ahead()).toBe(500);
    expect(ahead(short)).toBe(500);
    expect(ahead({ ...short, ...given })).toBe(300);
    expect(ahead(unknown)).toBe(300);
    expect(ahead({ ...unknown, state: 'decided', credited: money(250) })).toBe(250);
    expect(ahead({ ...unknown, state: 'undone' })).toBe(500);
    expect(ahead(difference(4, { kind: 'over', charged: money(200) }))).toBe(500);
    expect(ahead(unknown, { ...short, state: 'decided', credited: money(400) })).toBe(0);
  });
});

describe('fees on the bill of a receipt', () => {
  const keysOf = (ahead: number, charged: number, orderFee: number, agentRate: number) =>
    withoutFees(money(ahead), {
      charged: money(charged),
      fees: { orderFee: money(orderFee), agentRate },
      leastPrice: money(100),
    });

  it('are what the terms name, and what pays for no key', () => {
    expect(keysOf(99, 699, 0, 0)).toBe(0);
    expect(keysOf(100, 700, 0, 0)).toBe(100);
    expect(keysOf(150, 750, 150, 0)).toBe(0);
    expect(keysOf(350, 950, 150, 0)).toBe(200);
    // 5 % of goods for 1 000, of which 600 came.
    expect(keysOf(450, 1050, 0, 5_000_000)).toBe(400);
    expect(keysOf(600, 1200, 150, 5_000_000)).toBe(400);
    // Less than the fee was charged in all.
    expect(keysOf(90, 90, 150, 0)).toBe(0);
  });
});
