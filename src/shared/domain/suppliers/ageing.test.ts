import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { money } from '../money/money.ts';
import { addDays, type Day } from '../time/business-time.ts';
import { AGE_BUCKETS, ageBucket, ageingOf, bucketDays, dueDay, overdueOf } from './ageing.ts';

const TODAY = '2026-11-21' as Day;

describe('how old a debt is', () => {
  it('is due on its day and overdue from the next', () => {
    const at = (days: number) => ageBucket(addDays(TODAY, days), TODAY);
    expect([at(8), at(7), at(0), at(-1), at(-7), at(-8), at(-30), at(-31), at(-60), at(-61)]).toEqual([
      'later',
      'soon',
      'soon',
      'overdue-7',
      'overdue-7',
      'overdue-30',
      'overdue-30',
      'overdue-60',
      'overdue-60',
      'overdue-more',
    ]);
  });

  it('lies between the days of its bucket, and of no other', () => {
    fc.assert(
      fc.property(fc.integer({ min: -200, max: 200 }), (days) => {
        const dueOn = addDays(TODAY, days);
        const fitting = AGE_BUCKETS.filter((bucket) => {
          const { from, to } = bucketDays(bucket, TODAY);
          return (from === null || dueOn >= from) && (to === null || dueOn <= to);
        });
        expect(fitting).toEqual([ageBucket(dueOn, TODAY)]);
      }),
    );
  });

  it('sums by bucket', () => {
    const ageing = ageingOf(
      [
        { open: money(5), dueOn: addDays(TODAY, 20) },
        { open: money(7), dueOn: TODAY },
        { open: money(11), dueOn: addDays(TODAY, -3) },
        { open: money(13), dueOn: addDays(TODAY, -90) },
      ],
      TODAY,
    );
    expect(ageing).toMatchObject({ later: 5, soon: 7, 'overdue-7': 11, 'overdue-more': 13 });
    expect(overdueOf(ageing)).toBe(24);
  });

  it('gives goods on credit their days, and nothing else', () => {
    const terms = { settlement: 'credit', creditDays: 30 };
    expect(dueDay('purchase', TODAY, terms)).toBe('2026-12-21');
    expect(dueDay('fee', TODAY, terms)).toBe(TODAY);
    expect(dueDay('purchase', TODAY, { ...terms, settlement: 'prepaid' })).toBe(TODAY);
  });
});
