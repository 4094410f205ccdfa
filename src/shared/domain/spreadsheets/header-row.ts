import { columnNameText } from './cell-text.ts';
import { kindOfColumns } from './column-shape.ts';
import {
  normalizeColumnName,
  roleOfColumnName,
  type SheetKind,
  withoutSetNumber,
  withoutUnit,
} from './column-vocabulary.ts';
import { EMPTY_CELL, type SheetCell, type SheetRow } from './sheet-row.ts';
import { tierOfColumnName } from './tier-column-name.ts';
import { isRuleLine, isSummaryText } from './trailers.ts';

/** How far down a header is looked for. The longest preamble seen is 24 lines (Alipay), so this leaves room. */
export const HEADER_SEARCH_ROWS = 60;

export interface SheetHeader {
  /** As the file counts its rows; null for a sheet without a header. */
  readonly rowNumber: number | null;
  /** Position of the header among the rows looked at, -1 without one: data begins at `rowIndex + 1`. */
  readonly rowIndex: number;
  /** From column A on, as written on one line; a nameless column is ''. Without a header, one '' per column seen. */
  readonly names: readonly string[];
  /** Under which a mapping is remembered: the same for the same column names, whatever their width, case or brackets. */
  readonly signature: string;
  /** Columns whose name another column has too; a person must say which one is meant. */
  readonly duplicates: readonly number[];
  /** Filled rows above the header, for the screen to show. */
  readonly preambleRowNumbers: readonly number[];
}

/** Finds the row whose cells are column names; of several equally good ones the first. */
export function findHeaderRow(kind: SheetKind, rows: readonly SheetRow[]): SheetHeader {
  const searched = rows.slice(0, HEADER_SEARCH_ROWS);
  let best = -1;
  let bestScore = 0;
  searched.forEach((row, index) => {
    const score = scoreHeader(kind, row);
    if (score > bestScore && !namesItself(kind, searched, index)) {
      best = index;
      bestScore = score;
    }
  });
  const header = searched[best];
  if (!header || bestScore < requiredScore(header)) return describeHeaderless(searched);
  return describeHeader(rows, hasLowerHalf(kind, header, searched[best + 1]) ? best + 1 : best);
}

/** `卡号： | 6001 | 卡密： | AB12`: the row above or below has the same names in the same places, each before a value of its own. */
function namesItself(kind: SheetKind, rows: readonly SheetRow[], index: number): boolean {
  const row = rows[index];
  return [rows[index - 1], rows[index + 1]].some((other) => row && other && areLabelledAlike(kind, row, other));
}

function areLabelledAlike(kind: SheetKind, row: SheetRow, below: SheetRow): boolean {
  const isFilled = ({ cells }: SheetRow, place: number): boolean => (cells[place]?.text ?? '').trim() !== '';
  const names = row.cells.flatMap((cell, place) => (roleOfColumnName(kind, columnName(cell)) === null ? [] : [place]));
  const isRepeated = names.every(
    (place) => columnNameText(below.cells[place]?.text ?? '') === columnName(row.cells[place] ?? EMPTY_CELL),
  );
  const values = row.cells.flatMap((_, place) => (isFilled(row, place) && !names.includes(place) ? [place] : []));
  return (
    names.length > 0 && isRepeated && values.length >= names.length && values.every((place) => isFilled(below, place))
  );
}

/** A head of two rows, as merged cells leave it: the lower one names only what the upper one does not, or the tiers of its one price. */
function hasLowerHalf(kind: SheetKind, upper: SheetRow, lower: SheetRow | undefined): boolean {
  if (!lower || lower.rowNumber !== upper.rowNumber + 1) return false;
  const isNamed = (cell: SheetCell | undefined): boolean =>
    cell?.kind === 'text' && roleOfColumnName(kind, columnName(cell))?.match === 'exact';
  const filled = lower.cells.flatMap((cell, index) => (cell.text.trim() === '' ? [] : [index]));
  const addsNames = filled.every((index) => isNamed(lower.cells[index]) && !isNamed(upper.cells[index]));
  const namesTiers =
    kind === 'price-list' && filled.every((index) => tierOfColumnName(lower.cells[index]?.text ?? '') !== null);
  return (
    filled.length >= 2 &&
    (addsNames || namesTiers) &&
    upper.cells.some((cell, index) => isNamed(cell) && !filled.includes(index))
  );
}

/** The header that a person has chosen: the row at this index, whatever it holds. */
export function describeHeader(rows: readonly SheetRow[], rowIndex: number): SheetHeader {
  const header = rows[rowIndex];
  const names = namesOf(header, rows[rowIndex - 1]);
  while (names.length > 0 && names.at(-1) === '') names.pop();
  const preamble = rows.slice(0, rowIndex).filter((row) => row.cells.some((cell) => cell.text.trim() !== ''));
  return {
    rowNumber: header?.rowNumber ?? null,
    rowIndex,
    names,
    signature: headerSignature(names),
    duplicates: findDuplicates(names),
    preambleRowNumbers: preamble.map((row) => row.rowNumber),
  };
}

