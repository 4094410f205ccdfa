import { formatMoneyPlain, money } from '#shared/domain/money/money.ts';
import { HEADER_STYLE, kindStyle, SUBTITLE_STYLE, TITLE_STYLE, type XlsxKind } from './xlsx-styles.ts';
import { columnLetters, displayWidth, escapeXlsxText, escapeXmlAttribute, LONGEST_CELL_TEXT } from './xlsx-text.ts';

export interface XlsxColumn {
  readonly header: string;
  readonly kind: XlsxKind;
  /** In characters of the standard font; worked out from the header and kind when left out. A longer header breaks into lines. */
  readonly width?: number;
  /** Adds the column up in a bold row under the data, as a formula with its value. Only for kinds that are numbers. */
  readonly isTotalled?: boolean;
}

export type XlsxValue = string | number | null | undefined;

/** A value, or a value that is written unlike the rest of its column. A string in a column of numbers stays text. */
export type XlsxCell = XlsxValue | { readonly value: XlsxValue; readonly kind?: XlsxKind; readonly isBold?: boolean };
export type XlsxRow = readonly XlsxCell[];

export interface XlsxSheet {
  readonly name: string;
  readonly columns: readonly XlsxColumn[];
  readonly rows: Iterable<XlsxRow> | AsyncIterable<XlsxRow>;
  /** Lines above the header, each across all columns: the first large and centred, the others small. */
  readonly titleRows?: readonly string[];
  /** Lines under the data and its total, each across all columns: signatures, remarks. */
  readonly closingRows?: readonly string[];
  /** The word in front of the totals, in the first column that has none. */
  readonly totalLabel?: string;
  readonly hasAutoFilter?: boolean;
  readonly isLandscape?: boolean;
  /** Printed at the bottom left of each page; the page number is at the right. */
  readonly footer?: string;
}

/** A cell's text is longer than Excel can hold. Says where; never what. */
export class CellTextTooLongError extends RangeError {
  readonly code = 'CELL_TEXT_TOO_LONG';
  readonly sheet: string;
  readonly cell: string;
  constructor(sheet: string, cell: string) {
    super(`The text of cell ${cell} on sheet "${sheet}" is longer than ${LONGEST_CELL_TEXT} characters.`);
    this.sheet = sheet;
    this.cell = cell;
  }
}

/** A column of one sheet as it is written: what stands before a value of its own kind is made once. */
interface CompiledColumn {
  readonly kind: XlsxKind;
  readonly opening: string;
  readonly letters: string;
  readonly textMiddle: string;
  readonly numberMiddle: string;
}

/** What a sheet and its continuations share. */
export interface SheetLayout {
  readonly sheet: XlsxSheet;
  readonly columns: readonly CompiledColumn[];
  readonly headerRow: number;
  readonly lastColumn: string;
  readonly serialOfInstant: (instant: number) => string;
}

export function layOut(sheet: XlsxSheet, serialOfInstant: (instant: number) => string): SheetLayout {
  if (sheet.columns.length === 0) throw new RangeError('A sheet has at least one column.');
  const columns = sheet.columns.map((column, index) => {
    const letters = columnLetters(index);
    const style = kindStyle(column.kind, false);
    return {
      kind: column.kind,
      letters,
      opening: `<c r="${letters}`,
      textMiddle: `" s="${style}" t="inlineStr"><is><t`,
      numberMiddle: `" s="${style}"><v>`,
    };
  });
  const lastColumn = columnLetters(columns.length - 1);
  return { sheet, columns, headerRow: (sheet.titleRows?.length ?? 0) + 1, lastColumn, serialOfInstant };
}

/** Everything before the first data row: view, widths, title lines and the header. */
export function sheetOpening(layout: SheetLayout, isFirstSheet: boolean): string {
  const { sheet, headerRow } = layout;
  const widths = sheet.columns.map((column, index) => {
    const width = column.width ?? defaultWidth(column);
    return `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`;
  });
  const titles = (sheet.titleRows ?? []).map((text, index) => {
    const height = index === 0 ? ' ht="26" customHeight="1"' : '';
    const style = index === 0 ? TITLE_STYLE : SUBTITLE_STYLE;
    return `<row r="${index + 1}"${height}>${textCell(`A${index + 1}`, style, text, sheet.name)}</row>`;
  });
  const headers = layout.columns.map(({ letters }, index) =>
    textCell(`${letters}${headerRow}`, HEADER_STYLE, sheet.columns[index]?.header ?? '', sheet.name),
  );
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n',
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
    '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>',
    `<sheetViews><sheetView${isFirstSheet ? ' tabSelected="1"' : ''} workbookViewId="0">`,
    `<pane ySplit="${headerRow}" topLeftCell="A${headerRow + 1}" activePane="bottomLeft" state="frozen"/>`,
    `<selection pane="bottomLeft" activeCell="A${headerRow + 1}" sqref="A${headerRow + 1}"/></sheetView></sheetViews>`,
    '<sheetFormatPr defaultRowHeight="16"/>',
    `<cols>${widths.join('')}</cols>`,
    '<sheetData>',
    ...titles,
    `<row r="${headerRow}" ht="${headerHeight(sheet.columns)}" customHeight="1">${headers.join('')}</row>`,
  ].join('');
}

