import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SheetRow } from '#shared/domain/spreadsheets/sheet-row.ts';
import { CELL_KINDS, EMPTY, NUMBER, RowBatchWriter, TEXT, unpackRows } from './row-batch.ts';

interface WrittenCell {
  readonly kind: number;
  readonly text: string;
  /** Taken out of the current run of text instead of being written by itself. */
  readonly isRun: boolean;
}

const cell: fc.Arbitrary<WrittenCell> = fc
  .record({
    kind: fc.integer({ min: 0, max: CELL_KINDS.length - 1 }),
    text: fc.oneof(fc.constant(''), fc.string({ unit: 'binary', maxLength: 12 }), fc.string({ maxLength: 12 })),
    isRun: fc.boolean(),
  })
  .map(({ kind, text, isRun }) => {
    if (isRun) return { kind: text === '' ? EMPTY : TEXT, text, isRun };
    return { kind, text: kind === EMPTY || CELL_KINDS[kind] === 'uncached-formula' ? '' : text, isRun };
  });

/** Writes rows as a text parser would: pieces of one string with separators between, mixed with cells of their own. */
function pack(rows: readonly (readonly WrittenCell[])[], rowsPerBatch: number): SheetRow[] {
  const batches: Uint8Array[] = [];
  const writer = new RowBatchWriter((bytes) => batches.push(bytes), rowsPerBatch);
  const run = rows.map((cells) => cells.map(({ isRun, text }) => (isRun ? text : '##')).join(',')).join('\n');
  writer.startRun(run);
  let at = 0;
  rows.forEach((cells, index) => {
    for (const { kind, text, isRun } of cells) {
      const length = isRun ? text.length : 2;
      if (isRun) writer.runCell(at, at + length);
      else writer.cell(kind, text);
      at += length + 1;
    }
    if (cells.length === 0) at += 1;
    writer.endRow(index + 1, index % 3 === 0);
  });
  writer.flush();
  return batches.flatMap((batch) => unpackRows(batch));
}

function expected(rows: readonly (readonly WrittenCell[])[]): SheetRow[] {
  return rows
    .map((cells, index) => {
      const filled = cells.findLastIndex(({ kind }) => kind !== EMPTY) + 1;
      return {
        rowNumber: index + 1,
        isHidden: index % 3 === 0,
        cells: cells.slice(0, filled).map(({ kind, text }) => ({ kind: CELL_KINDS[kind] ?? 'text', text })),
      };
    })
    .filter((row) => row.cells.length > 0);
}

describe('packed row batches', () => {
  it('give back every row as it was written, whatever was mixed', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { maxLength: 6 }), { maxLength: 20 }),
        fc.integer({ min: 1, max: 7 }),
        (rows, size) => {
          expect(pack(rows, size)).toEqual(expected(rows));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('stay small where every row is as wide as a sheet can be', () => {
    const batches: Uint8Array[] = [];
    const writer = new RowBatchWriter((bytes) => batches.push(bytes));
    for (let row = 1; row <= 50; row += 1) {
      writer.emptyCells(16_383);
      writer.cell(NUMBER, '1');
      writer.endRow(row, false);
    }
    writer.flush();
    expect(Math.max(...batches.map(({ byteLength }) => byteLength))).toBeLessThan(2 * 1024 * 1024);
    expect(batches.flatMap((batch) => unpackRows(batch)).map(({ cells }) => cells.length)).toEqual(
      Array.from({ length: 50 }, () => 16_384),
    );
  });

  it('carry lone surrogates, NUL and texts beyond 65 535 characters', () => {
    const texts = ['\ud800', 'a\u0000b', 'x'.repeat(70_000), '卡密'];
    const batches: Uint8Array[] = [];
    const writer = new RowBatchWriter((bytes) => batches.push(bytes));
    for (const text of texts) writer.cell(TEXT, text);
    writer.endRow(7, false);
    writer.flush();
    const [row] = batches.flatMap((batch) => unpackRows(batch));
    expect(row?.rowNumber).toBe(7);
    expect(row?.cells.map(({ text }) => text)).toEqual(texts);
  });

  it('can be read from an unaligned place in a larger buffer', () => {
    const batches: Uint8Array[] = [];
    const writer = new RowBatchWriter((bytes) => batches.push(bytes));
    writer.cell(NUMBER, '12345678901234567890');
    writer.endRow(1, true);
    writer.flush();
    const [batch] = batches;
    if (!batch) throw new Error('No batch');
    const shifted = new Uint8Array(batch.length + 3);
    shifted.set(batch, 3);
    expect(unpackRows(shifted.subarray(3))).toEqual([
      { rowNumber: 1, isHidden: true, cells: [{ kind: 'number', text: '12345678901234567890' }] },
    ]);
  });

  it('refuse bytes that are no batch, or half of one', () => {
    expect(() => unpackRows(new Uint8Array(10))).toThrow('Not a row batch');
    expect(() => unpackRows(new Uint8Array(64))).toThrow('Not a row batch');
  });
});
