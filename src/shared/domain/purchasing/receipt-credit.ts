import { type Money, money, scaleMoney, ZERO_MONEY } from '../money/money.ts';

/** What the account was charged for a receipt, and what its keys cost by their prices; both in the account's currency. */
export interface ReceiptCharge {
  readonly amount: Money;
  readonly ofKeys: Money;
}

/**
 * What was charged for keys that cost `price`. Of a receipt that was charged less than its keys cost (a rebate on the bill, a sum
 * rounded down) each key is charged its share; what was charged beyond them is for other things. Null: nothing is known but the price.
 */
export function chargedOf(charge: ReceiptCharge | null, price: Money): Money {
  if (charge === null || charge.amount >= charge.ofKeys) return price;
  return charge.amount <= 0 ? ZERO_MONEY : scaleMoney(price, charge.amount, charge.ofKeys);
}

/**
 * What was charged for the keys of one SKU that a receipt brought, and what came back of it; each above zero, but corrections of
 * either sign.
 */
export interface CreditedReceipt {
  /** As the receipt was posted. */
  readonly charged: Money;
  /** What corrections of prices changed since. */
  readonly corrected: Money;
  /** By claims for keys that stayed all the same. */
  readonly claimed: Money;
  readonly returned: Money;
  /** By undos of the import in part. */
  readonly undone: Money;
}

/** What may still come back for keys of that SKU: never more than was charged for them in all. */
export function creditLeftOfReceipt({ charged, corrected, claimed, returned, undone }: CreditedReceipt): Money {
  return money(Math.max(0, charged + corrected - claimed - returned - undone));
}

/**
 * How many of the keys that came beside what was ordered (too many, or of another SKU) are still here. What went back since, by
 * returns or by an undo in part, is taken as the ones that came beside it.
 */
export function besideLeft(quantity: number, wentBack: number): number {
  return Math.max(0, quantity - wentBack);
}
