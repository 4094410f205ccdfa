import { z } from 'zod';
import { KEY_STATES } from '../domain/card-keys/key-states.ts';
import type {
  BatchId,
  BrandId,
  CardKeyId,
  DeliveryId,
  ImportId,
  ReservationId,
  SkuId,
  StockDocumentId,
  SupplierId,
} from '../domain/ids.ts';
import { DOCUMENT_KINDS, MOVEMENT_KINDS } from '../domain/inventory/stock-documents.ts';
import { keyIds, keyState } from './card-keys.contract.ts';
import { jobId } from './files.contract.ts';
import {
  amountNotNegative,
  command,
  commandInput,
  costAmount,
  day,
  idOf,
  moneyAmount,
  month,
  noteText,
  pageInput,
  pageOf,
  query,
} from './procedure.ts';

const skuId = idOf<SkuId>();
const supplierId = idOf<SupplierId>();
const batchId = idOf<BatchId>();
const importId = idOf<ImportId>();
const documentId = idOf<StockDocumentId>();

/** Keys by state, and what those on hand carry of their cost. On hand are quarantined, available, reserved and placed ones. */
const stockCounts = {
  onHand: z.number(),
  available: z.number(),
  reserved: z.number(),
  quarantined: z.number(),
  placed: z.number(),
  delivered: z.number(),
  claimed: z.number(),
  returned: z.number(),
  voided: z.number(),
  expired: z.number(),
  withdrawn: z.number(),
  valueOnHand: costAmount,
};

export const skuStockRow = z.object({
  skuId,
  skuCode: z.string(),
  skuName: z.string(),
  productName: z.string(),
  brandId: idOf<BrandId>(),
  brandName: z.string(),
  /** That of the replenishment rule where it has one, else of the master data. */
  minimumInForce: z.number(),
  minimumDaysLeft: z.number(),
  salePrice: moneyAmount.nullable(),
  isArchived: z.boolean(),
  ...stockCounts,
  /** On hand, and their last day falls within the asked number of days. */
  expiring: z.number(),
  /** Free keys, but too near their last day to be issued by themselves. */
  tooNearExpiry: z.number(),
  isBelowMinimum: z.boolean(),
  /** 在途: ordered from suppliers and not yet received, and the first day some of it is expected on. */
  incoming: z.number(),
  incomingOn: z.string().nullable(),
});
export type SkuStockRow = z.output<typeof skuStockRow>;

export const batchRow = z.object({
  id: batchId,
  number: z.string(),
  label: z.string(),
  skuId,
  skuCode: z.string(),
  skuName: z.string(),
  supplierId,
  supplierName: z.string(),
  importId: importId.nullable(),
  importNumber: z.string(),
  parentBatchId: batchId.nullable(),
  receiptKind: z.string(),
  receivedOn: z.string(),
  keyCount: z.number(),
  totalCost: costAmount,
  ...stockCounts,
  /** Earliest last day among keys on hand; null when none expires. */
  firstExpiresOn: z.string().nullable(),
  /** A freeze or write-off is still going through it. */
  isHeld: z.boolean(),
});
export type BatchRow = z.output<typeof batchRow>;

export const movementRow = z.object({
  id: z.number(),
  kind: z.enum(MOVEMENT_KINDS),
  reason: z.string(),
  skuId,
  skuCode: z.string(),
  skuName: z.string(),
  batchId,
  batchNumber: z.string(),
  /** Signed changes of what is on hand. */
  quantity: z.number(),
  value: costAmount,
  occurredOn: z.string(),
  documentKind: z.enum(['import', 'delivery', 'stock-document']),
  documentId: z.number(),
  documentNumber: z.string(),
  postedAt: z.number(),
});
export type MovementRow = z.output<typeof movementRow>;

export const documentRow = z.object({
  id: documentId,
  number: z.string(),
  kind: z.enum(DOCUMENT_KINDS),
  reason: z.string(),
  note: z.string(),
  quantity: z.number(),
  isPending: z.boolean(),
  occurredOn: z.string(),
  postedAt: z.number(),
  postedBy: z.string().nullable(),
});
export type StockDocumentRow = z.output<typeof documentRow>;

/** Keys picked by hand, or all that the act can take of a batch, an import or a supplier. */
export const keySelection = z.discriminatedUnion('by', [
  z.object({ by: z.literal('keys'), keyIds }),
  z.object({ by: z.literal('batch'), batchId }),
  z.object({ by: z.literal('import'), importId }),
  z.object({ by: z.literal('supplier'), supplierId }),
]);
export type KeySelection = z.output<typeof keySelection>;