/** What a row of names leaves blank is named by the row above it, where that is the upper half of the head and no note. */
function namesOf(header: SheetRow | undefined, above: SheetRow | undefined): string[] {
  const own = (header?.cells ?? []).map((cell) => columnName(cell));
  if (!header || !above || above.rowNumber !== header.rowNumber - 1) return own;
  const upper = above.cells.map((cell) => columnName(cell));
  const isHead = upper.filter((name) => name !== '').length >= 2 && !upper.some((name) => /[\d:：]/.test(name));
  if (!isHead) return own;
  const width = Math.max(own.length, upper.length);
  return Array.from({ length: width }, (_, index) => own[index] || upper[index] || '');
}

/** A sheet that begins with data: as many nameless columns as most of its rows fill. */
export function describeHeaderless(rows: readonly SheetRow[]): SheetHeader {
  const width = commonWidth(rows);
  return {
    rowNumber: null,
    rowIndex: -1,
    names: Array.from({ length: width }, () => ''),
    signature: `headerless:${width}:${kindOfColumns(rows.slice(0, HEADER_SEARCH_ROWS), width)}`,
    duplicates: [],
    preambleRowNumbers: [],
  };
}

/** A text whose lines name their parts: a table with these names, which stand in none of its rows. */
export function describeNamed(names: readonly string[]): SheetHeader {
  return {
    rowNumber: null,
    rowIndex: -1,
    names,
    signature: headerSignature(names),
    duplicates: findDuplicates(names),
    preambleRowNumbers: [],
  };
}

/** With the columns under no name that rows fill nevertheless, as notes in the margin do: what they say can be given a meaning. */
export function withColumnsBeside(header: SheetHeader, rows: readonly SheetRow[]): SheetHeader {
  const below = rows.slice(header.rowIndex + 1);
  const width = below.reduce((widest, row) => Math.max(widest, filledWidth(row)), header.names.length);
  return { ...header, names: Array.from({ length: width }, (_, index) => header.names[index] ?? '') };
}

/** A stable text for a list of column names; the order counts, since mappings are by column. */
export function headerSignature(names: readonly string[]): string {
  return names.map((name) => normalizeColumnName(name).replaceAll('|', '')).join('|');
}

/** Known names count 2, names that contain one 1; what no header holds (long text, numbers, days) counts against it. */
function scoreHeader(kind: SheetKind, row: SheetRow): number {
  const roles = new Set<string>();
  let score = 0;
  let strangers = 0;
  for (const cell of row.cells) {
    const name = columnName(cell);
    if (name === '') continue;
    if (cell.kind !== 'text' || name.length > 30) {
      strangers += 1;
      continue;
    }
    const named = roleOfColumnName(kind, name);
    if (!named) {
      if (/\d{4,}/.test(name)) strangers += 1;
      continue;
    }
    if (named.match === 'part' && !isWorded(name)) continue;
    const isNew = !roles.has(named.role);
    roles.add(named.role);
    score += named.match === 'exact' && named.role !== 'ignore' && isNew ? 2 : 1;
  }
  const first = row.cells.find((cell) => cell.text.trim() !== '');
  if (first && (isSummaryText(first.text) || isRuleLine(first.text))) return 0;
  return score - strangers;
}

/** Letters only, but for what stands in brackets and the number of a set: `充值卡卡号(18位)`, `卡密2`. A value has digits elsewhere. */
function isWorded(name: string): boolean {
  return /^[\p{L}\p{M}/]+$/u.test(withoutSetNumber(withoutUnit(normalizeColumnName(name))));
}

/** One known name is enough where nothing else in the row could be a value; a lone `备注` in a row of digits is no header. */
function requiredScore(row: SheetRow): number {
  return row.cells.every((cell) => !/\d/.test(cell.text)) ? 2 : 3;
}

function columnName(cell: SheetCell): string {
  return cell.kind === 'empty' ? '' : columnNameText(cell.text);
}

function findDuplicates(names: readonly string[]): number[] {
  const counts = new Map<string, number>();
  const keys = names.map((name) => withoutUnit(normalizeColumnName(name)));
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return keys.flatMap((key, index) => (key !== '' && (counts.get(key) ?? 0) > 1 ? [index] : []));
}

function filledWidth(row: SheetRow): number {
  return row.cells.findLastIndex((cell) => cell.text.trim() !== '' || cell.kind === 'uncached-formula') + 1;
}

function commonWidth(rows: readonly SheetRow[]): number {
  const counts = new Map<number, number>();
  for (const row of rows) {
    const width = filledWidth(row);
    if (width > 0) counts.set(width, (counts.get(width) ?? 0) + 1);
  }
  const [width = 1] = [...counts].sort(
    ([leftWidth, left], [rightWidth, right]) => right - left || rightWidth - leftWidth,
  )[0] ?? [1];
  return width;
}
