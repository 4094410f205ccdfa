import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSpool, type Spool } from '#core/files/spool.ts';
import type { IsolateHost } from '#core/spreadsheets/isolate/isolate-host.ts';
import type { IsolateLimits } from '#core/spreadsheets/isolate/isolate-pool.ts';
import {
  createSheetSource,
  type SheetReadOptions,
  type SheetSource,
  unpackRows,
} from '#core/spreadsheets/sheet-source.ts';
import { createNodeIsolateHost } from '#hosts/node/node-isolate.ts';
import type { SheetRow } from '#shared/domain/spreadsheets/sheet-row.ts';

/** A spool in a temporary folder and a sheet source on real isolates. */
export interface SheetBench {
  readonly spool: Spool;
  readonly sheets: SheetSource;
  readonly folder: string;
  /** Stages bytes under a name and gives the file's id. */
  stage(bytes: Uint8Array, name?: string): Promise<string>;
  rowsOf(fileId: string, options?: SheetReadOptions): Promise<SheetRow[]>;
  close(): Promise<void>;
}

export async function openSheetBench(
  options: { isolates?: IsolateHost; limits?: IsolateLimits } = {},
): Promise<SheetBench> {
  const folder = await mkdtemp(join(tmpdir(), 'kacang-sheets-'));
  const spool = createSpool({ folder, now: Date.now });
  await spool.start();
  const sheets = createSheetSource({
    spool,
    isolates: options.isolates ?? createNodeIsolateHost(),
    limits: options.limits,
  });
  return {
    spool,
    sheets,
    folder,
    async stage(bytes, name = 'file') {
      const id = await spool.begin(null, name, bytes.length);
      await spool.append(id, bytes);
      return (await spool.finish(id)).id;
    },
    async rowsOf(fileId, readOptions) {
      const rows: SheetRow[] = [];
      for await (const batch of sheets.readBatches(fileId, readOptions)) rows.push(...unpackRows(batch));
      return rows;
    },
    async close() {
      sheets.stop();
      await spool.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Rows as text only, for comparing at a glance. */
export function textsOf(rows: readonly SheetRow[]): string[][] {
  return rows.map((row) => row.cells.map((cell) => cell.text));
}
