import type { KeyFieldDefinition } from '../card-keys/key-fields.ts';
import type { Money } from '../money/money.ts';
import { type AmountStyle, readAmount, readFaceValue } from '../spreadsheets/cell-amounts.ts';
import { readQuantity } from '../spreadsheets/cell-rates.ts';
import type { CellReading } from '../spreadsheets/cell-reading.ts';
import { plainValueText } from '../spreadsheets/cell-text.ts';
import { EMPTY_CELL, type SheetCell, type SheetRow } from '../spreadsheets/sheet-row.ts';
import type { CatalogColumn } from './catalog-columns.ts';
import { parseKeyFields } from './key-field-notation.ts';
import type { DeliveryKind } from './sku-key-fields.ts';

/** What a row of a catalogue sheet says. A column that is missing or empty says nothing: what is there stays. */
export interface CatalogValues {
  code?: string;
  brand?: string;
  product?: string;
  category?: string;
  name?: string;
  faceValue?: Money;
  faceCurrency?: string;
  region?: string;
  platform?: string;
  gameServer?: string;
  deliveryKind?: DeliveryKind;
  keyFields?: readonly KeyFieldDefinition[];
  allowsShortPin?: boolean;
  membershipDays?: number;
  shelfLifeDays?: number;
  minimumDaysLeft?: number;
  usesPerKey?: number;
  salePrice?: Money;
  minimumStock?: number;
  verifyFirst?: boolean;
  isArchived?: boolean;
  notes?: string;
}

/** Why a row cannot be taken, by column. Codes; the screen makes the sentence. */
export interface CatalogProblem {
  readonly column: CatalogColumn;
  readonly rule: string;
}

export interface CatalogRow {
  readonly rowNumber: number;
  readonly values: CatalogValues;
  readonly problems: readonly CatalogProblem[];
}

const LONGEST_TEXT: Readonly<Partial<Record<CatalogColumn, number>>> = {
  code: 40,
  brand: 80,
  product: 80,
  name: 80,
  category: 40,
  faceCurrency: 40,
  region: 40,
  platform: 40,
  gameServer: 40,
  notes: 2000,
};
const LARGEST_NUMBER: Readonly<Partial<Record<CatalogColumn, number>>> = {
  membershipDays: 36_500,
  shelfLifeDays: 36_500,
  minimumDaysLeft: 36_500,
  usesPerKey: 1000,
  minimumStock: 100_000_000,
};
const SMALLEST_NUMBER: Readonly<Partial<Record<CatalogColumn, number>>> = {
  membershipDays: 1,
  shelfLifeDays: 1,
  usesPerKey: 1,
};

/** Reads a row by its columns; null for one in which no known column says anything. */
export function readCatalogRow(
  columns: readonly (CatalogColumn | null)[],
  row: SheetRow,
  style: AmountStyle = {},
): CatalogRow | null {
  const values: CatalogValues = {};
  const problems: CatalogProblem[] = [];
  for (const [index, column] of columns.entries()) {
    const cell = row.cells[index] ?? EMPTY_CELL;
    if (column === null || cell.kind === 'empty' || cell.text.trim() === '') continue;
    const rule = takeCell(values, column, cell, style);
    if (rule) problems.push({ column, rule });
  }
  const isEmpty = Object.keys(values).length === 0 && problems.length === 0;
  return isEmpty ? null : { rowNumber: row.rowNumber, values, problems };
}

/** Puts a cell's meaning into the values; answers the rule it breaks. */
function takeCell(values: CatalogValues, column: CatalogColumn, cell: SheetCell, style: AmountStyle): string | null {
  switch (column) {
    case 'faceValue': {
      const reading = readFaceValue(cell, style);
      if (reading.outcome === 'value') {
        values.faceValue = reading.value.amount;
        if (reading.value.unit) values.faceCurrency ??= reading.value.unit;
      }
      return problemOf(reading);
    }
    case 'salePrice': {
      const reading = readAmount(cell, style);
      if (reading.outcome === 'value') values.salePrice = reading.value.amount;
      return problemOf(reading);
    }
    case 'membershipDays':
    case 'shelfLifeDays':
    case 'minimumDaysLeft':
    case 'usesPerKey':
    case 'minimumStock':
      return takeNumber(values, column, cell, style);
    case 'allowsShortPin':
    case 'verifyFirst': {
      const answer = readAnswer(cell);
      if (answer !== null) values[column] = answer;
      return answer === null ? 'NOT_YES_OR_NO' : null;
    }
    case 'deliveryKind': {
      const kind = DELIVERY_WORDS.get(plainWord(cell));
      if (kind) values.deliveryKind = kind;
      return kind ? null : 'UNKNOWN_DELIVERY';
    }
    case 'keyFields': {
      const fields = parseKeyFields(cell.text);
      if (fields) values.keyFields = fields;
      return fields ? null : 'NOT_KEY_FIELDS';
    }
    case 'status': {
      const isArchived = STATUS_WORDS.get(plainWord(cell));
      if (isArchived !== undefined) values.isArchived = isArchived;
      return isArchived === undefined ? 'UNKNOWN_STATUS' : null;
    }
    default:
      return takeText(values, column, cell);
  }
}

