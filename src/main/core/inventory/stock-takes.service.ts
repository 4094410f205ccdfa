import { findKeyRow, readKeyEvents } from '#core/card-keys/key-lists.repo.ts';
import { type Context, earlierResult, write } from '#core/context.ts';
import type { ReadDb } from '#core/db/connection.ts';
import { decodeCursor, type Page, pageOfRows } from '#core/db/keyset.ts';
import type { Kernel } from '#core/kernel.ts';
import { notFound, Refusal } from '#core/refusal.ts';
import type { SheetSummary } from '#core/spreadsheets/sheet-source.ts';
import { createStagedSheets } from '#core/spreadsheets/staged-sheets.ts';
import type { StockTakeFindingRow, StockTakeRow } from '#shared/contract/stock-takes.contract.ts';
import type { CardKeyId, FileId, JobId, StockTakeId } from '#shared/domain/ids.ts';
import type { StockTakeFinding } from '#shared/domain/inventory/stock-take.ts';
import { proposeMapping } from '#shared/domain/spreadsheets/column-mapping.ts';
import { findHeaderRow } from '#shared/domain/spreadsheets/header-row.ts';
import { type BegunStockTake, beginStockTake, runStockTake, type StockTakeInput } from './stock-take-run.ts';
import {
  findStockTake,
  readFindings,
  readStockTakes,
  type StoredFinding,
  type StoredStockTake,
} from './stock-takes.repo.ts';

/** Acts by which a person saw a key in plain; export is the document that placed it. */
const LOOKS = ['cardKeys.reveal', 'cardKeys.copy', 'placement'];

/** 盘点: a supplier's status list against our keys. */
export function createStockTakesService(kernel: Kernel) {
  const sheets = createStagedSheets(kernel);
  const running = new Map<StockTakeId, JobId>();

  return {
    async describe(input: { fileId: FileId; sheet?: string }) {
      const { fileName, sheets: found } = await sheets.describe(input.fileId, { sheet: input.sheet });
      const sheet = sheetToRead(found, input.sheet);
      const header = findHeaderRow('stock-take', sheet.sampleRows);
      const proposals = proposeMapping({
        kind: 'stock-take',
        header,
        sampleRows: sheet.sampleRows.slice(header.rowIndex + 1),
      });
      const columnOf = (...roles: string[]) => proposals.find(({ role }) => roles.includes(role))?.columnIndex;
      return {
        fileName,
        sheets: found.map(({ name, rowCountEstimate }) => ({ name, rowCount: rowCountEstimate })),
        sheet: sheet.name,
        headerRowNumber: header.rowNumber,
        columns: header.names.map((name, index) => ({ index, name })),
        proposed: {
          cardNumber: columnOf('cardNumber', 'account'),
          secret: columnOf('secret'),
          status: columnOf('status'),
          usedOn: columnOf('usedOn'),
        },
      };
    },

    async take(context: Context, input: StockTakeInput): Promise<{ jobId: JobId }> {
      const earlier = earlierResult<BegunStockTake>(context);
      const known = earlier && running.get(earlier.stockTakeId);
      if (known) return { jobId: known };
      const { fileName } = await sheets.describe(input.fileId, { sheet: input.sheet });
      const begun = await write(context, ['stockTakes'], (tx) => beginStockTake(tx, context, input, fileName));
      const job = kernel.jobs.start({
        kind: 'stock-take',
        subject: fileName,
        run: (handle) => runStockTake(context, sheets, input, begun, handle),
      });
      running.set(begun.stockTakeId, job.id);
      return { jobId: job.id };
    },

    list(context: Context, input: { cursor?: string; limit: number }): Page<StockTakeRow> {
      const before = input.cursor ? decodeCursor(input.cursor, ['number'] as const)[0] : Number.MAX_SAFE_INTEGER;
      const page = pageOfRows(readStockTakes(context.db, before, input.limit + 1), input.limit, ({ id }) => [id]);
      return { rows: page.rows.map(takeRow), nextCursor: page.nextCursor };
    },

    get(context: Context, id: StockTakeId): StockTakeRow {
      const take = findStockTake(context.db, id);
      if (!take) throw notFound('stockTake', id);
      return takeRow(take);
    },

    findings(
      context: Context,
      input: { id: StockTakeId; finding?: StockTakeFinding; cursor?: string; limit: number },
    ): Page<StockTakeFindingRow> {
      const after = input.cursor ? decodeCursor(input.cursor, ['number'] as const)[0] : 0;
      const rows = readFindings(context.db, input.id, input.finding, after, input.limit + 1);
      const page = pageOfRows(rows, input.limit, ({ rowNumber }) => [rowNumber]);
      return { rows: page.rows.map((row) => findingRow(context.db, row)), nextCursor: page.nextCursor };
    },

    stop: () => sheets.stop(),
  };
}

export type StockTakesService = ReturnType<typeof createStockTakesService>;

function sheetToRead(sheets: readonly SheetSummary[], wanted: string | undefined): SheetSummary {
  const sheet =
    sheets.find(({ name }) => name === wanted) ??
    sheets.find(({ visibility }) => visibility === 'visible') ??
    sheets[0];
  if (!sheet) throw new Refusal('SHEET_REFUSED', { reason: 'EMPTY_FILE', place: {}, choices: [] });
  return sheet;
}

function takeRow({ summary, ...take }: StoredStockTake): StockTakeRow {
  const { counts = {}, refusedRows = 0 } = JSON.parse(summary) as Partial<Pick<StockTakeRow, 'counts' | 'refusedRows'>>;
  return { ...take, counts, refusedRows };
}

function findingRow(db: ReadDb, { happenedOn, ...row }: StoredFinding): StockTakeFindingRow {
  const key = row.keyId === null ? null : findKeyRow(db, row.keyId);
  return {
    ...row,
    usedOn: happenedOn,
    tail: key?.tail ?? '',
    skuName: key?.skuName ?? '',
    seenBy: row.keyId === null ? [] : looksAt(db, row.keyId),
  };
}

function looksAt(db: ReadDb, keyId: CardKeyId): StockTakeFindingRow['seenBy'] {
  return readKeyEvents(db, keyId)
    .filter(({ act }) => act !== null && LOOKS.includes(act))
    .map(({ userName, act, happenedAt }) => ({ userName: userName ?? '', act: act ?? '', happenedAt }))
    .reverse();
}
