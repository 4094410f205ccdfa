import { describe, expect, it } from 'vitest';
import { readRateRow } from './exchange-rate-row.ts';
import type { SheetCell, SheetRow } from './sheet-row.ts';

const COLUMNS = { currency: 0, rate: 1 } as const;

function row(rate: SheetCell): SheetRow {
  return { rowNumber: 7, isHidden: false, cells: [{ kind: 'text', text: 'USD' }, rate] };
}
const rateIn = (kind: SheetCell['kind'], text: string) => readRateRow(row({ kind, text }), COLUMNS, 1);

describe('a rate in a cell', () => {
  it.each([
    ['text', '7.1234', 712_340_000],
    ['number', '7.1234', 712_340_000],
    // What Excel writes for 7.1: a double with its noise.
    ['number', '7.0999999999999996', 710_000_000],
    ['number', '0.0471230000000000004', 4_712_300],
    ['number', '90000000', 9_000_000_000_000_000],
  ] as const)('%s %s is read to eight decimals', (kind, text, rate) => {
    expect(rateIn(kind, text)).toMatchObject({ verdict: 'accepted', currency: 'USD', rate });
  });

  it.each([
    ['number', '0'],
    ['number', '0.0000000001'],
    ['number', '-7.1'],
    ['number', '90000001.5'],
    ['text', '7.0999999999999996'],
    ['text', 'about 7'],
    ['empty', ''],
  ] as const)('%s "%s" is none, at its place', (kind, text) => {
    const refused = { verdict: 'refused', rowNumber: 7, reason: 'NOT_A_RATE', columnIndex: 1 };
    expect(rateIn(kind, text)).toMatchObject(refused);
  });
});
