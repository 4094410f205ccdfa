import { z } from 'zod';
import type { BatchId, StockDocumentId, SupplierEntryId, SupplierId } from '../domain/ids.ts';
import { MOST_RETURNED } from '../domain/purchasing/return-limits.ts';
import {
  amountNotNegative,
  command,
  commandInput,
  costAmount,
  idOf,
  moneyAmount,
  noteText,
  pageInput,
  pageOf,
  query,
} from './procedure.ts';

const documentId = idOf<StockDocumentId>();
const batchId = idOf<BatchId>();
const supplierId = idOf<SupplierId>();
const reason = z.string().trim().min(1).max(200);

const returnRow = z.object({
  documentId,
  number: z.string(),
  reason: z.string(),
  supplierId,
  supplierName: z.string(),
  currency: z.string(),
  batchId,
  batchNumber: z.string(),
  skuName: z.string(),
  quantity: z.number(),
  credited: costAmount,
  entryId: idOf<SupplierEntryId>().nullable(),
  entryNumber: z.string().nullable(),
  /** The paper that took it back; null while it stands. */
  reversedByNumber: z.string().nullable(),
  occurredOn: z.string(),
  postedAt: z.number(),
  postedBy: z.string(),
});
export type SupplierReturnRow = z.output<typeof returnRow>;

export const supplierReturnsContract = {
  /** Newest first. */
  list: query('stock.read')
    .input(z.object({ ...pageInput, supplierId: supplierId.optional(), batchId: batchId.optional() }))
    .output(pageOf(returnRow)),
  /**
   * Sends keys of a batch back: free and quarantined ones that nobody has seen. Exposed, reserved, placed and delivered keys
   * never go. `credit` (in the currency of the account) null credits what the account was charged for the keys, whatever a reclassification
   * made of their cost since; 0 posts nothing to the account. More than was charged for them is refused: what a supplier pays beyond the
   * price is an entry of its own on the account. Keys on consignment were never charged: nothing is credited for them.
   */
  post: command('purchasing.edit')
    .input(
      commandInput({
        batchId,
        quantity: z.number().int().min(1).max(MOST_RETURNED),
        credit: amountNotNegative.nullable(),
        reason,
        note: noteText,
      }),
    )
    .errors({
      /** More than was charged for these keys; `amount` is the most that comes back for them. */
      CREDIT_TOO_HIGH: { status: 409, data: z.object({ amount: moneyAmount, currency: z.string() }) },
      /** These keys stayed although their money came back by a claim; `amount` is what may still be credited of their receipt. */
      LOSS_CREDITED: { status: 409, data: z.object({ amount: moneyAmount, currency: z.string() }) },
      /** Fewer keys than asked for were neither shown nor moved since. */
      NOT_ENOUGH_UNTOUCHED: { status: 409, data: z.object({ available: z.number(), wanted: z.number() }) },
    })
    .output(z.object({ documentId, number: z.string(), quantity: z.number(), credited: costAmount })),
  /** Takes a return back: the keys come to quarantine as exposed, the credit is reversed. */
  reverse: command('purchasing.edit')
    .input(commandInput({ id: documentId, reason }))
    .errors({
      RETURN_REVERSED: { status: 409, data: z.object({ number: z.string() }) },
      KEY_STATE_FORBIDS: { status: 409, data: z.object({ keyId: z.number(), state: z.string() }) },
      ENTRY_SETTLED: { status: 409, data: z.object({ number: z.string() }) },
      ENTRY_REVERSED: { status: 409, data: z.object({ number: z.string() }) },
    })
    .output(z.object({ documentId, number: z.string() })),
};
