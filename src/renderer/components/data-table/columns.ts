import type { ReactNode } from 'react';
import type { ExportedColumn } from '#shared/contract/lists.contract.ts';

export interface DataColumn<Row> {
  /** Its name in what is remembered, in exports and in `totals`. `actions` is the last column: it acts and is always shown. */
  key: string;
  title: string;
  /** Currency or unit, once in the head. */
  unit?: string;
  /** Width in pixels before somebody drags it. */
  width: number;
  /** Numbers and amounts end at the right. */
  align?: 'start' | 'end';
  render: (row: Row) => ReactNode;
  /** The contract's name for sorting by it; of lists that come by pages, only columns that the core serves by an index have one. */
  sort?: string;
  /** Not shown until somebody asks for it. */
  isHiddenAtFirst?: boolean;
  /** What keys cost: only for those who may see accounts ({@link useCostColumns}). */
  tellsCost?: boolean;
  /** Takes the room that is left; one of a table's columns. */
  grows?: boolean;
  /** Where its value stands in a row and what it is, for the export: one column there, or several; without it none. */
  exported?: ExportedValue | readonly ExportedValue[];
  /** Where a row says the currency of an amount that is not the shop's own: the export tells it in a column beside. */
  currencyAt?: string;
}

type ExportedValue = Pick<ExportedColumn, 'paths' | 'kind' | 'words'> & { header?: string };

/** How a column is exported: the first of these places that holds something, a text unless told. */
export function exportedAs(
  paths: string | string[],
  kind: ExportedColumn['kind'] = 'text',
  words?: Readonly<Record<string, string>>,
): ExportedValue {
  return { paths: [paths].flat(), kind, words };
}

/** What every member of a closed set is called. */
export function wordsOf<const Name extends string>(
  names: readonly Name[],
  say: (name: Name) => string,
): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, say(name)]));
}

/**
 * The columns of an export as the table shows them, by their keys. Before the first amount that is in a currency of its row stands
 * which one (`currencyTitle`), once: nobody adds up yuan and dollars.
 */
export function exportedColumns<Row>(
  columns: readonly DataColumn<Row>[],
  keys: readonly string[],
  currencyTitle: string,
): ExportedColumn[] {
  const shown = keys.flatMap((key) => columns.find((column) => column.key === key && column.exported) ?? []);
  const told = new Set(shown.flatMap(({ exported = [] }) => [exported].flat().flatMap(({ paths }) => paths)));
  return shown.flatMap(({ title, unit, exported = [], currencyAt }): ExportedColumn[] => {
    const header = unit ? `${title} ${unit}` : title;
    const own = [exported].flat().map((value) => ({ header, ...value }));
    if (currencyAt === undefined || told.has(currencyAt)) return own;
    told.add(currencyAt);
    return [{ header: currencyTitle, paths: [currencyAt], kind: 'text' }, ...own];
  });
}

export const ACTIONS = 'actions';
export const NARROWEST = 56;
/** What a column that grows keeps where there is no room; a dragged one may be narrower. */
const NARROWEST_GROWING = 96;
/** So much of its width a column that grows gives up before the table has to be scrolled sideways. */
const GIVES_WAY = 100;

/** What a person changed about a table; kept on this PC. */
export interface TableLayout {
  readonly order: readonly string[];
  readonly hidden: readonly string[];
  readonly shown: readonly string[];
  readonly widths: Readonly<Record<string, number>>;
}

export const UNTOUCHED: TableLayout = { order: [], hidden: [], shown: [], widths: {} };

/** Whether a column is on the screen: the first, which identifies, and the last, which acts, always are. */
export function isShown<Row>(column: DataColumn<Row>, index: number, layout: TableLayout): boolean {
  if (index === 0 || column.key === ACTIONS) return true;
  if (layout.hidden.includes(column.key)) return false;
  return !column.isHiddenAtFirst || layout.shown.includes(column.key);
}

/** All columns as the person ordered them; ones that came with a new version stand where they were written. */
export function orderedColumns<Row>(
  columns: readonly DataColumn<Row>[],
  layout: TableLayout,
): readonly DataColumn<Row>[] {
  const [first, ...others] = columns;
  if (!first) return [];
  const last = others.filter((column) => column.key === ACTIONS);
  const middle = others.filter((column) => column.key !== ACTIONS);
  const known = layout.order.flatMap((key) => middle.find((column) => column.key === key) ?? []);
  const ordered = [...known];
  for (const [index, column] of middle.entries()) {
    if (!known.includes(column)) ordered.splice(index, 0, column);
  }
  return [first, ...ordered, ...last];
}

/** The columns on the screen, in order, with the widths they have there. */
export function visibleColumns<Row>(
  columns: readonly DataColumn<Row>[],
  layout: TableLayout,
): readonly DataColumn<Row>[] {
  return orderedColumns(columns, layout)
    .filter((column, index) => isShown(column, index, layout))
    .map((column) => ({ ...column, width: layout.widths[column.key] ?? column.width }));
}

/** Whether export and choice of columns need a track of their own; where a column acts, they stand beside its name. */
export function hasToolTrack<Row>(columns: readonly DataColumn<Row>[]): boolean {
  return columns.at(-1)?.key !== ACTIONS;
}

/**
 * The grid of a row: every column its width, and the one that grows the rest. The tools' track at the end covers no column's
 * name; the column that grows gives way to it, and to a small window, before the table has to be scrolled sideways.
 */
export function gridTemplate<Row>(columns: readonly DataColumn<Row>[], selectWidth: number, toolsWidth = 0): string {
  const growing = columns.find((column) => column.grows) ?? columns.findLast((column) => column.key !== ACTIONS);
  const tools = hasToolTrack(columns) ? toolsWidth : 0;
  const tracks = columns.map(({ width }, index) => {
    if (columns[index] !== growing) return `${width}px`;
    return `minmax(${Math.min(width, Math.max(NARROWEST_GROWING, width - GIVES_WAY))}px, 1fr)`;
  });
  const before = selectWidth > 0 ? [`${selectWidth}px`] : [];
  return [...before, ...tracks, ...(tools > 0 ? [`${tools}px`] : [])].join(' ');
}

/** Moves a column one place among those that can move. */
export function moveColumn(keys: readonly string[], key: string, step: -1 | 1): readonly string[] {
  const from = keys.indexOf(key);
  const to = from + step;
  if (from < 0 || to < 0 || to >= keys.length) return keys;
  const moved = [...keys];
  moved.splice(from, 1);
  moved.splice(to, 0, key);
  return moved;
}
