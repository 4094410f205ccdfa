import { examplesOf, sketchPlainFile } from '#core/spreadsheets/plain-sketch.ts';
import type { SheetFileDescription, SheetSummary } from '#core/spreadsheets/sheet-source.ts';
import type { StatementFileSketch } from '#shared/contract/reconciliation.contract.ts';
import type { SkuId } from '#shared/domain/ids.ts';
import { proposeAmountConvention, type WrittenAmount } from '#shared/domain/spreadsheets/amount-convention.ts';
import { type AmountStyle, amountStyleOf, readAmount } from '#shared/domain/spreadsheets/cell-amounts.ts';
import { readDay } from '#shared/domain/spreadsheets/cell-days.ts';
import { readQuantity } from '#shared/domain/spreadsheets/cell-rates.ts';
import { plainValueText } from '#shared/domain/spreadsheets/cell-text.ts';
import { proposeMapping } from '#shared/domain/spreadsheets/column-mapping.ts';
import type { StatementRole } from '#shared/domain/spreadsheets/column-vocabulary.ts';
import { findHeaderRow } from '#shared/domain/spreadsheets/header-row.ts';
import { EMPTY_CELL, type SheetRow } from '#shared/domain/spreadsheets/sheet-row.ts';
import { kindOfNote, kindOfType } from '#shared/domain/spreadsheets/statement-words.ts';
import { isSummaryText, isTotalLabel } from '#shared/domain/spreadsheets/trailers.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import type { StatementProfile } from './statements.repo.ts';

const SHOWN_PRODUCTS = 200;

export interface StatementMemory {
  savedMapping(signature: string): StatementProfile | null;
  skuOf(text: string): { skuId: SkuId; skuName: string } | null;
}

type SheetSketch = StatementFileSketch['sheets'][number];

/** What a person needs to see of a statement before it is read in. Statements hold no secrets, so values are shown. */
export function sketchStatementFile(
  description: SheetFileDescription,
  memory: StatementMemory,
  earlierStatements: StatementFileSketch['earlierStatements'],
): StatementFileSketch {
  return {
    ...sketchPlainFile(description),
    separator: description.separator ?? null,
    entries: [...(description.entries ?? [])],
    sheets: description.sheets.map((sheet) => sketchSheet(sheet, memory, amountStyleOf(description.separator))),
    earlierStatements,
  };
}

function sketchSheet(sheet: SheetSummary, memory: StatementMemory, style: AmountStyle): SheetSketch {
  const header = findHeaderRow('statement', sheet.sampleRows);
  const rows = sheet.sampleRows
    .slice(header.rowIndex + 1)
    .filter((row) => !isTotal(row.cells.find(({ text }) => text.trim() !== '')?.text ?? ''));
  const remembered = memory.savedMapping(header.signature);
  const saved = remembered
    ? { signature: header.signature, roles: remembered.columns, isOlder: remembered.isOlder }
    : undefined;
  const proposals = proposeMapping({ kind: 'statement', header, sampleRows: rows, saved });
  const roles = proposals.map(({ role }) => role);
  const isAsBefore = proposals.some(({ reasons }) => reasons.includes('saved'));
  const convention = isAsBefore ? (remembered?.convention ?? null) : null;
  return {
    name: sheet.name,
    visibility: sheet.visibility,
    rowCount: sheet.rowCountEstimate,
    headerRowNumber: header.rowNumber,
    headerSignature: header.signature,
    columns: proposals.map(({ columnIndex, name, role, confidence, reasons, choices = [] }) => ({
      index: columnIndex,
      name,
      examples: examplesOf(rows, columnIndex),
      proposedRole: role,
      confidence: Math.round(confidence * 100),
      reasons: [...reasons],
      choices: [...choices],
    })),
    proposedConvention: convention ?? proposeAmountConvention(writtenAmounts(rows, roles, style)),
    ...daysOf(rows, roles.indexOf('occurredOn')),
    productTexts: productTexts(rows, roles.indexOf('product'), memory),
    remembered: remembered && { columns: remembered.columns, usedCount: remembered.usedCount, convention },
  };
}

function isTotal(text: string): boolean {
  return isSummaryText(text) || isTotalLabel(text);
}

function writtenAmounts(
  rows: readonly SheetRow[],
  roles: readonly StatementRole[],
  style: AmountStyle,
): WrittenAmount[] {
  const cellOf = (row: SheetRow, role: StatementRole) => row.cells[roles.indexOf(role)] ?? EMPTY_CELL;
  const textOf = (row: SheetRow, role: StatementRole) => plainValueText(cellOf(row, role).text);
  return rows.flatMap((row) => {
    const reading = readAmount(cellOf(row, 'amount'), style);
    if (reading.outcome !== 'value') return [];
    const named = kindOfType(textOf(row, 'type')) ?? kindOfNote(textOf(row, 'product') || textOf(row, 'remark'), false);
    const pieces = readQuantity(cellOf(row, 'quantity'), style);
    const kind = named ?? kindOfPieces(pieces.outcome === 'value' ? pieces.value : 0);
    return [{ kind, amount: reading.value.amount }];
  });
}

/** A number of pieces below zero is goods that went back, whatever the sign of the amount beside it. */
function kindOfPieces(pieces: number): 'purchase' | 'refund' | null {
  if (pieces === 0) return null;
  return pieces < 0 ? 'refund' : 'purchase';
}

function daysOf(rows: readonly SheetRow[], index: number): { firstOn: Day | null; lastOn: Day | null } {
  const days = rows.flatMap((row) => {
    const reading = readDay(row.cells[index] ?? EMPTY_CELL);
    return reading.outcome === 'value' ? [reading.value.day] : [];
  });
  days.sort();
  return { firstOn: days[0] ?? null, lastOn: days.at(-1) ?? null };
}

function productTexts(rows: readonly SheetRow[], index: number, memory: StatementMemory): SheetSketch['productTexts'] {
  if (index === -1) return [];
  const counts = new Map<string, number>();
  for (const row of rows) {
    const text = plainValueText(row.cells[index]?.text ?? '');
    if (text !== '') counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return [...counts].slice(0, SHOWN_PRODUCTS).map(([text, count]) => {
    const known = memory.skuOf(text);
    return { text, count, skuId: known?.skuId ?? null, skuName: known?.skuName ?? null };
  });
}
