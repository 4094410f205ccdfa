import { z } from 'zod';
import { CATALOG_COLUMNS } from '../domain/catalog/catalog-columns.ts';
import { skuFilter, skuId } from './catalog.contract.ts';
import { fileId, jobId } from './files.contract.ts';
import { FILE_NOT_STAGED, readOptions, SHEET_REFUSED } from './imports.contract.ts';
import { command, commandInput, query } from './procedure.ts';

const catalogColumn = z.enum(CATALOG_COLUMNS);
const language = z.enum(['zh-CN', 'en']);
const preparedFile = z.object({ fileId, name: z.string(), rowCount: z.number() });

const sheetErrors = {
  SHEET_REFUSED,
  FILE_NOT_STAGED,
  /** No row of the sheet names columns of a catalogue. */
  NO_CATALOG_COLUMNS: { status: 422, data: z.object({ sheet: z.string() }) },
  /** More rows than a catalogue has; split the file. */
  TOO_MANY_ROWS: { status: 422, data: z.object({ limit: z.number() }) },
} as const;

/** What importing one row would do. */
export const catalogVerdict = z.object({
  rowNumber: z.number(),
  verdict: z.enum(['create', 'update', 'refuse']),
  skuId: skuId.nullable(),
  code: z.string(),
  title: z.string(),
  /** Columns that would change an existing SKU. */
  changes: z.array(catalogColumn),
  problems: z.array(z.object({ column: catalogColumn, rule: z.string() })),
});
export type CatalogVerdict = z.output<typeof catalogVerdict>;

export const catalogPreview = z.object({
  sheet: z.string(),
  /** The header as it is written, and what each column is taken for; null is left alone. */
  columns: z.array(z.object({ name: z.string(), column: catalogColumn.nullable() })),
  created: z.number(),
  updated: z.number(),
  unchanged: z.number(),
  refused: z.number(),
  /** Refused rows first, then those that would do something: 500 at most. */
  rows: z.array(catalogVerdict),
});
export type CatalogPreview = z.output<typeof catalogPreview>;

/** What an import of the catalogue brought: its job's result. */
export const catalogImportResult = z.object({
  created: z.number(),
  updated: z.number(),
  unchanged: z.number(),
  refused: z.number(),
});
export type CatalogImportResult = z.output<typeof catalogImportResult>;

/** Procedures of `skus` that read and write sheets. */
export const catalogSheetsContract = {
  /** The SKUs of these filters as a workbook that can be imported again unchanged; a file for `files.download`. */
  exportSheet: command('catalogue.read')
    .input(z.object({ ...skuFilter, language }))
    .output(preparedFile),
  /** A workbook with our column names and two made-up rows, to be filled in. */
  sampleSheet: command('catalogue.edit').input(z.object({ language })).output(preparedFile),
  /**
   * What importing a staged sheet would do, row by row, without doing it. A row is an existing SKU by its code, without one by
   * brand, product and name; an empty cell leaves what is there.
   */
  previewSheet: query('catalogue.edit')
    .input(z.object({ fileId, read: readOptions.default({}) }))
    .errors(sheetErrors)
    .output(catalogPreview),
  /**
   * Imports a staged sheet: refused rows are left out, each other row is taken whole. Doing it again changes nothing more. The
   * job's result is a {@link catalogImportResult}.
   */
  importSheet: command('catalogue.edit')
    .input(commandInput({ fileId, read: readOptions.default({}) }))
    .errors(sheetErrors)
    .output(z.object({ jobId })),
};
