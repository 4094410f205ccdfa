import { type RowBatchWriter, TEXT } from '../../row-batch.ts';
import type { Separator } from '../../sheet-description.ts';
import { SheetRefusal } from '../../sheet-refusal.ts';
import type { LabelledReader } from './labelled-reader.ts';
import { splitMixedLine } from './mixed-line.ts';
import { eachSpacePart } from './space-parts.ts';

const LF = 10;
const CR = 13;
const QUOTE = 34;
const TAB = 9;
const SPACE = 32;
const MAX_COLUMNS = 16_384;
/** A quoted cell longer than this was never closed. */
const MAX_QUOTED = 1024 * 1024;
const MAX_LINE = 8 * 1024 * 1024;

const QUOTING: ReadonlySet<Separator> = new Set([',', ';', '\t']);

export interface TextRowParser {
  /** Takes the next piece of the file; with `isLast` whatever is left is a row too. */
  push(text: string, isLast: boolean): void;
  /** Lines seen so far. */
  readonly line: number;
}

/** Splits text into rows. Cells are handed on as they stand: trimming and unwrapping `="0012"` is a matter of meaning. */
export function createTextRowParser(
  separator: Separator,
  quotes: 'standard' | 'none' | undefined,
  writer: RowBatchWriter,
): TextRowParser {
  const usesQuotes = quotes ? quotes === 'standard' : QUOTING.has(separator);
  if (separator.length === 1 && usesQuotes) return createQuotedParser(separator, writer);
  return createLineParser(separator, writer);
}

/** Formats without quoting: a line is a row. */
function createLineParser(separator: Separator, writer: RowBatchWriter): TextRowParser {
  let carry = '';
  let line = 0;

  function splitLine(text: string, start: number, end: number, nextSeparator: number): number {
    let from = start;
    let at = nextSeparator;
    let columns = 1;
    while (at < end) {
      writer.runCell(from, at);
      from = at + separator.length;
      columns += 1;
      if (columns > MAX_COLUMNS) throw tooManyColumns(line);
      const found = text.indexOf(separator, from);
      at = found < 0 ? text.length : found;
    }
    writer.runCell(from, end);
    return at;
  }

  function splitSpaces(text: string, start: number, end: number): void {
    let columns = 0;
    eachSpacePart(text, start, end, (from, to) => {
      writer.runCell(from, to);
      columns += 1;
      if (columns > MAX_COLUMNS) throw tooManyColumns(line);
    });
  }

  return {
    get line() {
      return line;
    },
    push(piece, isLast) {
      const text = carry + piece;
      writer.startRun(text);
      let start = 0;
      let nextSeparator = -1;
      while (start < text.length) {
        const end = endOfLine(text, start, isLast);
        if (end < 0) break;
        line += 1;
        if (separator === 'none') writer.runCell(start, end);
        else if (separator === 'spaces') splitSpaces(text, start, end);
        else if (separator === 'mixed')
          for (const part of splitMixedLine(text.slice(start, end))) writer.cell(part === '' ? 0 : TEXT, part);
        else {
          if (nextSeparator < start) {
            const found = text.indexOf(separator, start);
            nextSeparator = found < 0 ? text.length : found;
          }
          nextSeparator = splitLine(text, start, end, nextSeparator);
        }
        writer.endRow(line, false);
        start = end + (text.charCodeAt(end) === CR && text.charCodeAt(end + 1) === LF ? 2 : 1);
      }
      carry = text.slice(start);
      if (carry.length > MAX_LINE) throw new SheetRefusal('LINE_TOO_LONG', 'A line is too long', { line: line + 1 });
    },
  };
}

/** The lines name what they hold: each goes to the reader of them. */
export function createLabelledParser(reader: LabelledReader): TextRowParser {
  let carry = '';
  let line = 0;
  return {
    get line() {
      return line;
    },
    push(piece, isLast) {
      const text = carry + piece;
      let start = 0;
      while (start < text.length) {
        const end = endOfLine(text, start, isLast);
        if (end < 0) break;
        line += 1;
        reader.line(text.slice(start, end), line);
        start = end + (text.charCodeAt(end) === CR && text.charCodeAt(end + 1) === LF ? 2 : 1);
      }
      carry = text.slice(start);
      if (carry.length > MAX_LINE) throw new SheetRefusal('LINE_TOO_LONG', 'A line is too long', { line: line + 1 });
      if (isLast) reader.end?.();
    },
  };
}

/** Where the line ends, or -1 when more text is needed to know. */
function endOfLine(text: string, start: number, isLast: boolean): number {
  for (let at = start; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === LF) return at;
    if (code === CR) return at + 1 < text.length || isLast ? at : -1;
  }
  return isLast ? text.length : -1;
}

/**
 * CSV as people write it. A quote opens a field only at its start; a field whose closing quote is followed by more text is
 * taken as it stands (`"多多视频"` in the middle of a bill); a tab after the closing quote belongs to the cell.
 */
