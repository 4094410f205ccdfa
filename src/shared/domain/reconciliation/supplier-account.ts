import { addMoney, type Money, money, negateMoney, ZERO_MONEY } from '../money/money.ts';

/**
 * What an entry of a supplier's account is:
 *
 * - `opening` 期初 · `purchase` 采购 · `consignment` 代销结算 (the debt that a delivery makes)
 * - `payment` 充值/付款 · `withdrawal` 提现 (prepaid money paid back out to us)
 * - `refund` 退款 and returns credited to the account · `rebate` 返利 · `fee` 手续费 · `adjustment` 调整
 */
export type SupplierEntryKind =
  | 'opening'
  | 'purchase'
  | 'consignment'
  | 'payment'
  | 'withdrawal'
  | 'refund'
  | 'rebate'
  | 'fee'
  | 'adjustment';

/** Whether an entry raises what we owe (and lowers what we prepaid), lowers it, or may do either. */
export type EntryDirection = 'raises' | 'lowers' | 'either';

export const ENTRY_DIRECTIONS: Readonly<Record<SupplierEntryKind, EntryDirection>> = {
  opening: 'either',
  purchase: 'raises',
  consignment: 'raises',
  payment: 'lowers',
  withdrawal: 'raises',
  refund: 'lowers',
  rebate: 'lowers',
  fee: 'raises',
  adjustment: 'either',
};

/**
 * The signed amount that is posted for a magnitude: positive raises what we owe. Kinds that may do either say which.
 * Throws a RangeError for a negative magnitude, and for a missing or contradicting direction.
 */
export function postedAmount(kind: SupplierEntryKind, magnitude: Money, direction?: 'raises' | 'lowers'): Money {
  if (magnitude < 0) throw new RangeError('A magnitude is not negative.');
  const own = ENTRY_DIRECTIONS[kind];
  const chosen = own === 'either' ? direction : own;
  if (chosen === undefined) throw new RangeError(`An entry of kind ${kind} says whether it raises or lowers.`);
  if (direction !== undefined && direction !== chosen)
    throw new RangeError(`An entry of kind ${kind} ${own} what we owe.`);
  return chosen === 'raises' ? magnitude : negateMoney(magnitude);
}

/** Whether a signed amount is one that an entry of this kind may have. A reversal has the opposite sign. */
export function isAmountOfKind(kind: SupplierEntryKind, amount: Money, isReversal = false): boolean {
  const direction = ENTRY_DIRECTIONS[kind];
  if (direction === 'either' || amount === 0) return true;
  return (direction === 'raises') !== isReversal ? amount > 0 : amount < 0;
}

/** A balance as people say it: never a bare sign. `prepaid` 预存余额, `owed` 欠款, `even` 两清; the amount is positive. */
export interface AccountBalance {
  readonly side: 'prepaid' | 'owed' | 'even';
  readonly amount: Money;
}

/** The balance of a sum of entries. */
export function accountBalance(sum: Money): AccountBalance {
  if (sum === 0) return { side: 'even', amount: ZERO_MONEY };
  return sum > 0 ? { side: 'owed', amount: sum } : { side: 'prepaid', amount: negateMoney(sum) };
}

/** The signed sum that a balance stands for: positive is owed. */
export function signedBalance({ side, amount }: AccountBalance): Money {
  return side === 'prepaid' ? negateMoney(amount) : amount;
}

/** The account's sum after each entry, in the order given, starting from the sum before them. */
export function runningSums(opening: Money, entries: Iterable<{ readonly amount: Money }>): Money[] {
  let sum = opening;
  return Array.from(entries, ({ amount }) => {
    sum = addMoney(sum, amount);
    return sum;
  });
}

/** What the rule of reversal looks at. */
export interface ReversibleEntry {
  readonly id: number;
  readonly kind: SupplierEntryKind;
  readonly amount: Money;
  /** The entry this one undoes. */
  readonly reversesId: number | null;
  readonly reversedById: number | null;
  /** By a settled statement or a closed period. */
  readonly isLocked: boolean;
}

export type ReversalRefusal = 'IS_A_REVERSAL' | 'ALREADY_REVERSED' | 'LOCKED';

/**
 * Why an entry cannot be reversed, null when it can. Posted entries are never edited: they are undone by one of the
 * same kind and the opposite amount, once, and a reversal is not itself reversed but posted anew.
 */
export function reversalRefusal(entry: ReversibleEntry): ReversalRefusal | null {
  if (entry.reversesId !== null) return 'IS_A_REVERSAL';
  if (entry.reversedById !== null) return 'ALREADY_REVERSED';
  return entry.isLocked ? 'LOCKED' : null;
}

export function reversalOf(entry: ReversibleEntry): { kind: SupplierEntryKind; amount: Money; reversesId: number } {
  const refusal = reversalRefusal(entry);
  if (refusal !== null) throw new RangeError(`The entry cannot be reversed: ${refusal}.`);
  return { kind: entry.kind, amount: money(-entry.amount), reversesId: entry.id };
}
