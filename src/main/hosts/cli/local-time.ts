/** An instant as the computer's clock shows it, which on an office PC is the shop's: `2026-11-02 01:00:00`. */
export function localTime(instant: number): string {
  return new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium' }).format(instant);
}
