import type { SheetRow } from '#shared/domain/spreadsheets/sheet-row.ts';
import { createStatementRowJudge, type StatementRowVerdict } from '#shared/domain/spreadsheets/statement-row.ts';
import type { StatementPlan } from './statement-plan.ts';

/** The judge of a statement's rows: the same for who reads it and for who says what was not read. */
export function createPlanJudge(plan: Omit<StatementPlan, 'statementId'>): (row: SheetRow) => StatementRowVerdict {
  const { from, to, timeZone, areDaysCut, ...options } = plan;
  return createStatementRowJudge({ ...options, dayOptions: { timeZone, within: { from, to }, areDaysCut } });
}
