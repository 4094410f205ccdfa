import { addMoney, type Money, money, negateMoney, subtractMoney, sumMoney, ZERO_MONEY } from '../money/money.ts';
import type { Settlement } from './supplier-terms.ts';

/**
 * What the rule looks at, all in the currency of the supplier's account. How each is found stands in
 * docs/decisions/0007-what-a-supplier-holds-of-ours.md.
 */
export interface ExposureFacts {
  readonly settlement: Settlement;
  /** Above zero 欠款, below 预存余额. */
  readonly balance: Money;
  /** Sent orders, as far as neither received nor given up, without what was charged for refused keys: that is among the open claims. */
  readonly onOrder: Money;
  /** What was charged already for keys that sent orders still wait for; no part of what is on order. */
  readonly chargedAhead: Money;
  /** Of what is on order, orders whose payments are known: a receipt of them stands on the account to be paid. */
  readonly onOrderByAccount: Money;
  /** What the supplier will not let us use of the prepaid balance, as recorded. */
  readonly frozen: Money;
  /** What bad keys cost that wait for the supplier, and what was charged for keys that never came in, less what was written off. */
  readonly openClaims: Money;
  /** 应返未返. */
  readonly rebatesDue: Money;
}

/** By what a list of suppliers with their money can be sorted. */
export const MONEY_SORTS = ['name', 'usable', 'due', 'overdue', 'exposure'] as const;
export type MoneySort = (typeof MONEY_SORTS)[number];

/** 风险敞口 by its parts; their sum is the total. */
export interface ExposureParts {
  readonly prepaid: Money;
  readonly paidUnreceived: Money;
  readonly openClaims: Money;
  readonly rebatesDue: Money;
}

export interface Exposure extends ExposureParts {
  readonly total: Money;
}

/** Everything that is ours and lies with the supplier. A debt of ours to them is not set against it. */
export function exposureOf(facts: ExposureFacts): Exposure {
  const prepaid = prepaidBalance(facts.balance);
  // An order that is paid first and stands as a credit on the account already is not counted again. Where the account knows what an
  // order was paid, that credit is all that was paid ahead of what is still to come.
  const onOrder = subtractMoney(facts.onOrder, facts.onOrderByAccount);
  const paidFirst = facts.settlement === 'per-order' ? atLeastZero(subtractMoney(onOrder, prepaid)) : ZERO_MONEY;
  const paidUnreceived = addMoney(paidFirst, paidAhead(facts.chargedAhead, facts.balance));
  const { openClaims, rebatesDue } = facts;
  const parts = { prepaid, paidUnreceived, openClaims, rebatesDue };
  return { ...parts, total: totalOf(parts) };
}

/** What was charged ahead is paid as far as we do not owe it still. */
export function paidAhead(chargedAhead: Money, balance: Money): Money {
  return atLeastZero(subtractMoney(chargedAhead, atLeastZero(balance)));
}

export function totalOf({ prepaid, paidUnreceived, openClaims, rebatesDue }: ExposureParts): Money {
  return sumMoney([prepaid, paidUnreceived, openClaims, rebatesDue]);
}

/** 预存余额 of a signed balance; zero where we owe. */
export function prepaidBalance(balance: Money): Money {
  return atLeastZero(negateMoney(balance));
}

/**
 * 可用预存: the balance less what sent orders will take of it and what is frozen. Below zero where more is promised than
 * lies there.
 */
export function usablePrepaid({
  balance,
  onOrder,
  frozen,
}: Pick<ExposureFacts, 'balance' | 'onOrder' | 'frozen'>): Money {
  return subtractMoney(prepaidBalance(balance), addMoney(onOrder, frozen));
}

/** `near`: nine tenths of the maximum or more. */
export type ExposureState = 'unlimited' | 'within' | 'near' | 'above';

export function exposureState(total: Money, maximum: Money | null): ExposureState {
  if (maximum === null) return 'unlimited';
  if (total > maximum) return 'above';
  return BigInt(total) * 10n >= BigInt(maximum) * 9n && maximum > 0 ? 'near' : 'within';
}

/** Whether an act carries a supplier above the maximum; one that leaves or brings the exposure down never does. */
export function exceedsMaximum(before: Money, after: Money, maximum: Money | null): boolean {
  return maximum !== null && after > maximum && after > before;
}

/** Whether a list of money shows a supplier: an archived one too, as long as anything lies there or is owed. */
export function concernsMoney(supplier: {
  readonly isArchived: boolean;
  readonly due: Money;
  readonly exposure: Pick<Exposure, 'total'>;
}): boolean {
  return !supplier.isArchived || supplier.exposure.total > 0 || supplier.due > 0;
}

function atLeastZero(amount: Money): Money {
  return money(Math.max(0, amount));
}
