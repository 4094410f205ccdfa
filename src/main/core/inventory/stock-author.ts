import { type Context, today } from '#core/context.ts';
import type { StockAuthor } from './ledger.ts';

/** Who posts to the stock book now, and into which day and month. */
export function stockAuthor(context: Context): StockAuthor {
  return { userId: context.userId, now: context.now, ...today(context) };
}
