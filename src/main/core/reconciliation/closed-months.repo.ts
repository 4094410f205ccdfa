import type { Readable } from '#core/db/connection.ts';
import { readStatement } from '#core/db/statement.ts';
import type { SupplierId } from '#shared/domain/ids.ts';
import type { Day, Month } from '#shared/domain/time/business-time.ts';

// Asked with every document.
const selectLatestLocked = readStatement<{ book: string; bookId: number }, { month: Month }>(
  `SELECT month FROM periods WHERE book = @book AND book_id = @bookId
   AND state IN ('settled', 'balance-confirmed', 'closed') ORDER BY month DESC LIMIT 1`,
);
// Both books in one go, each by its index.
const selectLatestForPosting = readStatement<{ book: string; bookId: number }, { month: Month | '' }>(
  `SELECT MAX(
     COALESCE((SELECT month FROM periods WHERE book = @book AND book_id = @bookId
       AND state IN ('settled', 'balance-confirmed', 'closed') ORDER BY month DESC LIMIT 1), ''),
     COALESCE((SELECT month FROM periods WHERE book = 'shop' AND book_id = 0
       AND state IN ('settled', 'balance-confirmed', 'closed') ORDER BY month DESC LIMIT 1), '')) AS month`,
);

const selectLatestSettled = readStatement<{ supplierId: number }, { number: string; to: Day }>(
  `SELECT number, to_on AS "to" FROM statements
   WHERE supplier_id = @supplierId AND state = 'settled' ORDER BY from_on DESC LIMIT 1`,
);

/** The latest statement of a supplier that is settled; no two of them share a day. */
export function latestSettledStatement(db: Readable, supplierId: SupplierId): { number: string; to: Day } | null {
  return selectLatestSettled.get(db, { supplierId }) ?? null;
}

/** The latest month of a book that takes no more documents, by its own period or by the shop's. */
export function latestClosedForPosting(db: Readable, book: 'supplier' | 'stock', bookId: number): Month | null {
  return selectLatestForPosting.get(db, { book, bookId })?.month || null;
}

/** The latest month of a book whose period takes no more documents. A month that is only marked late still does. */
export function latestLockedMonth(db: Readable, book: 'supplier' | 'stock' | 'shop', bookId: number): Month | null {
  return selectLatestLocked.get(db, { book, bookId })?.month ?? null;
}
