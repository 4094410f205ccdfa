import { z } from 'zod';
import type {
  BadDebtId,
  BatchId,
  CardKeyId,
  DeliveryId,
  ImportId,
  PurchaseOrderId,
  SupplierEntryId,
  SupplierLossId,
} from '../domain/ids.ts';
import { jobId } from './files.contract.ts';
import { RATE_MISSING } from './imports.contract.ts';
import { amountNotNegative, command, commandInput, day, idOf, moneyAmount, query } from './procedure.ts';
import { supplierId } from './suppliers.contract.ts';

const reason = z.string().trim().min(1).max(500);
const badDebtId = idOf<BadDebtId>();

/** Keys listed one by one; the count says how many there are. */
export const MOST_LISTED_KEYS = 1000;

const loss = z.object({
  id: idOf<SupplierLossId>(),
  lostOn: z.string(),
  reason: z.string(),
  declaredAt: z.number(),
  declaredBy: z.string(),
  withdrawnAt: z.number().nullable(),
  withdrawnBy: z.string(),
  withdrawReason: z.string(),
});

const consequences = z.object({ openOrders: z.number().int(), unsoldKeys: z.number().int() });
export type LossConsequences = z.output<typeof consequences>;

const writableOff = {
  /** In the account's currency. */
  prepaid: moneyAmount,
  claims: moneyAmount,
};
const exposure = z.object({
  prepaid: moneyAmount,
  paidUnreceived: moneyAmount,
  openClaims: moneyAmount,
  rebatesDue: moneyAmount,
  total: moneyAmount,
});

const badDebt = z.object({
  id: badDebtId,
  number: z.string(),
  supplierId,
  supplierName: z.string(),
  reason: z.string(),
  occurredOn: z.string(),
  month: z.string(),
  currency: z.string(),
  rate: z.number().nullable(),
  rateOn: z.string().nullable(),
  ...writableOff,
  /** In the shop's currency, what the month bears: the prepaid part and the claims that no delivery's cost carries already. */
  shopAmount: moneyAmount,
  entryId: idOf<SupplierEntryId>().nullable(),
  entryNumber: z.string().nullable(),
  reversesId: badDebtId.nullable(),
  reversesNumber: z.string().nullable(),
  reversedByNumber: z.string().nullable(),
  postedAt: z.number(),
  postedBy: z.string(),
});
export type BadDebtRow = z.output<typeof badDebt>;

const lossBatch = z.object({
  batchId: idOf<BatchId>(),
  number: z.string(),
  importId: idOf<ImportId>().nullable(),
  skuName: z.string(),
  receivedOn: z.string(),
  quarantined: z.number(),
  available: z.number(),
  reserved: z.number(),
  placed: z.number(),
  value: moneyAmount,
});
export type LossBatch = z.output<typeof lossBatch>;

const lossKey = z.object({
  keyId: idOf<CardKeyId>(),
  tail: z.string(),
  skuName: z.string(),
  batchNumber: z.string(),
  warrantyEndsAt: z.number(),
  deliveryId: idOf<DeliveryId>(),
  deliveryNumber: z.string(),
  deliveredAt: z.number(),
  shopName: z.string(),
  orderNumber: z.string(),
  buyer: z.string(),
  cost: moneyAmount,
  revenue: moneyAmount,
});
export type LossKey = z.output<typeof lossKey>;

const lossClaim = z.object({
  keyId: idOf<CardKeyId>(),
  tail: z.string(),
  skuName: z.string(),
  batchNumber: z.string(),
  cost: moneyAmount,
  claimedAt: z.number(),
});
export type LossClaim = z.output<typeof lossClaim>;

const lossLists = z.object({
  batches: z.array(lossBatch),
  /** Sold keys whose warranty still runs, the first to end first: at most {@link MOST_LISTED_KEYS} of `warrantyCount`. */
  warrantyKeys: z.array(lossKey),
  warrantyCount: z.number(),
  claims: z.array(lossClaim),
});
export type LossLists = z.output<typeof lossLists>;