/** A key stands in a state that the act cannot take it from; nothing was moved. */
export const KEY_STATE_FORBIDS = {
  status: 409,
  data: z.object({ keyId: z.number(), state: z.enum(KEY_STATES) }),
} as const;
/** None of the keys meant can be moved so. */
export const NOTHING_TO_MOVE = { status: 409 } as const;
/** The document of this number is still going through what the act means, key by key. */
export const STOCK_IN_MOTION = { status: 409, data: z.object({ number: z.string() }) } as const;
const actErrors = { KEY_STATE_FORBIDS, NOTHING_TO_MOVE, STOCK_IN_MOTION } as const;

/** `quantity` keys in all; where `jobId` is set the rest moves in turns, and nothing of them is issued meanwhile. */
const actResult = z.object({ documentId, number: z.string(), quantity: z.number(), jobId: jobId.nullable() });

const reason = z.string().trim().min(1).max(200);

/** What a freeze reaches: everything of a batch, an import or a supplier. */
const wholeSelection = z.discriminatedUnion('by', [
  z.object({ by: z.literal('batch'), batchId }),
  z.object({ by: z.literal('import'), importId }),
  z.object({ by: z.literal('supplier'), supplierId }),
]);
export type WholeSelection = z.output<typeof wholeSelection>;

export const deliveredRow = z.object({
  deliveryId: idOf<DeliveryId>(),
  number: z.string(),
  kind: z.string(),
  skuName: z.string(),
  shopName: z.string(),
  orderNumber: z.string(),
  buyer: z.string(),
  occurredOn: z.string(),
  deliveredAt: z.number(),
  deliveredBy: z.string(),
  /** Keys of the selection in this delivery that did not come back. */
  quantity: z.number(),
});
export type DeliveredRow = z.output<typeof deliveredRow>;

const foundBatch = z.object({
  id: batchId,
  number: z.string(),
  label: z.string(),
  skuName: z.string(),
  supplierName: z.string(),
});
const foundImport = z.object({ id: importId, number: z.string(), supplierName: z.string(), documentOn: z.string() });

export const inventoryContract = {
  /** Stock of every SKU that has any or is not archived, by code. `expiring` counts within `expiringDays`. */
  stock: query('stock.read')
    .input(
      z.object({
        search: z.string().max(100).default(''),
        skuId: skuId.optional(),
        brandId: idOf<BrandId>().optional(),
        expiringDays: z.number().int().min(0).max(3650).default(30),
        only: z.enum(['all', 'onHand', 'belowMinimum', 'expiring', 'quarantined']).default('all'),
      }),
    )
    .output(z.object({ rows: z.array(skuStockRow), totals: z.object({ ...stockCounts, expiring: z.number() }) })),
  /** Batches, newest first. */
  batches: query('stock.read')
    .input(
      z.object({
        ...pageInput,
        skuId: skuId.optional(),
        supplierId: supplierId.optional(),
        importId: importId.optional(),
        onHandOnly: z.boolean().default(false),
      }),
    )
    .output(pageOf(batchRow)),
  batch: query('stock.read')
    .input(z.object({ id: batchId }))
    .output(batchRow),
  /** At most 20 batches whose number or label begins with the text, or that have this id; the newest for no text. */
  findBatches: query('stock.read')
    .input(z.object({ text: z.string().trim().max(80).default(''), id: batchId.optional() }))
    .output(z.array(foundBatch)),
  /** At most 20 imports whose number begins with the text, or that has this id; the newest for no text. */
  findImports: query('stock.read')
    .input(z.object({ text: z.string().trim().max(80).default(''), id: importId.optional() }))
    .output(z.array(foundImport)),
  /** What a freeze of a batch, an import or a supplier would move, and how many keys had left before it. */
  reach: query('stock.read')
    .input(z.object({ selection: wholeSelection }))
    .output(z.object({ movable: z.number(), delivered: z.number() })),
  /** To whom keys of a batch, an import or a supplier have gone and not come back, the last delivery first. */
  deliveredOf: query('stock.read')
    .input(z.object({ ...pageInput, selection: wholeSelection }))
    .output(pageOf(deliveredRow)),
  /** The ledger, newest first: what changed the quantity or value on hand. */
  movements: query('stock.read')
    .input(
      z.object({
        ...pageInput,
        skuId: skuId.optional(),
        batchId: batchId.optional(),
        month: month.optional(),
        document: z.object({ kind: z.enum(['import', 'delivery', 'stock-document']), id: z.number() }).optional(),
        kind: z.enum(MOVEMENT_KINDS).optional(),
      }),
    )
    .output(pageOf(movementRow)),
  documents: query('stock.read')
    .input(z.object({ ...pageInput, kind: z.enum(DOCUMENT_KINDS).optional() }))
    .output(pageOf(documentRow)),
  document: query('stock.read')
    .input(z.object({ id: documentId }))
    .output(
      documentRow.extend({
        movements: z.array(movementRow),
        /** The first 200 keys it moved. */
        keys: z.array(z.object({ id: idOf<CardKeyId>(), tail: z.string(), fromState: keyState, toState: keyState })),
      }),
    ),
  /** Takes keys out of sale until someone has checked them. */
  quarantine: command('keys.freeze')
    .input(commandInput({ keyIds, reason, note: noteText }))
    .errors(actErrors)
    .output(actResult),
  /** Placed keys were not sold: takes them back from the delivery tool or shop, to quarantine as exposed. */
  takeBack: command('keys.freeze')
    .input(commandInput({ selection: keySelection, reason, note: noteText }))
    .errors(actErrors)
    .output(actResult),
  /**
   * Takes everything of a batch, an import or a supplier out of sale at once: nothing of it is issued from this moment, even
   * while a large one moves in turns. `delivered` counts what had already left; `deliveredOf` names it.
   */
  freeze: command('keys.freeze')
    .input(commandInput({ selection: keySelection, reason, note: noteText }))
    .errors(actErrors)
    .output(actResult.extend({ delivered: z.number() })),
  /**
   * Puts checked keys back on sale. Exposed ones only when picked one by one, with the right `keys.rerelease`, counted; of a
   * batch, an import or a supplier they stay in quarantine.
   */
  release: command('stock.adjust')
    .input(commandInput({ selection: keySelection, reason, note: noteText }))
    .errors(actErrors)
    .output(actResult),
  /** Writes keys off: their cost leaves the stock. Counted against the day's limit. */
  writeOff: command('keys.writeOff')
    .input(commandInput({ selection: keySelection, reason, note: noteText }))
    .errors(actErrors)
    .output(actResult),
  /** Keys that expired though their last day has not come, by a clock that was wrong; 0 while the clock is in doubt. */
  expiredEarly: query('keys.rerelease').output(z.object({ quantity: z.number() })),
  /** Brings all of them back to where they stood: for sale, or in quarantine where they had been in it or with a shop. */
  undoExpiry: command('keys.rerelease')
    .input(commandInput({ reason, note: noteText }))
    .errors({ NOTHING_TO_MOVE, STOCK_IN_MOTION, CLOCK_IN_DOUBT: { status: 409 } })
    .output(actResult),
  /**
   * Moves keys of one batch that have not moved yet to another SKU, cost or last day: a document with a child batch. Key
   * fields must be built alike. `unitCost` null keeps each key's cost.
   */
  reclassify: command('keys.reclassify')
    .input(
      commandInput({
        batchId,
        /** null: every unmoved key of the batch. */
        keyIds: keyIds.nullable().default(null),
        toSkuId: skuId,
        unitCost: amountNotNegative.nullable().default(null),
        /** Absent keeps each key's; null: does not expire. Today or later. */
        expiresOn: day.nullable().optional(),
        reason,
        note: noteText,
      }),
    )
    .errors({
      ...actErrors,
      KEY_FIELDS_DIFFER: { status: 409, data: z.object({ skuCode: z.string() }) },
    })
    .output(actResult.extend({ batchId })),
};

