import { compileKeyField, type KeyFieldDefinition } from '../card-keys/key-fields.ts';
import type { Money } from '../money/money.ts';
import type { Day } from '../time/business-time.ts';
import { readAmount, readFaceValue } from './cell-amounts.ts';
import { type DayOptions, readExpiry } from './cell-days.ts';
import { readDiscount } from './cell-rates.ts';
import { type CellProblem, type CellReading, valueReading } from './cell-reading.ts';
import { plainValueText, rememberReadings } from './cell-text.ts';
import { isColumnName } from './column-vocabulary.ts';
import type { IdDamage } from './damage.ts';
import { type FieldOptions, type FieldRefusal, type FieldWarning, readKeyField } from './key-field-cell.ts';
import type { SecretDescription } from './key-pattern.ts';
import { EMPTY_CELL, type SheetCell, type SheetRow } from './sheet-row.ts';
import { readStatus, type StatusMeaning } from './status-words.ts';
import { isBlankText, isCommentText, isRuleLine, isSummaryText } from './trailers.ts';

/** Where a key sheet holds what; indexes count from 0. */
export interface KeyColumns {
  /** One entry per key field of the SKU, in its order; null where the sheet has no such column. */
  readonly fields: readonly (number | null)[];
  readonly faceValue?: number;
  readonly unitCost?: number;
  readonly discount?: number;
  readonly expiresOn?: number;
  readonly batchNumber?: number;
  readonly status?: number;
  readonly skuText?: number;
  readonly region?: number;
  readonly remark?: number;
}

export interface KeyRowOptions extends Partial<FieldOptions> {
  readonly keyFields: readonly KeyFieldDefinition[];
  readonly columns: KeyColumns;
  /** The header's names from column A on, to know it again further down; absent for a sheet without one. */
  readonly header?: readonly string[];
  /** A row with anything beyond this many columns is refused: an unquoted separator would have cut its secret in two. */
  readonly columnCount?: number;
  /** What the person said of status words that we do not know, by the word as the sheet writes it. */
  readonly statusMeanings?: ReadonlyMap<string, StatusMeaning>;
  /** Rows that the sheet hides are refused until the person includes them. Default false. */
  readonly includesHiddenRows?: boolean;
  readonly dayOptions?: DayOptions;
  /** Put between cells to make the raw line: the file's own separator, TAB for workbooks. */
  readonly rawLineSeparator?: string;
}

/** Reasons that concern the row, and not how one field is written. */
export const ROW_REFUSALS = [
  'HIDDEN_ROW',
  'TOO_MANY_CELLS',
  'LOOKS_LIKE_SUMMARY',
  'LOOKS_LIKE_COMMENT',
  'STATUS_NOT_SELLABLE',
  'STATUS_UNKNOWN',
] as const;
export type RowRefusal = (typeof ROW_REFUSALS)[number];
export type KeyRowRefusal = RowRefusal | FieldRefusal | IdDamage | CellProblem;

export interface RefusalDetail extends Partial<SecretDescription> {
  readonly fieldName?: string;
  /** Of the character that is the reason, in characters from 1. */
  readonly position?: number;
  readonly codePoint?: number;
  /** What an unknown or unsellable status means; the word itself only where it is no key. */
  readonly status?: StatusMeaning;
  readonly statusText?: string;
}

export interface AcceptedKeyRow {
  readonly verdict: 'accepted';
  /** One text per key field of the SKU, in its order; an absent optional field is empty. */
  readonly fields: readonly string[];
  readonly rawLine: string;
  readonly faceValue?: Money;
  readonly faceValueUnit?: string;
  readonly cost?: Money;
  /** Part of the face value that is paid, in 1/100 000 000. */
  readonly discount?: number;
  readonly expiresOn?: Day;
  readonly batchNumber?: string;
  readonly skuText?: string;
  readonly region?: string;
  readonly remark?: string;
  readonly warnings: readonly FieldWarning[];
}

export interface SkippedKeyRow {
  readonly verdict: 'skipped';
  readonly reason: 'blank' | 'summary' | 'repeated-header' | 'comment' | 'heading';
}

export interface RefusedKeyRow {
  readonly verdict: 'refused';
  readonly reason: KeyRowRefusal;
  /** From 0; null where the whole row is meant. */
  readonly columnIndex: number | null;
  /** Never holds a character of the key. */
  readonly detail: RefusalDetail;
}

export type KeyRowVerdict = AcceptedKeyRow | SkippedKeyRow | RefusedKeyRow;

const BLANK: SkippedKeyRow = { verdict: 'skipped', reason: 'blank' };
const SUMMARY: SkippedKeyRow = { verdict: 'skipped', reason: 'summary' };
const REPEATED_HEADER: SkippedKeyRow = { verdict: 'skipped', reason: 'repeated-header' };
const COMMENT: SkippedKeyRow = { verdict: 'skipped', reason: 'comment' };
const HEADING: SkippedKeyRow = { verdict: 'skipped', reason: 'heading' };
const NO_WARNINGS: readonly FieldWarning[] = [];
const SECTION_HEADING = /^第\s*\d+\s*批次?\s*[(（].*[)）]\s*\d+\s*[张条个]?$/;
const MOST_LETTERS_OF_A_NAME = 40;

