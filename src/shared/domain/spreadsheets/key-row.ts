import { compileKeyField } from '../card-keys/key-fields.ts';
import { readAmount, readFaceValue } from './cell-amounts.ts';
import { type CellExpiry, readExpiry } from './cell-expiry.ts';
import { readDiscount } from './cell-rates.ts';
import { type CellReading, EMPTY_READING, valueReading } from './cell-reading.ts';
import { columnNameText, plainValueText, rememberReadings } from './cell-text.ts';
import { isColumnName, roleOfColumnName } from './column-vocabulary.ts';
import { STAND_INS } from './key-columns.ts';
import { type FieldOptions, type FieldWarning, readKeyField } from './key-field-cell.ts';
import type {
  AcceptedKeyRow,
  KeyColumns,
  KeyRowOptions,
  KeyRowRefusal,
  KeyRowVerdict,
  RefusalDetail,
  RefusedKeyRow,
  SkippedKeyRow,
} from './key-row-verdict.ts';
import { isRoundedCell } from './rounded-columns.ts';
import { joinCells } from './row-line.ts';
import { EMPTY_CELL, type SheetCell, type SheetRow } from './sheet-row.ts';
import { readStatus, type StatusMeaning, shownStatus } from './status-words.ts';
import { isBlankText, isCommentText, isRuleLine, isSummaryText } from './trailers.ts';

const BLANK: SkippedKeyRow = { verdict: 'skipped', reason: 'blank' };
const SUMMARY: SkippedKeyRow = { verdict: 'skipped', reason: 'summary' };
const REPEATED_HEADER: SkippedKeyRow = { verdict: 'skipped', reason: 'repeated-header' };
const COMMENT: SkippedKeyRow = { verdict: 'skipped', reason: 'comment' };
const HEADING: SkippedKeyRow = { verdict: 'skipped', reason: 'heading' };
const NO_WARNINGS: readonly FieldWarning[] = [];
const SECTION_HEADING = /^第\s*\d+\s*批次?\s*[(（].*[)）]\s*\d+\s*[张条个]?$/;
/** What stands before a number or a note below the keys, in a cell of its own: no key is called so. */
const NOTE_LABEL =
  /^(?:总?张数|总?数量|总?金额|总额|总价|备注|说明|注意|日期|发货日期|发货人|制表人?|制单人?|经手人)\s*[:：]?$/;
const FIRST_HAN_CODE = 0x2e80;
const MOST_LETTERS_OF_A_NAME = 40;

/**
 * Makes the judge of one sheet's rows: what is accepted with which fields, what is no key at all, and what is refused with
 * a reason that shows nothing of the key. The judge is pure and quick (a million rows a second); call it once per row. `valued`
 * is the row as its merged cells make it: what is said of the key is read there, the key itself in its own cells.
 */
export function createKeyRowJudge(options: KeyRowOptions): (row: SheetRow, valued?: SheetRow) => KeyRowVerdict {
  const { columns, keyFields } = options;
  const checks = keyFields.map(compileKeyField);
  const fieldOptions: FieldOptions = {
    acceptedInvisible: options.acceptedInvisible ?? new Set(),
    wideNumbers: options.wideNumbers ?? 'refuse',
    isOwnExport: options.isOwnExport ?? false,
    keepsWords: options.keepsWords ?? false,
    isOfLine: options.columnCount !== undefined,
  };
  const readValues = createValueReader(options);
  const readHeader = createHeaderReader(options);
  // A table further down with its columns in another order: a number must not come in as a secret.
  let isOtherTable = false;
  const separator = options.rawLineSeparator ?? '\t';
  const rounded = options.roundedColumns ?? new Set<number>();
  // Most rows have none: one array serves until a row fills it.
  let warnings: FieldWarning[] = [];

  return (row, valued = row) => {
    const first = firstFilledIndex(row);
    if (first < 0) return BLANK;
    const header = readHeader(row);
    if (header !== null) {
      isOtherTable = header === 'other';
      return REPEATED_HEADER;
    }
    const special = judgeSpecialRow(row, first, columns, fieldOptions.isOwnExport);
    if (special) return special;
    if (isOtherTable) return refuse('OTHER_TABLE', null);
    if (row.isHidden && !options.includesHiddenRows) return refuse('HIDDEN_ROW', null);
    if (options.columnCount !== undefined && first >= options.columnCount) return refuse('OUTSIDE_SET', null);
    if (options.columnCount !== undefined && hasCellsFrom(row, options.columnCount)) {
      return refuse('TOO_MANY_CELLS', options.columnCount);
    }
    const fields: string[] = [];
    if (warnings.length > 0) warnings = [];
    for (let index = 0; index < keyFields.length; index += 1) {
      const definition = keyFields[index];
      const check = checks[index];
      if (!definition || !check) continue;
      const columnIndex = columns.fields[index] ?? null;
      const cell = columnIndex === null ? EMPTY_CELL : (row.cells[columnIndex] ?? EMPTY_CELL);
      if (rounded.size > 0 && columnIndex !== null && rounded.has(columnIndex) && isRoundedCell(cell)) {
        return refuse('ROUNDED_NUMBER', columnIndex, { fieldName: definition.name });
      }
      const reading = readKeyField(cell, definition, check, fieldOptions, warnings);
      if (typeof reading !== 'string') {
        return { verdict: 'refused', reason: reading.reason, columnIndex, detail: reading.detail };
      }
      fields.push(reading);
    }
    return readValues(valued, fields, joinCells(row, separator), warnings.length === 0 ? NO_WARNINGS : warnings);
  };
}

