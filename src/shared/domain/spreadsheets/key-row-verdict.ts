import type { KeyFieldDefinition } from '../card-keys/key-fields.ts';
import type { Money } from '../money/money.ts';
import type { Day } from '../time/business-time.ts';
import type { AmountStyle } from './cell-amounts.ts';
import type { DayOptions } from './cell-days.ts';
import type { CellDuration } from './cell-rates.ts';
import type { CellProblem } from './cell-reading.ts';
import type { IdDamage } from './damage.ts';
import type { FieldOptions, FieldRefusal, FieldWarning } from './key-field-cell.ts';
import type { SecretDescription } from './key-pattern.ts';
import type { StatusMeaning } from './status-words.ts';

/** Where a key sheet holds what; indexes count from 0. */
export interface KeyColumns {
  /** One entry per key field of the SKU, in its order; null where the sheet has no such column. */
  readonly fields: readonly (number | null)[];
  readonly faceValue?: number;
  readonly unitCost?: number;
  readonly discount?: number;
  /** What the costs are in. */
  readonly currency?: number;
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
  /**
   * Keys that left before we kept books: a status of used, sold or void says just that, and one that says for sale is refused.
   * Default false.
   */
  readonly isHistory?: boolean;
  /** Columns that a spreadsheet has rounded throughout: what ends so is refused there. */
  readonly roundedColumns?: ReadonlySet<number>;
  /** Rows that the sheet hides are refused until the person includes them. Default false. */
  readonly includesHiddenRows?: boolean;
  readonly dayOptions?: DayOptions;
  /** From when a validity such as `3个月` counts; left out: none is read. */
  readonly documentOn?: Day;
  readonly amountStyle?: AmountStyle;
  /** Put between cells to make the raw line: the file's own separator, TAB for workbooks. */
  readonly rawLineSeparator?: string;
}

/** Reasons that concern the row, and not how one field is written. */
export const ROW_REFUSALS = [
  'HIDDEN_ROW',
  'TOO_MANY_CELLS',
  'OUTSIDE_SET',
  'OTHER_TABLE',
  'LOOKS_LIKE_SUMMARY',
  'LOOKS_LIKE_COMMENT',
  'STATUS_NOT_SELLABLE',
  'STATUS_SELLABLE',
  'STATUS_UNKNOWN',
  'ROUNDED_NUMBER',
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
  /** Where the cell of the cost named one. */
  readonly costCurrency?: string;
  /** Part of the face value that is paid, in 1/100 000 000. */
  readonly discount?: number;
  readonly expiresOn?: Day;
  /** The cell named a length of time, counted from the document's day. */
  readonly expiryCounted?: CellDuration;
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
