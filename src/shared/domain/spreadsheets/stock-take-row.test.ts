import { describe, expect, it } from 'vitest';
import { createStockTakeJudge, type StockTakeOptions } from './stock-take-row.ts';

const OPTIONS: StockTakeOptions = {
  columns: { cardNumber: 0, status: 1, usedOn: 2 },
  header: ['卡号', '是否使用', '使用时间'],
};
const judge = (texts: readonly string[], options = OPTIONS) =>
  createStockTakeJudge(options)({
    rowNumber: 3,
    isHidden: false,
    cells: texts.map((text) => ({ kind: text === '' ? 'empty' : 'text', text })),
  });

describe('createStockTakeJudge', () => {
  it('reads number, meaning and day', () => {
    expect(judge(['0001\t', '是', '2026/9/1 10:00'])).toEqual({
      verdict: 'accepted',
      rowNumber: 3,
      cardNumber: '0001',
      secret: undefined,
      meaning: 'used',
      usedOn: '2026-09-01',
    });
    expect(judge(['0001', '否', ''])).toMatchObject({ meaning: 'sellable', usedOn: undefined });
    expect(judge(['00\u200b01', '', '2026-09-01'])).toMatchObject({ cardNumber: '0001', meaning: 'used' });
  });

  it('takes a bare list of numbers as a list of used ones', () => {
    expect(judge(['0001'], { columns: { cardNumber: 0 } })).toMatchObject({ meaning: 'used' });
  });

  it('refuses what it cannot tell', () => {
    expect(judge(['0001', '1', ''])).toMatchObject({ reason: 'STATUS_UNKNOWN', columnIndex: 1 });
    expect(judge(['', '是', ''])).toMatchObject({ reason: 'NUMBER_MISSING', columnIndex: 0 });
    expect(judge(['1.23457E+15', '是', ''])).toMatchObject({ reason: 'SCIENTIFIC_NOTATION', columnIndex: 0 });
    expect(judge(['0001', '', '昨天'])).toMatchObject({ reason: 'NOT_A_DAY', columnIndex: 2 });
  });

  it('takes the word of the status where the day cannot be read, and any day for one of use', () => {
    const used = { verdict: 'accepted', meaning: 'used', usedOn: undefined };
    expect(judge(['0001', '是', 'Dec-26'])).toMatchObject(used);
    expect(judge(['0001', '是', '昨天'])).toMatchObject(used);
    expect(judge(['0001', '', '11/05/2026'])).toMatchObject(used);
    expect(judge(['0001', '否', '昨天'])).toMatchObject({ ...used, meaning: 'sellable' });
    const days: StockTakeOptions = { columns: { cardNumber: 0, usedOn: 1 }, header: ['卡号', '使用时间'] };
    expect(judge(['0001', '11/05/2026'], days)).toMatchObject(used);
    expect(judge(['0001', '1793000000'], days)).toMatchObject(used);
    expect(judge(['0001', '昨天'], days)).toMatchObject({ verdict: 'refused', columnIndex: 1 });
  });

  it('takes a word as the person said, leaves out what is to be ignored, and names a word it does not know', () => {
    const options: StockTakeOptions = { columns: { cardNumber: 0, status: 1 }, header: ['卡号', '状态'] };
    const told: StockTakeOptions = {
      ...options,
      statusMeanings: new Map([
        ['已激活', 'used'],
        ['待定', 'ignore'],
      ]),
    };
    expect(judge(['0001', '已激活'], options)).toMatchObject({ reason: 'STATUS_UNKNOWN', statusText: '已激活' });
    expect(judge(['0001', 'AB12-CD34'], options)).toMatchObject({ reason: 'STATUS_UNKNOWN', statusText: undefined });
    expect(judge(['0001', '已激活'], told)).toMatchObject({ verdict: 'accepted', meaning: 'used' });
    expect(judge(['0001', '待定'], told)).toEqual({ verdict: 'skipped', reason: 'ignored' });
  });

  it('skips what is no line', () => {
    expect(judge(['合计', '', ''])).toEqual({ verdict: 'skipped', reason: 'summary' });
    expect(judge(['卡号', '是否使用', '使用时间'])).toEqual({ verdict: 'skipped', reason: 'repeated-header' });
  });
});
