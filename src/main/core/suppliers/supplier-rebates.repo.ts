import type { Readable, WriteTx } from '#core/db/connection.ts';
import { prepared, readStatement, writeStatement } from '#core/db/statement.ts';
import type { RebateRow } from '#shared/contract/supplier-money.contract.ts';
import type { ImportId, SupplierEntryId, SupplierId, SupplierRebateId } from '#shared/domain/ids.ts';
import { type Money, sumMoney } from '#shared/domain/money/money.ts';
import type { EarlierRebate, PromisedRebate } from '#shared/domain/suppliers/rebates.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import type { Acted } from './supplier-items.repo.ts';

export interface NewRebate {
  readonly number: string;
  readonly supplierId: SupplierId;
  readonly origin: 'terms' | 'typed';
  readonly fromOn: Day | null;
  readonly toOn: Day | null;
  readonly basis: Money | null;
  readonly rate: number | null;
  readonly amount: Money;
  readonly promisedOn: Day;
  readonly note: string;
}

export type StoredRebate = Omit<RebateRow, 'state' | 'daysLate' | 'receipts'> & { readonly endedAt: number | null };

const COLUMNS = `r.id, r.number, r.supplier_id AS supplierId, s.name AS supplierName, s.currency, r.origin,
  r.from_on AS fromOn, r.to_on AS toOn, r.basis, r.rate, r.amount, r.received, r.due, r.promised_on AS promisedOn, r.note,
  r.end_reason AS endReason, r.ended_at AS endedAt`;
const insertRow = writeStatement<Record<string, unknown>>(
  `INSERT INTO supplier_rebates (number, supplier_id, origin, from_on, to_on, basis, rate, amount, promised_on, note,
     recorded_at, recorded_by)
   VALUES (@number, @supplierId, @origin, @fromOn, @toOn, @basis, @rate, @amount, @promisedOn, @note, @at, @by)`,
);
const selectRebate = readStatement<{ id: number }, StoredRebate>(
  `SELECT ${COLUMNS} FROM supplier_rebates r JOIN suppliers s ON s.id = r.supplier_id WHERE r.id = @id`,
);
const selectOfPeriod = readStatement<{ supplierId: number; fromOn: string; toOn: string }, { number: string }>(
  `SELECT number FROM supplier_rebates INDEXED BY supplier_rebates_period
   WHERE supplier_id = @supplierId AND from_on <= @toOn AND to_on >= @fromOn AND origin = 'terms' AND ended_at IS NULL
   ORDER BY from_on LIMIT 1`,
);
const updateEnded = writeStatement<Record<string, unknown>>(
  `UPDATE supplier_rebates SET ended_as = @as, end_reason = @reason, ended_at = @at, ended_by = @by
   WHERE id = @id AND ended_at IS NULL`,
);
const selectDue = readStatement<{ supplierId: number }, { id: SupplierRebateId; due: Money; promisedOn: Day }>(
  `SELECT id, due, promised_on AS promisedOn FROM supplier_rebates INDEXED BY supplier_rebates_supplier
   WHERE supplier_id = @supplierId AND due > 0 ORDER BY promised_on, id`,
);
const selectPromised = readStatement<
  { supplierId: number },
  Omit<PromisedRebate, 'isGivenUp'> & { readonly isGivenUp: number }
