import type { Money } from '#shared/domain/money/money.ts';
import type { ReadLine } from './read-line.ts';

/** A refund that an amount's cell spoke of, as the line it would become. */
export interface StatedRefund {
  readonly line: ReadLine;
  /** Its effect on a prepaid balance, as the sheet's own lines have theirs. */
  readonly effect: Money;
  /** What said so: the status of an order, a column beside the amount, or the amount's own cell. */
  readonly source: 'status' | 'column' | 'amount';
}

/**
 * Sorts out refunds that the sheet has a row of its own for: bills tell of one refund twice, inside the purchase's cell and
 * as a row with the same number (Alipay's own is `<order>_<refund>`). Such a row speaks for one of them. Who has rows for refunds
 * at all has one for each that a status speaks of.
 */
export function withoutOwnRows(stated: readonly StatedRefund[], lines: readonly ReadLine[]): StatedRefund[] {
  const rows = new Map<string, number>();
  for (const line of lines) {
    if (line.kind !== 'refund') continue;
    for (const key of keysOf(line, line.externalNumber.split('_')[0] ?? '')) rows.set(key, (rows.get(key) ?? 0) + 1);
  }
  const hasOwnRows = rows.size > 0;
  return stated.filter(({ line, source }) => {
    if (source === 'status') return !hasOwnRows;
    const key = keysOf(line, line.externalNumber).find((candidate) => (rows.get(candidate) ?? 0) > 0);
    if (key === undefined) return true;
    rows.set(key, (rows.get(key) ?? 0) - 1);
    return false;
  });
}

function keysOf({ amount, ourNumber }: ReadLine, externalNumber: string): string[] {
  return [
    ...(externalNumber === '' ? [] : [`theirs ${externalNumber} ${amount}`]),
    ...(ourNumber === '' ? [] : [`ours ${ourNumber} ${amount}`]),
  ];
}