function createQuotedParser(separatorText: string, writer: RowBatchWriter): TextRowParser {
  const separator = separatorText.charCodeAt(0);
  let carry = '';
  /** Lines that have ended, and the one on which the current row began. */
  let line = 0;
  let rowLine = 1;
  let columns = 0;
  let previousColumns = 0;

  function endField(): void {
    columns += 1;
    if (columns > MAX_COLUMNS) throw tooManyColumns(rowLine);
  }

  function endRow(): void {
    writer.endRow(rowLine, false);
    line += 1;
    rowLine = line + 1;
    if (columns > 1) previousColumns = columns;
    columns = 0;
  }

  /** Where the field that opened with a quote at `start` ends, or -1 when more text is needed. */
  function quotedField(text: string, start: number, isLast: boolean): number {
    let close = start;
    let hasDoubled = false;
    while (true) {
      close = text.indexOf('"', close + 1);
      if (close < 0 || (close + 1 === text.length && !isLast)) return unclosed(text, start, isLast && close < 0);
      if (text.charCodeAt(close + 1) !== QUOTE) break;
      hasDoubled = true;
      close += 1;
    }
    let end = close + 1;
    while (end < text.length) {
      const code = text.charCodeAt(end);
      if (code === separator || (code !== SPACE && code !== TAB)) break;
      end += 1;
    }
    if (!isLast && isCutShort(text, end)) return -1;
    const after = end === text.length ? LF : text.charCodeAt(end);
    const inner = text.slice(start + 1, close);
    if (inner.includes('\n') || inner.includes('\r')) countInnerLines(inner);
    if (after === separator || after === LF || after === CR) {
      if (!hasDoubled && end === close + 1) writer.runCell(start + 1, close);
      else writeCell(inner.replaceAll('""', '"') + text.slice(close + 1, end));
      return end;
    }
    return looseField(text, start, end, isLast);
  }

  function looseField(text: string, start: number, from: number, isLast: boolean): number {
    let end = from;
    while (end < text.length) {
      const code = text.charCodeAt(end);
      if (code === separator || code === LF || code === CR) break;
      end += 1;
    }
    if (!isLast && isCutShort(text, end)) return -1;
    const field = text.slice(start, end);
    const trimmed = field.trimEnd();
    writeCell(trimmed.endsWith('"') ? trimmed.slice(1, -1).replaceAll('""', '"') : field);
    return end;
  }

  function writeCell(cell: string): void {
    writer.cell(cell === '' ? 0 : TEXT, cell);
  }

  function unclosed(text: string, start: number, isEnd: boolean): number {
    if (isEnd || text.length - start > MAX_QUOTED) throw unclosedQuote();
    return -1;
  }

  /** Two stray quotes far apart would swallow the rows between them: a whole row inside a cell is refused. */
  function countInnerLines(inner: string): void {
    const lines = inner.split(/\r\n|\n|\r/);
    if (previousColumns > 1) {
      for (const whole of lines.slice(1, -1)) {
        if (whole.split(separatorText).length === previousColumns) throw unclosedQuote();
      }
    }
    line += lines.length - 1;
  }

  function unclosedQuote(): SheetRefusal {
    return new SheetRefusal('UNCLOSED_QUOTE', 'A quotation mark is never closed', { line: line + 1 });
  }

  return {
    get line() {
      return line;
    },
    push(piece, isLast) {
      const text = carry === '' ? piece : carry + piece;
      const length = text.length;
      writer.startRun(text);
      let fieldStart = 0;
      let at = 0;
      while (at < length) {
        const code = text.charCodeAt(at);
        if (code === separator) {
          writer.runCell(fieldStart, at);
          endField();
          at += 1;
          fieldStart = at;
        } else if (code === LF || code === CR) {
          if (code === CR && at + 1 === length && !isLast) break;
          writer.runCell(fieldStart, at);
          endField();
          endRow();
          at += code === CR && text.charCodeAt(at + 1) === LF ? 2 : 1;
          fieldStart = at;
        } else if (code === QUOTE && at === fieldStart) {
          const linesBefore = line;
          const end = quotedField(text, at, isLast);
          if (end < 0) {
            line = linesBefore;
            break;
          }
          at = end;
          fieldStart = -1;
          if (at === length) break;
          const after = text.charCodeAt(at);
          endField();
          if (after === separator) at += 1;
          else {
            endRow();
            at += after === CR && text.charCodeAt(at + 1) === LF ? 2 : 1;
          }
          fieldStart = at;
        } else at += 1;
      }
      if (fieldStart < 0) {
        // The file ended right after a closing quote.
        endField();
        endRow();
        carry = '';
        return;
      }
      carry = text.slice(fieldStart);
      if (carry.length > MAX_LINE) throw new SheetRefusal('LINE_TOO_LONG', 'A line is too long', { line: line + 1 });
      if (isLast && (carry !== '' || columns > 0)) {
        writer.runCell(fieldStart, length);
        endField();
        endRow();
      }
    },
  };
}

/** Whether what stands at `end` cannot be told yet: nothing, or the first half of a line end perhaps. */
function isCutShort(text: string, end: number): boolean {
  return end === text.length || (end === text.length - 1 && text.charCodeAt(end) === CR);
}

function tooManyColumns(line: number): SheetRefusal {
  return new SheetRefusal('TOO_MANY_COLUMNS', `A line has more than ${MAX_COLUMNS} fields`, { line });
}
