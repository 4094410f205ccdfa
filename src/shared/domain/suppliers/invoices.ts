import { addMoney, type Money, money, scaleMoney, subtractMoney, ZERO_MONEY } from '../money/money.ts';
import { RATE_SCALE } from '../spreadsheets/cell-rates.ts';
import { type Day, daysBetween, lastDayOf, type Month } from '../time/business-time.ts';

/** 专票, 普票, 数电专票, 数电普票, and what is none of them. */
export const INVOICE_KINDS = ['special', 'ordinary', 'electronic-special', 'electronic-ordinary', 'other'] as const;
export type InvoiceKind = (typeof INVOICE_KINDS)[number];

export const INVOICE_DIRECTIONS = ['in', 'out'] as const;
export type InvoiceDirection = (typeof INVOICE_DIRECTIONS)[number];

export interface InvoiceSums {
  readonly net: Money;
  /** In 1e-8. */
  readonly taxRate: number;
  readonly tax: Money;
  readonly total: Money;
}

/** Tax is rounded line by line on paper: so much may it differ from the rate on the sum. */
const TAX_TOLERANCE = 600;

/** What is wrong with the sums of an invoice as it was typed; null when they agree. A red-letter invoice is all below zero. */
export function invoiceSumsRefusal({ net, taxRate, tax, total }: InvoiceSums): 'NOT_THE_SUM' | 'NOT_THE_RATE' | null {
  if (total === 0 || net + tax !== total) return 'NOT_THE_SUM';
  const expected = scaleMoney(net, taxRate, RATE_SCALE);
  return Math.abs(tax - expected) > TAX_TOLERANCE ? 'NOT_THE_RATE' : null;
}

export interface InvoiceTarget<Id> {
  readonly id: Id;
  /** What of it has no invoice yet; above zero. */
  readonly open: Money;
}
export interface InvoiceShare<Id> {
  readonly id: Id;
  readonly amount: Money;
}

/** Covers the targets in their order until the invoice is used up; what is left over stays with the invoice. */
export function coverInOrder<Id>(amount: Money, targets: readonly InvoiceTarget<Id>[]): InvoiceShare<Id>[] {
  let left = amount;
  const shares: InvoiceShare<Id>[] = [];
  for (const { id, open } of targets) {
    const share = money(Math.min(left, open));
    if (share <= 0) continue;
    shares.push({ id, amount: share });
    left = subtractMoney(left, share);
  }
  return shares;
}

export interface CoveredShare<Id> extends InvoiceShare<Id> {
  /** What of it no invoice is owed for any more, since the purchase was credited. */
  readonly beyond: Money;
}

/**
 * What a red-letter invoice takes back of what its invoice covered: first what it had left over, then what was credited of the
 * purchases since, then the latest shares. The shares are positive amounts to take away, one for each that loses something.
 */
export function takeBackCover<Id>(red: Money, total: Money, covered: readonly CoveredShare<Id>[]): InvoiceShare<Id>[] {
  const sum = covered.reduce((all, { amount }) => addMoney(all, amount), ZERO_MONEY);
  let left = subtractMoney(red, subtractMoney(total, sum));
  if (left <= 0) return [];
  const latest = [...covered].reverse();
  const taken = new Map<Id, Money>();
  const take = (openOf: (share: CoveredShare<Id>) => Money): void => {
    const targets = latest.map((share) => ({ id: share.id, open: openOf(share) }));
    for (const { id, amount } of coverInOrder(left, targets)) {
      taken.set(id, addMoney(taken.get(id) ?? ZERO_MONEY, amount));
      left = subtractMoney(left, amount);
    }
  };
  take(({ amount, beyond }) => money(Math.min(amount, beyond)));
  take(({ id, amount }) => subtractMoney(amount, taken.get(id) ?? ZERO_MONEY));
  return [...taken].map(([id, amount]) => ({ id, amount }));
}

export interface InvoiceMonth {
  readonly month: Month;
  readonly purchased: Money;
  readonly invoiced: Money;
}

export interface OwedInvoiceMonth extends InvoiceMonth {
  readonly owed: Money;
  /** Days since the month was over; 0 while it runs. */
  readonly ageDays: number;
}

/** 欠票: what was bought with invoice and has none, by month, the oldest first. */
export function owedInvoices(months: readonly InvoiceMonth[], today: Day): OwedInvoiceMonth[] {
  return months
    .map((row) => ({
      ...row,
      owed: subtractMoney(row.purchased, row.invoiced),
      ageDays: Math.max(0, daysBetween(lastDayOf(row.month), today)),
    }))
    .filter(({ owed }) => owed > 0)
    .sort((left, right) => (left.month < right.month ? -1 : 1));
}
