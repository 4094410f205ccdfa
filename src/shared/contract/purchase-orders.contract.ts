import { z } from 'zod';
import type {
  ImportId,
  PurchaseDifferenceId,
  PurchaseOrderId,
  PurchaseOrderLineId,
  SkuId,
  StockDocumentId,
  SupplierEntryId,
  SupplierId,
} from '../domain/ids.ts';
import { APPROVAL_CAUSES, MOST_PER_LINE, PRICE_SOURCES } from '../domain/purchasing/order-lines.ts';
import { ORDER_STATES } from '../domain/purchasing/order-states.ts';
import { DIFFERENCE_DECISIONS, DIFFERENCE_KINDS } from '../domain/purchasing/receipts.ts';
import { dossierFinding } from './dossiers.contract.ts';
import { fileId } from './files.contract.ts';
import {
  amountNotNegative,
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
import { LIMIT_REACHED } from './replenishment.contract.ts';
import { SUPPLIER_LOST } from './suppliers.contract.ts';

export const purchaseOrderId = idOf<PurchaseOrderId>();
const lineId = idOf<PurchaseOrderLineId>();
const revision = z.number().int().positive();
const reason = z.string().trim().min(1).max(500);
const orderState = z.enum(ORDER_STATES);
const quantity = z.number().int().min(1).max(MOST_PER_LINE);

/** One step of the planner's arithmetic; `code` names the sentence, the rest are its values. */
export const lineReason = z.object({ code: z.string().max(60) }).catchall(z.union([z.string(), z.number(), z.null()]));
export type LineReason = z.output<typeof lineReason>;

/** What a person or the planner says of a line. Prices are per key in the supplier's currency. */
export const orderLineDraft = z.object({
  skuId: idOf<SkuId>(),
  quantity,
  unitPrice: amountNotNegative,
  /** The offer whose tier the price was filled in from, and the price it said; null: the price was typed. */
  offer: z.object({ offerId: z.number().int().positive(), unitPrice: moneyAmount }).nullable().default(null),
  /** Why another price than the offer's; asked for where they differ. */
  overrideReason: z.string().trim().max(300).default(''),
  reasons: z.array(lineReason).max(50).default([]),
});
export type OrderLineDraft = z.output<typeof orderLineDraft>;

const draftFields = {
  lines: z.array(orderLineDraft).max(500),
  expectedOn: day.nullable().default(null),
  note: noteText,
};

const orderRow = z.object({
  id: purchaseOrderId,
  number: z.string(),
  supplierId: idOf<SupplierId>(),
  supplierName: z.string(),
  state: orderState,
  currency: z.string(),
  total: moneyAmount,
  lineCount: z.number(),
  quantity: z.number(),
  received: z.number(),
  /** Keys it still waits for; 0 where nothing is awaited. */
  openQuantity: z.number(),
  expectedOn: z.string().nullable(),
  isOverdue: z.boolean(),
  /** Differences that nobody has decided yet. */
  openDifferences: z.number(),
  createdAt: z.number(),
  createdBy: z.string(),
  sentOn: z.string().nullable(),
  revision,
});
export type OrderRow = z.output<typeof orderRow>;

const orderLine = z.object({
  id: lineId,
  skuId: idOf<SkuId>(),
  skuCode: z.string(),
  skuName: z.string(),
  productName: z.string(),
  quantity: z.number(),
  unitPrice: moneyAmount,
  amount: moneyAmount,
  priceSource: z.enum(PRICE_SOURCES),
  offerId: z.number().nullable(),
  offerPrice: moneyAmount.nullable(),
  overrideReason: z.string(),
  reasons: z.array(lineReason),
  received: z.number(),
  waived: z.number(),
  /** What it still waits for, whatever the order's state. */
  openQuantity: z.number(),
});
export type OrderLine = z.output<typeof orderLine>;

const difference = z.object({
  id: idOf<PurchaseDifferenceId>(),
  lineId: lineId.nullable(),
  importId: idOf<ImportId>().nullable(),
  importNumber: z.string().nullable(),
  kind: z.enum(DIFFERENCE_KINDS),
  skuId: idOf<SkuId>().nullable(),
  skuCode: z.string().nullable(),
  skuName: z.string().nullable(),
  quantity: z.number(),
  unitPrice: moneyAmount,
  /** What the supplier charged for it on the account: the credit that a claim proposes. */
  charged: moneyAmount,
  /** While nobody has decided: the most that a claim can still bring back, beside what other differences of the order brought. */
  creditLeft: moneyAmount,
  /** Refused rows by reason, for bad and doubled keys. */
  byReason: z.record(z.string(), z.number()),
  state: z.enum(['open', 'decided', 'undone']),
  decision: z.enum(DIFFERENCE_DECISIONS).nullable(),
  note: z.string(),
  credited: moneyAmount,
  entryId: idOf<SupplierEntryId>().nullable(),
  entryNumber: z.string().nullable(),
  returnDocumentId: idOf<StockDocumentId>().nullable(),
  returnNumber: z.string().nullable(),
  foundAt: z.number(),
  decidedAt: z.number().nullable(),
  decidedBy: z.string(),
});
export type OrderDifference = z.output<typeof difference>;

const orderReceipt = z.object({
  importId: idOf<ImportId>(),
  number: z.string(),
  postedAt: z.number(),
  documentOn: z.string(),
  /** Accepted keys less those that an undo withdrew. */
  quantity: z.number(),
  refusedCount: z.number(),
  takenBack: z.number(),
});

/** One order with everything that belongs to it. */
export const orderDetails = orderRow.extend({
  note: z.string(),
  origin: z.enum(['hand', 'plan', 'copy', 'split', 'merge']),
  originNumber: z.string(),
  /** Why it must be approved before it can be sent, by the owner's rule and today's rate; null: it need not be. */
  approvalCause: z.enum(APPROVAL_CAUSES).nullable(),
  approvedAt: z.number().nullable(),
  approvedBy: z.string(),
  sentAt: z.number().nullable(),
  sentBy: z.string(),
  endedAt: z.number().nullable(),
  endedBy: z.string(),
  endReason: z.string(),
  /** What the supplier's dossier lacks for this order; empty once it is sent. */
  dossierFindings: z.array(dossierFinding),
  lines: z.array(orderLine),
  receipts: z.array(orderReceipt),
  differences: z.array(difference),
});
export type OrderDetails = z.output<typeof orderDetails>;

const orderRef = z.object({ id: purchaseOrderId, number: z.string(), revision });

const stateErrors = {
  /** The order's state does not allow it: a sent order is not edited, a draft is not received. */
  ORDER_STATE_FORBIDS: { status: 409, data: z.object({ number: z.string(), state: z.string() }) },
} as const;

const priceErrors = {
  /** The price differs from its offer's and no reason is said; `line` counts from 1. */
  OVERRIDE_REASON_NEEDED: { status: 422, data: z.object({ line: z.number() }) },
  /** The supplier is archived: it takes no new orders. */
  SUPPLIER_ARCHIVED: { status: 409, data: z.object({ supplierId: z.number() }) },
  SUPPLIER_LOST,
} as const;

export const purchaseOrdersContract = {
  /** Newest first. `states` empty means all; `isOverdue` asks for what is awaited and late only. */
  list: query('purchasing.read')
    .input(
      z.object({
        ...pageInput,
        states: z.array(orderState).max(ORDER_STATES.length).default([]),
        supplierId: idOf<SupplierId>().optional(),
        skuId: idOf<SkuId>().optional(),
        isOverdue: z.boolean().default(false),
        search: z.string().max(80).default(''),
      }),
    )
    .output(pageOf(orderRow)),
  get: query('purchasing.read')
    .input(z.object({ id: purchaseOrderId }))
    .output(orderDetails),
  findByNumber: query('purchasing.read')
    .input(z.object({ number: z.string().max(40) }))
    .output(orderDetails.nullable()),
  /** Awaited orders and keys, those late and undecided differences: what the head of the list says. */
  figures: query('purchasing.read').output(
    z.object({ awaited: z.number(), overdue: z.number(), drafts: z.number(), openDifferences: z.number() }),
  ),
  create: command('purchasing.edit')
    .input(commandInput({ supplierId: idOf<SupplierId>(), ...draftFields }))
    .errors(priceErrors)
    .output(orderRef),
  /** Rewrites a draft. Refuses with CHANGED_MEANWHILE when somebody else changed it since `revision`. */
  edit: command('purchasing.edit')
    .input(commandInput({ id: purchaseOrderId, revision, ...draftFields }))
    .errors({ ...stateErrors, ...priceErrors })
    .output(orderRef),
  approve: command('purchasing.approve')
    .input(commandInput({ id: purchaseOrderId, revision }))
    .errors({ ...stateErrors, ORDER_EMPTY: { status: 422 } })
    .output(orderRef),
  returnToDraft: command('purchasing.edit')
    .input(commandInput({ id: purchaseOrderId, revision }))
    .errors(stateErrors)
    .output(orderRef),
  /** Posts it: from here on its keys are on their way and it is not edited any more. */
  send: command('purchasing.edit')
    .input(commandInput({ id: purchaseOrderId, revision }))
    .errors({
      ...stateErrors,
      ORDER_EMPTY: { status: 422 },
      SUPPLIER_ARCHIVED: priceErrors.SUPPLIER_ARCHIVED,
      SUPPLIER_LOST,
      /** The owner's rule asks for an approval first. */
      APPROVAL_NEEDED: { status: 409, data: z.object({ number: z.string(), cause: z.enum(APPROVAL_CAUSES) }) },
      /** The shop's policy lets no order go to a supplier whose dossier lacks these. */
      DOSSIER_REFUSES: {
        status: 409,
        data: z.object({ supplierId: z.number(), count: z.number(), findings: z.array(dossierFinding) }),
      },
      /** An order of a plan goes beyond a limit of replenishment, as both are now. */
      LIMIT_REACHED,
    })
    .output(orderRef),
  /** The day the supplier now promises; the only thing of a sent order that changes. */
  postpone: command('purchasing.edit')
    .input(commandInput({ id: purchaseOrderId, revision, expectedOn: day.nullable() }))
    .errors(stateErrors)
    .output(orderRef),
  cancel: command('purchasing.edit')
    .input(commandInput({ id: purchaseOrderId, revision, reason }))
    .errors({ ...stateErrors, DIFFERENCES_OPEN: { status: 409, data: z.object({ count: z.number() }) } })
    .output(orderRef),
  /** Ends an order: what has not come is not waited for any more. */
  close: command('purchasing.edit')
    .input(commandInput({ id: purchaseOrderId, revision, reason: z.string().trim().max(500).default('') }))
    .errors({
      ...stateErrors,
      /** Bad, doubled or unordered keys are not decided yet. */
      DIFFERENCES_OPEN: { status: 409, data: z.object({ count: z.number() }) },
    })
    .output(orderRef),
  /** Takes a close back: what is still missing is waited for again. */
  reopen: command('purchasing.approve')
    .input(commandInput({ id: purchaseOrderId, revision, reason }))
    .errors({ ...stateErrors, SUPPLIER_ARCHIVED: priceErrors.SUPPLIER_ARCHIVED, SUPPLIER_LOST })
    .output(orderRef),
  /** A new draft with the same lines: at the offer's price of today where an offer filled it in, else at the same price. */
  copy: command('purchasing.edit')
    .input(commandInput({ id: purchaseOrderId }))
    .errors({ SUPPLIER_ARCHIVED: priceErrors.SUPPLIER_ARCHIVED, SUPPLIER_LOST })
    .output(orderRef),
  /** Moves quantities of a draft into a new draft. */
  split: command('purchasing.edit')
    .input(
      commandInput({
        id: purchaseOrderId,
        revision,
        lines: z.array(z.object({ lineId, quantity })).min(1),
      }),
    )
    .errors({
      ...stateErrors,
      /** Everything or more than a line has would move: nothing would be split. */
      NOTHING_TO_SPLIT: { status: 422 },
    })
    .output(orderRef),
  /** Makes one draft of several of one supplier; equal SKUs at equal prices become one line. The others are cancelled. */
  merge: command('purchasing.edit')
    .input(
      commandInput({
        orders: z
          .array(z.object({ id: purchaseOrderId, revision }))
          .min(2)
          .max(50)
          // An order merged with itself would order everything twice.
          .refine((orders) => new Set(orders.map(({ id }) => id)).size === orders.length),
      }),
    )
    .errors({ ...stateErrors, SUPPLIERS_DIFFER: { status: 422 } })
    .output(orderRef),
  /** Open orders of a supplier that a receipt can be posted against, those that wait for one of the SKUs first. */
  openFor: query('keys.import')
    .input(z.object({ supplierId: idOf<SupplierId>(), skuIds: z.array(idOf<SkuId>()).max(500).default([]) }))
    .output(
      z.array(
        z.object({
          id: purchaseOrderId,
          number: z.string(),
          revision,
          state: orderState,
          currency: z.string(),
          sentOn: z.string().nullable(),
          expectedOn: z.string().nullable(),
          /** Waits for one of the SKUs that were asked for. */
          isWaitingForThem: z.boolean(),
          lines: z.array(
            z.object({
              skuId: idOf<SkuId>(),
              skuName: z.string(),
              /** Null for who sees neither orders nor accounts. */
              unitPrice: costAmount,
              quantity: z.number(),
              openQuantity: z.number(),
            }),
          ),
        }),
      ),
    ),
  /**
   * What a supplier's valid offer asks for a quantity of a SKU, in the currency of their account; null where there is none.
   * `orderQuantity` keeps the offer's minimum and multiple.
   */
  offerFor: query('purchasing.read')
    .input(z.object({ supplierId: idOf<SupplierId>(), skuId: idOf<SkuId>(), quantity }))
    .output(
      z
        .object({
          offerId: z.number(),
          unitPrice: moneyAmount,
          orderQuantity: z.number(),
          promiseHours: z.number().nullable(),
          nextTier: z.object({ fromQuantity: z.number(), unitPrice: moneyAmount }).nullable(),
        })
        .nullable(),
    ),
  decideDifference: command('purchasing.edit')
    .input(
      commandInput({
        id: idOf<PurchaseDifferenceId>(),
        /** The order's revision as it was seen. */
        revision,
        decision: z.enum(DIFFERENCE_DECISIONS),
        note: noteText,
        /** Only for a claim: what the supplier credits, not below zero and not more than its keys cost. */
        credit: amountNotNegative.optional(),
      }),
    )
    .errors({
      ...stateErrors,
      DIFFERENCE_DECIDED: { status: 409 },
      /** More than the keys cost. `amount` is the most that is possible, in the currency of the order. */
      CREDIT_TOO_HIGH: { status: 409, data: z.object({ amount: moneyAmount, currency: z.string() }) },
      /** Other differences of the order have brought the loss back already; `amount` is what is left of it, in the currency of the order. */
      LOSS_CREDITED: { status: 409, data: z.object({ amount: moneyAmount, currency: z.string() }) },
      /** Fewer keys than go back were neither shown nor moved since. */
      NOT_ENOUGH_UNTOUCHED: { status: 409, data: z.object({ available: z.number(), wanted: z.number() }) },
    })
    .output(orderRef),
  /** Takes a decision back; its credit is reversed. Keys that went back to the supplier are reversed by their return. */
  withdrawDecision: command('purchasing.edit')
    .input(commandInput({ id: idOf<PurchaseDifferenceId>(), revision, reason }))
    .errors({
      ...stateErrors,
      DIFFERENCE_NOT_DECIDED: { status: 409 },
      ENTRY_SETTLED: { status: 409, data: z.object({ number: z.string() }) },
    })
    .output(orderRef),
  /** The order as a workbook for the supplier: a file for `files.download`. */
  exportWorkbook: command('purchasing.read')
    .input(z.object({ id: purchaseOrderId, language: z.enum(['zh-CN', 'en']) }))
    .output(z.object({ fileId, name: z.string() })),
  /** The owner's rule for approvals. */
  rule: query('purchasing.read').output(z.object({ approvalFrom: moneyAmount.nullable(), currency: z.string() })),
  setRule: command('settings.edit')
    .input(commandInput({ approvalFrom: amountNotNegative.nullable() }))
    .output(z.object({})),
};
