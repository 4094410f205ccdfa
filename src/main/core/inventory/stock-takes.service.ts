import { findKeyRow, readKeyEvents } from '#core/card-keys/key-lists.repo.ts';
import { type Context, earlierResult, write } from '#core/context.ts';
import type { ReadDb } from '#core/db/connection.ts';
import { decodeCursor, type Page, pageOfRows } from '#core/db/keyset.ts';
import type { Kernel } from '#core/kernel.ts';
import { notFound, Refusal } from '#core/refusal.ts';
import { sketchKeyFile } from '#core/spreadsheets/plain-sketch.ts';
import type { SheetReadOptions, SheetSummary } from '#core/spreadsheets/sheet-source.ts';
import { createStagedSheets } from '#core/spreadsheets/staged-sheets.ts';
import type { StockTakeFindingRow, StockTakeRow } from '#shared/contract/stock-takes.contract.ts';
import type { CardKeyId, FileId, JobId, StockTakeId, SupplierId } from '#shared/domain/ids.ts';
import type { StockTakeFinding } from '#shared/domain/inventory/stock-take.ts';
import { DELIVERY_KINDS } from '#shared/domain/sales/delivery-kinds.ts';
import { plainValueText } from '#shared/domain/spreadsheets/cell-text.ts';
import { proposeMapping } from '#shared/domain/spreadsheets/column-mapping.ts';
import {
  describeHeader,
  describeHeaderless,
  describeNamed,
  findHeaderRow,
  type SheetHeader,
  withColumnsBeside,
} from '#shared/domain/spreadsheets/header-row.ts';
import type { SheetRow } from '#shared/domain/spreadsheets/sheet-row.ts';
import { readStatus } from '#shared/domain/spreadsheets/status-words.ts';
import {
  type BegunStockTake,
  beginStockTake,
  runStockTake,
  type StockTakeInput,
  type StockTakeSummary,
} from './stock-take-run.ts';
import {
  countFindings,
  findStockTake,
  readFindings,
  readStatusWords,
  readStockTakes,
  type StoredFinding,
  type StoredStockTake,
  setStockTakeSummary,
  uncountedStockTakes,
} from './stock-takes.repo.ts';

/** Acts by which a person saw a key in plain or handed it out; export is the document that placed it. */
const LOOKS: readonly string[] = ['cardKeys.reveal', 'cardKeys.copy', 'placement', ...DELIVERY_KINDS];

/** 盘点: a supplier's status list against our keys. */
export function createStockTakesService(kernel: Kernel) {
  const sheets = createStagedSheets(kernel);
  const running = new Map<StockTakeId, JobId>();

  return {
    async describe(
      context: Context,
      input: { fileId: FileId; read: SheetReadOptions; supplierId?: SupplierId; statusColumn?: number },
    ) {
      const description = await sheets.describe(context, input.fileId, input.read);
      const file = {
        ...sketchKeyFile(description),
        sheets: description.sheets.map(({ name, visibility, rowCountEstimate }) => ({
          name,
          visibility,
          rowCount: rowCountEstimate,
        })),
      };
      if (file.entries.length > 0 && file.sheets.length === 0) {
        return { ...file, sheet: null, headerRowNumber: null, columns: [], proposed: {}, statusWords: [] };
      }
      const sheet = sheetToRead(description.sheets, input.read.sheet);
      const header = sheet.columnNames
        ? describeNamed(sheet.columnNames)
        : withColumnsBeside(findHeaderRow('stock-take', sheet.sampleRows), sheet.sampleRows);
      const proposals = proposeMapping({
        kind: 'stock-take',
        header,
        sampleRows: sheet.sampleRows.slice(header.rowIndex + 1),
      });
      const columnOf = (...roles: string[]) => proposals.find(({ role }) => roles.includes(role))?.columnIndex;
      const proposed = {
        cardNumber: columnOf('cardNumber', 'account'),
        secret: columnOf('secret'),
        status: columnOf('status'),
        usedOn: columnOf('usedOn'),
      };
      const known =
        input.supplierId === undefined ? new Map<string, never>() : readStatusWords(context.db, input.supplierId);
      const statusColumn = input.statusColumn ?? proposed.status;
      return {
        ...file,
        sheet: sheet.name,
        headerRowNumber: header.rowNumber,
        columns: header.names.map((name, index) => ({ index, name })),
        proposed,
        statusWords: unknownWords(sheet.sampleRows.slice(header.rowIndex + 1), statusColumn, header).map((text) => ({
          text,
          meaning: known.get(text) ?? null,
        })),
      };
    },

    async take(context: Context, input: StockTakeInput): Promise<{ jobId: JobId }> {
      const earlier = earlierResult<BegunStockTake>(context);
      const known = earlier && running.get(earlier.stockTakeId);
      if (known) return { jobId: known };
      const { fileName, sheets: found } = await sheets.describe(context, input.fileId, input.read);
      const header = headerAt(sheetToRead(found, input.read.sheet), input.headerRowNumber).names;
      const begun = await write(context, ['stockTakes'], (tx) => beginStockTake(tx, context, input, fileName));
      const job = kernel.jobs.start({
        kind: 'stock-take',
        startedBy: context.userId,
        subject: fileName,
        run: (handle) => runStockTake(context, sheets, input, header, begun, handle),
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

    /** Counts once what takes had found that were cut short without a summary. */
    async start(): Promise<void> {
      for (const id of uncountedStockTakes(kernel.readDb)) {
        await kernel.queue.write((tx) => {
          const counts = countFindings(tx, id);
          setStockTakeSummary(tx, id, { counts, refusedRows: 0, unknownWords: {}, isPartial: true });
        });
      }
    },

    stop: () => sheets.stop(),
  };

  function takeRow({ summary, ...take }: StoredStockTake): StockTakeRow {
    const done = JSON.parse(summary) as Partial<StockTakeSummary>;
    const { counts = {}, refusedRows = 0, unknownWords: words = {}, refusals = [] } = done;
    // A whole summary of an earlier version does not say that it is.
    const isDone = done.counts !== undefined && done.isPartial !== true;
    return {
      ...take,
      progress: isDone ? 'done' : progressOf(take.id),
      counts,
      refusedRows,
      unknownWords: words,
      refusals: [...refusals],
    };
  }

  function progressOf(id: StockTakeId): 'running' | 'stopped' {
    const jobId = running.get(id);
    const isRunning = kernel.jobs.list().some((job) => job.id === jobId && job.endedAt === null);
    return isRunning ? 'running' : 'stopped';
  }
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

function headerAt({ sampleRows, columnNames }: SheetSummary, headerRowNumber: number | null): SheetHeader {
  const index = sampleRows.findIndex(({ rowNumber }) => rowNumber === headerRowNumber);
  if (index !== -1) return describeHeader(sampleRows, index);
  return columnNames ? describeNamed(columnNames) : describeHeaderless(sampleRows);
}

const LONGEST_WORD = 20;
const MOST_WORDS = 20;

/** Words of a status column that have no meaning of their own; none where they are too many or too long to be words. */
function unknownWords(rows: readonly SheetRow[], column: number | undefined, header: SheetHeader): string[] {
  if (column === undefined) return [];
  const words = new Set(rows.map((row) => plainValueText(row.cells[column]?.text ?? '')));
  const name = header.names[column] ?? '';
  const unknown = [...words].filter((word) => word !== '' && word !== name && readStatus(word, name) === 'unknown');
  return unknown.length > MOST_WORDS || unknown.some((word) => word.length > LONGEST_WORD) ? [] : unknown;
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
