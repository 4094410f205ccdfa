/** Which number formats show a date, and what date a serial number is. */

const BUILT_IN_DATES: ReadonlySet<number> = new Set([
  14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 45, 46, 47, 50, 51, 52, 53, 54, 55, 56,
  57, 58,
]);

export function isBuiltInDateFormat(id: number): boolean {
  return BUILT_IN_DATES.has(id);
}

/** True when the pattern shows a day or time: its letters outside quotes, brackets and escapes decide. */
export function isDateFormat(pattern: string): boolean {
  const letters = (pattern.split(';')[0] ?? '')
    .replace(/"[^"]*"|\\.|_.|\*./g, '')
    .replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '');
  if (/general|@/i.test(letters)) return false;
  return /[ymdhs]/i.test(letters);
}

/** How many digits a format such as `000000` shows at least, of which the file holds none in front; 0 for any other. */
export function paddedDigits(pattern: string): number {
  return /^0{2,15}$/.test(pattern) ? pattern.length : 0;
}

/** Digits as the sheet shows them: `000123` where the file holds 123 and a format that puts zeros before it. */
export function padDigits(digits: string, least: number): string {
  return least > digits.length && /^\d+$/.test(digits) ? digits.padStart(least, '0') : digits;
}

const DAY_MS = 86_400_000;
/** 9999-12-31, the last day Excel knows. */
const LAST_SERIAL = 2_958_466;

/**
 * The ISO text of an Excel serial (`2026-12-31`, or with `T10:00:05` when it has a time), or null for a serial that is no
 * day: a pure time, a negative number, or one beyond the year 9999.
 */
export function serialToIso(serial: number, is1904: boolean): string | null {
  if (!(serial >= 1) || serial >= LAST_SERIAL) return is1904 && serial >= 0 && serial < 1 ? isoOf(serial + 1462) : null;
  if (is1904) return isoOf(serial + 1462);
  // Excel believes in 1900-02-29 (serial 60), so that days before it are off by one.
  if (serial < 61) return serial >= 60 ? null : isoOf(serial + 1);
  return isoOf(serial);
}

function isoOf(serial: number): string {
  const seconds = Math.round(serial * 86_400);
  const text = new Date(
    Date.UTC(1899, 11, 30) + Math.floor(seconds / 86_400) * DAY_MS + (seconds % 86_400) * 1000,
  ).toISOString();
  return seconds % 86_400 === 0 ? text.slice(0, 10) : text.slice(0, 19);
}
