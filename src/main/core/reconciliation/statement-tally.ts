import type { RefusedLine, StatementReading } from '#shared/contract/reconciliation.contract.ts';
import { sumMoney } from '#shared/domain/money/money.ts';
import type { AccountKind } from '#shared/domain/reconciliation/match-types.ts';
import { cellAddress, columnLetter } from '#shared/domain/spreadsheets/cell-address.ts';
import type { RefusedStatementRow } from '#shared/domain/spreadsheets/statement-row.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import type { ReadLine } from './read-line.ts';
import type { StatementPlan } from './statement-plan.ts';

const SHOWN_REFUSALS = 200;
const SHOWN_PRODUCTS = 200;

/** Where a row was refused, as a person finds it in the sheet. */
export function placeOfRefusal(
  { sheet, header }: Pick<StatementPlan, 'sheet' | 'header'>,
  { rowNumber, columnIndex, reason }: RefusedStatementRow,
): RefusedLine {
  if (columnIndex === null) return { sheet, rowNumber, cell: null, column: '', reason };
  const column = header[columnIndex] || columnLetter(columnIndex);
  return { sheet, rowNumber, cell: cellAddress(columnIndex, rowNumber), column, reason };
}

/** Counts what became of a statement's rows. */
export function createTally(plan: Omit<StatementPlan, 'statementId'>) {
  const { from, to } = plan;
  let rows = 0;
  let accepted = 0;
  let refused = 0;
  let outsideCount = 0;
  let firstOn: Day | null = null;
  let lastOn: Day | null = null;
  const skipped: Record<string, number> = {};
  const byReason: Record<string, number> = {};
  const warnings: Record<string, number> = {};
  const unknown = new Map<string, number>();
  const refusedRows: RefusedLine[] = [];
  const plusOne = (counts: Record<string, number>, name: string) => {
    counts[name] = (counts[name] ?? 0) + 1;
  };
  return {
    count: () => {
      rows += 1;
    },
    skip: (reason: string) => plusOne(skipped, reason),
    warn: (warning: string) => plusOne(warnings, warning),
    refuse(refusal: RefusedStatementRow) {
      refused += 1;
      plusOne(byReason, refusal.reason);
      if (refusedRows.length < SHOWN_REFUSALS) refusedRows.push(placeOfRefusal(plan, refusal));
    },
    accept({ occurredOn: on, productText, skuId }: ReadLine, lineWarnings: readonly string[]) {
      accepted += 1;
      for (const warning of lineWarnings) plusOne(warnings, warning);
      if (on !== null) {
        if (firstOn === null || on < firstOn) firstOn = on;
        if (lastOn === null || on > lastOn) lastOn = on;
        if (on < from || on > to) outsideCount += 1;
      }
      if (productText !== '' && skuId === null) unknown.set(productText, (unknown.get(productText) ?? 0) + 1);
    },
    finish(lines: readonly ReadLine[]): Omit<StatementReading, 'openingBalance' | 'closingBalance' | 'breaks'> {
      return {
        rows,
        accepted,
        refused,
        skipped,
        byReason,
        warnings,
        lineTotal: sumMoney(lines.map(({ amount }) => amount)),
        byKind: sumsByKind(lines),
        firstOn,
        lastOn,
        outsideCount,
        unknownProducts: [...unknown].slice(0, SHOWN_PRODUCTS).map(([text, count]) => ({ text, count })),
        refusedRows,
      };
    },
  };
}

function sumsByKind(lines: readonly ReadLine[]): StatementReading['byKind'] {
  const kinds = new Map<AccountKind, ReadLine['amount'][]>();
  for (const { kind, amount } of lines) {
    const amounts = kinds.get(kind);
    if (amounts) amounts.push(amount);
    else kinds.set(kind, [amount]);
  }
  return [...kinds].map(([kind, amounts]) => ({ kind, count: amounts.length, amount: sumMoney(amounts) }));
}
