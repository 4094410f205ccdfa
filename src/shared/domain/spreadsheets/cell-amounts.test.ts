import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatMoneyPlain, money } from '../money/money.ts';
import { readAmount, readFaceValue } from './cell-amounts.ts';
import type { SheetCell } from './sheet-row.ts';

const text = (value: string): SheetCell => ({ kind: 'text', text: value });
const number = (value: string): SheetCell => ({ kind: 'number', text: value });

describe('readAmount', () => {
  it.each<[string, number, string | undefined]>([
    ['49.74', 497_400, undefined],
    ['¥28.16', 281_600, 'CNY'],
    ['￥50.0', 500_000, 'CNY'],
    ['50.00元', 500_000, 'CNY'],
    ['0元', 0, 'CNY'],
    ['人民币1,234.56元', 12_345_600, 'CNY'],
    ['１２３．５', 1_235_000, undefined],
    ['（12.00）', -120_000, undefined],
    ['-27.50', -275_000, undefined],
    ['¥-27.5', -275_000, 'CNY'],
    ['-¥27.5', -275_000, 'CNY'],
    ['−27.5', -275_000, undefined],
    ['+12', 120_000, undefined],
    ['0.0001', 1, undefined],
    ['$10', 100_000, 'USD'],
    ['HK$10', 100_000, 'HKD'],
    ['1.2万', 120_000_000, undefined],
    ['1.2万元', 120_000_000, 'CNY'],
    ['.5', 5_000, undefined],
    ['`50.00', 500_000, undefined],
    ['168.99\t', 1_689_900, undefined],
  ])('%j', (written, amount, currency) => {
    const value = currency ? { amount, currency } : { amount };
    expect(readAmount(text(written))).toEqual({ outcome: 'value', value });
  });

  it('takes no comma for a mark of thousands that is none', () => {
    for (const written of ['12,50', '12,5', '0,125', '00,125', '1,2500', '1,25.00']) {
      expect(readAmount(text(written)), written).toEqual({ outcome: 'problem', problem: 'NOT_AN_AMOUNT' });
    }
    expect(readAmount(text('1,250'))).toEqual({ outcome: 'value', value: { amount: 12_500_000 } });
    expect(readAmount(text('1,250.00'))).toEqual({ outcome: 'value', value: { amount: 12_500_000 } });
    expect(readAmount(text('0,125'), { hasDecimalCommas: true })).toEqual({
      outcome: 'value',
      value: { amount: 1_250 },
    });
  });

  it('reads what went back from inside the cell', () => {
    const value = { amount: 1_317_700, refunded: 898_400 };
    expect(readAmount(text('131.77(已退款89.84)'))).toEqual({ outcome: 'value', value });
    expect(readAmount(text('¥131.77（已退款¥89.84）'))).toEqual({
      outcome: 'value',
      value: { ...value, currency: 'CNY' },
    });
  });

  it('takes a refund without a figure for the whole', () => {
    const value = { amount: 125_000, refunded: 125_000 };
    expect(readAmount(text('12.50(已退款)'))).toEqual({ outcome: 'value', value });
    expect(readAmount(text('12.50（已全额退款）'))).toEqual({ outcome: 'value', value });
    expect(readAmount(text('已退款'))).toEqual({ outcome: 'problem', problem: 'REFUND_WITHOUT_AMOUNT' });
  });

  it.each(['', ' ', '/', '-', '--', '无', '\t'])('has nothing in %j', (written) => {
    expect(readAmount(text(written))).toEqual({ outcome: 'empty' });
  });

  it.each([
    ['12,34', 'NOT_AN_AMOUNT'],
    ['1,2345.00', 'NOT_AN_AMOUNT'],
    ['12.5.1', 'NOT_AN_AMOUNT'],
    ['(12', 'NOT_AN_AMOUNT'],
    ['-(12)', 'NOT_AN_AMOUNT'],
    ['五十', 'NOT_AN_AMOUNT'],
    ['50面值', 'NOT_AN_AMOUNT'],
    ['0.00001', 'TOO_MANY_DECIMALS'],
    ['9999999999999', 'AMOUNT_TOO_LARGE'],
    ['#REF!', 'FORMULA_ERROR'],
  ])('refuses %j as %s', (written, problem) => {
    expect(readAmount(text(written))).toEqual({ outcome: 'problem', problem });
  });

  it.each<[string, number | null]>([
    ['9,50', 95_000],
    ['¥9,5', 95_000],
    ['-9,50', -95_000],
    ['1.234,50', 12_345_000],
    ['1 234,50元', 12_345_000],
    ['0,125', 1_250],
    ['1234,567', 12_345_670],
    ['9.50', 95_000],
    ['1,234.50', 12_345_000],
    ['1,234,567', 12_345_670_000],
    ['1,234', null],
    ['12,345', null],
    ['1.250', null],
    ['¥12.500', null],
    ['-1.250', null],
    ['0.125', 1_250],
    ['1234.567', 12_345_670],
    ['1.2500', 12_500],
    ['1.234.567', 12_345_670_000],
    ['1.234.567,50', 12_345_675_000],
    ['9,50,1', null],
    ['9,5.0', null],
    [',50', null],
  ])('reads %j of a file with decimal commas, or refuses it where it may be thousands', (written, amount) => {
    const reading = readAmount(text(written), { hasDecimalCommas: true });
    if (amount === null) expect(reading).toEqual({ outcome: 'problem', problem: 'NOT_AN_AMOUNT' });
    else expect(reading).toMatchObject({ outcome: 'value', value: { amount } });
  });

  it('reads the raw double of a workbook as Excel shows it', () => {
    expect(readAmount(number('41.930000000000007'))).toEqual({ outcome: 'value', value: { amount: 419_300 } });
    expect(readAmount(number('0.30000000000000004'))).toEqual({ outcome: 'value', value: { amount: 3_000 } });
    expect(readAmount(number('9.9999999999994316E-2'))).toEqual({ outcome: 'value', value: { amount: 1_000 } });
    expect(readAmount(number('0.12345'))).toEqual({ outcome: 'problem', problem: 'TOO_MANY_DECIMALS' });
    expect(readAmount(number('1E-3'))).toEqual({ outcome: 'value', value: { amount: 10 } });
    expect(readAmount(number('1E+20'))).toEqual({ outcome: 'problem', problem: 'AMOUNT_TOO_LARGE' });
    expect(readAmount({ kind: 'date', text: '2026-12-31' })).toEqual({ outcome: 'problem', problem: 'NOT_AN_AMOUNT' });
  });

  it('reads back every amount as we write it, plain or dressed', () => {
    const amounts = fc.integer({ min: -1e12, max: 1e12 });
    const dress = fc.constantFrom<(plain: string) => string>(
      (plain) => plain,
      (plain) => `${plain}元`,
      (plain) => `￥${plain}`,
      (plain) => `${plain}\t`,
      (plain) => plain.replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ','),
    );
    fc.assert(
      fc.property(amounts, dress, (parts, write) => {
        const reading = readAmount(text(write(formatMoneyPlain(money(parts)))));
        expect(reading).toMatchObject({ outcome: 'value', value: { amount: money(parts) } });
      }),
    );
  });
});

describe('readFaceValue', () => {
  it.each([
    ['50', 500_000, undefined],
    ['50元', 500_000, 'CNY'],
    ['100Q币', 1_000_000, 'Q币'],
    ['1000点', 10_000_000, '点'],
    ['$10', 100_000, 'USD'],
    ['10美元', 100_000, 'USD'],
  ])('%j', (written, amount, unit) => {
    expect(readFaceValue(text(written))).toEqual({ outcome: 'value', value: unit ? { amount, unit } : { amount } });
  });

  it('refuses words', () => {
    expect(readFaceValue(text('月卡'))).toEqual({ outcome: 'problem', problem: 'NOT_AN_AMOUNT' });
  });
});
