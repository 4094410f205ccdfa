import { today } from '#renderer/i18n/format.ts';
import type { FilterCodec } from '#renderer/lib/url-filters.ts';
import { monthsBefore, parseReportPeriod, quarterOf, reportPeriodText } from '#shared/domain/reports/report-period.ts';
import { type Day, monthOf } from '#shared/domain/time/business-time.ts';

const USUAL_PERIOD = 'last-90-days';
const OFFERED_MONTHS = 12;

/** A report's period in the address; the last 90 days where there is none. */
export const periodFilter: FilterCodec<string> = {
  read: (text) => (text !== null && parseReportPeriod(text) ? text : USUAL_PERIOD),
  write: (text) => (text === USUAL_PERIOD ? null : text),
};

/** The months and quarters that are offered, newest first. */
export function offeredPeriods(): { months: string[]; quarters: string[] } {
  const thisMonth = monthOf(today() as Day);
  const months = Array.from({ length: OFFERED_MONTHS }, (_, index) => monthsBefore(thisMonth, index));
  const quarters = [...new Set(months.map((month) => reportPeriodText(quarterOf(month))))];
  return { months, quarters };
}
