import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BATCH_CREDIT } from '#core/spreadsheets/isolate/isolate-messages.ts';
import { type ReadProgress, unpackRows } from '#core/spreadsheets/sheet-source.ts';
import { createNodeIsolateHost } from '#hosts/node/node-isolate.ts';
import { openSheetBench, type SheetBench } from '#tests/support/sheet-reading.ts';

const ROW_COUNT = 100_000;
const csv = Buffer.from(
  `卡号,卡密\n${Array.from({ length: ROW_COUNT }, (_, index) => `${index},KEY-${index}`).join('\n')}\n`,
);

let bench: SheetBench;
/** Messages that isolates sent, to see how far they run ahead. */
let arrived = 0;
beforeAll(async () => {
  const host = createNodeIsolateHost();
  bench = await openSheetBench({
    isolates: {
      startIsolate() {
        const isolate = host.startIsolate();
        isolate.onMessage((message) => {
          if ((message as { type: string }).type === 'batch') arrived += 1;
        });
        return isolate;
      },
    },
  });
});
afterAll(() => bench.close());

describe('reading in batches', () => {
  it('gives every row in order, in buffers of their own, with progress', async () => {
    const id = await bench.stage(csv);
    const progress: ReadProgress[] = [];
    let next = 1;
    for await (const batch of bench.sheets.readBatches(id, {}, { onProgress: (step) => progress.push({ ...step }) })) {
      expect(batch.byteLength).toBe(batch.buffer.byteLength);
      for (const row of unpackRows(batch)) {
        expect(row.rowNumber).toBe(next);
        next += 1;
      }
    }
    expect(next).toBe(ROW_COUNT + 2);
    for (const [index, step] of progress.entries()) {
      expect(step.doneBytes).toBeGreaterThan(progress[index - 1]?.doneBytes ?? 0);
      expect(step.totalBytes).toBe(csv.length);
    }
  });

  it('never runs further ahead of a slow consumer than its credit', async () => {
    const id = await bench.stage(csv);
    arrived = 0;
    let taken = 0;
    for await (const batch of bench.sheets.readBatches(id)) {
      taken += 1;
      if (taken <= 3) await new Promise((resolve) => setTimeout(resolve, 100));
      expect(arrived - taken).toBeLessThanOrEqual(BATCH_CREDIT);
      expect(batch.length).toBeGreaterThan(0);
    }
    expect(taken).toBe(arrived);
    expect(taken).toBeGreaterThan(BATCH_CREDIT * 2);
  });

  it('ends early when the loop is left, and the next file reads on', async () => {
    const id = await bench.stage(csv);
    for await (const batch of bench.sheets.readBatches(id)) {
      expect(batch.length).toBeGreaterThan(0);
      break;
    }
    expect(await bench.rowsOf(await bench.stage(Buffer.from('a,b\n1,2\n')))).toHaveLength(2);
  });

  it('ends as aborted by a signal, before and while it reads', async () => {
    const id = await bench.stage(csv);
    const read = async (signal: AbortSignal, whenFirst: () => void): Promise<void> => {
      for await (const _ of bench.sheets.readBatches(id, {}, { signal })) whenFirst();
    };
    await expect(read(AbortSignal.abort(), () => undefined)).rejects.toMatchObject({ name: 'AbortError' });
    const controller = new AbortController();
    await expect(read(controller.signal, () => controller.abort())).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('reads several files at once', async () => {
    const ids = await Promise.all([csv, csv, csv, csv].map((bytes) => bench.stage(bytes)));
    const counts = await Promise.all(ids.map(async (id) => (await bench.rowsOf(id)).length));
    expect(counts).toEqual(ids.map(() => ROW_COUNT + 1));
  });

  it('knows the encoding of pasted text and does not guess', async () => {
    // As bytes these two characters are good GBK and good UTF-8 alike.
    const staged = await bench.spool.stageText(null, 'paste', '0001----ŞŞ\n0002----ÑÑ');
    const description = await bench.sheets.describe(staged.id);
    expect(description).toMatchObject({
      encoding: 'utf-8',
      isEncodingAmbiguous: false,
      separator: '----',
      fileName: 'paste',
    });
    expect((await bench.rowsOf(staged.id))[0]?.cells[1]?.text).toBe('ŞŞ');
  });

  it('asks where two encodings fit, and reads as told', async () => {
    const id = await bench.stage(Buffer.from('0001,\xe9\x44\xf1\x6e\n', 'latin1'));
    expect((await bench.sheets.describe(id)).isEncodingAmbiguous).toBe(true);
    await expect(bench.rowsOf(id)).rejects.toMatchObject({
      code: 'AMBIGUOUS_ENCODING',
      choices: expect.arrayContaining(['gb18030', 'big5']),
    });
    expect(await bench.rowsOf(id, { encoding: 'big5' })).toHaveLength(1);
  });
});
