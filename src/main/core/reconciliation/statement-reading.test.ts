import { describe, expect, it } from 'vitest';
import type { SupplierId } from '#shared/domain/ids.ts';
import type { SheetRow } from '#shared/domain/spreadsheets/sheet-row.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import type { StatementPlan } from './statement-plan.ts';
import { createStatementReader } from './statement-reading.ts';

const HEADER = ['日期', '类型', '金额'];
const PLAN: Omit<StatementPlan, 'statementId'> = {
  supplierId: 1 as SupplierId,
  isOnCredit: false,
  sheet: '账单',
  header: HEADER,
  headerRowNumber: 1,
  columns: { occurredOn: 0, type: 1, amount: 2 },
  convention: 'unsigned',
  includesHiddenRows: false,
  from: '2026-09-01' as Day,
  to: '2026-09-30' as Day,
  openingBalance: null,
  closingBalance: null,
  assignments: [],
};

function read(rows: readonly (readonly string[])[], plan: Partial<typeof PLAN> = {}) {
  const reader = createStatementReader({ ...PLAN, ...plan }, () => null);
  for (const [index, texts] of [HEADER, ...rows].entries()) {
    const cells: SheetRow['cells'] = texts.map((text) => ({ kind: text === '' ? 'empty' : 'text', text }));
    reader.add({ rowNumber: index + 1, isHidden: false, cells });
  }
  return reader.finish().reading;
}

describe('balances that rows of a statement name', () => {
  it.each([
    ['期初余额', '期末余额', -1_000_000, -600_000, 3_400_000],
    ['期初欠款', '期末欠款', 1_000_000, 600_000, 5_400_000],
    ['上期欠款', '本月欠款', 1_000_000, 600_000, 5_400_000],
  ])('%s and %s: what is owed is owed, what is paid in advance is ours', (first, last, opening, closing, found) => {
    const reading = read([
      ['2026-09-01', first, '100'],
      ['2026-09-02', '提卡', '440'],
      ['2026-09-30', last, '60'],
    ]);
    expect(reading).toMatchObject({ openingBalance: opening, closingBalance: closing });
    // The row that does not follow from the ones before it is named.
    expect(reading.breaks).toEqual([
      { check: 'closing-balance', rowNumber: 4, label: '', what: 'amount', stated: closing, found },
    ]);
  });

  it('agree where they do', () => {
    const rows = [
      ['2026-09-01', '期初欠款', '100'],
      ['2026-09-02', '提卡', '440'],
      ['2026-09-30', '期末欠款', '540'],
    ];
    expect(read(rows).breaks).toEqual([]);
    expect(read(rows, { isOnCredit: true }).breaks).toEqual([]);
  });
});

describe('a total under the rows', () => {
  it('that is not theirs is named with its row', () => {
    const reading = read([
      ['2026-09-02', '提卡', '440'],
      ['#合计: 2笔, 500.00元', '', ''],
    ]);
    expect(reading.breaks.map(({ check, rowNumber, what }) => [check, rowNumber, what])).toEqual([
      ['control-total', 3, 'count'],
      ['control-total', 3, 'amount'],
    ]);
  });
});
