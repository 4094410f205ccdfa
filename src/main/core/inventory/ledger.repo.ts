import { releasePair } from '#core/card-keys/key-marks.repo.ts';
import type { Readable, WriteTx } from '#core/db/connection.ts';
import { readStatement, writeStatement } from '#core/db/statement.ts';
import type { KeyState } from '#shared/domain/card-keys/key-states.ts';
import type { BatchId, CardKeyId, SkuId, SupplierId } from '#shared/domain/ids.ts';
import type { Money } from '#shared/domain/money/money.ts';
import type { Day } from '#shared/domain/time/business-time.ts';

/** What the ledger must know of a key to move it. */
export interface LedgerKey {
  readonly id: CardKeyId;
  readonly batchId: BatchId;
  readonly skuId: SkuId;
  readonly supplierId: SupplierId;
  readonly state: KeyState;
  readonly cost: number;
  readonly valueLeft: number;
  readonly expiresOn: string;
  readonly usesLeft: number;
  readonly isExposed: number;
  readonly reservationId: number | null;
  readonly pairMac: Buffer;
  /** How its batch came in. */
  readonly receiptKind: string;
}

export interface LedgerBatch {
  readonly id: BatchId;
  readonly number: string;
  readonly importId: number | null;
  readonly supplierId: SupplierId;
  readonly skuId: SkuId;
  readonly label: string;
  readonly receiptKind: string;
  readonly state: 'loading' | 'posted' | 'withdrawn';
  readonly receivedOn: string;
  readonly receivedAt: number;
}

export interface MovementRow {
  readonly kind: string;
  readonly reason: string;
  readonly skuId: number;
  readonly batchId: number;
  readonly quantity: number;
  readonly value: number;
  readonly occurredOn: string;
  readonly month: string;
  readonly documentKind: string;
  readonly documentId: number;
  readonly reversesId: number | null;
  readonly postedAt: number;
}

/** How a key expired: from which state, on which day of the stock book. */
export interface KeyExpiry {
  readonly stateBefore: KeyState;
  readonly expiredOn: Day;
}

/** Keys of one projection row by where they stand; the columns are the states' own, see {@link stockColumnOf}. */
export interface StateCounts {
  readonly quarantined: number;
  readonly available: number;
  readonly reserved: number;
  readonly placed: number;
  readonly delivered: number;
  readonly claimed: number;
  readonly returned: number;
  readonly voided: number;
  readonly expired: number;
  readonly withdrawn: number;
}

/** Changes of one projection row. */
export interface StockChange extends StateCounts {
  readonly value: number;
}

const KEY_COLUMNS = `k.id, k.batch_id AS batchId, k.sku_id AS skuId, b.supplier_id AS supplierId, k.state, k.cost,
  k.value_left AS valueLeft, k.expires_on AS expiresOn, k.uses_left AS usesLeft, k.is_exposed AS isExposed,
  k.reservation_id AS reservationId, k.pair_mac AS pairMac, b.receipt_kind AS receiptKind`;

const selectKey = readStatement<{ id: number }, LedgerKey>(
  `SELECT ${KEY_COLUMNS} FROM card_keys k JOIN batches b ON b.id = k.batch_id WHERE k.id = @id AND b.state = 'posted'`,
);
const selectLotKeys = readStatement<{ batchId: number; expiresOn: string; state: string; limit: number }, LedgerKey>(
  `SELECT ${KEY_COLUMNS} FROM card_keys k JOIN batches b ON b.id = k.batch_id
   WHERE k.batch_id = @batchId AND k.state = @state AND k.expires_on = @expiresOn AND b.state = 'posted'
   ORDER BY k.id LIMIT CAST(@limit AS INTEGER)`,
);
const selectUnexposedLotKeys = readStatement<
  { batchId: number; expiresOn: string; state: string; limit: number },
  LedgerKey
