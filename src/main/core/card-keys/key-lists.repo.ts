import type { Readable } from '#core/db/connection.ts';
import { skuTitleOf } from '#core/db/sku-title.ts';
import { prepared, readStatement } from '#core/db/statement.ts';
import { stockColumnOf } from '#core/inventory/ledger.repo.ts';
import { LOT_COLUMNS, type StockLot } from '#core/inventory/lots.repo.ts';
import type { KeyState } from '#shared/domain/card-keys/key-states.ts';
import type {
  BatchId,
  CardKeyId,
  DeliveryId,
  ImportId,
  ReservationId,
  SkuId,
  StockDocumentId,
  SupplierId,
} from '#shared/domain/ids.ts';
import type { Money } from '#shared/domain/money/money.ts';
import { MARK_KIND } from './key-marks.repo.ts';

/** What a list's lots must satisfy; each of the first four has an index. */
export interface LotFilter {
  readonly skuId?: SkuId;
  readonly batchId?: BatchId;
  readonly supplierId?: SupplierId;
  readonly importId?: ImportId;
  readonly expiresFrom?: string;
  readonly expiresThrough?: string;
  readonly states: readonly KeyState[];
}

export interface LotPlace {
  readonly batchId: number;
  readonly expiresOn: string;
}

/** Lots that hold keys of the list, newest batch first, from `from` on. */
export function readListLots(db: Readable, filter: LotFilter, from: LotPlace | null, limit: number): StockLot[] {
  return prepared(db, lotListStatement(filter, from !== null)).all({
    ...lotParameters(filter),
    fromBatchId: from?.batchId,
    fromExpiresOn: from?.expiresOn,
    limit,
  }) as StockLot[];
}

export function lotListStatement(filter: LotFilter, isContinued: boolean): string {
  const conditions = lotConditions(filter);
  if (isContinued) conditions.push('(s.batch_id, s.expires_on) <= (@fromBatchId, @fromExpiresOn)');
  return `SELECT ${LOT_COLUMNS} FROM ${lotSource(filter)} WHERE ${conditions.join(' AND ')}
    ORDER BY s.batch_id DESC, s.expires_on DESC LIMIT CAST(@limit AS INTEGER)`;
}

/** Keys of the list in all, by the projection. */
export function countListKeys(db: Readable, filter: LotFilter): number {
  const sum = filter.states.map((state) => `s.${stockColumnOf(state)}`).join(' + ');
  const sql = `SELECT COALESCE(SUM(${sum}), 0) AS total FROM ${lotSource(filter)}
    WHERE ${lotConditions(filter).join(' AND ')}`;
  return (prepared(db, sql).get(lotParameters(filter)) as { total: number }).total;
}

function lotSource(filter: LotFilter): string {
  return filter.importId === undefined ? 'batch_stock s' : 'batches b JOIN batch_stock s ON s.batch_id = b.id';
}

function lotConditions(filter: LotFilter): string[] {
  const present = filter.states.map((state) => `s.${stockColumnOf(state)} > 0`);
  const conditions = [`(${present.join(' OR ')})`];
  if (filter.importId !== undefined) conditions.push('b.import_id = @importId');
  if (filter.batchId !== undefined) conditions.push('s.batch_id = @batchId');
  if (filter.skuId !== undefined) conditions.push('s.sku_id = @skuId');
  // Both have their index; with a SKU or batch named, the supplier is only looked at.
  if (filter.supplierId !== undefined) {
    conditions.push(
      (filter.skuId ?? filter.batchId ?? filter.importId)
        ? '+s.supplier_id = @supplierId'
        : 's.supplier_id = @supplierId',
    );
  }
  if (filter.expiresFrom !== undefined) conditions.push('+s.expires_on >= @expiresFrom');
  if (filter.expiresThrough !== undefined) conditions.push('+s.expires_on <= @expiresThrough');
  return conditions;
}

function lotParameters({ states: _, ...filter }: LotFilter): Record<string, unknown> {
  return { ...filter };
}

const selectLotKeyIds = readStatement<
  { batchId: number; expiresOn: string; state: string; after: number; limit: number },
  { id: CardKeyId }
>(
  `SELECT id FROM card_keys WHERE batch_id = @batchId AND state = @state AND expires_on = @expiresOn AND id > @after
   ORDER BY id LIMIT CAST(@limit AS INTEGER)`,
);

/** Keys of one lot in one state, by id, after `after`. */
export function readLotKeyIds(db: Readable, lot: LotPlace, state: KeyState, after: number, limit: number): CardKeyId[] {
  return selectLotKeyIds
    .all(db, { batchId: lot.batchId, expiresOn: lot.expiresOn, state, after, limit })
    .map(({ id }) => id);
}

