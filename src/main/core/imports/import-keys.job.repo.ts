import { allMarks, allPairs, MARK_KIND } from '#core/card-keys/key-marks.repo.ts';
import type { Readable, WriteTx } from '#core/db/connection.ts';
import { prepared, readStatement, writeStatement } from '#core/db/statement.ts';
import type { BatchId, ImportId } from '#shared/domain/ids.ts';

/** Where a key that comes a second time was first held. */
export interface FirstHolder {
  readonly keyId: number;
  readonly state: string;
  readonly supplierId: number;
  readonly supplierName: string;
  readonly batchLabel: string;
  readonly importNumber: string | null;
  readonly externalNumber: string | null;
  readonly receivedOn: string;
}

const HOLDER = `k.id AS keyId, k.state, b.supplier_id AS supplierId, s.name AS supplierName, b.label AS batchLabel,
    i.number AS importNumber, i.external_number AS externalNumber, b.received_on AS receivedOn`;
const ITS_LOT = `JOIN card_keys k ON k.id = m.key_id JOIN batches b ON b.id = k.batch_id JOIN suppliers s ON s.id = b.supplier_id
  LEFT JOIN imports i ON i.id = b.import_id`;

const holderByMark = (kind: keyof typeof MARK_KIND): string =>
  `SELECT ${HOLDER} FROM key_marks m ${ITS_LOT}
   WHERE m.kind = ${MARK_KIND[kind]} AND m.mark = @mac AND k.state <> 'withdrawn' LIMIT 1`;

// Asked row by row.
const holderByPair = readStatement<{ mac: Uint8Array }, FirstHolder>(
  `SELECT ${HOLDER} FROM key_pairs m ${ITS_LOT} WHERE m.pair_mac = @mac LIMIT 1`,
);
const holderByNumber = readStatement<{ mac: Uint8Array }, FirstHolder>(holderByMark('number'));
const holderBySecret = readStatement<{ mac: Uint8Array }, FirstHolder>(holderByMark('secret'));
const holderByLoose = readStatement<{ mac: Uint8Array }, FirstHolder>(holderByMark('loose'));

/** Finds who held a key before, by one of its fingerprints; withdrawn keys do not count. */
export const findHolder = {
  pair: (db: Readable, mac: Uint8Array): FirstHolder | null => holderByPair.get(db, { mac }) ?? null,
  number: (db: Readable, mac: Uint8Array): FirstHolder | null => holderByNumber.get(db, { mac }) ?? null,
  secret: (db: Readable, mac: Uint8Array): FirstHolder | null => holderBySecret.get(db, { mac }) ?? null,
  loose: (db: Readable, mac: Uint8Array): FirstHolder | null => holderByLoose.get(db, { mac }) ?? null,
};

/** Every fingerprint of a kind that was ever held, in order. Those of withdrawn keys may be among them. */
export function allFingerprints(
  db: Readable,
  kind: 'pair' | 'number' | 'secret' | 'loose',
): IterableIterator<Uint8Array> {
  return kind === 'pair' ? allPairs(db) : allMarks(db, kind);
}

const pairCount = readStatement<Record<string, never>, { count: number }>('SELECT count(*) AS count FROM key_pairs');

/** How many keys hold a pair: about as many as any kind of fingerprint has. */
export function heldPairCount(db: Readable): number {
  return pairCount.get(db, {})?.count ?? 0;
}

export interface NewKey {
  readonly id: number;
  readonly batchId: BatchId;
  readonly skuId: number;
  readonly state: string;
  readonly cost: number;
  readonly expiresOn: string;
  readonly usesLeft: number;
  readonly rowNumber: number;
  readonly numberTail: string;
  readonly pairMac: Uint8Array;
  readonly numberMac: Uint8Array | null;
  readonly secretMac: Uint8Array | null;
  readonly looseMac: Uint8Array;
  readonly sealed: Uint8Array | null;
  readonly now: number;
}

