import { describe, expect, it } from 'vitest';
import { orderedRows, rowValue } from './row-order.ts';

describe('the value of a row in a column', () => {
  const row = {
    code: '',
    sku: { name: 'STEAM' },
    state: 'void',
    lines: [{ on: 'a' }, { on: 'b' }, { on: 'a' }],
    rate: 0,
  };

  it('is the first that holds something, zero too', () => {
    expect(rowValue(row, { paths: ['code', 'missing.name', 'sku.name'] })).toBe('STEAM');
    expect(rowValue(row, { paths: ['rate'] })).toBe(0);
    expect(rowValue(row, { paths: ['code'] })).toBeNull();
  });

  it('is what it is called, and all of a list inside', () => {
    expect(rowValue(row, { paths: ['state'], words: { void: '作废' } })).toBe('作废');
    expect(rowValue(row, { paths: ['lines.on'] })).toBe('a, b');
  });

  it('is nothing that the row inherits', () => {
    expect(rowValue(row, { paths: ['constructor.name'] })).toBeNull();
  });
});

describe('ordered rows', () => {
  const rows = [
    { name: '北京', days: 3 },
    { name: '阿飞', days: null },
    { name: 'Steam 100', days: 12 },
    { name: 'Steam 50', days: 3 },
  ];
  const names = (by: string, isDescending = false): string[] =>
    orderedRows(rows, { paths: [by], isDescending }).map(({ name }) => name);

  it('are by size, equal ones as they stood, those without a value last either way', () => {
    expect(names('days')).toEqual(['北京', 'Steam 50', 'Steam 100', '阿飞']);
    expect(names('days', true)).toEqual(['Steam 100', '北京', 'Steam 50', '阿飞']);
  });

  it('are by pinyin, and by the numbers in a name', () => {
    expect(names('name')).toEqual(['阿飞', '北京', 'Steam 50', 'Steam 100']);
  });

  it('are as they came without an order', () => {
    expect(orderedRows(rows, null)).toBe(rows);
  });
});
