import type { SupplierId } from '../ids.ts';
import type { Money } from '../money/money.ts';
import {
  addDays,
  type Day,
  firstDayOf,
  lastDayOf,
  type Month,
  monthOf,
  nextMonth,
  previousMonth,
} from '../time/business-time.ts';

/** A book that is closed by itself: one supplier's account, one payment account, or stock. */
export type Book =
  | { readonly kind: 'supplier'; readonly supplierId: SupplierId; readonly closingDay: number }
  | { readonly kind: 'payment'; readonly accountId: number; readonly closingDay: number }
  | { readonly kind: 'stock' };

/** One period of a book, named by the month its last day is in. Both days belong to it. */
export interface BookPeriod {
  readonly month: Month;
  readonly from: Day;
  readonly to: Day;
}

/** The 结账日 of a book that closes with the calendar month. */
export const MONTH_END = 31;

/** The day of the month on which a book closes; stock closes with the month. Throws a RangeError outside 1 to 31. */
function closingDayOf(book: Book): number {
  if (book.kind === 'stock') return MONTH_END;
  if (!Number.isInteger(book.closingDay) || book.closingDay < 1 || book.closingDay > MONTH_END) {
    throw new RangeError('A closing day is from 1 to 31.');
  }
  return book.closingDay;
}

/** The last day of a book's period of that month: its closing day, or the month's last where the month is shorter. */
function endOf(book: Book, month: Month): Day {
  const closingDay = closingDayOf(book);
  const last = lastDayOf(month);
  return closingDay >= Number(last.slice(8)) ? last : addDays(firstDayOf(month), closingDay - 1);
}

export function periodOfMonth(book: Book, month: Month): BookPeriod {
  return { month, from: addDays(endOf(book, previousMonth(month)), 1), to: endOf(book, month) };
}

/** The period of a book that a day belongs to. */
export function periodFor(book: Book, day: Day): BookPeriod {
  const month = monthOf(day);
  return periodOfMonth(book, day <= endOf(book, month) ? month : nextMonth(month));
}

/** A closing of a book's period with the balance it ended on, in the book's own sign. */
export interface Closing {
  readonly month: Month;
  readonly balance: Money;
}

export type CloseRefusal =
  | { readonly code: 'PERIOD_NOT_OVER'; readonly endsOn: Day }
  | { readonly code: 'ALREADY_CLOSED'; readonly month: Month }
  | { readonly code: 'PREVIOUS_PERIOD_OPEN'; readonly month: Month }
  | { readonly code: 'OPENING_DIFFERS'; readonly expected: Money; readonly actual: Money };

/**
 * Why a book's period cannot be closed, null when it can. Periods close one after the other from the book's first, and
 * each starts from the balance the one before ended on.
 */
export function closeRefusal(
  book: Book,
  closings: readonly Closing[],
  period: { readonly month: Month; readonly opening: Money },
  today: Day,
): CloseRefusal | null {
  const { to } = periodOfMonth(book, period.month);
  const last = lastClosing(closings);
  if (last !== null && period.month <= last.month) return { code: 'ALREADY_CLOSED', month: period.month };
  const expected = last === null ? period.month : nextMonth(last.month);
  if (period.month !== expected) return { code: 'PREVIOUS_PERIOD_OPEN', month: expected };
  if (today <= to) return { code: 'PERIOD_NOT_OVER', endsOn: to };
  if (last !== null && last.balance !== period.opening) {
    return { code: 'OPENING_DIFFERS', expected: last.balance, actual: period.opening };
  }
  return null;
}

/** The balance a period opens with: the closing of the one before; null when that was never closed. */
export function openingOf(closings: readonly Closing[], month: Month): Money | null {
  const before = previousMonth(month);
  return closings.find((closing) => closing.month === before)?.balance ?? null;
}

export function lastClosing(closings: readonly Closing[]): Closing | null {
  return closings.reduce<Closing | null>(
    (last, closing) => (last && last.month > closing.month ? last : closing),
    null,
  );
}

/** The periods that are re-opened to re-open one, in the order it is done: the latest first. Empty when it is open. */
export function reopenOrder(closings: readonly Closing[], month: Month): Month[] {
  const months = closings.map((closing) => closing.month).filter((closed) => closed >= month);
  return closings.some((closing) => closing.month === month) ? months.sort().reverse() : [];
}

export function isClosed(book: Book, closings: readonly Closing[], day: Day): boolean {
  const last = lastClosing(closings);
  return last !== null && day <= periodOfMonth(book, last.month).to;
}

/** The day on which something dated in a closed period is posted: the first one still open. Any open day stays. */
export function openDayFor(book: Book, closings: readonly Closing[], day: Day): Day {
  const last = lastClosing(closings);
  if (last === null || !isClosed(book, closings, day)) return day;
  return addDays(periodOfMonth(book, last.month).to, 1);
}

/** How a book stands in the shop's month. `late` says why, and closes the month all the same. */
export interface BookMonth {
  readonly book: Book;
  readonly status: 'open' | 'settled' | 'balance-confirmed' | 'late';
  readonly reason: string;
}

export interface MonthReadiness {
  readonly isReady: boolean;
  /** Books that are open, or late without a reason. */
  readonly blocking: readonly BookMonth[];
  /** Books that come after: the month's report says so. */
  readonly late: readonly BookMonth[];
}

/**
 * Whether the shop's month can be closed: every book is settled, or has no statement and its balance was confirmed, or
 * is late with a reason.
 */
export function monthReadiness(books: readonly BookMonth[]): MonthReadiness {
  const late = books.filter(({ status, reason }) => status === 'late' && reason.trim() !== '');
  const blocking = books.filter(
    (month) => month.status === 'open' || (month.status === 'late' && !late.includes(month)),
  );
  return { isReady: blocking.length === 0, blocking, late };
}
