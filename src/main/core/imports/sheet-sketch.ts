import { sketchKeyFile } from '#core/spreadsheets/plain-sketch.ts';
import type { SheetFileDescription, SheetSummary } from '#core/spreadsheets/sheet-source.ts';
import type { SheetFileSketch } from '#shared/contract/import-sketch.contract.ts';
import type { SkuId } from '#shared/domain/ids.ts';
import { plainValueText } from '#shared/domain/spreadsheets/cell-text.ts';
import { proposeMapping, type SavedMapping } from '#shared/domain/spreadsheets/column-mapping.ts';
import type { KeySheetRole } from '#shared/domain/spreadsheets/column-vocabulary.ts';
import {
  describeHeader,
  describeHeaderless,
  describeNamed,
  findHeaderRow,
  type SheetHeader,
  withColumnsBeside,
} from '#shared/domain/spreadsheets/header-row.ts';
import { describeShape } from '#shared/domain/spreadsheets/key-pattern.ts';
import type { SheetRow } from '#shared/domain/spreadsheets/sheet-row.ts';
import { readStatus } from '#shared/domain/spreadsheets/status-words.ts';
import { firstFilledCell, isSummaryText } from '#shared/domain/spreadsheets/trailers.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { skuTextOf } from './prepare-keys.ts';

const SHOWN_SHAPES = 4;
const SHOWN_EXAMPLES = 3;
const SHOWN_SKU_TEXTS = 200;
/** How far down a header is looked for that was remembered: a workbook may have hundreds of sheets. */
const REMEMBERED_HEADER_ROWS = 20;

/** Roles whose values are no part of a key and may be shown in plain. */
const PLAIN_ROLES: ReadonlySet<KeySheetRole> = new Set([
  'faceValue',
  'unitCost',
  'discount',
  'currency',
  'expiresOn',
  'batchNumber',
  'status',
  'skuText',
  'region',
]);
/** The columns by which a row's SKU is known. */
export const SKU_TEXT_ROLES: ReadonlySet<KeySheetRole> = new Set(['skuText', 'faceValue', 'region']);

/** The row with the column names of one sheet as a person chose it; null for a sheet without one. */
export interface ChosenHeader {
  readonly sheet: string;
  readonly rowNumber: number | null;
}

export interface SketchMemory {
  /** The choices of the last import with this header from the supplier. */
  savedMapping(signature: string): { columns: KeySheetRole[]; usedCount: number } | null;
  /** The SKU that the supplier's name for it stood for the last time. */
  skuOf(text: string): { skuId: SkuId; skuName: string } | null;
}

/** What a person needs to see of a file before importing it, without a character of a key. */
export function sketchSheetFile(
  description: SheetFileDescription,
  memory: SketchMemory,
  earlierImports: SheetFileSketch['earlierImports'],
  today: Day,
  chosen: ChosenHeader | null = null,
): SheetFileSketch {
  return {
    ...sketchKeyFile(description),
    separatorCandidates: [...(description.separatorCandidates ?? [])],
    sheets: description.sheets.map((sheet) =>
      sketchSheet(sheet, headerOf(description, sheet, chosen, memory), memory, {
        hasOneKeyPerLine: description.separator === '----',
        today,
      }),
    ),
    earlierImports,
  };
}

function headerOf(
  { format }: SheetFileDescription,
  { name, sampleRows, columnNames }: SheetSummary,
  chosen: ChosenHeader | null,
  memory: SketchMemory,
): SheetHeader {
  if (columnNames && (chosen === null || chosen.rowNumber === null)) return describeNamed(columnNames);
  const header = chosen?.sheet === name ? headerAt(sampleRows, chosen.rowNumber) : likelyHeader(sampleRows, memory);
  // A line of text with more cells than names was split wrongly, and is refused.
  return format === 'text' ? header : withColumnsBeside(header, sampleRows);
}

/** What looks like a header, unless the supplier's last sheets had another row for one, which only a person knew. */
function likelyHeader(rows: readonly SheetRow[], memory: SketchMemory): SheetHeader {
  const found = findHeaderRow('card-keys', rows);
  if (found.rowIndex !== -1 && memory.savedMapping(found.signature)) return found;
  for (let index = 0; index < Math.min(rows.length, REMEMBERED_HEADER_ROWS); index += 1) {
    const header = describeHeader(rows, index);
    if (header.names.some((columnName) => columnName !== '') && memory.savedMapping(header.signature)) return header;
  }
  return found;
}