>(
  `SELECT ${KEY_COLUMNS} FROM card_keys k JOIN batches b ON b.id = k.batch_id
   WHERE k.batch_id = @batchId AND k.state = @state AND k.expires_on = @expiresOn AND k.is_exposed = 0
     AND b.state = 'posted'
   ORDER BY k.id LIMIT CAST(@limit AS INTEGER)`,
);
const selectUnexposedKeys = readStatement<{ batchId: number; state: string; limit: number }, LedgerKey>(
  `SELECT ${KEY_COLUMNS} FROM card_keys k JOIN batches b ON b.id = k.batch_id
   WHERE k.batch_id = @batchId AND k.state = @state AND k.is_exposed = 0 AND b.state = 'posted'
   ORDER BY k.expires_on, k.id LIMIT CAST(@limit AS INTEGER)`,
);
const selectKeyByPair = readStatement<{ pairMac: Uint8Array }, LedgerKey>(
  `SELECT ${KEY_COLUMNS} FROM key_pairs m JOIN card_keys k ON k.id = m.key_id JOIN batches b ON b.id = k.batch_id
   WHERE m.pair_mac = @pairMac AND b.state = 'posted'`,
);
const selectReservedKeys = readStatement<{ reservationId: number; limit: number }, LedgerKey>(
  `SELECT ${KEY_COLUMNS} FROM card_keys k JOIN batches b ON b.id = k.batch_id
   WHERE k.reservation_id = @reservationId AND k.state = 'reserved' AND b.state = 'posted'
   ORDER BY k.id LIMIT CAST(@limit AS INTEGER)`,
);
const selectIssuableReservedKeys = readStatement<
  { reservationId: number; expiresFrom: string; limit: number },
  LedgerKey
>(
  `SELECT ${KEY_COLUMNS} FROM card_keys k JOIN batches b ON b.id = k.batch_id
     JOIN batch_stock s ON s.batch_id = k.batch_id AND s.expires_on = k.expires_on
   WHERE k.reservation_id = @reservationId AND k.state = 'reserved' AND b.state = 'posted'
     AND k.expires_on >= @expiresFrom AND s.held_by_document_id IS NULL
   ORDER BY k.id LIMIT CAST(@limit AS INTEGER)`,
);
const selectBatch = readStatement<{ id: number }, LedgerBatch>(
  `SELECT id, number, import_id AS importId, supplier_id AS supplierId, sku_id AS skuId, label,
     receipt_kind AS receiptKind, state, received_on AS receivedOn, received_at AS receivedAt
   FROM batches WHERE id = @id`,
);
const updateKeyState = writeStatement<Record<string, unknown>>(
  `UPDATE card_keys SET state = @state, value_left = @valueLeft, uses_left = @usesLeft, is_exposed = @isExposed,
     reservation_id = @reservationId, changed_at = @changedAt WHERE id = @id`,
);
/** What holds nothing any more is no longer open, whatever took its last key. */
const letGoOfOne = writeStatement<{ id: number }>(
  `UPDATE reservations SET held_quantity = held_quantity - 1,
     state = CASE WHEN state = 'open' AND held_quantity = 1 THEN 'released' ELSE state END WHERE id = @id`,
);
const updateKeyPlace = writeStatement<Record<string, unknown>>(
  `UPDATE card_keys SET batch_id = @batchId, sku_id = @skuId, cost = @cost, value_left = @cost, expires_on = @expiresOn, uses_left = @usesLeft,
     changed_at = @changedAt WHERE id = @id`,
);
const updateKeyCost = writeStatement<{ id: number; cost: number; value: number; changedAt: number }>(
  `UPDATE card_keys SET cost = cost + CAST(@cost AS INTEGER), value_left = value_left + CAST(@value AS INTEGER),
     changed_at = @changedAt WHERE id = @id`,
);
const selectExpiry = readStatement<{ keyId: number }, KeyExpiry>(
  `SELECT e.from_state AS stateBefore, d.occurred_on AS expiredOn
   FROM key_events e JOIN stock_documents d ON d.id = e.document_id AND e.document_kind = 'stock-document'
   WHERE e.key_id = @keyId AND e.to_state = 'expired' AND e.from_state <> 'expired' ORDER BY e.id DESC LIMIT 1`,
);
const insertKeyEvent = writeStatement<Record<string, unknown>>(
  `INSERT INTO key_events (key_id, from_state, to_state, document_kind, document_id, happened_at, user_id)
   VALUES (@keyId, @fromState, @toState, @documentKind, @documentId, @happenedAt, @userId)`,
);
const insertMovementRow = writeStatement<Record<string, unknown>>(
  `INSERT INTO movements (kind, reason, sku_id, batch_id, quantity, value, occurred_on, month, document_kind, document_id,
     reverses_id, posted_at)
   VALUES (@kind, @reason, @skuId, @batchId, @quantity, @value, @occurredOn, @month, @documentKind, @documentId,
     @reversesId, @postedAt)`,
);
const postBatchRow = writeStatement<Record<string, unknown>>(
  `UPDATE batches SET state = 'posted', key_count = @keyCount, total_cost = @totalCost WHERE id = @id`,
);
const growBatchRow = writeStatement<{ id: number; keyCount: number; totalCost: number }>(
  `UPDATE batches SET key_count = key_count + CAST(@keyCount AS INTEGER), total_cost = total_cost + CAST(@totalCost AS INTEGER)
   WHERE id = @id`,
);
const insertBatchRow = writeStatement<Record<string, unknown>>(
  `INSERT INTO batches (number, import_id, parent_batch_id, supplier_id, sku_id, label, receipt_kind, state, received_on,
     received_at)
   VALUES (@number, @importId, @parentBatchId, @supplierId, @skuId, @label, @receiptKind, @state, @receivedOn,
     @receivedAt)`,
);

