import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMoney, type Money, money, multiplyMoney, ZERO_MONEY } from '../money/money.ts';
import type { Day } from '../time/business-time.ts';
import { type ExchangeRate, formatRate, LARGEST_RATE, parseRate, ratePerUnit } from './exchange-rate.ts';
import {
  type CostTerms,
  cashOf,
  expectedRebate,
  type LandedCost,
  landedCost,
  NO_COST_TERMS,
  TAX_BASES,
} from './landed-cost.ts';
import { compareOffers, suspectCosts } from './offer-comparison.ts';
import { comparePrices } from './price-change.ts';
import {
  checkTiers,
  MOST_TIERS,
  orderableQuantity,
  type PriceTier,
  sortTiers,
  tierAbove,
  tierAt,
} from './price-tiers.ts';

const percent = (value: number): number => value * 1_000_000;
const tier = (fromQuantity: number, unitPrice: number): PriceTier => ({
  fromQuantity,
  unitPrice: money(unitPrice),
  discount: null,
});
const NO_FACE = { amount: null, currency: 'CNY' };
const usd: ExchangeRate = { currency: 'USD', rate: 712_000_000, rateOn: '2026-11-20' as Day };

function costOf(input: Partial<Parameters<typeof landedCost>[0]>): LandedCost {
  const result = landedCost({
    tiers: [tier(1, 100_000)],
    currency: 'CNY',
    face: NO_FACE,
    quantity: 10,
    terms: NO_COST_TERMS,
    exchange: null,
    shopCurrency: 'CNY',
    basis: 'without-invoice',
    ...input,
  });
  if (result.outcome !== 'cost') throw new Error(result.problem);
  return result.cost;
}

