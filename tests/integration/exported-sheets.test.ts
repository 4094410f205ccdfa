import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeCsv } from '#core/spreadsheets/csv-writer.ts';
import { ReadTask } from '#core/spreadsheets/isolate/read-task.ts';
import { readFileRows } from '#core/spreadsheets/reading/sheet-file.ts';
import { unpackRows } from '#core/spreadsheets/row-batch.ts';
import type { SheetReadOptions } from '#core/spreadsheets/sheet-description.ts';
import { writeXlsx } from '#core/spreadsheets/xlsx-writer.ts';
import { OWN_CSV_MARK, unguardFormula } from '#shared/domain/spreadsheets/formula-guard.ts';
import type { SheetRow } from '#shared/domain/spreadsheets/sheet-row.ts';

async function bytesOf(blocks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const block of blocks) parts.push(block);
  return Buffer.concat(parts);
}

/** The rows of a file through our own reader. */
async function rowsOf(bytes: Uint8Array, options: SheetReadOptions = {}): Promise<SheetRow[]> {
  const rows: SheetRow[] = [];
  const task = new ReadTask(1, Number.POSITIVE_INFINITY, (reply) => {
    if (reply.type === 'batch') rows.push(...unpackRows(reply.bytes));
  });
  const held = Buffer.from(bytes);
  const source = {
    size: held.length,
    read: (offset: number, length: number) => held.subarray(offset, offset + length),
    close: () => undefined,
  };
  await readFileRows(source, options, task);
  return rows;
}

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom('_', 'x', '0', '0', '4', '1', 'A', '\r', '\n', '\t', ' ', '&', '<', '"', ',', "'"),
  }),
  fc.constantFrom(
    '=1+1',
    '+1',
    '-1',
    '@A',
    "'1",
    '1E10',
    '0012',
    '12345678901234567890',
    '_x000D_',
    '3/4',
    'TRUE',
    '#N/A',
  ),
);

// Of a quoted cell that holds a line like a row of the file, the reader says that a quote was never closed.
const csvText = anyText.filter((text) => text.isWellFormed() && text.split(/\r\n|\n|\r/).length <= 2);

/** The texts of the rows after the header, as many columns as were written. */
function textsOf(rows: readonly SheetRow[], headerIndex: number): string[][] {
  return rows.slice(headerIndex + 1).map(({ cells }) => [0, 1].map((index) => cells[index]?.text ?? ''));
}

describe('what we export can be imported again unchanged', () => {
  it('as xlsx, for every string', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(anyText, anyText), { minLength: 1, maxLength: 12 }), async (written) => {
        const rows = written.map(([first, second]) => [`#${first}`, second]);
        const document = {
          title: 'keys',
          creator: 'shop',
          createdAt: 0,
          language: 'en' as const,
          timeZone: 'UTC',
          sheets: [
            {
              name: 'keys',
              columns: [
                { header: 'number', kind: 'text' as const },
                { header: 'secret', kind: 'text' as const },
              ],
              rows,
            },
          ],
        };
        const read = await rowsOf(await bytesOf(writeXlsx(document)));
        expect(textsOf(read, 0)).toEqual(rows);
        for (const { cells } of read) for (const { kind } of cells) expect(['text', 'empty']).toContain(kind);
      }),
      { numRuns: 200 },
    );
  });

  it('as csv with our mark, for every string of one or two lines', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(csvText, csvText), { minLength: 1, maxLength: 12 }), async (written) => {
        const rows = written.map(([first, second]) => [`#${first}`, second]);
        const bytes = await bytesOf(writeCsv({ columns: ['number', 'secret'], rows }));
        const read = await rowsOf(bytes, { encoding: 'utf-8', separator: ',' });
        expect(read[0]?.cells[0]?.text).toBe(OWN_CSV_MARK);
        expect(textsOf(read, 1).map((row) => row.map(unguardFormula))).toEqual(rows);
      }),
      { numRuns: 200 },
    );
  });
});
