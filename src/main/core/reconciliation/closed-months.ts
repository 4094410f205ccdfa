import type { Readable } from '#core/db/connection.ts';
import { Refusal } from '#core/refusal.ts';
import { type Month, nextMonth } from '#shared/domain/time/business-time.ts';
import { latestClosedForPosting } from './closed-months.repo.ts';

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
