import { z } from 'zod';
import { PRICE_LIST_ROLES } from '../domain/spreadsheets/column-vocabulary.ts';
import { SMALL_PRICE_READINGS } from '../domain/spreadsheets/small-prices.ts';
import { skuId } from './catalog.contract.ts';
import { plainFileSketch, plainSheetSketch } from './file-sketch.contract.ts';
import { fileId } from './files.contract.ts';
import { FILE_NOT_STAGED, readOptions, SHEET_REFUSED } from './imports.contract.ts';
import { offerId, offerPriceId, priceListId, priceTier } from './offers.contract.ts';
import { command, commandInput, day, pageInput, pageOf, query } from './procedure.ts';
import { supplierId } from './suppliers.contract.ts';

export const priceListRole = z.enum(PRICE_LIST_ROLES);

const sketch = plainFileSketch.extend({
  sheets: z.array(
    plainSheetSketch.extend({
      hiddenRowCount: z.number(),
      headerRowNumber: z.number().nullable(),
      headerSignature: z.string(),
      columns: z.array(
        z.object({
          index: z.number(),
          name: z.string(),
          examples: z.array(z.string()),
          proposedRole: priceListRole,
          /** 0 to 100. */
          confidence: z.number(),
        }),
      ),
      /** The columns were said by a person before. */
      isRemembered: z.boolean(),
    }),
  ),
  /** Price lists of the very same bytes that stand. */
  earlierLists: z.array(z.object({ id: priceListId, number: z.string(), postedAt: z.number() })),
});
export type PriceListSketch = z.output<typeof sketch>;

/** Everything the reading of a price list needs; preview and posting take the same. */
export const priceListSettings = z.object({
  fileId,
  read: readOptions.default({}),
  supplierId,
  headerRowNumber: z.number().int().min(1).nullable(),
  headerSignature: z.string().max(2000).default(''),
  columns: z.array(priceListRole).min(1).max(200),
  /** From which day the prices hold. */
  effectiveOn: day,
  includesHiddenRows: z.boolean().default(false),
  /** Their names of products, given to SKUs by the person; remembered with the posting. */
  assignments: z
    .array(z.object({ text: z.string().max(400), skuId }))
    .max(2000)
    .default([]),
  /**
   * Bare prices of one unit at most beside a face value (`0.95` beside 50): refused until somebody says whether they are parts
   * of it or prices.
   */
  smallPrices: z.enum(SMALL_PRICE_READINGS).default('refuse'),
});
export type PriceListSettings = z.output<typeof priceListSettings>;

const priceVerdict = z.enum(['new', 'up', 'down', 'terms', 'same', 'unknown', 'refused']);

/** What one product of the list would change. Rows of several tiers of one SKU stand as one. */
export const priceListRow = z.object({
  rowNumber: z.number(),
  verdict: priceVerdict,
  /** Their words for it: what `assignments` gives to a SKU. */
  text: z.string(),
  skuId: skuId.nullable(),
  skuCode: z.string(),
  skuName: z.string(),
  productName: z.string(),
  currency: z.string(),
  before: z.object({ currency: z.string(), tiers: z.array(priceTier) }).nullable(),
  after: z.array(priceTier),
  /** In 1e-8 of the first tier that differs; null where nothing can be compared. */
  change: z.number().nullable(),
  /** What else differs from the offer: minimum, multiple, stock, promise … */
  terms: z.array(
    z.enum([
      'supplierCode',
      'supplierProduct',
      'minimumQuantity',
      'quantityMultiple',
      'knownStock',
      'promiseHours',
      'validTo',
    ]),
  ),
  /** Of a refused row: why, and under which column. */
  reason: z.string().nullable(),
  column: z.string(),
});
export type PriceListRow = z.output<typeof priceListRow>;

export const priceListCounts = z.object({
  new: z.number(),
  up: z.number(),
  down: z.number(),
  terms: z.number(),
  same: z.number(),
  unknown: z.number(),
  refused: z.number(),
});
export type PriceListCounts = z.output<typeof priceListCounts>;