/**
 * Makes the judge of one sheet's rows: what is accepted with which fields, what is no key at all, and what is refused with
 * a reason that shows nothing of the key. The judge is pure and quick (a million rows a second); call it once per row.
 */
export function createKeyRowJudge(options: KeyRowOptions): (row: SheetRow) => KeyRowVerdict {
  const { columns, keyFields } = options;
  const checks = keyFields.map(compileKeyField);
  const fieldOptions: FieldOptions = {
    acceptedInvisible: options.acceptedInvisible ?? new Set(),
    wideNumbers: options.wideNumbers ?? 'refuse',
    isOwnExport: options.isOwnExport ?? false,
  };
  const readValues = createValueReader(options);
  const isHeader = createHeaderTest(options);
  const separator = options.rawLineSeparator ?? '\t';

  return (row) => {
    const first = firstFilledIndex(row);
    if (first < 0) return BLANK;
    const special = judgeSpecialRow(row, first, columns, isHeader, fieldOptions.isOwnExport);
    if (special) return special;
    if (row.isHidden && !options.includesHiddenRows) return refuse('HIDDEN_ROW', null);
    if (options.columnCount !== undefined && hasCellsFrom(row, options.columnCount)) {
      return refuse('TOO_MANY_CELLS', options.columnCount);
    }
    const fields: string[] = [];
    const warnings: FieldWarning[] = [];
    for (let index = 0; index < keyFields.length; index += 1) {
      const definition = keyFields[index];
      const check = checks[index];
      if (!definition || !check) continue;
      const columnIndex = columns.fields[index] ?? null;
      const cell = columnIndex === null ? EMPTY_CELL : (row.cells[columnIndex] ?? EMPTY_CELL);
      const reading = readKeyField(cell, definition, check, fieldOptions, warnings);
      if (typeof reading !== 'string') {
        return { verdict: 'refused', reason: reading.reason, columnIndex, detail: reading.detail };
      }
      fields.push(reading);
    }
    return readValues(row, fields, joinCells(row, separator), warnings.length === 0 ? NO_WARNINGS : warnings);
  };
}

