import type { Readable, WriteTx } from '#core/db/connection.ts';
import { type ArchivedFilter, termConditions, termParameters } from '#core/db/list-filter.ts';
import { prepared, readStatement, writeStatement } from '#core/db/statement.ts';
import type { Contact } from '#shared/contract/suppliers.contract.ts';
import type { SupplierId } from '#shared/domain/ids.ts';
import type { Money } from '#shared/domain/money/money.ts';
import { nameKey } from '#shared/domain/name-key.ts';
import type { Settlement, SupplierKind } from '#shared/domain/suppliers/supplier-terms.ts';
import type { Day } from '#shared/domain/time/business-time.ts';

/** What people say of a supplier. */
export interface SupplierValues {
  readonly name: string;
  readonly kind: SupplierKind;
  readonly contacts: readonly Contact[];
  readonly currency: string;
  readonly settlement: Settlement;
  readonly creditDays: number;
  readonly closingDay: number;
  readonly warrantyHours: number;
  readonly verifyFirst: boolean;
  readonly notes: string;
}

export interface Supplier extends SupplierValues {
  readonly id: SupplierId;
  readonly code: string;
  readonly nameKey: string;
  readonly isArchived: boolean;
  readonly revision: number;
  readonly createdAt: number;
  readonly updatedAt: number;
  /** From the projection: above zero 欠款, below 预存余额. */
  readonly balance: Money;
  readonly entryCount: number;
  readonly lastEntryOn: Day | null;
  /** 跑路: since when nothing is ordered there any more. */
  readonly lostOn: Day | null;
}

type StoredSupplier = Omit<Supplier, 'contacts' | 'verifyFirst' | 'isArchived'> & {
  readonly contacts: string;
  readonly verifyFirst: number;
  readonly isArchived: number;
};

const COLUMNS = `s.id, s.code, s.name, s.name_key AS nameKey, s.kind, s.contacts, s.currency, s.settlement,
  s.credit_days AS creditDays, s.closing_day AS closingDay, s.warranty_hours AS warrantyHours,
  s.verify_first AS verifyFirst, s.notes, s.is_archived AS isArchived, s.revision, s.created_at AS createdAt,
  s.updated_at AS updatedAt, COALESCE(a.balance, 0) AS balance, COALESCE(a.entry_count, 0) AS entryCount,
  (SELECT e.occurred_on FROM supplier_entries e WHERE e.supplier_id = s.id ORDER BY e.occurred_on DESC LIMIT 1)
    AS lastEntryOn,
  (SELECT l.lost_on FROM supplier_losses l WHERE l.supplier_id = s.id AND l.withdrawn_at IS NULL) AS lostOn`;
const FROM = 'FROM suppliers s LEFT JOIN supplier_balances a ON a.supplier_id = s.id';

const selectSupplier = readStatement<{ id: number }, StoredSupplier>(`SELECT ${COLUMNS} ${FROM} WHERE s.id = @id`);
const selectByCode = readStatement<{ codeKey: string }, StoredSupplier>(
  `SELECT ${COLUMNS} ${FROM} WHERE s.code_key = @codeKey`,
);
const insertRow = writeStatement<Record<string, unknown>>(
  `INSERT INTO suppliers (code, code_key, name, name_key, kind, contacts, currency, settlement, credit_days, closing_day,
     warranty_hours, verify_first, notes, created_at, updated_at)
   VALUES (@code, @codeKey, @name, @nameKey, @kind, @contacts, @currency, @settlement, @creditDays, @closingDay,
     @warrantyHours, @verifyFirst, @notes, @now, @now)`,
);
const updateRow = writeStatement<Record<string, unknown>>(
  `UPDATE suppliers SET code = @code, code_key = @codeKey, name = @name, name_key = @nameKey, kind = @kind,
     contacts = @contacts, currency = @currency, settlement = @settlement, credit_days = @creditDays,
     closing_day = @closingDay, warranty_hours = @warrantyHours, verify_first = @verifyFirst, notes = @notes,
     revision = revision + 1, updated_at = @now
   WHERE id = @id`,
);
const updateArchived = writeStatement<{ id: number; isArchived: number; now: number }>(
  'UPDATE suppliers SET is_archived = @isArchived, revision = revision + 1, updated_at = @now WHERE id = @id',
);
const selectTotals = readStatement<
  Record<string, never>,
  { currency: string; owed: Money; prepaid: Money; accountCount: number }
