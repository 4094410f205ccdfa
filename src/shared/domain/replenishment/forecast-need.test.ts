import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { needInput, steady } from '#tests/support/need-input.ts';
import { addDays, type Day } from '../time/business-time.ts';
import { forecastHorizon, forecastNeed } from './forecast-need.ts';
import type { NeedReason } from './need.ts';
import { DEFAULT_RULE, ruleProblems } from './replenishment-rule.ts';
import { dayCalendar, type Season } from './season-calendar.ts';

const units = steady(10, 120);
// 120 days from 2025-01-06 on: today is 2025-05-06.
const TODAY = '2025-05-06' as Day;

function reason<Code extends NeedReason['code']>(reasons: readonly NeedReason[], code: Code) {
  return reasons.find((one): one is Extract<NeedReason, { code: Code }> => one.code === code);
}

describe('a need', () => {
  it('adds up: minimum + cover + demand until the forecast day − position', () => {
    const need = forecastNeed(needInput({ units, input: { available: 15 } }));
    expect(need.forecastDay).toBe('2025-05-07');
    const minimum = reason(need.reasons, 'MINIMUM')?.units ?? 0;
    const cover = reason(need.reasons, 'COVER')?.units ?? 0;
    const demand = reason(need.reasons, 'DEMAND_UNTIL_FORECAST_DAY')?.units ?? 0;
    expect(demand).toBeCloseTo(20, 6);
    expect(cover).toBeCloseTo(70, 6);
    expect(reason(need.reasons, 'SHORT')?.units).toBeCloseTo(minimum + cover + demand - 15, 6);
    expect(need.quantity).toBe(Math.ceil(minimum + cover + demand - 15 - 1e-9));
    expect(need.projected).toBeCloseTo(-5, 6);
  });

  it('tells how urgent it is', () => {
    const stateWith = (available: number, more = {}) =>
      forecastNeed(needInput({ units, input: { available, ...more } })).state;
    expect(stateWith(0)).toBe('out');
    expect(stateWith(10, { backorders: 10 })).toBe('out');
    expect(stateWith(15)).toBe('urgent');
    expect(stateWith(21)).toBe('soon');
    expect(stateWith(100)).toBe('ok');
    expect(stateWith(2000)).toBe('over');
    expect(stateWith(0, { incoming: [{ quantity: 500, dueOn: TODAY }] })).toBe('out');
    expect(stateWith(5, { incoming: [{ quantity: 500, dueOn: TODAY }] })).toBe('ok');
  });

  it('tells how long the stock lasts', () => {
    const need = forecastNeed(needInput({ units, input: { available: 45 } }));
    expect(need.daysOfCover).toBeCloseTo(4.5, 6);
    expect(need.runsOutOn).toBe('2025-05-10');
    expect(forecastNeed(needInput({ units, input: { available: 1000 } })).daysOfCover).toBeCloseTo(100, 6);
    expect(forecastNeed(needInput({ units: steady(0, 30), input: { available: 5 } })).daysOfCover).toBeNull();
  });

  it('does not order again what is late, and says so', () => {
    const incoming = [{ quantity: 200, dueOn: '2025-05-20' as Day }];
    const need = forecastNeed(needInput({ units, input: { available: 15, incoming } }));
    expect(need).toMatchObject({ quantity: 0, state: 'urgent' });
    expect(reason(need.reasons, 'INCOMING_DUE_LATER')).toEqual({
      code: 'INCOMING_DUE_LATER',
      units: 200,
      dueOn: '2025-05-20',
    });
    const overdue = [{ quantity: 200, dueOn: '2025-05-01' as Day }];
    expect(forecastNeed(needInput({ units, input: { available: 15, incoming: overdue } }))).toMatchObject({
      quantity: 0,
      state: 'ok',
    });
  });

  it('takes what comes on the forecast day as there in time, and not what comes a day later', () => {
    const dueOn = (day: string) => [{ quantity: 200, dueOn: day as Day }];
    const lateOf = (day: string) => {
      const { reasons } = forecastNeed(needInput({ units, input: { available: 15, incoming: dueOn(day) } }));
      return reason(reasons, 'INCOMING_DUE_LATER');
    };
    expect(lateOf('2025-05-07')).toBeUndefined();
    expect(lateOf('2025-05-08')).toMatchObject({ units: 200, dueOn: '2025-05-08' });
  });

  it('says by when an order is there that comes late, never before the forecast day', () => {
    const lateWith = (p90: number) =>
      forecastNeed(needInput({ units, input: { leadTime: { p50: 1, p90, deliveries: 20 } } })).forecastDayLate;
    expect(lateWith(5.2)).toBe('2025-05-12');
    expect(lateWith(0.5)).toBe('2025-05-07');
  });

  it('names the seasons ahead that change it, and no other', () => {
    const season = (code: string, from: string, to: string, factor: number): Season => ({
      code,
      factor,
      days: { kind: 'fixed', from, to },
    });
    const seasons = [
      season('ahead', '05-10', '05-12', 3),
      season('plain', '05-14', '05-15', 1),
      season('over', '05-01', '05-03', 3),
    ];
    const calendar = dayCalendar('2025-01-06' as Day, units.length + 220, seasons);
    const { reasons } = forecastNeed(needInput({ units, calendar, input: { available: 15 } }));
    const named = reasons.filter(({ code }) => code === 'SEASON');
    expect(named).toMatchObject([{ season: 'ahead', factor: 3, from: '2025-05-10', to: '2025-05-12' }]);
  });

  it('keeps the rule’s own minimum where that is more', () => {
    const need = forecastNeed(needInput({ units, rule: { minimum: 100 }, input: { available: 100 } }));
    expect(reason(need.reasons, 'MINIMUM')).toEqual({ code: 'MINIMUM', units: 100, by: 'rule' });
    // 20 are sold until it comes, 70 in the week after.
    expect(need.quantity).toBe(100 + 20 + 70 - 100);
  });

  it('is a whole multiple', () => {
    const need = forecastNeed(needInput({ units, rule: { orderMultiple: 25 }, input: { available: 15 } }));
    expect(need.quantity % 25).toBe(0);
    expect(reason(need.reasons, 'ROUNDED_UP')).toMatchObject({ to: need.quantity, multiple: 25 });
  });

  it('of a dead SKU is none but what is owed', () => {
    const dead = [...steady(5, 60), ...steady(0, 60)];
    const need = forecastNeed(needInput({ units: dead, rule: { minimum: 20 }, input: { available: 3 } }));
    expect(need).toMatchObject({ state: 'dead', quantity: 0, minimum: 0 });
    expect(reason(need.reasons, 'NOTHING_SOLD')?.days).toBe(60);
    expect(forecastNeed(needInput({ units: dead, input: { backorders: 4 } }))).toMatchObject({
      state: 'out',
      quantity: 4,
    });
  });

  it('of a dead SKU asks for nobody’s attention where nothing is left of it', () => {
    const dead = [...steady(5, 60), ...steady(0, 60)];
    expect(forecastNeed(needInput({ units: dead }))).toMatchObject({ state: 'dead', quantity: 0 });
  });

  it('is too much only beyond twice what lead time and cover days ask for, whatever the rule says', () => {
    const need = (available: number) => forecastNeed(needInput({ units, rule: { overDays: 1 }, input: { available } }));
    expect(need(170).state).toBe('ok');
    const over = need(190);
    expect(over.state).toBe('over');
    expect(reason(over.reasons, 'OVER')).toEqual({ code: 'OVER', days: 19, limitDays: 2 * (2 + 7) });
  });

  it('is alive while it could not be sold', () => {
    const closed = Array.from({ length: 60 }, (_, day) => 60 + day);
    const need = forecastNeed(needInput({ units: [...steady(5, 60), ...steady(0, 60)], closed }));
    expect(need.state).toBe('out');
    expect(need.quantity).toBeGreaterThan(40);
  });

  it('of a SKU that nothing is known of is the rule’s minimum', () => {
    const few = [...steady(0, 20), 2, 0, 1];
    expect(forecastNeed(needInput({ units: few, input: { available: 9 } }))).toMatchObject({
      state: 'not-enough-data',
      quantity: 0,
    });
    const never = needInput({ units: steady(0, 20), rule: { minimum: 5 } });
    expect(forecastNeed(never)).toMatchObject({ state: 'out', quantity: 5 });
    expect(forecastNeed({ ...never, available: 2 })).toMatchObject({ state: 'soon', quantity: 3 });
    const need = forecastNeed(needInput({ units: few, rule: { minimum: 12 }, input: { available: 9 } }));
    expect(need).toMatchObject({ state: 'soon', quantity: 3 });
    expect(reason(need.reasons, 'NOT_ENOUGH_DATA')).toMatchObject({ saleDays: 2, neededDays: 3 });
    const third = forecastNeed(needInput({ units: [...few, 1], input: { available: 9 } }));
    expect(third.state).not.toBe('not-enough-data');
    expect(reason(third.reasons, 'NOT_ENOUGH_DATA')).toBeUndefined();
  });

  it('of a new SKU that was sold out at once is what it sold', () => {
    const need = forecastNeed(needInput({ units: [...steady(0, 20), 9, 11, 0, 0], closed: [22, 23] }));
    expect(need.state).toBe('out');
    expect(need.quantity).toBeGreaterThan(70);
    expect(reason(need.reasons, 'NEW_SKU')?.days).toBe(4);
  });

  it('looks as far as the order lasts, and asks for a calendar that does', () => {
    expect(forecastHorizon({ ...DEFAULT_RULE, coverDays: 40 }, { p50: 3, p90: 5, deliveries: 9 })).toBe(44);
    const calendar = dayCalendar('2025-01-06' as Day, 130, []);
    expect(() => forecastNeed(needInput({ units, calendar }))).toThrow('shorter than the forecast');
  });

  it('names the fields of a rule that cannot be used', () => {
    expect(ruleProblems(DEFAULT_RULE)).toEqual([]);
    expect(ruleProblems({ ...DEFAULT_RULE, coverDays: 0, minimum: 9, maximum: 8 })).toEqual(['coverDays', 'maximum']);
  });
});