const POSTED = "b.id = k.batch_id AND b.state = 'posted'";
/** Of a key what a list's conditions look at. */
const PLACE = `k.id, k.state, k.number_tail AS tail, k.sku_id AS skuId, k.batch_id AS batchId, b.supplier_id AS supplierId,
  b.import_id AS importId, k.expires_on AS expiresOn, k.reservation_id AS reservationId`;
const selectByTail = readStatement<{ tail: string; before: number; limit: number }, ListedKey>(
  `SELECT ${PLACE} FROM key_marks m JOIN card_keys k ON k.id = m.key_id JOIN batches b ON ${POSTED}
   WHERE m.kind = ${MARK_KIND.tail} AND m.mark = CAST(@tail AS BLOB) AND m.key_id < @before
   ORDER BY m.key_id DESC LIMIT CAST(@limit AS INTEGER)`,
);
const selectByReservation = readStatement<{ reservationId: number; before: number; limit: number }, ListedKey>(
  `SELECT ${PLACE} FROM card_keys k JOIN batches b ON ${POSTED}
   WHERE k.reservation_id = @reservationId AND k.id < @before
   ORDER BY k.id DESC LIMIT CAST(@limit AS INTEGER)`,
);
const selectByOrder = readStatement<{ orderNumber: string; limit: number }, ListedKey>(
  `SELECT DISTINCT ${PLACE} FROM shop_orders o JOIN deliveries d ON d.order_id = o.id
     JOIN delivery_keys x ON x.delivery_id = d.id JOIN card_keys k ON k.id = x.key_id JOIN batches b ON ${POSTED}
   WHERE o.order_number = @orderNumber LIMIT CAST(@limit AS INTEGER)`,
);
const MATCHED = `SELECT k.id, k.state, k.sku_id AS skuId, k.batch_id AS batchId
  FROM key_marks m JOIN card_keys k ON k.id = m.key_id JOIN batches b ON ${POSTED}`;
// Asked a thousand times a call.
const selectByNumber = readStatement<{ mac: Buffer }, MatchedKey>(
  `${MATCHED} WHERE m.kind = ${MARK_KIND.number} AND m.mark = @mac LIMIT 100`,
);
const selectBySecret = readStatement<{ mac: Buffer }, MatchedKey>(
  `${MATCHED} WHERE m.kind = ${MARK_KIND.secret} AND m.mark = @mac LIMIT 100`,
);
const selectBatchByNumber = readStatement<{ number: string }, { id: BatchId }>(
  "SELECT id FROM batches WHERE number = @number AND state = 'posted'",
);

export interface MatchedKey {
  readonly id: CardKeyId;
  readonly state: KeyState;
  readonly skuId: SkuId;
  readonly batchId: BatchId;
}

export type ListedKey = Pick<
  StoredKeyRow,
  'id' | 'state' | 'tail' | 'skuId' | 'batchId' | 'supplierId' | 'importId' | 'expiresOn' | 'reservationId'
>;

export function readKeysByTail(db: Readable, tail: string, before: number, limit: number): ListedKey[] {
  return selectByTail.all(db, { tail, before, limit });
}

export function readKeysByReservation(db: Readable, reservationId: number, before: number, limit: number): ListedKey[] {
  return selectByReservation.all(db, { reservationId, before, limit });
}

/** Keys of every order with this number, in any shop. */
export function readKeysByOrder(db: Readable, orderNumber: string, limit: number): ListedKey[] {
  return selectByOrder.all(db, { orderNumber, limit });
}

export function findKeysByNumber(db: Readable, mac: Buffer): MatchedKey[] {
  return selectByNumber.all(db, { mac });
}

export function findKeysBySecret(db: Readable, mac: Buffer): MatchedKey[] {
  return selectBySecret.all(db, { mac });
}

export function findBatchByNumber(db: Readable, number: string): BatchId | null {
  return selectBatchByNumber.get(db, { number })?.id ?? null;
}

export interface StoredKeyRow {
  readonly id: CardKeyId;
  readonly state: KeyState;
  readonly tail: string;
  readonly skuId: SkuId;
  readonly skuCode: string;
  readonly skuName: string;
  readonly batchId: BatchId;
  readonly batchNumber: string;
  readonly batchLabel: string;
  readonly supplierId: SupplierId;
  readonly supplierName: string;
  readonly importId: ImportId | null;
  readonly importNumber: string;
  readonly receivedOn: string;
  readonly receivedAt: number;
  readonly expiresOn: string;
  readonly cost: Money;
  readonly usesLeft: number;
  readonly isExposed: number;
  readonly changedAt: number;
  readonly reservationId: ReservationId | null;
  readonly reservationNumber: string | null;
  readonly reservationBuyer: string | null;
}