>(
  `SELECT s.currency, SUM(MAX(a.balance, 0)) AS owed, SUM(MAX(-a.balance, 0)) AS prepaid, COUNT(*) AS accountCount
   FROM supplier_balances a JOIN suppliers s ON s.id = a.supplier_id GROUP BY s.currency ORDER BY s.currency`,
);

function fromStored(row: StoredSupplier): Supplier {
  return {
    ...row,
    contacts: JSON.parse(row.contacts) as Contact[],
    verifyFirst: row.verifyFirst === 1,
    isArchived: row.isArchived === 1,
  };
}

export function findSupplier(db: Readable, id: SupplierId): Supplier | null {
  const row = selectSupplier.get(db, { id });
  return row ? fromStored(row) : null;
}

/** The supplier of a code, compared without case and width. */
export function findSupplierByCode(db: Readable, code: string): Supplier | null {
  const row = selectByCode.get(db, { codeKey: nameKey(code) });
  return row ? fromStored(row) : null;
}

/** Sums of balances per currency, of every account that ever had an entry. One small row each: a thousand at most. */
export function readAccountTotals(
  db: Readable,
): { currency: string; owed: Money; prepaid: Money; accountCount: number }[] {
  return selectTotals.all(db, {});
}

export type BalanceFilter = 'any' | 'owed' | 'prepaid' | 'even';

export interface SupplierListQuery {
  readonly terms: readonly string[];
  readonly archived: ArchivedFilter;
  readonly kind?: SupplierKind;
  readonly settlement?: Settlement;
  readonly balance?: BalanceFilter;
  readonly after: readonly [nameKey: string, id: number];
  readonly limit: number;
}

const BALANCE_CONDITIONS: Readonly<Record<BalanceFilter, string[]>> = {
  any: [],
  owed: ['COALESCE(a.balance, 0) > 0'],
  prepaid: ['COALESCE(a.balance, 0) < 0'],
  even: ['COALESCE(a.balance, 0) = 0'],
};

export function supplierListStatement(query: Omit<SupplierListQuery, 'after' | 'limit'>): string {
  const conditions = [
    '(s.name_key, s.id) > (@afterKey, CAST(@afterId AS INTEGER))',
    ...termConditions(query.terms, ['s.name_key', 's.code_key']),
    ...BALANCE_CONDITIONS[query.balance ?? 'any'],
  ];
  if (query.archived !== 'all') conditions.push('s.is_archived = @isArchived');
  if (query.kind !== undefined) conditions.push('s.kind = @kind');
  if (query.settlement !== undefined) conditions.push('s.settlement = @settlement');
  return `SELECT ${COLUMNS} FROM suppliers s INDEXED BY suppliers_name
    LEFT JOIN supplier_balances a ON a.supplier_id = s.id
    WHERE ${conditions.join(' AND ')} ORDER BY s.name_key, s.id LIMIT CAST(@limit AS INTEGER)`;
}

export function listSuppliers(db: Readable, query: SupplierListQuery): Supplier[] {
  const [afterKey, afterId] = query.after;
  const rows = prepared(db, supplierListStatement(query)).all({
    ...termParameters(query.terms),
    isArchived: query.archived === 'archived' ? 1 : 0,
    kind: query.kind ?? '',
    settlement: query.settlement ?? '',
    afterKey,
    afterId,
    limit: query.limit,
  }) as StoredSupplier[];
  return rows.map(fromStored);
}

export function insertSupplier(tx: WriteTx, code: string, values: SupplierValues, now: number): SupplierId {
  return insertRow.run(tx, { ...storedValues(code, values), now }).lastInsertRowid as SupplierId;
}

export function updateSupplier(tx: WriteTx, id: SupplierId, code: string, values: SupplierValues, now: number): void {
  updateRow.run(tx, { ...storedValues(code, values), id, now });
}

export function setSupplierArchived(tx: WriteTx, id: SupplierId, isArchived: boolean, now: number): void {
  updateArchived.run(tx, { id, isArchived: isArchived ? 1 : 0, now });
}

function storedValues(code: string, values: SupplierValues): Record<string, unknown> {
  const { name, kind, contacts, currency, settlement, creditDays, closingDay, warrantyHours, verifyFirst, notes } =
    values;
  return {
    code,
    codeKey: nameKey(code),
    name,
    nameKey: nameKey(name),
    kind,
    contacts: JSON.stringify(contacts),
    currency,
    settlement,
    creditDays,
    closingDay,
    warrantyHours,
    verifyFirst: verifyFirst ? 1 : 0,
    notes,
  };
}
