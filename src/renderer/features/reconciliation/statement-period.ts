import { type Day, firstDayOf, lastDayOf, monthOf } from '#shared/domain/time/business-time.ts';

/**
 * The days that a sheet seems to cover: the month in which its days lie, or the days themselves when they are of several months
 * or of one that still runs, whose end nobody can settle yet.
 */
export function proposedPeriod(
  { firstOn, lastOn }: { readonly firstOn: Day | null; readonly lastOn: Day | null },
  today: Day,
): { from: Day | null; to: Day | null } {
  if (firstOn === null || lastOn === null || monthOf(firstOn) !== monthOf(lastOn)) return { from: firstOn, to: lastOn };
  const end = lastDayOf(monthOf(lastOn));
  return { from: firstDayOf(monthOf(firstOn)), to: end < today ? end : lastOn };
}
