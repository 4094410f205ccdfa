import type { StatementPlan } from '#core/reconciliation/statement-plan.ts';
import { createStatementReader } from '#core/reconciliation/statement-reading.ts';
import type { SupplierId } from '#shared/domain/ids.ts';
import type { SheetRow } from '#shared/domain/spreadsheets/sheet-row.ts';
import type { Day } from '#shared/domain/time/business-time.ts';

type ReadingPlan = Omit<StatementPlan, 'statementId'>;

const PLAN: Omit<ReadingPlan, 'header' | 'columns'> = {
  supplierId: 1 as SupplierId,
  isOnCredit: false,
  accountCurrency: 'CNY',
  sheet: '账单',
  headerRowNumber: 1,
  convention: 'unsigned',
  hasPlainExpenses: false,
  amountStyle: {},
  timeZone: 'Asia/Shanghai',
  mergedRanges: [],
  includesHiddenRows: false,
  from: '2026-09-01' as Day,
  to: '2026-09-30' as Day,
  openingBalance: null,
  closingBalance: null,
  assignments: [],
};

/** Reads the rows of a statement of September 2026 below their header, with unsigned amounts unless the plan says otherwise. */
export function readStatementRows(
  rows: readonly (readonly string[])[],
  plan: Pick<ReadingPlan, 'header' | 'columns'> & Partial<ReadingPlan>,
) {
  const reader = createStatementReader({ ...PLAN, ...plan }, () => null);
  for (const [index, texts] of [plan.header, ...rows].entries()) {
    const cells: SheetRow['cells'] = texts.map((text) => ({ kind: text === '' ? 'empty' : 'text', text }));
    reader.add({ rowNumber: index + 1, isHidden: false, cells });
  }
  return reader.finish();
}
