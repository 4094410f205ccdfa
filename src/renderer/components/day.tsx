import { formatDay, formatDayFull, formatInstant, formatInstantFull } from '#renderer/i18n/format.ts';

/** A moment as `11-21 14:05`, with the year when it is not this one, in full on hover. */
export function Moment({ at }: { at: number | null | undefined }) {
  if (at === null || at === undefined) return <span className="kc-faint">–</span>;
  return (
    <time dateTime={new Date(at).toISOString()} title={formatInstantFull(at)}>
      {formatInstant(at)}
    </time>
  );
}

/** A day of the business as `11-21`, with the year when it is not this one, in full on hover. */
export function CalendarDay({ on }: { on: string | null | undefined }) {
  if (!on) return <span className="kc-faint">–</span>;
  return (
    <time dateTime={on} title={formatDayFull(on)}>
      {formatDay(on)}
    </time>
  );
}