/** Excel refuses a row with more cells than the sheet has columns; cells beyond the columns are a mistake of ours. */
export function rowXml(layout: SheetLayout, cells: XlsxRow, rowNumber: number): string {
  const { columns, sheet } = layout;
  if (cells.length > columns.length) throw new RangeError(`Row ${rowNumber} has more cells than columns.`);
  let xml = `<row r="${rowNumber}">`;
  for (let index = 0; index < cells.length; index += 1) {
    const cell = cells[index];
    const column = columns[index];
    if (cell === null || cell === undefined || cell === '' || column === undefined) continue;
    if (typeof cell === 'object') {
      const { value, kind = column.kind, isBold = false } = cell;
      xml += singleCell(layout, `${column.letters}${rowNumber}`, kind, isBold, value);
    } else if (column.kind === 'text' || column.kind === 'note') {
      xml += `${column.opening}${rowNumber}${column.textMiddle}${textBody(String(cell), sheet.name, column.letters, rowNumber)}`;
    } else {
      const number = numberText(cell, column.kind, layout);
      xml +=
        number === null
          ? singleCell(layout, `${column.letters}${rowNumber}`, 'text', false, cell)
          : `${column.opening}${rowNumber}${column.numberMiddle}${number}</v></c>`;
    }
  }
  return `${xml}</row>`;
}

function singleCell(layout: SheetLayout, reference: string, kind: XlsxKind, isBold: boolean, value: XlsxValue): string {
  if (value === null || value === undefined || value === '') return '';
  const number = kind === 'text' || kind === 'note' ? null : numberText(value, kind, layout);
  return number === null
    ? textCell(reference, kindStyle(kind === 'note' ? 'note' : 'text', isBold), String(value), layout.sheet.name)
    : `<c r="${reference}" s="${kindStyle(kind, isBold)}"><v>${number}</v></c>`;
}

/** The digits of a number cell; null when the value is not one of this kind and has to stay text. */
function numberText(value: string | number, kind: XlsxKind, layout: SheetLayout): string | null {
  if (kind === 'day') return typeof value === 'string' ? serialOfDay(value) : null;
  if (typeof value !== 'number' || !Number.isFinite(value)) return null;
  switch (kind) {
    case 'money':
    case 'unit-price':
      return formatMoneyPlain(money(value), 0);
    case 'instant':
      return layout.serialOfInstant(value);
    default:
      return String(value);
  }
}

const EPOCH_SERIAL = 25_569;
const DAY_PATTERN = /^\d{4}-\d{2}-\d{2}$/;

/** Days since 1899-12-30, Excel's count; null for text that is not a day. */
function serialOfDay(day: string): string | null {
  if (!DAY_PATTERN.test(day)) return null;
  const instant = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(instant) ? null : String(instant / 86_400_000 + EPOCH_SERIAL);
}

function textCell(reference: string, style: number, text: string, sheet: string): string {
  if (text.length > LONGEST_CELL_TEXT) throw new CellTextTooLongError(sheet, reference);
  return `<c r="${reference}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeXlsxText(text)}</t></is></c>`;
}

/** From after `<t` to the end of the cell. White space at an end is lost unless it is said to matter. */
function textBody(text: string, sheet: string, letters: string, rowNumber: number): string {
  if (text.length > LONGEST_CELL_TEXT) throw new CellTextTooLongError(sheet, `${letters}${rowNumber}`);
  const hasOuterSpace = text.charCodeAt(0) <= 32 || text.charCodeAt(text.length - 1) <= 32;
  return `${hasOuterSpace ? ' xml:space="preserve">' : '>'}${escapeXlsxText(text)}</t></is></c>`;
}

