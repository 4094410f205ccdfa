import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Context, earlierResult, today, write } from '#core/context.ts';
import type { JobHandle } from '#core/jobs/jobs.ts';
import type { Kernel } from '#core/kernel.ts';
import { Refusal } from '#core/refusal.ts';
import { shopSettings } from '#core/settings/shop-settings.ts';
import type { SheetReadOptions } from '#core/spreadsheets/sheet-source.ts';
import { unpackRows } from '#core/spreadsheets/sheet-source.ts';
import { createStagedSheets } from '#core/spreadsheets/staged-sheets.ts';
import { writeXlsx, type XlsxSheet } from '#core/spreadsheets/xlsx-writer.ts';
import type { CatalogImportResult, CatalogPreview, CatalogVerdict } from '#shared/contract/catalog-sheets.contract.ts';
import { catalogColumnsOf } from '#shared/domain/catalog/catalog-columns.ts';
import { type CatalogRow, readCatalogRow } from '#shared/domain/catalog/catalog-row.ts';
import type { FileId, JobId, SkuId } from '#shared/domain/ids.ts';
import { searchTerms } from '#shared/domain/name-key.ts';
import { amountStyleOf } from '#shared/domain/spreadsheets/cell-amounts.ts';
import { findHeaderRow } from '#shared/domain/spreadsheets/header-row.ts';
import { applyCatalogPlan, type CatalogPlan, planCatalogRow, rowIdentity } from './catalog-sheet-plan.ts';
import { type CatalogLanguage, catalogFileName, catalogSheet, sampleFileName, sampleSkus } from './catalog-workbook.ts';
import { listSkus, type SkuListQuery } from './sku-list.repo.ts';
import type { Sku } from './skus.repo.ts';
import type { SkuListInput } from './skus.service.ts';

const AREAS = ['catalog'];
/** A catalogue is not larger; a sheet that is was meant for something else. */
const MOST_ROWS = 20_000;
const SHOWN_ROWS = 500;
/** Rows a turn: the core answers others in between. */
const ROWS_A_TURN = 100;

type SheetInput = { readonly fileId: FileId; readonly read: SheetReadOptions };
type ExportInput = Omit<SkuListInput, 'cursor' | 'limit' | 'sort' | 'isDescending'> & { language: CatalogLanguage };

interface SheetRows {
  readonly sheet: string;
  readonly columns: CatalogPreview['columns'];
  readonly rows: readonly CatalogRow[];
}

