import { type CellKind, EMPTY_CELL, type SheetCell, type SheetRow } from '#shared/domain/spreadsheets/sheet-row.ts';
import { SheetRefusal } from './sheet-refusal.ts';

/**
 * Rows on their way between processes: one Uint8Array per 500 rows at most, so that the core's thread passes on bytes
 * without looking at them and whoever wants rows pays for making them.
 *
 * Layout, little endian:
 *   header   8 × u32: magic, flags, row count, cell count, text length in code units, 3 × reserved
 *   rows     u32 row number each; u16 cell count each; u8 hidden each
 *   cells    skip and length of its text, u16 each (u32 with FLAG_WIDE_LENGTHS); u8 kind each
 *   text     one run of characters, Latin-1 or (FLAG_UTF16) UTF-16; a cell starts `skip` characters after the last one
 * The skips let a text file's rows be sent as they stand, separators included, without copying cell by cell.
 */
const MAGIC = 0x3142_434b;
const FLAG_UTF16 = 1;
const FLAG_WIDE_LENGTHS = 2;
const HEADER_BYTES = 32;

/**
 * What a thread makes of so many rows is gone before its heap takes it for lasting: four times as many take 60 MiB more in an
 * import, and no less time.
 */
export const ROWS_PER_BATCH = 500;
/** A batch also ends after this many characters, so that long cells cannot make it huge. */
const TEXT_PER_BATCH = 1024 * 1024;
/** And after this many cells: a sheet may put its only cell in the last of 16 384 columns of every row. */
const CELLS_PER_BATCH = 256 * 1024;
/** Cells can refer to one long text thousands of times; a row of a real sheet is nowhere near. */
const MAX_ROW_TEXT = 32 * 1024 * 1024;

export const CELL_KINDS: readonly CellKind[] = [
  'empty',
  'text',
  'number',
  'date',
  'boolean',
  'error',
  'uncached-formula',
];
export const EMPTY = 0;
export const TEXT = 1;
export const NUMBER = 2;
export const DATE = 3;
export const BOOLEAN = 4;
export const ERROR = 5;
export const UNCACHED_FORMULA = 6;

const BEYOND_LATIN1 = /[^\x00-\xff]/;

/** Collects rows and hands out a packed batch whenever enough have come together. */
export class RowBatchWriter {
  /** Rows handed in so far. */
  rowCount = 0;
  readonly #onBatch: (bytes: Uint8Array, rowCount: number) => void;
  readonly #rowsPerBatch: number;
  readonly #rowNumbers = new Uint32Array(ROWS_PER_BATCH);
  readonly #cellCounts = new Uint16Array(ROWS_PER_BATCH);
  readonly #hidden = new Uint8Array(ROWS_PER_BATCH);
  #skips = new Uint32Array(16_384);
  #lengths = new Uint32Array(16_384);
  #kinds = new Uint8Array(16_384);
  #rows = 0;
  #cells = 0;
  #rowStart = 0;
  /** Cells up to and with the last one that is not empty. */
  #filled = 0;
  #longest = 0;
  #textLength = 0;
  #parts: string[] = [];
  #run = '';
  #runStart = -1;
  #runEnd = -1;
  /** Where the last filled cell of this run ended, -1 when the run has none yet. */
  #filledRunEnd = -1;

  /** `rowsPerBatch` may be smaller, for a sample. */
  constructor(onBatch: (bytes: Uint8Array, rowCount: number) => void, rowsPerBatch = ROWS_PER_BATCH) {
    this.#onBatch = onBatch;
    this.#rowsPerBatch = Math.min(rowsPerBatch, ROWS_PER_BATCH);
  }

  /** From now on `runCell` takes its text out of `text`. */
  startRun(text: string): void {
    this.#endRun();
    this.#run = text;
  }

  /** A text cell that is a piece of the current run; pieces must come in order. */
  runCell(start: number, end: number): void {
    if (this.#runStart < 0) {
      this.#runStart = start;
      this.#runEnd = start;
    }
    const length = end - start;
    this.#addCell(start - this.#runEnd, length, length === 0 ? EMPTY : TEXT);
    this.#runEnd = end;
    if (length > 0) this.#filledRunEnd = end;
  }

