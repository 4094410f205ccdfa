import type { Readable, WriteTx } from '#core/db/connection.ts';
import { prepared, readStatement, writeStatement } from '#core/db/statement.ts';
import type { SupplierEntryLine } from '#shared/contract/suppliers.contract.ts';
import type {
  DeliveryId,
  ImportId,
  SkuId,
  StatementId,
  SupplierEntryId,
  SupplierId,
  UserId,
} from '#shared/domain/ids.ts';
import type { Money } from '#shared/domain/money/money.ts';
import type { SupplierEntryKind } from '#shared/domain/reconciliation/supplier-account.ts';
import type { Day, Month } from '#shared/domain/time/business-time.ts';
import { followPurchase } from './supplier-purchases.repo.ts';

export interface EntryRow {
  readonly id: SupplierEntryId;
  readonly number: string;
  readonly supplierId: SupplierId;
  readonly kind: SupplierEntryKind;
  readonly amount: Money;
  readonly occurredOn: Day;
  readonly month: Month;
  readonly externalNumber: string;
  readonly ourNumber: string;
  readonly remark: string;
  readonly importId: ImportId | null;
  /** The delivery of consigned keys that it is the debt of, or that keys came back from. */
  readonly deliveryId: DeliveryId | null;
  readonly reversesId: SupplierEntryId | null;
  readonly reversesNumber: string | null;
  readonly reversedById: SupplierEntryId | null;
  readonly reversedByNumber: string | null;
  /** The settled statement whose days it has, or whose difference it adjusted. */
  readonly settledStatementId: StatementId | null;
  readonly settledStatementNumber: string | null;
  readonly lineCount: number;
  readonly postedAt: number;
  readonly postedBy: string;
}

const COLUMNS = `e.id, e.number, e.supplier_id AS supplierId, e.kind, e.amount, e.occurred_on AS occurredOn, e.month,
  e.external_number AS externalNumber, e.our_number AS ourNumber, e.remark, e.import_id AS importId,
  e.delivery_id AS deliveryId,
  e.reverses_id AS reversesId, o.number AS reversesNumber, r.id AS reversedById, r.number AS reversedByNumber,
  t.id AS settledStatementId, t.number AS settledStatementNumber,
  (SELECT COUNT(*) FROM supplier_entry_lines l WHERE l.entry_id = e.id) AS lineCount,
  e.posted_at AS postedAt, COALESCE(u.name, '') AS postedBy`;
// A settled statement rests on its adjustments too, also where one was posted after its last day.
const JOINS = `LEFT JOIN supplier_entries o ON o.id = e.reverses_id
  LEFT JOIN supplier_entries r ON r.reverses_id = e.id
  LEFT JOIN statements t ON t.id = COALESCE(e.settled_statement_id,
    (SELECT d.statement_id FROM statement_differences d JOIN statements w ON w.id = d.statement_id
      WHERE d.adjustment_entry_id = e.id AND w.state = 'settled'))
  LEFT JOIN users u ON u.id = e.posted_by`;

const selectEntry = readStatement<{ id: number }, EntryRow>(
  `SELECT ${COLUMNS} FROM supplier_entries e ${JOINS} WHERE e.id = @id`,
);
const selectLines = readStatement<{ entryId: number }, SupplierEntryLine>(
  `SELECT l.id, l.sku_id AS skuId, s.code AS skuCode, s.name AS skuName, p.name AS productName, l.quantity,
     l.unit_price AS unitPrice, l.amount
   FROM supplier_entry_lines l LEFT JOIN skus s ON s.id = l.sku_id LEFT JOIN products p ON p.id = s.product_id
   WHERE l.entry_id = @entryId ORDER BY l.id`,
);
const selectOpening = readStatement<{ supplierId: number }, { number: string }>(
  `SELECT e.number FROM supplier_entries e INDEXED BY supplier_entries_opening
   WHERE e.supplier_id = @supplierId AND e.kind = 'opening' AND e.reverses_id IS NULL
     AND NOT EXISTS (SELECT 1 FROM supplier_entries r WHERE r.reverses_id = e.id) LIMIT 1`,
);
const sumBetween = readStatement<
  { supplierId: number; fromOn: string; fromId: number; toOn: string; toId: number },
  { amount: Money }
>(
  `SELECT COALESCE(SUM(amount), 0) AS amount FROM supplier_entries INDEXED BY supplier_entries_account
   WHERE supplier_id = @supplierId AND (occurred_on, id) > (@fromOn, CAST(@fromId AS INTEGER))
     AND (occurred_on, id) <= (@toOn, CAST(@toId AS INTEGER))`,
);
const selectMonthSums = readStatement<
  { supplierId: number; month: string },
  { kind: SupplierEntryKind; amount: Money; count: number }
>(
  `SELECT kind, SUM(amount) AS amount, COUNT(*) AS count FROM supplier_entries INDEXED BY supplier_entries_month
   WHERE month = @month AND supplier_id = @supplierId GROUP BY kind`,
);
const insertRow = writeStatement<Record<string, unknown>>(
  `INSERT INTO supplier_entries (number, supplier_id, kind, amount, occurred_on, month, external_number, our_number,
     remark, import_id, delivery_id, reverses_id, posted_at, posted_by)
   VALUES (@number, @supplierId, @kind, @amount, @occurredOn, @month, @externalNumber, @ourNumber, @remark, @importId,
     @deliveryId, @reversesId, @postedAt, @postedBy)`,
);
const sumOfDelivery = readStatement<{ deliveryId: number; supplierId: number }, { amount: Money }>(
  `SELECT COALESCE(SUM(amount), 0) AS amount FROM supplier_entries
   WHERE delivery_id = @deliveryId AND supplier_id = @supplierId`,
);
const insertLineRow = writeStatement<Record<string, unknown>>(
  `INSERT INTO supplier_entry_lines (entry_id, sku_id, quantity, unit_price, amount)
   VALUES (@entryId, @skuId, @quantity, @unitPrice, @amount)`,
);
const addToBalance = writeStatement<{ supplierId: number; amount: number }>(
  `INSERT INTO supplier_balances (supplier_id, balance, entry_count) VALUES (@supplierId, @amount, 1)
   ON CONFLICT (supplier_id) DO UPDATE
     SET balance = balance + excluded.balance, entry_count = entry_count + 1`,
);

