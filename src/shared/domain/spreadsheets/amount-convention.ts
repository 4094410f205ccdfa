import type { Money } from '../money/money.ts';
import type { AmountConvention } from './statement-amount.ts';
import type { StatementLineKind } from './statement-words.ts';

/** A line as written: the kind that its type names, and the amount with the sign of the file. */
export interface WrittenAmount {
  readonly kind: StatementLineKind | null;
  readonly amount: Money;
}

/**
 * What the signs of a lone amount column mean in this file, from a sample of its lines. Without a minus anywhere the types
 * decide, and also where purchases and payments have the same sign and only what went back has a minus; else purchases
 * tell, and where there are none, payments and refunds.
 */
export function proposeAmountConvention(lines: readonly WrittenAmount[]): AmountConvention {
  if (!lines.some(({ amount }) => amount < 0)) return 'unsigned';
  const signOf = (kinds: readonly (StatementLineKind | null)[]): number => {
    const amounts = lines.flatMap(({ kind, amount }) => (kinds.includes(kind) ? [amount] : []));
    const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
    // As many returns as purchases: these come to more.
    return sum(amounts.map(Math.sign)) || sum(amounts);
  };
  const purchases = signOf(['purchase', 'fee']);
  if (purchases > 0 && signOf(['payment']) > 0) return 'unsigned';
  if (purchases !== 0) return purchases < 0 ? 'balance-effect' : 'debt-effect';
  const payments = signOf(['payment', 'refund', 'rebate']);
  if (payments !== 0) return payments > 0 ? 'balance-effect' : 'debt-effect';
  return signOf([null]) < 0 ? 'balance-effect' : 'debt-effect';
}