const INSERT_KEY = `INSERT INTO card_keys (id, batch_id, sku_id, state, cost, value_left, expires_on, uses_left, row_number,
    number_tail, pair_mac, number_mac, secret_mac, loose_mac, sealed, changed_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

/** Inserts a key of a batch that is loading. Positional: a million of these go in at a time. */
export function insertKey(tx: WriteTx, key: NewKey): void {
  prepared(tx, INSERT_KEY).run(
    key.id,
    key.batchId,
    key.skuId,
    key.state,
    key.cost,
    key.state === 'delivered' ? 0 : key.cost,
    key.expiresOn,
    key.usesLeft,
    key.rowNumber,
    key.numberTail,
    key.pairMac,
    key.numberMac,
    key.secretMac,
    key.looseMac,
    key.sealed,
    key.now,
  );
}

const exposeKey = writeStatement<{ id: number }>('UPDATE card_keys SET is_exposed = 1 WHERE id = @id');

/** Someone outside may know the key that was just inserted. */
export function markExposed(tx: WriteTx, id: number): void {
  exposeKey.run(tx, { id });
}

const insertRefusalRow = writeStatement<Record<string, unknown>>(
  `INSERT INTO import_refusals (import_id, row_number, sheet, reason, column_name, detail, sealed_row)
   VALUES (@importId, @rowNumber, @sheet, @reason, @columnName, @detail, @sealedRow)`,
);
const insertBatchRow = writeStatement<Record<string, unknown>>(
  `INSERT INTO batches (number, import_id, supplier_id, sku_id, label, receipt_kind, state, received_on, received_at)
   VALUES (@number, @importId, @supplierId, @skuId, @label, @receiptKind, 'loading', @receivedOn, @receivedAt)`,
);
const costKeys = writeStatement<{ batchId: number; fromId: number; toId: number; base: number; moreThroughId: number }>(
  `UPDATE card_keys NOT INDEXED SET
     cost = CAST(@base AS INTEGER) + (id <= CAST(@moreThroughId AS INTEGER)),
     value_left = CAST(@base AS INTEGER) + (id <= CAST(@moreThroughId AS INTEGER))
   WHERE batch_id = @batchId AND id BETWEEN CAST(@fromId AS INTEGER) AND CAST(@toId AS INTEGER)`,
);
const selectLots = readStatement<
  { batchId: number },
  { expiresOn: string; state: string; quantity: number; cost: number }
>(
  `SELECT expires_on AS expiresOn, state, count(*) AS quantity, sum(value_left) AS cost FROM card_keys
   WHERE batch_id = @batchId GROUP BY expires_on, state`,
);

export function insertRefusal(
  tx: WriteTx,
  refusal: {
    importId: number;
    rowNumber: number;
    sheet: string;
    reason: string;
    columnName: string;
    detail: string;
    sealedRow: Uint8Array;
  },
): void {
  insertRefusalRow.run(tx, refusal);
}

export function insertLoadingBatch(
  tx: WriteTx,
  batch: {
    number: string;
    importId: number;
    supplierId: number;
    skuId: number;
    label: string;
    receiptKind: string;
    receivedOn: string;
    receivedAt: number;
  },
): BatchId {
  return insertBatchRow.run(tx, batch).lastInsertRowid as BatchId;
}

/** Gives the keys of a loading batch between two ids their cost: `base`, and 1/10 000 more through `moreThroughId`. */
export function setCosts(
  tx: WriteTx,
  change: { batchId: BatchId; fromId: number; toId: number; base: number; moreThroughId: number },
): void {
  costKeys.run(tx, change);
}

export function readLots(
  db: Readable,
  batchId: BatchId,
): { expiresOn: string; state: string; quantity: number; cost: number }[] {
  return selectLots.all(db, { batchId });
}

interface LoadedKey {
  readonly id: number;
  readonly pairMac: Uint8Array;
  readonly numberMac: Uint8Array | null;
  readonly secretMac: Uint8Array | null;
  readonly looseMac: Uint8Array;
  readonly numberTail: string;
}

const loadedKeys = readStatement<{ importId: number }, LoadedKey>(
  `SELECT k.id, k.pair_mac AS pairMac, k.number_mac AS numberMac, k.secret_mac AS secretMac, k.loose_mac AS looseMac,
     k.number_tail AS numberTail
   FROM batches b JOIN card_keys k ON k.batch_id = b.id WHERE b.import_id = @importId AND b.state = 'loading'`,
);
const deleteLoadedKey = writeStatement<{ id: number }>('DELETE FROM card_keys WHERE id = @id');
const deleteRefusals = writeStatement<{ importId: number; limit: number }>(
  `DELETE FROM import_refusals WHERE import_id = @importId AND (sheet, row_number) IN
     (SELECT sheet, row_number FROM import_refusals WHERE import_id = @importId LIMIT CAST(@limit AS INTEGER))`,
);

/** The keys in batches of an import that are loading still. */
export function iterateLoadedKeys(db: Readable, importId: ImportId): IterableIterator<LoadedKey> {
  return loadedKeys.iterate(db, { importId });
}

/** Deletes a key of a batch that is loading; what it is found by goes before it. */
export function removeLoadedKey(tx: WriteTx, id: number): void {
  deleteLoadedKey.run(tx, { id });
}

/** Removes up to `limit` refused rows of an import; answers how many. */
export function removeRefusals(tx: WriteTx, importId: ImportId, limit: number): number {
  return deleteRefusals.run(tx, { importId, limit }).changes;
}
