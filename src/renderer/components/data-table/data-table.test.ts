import { describe, expect, it } from 'vitest';
import {
  type DataColumn,
  exportedAs,
  exportedColumns,
  gridTemplate,
  moveColumn,
  UNTOUCHED,
  visibleColumns,
} from './columns.ts';
import { targetRow } from './row-keyboard.ts';
import { toggleRows } from './selection.ts';

function column(key: string, more: Partial<DataColumn<object>> = {}): DataColumn<object> {
  return { key, title: key, width: 100, render: () => null, ...more };
}

const COLUMNS = [
  column('name'),
  column('cost'),
  column('note', { isHiddenAtFirst: true }),
  column('at'),
  column('actions'),
];

function keysOf(layout: Partial<typeof UNTOUCHED>): string[] {
  return visibleColumns(COLUMNS, { ...UNTOUCHED, ...layout }).map((shown) => shown.key);
}

describe('columns', () => {
  it('keep the identifying one first and the acting one last, however they were ordered', () => {
    expect(keysOf({})).toEqual(['name', 'cost', 'at', 'actions']);
    expect(keysOf({ order: ['at', 'cost', 'actions', 'name'] })).toEqual(['name', 'at', 'cost', 'actions']);
  });

  it('are hidden and shown by the person, except the first and the last', () => {
    expect(keysOf({ hidden: ['cost', 'name', 'actions'], shown: ['note'] })).toEqual(['name', 'note', 'at', 'actions']);
  });

  it('that came with a new version stand where they were written', () => {
    expect(keysOf({ order: ['at'] })).toEqual(['name', 'cost', 'at', 'actions']);
  });

  it('have the width somebody gave them, and one takes what is left', () => {
    const shown = visibleColumns(COLUMNS, { ...UNTOUCHED, widths: { cost: 160 } });
    expect(gridTemplate(shown, 40)).toBe('40px 100px 160px minmax(96px, 1fr) 100px');
  });

  it('leave the tools a place of their own, unless a column acts', () => {
    const shown = visibleColumns(COLUMNS, UNTOUCHED);
    expect(gridTemplate(shown, 0, 64)).toBe('100px 100px minmax(96px, 1fr) 100px');
    expect(gridTemplate(shown.slice(0, -1), 0, 64)).toBe('100px 100px minmax(96px, 1fr) 64px');
  });

  it('give way to the tools and a small window where one grows, as far as it can still be read', () => {
    const grown = (width: number): string => gridTemplate([column('name', { width, grows: true })], 0, 64);
    expect(grown(200)).toBe('minmax(100px, 1fr) 64px');
    expect(grown(120)).toBe('minmax(96px, 1fr) 64px');
    expect(grown(60)).toBe('minmax(60px, 1fr) 64px');
  });

  it('move by one place and stop at the ends', () => {
    expect(moveColumn(['a', 'b', 'c'], 'b', 1)).toEqual(['a', 'c', 'b']);
    expect(moveColumn(['a', 'b', 'c'], 'a', -1)).toEqual(['a', 'b', 'c']);
  });
});

describe('the columns of an export', () => {
  const columns = [
    column('supplier', { exported: exportedAs('name') }),
    column('due', { exported: exportedAs('due', 'money'), currencyAt: 'currency' }),
    column('owed', { exported: exportedAs('owed', 'money'), currencyAt: 'currency' }),
    column('currency', { exported: exportedAs('currency') }),
  ];
  const headersOf = (keys: readonly string[]): string[] =>
    exportedColumns(columns, keys, '币种').map(({ header }) => header);

  it('say once in which currency amounts are that may be of any', () => {
    expect(headersOf(['supplier', 'due', 'owed'])).toEqual(['supplier', '币种', 'due', 'owed']);
    expect(headersOf(['supplier'])).toEqual(['supplier']);
  });

  it('leave it to a column of the table where that is shown', () => {
    expect(headersOf(['supplier', 'due', 'currency'])).toEqual(['supplier', 'due', 'currency']);
  });
});

describe('choosing rows', () => {
  const keys = ['a', 'b', 'c', 'd'];

  it('chooses and leaves one', () => {
    const one = toggleRows(new Set(), keys, 1, null);
    expect([...one]).toEqual(['b']);
    expect([...toggleRows(one, keys, 1, null)]).toEqual([]);
  });

  it('chooses a range upwards and downwards', () => {
    expect([...toggleRows(new Set(['a']), keys, 2, 0)].sort()).toEqual(['a', 'b', 'c']);
    expect([...toggleRows(new Set(['d']), keys, 1, 3)].sort()).toEqual(['b', 'c', 'd']);
  });
});

describe('the active row', () => {
  it('moves within the rows', () => {
    expect(targetRow('ArrowDown', -1, 10, 5)).toBe(0);
    expect(targetRow('ArrowDown', 9, 10, 5)).toBe(9);
    expect(targetRow('PageDown', 2, 10, 5)).toBe(7);
    expect(targetRow('PageUp', 2, 10, 5)).toBe(0);
    expect(targetRow('End', 0, 10, 5)).toBe(9);
    expect(targetRow('x', 0, 10, 5)).toBeNull();
  });
});