/** The catalogue as a sheet, out and in. */
export function createCatalogSheetsService(kernel: Kernel) {
  const sheets = createStagedSheets(kernel);
  const jobOfCommand = new Map<string, JobId>();

  async function exportSheet(context: Context, input: ExportInput) {
    let rowCount = 0;
    async function* counted(): AsyncGenerator<Sku> {
      for await (const sku of allSkus(context, input)) {
        rowCount += 1;
        yield sku;
      }
    }
    const name = catalogFileName(input.language, today(context).day);
    const fileId = await stage(context, name, input.language, catalogSheet(input.language, counted()));
    return { fileId, name, rowCount };
  }

  async function sampleSheet(context: Context, { language }: { language: CatalogLanguage }) {
    const skus = sampleSkus(language, shopSettings(context.db).currency);
    const name = sampleFileName(language);
    const fileId = await stage(context, name, language, catalogSheet(language, skus));
    return { fileId, name, rowCount: skus.length };
  }

  async function stage(context: Context, name: string, language: CatalogLanguage, sheet: XlsxSheet): Promise<FileId> {
    const { businessName, timeZone } = shopSettings(context.db);
    const document = { title: sheet.name, creator: businessName, createdAt: context.now, language, timeZone };
    const staged = await kernel.spool.stageStream(context.userId, name, writeXlsx({ ...document, sheets: [sheet] }));
    return staged.id as FileId;
  }

  async function readSheet(context: Context, { fileId, read }: SheetInput, signal: AbortSignal): Promise<SheetRows> {
    const description = await sheets.describe(context, fileId, read);
    const sheet = description.sheets.find(({ name }) => name === read.sheet) ?? description.sheets.find(isFilled);
    const header = findHeaderRow('catalogue', sheet?.sampleRows ?? []);
    const columns = catalogColumnsOf(header.names);
    if (!sheet || header.rowNumber === null || columns.every((column) => column === null)) {
      throw new Refusal('NO_CATALOG_COLUMNS', { sheet: sheet?.name ?? '' });
    }
    const style = amountStyleOf(description.separator);
    const rows: CatalogRow[] = [];
    for await (const batch of sheets.batches(fileId, { ...read, sheet: sheet.name }, signal)) {
      for (const row of unpackRows(batch)) {
        const reading = row.rowNumber > header.rowNumber ? readCatalogRow(columns, row, style) : null;
        if (reading) rows.push(reading);
      }
      if (rows.length > MOST_ROWS) throw new Refusal('TOO_MANY_ROWS', { limit: MOST_ROWS });
    }
    const named = header.names.map((name, index) => ({ name, column: columns[index] ?? null }));
    return { sheet: sheet.name, columns: named, rows: withoutRepeats(rows) };
  }

  async function previewSheet(context: Context, input: SheetInput): Promise<CatalogPreview> {
    const { sheet, columns, rows } = await readSheet(context, input, new AbortController().signal);
    const { currency } = shopSettings(context.db);
    const count = { created: 0, updated: 0, unchanged: 0, refused: 0 };
    const refused: CatalogVerdict[] = [];
    const working: CatalogVerdict[] = [];
    const named = new Set<SkuId>();
    for (const [index, row] of rows.entries()) {
      if (index % ROWS_A_TURN === ROWS_A_TURN - 1) await nextTurn();
      const plan = planCatalogRow(context.db, row, currency, named);
      count[COUNTED_AS[plan.verdict]] += 1;
      const shown = plan.verdict === 'refuse' ? refused : working;
      if (plan.verdict !== 'same' && shown.length < SHOWN_ROWS) shown.push(verdictOf(row, plan));
    }
    return { sheet, columns, ...count, rows: [...refused, ...working].slice(0, SHOWN_ROWS) };
  }

  async function importSheet(context: Context, input: SheetInput): Promise<{ jobId: JobId }> {
    const earlier = context.commandId && earlierResult(context) ? jobOfCommand.get(context.commandId) : undefined;
    if (earlier) return { jobId: earlier };
    const { rows } = await readSheet(context, input, new AbortController().signal);
    const job = kernel.jobs.start({
      kind: 'import-catalog',
      startedBy: context.userId,
      subject: kernel.spool.staged(input.fileId).name,
      run: (handle) => applyRows(context, handle, rows),
    });
    if (context.commandId) jobOfCommand.set(context.commandId, job.id);
    // Keeps the command's id, so that a repeat answers with the job. Carried out anew after a restart it changes nothing more.
    await write(context, [], () => ({ jobId: job.id }));
    return { jobId: job.id };
  }

  /** In turns, each row whole: who stops it keeps what was taken, and can import the sheet again. */
  async function applyRows(
    context: Context,
    handle: JobHandle,
    rows: readonly CatalogRow[],
  ): Promise<CatalogImportResult> {
    const { currency } = shopSettings(context.db);
    const count = { created: 0, updated: 0, unchanged: 0, refused: 0 };
    const named = new Set<SkuId>();
    for (let start = 0; start < rows.length; start += ROWS_A_TURN) {
      handle.signal.throwIfAborted();
      const turn = rows.slice(start, start + ROWS_A_TURN);
      await write({ ...context, commandId: null }, AREAS, (tx) => {
        for (const row of turn) {
          const plan = planCatalogRow(tx, row, currency, named);
          applyCatalogPlan(tx, context, plan);
          count[COUNTED_AS[plan.verdict]] += 1;
        }
      });
      handle.progress(Math.min(start + ROWS_A_TURN, rows.length), rows.length);
    }
    return count;
  }

  return { exportSheet, sampleSheet, previewSheet, importSheet, stop: () => sheets.stop() };
}

export type CatalogSheetsService = ReturnType<typeof createCatalogSheetsService>;

const COUNTED_AS = { create: 'created', update: 'updated', same: 'unchanged', refuse: 'refused' } as const;

function isFilled(sheet: { visibility: string; sampleRows: readonly unknown[] }): boolean {
  return sheet.visibility === 'visible' && sheet.sampleRows.length > 0;
}

/** Every SKU of the filters, read page by page so that others are answered in between. */
async function* allSkus(context: Context, input: ExportInput): AsyncGenerator<Sku> {
  const { day } = today(context);
  const query = { ...input, terms: searchTerms(input.search), today: day, sort: 'code', isDescending: false } as const;
  let after: SkuListQuery['after'] = null;
  for (;;) {
    const page: Sku[] = listSkus(context.db, { ...query, after, limit: ROWS_A_TURN });
    yield* page;
    const last = page.at(-1);
    if (!last || page.length < ROWS_A_TURN) return;
    after = [last.codeKey, last.id];
    await nextTurn();
  }
}

function withoutRepeats(rows: readonly CatalogRow[]): CatalogRow[] {
  const seen = new Set<string>();
  return rows.map((row) => {
    const identity = rowIdentity(row.values);
    if (!seen.has(identity)) {
      seen.add(identity);
      return row;
    }
    const column = row.values.code ? 'code' : 'name';
    return { ...row, problems: [...row.problems, { column, rule: 'TWICE_IN_SHEET' }] };
  });
}

function verdictOf({ rowNumber, values }: CatalogRow, plan: CatalogPlan): CatalogVerdict {
  const sku = 'sku' in plan ? plan.sku : null;
  const names = [values.product ?? sku?.productName, values.name ?? sku?.name];
  return {
    rowNumber,
    verdict: plan.verdict === 'same' ? 'update' : plan.verdict,
    skuId: sku?.id ?? null,
    code: values.code ?? sku?.code ?? '',
    title: names.filter(Boolean).join(' '),
    changes: plan.verdict === 'update' ? [...plan.changes] : [],
    problems: plan.verdict === 'refuse' ? [...plan.problems] : [],
  };
}