/** Rows that hold no key. One that might hold a key all the same is refused, so that nobody loses it unseen. */
function judgeSpecialRow(
  row: SheetRow,
  first: number,
  columns: KeyColumns,
  isHeader: (row: SheetRow) => boolean,
  isOwnExport: boolean,
): SkippedKeyRow | RefusedKeyRow | null {
  if (isHeader(row)) return REPEATED_HEADER;
  const cell = row.cells[first];
  if (isOwnExport || !cell || cell.kind !== 'text') return null;
  const text = cell.text;
  if (isSummaryText(text)) {
    return columns.fields.length > 1 && isFullKey(row, columns) && !columns.fields.includes(first)
      ? refuse('LOOKS_LIKE_SUMMARY', first)
      : SUMMARY;
  }
  if (isRuleLine(text)) return COMMENT;
  if (text.charCodeAt(0) === 0x7b2c && SECTION_HEADING.test(text.trim())) return HEADING;
  if (!isCommentText(text)) return null;
  const isSentence = /^(?:#+|\/\/)(?:\s|$)|[\u3400-\u9fff]/.test(text);
  if (isSentence)
    return columns.fields.length > 1 && isFullKey(row, columns) ? refuse('LOOKS_LIKE_COMMENT', first) : COMMENT;
  if (hasCellsFrom(row, first + 1)) return null;
  return columns.fields.length > 1 ? COMMENT : refuse('LOOKS_LIKE_COMMENT', first);
}

function isFullKey(row: SheetRow, columns: KeyColumns): boolean {
  return columns.fields.every((index) => index !== null && isFilled(row, index));
}

type ValueReader = (
  row: SheetRow,
  fields: readonly string[],
  rawLine: string,
  warnings: readonly FieldWarning[],
) => AcceptedKeyRow | RefusedKeyRow;

function createValueReader({ columns, statusMeanings, dayOptions, header }: KeyRowOptions): ValueReader {
  const faceValueOf = rememberReadings(readFaceValue);
  const costOf = rememberReadings(readAmount);
  const discountOf = rememberReadings(readDiscount);
  const expiryOf = rememberReadings((cell) => readExpiry(cell, dayOptions));
  const [batchNumberOf, skuTextOf, regionOf, remarkOf] = [
    createTextReader(),
    createTextReader(),
    createTextReader(),
    createTextReader(),
  ];
  const statusName = columns.status === undefined ? '' : (header?.[columns.status] ?? '');
  const statusOf = rememberStatus(statusName, statusMeanings);
  return (row, fields, rawLine, warnings) => {
    const cellAt = (index: number | undefined) => (index === undefined ? EMPTY_CELL : (row.cells[index] ?? EMPTY_CELL));
    const status = statusOf(cellAt(columns.status));
    if (status !== 'sellable') {
      const reason = status === 'unknown' ? 'STATUS_UNKNOWN' : 'STATUS_NOT_SELLABLE';
      return refuse(reason, columns.status ?? null, { status, statusText: shownStatus(cellAt(columns.status).text) });
    }
    const faceValue = faceValueOf(cellAt(columns.faceValue));
    if (faceValue.outcome === 'problem') return refuse(faceValue.problem, columns.faceValue ?? null);
    const cost = costOf(cellAt(columns.unitCost));
    if (cost.outcome === 'problem') return refuse(cost.problem, columns.unitCost ?? null);
    const discount = discountOf(cellAt(columns.discount));
    if (discount.outcome === 'problem') return refuse(discount.problem, columns.discount ?? null);
    const expiry = expiryOf(cellAt(columns.expiresOn));
    if (expiry.outcome === 'problem') return refuse(expiry.problem, columns.expiresOn ?? null);
    const face = readValue(faceValue);
    return {
      verdict: 'accepted',
      fields,
      rawLine,
      faceValue: face?.amount,
      faceValueUnit: face?.unit,
      cost: readValue(cost)?.amount,
      discount: readValue(discount),
      expiresOn: readValue(expiry)?.day,
      batchNumber: batchNumberOf(cellAt(columns.batchNumber)),
      skuText: skuTextOf(cellAt(columns.skuText)),
      region: regionOf(cellAt(columns.region)),
      remark: remarkOf(cellAt(columns.remark)),
      warnings,
    };
  };
}

function rememberStatus(columnName: string, meanings: ReadonlyMap<string, StatusMeaning> | undefined) {
  const readCell = rememberReadings<StatusMeaning>((cell) => {
    const plain = plainValueText(cell.text);
    return valueReading(plain === '' ? 'sellable' : (meanings?.get(plain) ?? readStatus(plain, columnName)));
  });
  return (cell: SheetCell): StatusMeaning => readValue(readCell(cell)) ?? 'sellable';
}

/** A status that cannot be a key in a wrongly mapped column may be shown, so that the person can say what it means. */
function shownStatus(text: string): string | undefined {
  const plain = plainValueText(text);
  return /^(?:\p{Script=Han}{1,8}|.{1,2})$/u.test(plain) ? plain : undefined;
}

/** Knows the header again: every filled cell that has a name above it repeats it, or all key columns hold column names. */
function createHeaderTest({ header, columns }: KeyRowOptions): (row: SheetRow) => boolean {
  const names = header?.map((name) => name.trim()) ?? [];
  const fieldIndexes = columns.fields.filter((index) => index !== null);
  const watched = fieldIndexes[0] ?? 0;
  return (row) => {
    const text = row.cells[watched]?.text ?? '';
    if (text.length > MOST_LETTERS_OF_A_NAME) return false;
    if (names[watched] && text.trim() === names[watched]) {
      return row.cells.every((cell, index) => cell.text.trim() === '' || cell.text.trim() === names[index]);
    }
    const code = text.charCodeAt(0);
    if (code >= 0x30 && code <= 0x39) return false;
    return (
      fieldIndexes.length > 1 &&
      isNameOfKey(text) &&
      fieldIndexes.every((index) => isNameOfKey(row.cells[index]?.text ?? ''))
    );
  };
}

function isNameOfKey(text: string): boolean {
  return text.length >= 2 && /^[^\d]*$/.test(text) && isColumnName('card-keys', text);
}

function refuse(reason: KeyRowRefusal, columnIndex: number | null, detail: RefusalDetail = {}): RefusedKeyRow {
  return { verdict: 'refused', reason, columnIndex, detail };
}

function readValue<Value>(reading: CellReading<Value>): Value | undefined {
  return reading.outcome === 'value' ? reading.value : undefined;
}

/** Batch numbers and names repeat from row to row, so the last one is kept. */
function createTextReader(): (cell: SheetCell) => string | undefined {
  let lastText = '';
  let lastPlain: string | undefined;
  return ({ text }) => {
    if (text !== lastText) {
      lastText = text;
      lastPlain = plainValueText(text) || undefined;
    }
    return lastPlain;
  };
}

function firstFilledIndex(row: SheetRow): number {
  for (let index = 0; index < row.cells.length; index += 1) if (isFilled(row, index)) return index;
  return -1;
}

function hasCellsFrom(row: SheetRow, start: number): boolean {
  for (let index = start; index < row.cells.length; index += 1) if (isFilled(row, index)) return true;
  return false;
}

function isFilled(row: SheetRow, index: number): boolean {
  const cell = row.cells[index];
  return cell !== undefined && cell.kind !== 'empty' && !isBlankText(cell.text, cell.kind);
}

function joinCells(row: SheetRow, separator: string): string {
  let line = '';
  for (let index = 0; index < row.cells.length; index += 1) {
    line += index === 0 ? (row.cells[index]?.text ?? '') : separator + (row.cells[index]?.text ?? '');
  }
  return line;
}