/** One written part of a sheet: its final name and its data rows, for totals that reach across continuations. */
export interface SheetPart {
  readonly name: string;
  readonly firstRow: number;
  readonly lastRow: number;
}

/** The bold row of totals under the last part: one SUM over every part, with the value worked out here. */
export function totalRowXml(
  layout: SheetLayout,
  parts: readonly SheetPart[],
  sums: readonly number[],
  rowNumber: number,
): string {
  const { sheet, columns } = layout;
  const labelled = sheet.columns.findIndex((column) => !column.isTotalled);
  const current = parts.at(-1);
  const cells = columns.map(({ letters, kind }, index) => {
    const reference = `${letters}${rowNumber}`;
    if (index === labelled) return textCell(reference, kindStyle('text', true), sheet.totalLabel ?? '', sheet.name);
    if (!sheet.columns[index]?.isTotalled) return `<c r="${reference}" s="${kindStyle('text', true)}"/>`;
    const ranges = parts
      .filter((part) => part.lastRow >= part.firstRow)
      .map((part) => {
        const range = `${letters}${part.firstRow}:${letters}${part.lastRow}`;
        return part === current ? range : `'${part.name.replaceAll("'", "''")}'!${range}`;
      });
    const formula = ranges.length === 0 ? '' : `<f>SUM(${escapeXmlAttribute(ranges.join(','))})</f>`;
    const value = numberText(sums[index] ?? 0, kind, layout) ?? '0';
    return `<c r="${reference}" s="${kindStyle(kind, true)}">${formula}<v>${value}</v></c>`;
  });
  return `<row r="${rowNumber}">${cells.join('')}</row>`;
}

export interface SheetEnding {
  /** The last row of data, the header's when there is none. */
  readonly lastDataRow: number;
  /** The first row of the closing lines. */
  readonly closingFrom: number;
  readonly closingRows: readonly string[];
  readonly pageLabel: string;
}

/** Everything after the last row: filter, merged lines, A4 page, repeated header, footer. */
export function sheetEnding(layout: SheetLayout, ending: SheetEnding): string {
  const { sheet, headerRow, lastColumn } = layout;
  const closing = ending.closingRows.map((text, index) => {
    const rowNumber = ending.closingFrom + index;
    return `<row r="${rowNumber}">${textCell(`A${rowNumber}`, SUBTITLE_STYLE, text, sheet.name)}</row>`;
  });
  const mergedRows = [
    ...(sheet.titleRows ?? []).map((_, index) => index + 1),
    ...closing.map((_, index) => ending.closingFrom + index),
  ];
  const merges = lastColumn === 'A' ? [] : mergedRows.map((row) => `<mergeCell ref="A${row}:${lastColumn}${row}"/>`);
  const left = sheet.footer ? `&L${headerFooterText(sheet.footer)}` : '';
  return [
    ...closing,
    '</sheetData>',
    sheet.hasAutoFilter ? `<autoFilter ref="A${headerRow}:${lastColumn}${ending.lastDataRow}"/>` : '',
    merges.length > 0 ? `<mergeCells count="${merges.length}">${merges.join('')}</mergeCells>` : '',
    '<printOptions horizontalCentered="1"/>',
    '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>',
    `<pageSetup paperSize="9" orientation="${sheet.isLandscape ? 'landscape' : 'portrait'}" fitToWidth="1" fitToHeight="0"/>`,
    `<headerFooter><oddFooter>${escapeXmlAttribute(`${left}&R${ending.pageLabel}`)}</oddFooter></headerFooter>`,
    '</worksheet>',
  ].join('');
}

/** `&` starts a code in a footer; Excel takes no more than 255 characters of it in all. */
function headerFooterText(text: string): string {
  return text.replaceAll('&', '&&').slice(0, 200);
}

const HEADER_LINE_HEIGHT = 16;

/** In points: as many lines as the header that needs most of them in its column's width. */
function headerHeight(columns: readonly XlsxColumn[]): number {
  const lines = columns.map((column) =>
    Math.ceil((displayWidth(column.header) + 1) / (column.width ?? defaultWidth(column))),
  );
  return 6 + HEADER_LINE_HEIGHT * Math.max(1, ...lines);
}

function defaultWidth(column: XlsxColumn): number {
  const least: Record<XlsxKind, number> = {
    text: 14,
    note: 28,
    money: 14,
    'unit-price': 11,
    integer: 9,
    number: 12,
    decimal: 9,
    share: 9,
    day: 12,
    instant: 20,
  };
  return Math.max(least[column.kind], displayWidth(column.header) + 4);
}