/** Fewer free keys than asked for that may be issued now. */
export const INSUFFICIENT_STOCK = {
  status: 409,
  data: z.object({ skuId: z.number(), sku: z.string(), wanted: z.number(), available: z.number() }),
} as const;

export const reservationRow = z.object({
  id: idOf<ReservationId>(),
  number: z.string(),
  skuId,
  skuCode: z.string(),
  skuName: z.string(),
  quantity: z.number(),
  /** Keys still held. */
  heldQuantity: z.number(),
  buyer: z.string(),
  note: z.string(),
  endsAt: z.number(),
  state: z.enum(['open', 'used', 'released', 'ended']),
  madeAt: z.number(),
  madeBy: z.string(),
});
export type ReservationRow = z.output<typeof reservationRow>;

/** The end of the year 9999: later moments are no days. */
const LAST_INSTANT = 253_402_300_799_999;

export const reservationsContract = {
  list: query('stock.read')
    .input(z.object({ ...pageInput, skuId: skuId.optional(), openOnly: z.boolean().default(false) }))
    .output(pageOf(reservationRow)),
  /** Holds keys for a buyer until a moment, those first that work till then; afterwards they are free again by themselves. */
  create: command('keys.dispense')
    .input(
      commandInput({
        skuId,
        quantity: z.number().int().min(1).max(10_000),
        buyer: z.string().trim().min(1).max(120),
        endsAt: z.number().int().positive().max(LAST_INSTANT),
        note: noteText,
      }),
    )
    .errors({ INSUFFICIENT_STOCK })
    .output(z.object({ id: idOf<ReservationId>(), number: z.string() })),
  /** Sets the keys free before the end. */
  release: command('keys.dispense')
    .input(commandInput({ id: idOf<ReservationId>() }))
    .errors({ NOTHING_TO_MOVE })
    .output(z.object({ id: idOf<ReservationId>(), quantity: z.number() })),
};