const COUNTS = [
  'quarantined',
  'available',
  'reserved',
  'placed',
  'delivered',
  'claimed',
  'returned',
  'voided',
  'expired',
  'withdrawn',
] as const satisfies readonly (keyof StateCounts)[];
const raised = [
  ...COUNTS.map((column) => `${column} = ${column} + excluded.${column}`),
  'value_on_hand = value_on_hand + excluded.value_on_hand',
].join(', ');
const bound = COUNTS.map((column) => `CAST(@${column} AS INTEGER)`).join(', ');

const addBatchStock = writeStatement<Record<string, unknown>>(
  `INSERT INTO batch_stock (batch_id, expires_on, sku_id, supplier_id, ${COUNTS.join(', ')}, value_on_hand)
   VALUES (@batchId, @expiresOn, @skuId, @supplierId, ${bound}, CAST(@value AS INTEGER))
   ON CONFLICT (batch_id, expires_on) DO UPDATE SET ${raised}`,
);
const addSkuStock = writeStatement<Record<string, unknown>>(
  `INSERT INTO sku_stock (sku_id, ${COUNTS.join(', ')}, value_on_hand)
   VALUES (@skuId, ${bound}, CAST(@value AS INTEGER))
   ON CONFLICT (sku_id) DO UPDATE SET ${raised}`,
);

/** The projection's column of a state. */
export function stockColumnOf(state: KeyState): (typeof COUNTS)[number] {
  if (state === 'returned-to-supplier') return 'returned';
  return state === 'void' ? 'voided' : state;
}

/** A key of a posted batch. */
export function findLedgerKey(db: Readable, id: CardKeyId): LedgerKey | null {
  return selectKey.get(db, { id }) ?? null;
}

type LotPlace = { readonly batchId: BatchId; readonly expiresOn: string };

/** Keys of one lot in one state. */
export function readLotKeys(db: Readable, lot: LotPlace, state: KeyState, limit: number): LedgerKey[] {
  return selectLotKeys.all(db, { batchId: lot.batchId, expiresOn: lot.expiresOn, state, limit });
}

/** As {@link readLotKeys}, without keys that someone outside may know. */
export function readUnexposedLotKeys(db: Readable, lot: LotPlace, state: KeyState, limit: number): LedgerKey[] {
  return selectUnexposedLotKeys.all(db, { batchId: lot.batchId, expiresOn: lot.expiresOn, state, limit });
}

/** Where a key stood when it expired last, and on which day that was; null where it never did. */
export function readKeyExpiry(db: Readable, keyId: CardKeyId): KeyExpiry | null {
  return selectExpiry.get(db, { keyId }) ?? null;
}

/** Keys of a posted batch in one state that nobody outside may know, those that expire first first. */
export function readUnexposedKeys(db: Readable, batchId: BatchId, state: KeyState, limit: number): LedgerKey[] {
  return selectUnexposedKeys.all(db, { batchId, state, limit });
}

