import { createHash } from 'node:crypto';
import type { ReadDb } from '#core/db/connection.ts';
import {
  accountEntries,
  accountOpening,
  stockMovements,
  stockOpenings,
} from '#core/reconciliation/month-data.job.repo.ts';
import {
  accountBreaks,
  accountClosing,
  type MonthRecord,
  type MovedStock,
  movementRows,
} from '#core/reconciliation/month-record.ts';
import type { IssuedRecord } from '#core/vault/issued-log.ts';
import type { SkuId } from '#shared/domain/ids.ts';
import { type Money, sumMoney } from '#shared/domain/money/money.ts';
import { checkCarriedForward } from '#shared/domain/reconciliation/stock-movement-report.ts';
import { previousMonth } from '#shared/domain/time/business-time.ts';
import { type KeptClosing, keptClosings } from './verify.job.repo.ts';

/**
 * A closed month is what it was closed as: its record has the digest of its closing, issued.log knows the same one, it opens with
 * what the month before closed with, and accounts and stock ledger still come to what it says.
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
  for (const closing of closings) breaches.push(...stockBreaches(db, closing, closings));
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

interface Moved {
  readonly quantity: number;
  readonly value: number;
}

/**
 * What moved of each SKU in a closed month, and what it had before the first of them, is what the ledger says now. The months
 * between open with each other's closing, so that nothing is added up twice.
 */
function stockBreaches(db: ReadDb, closing: KeptClosing, closings: readonly KeptClosing[]): string[] {
  const { book, month } = closing;
  const rows = movementRows(JSON.parse(closing.snapshot) as { stock: readonly MovedStock[] });
  const moved = new Map(
    rows.map(({ skuId, opening, closing: end }) => [
      skuId,
      { quantity: end.quantity - opening.quantity, value: end.value - opening.value },
    ]),
  );
  const changed = differing(moved, summed(stockMovements(db, month)));
  const before = previousMonth(month);
  const isFirst = !closings.some((other) => other.book === book && other.month === before);
  const opened = isFirst
    ? differing(new Map(rows.map(({ skuId, opening }) => [skuId, opening])), summed(stockOpenings(db, month)))
    : [];
  return [
    ...changed.map((skuId) => `${book} ${month} sku ${skuId} moved otherwise`),
    ...opened.map((skuId) => `${book} ${month} sku ${skuId} opened otherwise`),
  ];
}

function summed(rows: readonly (Moved & { readonly skuId: SkuId })[]): Map<SkuId, Moved> {
  const sums = new Map<SkuId, Moved>();
  for (const { skuId, quantity, value } of rows) {
    const sum = sums.get(skuId) ?? { quantity: 0, value: 0 };
    sums.set(skuId, { quantity: sum.quantity + quantity, value: sum.value + value });
  }
  return sums;
}

/** SKUs of which the two sides say different sums; a SKU that is missing on a side is nothing there. */
function differing(kept: ReadonlyMap<SkuId, Moved>, now: ReadonlyMap<SkuId, Moved>): SkuId[] {
  const nothing = { quantity: 0, value: 0 };
  return [...new Set([...kept.keys(), ...now.keys()])].filter((skuId) => {
    const [one, other] = [kept.get(skuId) ?? nothing, now.get(skuId) ?? nothing];
    return one.quantity !== other.quantity || one.value !== other.value;
  });
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
