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
 * decide; else purchases tell, and where there are none, payments and refunds.
 */
export function proposeAmountConvention(lines: readonly WrittenAmount[]): AmountConvention {
  if (!lines.some(({ amount }) => amount < 0)) return 'unsigned';
  const signOf = (kinds: readonly (StatementLineKind | null)[]) =>
    lines.reduce((sum, { kind, amount }) => (kinds.includes(kind) ? sum + Math.sign(amount) : sum), 0);
  const purchases = signOf(['purchase', 'fee']);
  if (purchases !== 0) return purchases < 0 ? 'balance-effect' : 'debt-effect';
  const payments = signOf(['payment', 'refund', 'rebate']);
  if (payments !== 0) return payments > 0 ? 'balance-effect' : 'debt-effect';
  return signOf([null]) < 0 ? 'balance-effect' : 'debt-effect';
}
