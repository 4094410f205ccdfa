import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Context } from '#core/context.ts';
import { Refusal } from '#core/refusal.ts';
import { type SheetReadOptions, type SheetSummary, unpackRows } from '#core/spreadsheets/sheet-source.ts';
import type { StagedSheets } from '#core/spreadsheets/staged-sheets.ts';
import type { FileId } from '#shared/domain/ids.ts';
import { type AmountStyle, amountStyleOf } from '#shared/domain/spreadsheets/cell-amounts.ts';
import type { SheetKind } from '#shared/domain/spreadsheets/column-vocabulary.ts';
import {
  describeHeader,
  describeHeaderless,
  findHeaderRow,
  type SheetHeader,
  withColumnsBeside,
} from '#shared/domain/spreadsheets/header-row.ts';
import type { SheetRow } from '#shared/domain/spreadsheets/sheet-row.ts';

/** A small sheet, read whole: its header and the rows under it. */
export interface SheetTable {
  readonly sheet: string;
  readonly fileName: string;
  readonly sha256: string;
  readonly header: SheetHeader;
  readonly width: number;
  /** How the file writes its amounts. */
  readonly amountStyle: AmountStyle;
  readonly rows: readonly SheetRow[];
  /** `A2:A5`: what is said of a row may be merged over several. */
  readonly mergedRanges: readonly string[];
}

/** Reads a staged sheet of at most `limit` rows. `headerRowNumber` as a person chose it; undefined finds it by its names. */
export async function readTable(
  context: Context,
  sheets: StagedSheets,
  input: { fileId: FileId; read: SheetReadOptions; headerRowNumber?: number | null },
  kind: SheetKind,
  limit: number,
): Promise<SheetTable> {
  const description = await sheets.describe(context, input.fileId, input.read);
  const sheet = sheetToRead(description.sheets, input.read.sheet);
  if (!sheet) {
    const place = { sheet: input.read.sheet };
    throw new Refusal('SHEET_REFUSED', { reason: 'SHEET_NOT_FOUND', place, choices: [] });
  }
  const header = headerOf(kind, sheet.sampleRows, input.headerRowNumber);
  const rows: SheetRow[] = [];
  const { signal } = new AbortController();
  for await (const batch of sheets.batches(input.fileId, { ...input.read, sheet: sheet.name }, signal)) {
    for (const row of unpackRows(batch)) if (row.rowNumber > (header.rowNumber ?? 0)) rows.push(row);
    if (rows.length > limit) throw new Refusal('TOO_MANY_ROWS', { limit });
    await nextTurn();
  }
  const width = rows.reduce((widest, row) => Math.max(widest, row.cells.length), 0);
  const { fileName, sha256, separator } = description;
  const { name, mergedRanges } = sheet;
  return { sheet: name, fileName, sha256, header, width, amountStyle: amountStyleOf(separator), rows, mergedRanges };
}

/** The sheet of this name, or the first visible one with rows where none is named. */
export function sheetToRead(sheets: readonly SheetSummary[], name: string | undefined): SheetSummary | undefined {
  if (name !== undefined) return sheets.find((sheet) => sheet.name === name);
  const visible = sheets.filter(({ visibility }) => visibility === 'visible');
  return visible.find(({ sampleRows }) => sampleRows.length > 0) ?? visible[0] ?? sheets[0];
}

export function headerOf(
  kind: SheetKind,
  sampleRows: readonly SheetRow[],
  chosen: number | null | undefined,
): SheetHeader {
  if (chosen === undefined) return findHeaderRow(kind, sampleRows);
  const index = chosen === null ? -1 : sampleRows.findIndex(({ rowNumber }) => rowNumber === chosen);
  if (index === -1) return describeHeaderless(sampleRows);
  return withColumnsBeside(describeHeader(sampleRows, index), sampleRows);
}
