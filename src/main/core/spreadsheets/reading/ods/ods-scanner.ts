import { BOOLEAN, DATE, EMPTY, ERROR, NUMBER, TEXT, UNCACHED_FORMULA } from '../../row-batch.ts';
import type { SheetVisibility } from '../../sheet-description.ts';
import { SheetRefusal } from '../../sheet-refusal.ts';
import { cellName, MAX_COLUMNS, MAX_ROWS } from '../xlsx/cell-reference.ts';
import { attributeOf, unescapeXml } from '../xlsx/xml-text.ts';

export interface OdsListener {
  /** A sheet begins; false when its rows are not wanted. */
  startSheet(name: string, visibility: SheetVisibility): boolean;
  cell(kind: number, text: string): void;
  endRow(rowNumber: number, isHidden: boolean): void;
  merged(range: string): void;
}

const MAX_TAG = 1024 * 1024;
/** Repeated cells are a way to say "a million times"; a key sheet never says it about cells with content. */
const MAX_REPEATED = 5_000_000;

interface PendingCell {
  readonly kind: number;
  readonly text: string;
  readonly repeat: number;
}

/**
 * Walks the tags of an OpenDocument `content.xml`. Numbers keep the digits of `office:value`; rows and cells that repeat are
 * only written out where they hold something.
 */
export class OdsScanner {
  readonly #listener: OdsListener;
  readonly #hiddenStyles = new Set<string>();
  #carry = '';
  #style = '';
  #sheet = '';
  #isWanted = false;
  /** Depth of elements whose text is no cell's: comments, drawings, recorded changes. */
  #ignored = 0;
  #row = 0;
  #rowRepeat = 1;
  #isRowHidden = false;
  #cells: PendingCell[] = [];
  #column = 0;
  #cellTag = '';
  #text: string | null = null;
  #paragraphs = 0;
  #isInParagraph = false;
  #repeated = 0;

  constructor(listener: OdsListener) {
    this.#listener = listener;
  }

