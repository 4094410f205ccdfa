import { z } from 'zod';
import { KEY_STATES } from '../domain/card-keys/key-states.ts';
import type {
  BatchId,
  CardKeyId,
  DeliveryId,
  ImportId,
  SkuId,
  StockDocumentId,
  SupplierEntryId,
  SupplierId,
} from '../domain/ids.ts';
import { jobId } from './files.contract.ts';
import { RATE_MISSING } from './imports.contract.ts';
import { STOCK_IN_MOTION } from './inventory.contract.ts';
import {
  amountNotNegative,
  command,
  commandInput,
  day,
  idOf,
  moneyAmount,
  month,
  pageInput,
  pageOf,
  query,
} from './procedure.ts';

const documentId = idOf<StockDocumentId>();
const importId = idOf<ImportId>();
const skuId = idOf<SkuId>();
const supplierId = idOf<SupplierId>();
const reason = z.string().trim().min(1).max(200);
const externalNumber = z
  .string()
  .trim()
  .max(80)
  .regex(/^\P{Cc}*$/u)
  .default('');

const changed = moneyAmount.refine((amount) => amount !== 0);
/** What changed, in the currency of the supplier's account. `per-key` and `total` are signed: below zero is a credit. */
const priceChange = z.discriminatedUnion('by', [
  z.object({ by: z.literal('unit-cost'), unitCost: amountNotNegative }),
  z.object({ by: z.literal('per-key'), amount: changed }),
  z.object({ by: z.literal('total'), amount: changed }),
]);

/** The keys of one SKU that these receipts of one supplier brought. */
const scope = { importIds: z.array(importId).min(1).max(50), skuId, change: priceChange, paperedOn: day };

const amounts = {
  /** On the supplier's account; above zero we owe more. */
  total: moneyAmount,
  /** The same in the shop's currency: the sum of both parts. */
  shopTotal: moneyAmount,
  /** What the value of unsold keys changes by. */
  stockPart: moneyAmount,
  /** What goes to the cost of the open month. */
  costPart: moneyAmount,
};
const exchange = { rate: z.number().nullable(), rateOn: z.string().nullable() };

const correctionRow = z.object({
  documentId,
  number: z.string(),
  reason: z.string(),
  supplierId,
  supplierName: z.string(),
  skuId,
  skuName: z.string(),
  externalNumber: z.string(),
  changeBy: z.enum(['unit-cost', 'per-key', 'total', 'reversal']),
  changeAmount: moneyAmount,
  paperedOn: z.string(),
  /** The month that stock and cost went into. */
  month: z.string(),
  currency: z.string(),
  ...exchange,
  quantity: z.number(),
  ...amounts,
  entryId: idOf<SupplierEntryId>().nullable(),
  entryNumber: z.string().nullable(),
  reversesId: documentId.nullable(),
  reversesNumber: z.string().nullable(),
  /** The document that took it back; null while it stands. */
  reversedByNumber: z.string().nullable(),
  postedAt: z.number(),
  postedBy: z.string(),
});
export type PriceCorrectionRow = z.output<typeof correctionRow>;

const correctedKey = z.object({
  keyId: idOf<CardKeyId>(),
  tail: z.string(),
  state: z.enum(KEY_STATES),
  batchId: idOf<BatchId>(),
  batchNumber: z.string(),
  stockPart: moneyAmount,
  costPart: moneyAmount,
  /** The last delivery it went out with. */
  deliveryId: idOf<DeliveryId>().nullable(),
  deliveryNumber: z.string().nullable(),
  orderNumber: z.string(),
  buyer: z.string(),
});
export type CorrectedKeyRow = z.output<typeof correctedKey>;

