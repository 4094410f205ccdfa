import { createHash } from 'node:crypto';
import type { ReadDb } from '#core/db/connection.ts';
import { accountEntries, accountOpening } from '#core/reconciliation/month-data.job.repo.ts';
import { accountBreaks, accountClosing, type MonthRecord, movementRows } from '#core/reconciliation/month-record.ts';
import type { IssuedRecord } from '#core/vault/issued-log.ts';
import { type Money, sumMoney } from '#shared/domain/money/money.ts';
import { checkCarriedForward } from '#shared/domain/reconciliation/stock-movement-report.ts';
import { previousMonth } from '#shared/domain/time/business-time.ts';
import { type KeptClosing, keptClosings } from './verify.job.repo.ts';

/**
 * A closed month is what it was closed as: its record has the digest of its closing, issued.log knows the same one, it opens with
 * what the month before closed with, and the accounts still come to what it says.
 */
export function closingBreaches(db: ReadDb, log: readonly IssuedRecord[]): { count: number; breaches: string[] } {
  const closings = keptClosings(db);
  const logged = loggedDigests(log);
  const breaches = closings.flatMap((closing) => {
    const { book, month, digest } = closing;
    const named = `${book} ${month}`;
    const known = book === 'shop' ? logged.get(month) : undefined;
    return [
      ...(digestOf(closing) === digest ? [] : [`${named} is not what was closed`]),
      ...(known === undefined || known.has(digest) ? [] : [`${named} has another digest in issued.log`]),
    ];
  });
  const months = closings.filter(({ book }) => book === 'shop').map(recordOf);
  const byMonth = new Map(months.map((record) => [record.month, record]));
  for (const record of months) {
    breaches.push(...carriedBreaches(byMonth.get(previousMonth(record.month)), record), ...ledgerBreaches(db, record));
  }
  return { count: closings.length, breaches };
}

function digestOf({ snapshot }: KeptClosing): string {
  return createHash('sha256').update(snapshot).digest('hex');
}

function recordOf({ snapshot }: KeptClosing): MonthRecord {
  return JSON.parse(snapshot) as MonthRecord;
}

/** Every digest a month was closed with: it may have been opened and closed again, and a backup knows an earlier one. */
function loggedDigests(log: readonly IssuedRecord[]): Map<string, Set<string>> {
  const digests = new Map<string, Set<string>>();
  for (const { kind, payload } of log) {
    if (kind !== 'closing') continue;
    const { month, digest } = payload as { month: string; digest: string };
    digests.set(month, (digests.get(month) ?? new Set()).add(digest));
  }
  return digests;
}

function carriedBreaches(previous: MonthRecord | undefined, record: MonthRecord): string[] {
  if (previous === undefined) return [];
  const accounts = accountBreaks(previous, record).map(
    (id) => `${record.month} supplier ${id} does not open as it closed`,
  );
  const stock = checkCarriedForward(movementRows(previous), movementRows(record)).length;
  return stock === 0 ? accounts : [...accounts, `${record.month} stock does not open as it closed`];
}

function ledgerBreaches(db: ReadDb, { month, accounts }: MonthRecord): string[] {
  return accounts.flatMap((account) => {
    const entries = accountEntries(db, account.supplierId, month).map(({ amount }): Money => amount);
    const now = sumMoney([accountOpening(db, account.supplierId, month), ...entries]);
    return now === accountClosing(account)
      ? []
      : [`${month} supplier ${account.supplierId} was closed at another balance`];
  });
}
