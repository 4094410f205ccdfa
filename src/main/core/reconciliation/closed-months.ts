import type { Readable } from '#core/db/connection.ts';
import { invalidValue, Refusal } from '#core/refusal.ts';
import type { SupplierId } from '#shared/domain/ids.ts';
import { periodOfMonth } from '#shared/domain/reconciliation/periods.ts';
import { addDays, type Day, type Month, nextMonth } from '#shared/domain/time/business-time.ts';
import { latestClosedForPosting, latestSettledStatement } from './closed-months.repo.ts';

/** A book that documents are posted to; the shop's own closing locks every one of them. */
export type PostingBook = 'supplier' | 'stock';

/**
 * The first month of a book that takes documents; null while none was ever closed. Months close one after the other, so
 * every month before the latest closed one is closed too, also where no row says so. `bookId` is the supplier's id, 0 for stock.
 */
export function firstOpenMonth(db: Readable, book: PostingBook, bookId: number): Month | null {
  const latest = latestClosedForPosting(db, book, bookId);
  return latest === null ? null : nextMonth(latest);
}

/** Refuses with MONTH_CLOSED, naming the first open month, when `month` of the book takes no more documents. */
export function requireOpenMonth(db: Readable, book: PostingBook, bookId: number, month: Month): void {
  const openMonth = firstOpenMonth(db, book, bookId);
  if (openMonth !== null && month < openMonth) throw new Refusal('MONTH_CLOSED', { month, openMonth });
}

/**
 * Refuses with DAY_SETTLED, naming the statement and the first open day, a day up to the end of the latest settled statement of a
 * supplier: as with closed months, what is dated before it would change the balance that the statement began with.
 */
export function requireUnsettledDay(db: Readable, supplierId: SupplierId, day: Day): void {
  const settled = latestSettledStatement(db, supplierId);
  if (settled === null || day > settled.to) return;
  throw new Refusal('DAY_SETTLED', { number: settled.number, day, openFrom: addDays(settled.to, 1) });
}

/**
 * How far a document may be dated ahead: after a statement that was settled up to today, or to the end of this month, what comes
 * now is dated after it.
 */
const DAYS_AHEAD = 31;

/**
 * Refuses a day more than a month after `today`. A year typed wrongly would put an entry where nobody looks for decades, and a
 * statement settled up to there would lock every day before it.
 */
export function requireNotFarAhead(field: string, day: Day, today: Day): void {
  if (day > addDays(today, DAYS_AHEAD)) throw invalidValue(field, 'TOO_FAR_AHEAD', day);
}

/** The first day that a supplier's account takes entries of, by closed months and settled statements; null: it takes all. */
export function accountOpenFrom(
  db: Readable,
  { id, closingDay }: { readonly id: SupplierId; readonly closingDay: number },
): Day | null {
  const month = firstOpenMonth(db, 'supplier', id);
  const byMonth = month && periodOfMonth({ kind: 'supplier', supplierId: id, closingDay }, month).from;
  const settled = latestSettledStatement(db, id);
  const byStatement = settled && addDays(settled.to, 1);
  if (byMonth === null || byStatement === null) return byMonth ?? byStatement;
  return byMonth > byStatement ? byMonth : byStatement;
}