/** The key with this pair fingerprint, unless it was withdrawn. */
export function findLedgerKeyByPair(db: Readable, pairMac: Uint8Array): LedgerKey | null {
  return selectKeyByPair.get(db, { pairMac }) ?? null;
}

export function readReservedKeys(db: Readable, reservationId: number, limit: number): LedgerKey[] {
  return selectReservedKeys.all(db, { reservationId, limit });
}

/** Of those that a reservation holds, the keys that work on this day and that no document is going through. */
export function readIssuableReservedKeys(
  db: Readable,
  wish: { reservationId: number; expiresFrom: string; limit: number },
): LedgerKey[] {
  return selectIssuableReservedKeys.all(db, wish);
}

export function findLedgerBatch(db: Readable, id: BatchId): LedgerBatch | null {
  return selectBatch.get(db, { id }) ?? null;
}

export interface KeyStateChange {
  readonly id: CardKeyId;
  readonly state: KeyState;
  readonly valueLeft: number;
  readonly usesLeft: number;
  readonly isExposed: number;
  readonly reservationId: number | null;
  readonly changedAt: number;
}

/** Writes the key's new state; `from` is the key as it was read in this transaction. */
export function changeKeyState(tx: WriteTx, from: LedgerKey, change: KeyStateChange): void {
  updateKeyState.run(tx, { ...change });
  if (change.state === 'withdrawn') releasePair(tx, change.id, from.pairMac);
  if (from.reservationId !== null && from.reservationId !== change.reservationId) {
    letGoOfOne.run(tx, { id: from.reservationId });
  }
}

export function changeKeyPlace(
  tx: WriteTx,
  change: {
    id: CardKeyId;
    batchId: BatchId;
    skuId: SkuId;
    cost: number;
    expiresOn: string;
    usesLeft: number;
    changedAt: number;
  },
): void {
  updateKeyPlace.run(tx, change);
}

/** A key cost `cost` more than was known, or less, of which `value` is in what it is worth in stock. */
export function changeKeyCost(
  tx: WriteTx,
  change: { readonly id: CardKeyId; readonly cost: Money; readonly value: Money; readonly changedAt: number },
): void {
  updateKeyCost.run(tx, change);
}

export function addKeyEvent(
  tx: WriteTx,
  event: {
    keyId: CardKeyId;
    fromState: KeyState;
    toState: KeyState;
    documentKind: string;
    documentId: number;
    happenedAt: number;
    userId: number | null;
  },
): void {
  insertKeyEvent.run(tx, event);
}

export function insertMovement(tx: WriteTx, movement: MovementRow): number {
  return insertMovementRow.run(tx, { ...movement }).lastInsertRowid;
}

export function markBatchPosted(tx: WriteTx, id: BatchId, keyCount: number, totalCost: number): void {
  postBatchRow.run(tx, { id, keyCount, totalCost });
}

/** More keys went into a batch, with what they cost. */
export function growBatch(tx: WriteTx, id: BatchId, keyCount: number, totalCost: number): void {
  growBatchRow.run(tx, { id, keyCount, totalCost });
}

export interface NewBatch {
  readonly number: string;
  readonly importId: number | null;
  readonly parentBatchId: BatchId | null;
  readonly supplierId: SupplierId;
  readonly skuId: SkuId;
  readonly label: string;
  readonly receiptKind: string;
  readonly state: 'loading' | 'posted';
  readonly receivedOn: string;
  readonly receivedAt: number;
}

export function insertBatch(tx: WriteTx, batch: NewBatch): BatchId {
  const { number, importId, parentBatchId, supplierId, skuId, label, receiptKind, state, receivedOn, receivedAt } =
    batch;
  return insertBatchRow.run(tx, {
    number,
    importId,
    parentBatchId,
    supplierId,
    skuId,
    label,
    receiptKind,
    state,
    receivedOn,
    receivedAt,
  }).lastInsertRowid as BatchId;
}

export function changeBatchStock(
  tx: WriteTx,
  place: { batchId: number; expiresOn: string; skuId: number; supplierId: number },
  change: StockChange,
): void {
  addBatchStock.run(tx, { ...place, ...change });
}

export function changeSkuStock(tx: WriteTx, skuId: number, change: StockChange): void {
  addSkuStock.run(tx, { skuId, ...change });
}
