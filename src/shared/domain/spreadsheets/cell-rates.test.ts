import { describe, expect, it } from 'vitest';
import { durationInDays, RATE_SCALE, readDiscount, readDuration, readQuantity } from './cell-rates.ts';
import type { SheetCell } from './sheet-row.ts';

const text = (value: string): SheetCell => ({ kind: 'text', text: value });

describe('readDiscount', () => {
  it.each(['95折', '9.5折', '九五折', '0.95', '95%', '95 %', '９５折'])('%j is 0.95', (written) => {
    expect(readDiscount(text(written))).toEqual({ outcome: 'value', value: 95_000_000 });
  });

  it.each([
    ['8折', 0.8],
    ['八折', 0.8],
    ['98.5折', 0.985],
    ['10折', 1],
    ['1', 1],
    ['原价', 1],
    ['0.9725', 0.9725],
  ])('%j', (written, rate) => {
    expect(readDiscount(text(written))).toEqual({ outcome: 'value', value: Math.round(rate * RATE_SCALE) });
  });

  it.each([
    ['9.5', 'DISCOUNT_AMBIGUOUS'],
    ['95', 'DISCOUNT_AMBIGUOUS'],
    ['1.02', 'DISCOUNT_AMBIGUOUS'],
    ['0', 'NOT_A_DISCOUNT'],
    ['-5%', 'NOT_A_DISCOUNT'],
    ['300%', 'NOT_A_DISCOUNT'],
    ['打折', 'NOT_A_DISCOUNT'],
  ])('refuses %j as %s', (written, problem) => {
    expect(readDiscount(text(written))).toEqual({ outcome: 'problem', problem });
  });

  it('reads the raw double of a workbook', () => {
    expect(readDiscount({ kind: 'number', text: '0.94999999999999996' })).toEqual({
      outcome: 'value',
      value: 95_000_000,
    });
  });
});

describe('readQuantity', () => {
  it.each([
    ['3', 3],
    ['1,000', 1000],
    ['10张', 10],
    ['×2', 2],
    ['10.00', 10],
    ['-2', -2],
    ['1\t', 1],
    ['-0', 0],
  ])('%j is %i', (written, value) => {
    expect(readQuantity(text(written))).toEqual({ outcome: 'value', value });
  });

  it.each([
    ['1.5', 'FRACTIONAL_QUANTITY'],
    ['三', 'NOT_A_QUANTITY'],
    ['1,00', 'NOT_A_QUANTITY'],
    ['12345678901', 'NOT_A_QUANTITY'],
  ])('refuses %j as %s', (written, problem) => {
    expect(readQuantity(text(written))).toEqual({ outcome: 'problem', problem });
  });
});

describe('in a file with decimal commas', () => {
  const style = { hasDecimalCommas: true };

  it.each([
    ['10,00', 10],
    ['3', 3],
    ['10张', 10],
    ['1.234.567', 1_234_567],
    ['1.234,00', 1_234],
    ['-1.234,0张', -1_234],
    ['1,234.00', 1_234],
    ['10.00', 10],
    ['1,000', null],
    ['1.000', null],
  ])('%j pieces are %j', (written, value) => {
    const expected = value === null ? { outcome: 'problem', problem: 'NOT_A_QUANTITY' } : { outcome: 'value', value };
    expect(readQuantity(text(written), style)).toEqual(expected);
  });

  it('a discount has a comma too', () => {
    expect(readDiscount(text('0,95'), style)).toEqual({ outcome: 'value', value: 95_000_000 });
    expect(readDiscount(text('9,5折'), style)).toEqual({ outcome: 'value', value: 95_000_000 });
    expect(readDiscount(text('0,95'))).toMatchObject({ outcome: 'problem' });
  });
});

describe('readDuration', () => {
  it.each([
    ['30天', 30],
    ['30', 30],
    ['72小时', 3],
    ['25小时', 2],
    ['1个月', 30],
    ['12个月', 365],
    ['月卡', 30],
    ['季卡', 90],
    ['年卡', 365],
    ['2周', 14],
    ['1 year', 365],
    ['7 days', 7],
  ])('%j lasts %i days', (written, days) => {
    const reading = readDuration(text(written));
    expect(reading.outcome === 'value' && durationInDays(reading.value)).toBe(days);
  });

  it('refuses what is no length of time', () => {
    expect(readDuration(text('很久'))).toEqual({ outcome: 'problem', problem: 'NOT_A_DURATION' });
  });
});
