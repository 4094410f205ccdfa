import { type Context, today } from '#core/context.ts';
import type { Readable } from '#core/db/connection.ts';
import { firstOpenMonth } from '#core/reconciliation/closed-months.ts';
import type { StockAuthor } from './ledger.ts';

/**
 * Who posts to the stock book now, and into which day and month. What people and time do to keys cannot wait for a book to
 * be opened again: on a day whose month is closed (the clock was set back) it goes into the first open one.
 */
export function stockAuthor(context: Context, db: Readable = context.db): StockAuthor {
  const { day, month } = today(context, db);
  const openMonth = firstOpenMonth(db, 'stock', 0);
  return {
    userId: context.userId,
    now: context.now,
    day,
    month: openMonth !== null && month < openMonth ? openMonth : month,
  };
}
