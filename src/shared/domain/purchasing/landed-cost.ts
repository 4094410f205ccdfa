import {
  addMoney,
  type Money,
  multiplyMoney,
  scaleMoney,
  subtractMoney,
  sumMoney,
  ZERO_MONEY,
} from '../money/money.ts';
import { RATE_SCALE } from '../spreadsheets/cell-rates.ts';
import { convertMoney, type ExchangeRate } from './exchange-rate.ts';
import { type FaceValueOf, type PriceTier, tierAt, type UnitPriceProblem, unitPriceOf } from './price-tiers.ts';

/** 含票, 不含票: whether a price comes with an invoice whose tax can be taken off. */
export const TAX_BASES = ['with-invoice', 'without-invoice'] as const;
export type TaxBasis = (typeof TAX_BASES)[number];

/** What a supplier charges beside the price. Rates in 1e-8, amounts in the currency of the offer. */
export interface CostTerms {
  /** 充值手续费: of every amount topped up to pay for the goods. */
  readonly topUpRate: number;
  /** 每单手续费. */
  readonly orderFee: Money;
  /** 代购费: of the goods. */
  readonly agentRate: number;
  /**
   * 提现手续费: of prepaid money taken back. Charged only on money that buys nothing, so it is no part of the cost of goods.
   */
  readonly withdrawalRate: number;
  readonly priceBasis: TaxBasis;
  /** 税点, 补票点: the tax within a price with invoice, or what an invoice costs on top of one without. */
  readonly taxRate: number;
  /** 返利: of the goods. */
  readonly rebateRate: number;
  /** Rebates of the past: due, and of that really paid. */
  readonly rebateDue: Money;
  readonly rebatePaid: Money;
}

export const NO_COST_TERMS: CostTerms = {
  topUpRate: 0,
  orderFee: ZERO_MONEY,
  agentRate: 0,
  withdrawalRate: 0,
  priceBasis: 'without-invoice',
  taxRate: 0,
  rebateRate: 0,
  rebateDue: ZERO_MONEY,
  rebatePaid: ZERO_MONEY,
};

export interface LandedCostInput {
  readonly tiers: readonly PriceTier[];
  readonly currency: string;
  readonly face: FaceValueOf;
  readonly quantity: number;
  readonly terms: CostTerms;
  /** Of the offer's currency; null where that is the shop's own, `missing` where no rate is known. */
  readonly exchange: ExchangeRate | null | 'missing';
  readonly shopCurrency: string;
  /** The basis on which the shop compares prices. */
  readonly basis: TaxBasis;
}

/** One line of the arithmetic. `amount` is what the step adds (or, for the exchange, what the sum is worth in ours). */
export interface CostStep {
  readonly kind: 'goods' | 'agent' | 'order' | 'top-up' | 'tax-added' | 'tax-taken-off' | 'exchange';
  /** The amount the step's rate is taken of, or the unit price of `goods`. */
  readonly base: Money;
  /** In 1e-8; null for `goods` (its factor is `quantity`) and `order`. */
  readonly rate: number | null;
  readonly quantity: number | null;
  readonly amount: Money;
  readonly currency: string;
  /** The sum after this step, in `currency`. */
  readonly sum: Money;
}

/** What of a promised rebate may be counted on. Never part of the landed cost. */
export interface ExpectedRebate {
  readonly promised: Money;
  /** Promised, weighted by what of earlier rebates was really paid; nothing where none was due yet. */
  readonly expected: Money;
  /** Paid of what was due, in 1e-8; null without a past. */
  readonly paidShare: number | null;
}

export interface LandedCost {
  readonly quantity: number;
  readonly tier: PriceTier;
  /** In the offer's currency. */
  readonly unitPrice: Money;
  readonly steps: readonly CostStep[];
  /** In the shop's currency. */
  readonly total: Money;
  /** `total ÷ quantity`, rounded to 1/10 000. */
  readonly unitCost: Money;
  readonly exchange: ExchangeRate | null;
  /** In the shop's currency, for the whole quantity. */
  readonly rebate: ExpectedRebate;
}

export type LandedCostProblem = UnitPriceProblem | 'BELOW_FIRST_TIER' | 'RATE_MISSING' | 'NO_PRICE';

export type LandedCostResult =
  | { readonly outcome: 'cost'; readonly cost: LandedCost }
  | { readonly outcome: 'problem'; readonly problem: LandedCostProblem };

/**
 * What a quantity really costs until it lies in stock: tier price, 代购, order and top-up fees, brought to the shop's tax
 * basis, in the shop's currency. Every step rounds once and stands in `steps`; the last `sum` is the total. A rebate
 * stands apart: it is money that may come later.
 */
