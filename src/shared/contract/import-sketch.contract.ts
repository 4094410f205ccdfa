import { z } from 'zod';
import type { ImportId, SkuId } from '../domain/ids.ts';
import { KEY_SHEET_ROLES } from '../domain/spreadsheets/column-vocabulary.ts';
import { fileSketch, plainSheetSketch } from './file-sketch.contract.ts';
import { idOf } from './procedure.ts';

/** What a column of a key sheet can hold; key fields are found by role and name for each SKU. */
export const columnRole = z.enum(KEY_SHEET_ROLES);

/** A product name, face value and region of a sheet, with the SKU the supplier is known to mean by it. */
export const skuText = z.object({
  text: z.string(),
  count: z.number(),
  skuId: idOf<SkuId>().nullable(),
  skuName: z.string().nullable(),
});

const columnSketch = z.object({
  index: z.number(),
  name: z.string(),
  /** Shape of the values, such as `A4-9D`; never a value of a column that may hold a secret. */
  shapes: z.array(z.string()),
  shortest: z.number(),
  longest: z.number(),
  filledCount: z.number(),
  distinctCount: z.number(),
  /** Values in plain, only of columns that hold no part of a key. */
  examples: z.array(z.string()),
  proposedRole: columnRole,
  /** 0 to 100. */
  confidence: z.number(),
  reasons: z.array(z.string()),
});

export const sheetSketch = plainSheetSketch.extend({
  hiddenRowCount: z.number(),
  /** Row with the column names as Excel shows it, null for a sheet without one. */
  headerRowNumber: z.number().nullable(),
  headerSignature: z.string(),
  columns: z.array(columnSketch),
  /** Words of a status column and what they mean to us. */
  statusWords: z.array(z.object({ text: z.string(), meaning: z.string() })),
  /** Product names, face values and regions in the sheet with the SKU each is known as. */
  skuTexts: z.array(skuText),
  /** The choices of the last import of such a sheet from this supplier. */
  remembered: z.object({ columns: z.array(columnRole), usedCount: z.number() }).nullable(),
});

export const sheetFileSketch = fileSketch.extend({
  separatorCandidates: z.array(z.object({ separator: z.string(), score: z.number(), columnCount: z.number() })),
  sheets: z.array(sheetSketch),
  /**
   * Posted imports of the very same bytes, and in them of the same entry of the archive and the same sheet; a read that names no
   * sheet stands for the first visible one.
   */
  earlierImports: z.array(z.object({ id: idOf<ImportId>(), number: z.string(), postedAt: z.number() })),
});
export type SheetFileSketch = z.output<typeof sheetFileSketch>;
