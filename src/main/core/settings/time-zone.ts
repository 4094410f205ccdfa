import { invalidValue } from '#core/refusal.ts';

/** Refuses a time zone that no calendar of this runtime knows. */
export function requireTimeZone(timeZone: string): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
  } catch {
    throw invalidValue('timeZone', 'TIME_ZONE', timeZone);
  }
}