const planErrors = {
  /** Only what was bought, or came for a rebate, has a price that a supplier can change. */
  RECEIPT_NOT_CORRECTABLE: { status: 409, data: z.object({ number: z.string(), receiptKind: z.string() }) },
  SUPPLIERS_DIFFER: { status: 409 },
  /** One document takes so many keys at most. */
  TOO_MANY_KEYS: { status: 409, data: z.object({ most: z.number() }) },
  /**
   * What keys of this receipt cost now does not tell what the account says of each: they were corrected before in another currency,
   * given another cost by a reclassification, or turned at a rate with no exact way back. `per-key` and `total` stay open.
   */
  UNIT_COST_UNKNOWN: { status: 409, data: z.object({ number: z.string() }) },
  /** No key is concerned, or none would cost anything else. */
  NOTHING_TO_CORRECT: { status: 409 },
  /** A key would come to carry less than nothing. */
  CREDIT_ABOVE_COST: { status: 409 },
  RATE_MISSING,
} as const;

const SPLIT_CHANGED = {
  status: 409,
  data: z.object({ stockPart: moneyAmount, costPart: moneyAmount }),
} as const;

/** `jobId`: its keys are many and take their shares in turns; nothing of them is issued until the last has. */
const posted = z.object({ documentId, number: z.string(), jobId: jobId.nullable() });

export const priceCorrectionsContract = {
  /** Newest first; `month` is the one that stock and cost went into. */
  list: query('purchasing.read')
    .input(z.object({ ...pageInput, supplierId: supplierId.optional(), month: month.optional() }))
    .output(pageOf(correctionRow)),
  get: query('purchasing.read')
    .input(z.object({ id: documentId }))
    .output(
      correctionRow.extend({
        receipts: z.array(z.object({ importId, number: z.string() })),
        shopCurrency: z.string(),
      }),
    ),
  /** The keys behind the numbers, with the delivery that each went out with; `part` keeps those that have such a part. */
  keys: query('purchasing.read')
    .input(z.object({ ...pageInput, id: documentId, part: z.enum(['stock', 'cost']).optional() }))
    .output(pageOf(correctedKey)),
  /** The latest receipts of a supplier and SKU whose price can be corrected. */
  receipts: query('purchasing.read')
    .input(z.object({ supplierId, skuId }))
    .output(
      z.array(
        z.object({
          importId,
          number: z.string(),
          documentOn: z.string(),
          externalNumber: z.string(),
          keyCount: z.number(),
          totalCost: moneyAmount,
        }),
      ),
    ),
  /** What a correction would do, as the keys stand now. */
  preview: query('purchasing.read')
    .input(z.object(scope))
    .errors(planErrors)
    .output(
      z.object({
        currency: z.string(),
        shopCurrency: z.string(),
        ...exchange,
        keyCount: z.number(),
        onHandCount: z.number(),
        /** Keys with a part that was sold or is gone. */
        soldCount: z.number(),
        costBefore: moneyAmount,
        valueBefore: moneyAmount,
        ...amounts,
        month: z.string(),
      }),
    ),
  /**
   * Posts what was previewed: account, stock and cost in one document. Refused where the split is another by now, and while another
   * document goes through these keys.
   */
  post: command('purchasing.edit')
    .input(
      commandInput({
        ...scope,
        externalNumber,
        reason,
        shown: z.object({ stockPart: moneyAmount, costPart: moneyAmount }),
      }),
    )
    .errors({
      ...planErrors,
      SPLIT_CHANGED,
      STOCK_IN_MOTION,
    })
    .output(posted),
  /** Takes a correction back by a document of its own, in the open month. */
  reverse: command('purchasing.edit')
    .input(commandInput({ id: documentId, reason }))
    .errors({
      CORRECTION_REVERSED: { status: 409, data: z.object({ number: z.string() }) },
      CREDIT_ABOVE_COST: { status: 409 },
      SPLIT_CHANGED,
      STOCK_IN_MOTION,
      ENTRY_SETTLED: { status: 409, data: z.object({ number: z.string() }) },
      ENTRY_REVERSED: { status: 409, data: z.object({ number: z.string() }) },
    })
    .output(posted),
};
