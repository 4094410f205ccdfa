import { z } from 'zod';
import type { BatchId, ImportId, PurchaseOrderId, SkuId, SupplierId } from '../domain/ids.ts';
import { IMPORT_STATES } from '../domain/imports/import-states.ts';
import { SMALL_COST_READINGS } from '../domain/spreadsheets/small-amounts.ts';
import { type ExportedKeys, keyIds } from './card-keys.contract.ts';
import { CODE_TAKEN, INVALID_KEY_FIELDS, newSku } from './catalog.contract.ts';
import { fileId, jobId } from './files.contract.ts';
import { columnRole, sheetFileSketch, skuText } from './import-sketch.contract.ts';
import { STOCK_IN_MOTION } from './inventory.contract.ts';
import {
  command,
  commandInput,
  costAmount,
  day,
  idOf,
  moneyAmount,
  noteText,
  pageInput,
  pageOf,
  query,
} from './procedure.ts';
import { chargedRefusals, refusedClaims } from './refused-claims.contract.ts';
import { newSupplier } from './suppliers.contract.ts';

/** Receipt kinds: 采购, 期初, 赠送, 返利抵货, 补卡, 代销, 历史 (only known again, never sold). */
export const receiptKind = z.enum(['purchase', 'opening', 'gift', 'rebate', 'replacement', 'consignment', 'history']);
export type ReceiptKind = z.output<typeof receiptKind>;

/** How the amount is settled: on the supplier's account (预存 or 账期), paid at once, or not at all. */
export const settlementKind = z.enum(['account', 'paid', 'none']);

/** How to read the file's bytes; what is missing is detected. */
export const readOptions = z.object({
  entry: z.string().max(500).optional(),
  password: z.string().max(255).optional(),
  encoding: z.enum(['utf-8', 'gb18030', 'big5', 'utf-16le', 'utf-16be']).optional(),
  separator: z.enum(['----', '--', '\t', '|', '║', '｜', ',', '，', ';', 'spaces', 'none', 'mixed']).optional(),
  quotes: z.enum(['standard', 'none']).optional(),
  sheet: z.string().max(200).optional(),
});

/** A sheet could not be read: why, where, and what can be chosen. Nothing was imported. */
export const SHEET_REFUSED = {
  status: 422,
  data: z.object({
    reason: z.string(),
    place: z.object({
      sheet: z.string().optional(),
      cell: z.string().optional(),
      line: z.number().optional(),
      offset: z.number().optional(),
      entry: z.string().optional(),
    }),
    choices: z.array(z.string()),
  }),
} as const;

/** No rate is known on or before this day. Enter one under 汇率, or import them, and try again: nothing was posted. */
export const RATE_MISSING = { status: 422, data: z.object({ currency: z.string(), day: z.string() }) } as const;

/** The staged file is not (any more) there: stage it again. */
export const FILE_NOT_STAGED = { status: 404 } as const;