/** Rows that hold no key. One that might hold a key all the same is refused, so that nobody loses it unseen. */
function judgeSpecialRow(
  row: SheetRow,
  first: number,
  columns: KeyColumns,
  isOwnExport: boolean,
): SkippedKeyRow | RefusedKeyRow | null {
  const cell = row.cells[first];
  if (isOwnExport || !cell || cell.kind !== 'text') return null;
  const text = cell.text;
  if (isSummaryText(text)) {
    return columns.fields.length > 1 && isFullKey(row, columns) && !columns.fields.includes(first)
      ? refuse('LOOKS_LIKE_SUMMARY', first)
      : SUMMARY;
  }
  if (text.charCodeAt(0) >= FIRST_HAN_CODE && columns.fields.includes(first) && NOTE_LABEL.test(text.trim())) {
    return refuse('LOOKS_LIKE_SUMMARY', first);
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

function createValueReader(options: KeyRowOptions): ValueReader {
  const { columns, statusMeanings, dayOptions, amountStyle, header } = options;
  const faceValueOf = rememberReadings((cell) => readFaceValue(cell, amountStyle));
  const costOf = rememberReadings((cell) => readAmount(cell, amountStyle));
  const discountOf = rememberReadings((cell) => readDiscount(cell, amountStyle));
  const expiryName = columns.expiresOn === undefined ? '' : (header?.[columns.expiresOn] ?? '');
  const isExpiryNamed = roleOfColumnName('card-keys', expiryName)?.role === 'expiresOn';
  const countsFrom = isExpiryNamed ? options.documentOn : undefined;
  const expiryOptions = { ...dayOptions, countsFrom, unit: unitOfValidity(expiryName) };
  const expiryOf = rememberReadings((cell) => readExpiry(cell, expiryOptions));
  const [batchNumberOf, skuTextOf, regionOf, remarkOf] = [
    createTextReader(),
    createTextReader(),
    createTextReader(),
    createTextReader(),
  ];
  const statusName = columns.status === undefined ? '' : (header?.[columns.status] ?? '');
  const statusOf = rememberStatus(statusName, statusMeanings);
  const refuses: StatusTest = options.isHistory ? isStillForSale : isNotForSale;
  return (row, fields, rawLine, warnings) => {
    const { cells } = row;
    const statusCell = columns.status === undefined ? EMPTY_CELL : (cells[columns.status] ?? EMPTY_CELL);
    const status = columns.status === undefined ? 'sellable' : statusOf(statusCell);
    if (refuses(status, statusCell)) return refuseStatus(status, cells, columns.status);
    const faceValue = readColumn(cells, columns.faceValue, faceValueOf);
    if (faceValue.outcome === 'problem') return refuse(faceValue.problem, columns.faceValue ?? null);
    const cost = readColumn(cells, columns.unitCost, costOf);
    if (cost.outcome === 'problem') return refuse(cost.problem, columns.unitCost ?? null);
    const discount = readColumn(cells, columns.discount, discountOf);
    if (discount.outcome === 'problem') return refuse(discount.problem, columns.discount ?? null);
    const expiry = readColumn(cells, columns.expiresOn, expiryOf);
    if (expiry.outcome === 'problem') return refuse(expiry.problem, columns.expiresOn ?? null);
    const face = readValue(faceValue);
    const price = readValue(cost);
    return {
      verdict: 'accepted',
      fields,
      rawLine,
      faceValue: face?.amount,
      faceValueUnit: face?.unit,
      cost: price?.amount,
      costCurrency: price?.currency,
      discount: readValue(discount),
      expiresOn: readValue(expiry)?.day,
      expiryCounted: readValue(expiry)?.counted,
      batchNumber: columns.batchNumber === undefined ? undefined : batchNumberOf(cells[columns.batchNumber]),
      skuText: columns.skuText === undefined ? undefined : skuTextOf(cells[columns.skuText]),
      region: columns.region === undefined ? undefined : regionOf(cells[columns.region]),
      remark: columns.remark === undefined ? undefined : remarkOf(cells[columns.remark]),
      warnings: withExpiryWarnings(warnings, readValue(expiry), isExpiryNamed),
    };
  };
}

/** `有效期(天)`, `有效天数`: what a bare number in that column is. */
function unitOfValidity(name: string): 'day' | 'month' | 'year' | undefined {
  if (/\((?:天|日|days?)\)|天数/i.test(name.normalize('NFKC'))) return 'day';
  if (/\((?:个?月|months?)\)|月数/i.test(name.normalize('NFKC'))) return 'month';
  return /\((?:年|years?)\)|年数/i.test(name.normalize('NFKC')) ? 'year' : undefined;
}

function withExpiryWarnings(
  warnings: readonly FieldWarning[],
  expiry: CellExpiry | undefined,
  isNamed: boolean,
): readonly FieldWarning[] {
  if (expiry === undefined || (isNamed && !expiry.isEndOfMonth && !expiry.counted)) return warnings;
  return [
    ...warnings,
    ...(expiry.isEndOfMonth ? (['EXPIRY_END_OF_MONTH'] as const) : []),
    ...(expiry.counted ? (['EXPIRY_COUNTED'] as const) : []),
    ...(isNamed ? [] : (['EXPIRY_UNLABELLED'] as const)),
  ];
}

function readColumn<Value>(
  cells: readonly SheetCell[],
  columnIndex: number | undefined,
  read: (cell: SheetCell) => CellReading<Value>,
): CellReading<Value> {
  const cell = columnIndex === undefined ? undefined : cells[columnIndex];
  return cell === undefined || cell.kind === 'empty' ? EMPTY_READING : read(cell);
}

type StatusTest = (status: StatusMeaning, cell: SheetCell) => boolean;

function isNotForSale(status: StatusMeaning): boolean {
  return status !== 'sellable';
}

/** Said in so many words: a status that is left out says nothing of a key that is history. */
function isStillForSale(status: StatusMeaning, { text }: SheetCell): boolean {
  return status === 'sellable' && plainValueText(text) !== '';
}

const STATUS_REFUSALS: Partial<Record<StatusMeaning, KeyRowRefusal>> = {
  unknown: 'STATUS_UNKNOWN',
  sellable: 'STATUS_SELLABLE',
};

function refuseStatus(status: StatusMeaning, cells: readonly SheetCell[], columnIndex = 0): RefusedKeyRow {
  const reason = STATUS_REFUSALS[status] ?? 'STATUS_NOT_SELLABLE';
  return refuse(reason, columnIndex, { status, statusText: shownStatus(cells[columnIndex]?.text ?? '') });
}

function rememberStatus(columnName: string, meanings: ReadonlyMap<string, StatusMeaning> | undefined) {
  const readCell = rememberReadings<StatusMeaning>((cell) => {
    const plain = plainValueText(cell.text);
    return valueReading(plain === '' ? 'sellable' : (meanings?.get(plain) ?? readStatus(plain, columnName)));
  });
  return (cell: SheetCell): StatusMeaning => readValue(readCell(cell)) ?? 'sellable';
}

/**
 * Knows the header again: every filled cell that has a name above it repeats it, or all key columns hold column names. `other` where
 * they say something else than the columns are read as: a second table that is built in another way.
 */
function createHeaderReader(options: KeyRowOptions): (row: SheetRow) => 'same' | 'other' | null {
  const { header, columns, keyFields, isOwnExport = false } = options;
  const names = header?.map(columnNameText) ?? [];
  const { fields, ...values } = columns;
  const fieldIndexes = fields.filter((index) => index !== null);
  const watched = fieldIndexes[0] ?? 0;
  const rolesAt = new Map<number, readonly string[]>(Object.entries(values).map(([role, index]) => [index, [role]]));
  fields.forEach((index, place) => {
    const role = keyFields[place]?.role;
    if (index !== null && role !== undefined) rolesAt.set(index, STAND_INS[role]);
  });
  const saysTheSame = (row: SheetRow): boolean =>
    [...rolesAt].every(([index, roles]) => {
      const name = columnNameText(row.cells[index]?.text ?? '');
      const role = name === names[index] ? null : (roleOfColumnName('card-keys', name)?.role ?? null);
      return role === null || roles.includes(role);
    });
  return (row) => {
    const text = row.cells[watched]?.text ?? '';
    const code = text.charCodeAt(0);
    if (text.length > MOST_LETTERS_OF_A_NAME || (code >= 0x30 && code <= 0x39)) return null;
    if (names[watched] && columnNameText(text) === names[watched]) {
      const repeats = row.cells.every((cell, index) => {
        const name = columnNameText(cell.text);
        return name === '' || name === names[index];
      });
      if (repeats) return 'same';
    }
    // `code` alone may be somebody's key, `激活码` is none.
    const isTold = fieldIndexes.length > 1 || (fieldIndexes.length === 1 && code >= FIRST_HAN_CODE);
    if (!isTold || isOwnExport) return null;
    if (!fieldIndexes.every((index) => isNameOfKey(row.cells[index]?.text ?? ''))) return null;
    return saysTheSame(row) ? 'same' : 'other';
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
function createTextReader(): (cell: SheetCell | undefined) => string | undefined {
  let lastText = '';
  let lastPlain: string | undefined;
  return (cell) => {
    const text = cell?.text ?? '';
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