  cell(kind: number, text: string): void {
    if (kind !== EMPTY) this.#endRun();
    if (text !== '') {
      this.#parts.push(text);
      this.#textLength += text.length;
      if (this.#textLength > MAX_ROW_TEXT) throw new SheetRefusal('TOO_LARGE', 'A row has too much text');
    }
    this.#addCell(0, text.length, kind);
  }

  emptyCells(count: number): void {
    for (let index = 0; index < count; index += 1) this.cell(EMPTY, '');
  }

  #addCell(skip: number, length: number, kind: number): void {
    if (this.#cells === this.#kinds.length) this.#grow();
    this.#skips[this.#cells] = skip;
    this.#lengths[this.#cells] = length;
    this.#kinds[this.#cells] = kind;
    if (skip > this.#longest) this.#longest = skip;
    if (length > this.#longest) this.#longest = length;
    this.#cells += 1;
    if (kind !== EMPTY) this.#filled = this.#cells;
  }

  /** Ends a row; a row without any filled cell leaves no trace. */
  endRow(rowNumber: number, isHidden: boolean): void {
    const end = Math.max(this.#filled, this.#rowStart);
    if (this.#cells > end) {
      // Cells that are dropped must not take their skips with them: the run goes back to its last filled cell.
      if (this.#filledRunEnd < 0) this.#runStart = -1;
      else this.#runEnd = this.#filledRunEnd;
      this.#cells = end;
    }
    if (end === this.#rowStart) return;
    this.#rowNumbers[this.#rows] = rowNumber;
    this.#cellCounts[this.#rows] = this.#cells - this.#rowStart;
    this.#hidden[this.#rows] = isHidden ? 1 : 0;
    this.#rows += 1;
    this.#rowStart = this.#cells;
    this.rowCount += 1;
    const pending = this.#runStart < 0 ? 0 : this.#runEnd - this.#runStart;
    const isFull = this.#rows === this.#rowsPerBatch || this.#cells >= CELLS_PER_BATCH;
    if (isFull || this.#textLength + pending >= TEXT_PER_BATCH) this.flush();
  }

  /** Sends what is there. */
  flush(): void {
    if (this.#rows === 0) return;
    this.#endRun();
    const text = this.#parts.length === 1 ? (this.#parts[0] ?? '') : this.#parts.join('');
    this.#onBatch(this.#pack(text), this.#rows);
    this.#rows = 0;
    this.#cells = 0;
    this.#rowStart = 0;
    this.#filled = 0;
    this.#longest = 0;
    this.#textLength = 0;
    this.#parts = [];
  }

  #endRun(): void {
    if (this.#runStart < 0) return;
    // Only up to the last filled cell: the row may yet drop the empty ones behind it, and then nothing of them may stay.
    this.#skips.fill(0, this.#filled, this.#cells);
    if (this.#filledRunEnd > this.#runStart) {
      this.#parts.push(this.#run.slice(this.#runStart, this.#filledRunEnd));
      this.#textLength += this.#filledRunEnd - this.#runStart;
    }
    this.#runStart = -1;
    this.#runEnd = -1;
    this.#filledRunEnd = -1;
  }

  #grow(): void {
    const size = this.#kinds.length * 2;
    const [skips, lengths, kinds] = [new Uint32Array(size), new Uint32Array(size), new Uint8Array(size)];
    skips.set(this.#skips);
    lengths.set(this.#lengths);
    kinds.set(this.#kinds);
    this.#skips = skips;
    this.#lengths = lengths;
    this.#kinds = kinds;
  }

  #pack(text: string): Uint8Array {
    const [rows, cells] = [this.#rows, this.#cells];
    const isWide = this.#longest > 0xffff;
    const isUtf16 = BEYOND_LATIN1.test(text);
    const lengthBytes = isWide ? 4 : 2;
    const textOffset = HEADER_BYTES + rows * 7 + cells * (lengthBytes * 2 + 1);
    const bytes = Buffer.allocUnsafeSlow(textOffset + text.length * (isUtf16 ? 2 : 1));
    const flags = (isUtf16 ? FLAG_UTF16 : 0) | (isWide ? FLAG_WIDE_LENGTHS : 0);
    const header = new Uint32Array(bytes.buffer, bytes.byteOffset, HEADER_BYTES / 4);
    header.set([MAGIC, flags, rows, cells, text.length, 0, 0, 0]);
    let at = HEADER_BYTES;
    const put = (array: Uint32Array | Uint16Array | Uint8Array): void => {
      bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at);
      at += array.byteLength;
    };
    put(this.#rowNumbers.subarray(0, rows));
    put(this.#cellCounts.subarray(0, rows));
    put(this.#hidden.subarray(0, rows));
    const [skips, lengths] = [this.#skips.subarray(0, cells), this.#lengths.subarray(0, cells)];
    put(isWide ? skips : Uint16Array.from(skips));
    put(isWide ? lengths : Uint16Array.from(lengths));
    put(this.#kinds.subarray(0, cells));
    bytes.write(text, at, isUtf16 ? 'utf16le' : 'latin1');
    return bytes;
  }
}

/** The rows of a packed batch. Throws when the bytes are not a whole batch. */
export function unpackRows(batch: Uint8Array): SheetRow[] {
  if (batch.byteLength < HEADER_BYTES) throw new Error('Not a row batch');
  // Typed arrays want aligned starts, which a buffer that came through a pipe does not promise.
  const bytes = Buffer.from(batch.buffer, batch.byteOffset, batch.byteLength);
  const [flags, rowCount, cellCount, textLength] = [4, 8, 12, 16].map((at) => bytes.readUInt32LE(at));
  if (flags === undefined || rowCount === undefined || cellCount === undefined || textLength === undefined) return [];
  const isUtf16 = (flags & FLAG_UTF16) !== 0;
  const isWide = (flags & FLAG_WIDE_LENGTHS) !== 0;
  const lengthBytes = isWide ? 4 : 2;
  const textOffset = HEADER_BYTES + rowCount * 7 + cellCount * (lengthBytes * 2 + 1);
  if (bytes.readUInt32LE(0) !== MAGIC || bytes.length !== textOffset + textLength * (isUtf16 ? 2 : 1)) {
    throw new Error('Not a row batch');
  }
  let at = HEADER_BYTES;
  const take = (length: number): ArrayBuffer => {
    const piece = new Uint8Array(bytes.subarray(at, at + length));
    at += length;
    return piece.buffer;
  };
  const rowNumbers = new Uint32Array(take(rowCount * 4));
  const cellCounts = new Uint16Array(take(rowCount * 2));
  const hidden = new Uint8Array(take(rowCount));
  const skips = isWide ? new Uint32Array(take(cellCount * 4)) : new Uint16Array(take(cellCount * 2));
  const lengths = isWide ? new Uint32Array(take(cellCount * 4)) : new Uint16Array(take(cellCount * 2));
  const kinds = new Uint8Array(take(cellCount));
  const text = bytes.toString(isUtf16 ? 'utf16le' : 'latin1', textOffset);

  const rows: SheetRow[] = new Array(rowCount);
  let cell = 0;
  let cursor = 0;
  for (let row = 0; row < rowCount; row += 1) {
    const count = cellCounts[row] ?? 0;
    const cells: SheetCell[] = new Array(count);
    for (let column = 0; column < count; column += 1) {
      cursor += skips[cell] ?? 0;
      const end = cursor + (lengths[cell] ?? 0);
      const kind = kinds[cell] ?? EMPTY;
      cells[column] = kind === EMPTY ? EMPTY_CELL : { kind: CELL_KINDS[kind] ?? 'text', text: text.slice(cursor, end) };
      cursor = end;
      cell += 1;
    }
    rows[row] = { rowNumber: rowNumbers[row] ?? 0, isHidden: hidden[row] === 1, cells };
  }
  return rows;
}