function headerAt(rows: readonly SheetRow[], rowNumber: number | null): SheetHeader {
  const index = rows.findIndex((row) => row.rowNumber === rowNumber);
  return index === -1 ? describeHeaderless(rows) : describeHeader(rows, index);
}

function sketchSheet(
  sheet: SheetSummary,
  header: SheetHeader,
  memory: SketchMemory,
  known: { readonly hasOneKeyPerLine: boolean; readonly today: Day },
): SheetFileSketch['sheets'][number] {
  const rows = sheet.sampleRows.slice(header.rowIndex + 1);
  const remembered = memory.savedMapping(header.signature);
  const saved: SavedMapping<KeySheetRole> | undefined = remembered
    ? { signature: header.signature, roles: remembered.columns }
    : undefined;
  const proposals = proposeMapping({ kind: 'card-keys', header, sampleRows: rows, saved, ...known });
  const roles = proposals.map(({ role }) => role);
  return {
    name: sheet.name,
    visibility: sheet.visibility,
    rowCount: sheet.rowCountEstimate,
    hiddenRowCount: sheet.hiddenRowCount,
    headerRowNumber: header.rowNumber,
    headerSignature: header.signature,
    columns: proposals.map((proposal) => ({
      index: proposal.columnIndex,
      name: proposal.name,
      proposedRole: proposal.role,
      confidence: Math.round(proposal.confidence * 100),
      reasons: [...proposal.reasons],
      ...sketchColumn(rows, proposal.columnIndex, PLAIN_ROLES.has(proposal.role)),
    })),
    statusWords: statusWords(rows, header, roles.indexOf('status')),
    skuTexts: skuTexts(rows, roles, header, memory),
    remembered,
  };
}

function sketchColumn(rows: readonly SheetRow[], index: number, isPlain: boolean) {
  const texts = rows.map((row) => row.cells[index]?.text.trim() ?? '').filter((text) => text !== '');
  const lengths = texts.map((text) => text.length);
  return {
    shapes: mostFrequent(texts.map(describeShape), SHOWN_SHAPES),
    shortest: lengths.length === 0 ? 0 : Math.min(...lengths),
    longest: lengths.length === 0 ? 0 : Math.max(...lengths),
    filledCount: texts.length,
    distinctCount: new Set(texts).size,
    examples: isPlain ? mostFrequent(texts, SHOWN_EXAMPLES) : [],
  };
}

function statusWords(
  rows: readonly SheetRow[],
  header: SheetHeader,
  index: number,
): { text: string; meaning: string }[] {
  if (index === -1) return [];
  const words = new Set(rows.map((row) => plainValueText(row.cells[index]?.text ?? '')).filter((text) => text !== ''));
  return [...words].slice(0, 50).map((text) => ({ text, meaning: readStatus(text, header.names[index]) }));
}

function skuTexts(
  rows: readonly SheetRow[],
  roles: readonly KeySheetRole[],
  header: SheetHeader,
  memory: SketchMemory,
): SheetFileSketch['sheets'][number]['skuTexts'] {
  const columns = skuTextColumns(roles);
  if (columns.length === 0) return [];
  const counts = new Map<string, number>();
  for (const row of rows) {
    const isRepeatedHeader = columns.some(
      (index) => header.names[index] && row.cells[index]?.text === header.names[index],
    );
    if (isRepeatedHeader || isSummaryText(firstFilledCell(row)?.text ?? '')) continue;
    const text = skuTextOf(row, columns);
    if (text !== '') counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return [...counts].slice(0, SHOWN_SKU_TEXTS).map(([text, count]) => {
    const known = memory.skuOf(text);
    return { text, count, skuId: known?.skuId ?? null, skuName: known?.skuName ?? null };
  });
}

/** Where a sheet says which product a row is, in the order of columns. */
export function skuTextColumns(roles: readonly KeySheetRole[]): number[] {
  return roles.flatMap((role, index) => (SKU_TEXT_ROLES.has(role) ? [index] : []));
}

function mostFrequent(texts: readonly string[], limit: number): string[] {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .slice(0, limit)
    .map(([text]) => text);
}
