import { type Money, money, ZERO_MONEY } from '../money/money.ts';
import type { Day } from '../time/business-time.ts';

/** A debt or a credit of an account as far as nothing covers it yet. */
export interface OpenItem<Id> {
  readonly id: Id;
  /** Not yet covered, above zero. */
  readonly open: Money;
  /** A debt's due day; of a credit the day of its document. */
  readonly dueOn: Day;
  /** Names the document it came with; items of one document pay each other first. Null: none. */
  readonly document: string | null;
}

export interface PlannedAllocation<DebtId, CreditId> {
  readonly debtId: DebtId;
  readonly creditId: CreditId;
  readonly amount: Money;
}

/**
 * Which credit pays which debt: items of the same document first, then the debt due first by the oldest credit. Both sides come
 * ordered, oldest first. Ends when one side is covered: what is planned is exactly the smaller of both sums. At most `limit`
 * parts; what is left over stays open.
 */
export function planAllocations<DebtId, CreditId>(
  debts: readonly OpenItem<DebtId>[],
  credits: readonly OpenItem<CreditId>[],
  limit = Number.MAX_SAFE_INTEGER,
): PlannedAllocation<DebtId, CreditId>[] {
  const planned: PlannedAllocation<DebtId, CreditId>[] = [];
  const openDebts = debts.map(openOf);
  const openCredits = credits.map(openOf);
  for (const credit of openCredits) {
    if (credit.item.document === null) continue;
    const own = openDebts.filter(({ item }) => item.document === credit.item.document);
    cover(own, [credit], planned, limit);
  }
  cover(openDebts, openCredits, planned, limit);
  return planned;
}

interface Uncovered<Id> {
  readonly item: OpenItem<Id>;
  left: number;
}

function openOf<Id>(item: OpenItem<Id>): Uncovered<Id> {
  if (item.open < 0) throw new RangeError('An open item is not below zero.');
  return { item, left: item.open };
}

/** Walks both sides once; each step covers one of the two whole. */
function cover<DebtId, CreditId>(
  debts: readonly Uncovered<DebtId>[],
  credits: readonly Uncovered<CreditId>[],
  planned: PlannedAllocation<DebtId, CreditId>[],
  limit: number,
): void {
  let debtAt = 0;
  let creditAt = 0;
  while (planned.length < limit) {
    const debt = debts[debtAt];
    const credit = credits[creditAt];
    if (!debt || !credit) return;
    if (debt.left === 0) debtAt += 1;
    else if (credit.left === 0) creditAt += 1;
    else {
      const amount = Math.min(debt.left, credit.left);
      debt.left -= amount;
      credit.left -= amount;
      planned.push({ debtId: debt.item.id, creditId: credit.item.id, amount: money(amount) });
    }
  }
}

/** A part of an item that is allocated, and what the whole item is worth in the other currency. */
export interface SharedWorth {
  readonly amount: Money;
  readonly worth: Money;
  /** What earlier allocations that stand took: of the amount, and of the worth. */
  readonly takenAmount: Money;
  readonly takenWorth: Money;
}

/**
 * What a part of an item is worth, so that all parts together are worth the item to the last 1/10 000: the part that covers the
 * item takes what is left. Rounded half away from zero.
 */
export function worthOfPart({ amount, worth, takenAmount, takenWorth }: SharedWorth, part: Money): Money {
  if (part <= 0 || takenAmount + part > amount) throw new RangeError('A part lies within its item.');
  if (takenAmount + part === amount) return money(worth - takenWorth);
  const share = (2n * BigInt(worth) * BigInt(part) + BigInt(amount)) / (2n * BigInt(amount));
  // Earlier parts may have been rounded up: no part takes more than is left.
  const left = money(worth - takenWorth);
  return share > BigInt(left) ? money(Math.max(ZERO_MONEY, left)) : money(Number(share));
}
