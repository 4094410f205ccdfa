import { type Money, money, ZERO_MONEY } from '../money/money.ts';

/** A posted receipt, as far as it says what was charged for rows that did not come in. Amounts are in the supplier's currency. */
export interface ChargedReceipt {
  readonly receiptKind: string;
  readonly settlement: string;
  /** Null where nobody said: then the account has what came in and no more. */
  readonly amountCharged: number | null;
  readonly totalCost: number;
  readonly refusedCount: number;
}

/**
 * What stands on the supplier's account beyond the cost of the keys that came in, where rows of the sheet were refused: that much at
 * most was charged for them. Zero for what is on no account, and where every row came in.
 */
export function chargedForRefused(receipt: ChargedReceipt): Money {
  const { receiptKind, settlement, amountCharged, totalCost, refusedCount } = receipt;
  const isOnAccount = receiptKind === 'purchase' && settlement !== 'none' && amountCharged !== null;
  if (!isOnAccount || refusedCount === 0) return ZERO_MONEY;
  return money(Math.max(0, amountCharged - totalCost));
}