function takeText(
  values: CatalogValues,
  column:
    | 'code'
    | 'brand'
    | 'product'
    | 'category'
    | 'name'
    | 'faceCurrency'
    | 'region'
    | 'platform'
    | 'gameServer'
    | 'notes',
  cell: SheetCell,
): string | null {
  if (cell.kind === 'error' || cell.kind === 'uncached-formula') return 'FORMULA_ERROR';
  // A code that Excel has rounded is not the code any more.
  if (cell.kind === 'number' && /e/i.test(cell.text)) return 'DAMAGED_NUMBER';
  // Notes are kept as they were typed, their last line break included.
  const text = column === 'notes' ? cell.text : cell.text.trim();
  if (text.length > (LONGEST_TEXT[column] ?? 0)) return 'TOO_LONG';
  if (column === 'code' && /\s/u.test(text)) return 'CODE_WITH_SPACES';
  if (column !== 'notes' && /\p{Cc}/u.test(text)) return 'CONTROL_CHARACTER';
  values[column] = text;
  return null;
}

function takeNumber(
  values: CatalogValues,
  column: 'membershipDays' | 'shelfLifeDays' | 'minimumDaysLeft' | 'usesPerKey' | 'minimumStock',
  cell: SheetCell,
  style: AmountStyle,
): string | null {
  // Exports of other systems write the unit behind the figure: `30 天`, `3次`.
  const text = cell.text.replace(/\s*(?:天|日|次|days?|uses?|times?)\s*$/iu, '');
  const reading = readQuantity({ ...cell, text }, style);
  if (reading.outcome === 'problem') return reading.problem;
  if (reading.outcome === 'empty') return null;
  const { value } = reading;
  if (value < (SMALLEST_NUMBER[column] ?? 0) || value > (LARGEST_NUMBER[column] ?? 0)) return 'NUMBER_OUT_OF_RANGE';
  values[column] = value;
  return null;
}

function problemOf(reading: CellReading<{ readonly amount: Money }>): string | null {
  if (reading.outcome === 'problem') return reading.problem;
  return reading.outcome === 'value' && reading.value.amount < 0 ? 'NEGATIVE_AMOUNT' : null;
}

function plainWord(cell: SheetCell): string {
  return plainValueText(cell.text).toLowerCase();
}

function readAnswer(cell: SheetCell): boolean | null {
  const word = plainWord(cell);
  if (YES_WORDS.has(word)) return true;
  return NO_WORDS.has(word) ? false : null;
}

const YES_WORDS: ReadonlySet<string> = new Set(['是', '√', '✓', 'yes', 'y', 'true', '1']);
const NO_WORDS: ReadonlySet<string> = new Set(['否', '×', 'no', 'n', 'false', '0']);

const DELIVERY_WORDS: ReadonlyMap<string, DeliveryKind> = new Map([
  ...['卡密', '点卡', '卡券', '激活码', '自动发卡', 'card key', 'card-key', 'card', 'key', 'code'].map(
    (word) => [word, 'card-key'] as const,
  ),
  ...['直充', '充值', '代充', 'top-up', 'top up', 'topup', 'direct'].map((word) => [word, 'top-up'] as const),
  ...['兑换链接', '链接', '短链', 'redeem link', 'redeem-link', 'link', 'url'].map(
    (word) => [word, 'redeem-link'] as const,
  ),
]);

const STATUS_WORDS: ReadonlyMap<string, boolean> = new Map([
  ...['在用', '上架', '启用', '正常', 'in use', 'active', 'enabled', 'on'].map((word) => [word, false] as const),
  ...['已归档', '归档', '下架', '停用', 'archived', 'inactive', 'disabled', 'off'].map((word) => [word, true] as const),
]);
