import { expect, it } from 'vitest';
import type { Day } from '#shared/domain/time/business-time.ts';
import { proposedPeriod } from './statement-period.ts';

const day = (text: string) => text as Day;
const propose = (firstOn: string, lastOn: string, today: string) =>
  Object.values(proposedPeriod({ firstOn: day(firstOn), lastOn: day(lastOn) }, day(today)));

it('proposes the month of a sheet, and no end that is still to come', () => {
  expect(propose('2026-10-03', '2026-10-28', '2026-11-02')).toEqual(['2026-10-01', '2026-10-31']);
  expect(propose('2026-11-03', '2026-11-20', '2026-11-21')).toEqual(['2026-11-01', '2026-11-20']);
  expect(propose('2026-11-03', '2026-11-20', '2026-11-30')).toEqual(['2026-11-01', '2026-11-20']);
  expect(propose('2026-09-26', '2026-10-25', '2026-11-02')).toEqual(['2026-09-26', '2026-10-25']);
  expect(proposedPeriod({ firstOn: null, lastOn: null }, day('2026-11-02'))).toEqual({ from: null, to: null });
});