>(
  `SELECT r.amount, r.received, r.promised_on AS promisedOn, r.ended_as IS 'given-up' AS isGivenUp,
     (SELECT MAX(c.received_on) FROM supplier_rebate_receipts c INDEXED BY supplier_rebate_receipts_rebate
       WHERE c.rebate_id = r.id AND c.undone_at IS NULL) AS lastReceivedOn
   FROM supplier_rebates r INDEXED BY supplier_rebates_supplier
   WHERE r.supplier_id = @supplierId AND r.ended_as IS NOT 'mistake'`,
);
const addReceived = writeStatement<{ id: number; amount: number }>(
  'UPDATE supplier_rebates SET received = received + CAST(@amount AS INTEGER) WHERE id = @id',
);
const insertReceiptRow = writeStatement<Record<string, unknown>>(
  `INSERT INTO supplier_rebate_receipts (rebate_id, supplier_id, entry_id, import_id, amount, received_on, recorded_at,
     recorded_by)
   VALUES (@rebateId, @supplierId, @entryId, @importId, @amount, @receivedOn, @at, @by)`,
);
const RECEIPT = 'SELECT id, rebate_id AS rebateId, amount FROM supplier_rebate_receipts';
interface StoredReceipt {
  readonly id: number;
  readonly rebateId: SupplierRebateId;
  readonly amount: Money;
}
const selectOfEntry = readStatement<{ id: number }, StoredReceipt>(
  `${RECEIPT} WHERE entry_id = @id AND undone_at IS NULL`,
);
const selectOfImport = readStatement<{ id: number }, StoredReceipt>(
  `${RECEIPT} WHERE import_id = @id AND undone_at IS NULL`,
);
const selectUnlinked = readStatement<{ supplierId: number; fromOn: string }, EarlierRebate & { number: string }>(
  `SELECT e.id, e.number, e.occurred_on AS occurredOn, -e.amount - COALESCE((SELECT SUM(c.amount)
     FROM supplier_rebate_receipts c WHERE c.entry_id = e.id AND c.undone_at IS NULL), 0) AS open
   FROM supplier_entries e INDEXED BY supplier_entries_rebate
   WHERE e.supplier_id = @supplierId AND e.kind = 'rebate' AND e.occurred_on >= @fromOn AND e.amount < 0
     AND e.reverses_id IS NULL AND NOT EXISTS (SELECT 1 FROM supplier_entries r WHERE r.reverses_id = e.id)
   ORDER BY e.occurred_on, e.id`,
);
const markUndone = writeStatement<Record<string, unknown>>(
  'UPDATE supplier_rebate_receipts SET undone_at = @at, undone_by = @by WHERE id = @id AND undone_at IS NULL',
);
const selectReceipts = readStatement<{ id: number }, RebateRow['receipts'][number]>(
  `SELECT COALESCE(e.number, m.number) AS number, c.amount, c.received_on AS receivedOn FROM supplier_rebate_receipts c
   LEFT JOIN supplier_entries e ON e.id = c.entry_id LEFT JOIN imports m ON m.id = c.import_id
   WHERE c.rebate_id = @id AND c.undone_at IS NULL ORDER BY c.id`,
);
const selectRecorded = readStatement<{ today: string }, { supplierId: SupplierId; due: Money; received: Money }>(
  `SELECT supplier_id AS supplierId, SUM(CASE WHEN promised_on <= @today THEN amount ELSE received END) AS due,
     SUM(received) AS received
   FROM supplier_rebates WHERE ended_as IS NOT 'mistake' GROUP BY supplier_id`,
);

export function insertRebate(tx: WriteTx, rebate: NewRebate, { at, by }: Acted): SupplierRebateId {
  return insertRow.run(tx, { ...rebate, at, by }).lastInsertRowid as SupplierRebateId;
}

/** What a supplier promised and paid, without what was recorded by mistake. */
export function promisedRebates(db: Readable, supplierId: SupplierId): PromisedRebate[] {
  return selectPromised.all(db, { supplierId }).map((row) => ({ ...row, isGivenUp: row.isGivenUp === 1 }));
}

export function findRebate(db: Readable, id: SupplierRebateId): StoredRebate | null {
  return selectRebate.get(db, { id }) ?? null;
}

/** The number of the first rebate by the terms that a period, or a part of it, has already. */
export function findRebateOfPeriod(db: Readable, supplierId: SupplierId, fromOn: Day, toOn: Day): string | null {
  return selectOfPeriod.get(db, { supplierId, fromOn, toOn })?.number ?? null;
}