/** Everything an import needs to know; the dry run and the posting take the same. */
export const importSettings = z.object({
  fileId,
  read: readOptions.default({}),
  headerRowNumber: z.number().int().min(1).nullable(),
  headerSignature: z.string().max(2000).default(''),
  /** The role of each column, from column A on. */
  columns: z.array(columnRole).min(1).max(200),
  supplierId: idOf<SupplierId>(),
  /** One SKU for all rows, or found row by row by the product, face value and region columns. */
  sku: z.discriminatedUnion('by', [
    z.object({ by: z.literal('one'), skuId: idOf<SkuId>() }),
    z.object({
      by: z.literal('column'),
      /** `text` is the product, face value and region of a row joined by ` / `, as in `skuTexts`. */
      assignments: z.array(z.object({ text: z.string().max(400), skuId: idOf<SkuId>() })).max(500),
    }),
  ]),
  cost: z.discriminatedUnion('by', [
    z.object({ by: z.literal('column') }),
    /** Per key of every SKU, or per SKU. */
    z.object({
      by: z.literal('unit'),
      unitCost: moneyAmount,
      perSku: z.array(z.object({ skuId: idOf<SkuId>(), unitCost: moneyAmount })).default([]),
    }),
    /** Part of the face value that is paid, in 1/100 000 000 (95折 is 95 000 000). */
    z.object({ by: z.literal('discount'), rate: z.number().int().min(0).max(1_000_000_000) }),
    /** The lot's total, spread over its keys by face value (evenly where there is none). */
    z.object({ by: z.literal('total'), total: moneyAmount }),
    /** Only of a replacement: what the bad keys cost that it is for, spread over the new ones as a total. */
    z.object({ by: z.literal('claimed'), keyIds }),
  ]),
  expiry: z.discriminatedUnion('by', [
    z.object({ by: z.literal('column') }),
    z.object({ by: z.literal('day'), day }),
    /** From the document date and the SKU's shelf life. */
    z.object({ by: z.literal('shelfLife') }),
    z.object({ by: z.literal('never') }),
  ]),
  batchLabel: z.string().max(80).default(''),
  receiptKind: receiptKind.default('purchase'),
  documentOn: day,
  /** The supplier's order number. */
  externalNumber: z.string().trim().max(80).default(''),
  /** What the supplier charged; null: the sum of the keys' costs. */
  amountCharged: moneyAmount.nullable().default(null),
  settlement: settlementKind.default('account'),
  verifyFirst: z.boolean().default(false),
  includesHiddenRows: z.boolean().default(false),
  /** What unknown words of the status column mean. */
  statusMeanings: z
    .array(z.object({ text: z.string().max(100), isSellable: z.boolean() }))
    .max(50)
    .default([]),
  /** Code points of invisible characters that may be removed. */
  acceptedInvisible: z.array(z.number().int()).max(100).default([]),
  /** Full-width digits and letters in card numbers: refuse or fold to narrow ones. */
  wideNumbers: z.enum(['refuse', 'fold']).default('refuse'),
  /** Long numbers of a column all end in zeros after their 15th digit, and the person knows that no spreadsheet has rounded them. */
  acceptsRoundedNumbers: z.boolean().default(false),
  /** Keys with words in them (`卡号：6001 密码：8899`, `AB12（50元）`) come in as they are written; else they are refused. */
  keepsWords: z.boolean().default(false),
  /** Bare costs of one unit at most beside a face value (`0.95` beside 50): refused until somebody says what they are. */
  smallCosts: z.enum(SMALL_COST_READINGS).default('refuse'),
  /** The sheet states counts or amounts of itself that its rows do not add up to, and the person, having seen them, goes on. */
  acceptsBrokenTotals: z.boolean().default(false),
  /**
   * No row can be taken in, and the person has seen that it is not the reading of the sheet: its bad and doubled keys, and what was
   * charged for them, stand against the purchase order. Without one what was charged (`amountCharged`) stands on the account and can be
   * claimed; without that either it says nothing.
   */
  recordsRefused: z.boolean().default(false),
  note: noteText,
  /** The sent order that the keys answer, as it was seen; null: a receipt without an order. */
  purchaseOrder: z
    .object({ id: idOf<PurchaseOrderId>(), revision: z.number().int().positive() })
    .nullable()
    .default(null),
});
export type ImportSettings = z.output<typeof importSettings>;

/** The settings of an import whose supplier or SKU is only made when it is posted; the other one is there. */
const unmadeSettings = importSettings.omit({ supplierId: true, sku: true }).extend({
  supplier: z.union([z.object({ id: idOf<SupplierId>() }), z.object({ new: newSupplier })]),
  sku: z.union([importSettings.shape.sku, z.object({ new: newSku })]),
});
export type UnmadeSettings = z.output<typeof unmadeSettings>;

/** Where a sheet states how many keys it holds or what they cost (in 1/10 000), what it states, and what is there. */
const brokenTotal = z.object({
  /** Absent in imports from before amounts were checked. */
  what: z.enum(['count', 'amount']).default('count'),
  rowNumber: z.number(),
  /** The column of an amount; empty where it stands in the words of the row. */
  column: z.string().default(''),
  /** Both null where they are an amount and the person may not see what keys cost. */
  stated: z.number().nullable(),
  counted: z.number().nullable(),
});