describe('landed cost', () => {
  it('is the tier price where nothing comes on top', () => {
    expect(costOf({})).toMatchObject({ total: 1_000_000, unitCost: 100_000, exchange: null });
  });

  it('adds agent, order and top-up fees in this order, each with its arithmetic', () => {
    const terms: CostTerms = {
      ...NO_COST_TERMS,
      agentRate: percent(2),
      orderFee: money(50_000),
      topUpRate: percent(1),
    };
    const cost = costOf({ terms });
    expect(cost.steps.map(({ kind, amount, sum }) => [kind, amount, sum])).toEqual([
      ['goods', 1_000_000, 1_000_000],
      ['agent', 20_000, 1_020_000],
      ['order', 50_000, 1_070_000],
      ['top-up', 10_700, 1_080_700],
    ]);
    expect(cost.unitCost).toBe(108_070);
  });

  it('is paid without the tax that only makes prices comparable', () => {
    const fees = { ...NO_COST_TERMS, agentRate: percent(2), taxRate: percent(13) };
    const takenOff = costOf({ terms: { ...fees, priceBasis: 'with-invoice' }, exchange: usd, currency: 'USD' });
    expect([takenOff.total, cashOf(takenOff)]).toEqual([6_426_904, 7_262_400]);
    const added = costOf({ terms: fees, basis: 'with-invoice' });
    expect([added.total, cashOf(added)]).toEqual([1_152_600, 1_020_000]);
  });

  it('takes a discount of the face value, in its own currency only', () => {
    const tiers: PriceTier[] = [{ fromQuantity: 1, unitPrice: null, discount: percent(95) }];
    expect(costOf({ tiers, face: { amount: money(500_000), currency: 'CNY' } }).unitPrice).toBe(475_000);
    const asked = { tiers, currency: 'USD', quantity: 1, terms: NO_COST_TERMS, exchange: usd, shopCurrency: 'CNY' };
    const face = { amount: money(500_000), currency: 'CNY' };
    expect(landedCost({ ...asked, face, basis: 'with-invoice' })).toEqual({
      outcome: 'problem',
      problem: 'FACE_CURRENCY_DIFFERS',
    });
    expect(landedCost({ ...asked, face: NO_FACE, basis: 'with-invoice' })).toMatchObject({
      problem: 'FACE_VALUE_MISSING',
    });
  });

  it('brings prices to one tax basis either way', () => {
    const quoted = { ...NO_COST_TERMS, taxRate: percent(6) };
    const plain = { ...quoted, priceBasis: 'without-invoice' } as const;
    const invoiced = { ...quoted, priceBasis: 'with-invoice' } as const;
    expect(costOf({ terms: plain, basis: 'with-invoice' }).total).toBe(1_060_000);
    expect(costOf({ terms: invoiced, basis: 'with-invoice' }).total).toBe(1_000_000);
    expect(costOf({ terms: invoiced, basis: 'without-invoice' }).total).toBe(943_396);
    expect(costOf({ terms: plain, basis: 'without-invoice' }).total).toBe(1_000_000);
  });

  it('is in the shop’s currency at the rate of its day, and never without one', () => {
    const cost = costOf({ currency: 'USD', exchange: usd });
    expect(cost.steps.at(-1)).toMatchObject({ kind: 'exchange', base: 1_000_000, amount: 7_120_000, currency: 'CNY' });
    expect(cost.exchange?.rateOn).toBe('2026-11-20');
    const asked = { tiers: [tier(1, 1)], currency: 'USD', face: NO_FACE, quantity: 1, terms: NO_COST_TERMS };
    expect(landedCost({ ...asked, exchange: 'missing', shopCurrency: 'CNY', basis: 'with-invoice' })).toEqual({
      outcome: 'problem',
      problem: 'RATE_MISSING',
    });
  });

  it('is not known below the first tier or without a price', () => {
    const asked = { currency: 'CNY', face: NO_FACE, quantity: 9, terms: NO_COST_TERMS, exchange: null };
    const rest = { shopCurrency: 'CNY', basis: 'with-invoice' } as const;
    expect(landedCost({ ...asked, ...rest, tiers: [tier(10, 1)] })).toMatchObject({ problem: 'BELOW_FIRST_TIER' });
    expect(landedCost({ ...asked, ...rest, tiers: [] })).toMatchObject({ problem: 'NO_PRICE' });
  });

  it('leaves the rebate apart, weighted by what was paid before', () => {
    const terms = { ...NO_COST_TERMS, rebateRate: percent(4), rebateDue: money(200), rebatePaid: money(50) };
    const cost = costOf({ terms });
    expect(cost.total).toBe(1_000_000);
    expect(cost.rebate).toEqual({ promised: 40_000, expected: 10_000, paidShare: percent(25) });
    expect(expectedRebate(money(1_000_000), { ...terms, rebateDue: ZERO_MONEY })).toMatchObject({
      expected: 0,
      paidShare: null,
    });
    expect(expectedRebate(money(1_000_000), { ...terms, rebatePaid: money(900) }).expected).toBe(40_000);
  });
});

const rates = fc.integer({ min: 0, max: 30_000_000 });
const terms: fc.Arbitrary<CostTerms> = fc.record({
  topUpRate: rates,
  orderFee: fc.integer({ min: 0, max: 1_000_000 }).map(money),
  agentRate: rates,
  withdrawalRate: rates,
  priceBasis: fc.constantFrom(...TAX_BASES),
  taxRate: rates,
  rebateRate: rates,
  rebateDue: fc.integer({ min: 0, max: 10_000_000 }).map(money),
  rebatePaid: fc.integer({ min: 0, max: 10_000_000 }).map(money),
});
const exchange = fc.option(
  fc.integer({ min: 1_000_000, max: 2_000_000_000 }).map((rate): ExchangeRate => ({ ...usd, rate })),
);
const input = fc.record({
  price: fc.integer({ min: 0, max: 100_000_000 }),
  quantity: fc.integer({ min: 1, max: 50_000 }),
  terms,
  exchange,
  basis: fc.constantFrom(...TAX_BASES),
});

