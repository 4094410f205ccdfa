import { BOOLEAN, DATE, EMPTY, ERROR, NUMBER, type RowBatchWriter, TEXT, UNCACHED_FORMULA } from '../../row-batch.ts';
import { SheetRefusal } from '../../sheet-refusal.ts';
import { cellName, MAX_COLUMNS, MAX_ROWS } from './cell-reference.ts';
import { CellTag, REFERENCE_DAMAGED, TAG_DAMAGED } from './cell-tag.ts';
import { padDigits, serialToIso } from './number-format.ts';
import type { SharedStrings } from './shared-strings.ts';
import { textElements, unescapeExcel, unescapeXml } from './xml-text.ts';

export interface WorkbookFacts {
  readonly sharedStrings: SharedStrings;
  /** By cell style: whether its number format shows a date. */
  readonly isDateStyle: readonly boolean[];
  /** By cell style: to how many digits its number format fills up with zeros. */
  readonly paddedTo: readonly number[];
  readonly is1904: boolean;
}

/** A row is a few hundred bytes; one that does not end within this is not from a spreadsheet program. */
const MAX_ROW_TEXT = 32 * 1024 * 1024;
const MAX_TAIL = 4 * 1024 * 1024;
/** Gaps between cells are filled; a sheet of nothing but gaps would cost minutes. */
const MAX_GAPS = 20_000_000;
const NUMERIC = /^\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?\s*$/;
const ROW_NUMBER = / r\s*=\s*["']([^"']*)["']/;
const GREATER = 62;
const SLASH = 47;
const LESS = 60;

/**
 * Scans the XML of a worksheet by hand. It looks only for what makes rows (row, c, v, f, is, t), takes a number's digits as
 * they stand, and trusts neither `<dimension>` nor `spans`.
 */
export class SheetScanner {
  rowCount = 0;
  hiddenRowCount = 0;
  /** What follows the rows: merged cells are declared there. */
  tail = '';
  readonly #facts: WorkbookFacts;
  readonly #sheet: string;
  #writer: RowBatchWriter | null;
  #state: 'before' | 'rows' | 'after' = 'before';
  #carry = '';
  #row = 0;
  #gaps = 0;
  #prefix = '';
  readonly #tag = new CellTag();
  #open = { row: '<row', cell: '<c', value: '<v>', valueEnd: '</v>', cellEnd: '</c>', rowEnd: '</row>', dataEnd: '' };

  constructor(sheet: string, facts: WorkbookFacts, writer: RowBatchWriter) {
    this.#sheet = sheet;
    this.#facts = facts;
    this.#writer = writer;
  }

  /** From now on rows are only counted. */
  countOnly(): void {
    this.#writer = null;
  }