/** False where it ended already. */
export function endRebate(
  tx: WriteTx,
  end: { id: SupplierRebateId; as: 'given-up' | 'mistake'; reason: string },
  { at, by }: Acted,
): boolean {
  return updateEnded.run(tx, { ...end, at, by }).changes === 1;
}

/** Of one supplier, what was promised first leading. */
export function dueRebates(db: Readable, supplierId: SupplierId) {
  return selectDue.all(db, { supplierId });
}

/** Rebate entries from a day on, each with what of it answers no recorded rebate. */
export function rebatesPostedFrom(db: Readable, supplierId: SupplierId, fromOn: Day) {
  return selectUnlinked.all(db, { supplierId, fromOn });
}

/** What a rebate came with: an entry of the account, or a receipt of stock. */
export type RebateSource =
  | { readonly entryId: SupplierEntryId; readonly importId: null }
  | { readonly entryId: null; readonly importId: ImportId };

export function insertRebateReceipt(
  tx: WriteTx,
  receipt: RebateSource & { rebateId: SupplierRebateId; supplierId: SupplierId; amount: Money; receivedOn: Day },
  { at, by }: Acted,
): void {
  insertReceiptRow.run(tx, { ...receipt, at, by });
  addReceived.run(tx, { id: receipt.rebateId, amount: receipt.amount });
}

/** What came with it did not come after all; answers how much that was. */
export function undoRebateReceipts(tx: WriteTx, { entryId, importId }: RebateSource, { at, by }: Acted): Money {
  const receipts = entryId === null ? selectOfImport.all(tx, { id: importId }) : selectOfEntry.all(tx, { id: entryId });
  for (const { id, rebateId, amount } of receipts) {
    markUndone.run(tx, { id, at, by });
    addReceived.run(tx, { id: rebateId, amount: -amount });
  }
  return sumMoney(receipts.map(({ amount }) => amount));
}

export function rebateReceipts(db: Readable, id: SupplierRebateId): RebateRow['receipts'] {
  return selectReceipts.all(db, { id });
}

/** What was promised until today and what came of it, by supplier. A rebate that was given up counts as not paid. */
export function recordedRebates(db: Readable, today: Day): Map<SupplierId, { due: Money; received: Money }> {
  return new Map(selectRecorded.all(db, { today }).map(({ supplierId, ...sums }) => [supplierId, sums]));
}

export interface RebateListQuery {
  readonly supplierId: SupplierId | null;
  readonly isOpen: boolean;
  /** Past its day then; null where days do not matter. */
  readonly lateOn: Day | null;
  readonly before: readonly [promisedOn: string, id: number];
  readonly limit: number;
}

type RebateListFilter = Pick<RebateListQuery, 'supplierId' | 'isOpen' | 'lateOn'>;

export function rebateListStatement({ supplierId, isOpen, lateOn }: RebateListFilter): string {
  const conditions = ['(r.promised_on, r.id) < (@beforeOn, CAST(@beforeId AS INTEGER))'];
  if (supplierId !== null) conditions.push('r.supplier_id = @supplierId');
  if (isOpen || lateOn !== null) conditions.push('r.due > 0');
  if (lateOn !== null) conditions.push('r.promised_on < @lateOn');
  const index = supplierId === null ? 'supplier_rebates_promised' : 'supplier_rebates_supplier';
  return `SELECT ${COLUMNS} FROM supplier_rebates r INDEXED BY ${index} CROSS JOIN suppliers s ON s.id = r.supplier_id
    WHERE ${conditions.join(' AND ')} ORDER BY r.promised_on DESC, r.id DESC LIMIT CAST(@limit AS INTEGER)`;
}

export function listRebates(db: Readable, query: RebateListQuery): StoredRebate[] {
  const [beforeOn, beforeId] = query.before;
  const { supplierId, lateOn, limit } = query;
  const parameters = { supplierId: supplierId ?? 0, lateOn, beforeOn, beforeId, limit };
  return prepared(db, rebateListStatement(query)).all(parameters) as StoredRebate[];
}
