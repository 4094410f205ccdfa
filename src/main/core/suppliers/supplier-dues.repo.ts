import type { Readable } from '#core/db/connection.ts';
import { prepared, readStatement } from '#core/db/statement.ts';
import type { CreditRow, DueRow } from '#shared/contract/supplier-money.contract.ts';
import type { EntryAllocation, EntryMoney } from '#shared/contract/supplier-payments.contract.ts';
import type { SupplierEntryId, SupplierId } from '#shared/domain/ids.ts';
import type { SupplierEntryKind } from '#shared/domain/reconciliation/supplier-account.ts';
import type { Day, Month } from '#shared/domain/time/business-time.ts';

/** A place among open items: by due day, then as posted. */
export type DuePlace = readonly [dueOn: string, entryId: number];
export const BEFORE_ALL_DUES: DuePlace = ['', 0];

export interface DueListQuery {
  readonly supplierId: SupplierId | null;
  readonly from: Day | null;
  readonly to: Day | null;
  readonly kind: SupplierEntryKind | null;
  readonly after: DuePlace;
  readonly limit: number;
}

export type StoredDue = Omit<DueRow, 'bucket' | 'daysLate'>;

/** The item leads, so that the order of its index is the order of the list. */
export function dueListStatement({ supplierId, from, to, kind }: Omit<DueListQuery, 'after' | 'limit'>): string {
  const conditions = [
    "i.side = 'debt'",
    'i.open > 0',
    '(i.due_on, i.entry_id) > (@afterOn, CAST(@afterId AS INTEGER))',
  ];
  if (supplierId !== null) conditions.push('i.supplier_id = @supplierId');
  if (from !== null) conditions.push('i.due_on >= @from');
  if (to !== null) conditions.push('i.due_on <= @to');
  if (kind !== null) conditions.push('e.kind = @kind');
  const index = supplierId === null ? 'supplier_items_due' : 'supplier_items_open';
  return `SELECT i.entry_id AS entryId, e.number, i.supplier_id AS supplierId, s.code AS supplierCode,
      s.name AS supplierName, s.currency, e.kind, e.occurred_on AS occurredOn, i.first_due_on AS firstDueOn,
      i.due_on AS dueOn, i.amount, i.open, e.external_number AS externalNumber, e.our_number AS ourNumber,
      e.import_id AS importId, e.delivery_id AS deliveryId
    FROM supplier_items i INDEXED BY ${index} CROSS JOIN supplier_entries e ON e.id = i.entry_id
    JOIN suppliers s ON s.id = i.supplier_id
    WHERE ${conditions.join(' AND ')} ORDER BY i.due_on, i.entry_id LIMIT CAST(@limit AS INTEGER)`;
}

export function listDues(db: Readable, query: DueListQuery): StoredDue[] {
  const [afterOn, afterId] = query.after;
  const { supplierId, from, to, kind, limit } = query;
  return prepared(db, dueListStatement(query)).all({
    supplierId: supplierId ?? 0,
    from: from ?? '',
    to: to ?? '',
    kind: kind ?? '',
    afterOn,
    afterId,
    limit,
  }) as StoredDue[];
}

const selectCredits = readStatement<
  { supplierId: number; afterOn: string; afterId: number; limit: number },
  CreditRow & { dueOn: string }
>(
  `SELECT i.entry_id AS entryId, e.number, e.kind, e.occurred_on AS occurredOn, i.due_on AS dueOn, i.amount, i.open,
     e.our_number AS ourNumber, e.external_number AS externalNumber
   FROM supplier_items i INDEXED BY supplier_items_open CROSS JOIN supplier_entries e ON e.id = i.entry_id
   WHERE i.supplier_id = @supplierId AND i.side = 'credit' AND i.open > 0
     AND (i.due_on, i.entry_id) > (@afterOn, CAST(@afterId AS INTEGER))
   ORDER BY i.due_on, i.entry_id LIMIT CAST(@limit AS INTEGER)`,
);

export function listCredits(db: Readable, supplierId: SupplierId, after: DuePlace, limit: number) {
  return selectCredits.all(db, { supplierId, afterOn: after[0], afterId: after[1], limit });
}

export type StoredEntryAllocation = Omit<EntryAllocation, 'isFrozen'> & { readonly month: Month };

const allocationColumns = (
  other: 'debt' | 'credit',
) => `SELECT a.id, a.${other}_entry_id AS otherId, e.number AS otherNumber,
    e.kind AS otherKind, e.occurred_on AS otherOn,
    CASE WHEN e.external_number <> '' THEN e.external_number ELSE e.our_number END AS otherPaper, a.amount, a.origin,
    a.allocated_on AS allocatedOn, a.month, COALESCE(u.name, '') AS allocatedBy, a.released_on AS releasedOn,
    r.name AS releasedBy, a.release_reason AS releaseReason,
    (SELECT x.result FROM supplier_exchange_results x WHERE x.allocation_id = a.id ORDER BY x.id LIMIT 1) AS exchangeResult
  FROM supplier_allocations a JOIN supplier_entries e ON e.id = a.${other}_entry_id
  LEFT JOIN users u ON u.id = a.allocated_by LEFT JOIN users r ON r.id = a.released_by`;
const selectOfDebt = readStatement<{ id: number }, StoredEntryAllocation>(
  `${allocationColumns('credit')} WHERE a.debt_entry_id = @id ORDER BY a.id LIMIT 500`,
);
const selectOfCredit = readStatement<{ id: number }, StoredEntryAllocation>(
  `${allocationColumns('debt')} WHERE a.credit_entry_id = @id ORDER BY a.id LIMIT 500`,
);
const selectDueChanges = readStatement<{ id: number }, EntryMoney['dueChanges'][number]>(
  `SELECT c.from_on AS fromOn, c.to_on AS toOn, c.reason, c.changed_at AS changedAt, COALESCE(u.name, '') AS changedBy
   FROM supplier_due_changes c LEFT JOIN users u ON u.id = c.changed_by WHERE c.entry_id = @id ORDER BY c.id`,
);

/** Released ones too; the first 500, which is what a drawer shows. */
export function entryAllocations(db: Readable, id: SupplierEntryId, side: 'debt' | 'credit'): StoredEntryAllocation[] {
  return (side === 'debt' ? selectOfDebt : selectOfCredit).all(db, { id });
}

export function dueChanges(db: Readable, id: SupplierEntryId): EntryMoney['dueChanges'] {
  return selectDueChanges.all(db, { id });
}
