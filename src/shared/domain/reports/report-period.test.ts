import { describe, expect, it } from 'vitest';
import type { Day, Month } from '../time/business-time.ts';
import { daysOfPeriod, parseReportPeriod, quarterOf, reportPeriodText } from './report-period.ts';

const today = '2026-11-18' as Day;

function days(text: string): string {
  const period = parseReportPeriod(text);
  if (!period) return 'no period';
  const { from, to } = daysOfPeriod(period, today);
  return `${from} ${to}`;
}

describe('the period of a report', () => {
  it.each([
    ['2026-02', '2026-02-01 2026-02-28'],
    ['2026-11', '2026-11-01 2026-11-18'],
    ['2026-12', '2026-12-01 2026-12-31'],
    ['2026-Q1', '2026-01-01 2026-03-31'],
    ['2026-Q4', '2026-10-01 2026-11-18'],
    ['last-90-days', '2026-08-21 2026-11-18'],
    ['last-12-months', '2025-12-01 2026-11-18'],
  ])('%s is %s', (text, expected) => {
    expect(days(text)).toBe(expected);
  });

  it.each(['', '2026', '2026-13', '2026-Q5', '2026-11-18', 'last-30-days'])('"%s" is none', (text) => {
    expect(parseReportPeriod(text)).toBeNull();
  });

  it.each(['2026-02', '0999-Q1', 'last-90-days'])('%s is written as it was read', (text) => {
    const period = parseReportPeriod(text);
    expect(period && reportPeriodText(period)).toBe(text);
  });

  it('knows the quarter of a month', () => {
    const quarters = ['2026-01', '2026-03', '2026-04', '2026-12'].map((month) =>
      reportPeriodText(quarterOf(month as Month)),
    );
    expect(quarters).toEqual(['2026-Q1', '2026-Q1', '2026-Q2', '2026-Q4']);
  });
});
