import { guardFormula, OWN_CSV_MARK } from '#shared/domain/spreadsheets/formula-guard.ts';

/** Text that cannot be written as it is. Names the line and the reason, never the text. */
export class UnwritableTextError extends Error {
  readonly code = 'UNWRITABLE_TEXT';
  /** As a text editor counts, from 1. */
  readonly lineNumber: number;
  readonly reason: 'LINE_BREAK' | 'LONE_SURROGATE';
  constructor(lineNumber: number, reason: UnwritableTextError['reason']) {
    super(`Line ${lineNumber} cannot be written unchanged (${reason}).`);
    this.lineNumber = lineNumber;
    this.reason = reason;
  }
}

export type CsvRow = readonly (string | null)[];

export interface CsvDocument {
  readonly columns: readonly string[];
  readonly rows: Iterable<CsvRow> | AsyncIterable<CsvRow>;
  /** Without it Excel takes the file for the system's own code page. Written unless said otherwise. */
  readonly hasByteOrderMark?: boolean;
  /**
   * Marks the file as ours in its first line and keeps every cell from being run as a formula, so that an import gives
   * back each string. Said unless the file is for a program that knows nothing of the mark.
   */
  readonly isGuarded?: boolean;
}

const BLOCK_LENGTH = 128 * 1024;
const BYTE_ORDER_MARK = '\ufeff';

/**
 * A csv file as RFC 4180 has it: UTF-8, CRLF, quoted where it must be. Empty and missing values are the same. Throws
 * {@link UnwritableTextError} for text that UTF-8 cannot carry.
 */
export async function* writeCsv(document: CsvDocument): AsyncGenerator<Uint8Array, void, undefined> {
  const isGuarded = document.isGuarded ?? true;
  async function* lines(): AsyncGenerator<string, void, undefined> {
    if (isGuarded) yield OWN_CSV_MARK;
    yield csvLine(document.columns, isGuarded);
    for await (const row of document.rows) yield csvLine(row, isGuarded);
  }
  // Line breaks inside quotes are the format's own.
  yield* encode(lines(), '\r\n', document.hasByteOrderMark ?? true, () => undefined);
}

function csvLine(values: CsvRow, isGuarded: boolean): string {
  const line = values.map((value) => csvField(isGuarded ? guardFormula(value ?? '') : (value ?? ''))).join(',');
  // Many readers skip an empty line.
  return line === '' ? '""' : line;
}

const NEEDS_QUOTES = /[",\r\n\t]|^[\s\ufeff]|\s$/;

function csvField(value: string): string {
  return NEEDS_QUOTES.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

export interface TextLines {
  readonly lines: Iterable<string> | AsyncIterable<string>;
  /** After every line, the last one too. CRLF unless said otherwise: Notepad of old shows nothing else. */
  readonly lineEnd?: '\r\n' | '\n';
  readonly hasByteOrderMark?: boolean;
}

/**
 * Lines as UTF-8, byte for byte: no quoting, no trimming, no guard. For key deliveries, where each character counts.
 * Throws {@link UnwritableTextError} when a line holds a line break or text that UTF-8 cannot carry.
 */
export async function* writeTextLines(text: TextLines): AsyncGenerator<Uint8Array, void, undefined> {
  yield* encode(text.lines, text.lineEnd ?? '\r\n', text.hasByteOrderMark ?? false, (line, lineNumber) => {
    if (/[\r\n]/.test(line)) throw new UnwritableTextError(lineNumber, 'LINE_BREAK');
  });
}

async function* encode(
  lines: TextLines['lines'],
  lineEnd: string,
  hasByteOrderMark: boolean,
  check: (line: string, lineNumber: number) => void,
): AsyncGenerator<Uint8Array, void, undefined> {
  let block = hasByteOrderMark ? BYTE_ORDER_MARK : '';
  let lineNumber = 0;
  for await (const line of lines) {
    lineNumber += 1;
    check(line, lineNumber);
    if (!line.isWellFormed()) throw new UnwritableTextError(lineNumber, 'LONE_SURROGATE');
    block += line + lineEnd;
    if (block.length < BLOCK_LENGTH) continue;
    yield Buffer.from(block);
    block = '';
  }
  if (block !== '') yield Buffer.from(block);
}
