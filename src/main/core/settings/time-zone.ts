import { Refusal } from '#core/refusal.ts';

/** Refuses a time zone that no calendar of this runtime knows. */
export function requireTimeZone(timeZone: string): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
  } catch {
    throw new Refusal('INVALID_VALUE', { field: 'timeZone', rule: 'TIME_ZONE', value: timeZone });
  }
}