const selectRow = readStatement<{ id: number }, StoredKeyRow>(
  `SELECT k.id, k.state, k.number_tail AS tail, k.sku_id AS skuId, s.code AS skuCode, ${skuTitleOf('s')} AS skuName,
     k.batch_id AS batchId, b.number AS batchNumber, b.label AS batchLabel, b.supplier_id AS supplierId,
     p.name AS supplierName, b.import_id AS importId, COALESCE(i.number, '') AS importNumber,
     b.received_on AS receivedOn, b.received_at AS receivedAt, k.expires_on AS expiresOn, k.cost,
     k.uses_left AS usesLeft, k.is_exposed AS isExposed, k.changed_at AS changedAt, k.reservation_id AS reservationId,
     r.number AS reservationNumber, r.buyer AS reservationBuyer
   FROM card_keys k JOIN batches b ON ${POSTED} JOIN skus s ON s.id = k.sku_id
     JOIN suppliers p ON p.id = b.supplier_id LEFT JOIN imports i ON i.id = b.import_id
     LEFT JOIN reservations r ON r.id = k.reservation_id
   WHERE k.id = @id`,
);
const selectLastDelivery = readStatement<{ keyId: number }, KeyDelivery>(
  `SELECT d.id, d.number, COALESCE(s.name, '') AS shopName, COALESCE(o.order_number, '') AS orderNumber, d.buyer,
     d.delivered_at AS deliveredAt, u.name AS deliveredBy
   FROM delivery_keys x JOIN deliveries d ON d.id = x.delivery_id JOIN users u ON u.id = d.delivered_by
     LEFT JOIN shops s ON s.id = d.shop_id LEFT JOIN shop_orders o ON o.id = d.order_id
   WHERE x.key_id = @keyId ORDER BY x.delivery_id DESC LIMIT 1`,
);

export interface KeyDelivery {
  readonly id: DeliveryId;
  readonly number: string;
  readonly shopName: string;
  readonly orderNumber: string;
  readonly buyer: string;
  readonly deliveredAt: number;
  readonly deliveredBy: string;
}

/** A key of a posted batch with the names around it. */
export function findKeyRow(db: Readable, id: CardKeyId): StoredKeyRow | null {
  return selectRow.get(db, { id }) ?? null;
}

export function findLastDelivery(db: Readable, keyId: CardKeyId): KeyDelivery | null {
  return selectLastDelivery.get(db, { keyId }) ?? null;
}

const selectSealed = readStatement<{ id: number }, { skuId: SkuId; sealed: Buffer | null; pairMac: Buffer }>(
  'SELECT sku_id AS skuId, sealed, pair_mac AS pairMac FROM card_keys WHERE id = @id',
);

export function findSealedKey(db: Readable, id: CardKeyId) {
  return selectSealed.get(db, { id }) ?? null;
}

export interface StoredKeyEvent {
  readonly fromState: KeyState;
  readonly toState: KeyState;
  readonly documentKind: 'import' | 'delivery' | 'stock-document' | 'audit';
  readonly documentId: number;
  readonly happenedAt: number;
  readonly userName: string | null;
  readonly documentNumber: string | null;
  readonly act: string | null;
  readonly note: string | null;
}

const selectEvents = readStatement<{ keyId: number }, StoredKeyEvent>(
  `SELECT e.from_state AS fromState, e.to_state AS toState, e.document_kind AS documentKind,
     e.document_id AS documentId, e.happened_at AS happenedAt, u.name AS userName,
     COALESCE(d.number, n.number, i.number) AS documentNumber, COALESCE(d.kind, n.kind, a.action) AS act,
     COALESCE(d.note, n.reason) AS note
   FROM key_events e LEFT JOIN users u ON u.id = e.user_id
     LEFT JOIN deliveries d ON e.document_kind = 'delivery' AND d.id = e.document_id
     LEFT JOIN stock_documents n ON e.document_kind = 'stock-document' AND n.id = e.document_id
     LEFT JOIN imports i ON e.document_kind = 'import' AND i.id = e.document_id
     LEFT JOIN audit_events a ON e.document_kind = 'audit' AND a.sequence = e.document_id
   WHERE e.key_id = @keyId ORDER BY e.id`,
);

export function readKeyEvents(db: Readable, keyId: CardKeyId): StoredKeyEvent[] {
  return selectEvents.all(db, { keyId });
}

const selectKeysOfDocument = readStatement<{ documentId: number }, { id: CardKeyId }>(
  `SELECT key_id AS id FROM key_events WHERE document_kind = 'stock-document' AND document_id = @documentId`,
);

/** The keys that a stock document has reached, each once. */
export function readKeysOfDocument(db: Readable, documentId: StockDocumentId): CardKeyId[] {
  return [...new Set(selectKeysOfDocument.all(db, { documentId }).map(({ id }) => id))];
}