describe('landed cost of any offer', () => {
  it('sums its steps to the last 1/10 000', () => {
    fc.assert(
      fc.property(input, ({ price, ...rest }) => {
        const cost = costOf({ ...rest, tiers: [tier(1, price)], currency: rest.exchange ? 'USD' : 'CNY' });
        let sum: Money = ZERO_MONEY;
        for (const step of cost.steps) {
          sum = step.kind === 'exchange' ? step.amount : addMoney(sum, step.amount);
          expect(step.sum).toBe(sum);
        }
        expect(cost.total).toBe(sum);
        expect(cost.steps[0]?.amount).toBe(price * rest.quantity);
        const off = Math.abs(multiplyMoney(cost.unitCost, rest.quantity) - cost.total);
        expect(off * 2).toBeLessThanOrEqual(rest.quantity);
      }),
    );
  });

  it('never falls when more is bought at the same tier, and per key never rises beyond rounding', () => {
    fc.assert(
      fc.property(input, fc.integer({ min: 1, max: 1_000 }), ({ price, quantity, ...rest }, more) => {
        const one = { ...rest, tiers: [tier(1, price)], currency: rest.exchange ? 'USD' : 'CNY' };
        const few = costOf({ ...one, quantity });
        const many = costOf({ ...one, quantity: quantity + more });
        expect(many.total).toBeGreaterThanOrEqual(few.total);
        // Each step rounds by at most a half; a rate above 1 carries that on.
        const factor = Math.max(1, (rest.exchange?.rate ?? 0) / 100_000_000);
        const slack = 5 * factor * (quantity + more);
        expect(many.total * quantity).toBeLessThanOrEqual(few.total * (quantity + more) + slack);
      }),
    );
  });

  it('never promises more rebate than was promised', () => {
    fc.assert(
      fc.property(input, ({ price, ...rest }) => {
        const { rebate } = costOf({ ...rest, tiers: [tier(1, price)] });
        expect(rebate.expected).toBeLessThanOrEqual(rebate.promised);
        expect(rebate.expected).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('rises with every fee', () => {
    fc.assert(
      fc.property(input, rates, ({ price, ...rest }, extra) => {
        const base = { ...rest, tiers: [tier(1, price)] };
        for (const fee of ['topUpRate', 'agentRate'] as const) {
          const dearer = { ...rest.terms, [fee]: rest.terms[fee] + extra };
          expect(costOf({ ...base, terms: dearer }).total).toBeGreaterThanOrEqual(costOf(base).total);
        }
      }),
    );
  });
});

describe('tiers', () => {
  it('are found from their quantity on', () => {
    const tiers = sortTiers([tier(100, 9), tier(1, 10)]);
    expect([tierAt(tiers, 1), tierAt(tiers, 99), tierAt(tiers, 100)].map((found) => found?.unitPrice)).toEqual([
      10, 10, 9,
    ]);
    expect(tierAbove(tiers, 99)?.fromQuantity).toBe(100);
    expect(tierAbove(tiers, 100)).toBeNull();
  });

  it.each([
    [[], 'TIERS_MISSING'],
    [[tier(0, 1)], 'TIER_QUANTITY'],
    [[tier(1, 1), tier(1, 2)], 'TIER_QUANTITY_TWICE'],
    [[{ fromQuantity: 1, unitPrice: null, discount: null }], 'TIER_PRICE_MISSING'],
    [[tier(1, -1)], 'TIER_PRICE_NEGATIVE'],
    [[tier(1, 1), tier(2, 2)], null],
  ])('%j: %s', (tiers, problem) => {
    expect(checkTiers(tiers as PriceTier[])).toBe(problem);
  });

  it('are twenty at most', () => {
    const tiers = Array.from({ length: MOST_TIERS + 1 }, (_, index) => tier(index + 1, 100 - index));
    expect(checkTiers(tiers.slice(1))).toBeNull();
    expect(checkTiers(tiers)).toBe('TOO_MANY_TIERS');
  });

  it('ask for whole multiples and no less than the minimum', () => {
    expect(orderableQuantity(1, { minimum: 10, multiple: 1 })).toBe(10);
    expect(orderableQuantity(11, { minimum: 10, multiple: 10 })).toBe(20);
    expect(orderableQuantity(0, { minimum: 1, multiple: 5 })).toBe(5);
  });
});

describe('a comparison', () => {
  it('suspects a price far below all others, and only that', () => {
    expect(suspectCosts([money(79), money(100), money(101)])).toEqual([true, false, false]);
    expect(suspectCosts([money(81), money(100)])).toEqual([false, false]);
    expect(suspectCosts([money(100), money(101), money(80)])).toEqual([false, false, true]);
    expect(suspectCosts([money(0), money(0)])).toEqual([false, false]);
    expect(suspectCosts([money(1)])).toEqual([false]);
    expect(suspectCosts([money(50), money(50), money(100)])).toEqual([false, false, false]);
    expect(suspectCosts([null, money(1), money(100)])).toEqual([false, true, false]);
  });

  it('puts the cheapest first and what cannot be bought last', () => {
    const offers = [
      { unitCost: null, isSuspect: false, promiseHours: 1 },
      { unitCost: money(5), isSuspect: false, promiseHours: 9 },
      { unitCost: money(5), isSuspect: false, promiseHours: 2 },
      { unitCost: money(4), isSuspect: false, promiseHours: null },
    ];
    expect([...offers].sort(compareOffers).map(({ unitCost, promiseHours }) => [unitCost, promiseHours])).toEqual([
      [4, null],
      [5, 2],
      [5, 9],
      [null, 1],
    ]);
  });
});

describe('a new price', () => {
  const statement = (tiers: PriceTier[], currency = 'CNY') => ({ tiers, currency, validTo: null });
  it.each([
    ['the same', [tier(1, 100)], [tier(1, 100)], 'same', null],
    ['dearer', [tier(1, 100)], [tier(1, 105)], 'up', percent(5)],
    ['cheaper at the second tier', [tier(1, 100), tier(10, 90)], [tier(1, 100), tier(10, 81)], 'down', -percent(10)],
    ['cheaper by a tier that came', [tier(1, 100)], [tier(1, 100), tier(10, 90)], 'down', -percent(10)],
    ['dearer by a tier that went', [tier(1, 100), tier(10, 80)], [tier(1, 100)], 'up', percent(25)],
    ['of another kind', [tier(1, 100)], [{ fromQuantity: 1, unitPrice: null, discount: 1 }], 'new', null],
    [
      'of another kind, with a price for its face',
      [{ fromQuantity: 1, unitPrice: null, discount: 1 }],
      [tier(1, 100)],
      'new',
      null,
    ],
    ['the first', [], [tier(1, 100)], 'new', null],
  ])('is %s', (_, before, after, verdict, change) => {
    expect(comparePrices(statement(before as PriceTier[]), statement(after as PriceTier[]))).toEqual({
      verdict,
      change,
    });
  });

  it('of another currency is a new one', () => {
    expect(comparePrices(statement([tier(1, 100)]), statement([tier(1, 90)], 'USD')).verdict).toBe('new');
  });
});

describe('rates', () => {
  it.each([
    ['7.1234', 712_340_000],
    ['0.00000001', 1],
    ['7', 700_000_000],
    ['0', null],
    ['-1', null],
    ['7.123456789', null],
    ['7,1', null],
    ['90000000', LARGEST_RATE],
    ['90000000.00000001', null],
  ])('%s reads as %s', (text, rate) => {
    expect(parseRate(text)).toBe(rate);
  });

  it('are written as they were read', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 900_000_000_000 }), (rate) => {
        expect(parseRate(formatRate(rate))).toBe(rate);
      }),
    );
    expect(ratePerUnit(71_234_000_000, 100)).toBe(712_340_000);
  });
});