export const refusedRow = z.object({
  sheet: z.string(),
  rowNumber: z.number(),
  column: z.string(),
  reason: z.string(),
  /** Length, pattern, position and code point; never a character of a key. */
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
export type RefusedRow = z.output<typeof refusedRow>;

/**
 * What an import brought or would bring. Costs are shown to whoever may see what keys cost; of a draft also to the person whose own
 * input they come from: a cost per key, a discount or a total that was typed.
 */
export const importSummary = z.object({
  rows: z.number(),
  accepted: z.number(),
  refused: z.number(),
  skipped: z.record(z.string(), z.number()),
  byReason: z.record(z.string(), z.number()),
  warnings: z.record(z.string(), z.number()),
  bySku: z.array(z.object({ skuId: idOf<SkuId>(), skuName: z.string(), quantity: z.number(), cost: costAmount })),
  /** In the supplier's currency, as the costs of `bySku`. */
  totalCost: costAmount,
  /** Where that is not the shop's: the rate of the document's day and what the keys are worth in stock. */
  exchange: z
    .object({ currency: z.string(), rate: z.number(), rateOn: day, stockCost: costAmount })
    .nullable()
    .default(null),
  encoding: z.string().nullable(),
  separator: z.string().nullable(),
  format: z.string(),
  /** Counts and amounts that the sheet states of itself and that do not agree with its rows. */
  brokenTotals: z.array(brokenTotal),
  /** What the product, face value and region columns say in rows whose SKU is not known; at most 200 different ones. */
  unknownSkuTexts: z.array(skuText),
  /** The first 500 refused rows. */
  refusedRows: z.array(refusedRow),
});
export type ImportSummary = z.output<typeof importSummary>;

const importRow = z.object({
  id: idOf<ImportId>(),
  number: z.string(),
  supplierId: idOf<SupplierId>(),
  supplierName: z.string(),
  /** The supplier's: of the amount charged and of the cost. */
  currency: z.string(),
  receiptKind,
  state: z.enum(IMPORT_STATES),
  fileName: z.string(),
  documentOn: z.string(),
  externalNumber: z.string(),
  /** Null where nobody said, and for those who may not see what keys cost. */
  amountCharged: costAmount,
  acceptedCount: z.number(),
  refusedCount: z.number(),
  totalCost: costAmount,
  startedAt: z.number(),
  startedBy: z.string(),
  postedAt: z.number().nullable(),
  /** When, by whom and why what it brought was taken back, in whole or in part. */
  undoneAt: z.number().nullable(),
  undoneBy: z.string().nullable(),
  undoReason: z.string(),
});
export type ImportRow = z.output<typeof importRow>;

/** One import with what it brought. */
export const importDetails = importRow.extend({
  /** A delivery of nothing but refused keys that stands against a purchase order: it can be undone without a key to withdraw. */
  isOfRefused: z.boolean(),
  summary: importSummary.nullable(),
  /**
   * Without a purchase order: what stands on the account beyond the keys that came in although rows were refused, what of it is not
   * claimed yet, and the claims that stand. Null where there is nothing, and for those who may not see what keys cost.
   */
  chargedRefusals: chargedRefusals.nullable(),
  batches: z.array(
    z.object({
      id: idOf<BatchId>(),
      number: z.string(),
      skuId: idOf<SkuId>(),
      skuName: z.string(),
      label: z.string(),
      keyCount: z.number(),
      /** Keys that have not moved since, which an undo would withdraw. */
      unmovedCount: z.number(),
    }),
  ),
});
export type ImportDetails = z.output<typeof importDetails>;

const ownErrors = { SHEET_REFUSED, FILE_NOT_STAGED } as const;

const postingErrors = {
  ...ownErrors,
  RATE_MISSING,
  /** Two columns have a role that only one can have. */
  ROLE_TWICE: { status: 422, data: z.object({ role: z.string(), columnIndexes: z.array(z.number()) }) },
  /** A key field of the SKU has no column. */
  FIELD_NOT_MAPPED: { status: 422, data: z.object({ field: z.string(), skuCode: z.string() }) },
  /** The very same file was imported before; say `allowRepeat` to go on. */
  FILE_ALREADY_IMPORTED: { status: 409, data: z.object({ importId: z.number(), number: z.string() }) },
  /** A key that the replacement is said to be for is not (any more) a claimed one of this supplier. */
  NOT_CLAIMED: { status: 409, data: z.object({ keyId: z.number() }) },
  /** A refund in money was for this key already: `number` is its entry. */
  CLAIM_REFUNDED: { status: 409, data: z.object({ keyId: z.number(), number: z.string() }) },
  /** How the posting's job fails: fewer keys came in than bad ones are given up for them. */
  TOO_FEW_REPLACEMENTS: { status: 409, data: z.object({ claimed: z.number(), accepted: z.number() }) },
  /** The order that the receipt is for takes none (any more): a draft, closed or cancelled. */
  ORDER_STATE_FORBIDS: { status: 409, data: z.object({ number: z.string(), state: z.string() }) },
  /** The SKU is archived: it takes no keys any more, except as history. */
  SKU_ARCHIVED: { status: 409, data: z.object({ skuId: z.number(), skuCode: z.string() }) },
  /** No product of the sheet is given to a SKU yet. */
  NO_SKU_ASSIGNED: { status: 422 },
  /** How the posting's job fails: the sheet's own counts or amounts are wrong and `acceptsBrokenTotals` is not said. */
  TOTALS_DO_NOT_AGREE: { status: 422, data: z.object({ totals: z.array(brokenTotal) }) },
  /**
   * How the posting's job fails: not one row is taken in. A sheet that only repeats what came before is no failure: it is posted
   * and brings nothing.
   */
  NOTHING_TO_IMPORT: { status: 422, data: importSummary },
} as const;

export const importsContract = {
  /** Looks at a staged file: format, encoding, sheets, columns and what each seems to hold. Shows no secret. */
  describe: query('keys.import')
    .input(
      z.object({
        fileId,
        read: readOptions.default({}),
        supplierId: idOf<SupplierId>().optional(),
        /** The header of the sheet that `read` names (else the first visible one) as the person chose it; null: none. */
        headerRowNumber: z.number().int().min(1).nullable().optional(),
      }),
    )
    .errors(ownErrors)
    .output(sheetFileSketch),
  /** Stages pasted text as a file. Chat names and times around the keys are recognised and left out, and reported. */
  stageText: command('keys.import')
    .input(z.object({ name: z.string().max(100), text: z.string().max(20_000_000), leavesChatOut: z.boolean() }))
    .output(z.object({ fileId, chat: z.object({ lineCount: z.number(), senders: z.array(z.string()) }).nullable() })),
  /** The dry run: the same judgement as the posting, without writing. The job's result is an {@link importSummary}. */
  preview: command('keys.import').input(importSettings).errors(postingErrors).output(z.object({ jobId })),
  /**
   * The dry run for a supplier or a SKU that is not made yet, as if they were; nothing is made. In the summary the id of a new
   * SKU is 0. Refused to whoever may not make them.
   */
  previewUnmade: command('keys.import')
    .input(unmadeSettings)
    .errors({ ...postingErrors, CODE_TAKEN, INVALID_KEY_FIELDS })
    .output(z.object({ jobId })),
  /** Imports the sheet. The job's result is `{importId, summary}`; a cancelled or failed one leaves nothing behind. */
  post: command('keys.import')
    .input(commandInput({ settings: importSettings, allowRepeat: z.boolean().default(false) }))
    .errors(postingErrors)
    .output(z.object({ importId: idOf<ImportId>(), jobId: jobId.nullable() })),
  /** Imports, newest first. `from` and `to` are document days; `search` looks in numbers, order numbers and file names. */
  list: query('keys.import')
    .input(
      z.object({
        ...pageInput,
        supplierId: idOf<SupplierId>().optional(),
        state: z.enum(IMPORT_STATES).optional(),
        receiptKind: receiptKind.optional(),
        from: day.optional(),
        to: day.optional(),
        search: z.string().max(100).default(''),
      }),
    )
    .output(pageOf(importRow)),
  get: query('keys.import')
    .input(z.object({ id: idOf<ImportId>() }))
    .output(importDetails),
  /** What the new keys of a replacement take over from these bad ones; null for those who may not see accounts. */
  claimedCost: query('keys.import')
    .input(z.object({ supplierId: idOf<SupplierId>(), keyIds }))
    .errors({ NOT_CLAIMED: postingErrors.NOT_CLAIMED, CLAIM_REFUNDED: postingErrors.CLAIM_REFUNDED })
    .output(z.object({ cost: costAmount })),
  /**
   * The refused rows as a workbook with reasons, the first 1 000 000: a file for `files.download`. Holds secrets, so it counts
   * as an export.
   */
  exportRefused: command('keys.export')
    .input(commandInput({ id: idOf<ImportId>() }))
    .output(z.object({ fileId, name: z.string(), quantity: z.number() })),
  /**
   * The same of a dry run, its first 100 000 refused rows or as many as 64 MiB hold, also of a sheet of which none can be taken
   * in. The job's result is {@link PreviewedRefusals}; it fails with DAILY_LIMIT_REACHED.
   */
  exportRefusedOfPreview: command('keys.export')
    .input(commandInput({ settings: importSettings }))
    .errors(postingErrors)
    .output(z.object({ jobId })),
  ...refusedClaims,
  /** How many keys an undo would withdraw, and how many that have not moved it leaves since somebody has seen them. */
  undoReach: query('keys.undoImport')
    .input(z.object({ id: idOf<ImportId>() }))
    .output(z.object({ withdrawable: z.number(), seen: z.number() })),
  /** Withdraws what has not moved and reverses the account entry by as much. The reason stays with the import and in the audit. */
  undo: command('keys.undoImport')
    .input(commandInput({ id: idOf<ImportId>(), reason: z.string().trim().min(1).max(200) }))
    .errors({
      NOTHING_TO_UNDO: { status: 409 },
      /** A price correction stands for what it brought: take that back first. */
      RECEIPT_CORRECTED: { status: 409, data: z.object({ number: z.string() }) },
      /** A freeze, write-off or reclassification is still going through its keys: `number` is its paper. */
      STOCK_IN_MOTION,
      ENTRY_SETTLED: { status: 409, data: z.object({ number: z.string() }) },
    })
    .output(z.object({ id: idOf<ImportId>(), withdrawnCount: z.number(), keptCount: z.number() })),
};

/** `quantity`: the rows in the file; `refused`: all that were. */
export type PreviewedRefusals = ExportedKeys & { refused: number };