  push(piece: string, isLast: boolean): void {
    let text = this.#carry === '' ? piece : this.#carry + piece;
    if (this.#state === 'before') {
      const start = this.#findRows(text);
      if (start < 0) {
        this.#carry = text.length > MAX_TAIL ? text.slice(-1024) : text;
        return;
      }
      text = text.slice(start);
      this.#state = 'rows';
    }
    if (this.#state === 'rows') {
      // Rows are looked for from the end: behind the last one is either the next piece or the end of all rows.
      const boundary = this.#lastRow(text);
      const end = text.indexOf(this.#open.dataEnd, Math.max(0, boundary));
      if (end >= 0) {
        this.#scanRows(text, end);
        this.#state = 'after';
        text = text.slice(end);
      } else {
        if (boundary > 0) this.#scanRows(text, boundary);
        this.#carry = text.slice(Math.max(0, boundary));
        if (isLast) throw this.#corrupt('The sheet ends in the middle of its rows');
        if (this.#carry.length > MAX_ROW_TEXT) throw this.#corrupt('A row never ends');
        return;
      }
    }
    this.#carry = '';
    if (this.tail.length < MAX_TAIL) this.tail += text;
  }

  /** Where the last row begins, which may not be complete; -1 when there is none. */
  #lastRow(text: string): number {
    const { row: open } = this.#open;
    let at = text.lastIndexOf(open);
    while (at > 0 && !isNameEnd(text.charCodeAt(at + open.length))) at = text.lastIndexOf(open, at - 1);
    return at;
  }

  /** Where the rows begin, -1 while that is not yet known. */
  #findRows(text: string): number {
    const match = /<(?:([\w.-]+):)?sheetData(?:\s[^>]*)?(\/?)>/.exec(text);
    if (!match) return -1;
    const prefix = match[1] ? `${match[1]}:` : '';
    this.#prefix = prefix;
    this.#open = {
      row: `<${prefix}row`,
      cell: `<${prefix}c`,
      value: `<${prefix}v>`,
      valueEnd: `</${prefix}v>`,
      cellEnd: `</${prefix}c>`,
      rowEnd: `</${prefix}row>`,
      dataEnd: match[2] ? '' : `</${prefix}sheetData>`,
    };
    return match.index + match[0].length;
  }

  #scanRows(text: string, end: number): void {
    const { row: open, rowEnd } = this.#open;
    let at = text.indexOf(open);
    while (at >= 0 && at < end) {
      const tagEnd = text.indexOf('>', at);
      if (tagEnd < 0) throw this.#corrupt('A row never ends');
      const attributes = text.slice(at + open.length, tagEnd);
      const isEmpty = attributes.endsWith('/');
      this.#startRow(attributes);
      if (isEmpty) {
        at = text.indexOf(open, tagEnd);
        continue;
      }
      const isHidden = attributes.includes('hidden') && / hidden\s*=\s*["'](?:1|true)["']/.test(attributes);
      this.rowCount += 1;
      if (isHidden) this.hiddenRowCount += 1;
      const writer = this.#writer;
      if (writer) {
        const next = this.#scanCells(text, tagEnd + 1, end, writer);
        writer.endRow(this.#row, isHidden);
        at = text.indexOf(open, next);
      } else {
        const next = text.indexOf(rowEnd, tagEnd);
        if (next < 0) throw this.#corrupt('A row never ends');
        at = text.indexOf(open, next);
      }
    }
  }

  #startRow(attributes: string): void {
    const match = ROW_NUMBER.exec(attributes);
    const number = match ? Number(match[1]) : this.#row + 1;
    if (!Number.isInteger(number) || number < 1 || number > MAX_ROWS) {
      throw new SheetRefusal('BAD_CELL_REFERENCE', 'A row has a number that no sheet can have', {
        sheet: this.#sheet,
        line: this.#row + 1,
      });
    }
    if (number <= this.#row) throw this.#corrupt('The rows are not in order');
    this.#row = number;
  }

  /** Scans cells up to the end of the row and returns the place after it. */
  #scanCells(text: string, start: number, end: number, writer: RowBatchWriter): number {
    const { cell: open, rowEnd, cellEnd, value: valueOpen, valueEnd } = this.#open;
    let at = start;
    let column = 0;
    while (true) {
      while (text.charCodeAt(at) <= 32) at += 1;
      if (text.startsWith(rowEnd, at)) return at + rowEnd.length;
      if (at >= end || text.charCodeAt(at) !== LESS) throw this.#corrupt('A row never ends');
      if (!text.startsWith(open, at) || !isNameEnd(text.charCodeAt(at + open.length))) {
        // Extensions and comments between cells are passed over.
        const mark = text.startsWith('<!--', at) ? '-->' : '>';
        const close = text.indexOf(mark, at);
        if (close < 0) throw this.#corrupt('A row never ends');
        at = close + mark.length;
        continue;
      }
      at += open.length;
      const tag = this.#tag;
      const tagStart = at;
      at = tag.read(text, at, end);
      if (at === REFERENCE_DAMAGED) throw this.#badReference(text.slice(tagStart, tagStart + 40));
      if (at === TAG_DAMAGED) throw this.#corrupt('A cell has a damaged attribute');
      const target = tag.column === 0 ? column + 1 : tag.column;
      if (target <= column) throw this.#corrupt('The cells of a row are not in order');
      if (target > MAX_COLUMNS) throw this.#corrupt('A row has too many cells');
      if (target > column + 1) this.#fillGap(target - column - 1, writer);
      column = target;
      if (tag.isClosed) {
        writer.cell(EMPTY, '');
        continue;
      }
      const { type, style } = tag;
      if (text.startsWith(valueOpen, at)) {
        const textAt = at + valueOpen.length;
        const close = text.indexOf('<', textAt);
        if (text.startsWith(valueEnd, close) && text.startsWith(cellEnd, close + valueEnd.length)) {
          this.#writeValue(writer, type, style, text.slice(textAt, close), column);
          at = close + valueEnd.length + cellEnd.length;
          continue;
        }
      }
      const close = text.indexOf(cellEnd, at);
      if (close < 0 || close >= end) throw this.#corrupt('A cell never ends');
      this.#writeContent(writer, type, style, text.slice(at, close), column);
      at = close + cellEnd.length;
    }
  }

  /** A cell with more than a plain value: a formula, inline text, attributes on the value. */
  #writeContent(writer: RowBatchWriter, type: string, style: number, content: string, column: number): void {
    const prefix = this.#prefix;
    if (type === 'inlineStr' || (type === '' && content.includes(`<${prefix}is`))) {
      const text = textElements(content, prefix);
      writer.cell(text === '' ? EMPTY : TEXT, text);
      return;
    }
    const value = elementText(content, `${prefix}v`);
    const hasFormula = content.includes(`<${prefix}f`);
    if (hasFormula && (value === null || (value === '' && type !== 'str'))) writer.cell(UNCACHED_FORMULA, '');
    else if (value === null) writer.cell(EMPTY, '');
    else this.#writeValue(writer, type, style, value, column);
  }

  #writeValue(writer: RowBatchWriter, type: string, style: number, raw: string, column: number): void {
    switch (type) {
      case 's': {
        const text = this.#facts.sharedStrings.at(Number(raw));
        if (text === undefined) throw this.#corrupt('A cell refers to a text that is not there', column);
        writer.cell(text === '' ? EMPTY : TEXT, text);
        return;
      }
      case 'str':
      case 'inlineStr': {
        const text = unescapeExcel(unescapeXml(raw));
        writer.cell(text === '' ? EMPTY : TEXT, text);
        return;
      }
      case 'b':
        writer.cell(BOOLEAN, raw.trim() === '1' || raw.trim() === 'true' ? 'TRUE' : 'FALSE');
        return;
      case 'e':
        writer.cell(ERROR, unescapeXml(raw).trim());
        return;
      case 'd':
        writer.cell(DATE, isoDate(raw.trim()));
        return;
      default:
        this.#writeNumber(writer, style, raw);
    }
  }

  #writeNumber(writer: RowBatchWriter, style: number, raw: string): void {
    if (raw === '') {
      writer.cell(EMPTY, '');
      return;
    }
    const date = this.#facts.isDateStyle[style] ? serialToIso(Number(raw), this.#facts.is1904) : null;
    if (date) writer.cell(DATE, date);
    else if (NUMERIC.test(raw)) writer.cell(NUMBER, padDigits(raw.trim(), this.#facts.paddedTo[style] ?? 0));
    else writer.cell(TEXT, unescapeExcel(unescapeXml(raw)));
  }

  #fillGap(count: number, writer: RowBatchWriter): void {
    this.#gaps += count;
    if (this.#gaps > MAX_GAPS)
      throw new SheetRefusal('TOO_LARGE', 'The cells lie too far apart', { sheet: this.#sheet });
    writer.emptyCells(count);
  }

  #badReference(source: string): SheetRefusal {
    return new SheetRefusal('BAD_CELL_REFERENCE', 'A cell lies where no sheet has cells', {
      sheet: this.#sheet,
      cell: / r\s*=\s*["']([A-Za-z]{1,10}\d{1,15})["']/.exec(source)?.[1],
      line: this.#row,
    });
  }

  #corrupt(reason: string, column?: number): SheetRefusal {
    const cell = column ? cellName(column, this.#row) : undefined;
    return new SheetRefusal('CORRUPT', reason, { sheet: this.#sheet, line: this.#row, cell });
  }
}

function isNameEnd(code: number): boolean {
  return code <= 32 || code === GREATER || code === SLASH;
}

/** The text of an element, '' when it is empty, null when it is not there. */
function elementText(content: string, name: string): string | null {
  const match = new RegExp(`<${name}(?:\\s[^>]*)?(?:/>|>([\\s\\S]*?)</${name}>)`).exec(content);
  if (!match) return null;
  const text = match[1] ?? '';
  return text.startsWith('<![CDATA[') ? text.slice(9, -3) : text;
}

/** Strict workbooks write days as text already; midnight is no time of day. */
function isoDate(text: string): string {
  const match = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}:\d{2}))?/.exec(text);
  if (!match) return text;
  return match[2] && match[2] !== '00:00:00' ? `${match[1]}T${match[2]}` : (match[1] ?? text);
}