export function landedCost(input: LandedCostInput): LandedCostResult {
  const { tiers, currency, quantity, terms, exchange } = input;
  if (tiers.length === 0) return { outcome: 'problem', problem: 'NO_PRICE' };
  const tier = tierAt(tiers, quantity);
  if (!tier) return { outcome: 'problem', problem: 'BELOW_FIRST_TIER' };
  const unitPrice = unitPriceOf(tier, input.face, currency);
  if (typeof unitPrice === 'string') return { outcome: 'problem', problem: unitPrice };
  if (exchange === 'missing') return { outcome: 'problem', problem: 'RATE_MISSING' };
  const goods = multiplyMoney(unitPrice, quantity);
  const steps = collectSteps(input, unitPrice, goods, exchange);
  const total = steps.at(-1)?.sum ?? ZERO_MONEY;
  const inOurs = (amount: Money): Money => (exchange ? convertMoney(amount, exchange.rate) : amount);
  const cost: LandedCost = {
    quantity,
    tier,
    unitPrice,
    steps,
    total,
    unitCost: scaleMoney(total, 1, quantity),
    exchange,
    rebate: expectedRebate(inOurs(goods), terms),
  };
  return { outcome: 'cost', cost };
}

function collectSteps(
  { currency, quantity, terms, basis, shopCurrency }: LandedCostInput,
  unitPrice: Money,
  goods: Money,
  exchange: ExchangeRate | null,
): CostStep[] {
  const steps: CostStep[] = [];
  let sum = ZERO_MONEY;
  const add = (step: Pick<CostStep, 'kind' | 'base' | 'rate' | 'quantity' | 'amount'>): void => {
    sum = addMoney(sum, step.amount);
    steps.push({ ...step, currency, sum });
  };
  const addRate = (kind: CostStep['kind'], base: Money, rate: number): void => {
    if (rate > 0) add({ kind, base, rate, quantity: null, amount: scaleMoney(base, rate, RATE_SCALE) });
  };
  add({ kind: 'goods', base: unitPrice, rate: null, quantity, amount: goods });
  addRate('agent', goods, terms.agentRate);
  if (terms.orderFee > 0)
    add({ kind: 'order', base: terms.orderFee, rate: null, quantity: null, amount: terms.orderFee });
  addRate('top-up', sum, terms.topUpRate);
  if (terms.taxRate > 0 && terms.priceBasis !== basis) {
    if (basis === 'with-invoice') addRate('tax-added', sum, terms.taxRate);
    else {
      const net = scaleMoney(sum, RATE_SCALE, RATE_SCALE + terms.taxRate);
      const amount = subtractMoney(net, sum);
      add({ kind: 'tax-taken-off', base: sum, rate: terms.taxRate, quantity: null, amount });
    }
  }
  if (exchange) {
    const amount = convertMoney(sum, exchange.rate);
    const base = sum;
    steps.push({
      kind: 'exchange',
      base,
      rate: exchange.rate,
      quantity: null,
      amount,
      currency: shopCurrency,
      sum: amount,
    });
  }
  return steps;
}

/**
 * What of a landed cost is really paid, in the shop's currency: price and fees. The tax basis only makes prices comparable: tax that
 * is taken off was paid all the same, and an invoice that is added in thought was not.
 */
export function cashOf({ steps, exchange }: Pick<LandedCost, 'steps' | 'exchange'>): Money {
  const paid = steps.filter(({ kind }) => PAID_STEPS.has(kind)).at(-1)?.sum ?? ZERO_MONEY;
  return exchange ? convertMoney(paid, exchange.rate) : paid;
}

/** What is paid for an order of these goods: with 代购, order and top-up fees. Nothing for an order without goods. */
export function cashOfGoods(goods: Money, terms: Pick<CostTerms, 'agentRate' | 'orderFee' | 'topUpRate'>): Money {
  if (goods === 0) return ZERO_MONEY;
  const sum = sumMoney([goods, scaleMoney(goods, terms.agentRate, RATE_SCALE), terms.orderFee]);
  return addMoney(sum, scaleMoney(sum, terms.topUpRate, RATE_SCALE));
}

const PAID_STEPS: ReadonlySet<CostStep['kind']> = new Set(['goods', 'agent', 'order', 'top-up']);

/** A rebate is worth what was paid of the earlier ones: a supplier who paid half of them is believed for half. */
export function expectedRebate(
  goods: Money,
  { rebateRate, rebateDue, rebatePaid }: Pick<CostTerms, 'rebateRate' | 'rebateDue' | 'rebatePaid'>,
): ExpectedRebate {
  const promised = scaleMoney(goods, rebateRate, RATE_SCALE);
  if (rebateDue === 0) return { promised, expected: ZERO_MONEY, paidShare: null };
  const paid = Math.min(rebatePaid, rebateDue);
  const paidShare = Number((BigInt(paid) * BigInt(RATE_SCALE)) / BigInt(rebateDue));
  return { promised, expected: scaleMoney(promised, paid, rebateDue), paidShare };
}
