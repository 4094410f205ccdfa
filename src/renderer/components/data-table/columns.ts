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
  /** The contract's name for sorting by it; only columns that the core serves by an index have one. */
  sort?: string;
  /** Not shown until somebody asks for it. */
  isHiddenAtFirst?: boolean;
  /** Takes the room that is left; one of a table's columns. */
  grows?: boolean;
  /** Where its value stands in a row and what it is, for the export: one column there, or several; without it none. */
  exported?: ExportedValue | readonly ExportedValue[];
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

/** The columns of an export as the table shows them, by their keys. */
export function exportedColumns<Row>(columns: readonly DataColumn<Row>[], keys: readonly string[]): ExportedColumn[] {
  return keys.flatMap((key) => {
    const column = columns.find((candidate) => candidate.key === key);
    if (!column?.exported) return [];
    const header = column.unit ? `${column.title} ${column.unit}` : column.title;
    return [column.exported].flat().map((exported) => ({ header, ...exported }));
  });
}

export const ACTIONS = 'actions';
export const NARROWEST = 56;

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

/**
 * The grid of a row: every column its width, and the one that grows the rest. Export and choice of columns have a track of their
 * own at the end, so that they cover no column's name; where a column acts, they stand beside its name.
 */
export function gridTemplate<Row>(columns: readonly DataColumn<Row>[], selectWidth: number, toolsWidth = 0): string {
  const growing = columns.find((column) => column.grows) ?? columns.findLast((column) => column.key !== ACTIONS);
  const tracks = columns.map((column) => (column === growing ? `minmax(${column.width}px, 1fr)` : `${column.width}px`));
  const hasTools = toolsWidth > 0 && columns.at(-1)?.key !== ACTIONS;
  const before = selectWidth > 0 ? [`${selectWidth}px`] : [];
  return [...before, ...tracks, ...(hasTools ? [`${toolsWidth}px`] : [])].join(' ');
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
