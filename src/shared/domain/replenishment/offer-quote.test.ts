import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { offer as offerOf } from '#tests/support/reorder-parts.ts';
import type { SupplierId } from '../ids.ts';
import { money } from '../money/money.ts';
import type { Day } from '../time/business-time.ts';
import {
  affordableQuantity,
  bestQuantity,
  commonMultiple,
  isValidOn,
  orderableQuantity,
  quantityInstead,
  quoteOf,
  type ReorderOffer,
} from './offer-quote.ts';

function offer(more: Partial<ReorderOffer> = {}): ReorderOffer {
  return offerOf(1, 1 as SupplierId, 100, {
    tiers: [
      { fromQuantity: 1, unitCost: money(100) },
      { fromQuantity: 10, unitCost: money(80) },
    ],
    fixedCost: money(30),
    minimumOrder: 2,
    ...more,
  });
}

describe('an offer', () => {
  it('has the unit cost of its tier and its fixed cost once', () => {
    expect(quoteOf(offer(), 9)).toMatchObject({ unitCost: 100, cost: 930 });
    expect(quoteOf(offer(), 10)).toMatchObject({ unitCost: 80, cost: 830 });
  });

  it('holds on its first and on its last day', () => {
    const days = ['2026-11-19', '2026-11-20', '2026-11-22', '2026-11-23'] as Day[];
    const dated = offer({ validFrom: days[1] ?? null, validTo: days[2] ?? null });
    expect(days.map((day) => isValidOn(dated, day))).toEqual([false, true, true, false]);
    expect(days.every((day) => isValidOn(offer(), day))).toBe(true);
  });

  it('is ordered by its minimum and both multiples', () => {
    expect(commonMultiple(4, 6)).toBe(12);
    expect(orderableQuantity(offer({ minimumOrder: 5, orderMultiple: 4 }), 1, 6)).toBe(12);
    expect(bestQuantity(offer(), 8, 1)).toMatchObject({ quantity: 10, cost: 830 });
    expect(bestQuantity(offer(), 7, 1)).toMatchObject({ quantity: 7, cost: 730 });
  });

  it('is afforded as far as the money goes, where fewer may cost more', () => {
    expect(affordableQuantity(offer(), 50, money(830), 1)).toBe(10);
    expect(affordableQuantity(offer(), 50, money(829), 1)).toBe(7);
    expect(affordableQuantity(offer(), 50, money(229), 1)).toBe(0);
    expect(affordableQuantity(offer({ tiers: [{ fromQuantity: 1, unitCost: money(0) }] }), 50, money(30), 1)).toBe(50);
  });

  it('affords the largest quantity that can be ordered and paid', () => {
    const tiers = fc.tuple(fc.nat(50), fc.nat(50), fc.integer({ min: 2, max: 30 })).map(([one, other, from]) => [
      { fromQuantity: 1, unitCost: money(one) },
      { fromQuantity: from, unitCost: money(other) },
    ]);
    const small = fc.integer({ min: 1, max: 7 });
    fc.assert(
      fc.property(
        tiers,
        small,
        small,
        small,
        fc.nat(40),
        fc.nat(1500),
        fc.nat(20),
        (all, minimumOrder, own, multiple, most, room, fixed) => {
          const one = offer({ tiers: all, minimumOrder, orderMultiple: own, fixedCost: money(fixed) });
          let largest = 0;
          for (let quantity = minimumOrder; quantity <= most; quantity += 1) {
            const isSold = quantity % own === 0 && quantity % multiple === 0;
            if (isSold && quoteOf(one, quantity).cost <= room) largest = quantity;
          }
          expect(affordableQuantity(one, most, money(room), multiple)).toBe(largest);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('what is bought instead of a proposal', () => {
  const other = offer({ minimumOrder: 5, orderMultiple: 5 });

  it('is the need as the other supplier sells it', () => {
    expect(quantityInstead(other, { needed: 12, quantity: 100, isLimited: false }, 1)).toBe(15);
    expect(quantityInstead(other, { needed: 12, quantity: 100, isLimited: false }, 4)).toBe(20);
    expect(quantityInstead(other, { needed: 2, quantity: 2, isLimited: false }, 1)).toBe(5);
  });

  it('is no more than a limit left, and nothing where nothing is proposed', () => {
    expect(quantityInstead(other, { needed: 100, quantity: 33, isLimited: true }, 1)).toBe(35);
    expect(quantityInstead(other, { needed: 100, quantity: 0, isLimited: true }, 1)).toBe(0);
  });
});