/** Any, slow, and with a weekend that sells more or less. */
const demand = fc.oneof(
  fc.array(fc.nat(40), { minLength: 3, maxLength: 200 }),
  fc.array(fc.constantFrom(0, 0, 0, 1, 2), { minLength: 30, maxLength: 200 }),
  fc
    .tuple(fc.array(fc.nat(2), { minLength: 60, maxLength: 250 }), fc.nat(6), fc.nat(6))
    .map(([sold, atWeekend, otherwise]) => sold.map((one, day) => one + (day % 7 >= 5 ? atWeekend : otherwise))),
);
const stock = fc.record({ available: fc.nat(300), backorders: fc.nat(20) });
const lots = fc.array(fc.record({ quantity: fc.integer({ min: 1, max: 90 }), lastIn: fc.nat(40) }), { maxLength: 4 });
type Lots = readonly { readonly quantity: number; readonly lastIn: number }[];

/** Stock with so much more of it that ends so many days after today, in a history of so many days. */
function withLots(own: { available: number; backorders: number }, ending: Lots, historyDays: number) {
  const perishing = ending.map(({ quantity, lastIn }) => ({
    quantity,
    sellableUntil: addDays('2025-01-06' as Day, historyDays + lastIn),
  }));
  return { ...own, available: ending.reduce((sum, { quantity }) => sum + quantity, own.available), perishing };
}

