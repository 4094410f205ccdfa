import { addDays, type Day, lastDayOf, type Month, monthOf, nextMonth, previousMonth } from '../time/business-time.ts';

/**
 * The month of a supplier's book that a day belongs to. A book with 结账日 25 runs from the 26th to the 25th, so that the
 * 26th of November is in December already. A closing day that the month does not have is its last day; 31 is the calendar month.
 */
export function bookMonthOf(day: Day, closingDay: number): Month {
  const month = monthOf(day);
  return day <= closingOf(month, closingDay) ? month : nextMonth(month);
}

/** First and last day of a month of the book; neighbouring months neither overlap nor leave a day out. */
export function bookMonthRange(month: Month, closingDay: number): { readonly from: Day; readonly to: Day } {
  return { from: addDays(closingOf(previousMonth(month), closingDay), 1), to: closingOf(month, closingDay) };
}

function closingOf(month: Month, closingDay: number): Day {
  const last = lastDayOf(month);
  const wanted = `${month}-${String(closingDay).padStart(2, '0')}` as Day;
  return wanted < last ? wanted : last;
}
