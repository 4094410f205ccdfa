import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SheetRefusal } from '#core/spreadsheets/sheet-source.ts';
import type { SheetRow } from '#shared/domain/spreadsheets/sheet-row.ts';
import { type HostileSheet, hostileWorkbooks, memoryEater, repeatingOds } from '#tests/support/hostile-sheets.ts';
import { hostileTexts } from '#tests/support/hostile-texts.ts';
import { openSheetBench, type SheetBench, textsOf } from '#tests/support/sheet-reading.ts';
import { buildXlsx, sheetXml } from '#tests/support/zip-building.ts';

let bench: SheetBench;
beforeAll(async () => {
  bench = await openSheetBench();
});
afterAll(() => bench.close());

async function outcome(id: string): Promise<SheetRow[] | SheetRefusal> {
  try {
    return await bench.rowsOf(id);
  } catch (error) {
    if (error instanceof SheetRefusal) return error;
    throw error;
  }
}

function check(result: SheetRow[] | SheetRefusal, ends: HostileSheet['ends']): void {
  if ('refused' in ends) {
    expect(result).toBeInstanceOf(SheetRefusal);
    if (result instanceof SheetRefusal) expect(ends.refused).toContain(result.code);
    return;
  }
  if (result instanceof SheetRefusal) throw result;
  if ('rowCount' in ends) expect(result).toHaveLength(ends.rowCount);
  else expect(textsOf(result)).toEqual(ends.rows);
}

/** How long one may take is the watchdog's business (8 s without progress); no test here holds a stopwatch. */
describe('hostile and odd files end in rows or a clear refusal', () => {
  it.each([...hostileWorkbooks(), ...hostileTexts()])('$name', async ({ bytes, ends }) => {
    const id = await bench.stage(bytes);
    check(await outcome(id), ends);
    const described = await bench.sheets.describe(id).catch((error: unknown) => error);
    if (!('refused' in ends)) expect(described).not.toBeInstanceOf(Error);
    else if (described instanceof Error) expect(described).toBeInstanceOf(SheetRefusal);
  });
});

describe('a file that ends its isolate', () => {
  const next = buildXlsx({ sheet: sheetXml('<row r="1"><c r="A1"><v>1</v></c></row>') });

  it('costs one refused file when it needs more memory than there is', async () => {
    const bad = await bench.stage(memoryEater());
    const result = await outcome(bad);
    expect(result).toBeInstanceOf(SheetRefusal);
    if (result instanceof SheetRefusal) expect(['ISOLATE_DIED', 'TOO_MUCH_MEMORY']).toContain(result.code);
    expect(textsOf(await bench.rowsOf(await bench.stage(next)))).toEqual([['1']]);
  });

  it.each([
    [1, 1_048_576],
    [16_384, 1],
    [16_384, 1_048_576],
  ])('is refused or read where an ods repeats %i columns and %i rows', async (columns, rows) => {
    const id = await bench.stage(repeatingOds(columns, rows));
    const result = await outcome(id);
    if (!(result instanceof SheetRefusal)) expect(result.length).toBe(rows);
    expect(textsOf(await bench.rowsOf(await bench.stage(next)))).toEqual([['1']]);
  });
});