  push(piece: string, isLast: boolean): void {
    const text = this.#carry + piece;
    let at = 0;
    while (true) {
      const open = text.indexOf('<', at);
      const close = open < 0 ? -1 : tagEnd(text, open);
      if (close < 0) break;
      if (this.#isInParagraph && open > at) this.#text += unescapeXml(text.slice(at, open));
      this.#tag(text.slice(open + 1, close));
      at = close + 1;
    }
    this.#carry = text.slice(at);
    if (this.#carry.length > MAX_TAG * 8) throw this.#corrupt('A tag never ends');
    if (isLast && (this.#sheet !== '' || this.#cells.length > 0)) throw this.#corrupt('The table never ends');
  }

  #tag(tag: string): void {
    const isEnd = tag.startsWith('/');
    const isEmpty = tag.endsWith('/');
    const name = /^\/?([\w.:-]+)/.exec(tag)?.[1] ?? '';
    if (IGNORED.has(name)) {
      if (!isEmpty) this.#ignored += isEnd ? -1 : 1;
      return;
    }
    if (this.#ignored > 0) return;
    switch (name) {
      case 'style:style':
        this.#style = isEnd ? '' : (attributeOf(tag, 'style:name') ?? '');
        return;
      case 'style:table-properties':
        if (attributeOf(tag, 'table:display') === 'false') this.#hiddenStyles.add(this.#style);
        return;
      case 'table:table':
        if (isEnd) this.#sheet = '';
        else this.#startSheet(tag, isEmpty);
        return;
      case 'table:table-row':
        if (!isEnd) this.#startRow(tag);
        if (isEnd || isEmpty) this.#endRow();
        return;
      case 'table:table-cell':
      case 'table:covered-table-cell':
        if (!isEnd) {
          this.#cellTag = tag;
          this.#text = '';
          this.#paragraphs = 0;
        }
        if (isEnd || isEmpty) this.#endCell();
        return;
      default:
        this.#textTag(name, tag, isEnd, isEmpty);
    }
  }

  #textTag(name: string, tag: string, isEnd: boolean, isEmpty: boolean): void {
    if (this.#text === null) return;
    if (name === 'text:p') {
      if (!isEnd) {
        if (this.#paragraphs > 0) this.#text += '\n';
        this.#paragraphs += 1;
      }
      this.#isInParagraph = !isEnd && !isEmpty;
    } else if (name === 'text:s') this.#text += ' '.repeat(Math.min(countOf(tag, 'text:c'), 1000));
    else if (name === 'text:tab') this.#text += '\t';
    else if (name === 'text:line-break') this.#text += '\n';
  }

  #startSheet(tag: string, isEmpty: boolean): void {
    const name = attributeOf(tag, 'table:name') ?? '';
    const isHidden = this.#hiddenStyles.has(attributeOf(tag, 'table:style-name') ?? '');
    this.#isWanted = this.#listener.startSheet(name, isHidden ? 'hidden' : 'visible');
    this.#sheet = isEmpty ? '' : name || ' ';
    this.#row = 0;
    this.#cells = [];
  }

  #startRow(tag: string): void {
    this.#rowRepeat = countOf(tag, 'table:number-rows-repeated');
    this.#isRowHidden = /^(?:collapse|filter)$/.test(attributeOf(tag, 'table:visibility') ?? '');
    this.#cells = [];
    this.#column = 0;
  }

  #endCell(): void {
    const tag = this.#cellTag;
    const text = this.#text ?? '';
    this.#text = null;
    this.#isInParagraph = false;
    const repeat = countOf(tag, 'table:number-columns-repeated');
    const cell = cellValue(tag, text);
    if (this.#isWanted && /table:number-(?:columns|rows)-spanned/.test(tag)) this.#reportSpan(tag);
    this.#cells.push({ ...cell, repeat });
    this.#column += repeat;
    if (cell.kind === EMPTY) return;
    if (this.#column > MAX_COLUMNS) throw this.#badReference();
    this.#charge(repeat);
  }

  #reportSpan(tag: string): void {
    const columns = countOf(tag, 'table:number-columns-spanned');
    const rows = countOf(tag, 'table:number-rows-spanned');
    if (columns === 1 && rows === 1) return;
    const [column, row] = [this.#column + 1, this.#row + 1];
    this.#listener.merged(`${cellName(column, row)}:${cellName(column + columns - 1, row + rows - 1)}`);
  }

  #endRow(): void {
    let filled = this.#cells.length;
    while (filled > 0 && this.#cells[filled - 1]?.kind === EMPTY) filled -= 1;
    const cells = this.#cells.slice(0, filled);
    this.#cells = [];
    const first = this.#row + 1;
    this.#row += this.#rowRepeat;
    if (filled === 0 || !this.#isWanted) return;
    if (this.#row > MAX_ROWS) throw this.#badReference();
    const width = cells.reduce((sum, cell) => sum + cell.repeat, 0);
    if (this.#rowRepeat > 1) this.#charge(width * this.#rowRepeat);
    for (let row = first; row <= this.#row; row += 1) {
      for (const cell of cells) {
        for (let count = 0; count < cell.repeat; count += 1) this.#listener.cell(cell.kind, cell.text);
      }
      this.#listener.endRow(row, this.#isRowHidden);
    }
  }

  #charge(repeat: number): void {
    if (repeat === 1) return;
    this.#repeated += repeat;
    if (this.#repeated > MAX_REPEATED) {
      throw new SheetRefusal('TOO_LARGE', 'Its cells repeat themselves millions of times', { sheet: this.#sheet });
    }
  }

  #badReference(): SheetRefusal {
    return new SheetRefusal('BAD_CELL_REFERENCE', 'A cell lies where no sheet has cells', {
      sheet: this.#sheet,
      line: this.#row,
    });
  }

  #corrupt(reason: string): SheetRefusal {
    return new SheetRefusal('CORRUPT', reason, {
      sheet: this.#sheet.trim() || undefined,
      line: this.#row || undefined,
    });
  }
}

const IGNORED: ReadonlySet<string> = new Set([
  'office:annotation',
  'table:shapes',
  'table:tracked-changes',
  'draw:frame',
  'draw:custom-shape',
]);

/** The `>` that ends a tag; one inside an attribute's quotes does not. */
function tagEnd(text: string, open: number): number {
  let at = text.indexOf('>', open);
  while (at >= 0) {
    let quotes = 0;
    for (let quote = text.indexOf('"', open); quote >= 0 && quote < at; quote = text.indexOf('"', quote + 1))
      quotes += 1;
    if (quotes % 2 === 0) return at;
    if (at - open > MAX_TAG) throw new SheetRefusal('CORRUPT', 'A tag never ends');
    at = text.indexOf('>', at + 1);
  }
  return -1;
}

function countOf(tag: string, attribute: string): number {
  if (!tag.includes(attribute)) return 1;
  const count = Number(attributeOf(tag, attribute) ?? 1);
  return Number.isInteger(count) && count >= 1 ? Math.min(count, 2 * MAX_ROWS) : 1;
}

function cellValue(tag: string, text: string): { kind: number; text: string } {
  const type = attributeOf(tag, 'office:value-type');
  if (attributeOf(tag, 'calcext:value-type') === 'error') return { kind: ERROR, text };
  switch (type) {
    case 'float':
    case 'currency':
    case 'percentage': {
      const value = attributeOf(tag, 'office:value') ?? '';
      return value === '' ? { kind: EMPTY, text: '' } : { kind: NUMBER, text: value };
    }
    case 'date':
      return {
        kind: DATE,
        text: (attributeOf(tag, 'office:date-value') ?? text).replace(/\.\d+$/, '').replace(/T00:00:00$/, ''),
      };
    case 'boolean':
      return { kind: BOOLEAN, text: attributeOf(tag, 'office:boolean-value') === 'true' ? 'TRUE' : 'FALSE' };
    default: {
      const value = attributeOf(tag, 'office:string-value') ?? text;
      if (value !== '') return { kind: TEXT, text: value };
      return tag.includes('table:formula') && type === undefined
        ? { kind: UNCACHED_FORMULA, text: '' }
        : { kind: EMPTY, text: '' };
    }
  }
}
