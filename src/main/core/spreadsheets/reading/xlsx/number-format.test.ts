import { describe, expect, it } from 'vitest';
import { isBuiltInDateFormat, isDateFormat, serialToIso } from './number-format.ts';

describe('number formats', () => {
  it.each([
    'yyyy-mm-dd',
    'm/d/yy h:mm',
    '[$-804]yyyy"年"m"月"d"日"',
    'h:mm:ss',
    '[h]:mm',
    'dd\\.mm\\.yyyy;@',
    'yyyy/m/d;@',
  ])('%s shows a date', (pattern) => expect(isDateFormat(pattern)).toBe(true));
  it.each(['General', '0.00', '@', '"days" 0', '\\¥#,##0.00', '[Red]0', '[$-804]0.00', '0\\d', '#,##0_d', '0.00E+00'])(
    '%s shows a number',
    (pattern) => expect(isDateFormat(pattern)).toBe(false),
  );
  it('knows the built-in dates, Chinese ones too', () => {
    expect([14, 22, 31, 57].every(isBuiltInDateFormat)).toBe(true);
    expect([0, 1, 4, 9, 37, 49].some(isBuiltInDateFormat)).toBe(false);
  });
});

describe('serial numbers', () => {
  it.each([
    [1, '1900-01-01'],
    [59, '1900-02-28'],
    [61, '1900-03-01'],
    [46_387, '2026-12-31'],
    [46_387.5, '2026-12-31T12:00:00'],
    [46_387.999_999_9, '2027-01-01'],
    [2_958_465, '9999-12-31'],
  ])('%d is %s', (serial, iso) => expect(serialToIso(serial, false)).toBe(iso));

  it.each([60, 0, 0.5, -1, 2_958_466, Number.NaN, 1e15])('%d is no day', (serial) => {
    expect(serialToIso(serial, false)).toBeNull();
  });

  it('counts from 1904 where the workbook says so', () => {
    expect(serialToIso(0, true)).toBe('1904-01-01');
    expect(serialToIso(44_925, true)).toBe('2026-12-31');
  });
});
