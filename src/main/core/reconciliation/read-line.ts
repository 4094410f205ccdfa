import type { Money } from '#shared/domain/money/money.ts';
import type { StatementLine as AccountLine } from '#shared/domain/reconciliation/match-types.ts';

/** A line as it is kept: signed like our account, so that what they bill is positive. */
export interface ReadLine extends Omit<AccountLine, 'id'> {
  readonly rowNumber: number;
  readonly balance: Money | null;
}
