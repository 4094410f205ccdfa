import { describe, expect, it } from 'vitest';
import {
  isCommentText,
  isRuleLine,
  isSummaryText,
  readControlTotals,
  readStatedCount,
  readTotalCounts,
} from './trailers.ts';

describe('isSummaryText', () => {
  it.each([
    '合计',
    '合 计',
    '合　计：',
    '总计：',
    '小计 100.00',
    '本页合计',
    '合计(张)',
    '共3张',
    '共 1,000 条记录',
    '#支出合计：2笔，共0.30元',
    '#交易合计：6笔，商家实收共0.06元',
    '收入：1笔 28.50元',
    'Total',
    'Total: 3',
    'Grand Total 100.00',
  ])('%j', (text) => expect(isSummaryText(text)).toBe(true));

  it.each([
    '总计划卡',
    'TOTAL12345',
    'SUMMER-2026',
    'SUM12345AB',
    'Total War 50',
    '小计时器',
    '共享账号',
    '0001',
    '计费卡',
  ])('not %j', (text) => expect(isSummaryText(text)).toBe(false));
});

it('knows ornament and comments', () => {
  expect(['=====', '-----列表结束-----', '#------账务明细列表------', '————'].every(isRuleLine)).toBe(true);
  expect(['--AB12--', '0001----AB12', '#A1', '-5'].some(isRuleLine)).toBe(false);
  expect(isCommentText('# 50元点卡')).toBe(true);
  expect(isCommentText('// note')).toBe(true);
  expect(isCommentText('#N/A')).toBe(false);
});

describe('readControlTotals', () => {
  it.each([
    ['合计：2笔，共1.234,56元', { count: 2, amount: 12_345_600 }],
    ['合计 28,50', { amount: 285_000 }],
    ['合计 28.50', { amount: 285_000 }],
  ])('%j of a file with decimal commas', (text, total) => {
    expect(readControlTotals(text, { hasDecimalCommas: true })).toEqual([
      { label: '合计', direction: 'all', ...total },
    ]);
  });

  it.each([
    ['共43笔记录', [{ label: '', direction: 'all', count: 43 }]],
    ['收入：1笔 28.50元', [{ label: '收入', direction: 'income', count: 1, amount: 285_000 }]],
    ['#支出合计：2笔，共-0.30元', [{ label: '支出合计', direction: 'expense', count: 2, amount: -3_000 }]],
    ['不计收支：2笔 16.37元', [{ label: '不计收支', direction: 'neutral', count: 2, amount: 163_700 }]],
    ['合计：1,000笔 12,345.60元', [{ label: '合计', direction: 'all', count: 1000, amount: 123_456_000 }]],
    [
      '#交易合计：6笔，商家实收共0.06元，商家优惠共0.00元',
      [
        { label: '商家实收', direction: 'all', count: 6, amount: 600 },
        { label: '商家优惠', direction: 'all', amount: 0 },
      ],
    ],
    ['合计 100.00', [{ label: '合计', direction: 'all', amount: 1_000_000 }]],
    ['#导出时间：[2019年09月17日 05:46:49]', []],
    ['合计', []],
  ])('%j', (text, totals) => {
    expect(readControlTotals(text)).toEqual(totals);
  });
});

it('reads how many keys a comment promises', () => {
  expect(readStatedCount('# 50元点卡 2026-09-01 共3张')).toBe(3);
  expect(readStatedCount('合计：1,000张')).toBe(1000);
  expect(readStatedCount('# 50元点卡')).toBeNull();
  expect(readStatedCount('第 3 批次（骏网50）4 张')).toBe(4);
  expect(readStatedCount('第3批(骏网50) 1,000张')).toBe(1000);
  expect(readStatedCount('骏网50 数量：4张')).toBe(4);
  expect(readStatedCount('批次：B01 张数:4')).toBe(4);
  expect(readStatedCount('50元点卡 100张起')).toBeNull();
  expect(readStatedCount('数量：4.5元')).toBeNull();
});

it.each([
  [['合计：3张'], [3]],
  [['合计', '3张'], [3]],
  [['合计：', '', '共1,000张'], [1000]],
  [['总张数：3'], [3]],
  [['数量合计', '3'], [3]],
  [['数量合计', '', '3', '150'], [3]],
  [['合计', '150'], []],
  [['合计', '100', '95.00'], []],
  [['总张数', '3.5'], []],
])('reads the counts of a row of totals: %j', (texts, counts) => {
  const cells = texts.map((text) => ({ kind: 'text' as const, text }));
  expect(readTotalCounts({ rowNumber: 9, isHidden: false, cells })).toEqual(counts);
});

describe('a line of many thousand characters', () => {
  it.each(['=', '-', '—'])('of nothing but %s is a rule, and with a word behind it none', (mark) => {
    expect(isRuleLine(mark.repeat(30_000))).toBe(true);
    expect(isRuleLine(`${mark.repeat(30_000)}完`)).toBe(false);
  });

  it('states no total and no count', () => {
    expect(readControlTotals(`合计:${'共'.repeat(30_000)}`)).toEqual([]);
    expect(readStatedCount(`# ${'1,'.repeat(15_000)} 共3张`)).toBeNull();
  });
});