export function findEntry(db: Readable, id: SupplierEntryId): EntryRow | null {
  return selectEntry.get(db, { id }) ?? null;
}

/** What the consigned keys of a delivery still make us owe this supplier. */
export function owedOfDelivery(db: Readable, deliveryId: DeliveryId, supplierId: SupplierId): Money {
  return (sumOfDelivery.get(db, { deliveryId, supplierId })?.amount ?? 0) as Money;
}

export function readEntryLines(db: Readable, entryId: SupplierEntryId): SupplierEntryLine[] {
  return selectLines.all(db, { entryId });
}

/** The number of the opening that stands, if there is one. */
export function findLiveOpening(db: Readable, supplierId: SupplierId): string | null {
  return selectOpening.get(db, { supplierId })?.number ?? null;
}

export function readMonthSums(
  db: Readable,
  supplierId: SupplierId,
  month: Month,
): { kind: SupplierEntryKind; amount: Money; count: number }[] {
  return selectMonthSums.all(db, { supplierId, month });
}

/** A place in an account's order: by document day, then as posted. */
export type EntryPlace = readonly [occurredOn: string, id: number];
export const BEFORE_ALL: EntryPlace = ['', 0];
export const AFTER_ALL: EntryPlace = ['9999-12-31', Number.MAX_SAFE_INTEGER];

/** The sum of an account's entries after one place, up to and with another; added up from the index alone. */
export function sumOfEntries(db: Readable, supplierId: SupplierId, after: EntryPlace, through: EntryPlace): Money {
  const [fromOn, fromId] = after;
  const [toOn, toId] = through;
  return (sumBetween.get(db, { supplierId, fromOn, fromId, toOn, toId })?.amount ?? 0) as Money;
}

export interface EntryListQuery {
  readonly supplierId: SupplierId;
  readonly kind?: SupplierEntryKind;
  readonly from?: Day;
  readonly to?: Day;
  readonly terms: readonly string[];
  /** The page holds what comes before this place. */
  readonly before: EntryPlace;
  readonly limit: number;
}

export function entryListStatement(query: Omit<EntryListQuery, 'before' | 'limit'>): string {
  const conditions = ['e.supplier_id = @supplierId', '(e.occurred_on, e.id) < (@beforeOn, CAST(@beforeId AS INTEGER))'];
  if (query.kind !== undefined) conditions.push('e.kind = @kind');
  if (query.from !== undefined) conditions.push('e.occurred_on >= @from');
  if (query.to !== undefined) conditions.push('e.occurred_on <= @to');
  for (const [index] of query.terms.entries()) {
    const columns = ['e.number', 'e.external_number', 'e.our_number', 'e.remark'];
    conditions.push(`(${columns.map((column) => `instr(lower(${column}), @term${index}) > 0`).join(' OR ')})`);
  }
  return `SELECT ${COLUMNS} FROM supplier_entries e INDEXED BY supplier_entries_account ${JOINS}
    WHERE ${conditions.join(' AND ')} ORDER BY e.occurred_on DESC, e.id DESC LIMIT CAST(@limit AS INTEGER)`;
}

/** Latest document day first. */
export function listEntries(db: Readable, query: EntryListQuery): EntryRow[] {
  const [beforeOn, beforeId] = query.before;
  return prepared(db, entryListStatement(query)).all({
    supplierId: query.supplierId,
    kind: query.kind ?? '',
    from: query.from ?? '',
    to: query.to ?? '',
    ...Object.fromEntries(query.terms.map((term, index) => [`term${index}`, term])),
    beforeOn,
    beforeId,
    limit: query.limit,
  }) as EntryRow[];
}

export interface NewEntry {
  readonly number: string;
  readonly supplierId: SupplierId;
  readonly kind: SupplierEntryKind;
  readonly amount: Money;
  readonly occurredOn: Day;
  readonly month: Month;
  readonly externalNumber: string;
  readonly ourNumber: string;
  readonly remark: string;
  readonly importId: ImportId | null;
  readonly deliveryId: DeliveryId | null;
  readonly reversesId: SupplierEntryId | null;
  readonly postedAt: number;
  /** 0 is the shop itself. */
  readonly postedBy: UserId | 0;
}

/** Writes an entry and moves its supplier's balance and purchases with it. */
export function insertEntry(tx: WriteTx, entry: NewEntry): SupplierEntryId {
  const id = insertRow.run(tx, { ...entry }).lastInsertRowid as SupplierEntryId;
  addToBalance.run(tx, { supplierId: entry.supplierId, amount: entry.amount });
  followPurchase(tx, id, entry);
  return id;
}

export function insertEntryLine(
  tx: WriteTx,
  line: { entryId: SupplierEntryId; skuId: SkuId | null; quantity: number; unitPrice: Money; amount: Money },
): void {
  insertLineRow.run(tx, line);
}
