import { z } from 'zod';
import { KEY_STATES } from '../domain/card-keys/key-states.ts';
import type { BatchId, CardKeyId, DeliveryId, ImportId, ReservationId, SkuId, SupplierId } from '../domain/ids.ts';
import { plainOrderNumber } from '../domain/sales/order-number.ts';
import { type fileId, jobId } from './files.contract.ts';
import { command, commandInput, costAmount, day, idOf, noteText, pageInput, query } from './procedure.ts';

export const cardKeyId = idOf<CardKeyId>();
export const batchId = idOf<BatchId>();
const skuId = idOf<SkuId>();
const supplierId = idOf<SupplierId>();
const importId = idOf<ImportId>();
export const keyState = z.enum(KEY_STATES);

/** Most keys that one reveal, copy or act by hand takes. */
export const MOST_KEYS_BY_HAND = 1000;
export const keyIds = z.array(cardKeyId).min(1).max(MOST_KEYS_BY_HAND);

/** Which keys a list shows; all conditions must hold. */
export const keyFilter = z.object({
  skuId: skuId.optional(),
  batchId: batchId.optional(),
  supplierId: supplierId.optional(),
  importId: importId.optional(),
  states: z.array(keyState).max(KEY_STATES.length).default([]),
  /** Last day on which the key works: on or after this one. */
  expiresFrom: day.optional(),
  /** Last day on which the key works: on or before this one. */
  expiresThrough: day.optional(),
  /** The last characters of the number, as many as are shown of it. */
  tail: z.string().trim().max(8).optional(),
  /** However it was pasted: as {@link plainOrderNumber} keeps it. */
  orderNumber: z.string().overwrite(plainOrderNumber).max(120).optional(),
  reservationId: idOf<ReservationId>().optional(),
});
export type KeyFilter = z.output<typeof keyFilter>;

export const keyRow = z.object({
  id: cardKeyId,
  state: keyState,
  /** At most a quarter of the card number; empty for keys without one. */
  tail: z.string(),
  skuId,
  skuCode: z.string(),
  skuName: z.string(),
  batchId,
  batchNumber: z.string(),
  batchLabel: z.string(),
  supplierId,
  supplierName: z.string(),
  receivedOn: z.string(),
  /** null: does not expire. */
  expiresOn: z.string().nullable(),
  cost: costAmount,
  usesLeft: z.number(),
  /** Someone outside may know it. */
  isExposed: z.boolean(),
  changedAt: z.number(),
  reservation: z.object({ id: idOf<ReservationId>(), number: z.string(), buyer: z.string() }).nullable(),
  /** The last delivery, where there was one. */
  delivery: z
    .object({
      id: idOf<DeliveryId>(),
      number: z.string(),
      shopName: z.string(),
      orderNumber: z.string(),
      buyer: z.string(),
      deliveredAt: z.number(),
      deliveredBy: z.string(),
    })
    .nullable(),
});
export type KeyRow = z.output<typeof keyRow>;

const keyDetails = keyRow.extend({ importId: importId.nullable(), importNumber: z.string() });
export type KeyDetails = z.output<typeof keyDetails>;

const keyPage = z.object({
  rows: z.array(keyRow),
  nextCursor: z.string().nullable(),
  /** Keys that fit, from the projections; null where only walking through them could tell. */
  total: z.number().nullable(),
});

const plainKey = z.object({
  id: cardKeyId,
  /** In the order in which they are delivered. */
  fields: z.array(z.object({ name: z.string(), value: z.string(), isSecret: z.boolean() })),
  /** The line as it came; a cell that holds the separator is in quotes. */
  rawLine: z.string(),
});
export type PlainKeyView = z.output<typeof plainKey>;

const timelineEntry = z.object({
  happenedAt: z.number(),
  userName: z.string().nullable(),
  fromState: keyState.nullable(),
  toState: keyState,
  /** What made it: the import, a delivery, a stock document, or a look at the key (`reveal`, `copy`, `export`). */
  act: z.string(),
  documentKind: z.enum(['import', 'delivery', 'stock-document', 'audit']),
  documentId: z.number(),
  documentNumber: z.string(),
  note: z.string(),
});

/** The key is history: only its fingerprint was ever stored. */
const KEY_NOT_STORED = { status: 409, data: z.object({ keyId: z.number() }) } as const;

export const cardKeysContract = {
  /** Keys, newest batch first. Follows indexes whatever the filter: a million keys page like a hundred. */
  list: query('stock.read')
    .input(z.object({ ...pageInput, filter: keyFilter }))
    .output(keyPage),
  /**
   * Finds keys by a full number or secret (exact, whatever their state), an order number, a batch number or label, or the
   * tail of a number, tried in that order. At most 100 rows.
   */
  find: query('stock.read')
    .input(z.object({ text: z.string().trim().min(1).max(4096) }))
    .output(
      z.object({
        matchedBy: z.enum(['number', 'secret', 'order', 'batch', 'tail']).nullable(),
        rows: z.array(keyRow),
      }),
    ),
  /**
   * Full numbers or secrets, up to 1 000 at once; for each the keys that have it, in the order asked. For whoever compares lists:
   * so many at once would let a clerk guess at short PINs.
   */
  lookup: query('stock.adjust')
    .input(z.object({ texts: z.array(z.string().min(1).max(4096)).min(1).max(1000) }))
    .output(
      z.object({
        results: z.array(
          z.array(
            z.object({ id: cardKeyId, state: keyState, skuId, batchId, matchedBy: z.enum(['number', 'secret']) }),
          ),
        ),
      }),
    ),
  get: query('stock.read')
    .input(z.object({ id: cardKeyId }))
    .output(keyDetails),
  /** Everything that happened to one key, oldest first. */
  timeline: query('stock.read')
    .input(z.object({ id: cardKeyId }))
    .output(z.array(timelineEntry)),
  /**
   * Shows keys in plain. One audit row with count and digest, counted against the day's limit. A key that was free or
   * reserved goes to quarantine: who has seen it could have used it. `quarantined` says how many did.
   */
  reveal: command('keys.reveal')
    .input(commandInput({ keyIds, reason: noteText }))
    .errors({ KEY_NOT_STORED })
    .output(z.object({ keys: z.array(plainKey), quarantined: z.number() })),
  /** Records that revealed keys were copied to the clipboard: one audit row with count and digest. */
  recordCopy: command('keys.copy')
    .input(commandInput({ keyIds }))
    .output(z.object({ quantity: z.number() })),
  /**
   * Exports the keys of a list as a sheet that can be imported again unchanged. Free and reserved keys count as placed
   * from then on: their cost stays ours, but nothing issues them by itself. The job's result is `{fileId, name, quantity}`.
   */
  export: command('keys.export')
    .input(
      commandInput({
        filter: keyFilter,
        keyIds: z.array(cardKeyId).max(MOST_KEYS_BY_HAND).default([]),
        format: z.enum(['xlsx', 'csv']),
        reason: noteText,
      }),
    )
    .errors({ NOTHING_TO_EXPORT: { status: 409 } })
    .output(z.object({ jobId, quantity: z.number() })),
};
export type ExportedKeys = { fileId: z.output<typeof fileId>; name: string; quantity: number };