const ownErrors = { SHEET_REFUSED, FILE_NOT_STAGED } as const;
const readingErrors = {
  ...ownErrors,
  /** Two columns have a role that only one can have. */
  ROLE_TWICE: { status: 422, data: z.object({ role: z.string(), columnIndexes: z.array(z.number()) }) },
  /** No column holds a price, a discount or a tier. */
  PRICE_NOT_MAPPED: { status: 422 },
  /** No column says which product a row is about. */
  PRODUCT_NOT_MAPPED: { status: 422 },
  /** A tier's column has no quantity in its name. */
  TIER_NOT_NAMED: { status: 422, data: z.object({ columnIndex: z.number() }) },
  /** More rows than a price list has; split the file. */
  TOO_MANY_ROWS: { status: 422, data: z.object({ limit: z.number() }) },
} as const;

const listRow = z.object({
  id: priceListId,
  number: z.string(),
  supplierId,
  supplierName: z.string(),
  state: z.enum(['posted', 'undone']),
  effectiveOn: day,
  fileName: z.string(),
  counts: priceListCounts,
  postedAt: z.number(),
  postedBy: z.string(),
  undoneAt: z.number().nullable(),
  undoReason: z.string(),
});
export type PriceListSummary = z.output<typeof listRow>;

const preparedFile = z.object({ fileId, name: z.string(), quantity: z.number() });

export const priceListsContract = {
  /** Stages pasted text as a file; names and times of a chat around the prices are left out. */
  stageText: command('purchasing.edit')
    .input(z.object({ name: z.string().max(100), text: z.string().max(5_000_000) }))
    .output(z.object({ fileId })),
  /** Looks at a staged file: sheets, columns and what each seems to hold, as this supplier's lists were read before. */
  describe: query('purchasing.edit')
    .input(
      z.object({
        fileId,
        read: readOptions.default({}),
        supplierId,
        /** As a person chose it, null where no row names the columns; left out, it is found. */
        headerRowNumber: z.number().int().min(1).nullable().optional(),
      }),
    )
    .errors(ownErrors)
    .output(sketch),
  /** What posting would change, row by row, without doing it: 2 000 rows at most, what needs a person first. */
  preview: query('purchasing.edit')
    .input(priceListSettings)
    .errors(readingErrors)
    .output(
      z.object({
        counts: priceListCounts,
        rows: z.array(priceListRow),
        /** Rows with prices that `smallPrices` is about, however they are read. */
        smallPriceCount: z.number(),
        /** Stands for exactly these changes; `post` refuses others. */
        digest: z.string(),
      }),
    ),
  /** The refused and unknown rows with place, reason and remedy as a workbook, for the supplier or to be mended. */
  exportRefused: command('purchasing.edit').input(priceListSettings).errors(readingErrors).output(preparedFile),
  /**
   * Posts the changes in one transaction: new versions of prices and changed terms; refused and unknown rows are left out.
   * With a `digest` it does exactly what was seen or answers PRICES_CHANGED_MEANWHILE.
   */
  post: command('purchasing.edit')
    .input(commandInput({ settings: priceListSettings, digest: z.string().max(100).nullable() }))
    .errors({
      ...readingErrors,
      /** Prices changed since the preview: look again. Nothing was posted. */
      PRICES_CHANGED_MEANWHILE: { status: 409 },
      /** No row of the list changes anything. */
      NOTHING_TO_POST: { status: 422, data: priceListCounts },
    })
    .output(z.object({ id: priceListId, number: z.string(), counts: priceListCounts })),
  list: query('purchasing.read')
    .input(z.object({ ...pageInput, supplierId: supplierId.optional() }))
    .output(pageOf(listRow)),
  /** One list with the prices it posted. */
  get: query('purchasing.read')
    .input(z.object({ id: priceListId }))
    .output(
      listRow.extend({
        refusedCount: z.number(),
        prices: z.array(
          z.object({
            id: offerPriceId,
            offerId,
            skuId,
            skuCode: z.string(),
            skuName: z.string(),
            productName: z.string(),
            currency: z.string(),
            tiers: z.array(priceTier),
            /** A later version took its place. */
            isSuperseded: z.boolean(),
          }),
        ),
      }),
    ),
  /** The rows that a posted list refused. */
  exportPostedRefused: command('purchasing.read')
    .input(z.object({ id: priceListId }))
    .output(preparedFile),
  /** Posts for each price of the list a version that says again what held before; prices posted since stay. */
  undo: command('purchasing.edit')
    .input(commandInput({ id: priceListId, reason: z.string().trim().min(1).max(200) }))
    .errors({ NOTHING_TO_UNDO: { status: 409 } })
    .output(z.object({ id: priceListId, reversedCount: z.number(), keptCount: z.number() })),
};