const incoming = fc.array(
  fc.record({ quantity: fc.integer({ min: 1, max: 200 }), dueOn: fc.constantFrom(null, TODAY, '2026-01-01' as Day) }),
  { maxLength: 3 },
);
const rule = fc.record({
  coverDays: fc.integer({ min: 1, max: 60 }),
  minimum: fc.option(fc.nat(100)),
  orderMultiple: fc.integer({ min: 1, max: 20 }),
  inStockTarget: fc.constantFrom(0.9, 0.97, 0.995),
});
const leadTime = fc.tuple(fc.nat(10), fc.nat(10)).map(([p50, more]) => ({ p50, p90: p50 + more, deliveries: 9 }));

describe('any need', () => {
  it('never falls when all demand is scaled up', () => {
    fc.assert(
      fc.property(
        demand,
        // A little more than the history, up to many times as much.
        fc.record({ of: fc.constantFrom(1, 2, 5, 10), more: fc.integer({ min: 1, max: 20 }) }),
        stock,
        incoming,
        rule,
        leadTime,
        fc.tuple(fc.nat(40), lots),
        (parts, { of, more }, own, due, ruled, lead, [spare, ending]) => {
          const sold = parts.map((one) => one * of);
          const closed = sold.map((_, day) => day).filter((day) => day % 9 === 4);
          const input = { ...withLots(own, ending, sold.length), incoming: due, leadTime: lead };
          const calendar = dayCalendar('2025-01-06' as Day, sold.length + 100);
          const once = needInput({ units: sold, closed, rule: ruled, input, calendar });
          const times = needInput({
            units: parts.map((one) => one * (of + more)),
            closed,
            rule: ruled,
            input,
            calendar,
          });
          const withReplacements = (one: typeof once, recentReplacements: number) => ({
            ...one,
            history: { ...one.history, recentReplacements },
          });
          const low = forecastNeed(withReplacements(once, spare * of));
          const high = forecastNeed(withReplacements(times, spare * (of + more)));
          expect(high.quantity).toBeGreaterThanOrEqual(low.quantity);
          expect(high.quantityBesideLate).toBeGreaterThanOrEqual(low.quantityBesideLate);
          expect(high.minimum).toBeGreaterThanOrEqual(low.minimum);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('never falls either where weekdays and a running season are learned from a little more', () => {
    const shaped = fc
      .record({ weeks: fc.integer({ min: 9, max: 30 }), rest: fc.nat(6), base: fc.nat(3), weekend: fc.nat(6) })
      .map(({ weeks, rest, base, weekend }) =>
        Array.from(
          { length: weeks * 7 + rest },
          (_, day) => base + (day % 3 === 0 ? 1 : 0) + (day % 7 > 4 ? weekend : 0),
        ),
      );
    const short = fc.record({ coverDays: fc.integer({ min: 1, max: 4 }), p50: fc.nat(2) });
    fc.assert(
      fc.property(
        shaped,
        fc.integer({ min: 1, max: 12 }),
        short,
        fc.nat(20),
        (parts, of, { coverDays, p50 }, began) => {
          const firstDay = '2025-01-06' as Day;
          const monthDay = (index: number) => addDays(firstDay, index).slice(5);
          const days = { from: monthDay(parts.length - began), to: monthDay(parts.length + 9) };
          const running = { code: 'running', factor: 3, days: { kind: 'fixed' as const, ...days } };
          const calendar = dayCalendar(firstDay, parts.length + 60, [running]);
          const needOf = (times: number) => {
            const input = { leadTime: { p50, p90: p50, deliveries: 9 } };
            return forecastNeed(
              needInput({ units: parts.map((one) => one * times), rule: { coverDays }, input, calendar }),
            );
          };
          expect(needOf(of + 1).quantity).toBeGreaterThanOrEqual(needOf(of).quantity);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('brings the forecast day to the minimum, and is nothing where what is on its way does', () => {
    fc.assert(
      fc.property(demand, stock, incoming, rule, leadTime, lots, (sold, own, due, ruled, lead, ending) => {
        const input = { ...withLots(own, ending, sold.length), incoming: due, leadTime: lead };
        const need = forecastNeed(needInput({ units: sold, rule: ruled, input }));
        const onItsWay = due.reduce((sum, { quantity }) => sum + quantity, 0);
        expect(need.position).toBe(input.available + onItsWay - own.backorders);
        const late = need.reasons.find(({ code }) => code === 'INCOMING_LATE');
        const lateUnits = late?.code === 'INCOMING_LATE' ? late.units : 0;
        expect(need.projected + lateUnits + need.quantityBesideLate).toBeGreaterThanOrEqual(need.minimum - 1e-6);
        if (need.projected + lateUnits >= need.minimum) expect(need.quantityBesideLate).toBe(0);
        expect(need.projected + need.quantity).toBeGreaterThanOrEqual(need.minimum - 1e-6);
        if (need.projected >= need.minimum) expect(need.quantity).toBe(0);
        expect(need.quantity % ruled.orderMultiple).toBe(0);
        const short = need.reasons.find(({ code }) => code === 'SHORT');
        if (short?.code === 'SHORT') expect(need.quantity).toBeGreaterThanOrEqual(short.units - 1e-6);
        expect(need.quantity >= 0 && Number.isSafeInteger(need.quantity)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe('stock that can be sold until a day only', () => {
  const lot = (quantity: number, sellableUntil: string) => ({ quantity, sellableUntil: sellableUntil as Day });
  const needWith = (available: number, perishing: ReturnType<typeof lot>[], more = {}) =>
    forecastNeed(needInput({ units, ...more, input: { available, perishing } }));

  it('is cover as far as it is sold by then', () => {
    // Ten a day: of a hundred that end with tomorrow, twenty are sold.
    const need = needWith(100, [lot(100, '2025-05-07')]);
    expect(need).toMatchObject({ state: 'soon', runsOutOn: '2025-05-08' });
    expect(need.daysOfCover).toBeCloseTo(2, 6);
    expect(need.projected).toBeCloseTo(0, 6);
    expect(reason(need.reasons, 'WILL_EXPIRE')).toMatchObject({ firstOn: '2025-05-07' });
    expect(reason(need.reasons, 'WILL_EXPIRE')?.units).toBeCloseTo(80, 6);
    // As if twenty had been there.
    expect(need.quantity).toBe(needWith(20, []).quantity);
    expect(needWith(100, [])).toMatchObject({ quantity: 0, state: 'ok' });
  });

  it('is ordered anew only when it will be gone before an order of tomorrow comes', () => {
    const need = needWith(100, [lot(100, '2025-05-08')]);
    expect(need).toMatchObject({ quantity: 0, runsOutOn: '2025-05-09' });
    expect(need.projected).toBeCloseTo(80, 6);
    expect(reason(need.reasons, 'WILL_EXPIRE')?.units).toBeCloseTo(70, 6);
    const soon = needWith(25, [lot(10, '2025-05-10')]);
    expect(soon.quantity).toBe(needWith(25, []).quantity);
  });

  it('counts what ends within the days that an order is to cover', () => {
    // 25 are left; of the hundred that end with the sixth day, 35 come too late to be sold beside them.
    const both = needWith(22, [lot(10, '2025-05-06'), lot(12, '2025-05-06')]);
    expect(reason(both.reasons, 'WILL_EXPIRE')?.units).toBeCloseTo(12, 6);
    expect(both.projected).toBeCloseTo(22 - 12 - 20, 6);
    expect(both.quantity).toBe(needWith(10, []).quantity);
  });

  it('goes to buyers who wait before it ends', () => {
    const input = { available: 30, perishing: [lot(30, '2025-05-06')], backorders: 15 };
    const need = forecastNeed(needInput({ units, input }));
    expect(reason(need.reasons, 'WILL_EXPIRE')?.units).toBeCloseTo(30 - 15 - 10, 6);
  });

  it('is looked at by the day of sale of each lot, whatever order they come in', () => {
    const lots = [lot(30, '2025-05-07'), lot(5, '2025-05-06'), lot(500, '2025-12-01')];
    const need = needWith(535, lots);
    expect(reason(need.reasons, 'WILL_EXPIRE')?.units).toBeCloseTo(35 - 20, 6);
    expect(need).toEqual(needWith(535, lots.toReversed()));
  });

  it('of a SKU without known demand is none beyond its day', () => {
    const few = [...steady(0, 20), 2, 0, 1];
    const input = { available: 12, perishing: [lot(12, '2025-01-30')] };
    // Today is 2025-01-29.
    expect(forecastNeed(needInput({ units: few, rule: { minimum: 12 }, input }))).toMatchObject({ quantity: 12 });
  });
});

describe('what is far overdue', () => {
  const due = (quantity: number, dueOn: string) => ({ quantity, dueOn: dueOn as Day });
  const needWith = (incoming: ReturnType<typeof due>[], available = 15) =>
    forecastNeed(needInput({ units, input: { available, incoming } }));

  it('is cover for a week, and then no longer', () => {
    expect(needWith([due(200, '2025-04-29')])).toMatchObject({ state: 'ok', quantity: 0, quantityBesideLate: 0 });
    const late = needWith([due(200, '2025-04-28')]);
    expect(late).toMatchObject({
      state: 'urgent',
      quantity: needWith([]).quantity,
      quantityBesideLate: 0,
      position: 215,
    });
    expect(late.projected).toBeCloseTo(-5, 6);
    expect(reason(late.reasons, 'INCOMING_LATE')).toEqual({
      code: 'INCOMING_LATE',
      units: 200,
      dueOn: '2025-04-28',
      days: 8,
    });
    expect(reason(late.reasons, 'INCOMING_DUE_LATER')).toBeUndefined();
  });

  it('leaves what is short even if it came', () => {
    const need = needWith([due(5, '2025-04-10'), due(5, '2025-04-20'), due(3, '2025-05-07')], 0);
    expect(reason(need.reasons, 'INCOMING_LATE')).toMatchObject({ units: 10, dueOn: '2025-04-10', days: 26 });
    expect(need.quantity - need.quantityBesideLate).toBe(10);
    expect(need.quantityBesideLate).toBe(needWith([due(3, '2025-05-07')], 10).quantity);
  });
});
