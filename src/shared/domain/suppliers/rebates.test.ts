import { describe, expect, it } from 'vitest';
import type { SupplierEntryId } from '../ids.ts';
import { money } from '../money/money.ts';
import type { Day } from '../time/business-time.ts';
import {
  earlierRebate,
  lastPeriod,
  rebateDaysLate,
  rebateOf,
  rebatePractice,
  rebateState,
  withRecordedRebates,
} from './rebates.ts';

const day = (text: string) => text as Day;

describe('when rebates are really paid', () => {
  const promised = { amount: money(100), received: money(100), promisedOn: '2026-11-10' as Day, isGivenUp: false };
  const today = '2026-11-21' as Day;

  it('is unknown until one is over', () => {
    expect(
      rebatePractice([{ ...promised, received: money(0), promisedOn: today, lastReceivedOn: null }], today),
    ).toBeNull();
  });

  it('counts what came after its day, what is late still, and what was given up', () => {
    const inTime = { ...promised, lastReceivedOn: '2026-11-10' as Day };
    const late = { ...promised, lastReceivedOn: '2026-11-13' as Day };
    const missing = { ...promised, received: money(99), lastReceivedOn: '2026-11-09' as Day };
    const never = { ...promised, received: money(0), lastReceivedOn: null, isGivenUp: true };
    expect(rebatePractice([inTime], today)).toEqual({ count: 1, late: 0, meanDaysLate: null });
    expect(rebatePractice([inTime, late, missing], today)).toEqual({ count: 3, late: 2, meanDaysLate: 7 });
    expect(rebatePractice([never], today)).toEqual({ count: 1, late: 1, meanDaysLate: null });
  });
});

describe('a rebate that is due', () => {
  const facts = { amount: money(100), received: money(40), promisedOn: day('2026-11-10'), isEnded: false };

  it('is late from the day after it was promised, until all of it came', () => {
    expect(rebateState(facts, day('2026-11-10'))).toBe('expected');
    expect(rebateState(facts, day('2026-11-11'))).toBe('overdue');
    expect(rebateDaysLate(facts, day('2026-11-21'))).toBe(11);
    expect(rebateState({ ...facts, received: money(100) }, day('2026-11-21'))).toBe('received');
    expect(rebateDaysLate({ ...facts, isEnded: true }, day('2026-11-21'))).toBe(0);
  });

  it('is the rate of what was bought, and nothing where more came back than was bought', () => {
    expect(rebateOf(money(1_000_001), 1_500_000)).toBe(15_000);
    expect(rebateOf(money(-5), 1_500_000)).toBe(0);
  });

  it('came with the only earlier entry of exactly its amount', () => {
    const entry = (id: number, open: number) => ({
      id: id as SupplierEntryId,
      occurredOn: day('2026-11-01'),
      open: money(open),
    });
    expect(earlierRebate(money(100), [entry(1, 99), entry(2, 100), entry(3, 0)])?.id).toBe(2);
    expect(earlierRebate(money(100), [entry(1, 100), entry(2, 100)])).toBeNull();
    expect(earlierRebate(money(100), [entry(1, 200)])).toBeNull();
  });

  it('is worked out for the month or quarter that is over', () => {
    expect(lastPeriod('month', day('2026-01-15'))).toEqual({ from: '2025-12-01', to: '2025-12-31' });
    expect(lastPeriod('quarter', day('2026-01-15'))).toEqual({ from: '2025-10-01', to: '2025-12-31' });
    expect(lastPeriod('quarter', day('2026-11-30'))).toEqual({ from: '2026-07-01', to: '2026-09-30' });
    expect(lastPeriod('quarter', day('2026-03-31'))).toEqual({ from: '2025-10-01', to: '2025-12-31' });
  });

  it('adds to what the terms say of the time before', () => {
    const terms = { rebateDue: money(600), rebatePaid: money(420), rebateRate: 5 };
    expect(withRecordedRebates(terms, { due: money(100), received: money(30) })).toEqual({
      rebateDue: 700,
      rebatePaid: 450,
      rebateRate: 5,
    });
  });
});
