import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { money } from '../money/money.ts';
import { areScoreWeights, SCORE_MEASURES, SCORE_PRESETS } from './score-weights.ts';
import { type SupplierRecord, supplierScorecard } from './supplier-scorecard.ts';
import { supplierStanding } from './supplier-standing.ts';

const WELL: SupplierRecord = {
  orders: 20,
  unitsOrdered: 1000,
  unitsReceived: 1000,
  ordersPromised: 20,
  ordersOnTime: 20,
  deliveryHours: [2, 3, 1, 2, 20],
  promisedHours: 24,
  keysReceived: 1000,
  badKeys: 0,
  duplicateKeys: 0,
  disputes: 0,
  disputesSettled: 0,
  paid: money(1_000_000),
  bestCost: money(1_000_000),
  creditsDue: 4,
  creditsLate: 0,
};
const card = (more: Partial<SupplierRecord> = {}) => supplierScorecard({ ...WELL, ...more }, SCORE_PRESETS.balanced);
const NO_FACTS = { isLost: false, ruling: null };

describe('the weights', () => {
  it('of each preset sum to 100', () => {
    for (const weights of Object.values(SCORE_PRESETS)) expect(areScoreWeights(weights)).toBe(true);
    expect(areScoreWeights({ ...SCORE_PRESETS.balanced, price: 21 })).toBe(false);
    const below = { ...SCORE_PRESETS.balanced, price: -5, badKeyRate: SCORE_PRESETS.balanced.badKeyRate + 25 };
    expect(areScoreWeights(below)).toBe(false);
    expect(() => supplierScorecard(WELL, { ...SCORE_PRESETS.balanced, price: 19 })).toThrow(RangeError);
  });
});

describe('a scorecard', () => {
  it('gives 100 to who does everything right', () => {
    expect(card()).toMatchObject({ total: 100, deliveryHoursP50: 2, deliveryHoursP90: 20, settledRate: null });
  });

  it('measures', () => {
    const { scores, total } = card({ unitsReceived: 900, badKeys: 25, paid: money(1_050_000), ordersOnTime: 17 });
    const points = Object.fromEntries(scores.map(({ measure, points: own }) => [measure, own]));
    expect(points.fillRate).toBeCloseTo(50, 9);
    expect(points.badKeyRate).toBeCloseTo(50, 9);
    expect(points.price).toBeCloseTo(50, 9);
    expect(points.onTimeRate).toBeCloseTo(50, 9);
    expect(total).toBe(65);
  });

  it('passes the weight of what is not known on, and says when too little is', () => {
    expect(card({ bestCost: null, badKeys: 25 }).total).toBe(87.5);
    expect(card({ orders: 4 }).total).toBeNull();
    expect(card({ orders: 5 }).total).toBe(100);
    // Half of the weights is just enough: fill rate 15, bad keys 20, duplicates 10, disputes 5.
    const half = { ordersPromised: 0, deliveryHours: [], bestCost: null };
    expect(card({ ...half, creditsDue: 0 }).total).toBe(100);
    expect(card({ ...half, creditsDue: 0, unitsOrdered: 0, keysReceived: 0 }).total).toBeNull();
    expect(card({ bestCost: null, keysReceived: 0, deliveryHours: [], ordersPromised: 0 }).total).toBeNull();
  });

  it('holds a delivery against the promise, or a day where none was made', () => {
    const pointsOf = (promisedHours: number | null) => {
      const { scores } = card({ deliveryHours: [10], promisedHours });
      return scores.find(({ measure }) => measure === 'deliveryTime')?.points;
    };
    expect(pointsOf(10)).toBe(100);
    expect(pointsOf(5)).toBe(50);
    expect(pointsOf(2)).toBe(0);
    expect(pointsOf(null)).toBe(100);
  });

  it('stays between 0 and 100, and does not rise with bad keys', () => {
    const counts = fc.record({
      unitsReceived: fc.nat(1200),
      ordersOnTime: fc.nat(20),
      deliveryHours: fc.array(fc.nat(200), { maxLength: 20 }),
      badKeys: fc.nat(500),
      duplicateKeys: fc.nat(500),
      disputes: fc.nat(20),
      paid: fc.nat(3_000_000).map(money),
    });
    fc.assert(
      fc.property(counts, fc.constantFrom(...Object.values(SCORE_PRESETS)), fc.nat(500), (record, weights, more) => {
        const { total, scores } = supplierScorecard({ ...WELL, ...record }, weights);
        expect(total).toBeGreaterThanOrEqual(0);
        expect(total).toBeLessThanOrEqual(100);
        expect(scores.map(({ measure }) => measure)).toEqual(SCORE_MEASURES);
        const worse = supplierScorecard({ ...WELL, ...record, badKeys: record.badKeys + more }, weights);
        expect(worse.total).toBeLessThanOrEqual(total ?? 0);
      }),
    );
  });
});

describe('a standing', () => {
  it('is explained by every line that was crossed', () => {
    expect(supplierStanding(card(), NO_FACTS)).toEqual({
      standing: 'good',
      colour: 'green',
      reasons: [{ code: 'ALL_WELL', points: 100 }],
    });
    expect(supplierStanding(card({ badKeys: 40 }), NO_FACTS)).toEqual({
      standing: 'warned',
      colour: 'yellow',
      reasons: [{ code: 'BAD_KEYS', effect: 'warned', value: 0.04, limit: 0.03 }],
    });
    const bad = supplierStanding(card({ badKeys: 200, disputes: 2, ordersOnTime: 0, unitsReceived: 0 }), NO_FACTS);
    expect(bad).toMatchObject({ standing: 'excluded', colour: 'red' });
    expect(bad.reasons.map(({ code }) => code)).toEqual(['POINTS', 'BAD_KEYS', 'DISPUTES']);
  });

  it('is crossed beyond a line, not on it', () => {
    expect(supplierStanding(card({ badKeys: 30 }), NO_FACTS)).toMatchObject({ standing: 'good', colour: 'green' });
    expect(supplierStanding(card({ badKeys: 31 }), NO_FACTS)).toMatchObject({ standing: 'warned' });
    expect(supplierStanding(card({ badKeys: 150 }), NO_FACTS)).toMatchObject({ standing: 'warned' });
    expect(supplierStanding(card({ badKeys: 151 }), NO_FACTS)).toMatchObject({ standing: 'excluded' });
  });

  it('does not hold it against a supplier that little is known', () => {
    expect(supplierStanding(card({ orders: 1, badKeys: 900 }), NO_FACTS)).toMatchObject({
      standing: 'good',
      colour: 'grey',
    });
  });

  it('is the owner’s to overrule, but for a supplier that is lost', () => {
    const ruled = supplierStanding(card({ badKeys: 200 }), { isLost: false, ruling: 'good' });
    expect(ruled.standing).toBe('good');
    expect(ruled.reasons.map(({ code }) => code)).toEqual(['RULED_BY_OWNER', 'BAD_KEYS']);
    const early = supplierStanding(card({ orders: 1, badKeys: 900 }), { isLost: false, ruling: 'warned' });
    expect(early).toMatchObject({ standing: 'warned', reasons: [{ code: 'RULED_BY_OWNER' }] });
    expect(supplierStanding(card(), { isLost: true, ruling: 'good' })).toMatchObject({ standing: 'excluded' });
  });
});
