import { z } from 'zod';
import type { CardKeyId, StockTakeId, SupplierId } from '../domain/ids.ts';
import { STOCK_TAKE_FINDINGS } from '../domain/inventory/stock-take.ts';
import { STATUS_CHOICES } from '../domain/spreadsheets/status-words.ts';
import { fileSketch, plainSheetSketch } from './file-sketch.contract.ts';
import { fileId, jobId } from './files.contract.ts';
import { FILE_NOT_STAGED, readOptions, SHEET_REFUSED } from './imports.contract.ts';
import { command, commandInput, idOf, pageInput, pageOf, query } from './procedure.ts';

const stockTakeId = idOf<StockTakeId>();
const finding = z.enum(STOCK_TAKE_FINDINGS);

/** Columns of a status list, from 0. Without a status and a day of use, every number in the list counts as used. */
const statusColumns = z.object({
  cardNumber: z.number().int().min(0).optional(),
  secret: z.number().int().min(0).optional(),
  status: z.number().int().min(0).optional(),
  usedOn: z.number().int().min(0).optional(),
});

const takeRow = z.object({
  id: stockTakeId,
  number: z.string(),
  supplierId: idOf<SupplierId>(),
  supplierName: z.string(),
  fileName: z.string(),
  takenAt: z.number(),
  takenBy: z.string(),
  /** `stopped`: cancelled or cut short; what it had found by then stands, and the list has to be compared again. */
  progress: z.enum(['running', 'done', 'stopped']),
  /** Rows of the list by what was found; refused and skipped rows apart. */
  counts: z.record(z.string(), z.number()),
  refusedRows: z.number(),
  /** Words of the status column that nobody knew, with their rows; those rows were not compared. */
  unknownWords: z.record(z.string(), z.number()),
  /** Of the refused rows, by reason: how many, and the first of them. None of stock-takes that an earlier version made. */
  refusals: z.array(z.object({ reason: z.string(), count: z.number(), firstRow: z.number() })),
});
export type StockTakeRow = z.output<typeof takeRow>;

const findingRow = z.object({
  rowNumber: z.number(),
  finding,
  keyId: idOf<CardKeyId>().nullable(),
  tail: z.string(),
  skuName: z.string(),
  theirStatus: z.string(),
  ourState: z.string(),
  usedOn: z.string().nullable(),
  /** Who had seen the key in plain (reveals, copies, exports) or handed it out before, last one first. */
  seenBy: z.array(z.object({ userName: z.string(), act: z.string(), happenedAt: z.number() })),
});
export type StockTakeFindingRow = z.output<typeof findingRow>;

export const stockTakesContract = {
  /** Looks at a staged status list: sheets, columns, and where number, secret, status and day of use seem to be. */
  describe: query('stock.adjust')
    .input(
      z.object({
        fileId,
        read: readOptions.default({}),
        /** Whose remembered words count. */
        supplierId: idOf<SupplierId>().optional(),
        /** The column with the status, where it is not the proposed one. */
        statusColumn: z.number().int().min(0).optional(),
      }),
    )
    .errors({ SHEET_REFUSED, FILE_NOT_STAGED })
    .output(
      fileSketch.extend({
        sheets: z.array(plainSheetSketch),
        /** The sheet that what follows is of; null while a file of the archive has to be chosen. */
        sheet: z.string().nullable(),
        headerRowNumber: z.number().nullable(),
        columns: z.array(z.object({ index: z.number(), name: z.string() })),
        proposed: statusColumns,
        /**
         * Words at the list's beginning that are not known by themselves, with what this supplier meant by each before; null
         * where that has to be asked. None where the column seems to hold something else.
         */
        statusWords: z.array(z.object({ text: z.string(), meaning: z.enum(STATUS_CHOICES).nullable() })),
      }),
    ),
  /**
   * Compares a supplier's status list with our keys. A key that they call used, sold or void and that is still ours goes to
   * quarantine, but for a placed one that is used or sold: its sale is recorded, or it is taken back. Of a key that the list names
   * more than once, any line that calls it used counts. The job's result is `{stockTakeId}`.
   */
  take: command('stock.adjust')
    .input(
      commandInput({
        fileId,
        supplierId: idOf<SupplierId>(),
        read: readOptions.default({}),
        headerRowNumber: z.number().int().min(1).nullable(),
        columns: statusColumns,
        /** What words of the status column mean that we do not know; remembered for the supplier. */
        statusMeanings: z
          .array(z.object({ text: z.string().max(100), meaning: z.enum(STATUS_CHOICES) }))
          .max(50)
          .default([]),
      }),
    )
    .errors({ SHEET_REFUSED, FILE_NOT_STAGED })
    .output(z.object({ jobId })),
  list: query('stock.read').input(z.object(pageInput)).output(pageOf(takeRow)),
  get: query('stock.read')
    .input(z.object({ id: stockTakeId }))
    .output(takeRow),
  findings: query('stock.read')
    .input(z.object({ ...pageInput, id: stockTakeId, finding: finding.optional() }))
    .output(pageOf(findingRow)),
};
