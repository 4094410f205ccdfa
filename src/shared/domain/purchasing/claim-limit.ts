import { addMoney, type Money, money, scaleMoney, sumMoney, ZERO_MONEY } from '../money/money.ts';
import { RATE_SCALE } from '../spreadsheets/cell-rates.ts';
import type { CostTerms } from './landed-cost.ts';
import { isRefusedKind, mostCredit, type PricedDifference } from './receipts.ts';

/** A difference of an order with what came back for it. */
export interface CreditedDifference extends PricedDifference {
  readonly id: number;
  /** What the supplier charged for it. */
  readonly charged: Money;
  readonly state: 'open' | 'decided' | 'undone';
  readonly credited: Money;
}

/**
 * What a difference can still bring back, by a claim or by a return. Keys that a line lacks, and what came beside the lines (refused
 * rows of no line, too many, not ordered), are often one loss seen from two sides: what came is what is missing. Both sides together
 * therefore bring back the larger of them at most, or what was charged beyond the keys that fill the lines where that is more.
 * `surplus`: what receipts of the order were charged beyond the cost of the keys that they brought.
 */
export function creditLeft(
  difference: CreditedDifference,
  ofOrder: readonly CreditedDifference[],
  lines: readonly { readonly unitPrice: Money }[],
  surplus: Money,
): Money {
  const counted = ofOrder.filter(({ state, credited }) => state === 'open' || (state === 'decided' && credited > 0));
  const worth = (differences: readonly CreditedDifference[]): Money =>
    sumMoney(differences.map((one) => mostCredit(one, lines)));
  const [beside, lacking] = [counted.filter(isBeside), counted.filter((one) => !isBeside(one))];
  const cameBeside = counted.filter(({ kind }) => kind === 'over' || kind === 'wrong-sku');
  const charged = addMoney(surplus, sumMoney(cameBeside.map((one) => one.charged)));
  const most = Math.max(worth(beside), worth(lacking), charged);
  const given = sumMoney(counted.filter(({ id }) => id !== difference.id).map(({ credited }) => credited));
  return money(Math.max(0, Math.min(mostCredit(difference, lines), most - given)));
}

/**
 * What receipts of an order were charged for keys that its lines still lack: of what was charged beyond the keys that came (`surplus`),
 * what no refused keys took and no claim for missing ones brought back.
 */
export function chargedAhead(surplus: Money, ofOrder: readonly CreditedDifference[]): Money {
  const taken = ofOrder.map(({ kind, state, charged, credited }): Money => {
    if (kind === 'short') return state === 'decided' ? credited : ZERO_MONEY;
    return isRefusedKind(kind) && state !== 'undone' ? money(Math.max(charged, credited)) : ZERO_MONEY;
  });
  return money(Math.max(0, surplus - sumMoney(taken)));
}

/** What the supplier's terms ask for beside the price of the goods, as far as it stands on the bill of a receipt. */
export type BilledFees = Pick<CostTerms, 'orderFee' | 'agentRate'>;

/**
 * What of {@link chargedAhead} is for keys: without the fees that the terms name (per order, and 代购 of the goods in what was `charged`
 * in all), and nothing where what is left does not come to the cheapest key of the order (`leastPrice`), as that is a fee too.
 */
export function withoutFees(
  ahead: Money,
  { charged, fees, leastPrice }: { readonly charged: Money; readonly fees: BilledFees; readonly leastPrice: Money },
): Money {
  const withAgent = money(Math.max(0, charged - fees.orderFee));
  const goods = scaleMoney(withAgent, RATE_SCALE, RATE_SCALE + fees.agentRate);
  const left = Math.max(0, ahead - (charged - goods));
  return left < leastPrice ? ZERO_MONEY : money(left);
}

/** Beside the lines: none of them lacks it. */
function isBeside({ kind, lineId }: CreditedDifference): boolean {
  return kind === 'over' || kind === 'wrong-sku' || lineId === null;
}