export const supplierLossesContract = {
  /** Whether a supplier is gone, what the loss stopped, what of ours lies there and what was written off. */
  get: query('accounts.read')
    .input(z.object({ supplierId }))
    .output(
      z.object({
        supplierId,
        currency: z.string(),
        shopCurrency: z.string(),
        loss: loss.nullable(),
        /** Losses that were withdrawn, newest first, each with the orders that it ended and that stay ended. */
        history: z.array(loss.extend({ endedOrders: z.number() })),
        stoppedOrders: z.array(
          z.object({
            orderId: idOf<PurchaseOrderId>(),
            number: z.string(),
            currency: z.string(),
            stateBefore: z.string(),
            openQuantity: z.number(),
            openAmount: moneyAmount,
          }),
        ),
        exposure,
        /** In the shop's currency by the latest rate; null where none is known. */
        ownExposure: exposure.nullable(),
        /** What they would hold beside the exposure had none of it been written off, in the account's currency: they owe it still. */
        writtenOff: moneyAmount,
        /** What can still be written off. */
        writableOff: z.object(writableOff),
        badDebts: z.array(badDebt),
        /** What a loss would stop now, and what would be left in our hands. */
        consequences: consequences.extend({ unsoldValue: moneyAmount }),
      }),
    ),
  /** Unsold keys by batch, sold ones still in warranty with the buyer's order, and bad ones that wait for the supplier. */
  lists: query('accounts.read').input(z.object({ supplierId })).output(lossLists),
  /** Declares a supplier lost: open orders end, nothing is ordered there any more. `expected` are the consequences that were shown. */
  declare: command('suppliers.declareLost')
    .input(commandInput({ supplierId, lostOn: day, reason, expected: consequences }))
    .errors({
      ALREADY_LOST: { status: 409 },
      CONSEQUENCES_CHANGED: { status: 409, data: consequences },
    })
    .output(z.object({ supplierId, stoppedOrders: z.number() })),
  /**
   * They turned up again: they may be ordered from. The `endedOrders` that the loss ended stay so until a person reopens or copies
   * them: what was cancelled has no way back, and whether the rest still comes only the supplier can say.
   */
  withdraw: command('suppliers.declareLost')
    .input(commandInput({ supplierId, reason }))
    .errors({ SUPPLIER_NOT_LOST: { status: 409 } })
    .output(z.object({ supplierId, endedOrders: z.number() })),
  /** 坏账: writes off prepaid money and claims of a lost supplier, in the open month. */
  writeOff: command('accounts.post')
    .input(
      commandInput({
        supplierId,
        prepaid: amountNotNegative,
        claims: amountNotNegative,
        reason,
      }),
    )
    .errors({
      SUPPLIER_NOT_LOST: { status: 409 },
      NOTHING_TO_WRITE_OFF: { status: 409 },
      MORE_THAN_LIES_THERE: { status: 409, data: z.object(writableOff) },
      RATE_MISSING,
    })
    .output(z.object({ id: badDebtId, number: z.string() })),
  /** Takes a bad debt back by a document of its own. */
  reverseWriteOff: command('accounts.post')
    .input(commandInput({ id: badDebtId, reason }))
    .errors({
      BAD_DEBT_REVERSED: { status: 409, data: z.object({ number: z.string() }) },
      ENTRY_SETTLED: { status: 409, data: z.object({ number: z.string() }) },
      ENTRY_REVERSED: { status: 409, data: z.object({ number: z.string() }) },
    })
    .output(z.object({ id: badDebtId, number: z.string() })),
  /**
   * One zip for whoever goes after the supplier: account, orders, receipts, claims, their statements, dossier with its files, and an
   * index with the SHA-256 of every file. What was written off counts as owed. Keys by tail and digest only. It holds the account, so it
   * asks for `accounts.read` besides. The job's result is `{fileId, name}`.
   */
  evidence: command('suppliers.declareLost')
    .input(commandInput({ supplierId, language: z.enum(['zh-CN', 'en']) }))
    .output(z.object({ jobId })),
};
