import type { Readable, WriteTx } from '#core/db/connection.ts';
import { readStatement, writeStatement } from '#core/db/statement.ts';
import type { DeliveryId, ImportId, SupplierAllocationId, SupplierEntryId, SupplierId } from '#shared/domain/ids.ts';
import type { Money } from '#shared/domain/money/money.ts';
import type { SupplierEntryKind } from '#shared/domain/reconciliation/supplier-account.ts';
import type { Day, Month } from '#shared/domain/time/business-time.ts';

export type ItemSide = 'debt' | 'credit';
export type AllocationOrigin = 'automatic' | 'hand' | 'history';

/** An entry of the account as what it leaves open. */
export interface StoredItem {
  readonly entryId: SupplierEntryId;
  readonly number: string;
  readonly supplierId: SupplierId;
  readonly side: ItemSide;
  readonly kind: SupplierEntryKind;
  readonly amount: Money;
  readonly open: Money;
  readonly firstDueOn: Day;
  readonly dueOn: Day;
  readonly occurredOn: Day;
  readonly month: Month;
  readonly importId: ImportId | null;
  readonly deliveryId: DeliveryId | null;
  readonly ownAmount: Money | null;
}

const COLUMNS = `i.entry_id AS entryId, e.number, i.supplier_id AS supplierId, i.side, e.kind, i.amount, i.open,
  i.first_due_on AS firstDueOn, i.due_on AS dueOn, e.occurred_on AS occurredOn, e.month, e.import_id AS importId,
  e.delivery_id AS deliveryId, i.own_amount AS ownAmount`;
const FROM = 'FROM supplier_items i JOIN supplier_entries e ON e.id = i.entry_id';
/** Entries and their items have one order of columns only: the item leads. */
const OPEN_FROM = `FROM supplier_items i INDEXED BY supplier_items_open CROSS JOIN supplier_entries e ON e.id = i.entry_id`;

const selectItem = readStatement<{ entryId: number }, StoredItem>(
  `SELECT ${COLUMNS} ${FROM} WHERE i.entry_id = @entryId AND i.is_reversed = 0`,
);
const selectOpen = readStatement<{ supplierId: number; side: string; limit: number }, StoredItem>(
  `SELECT ${COLUMNS} ${OPEN_FROM} WHERE i.supplier_id = @supplierId AND i.side = @side AND i.open > 0
   ORDER BY i.due_on, i.entry_id LIMIT CAST(@limit AS INTEGER)`,
);
const selectOfImport = readStatement<{ importId: number; side: string }, StoredItem>(
  `SELECT ${COLUMNS} FROM supplier_entries e JOIN supplier_items i ON i.entry_id = e.id
   WHERE e.import_id = @importId AND i.side = @side AND i.open > 0`,
);
const selectOfDelivery = readStatement<{ deliveryId: number; supplierId: number; side: string }, StoredItem>(
  `SELECT ${COLUMNS} FROM supplier_entries e INDEXED BY supplier_entries_delivery JOIN supplier_items i ON i.entry_id = e.id
   WHERE e.delivery_id = @deliveryId AND e.supplier_id = @supplierId AND i.side = @side AND i.open > 0`,
);
const insertItemRow = writeStatement<Record<string, unknown>>(
  `INSERT INTO supplier_items (entry_id, supplier_id, side, amount, first_due_on, due_on, own_amount)
   VALUES (@entryId, @supplierId, @side, @amount, @dueOn, @dueOn, @ownAmount)`,
);
const addAllocated = writeStatement<{ entryId: number; amount: number }>(
  'UPDATE supplier_items SET allocated = allocated + CAST(@amount AS INTEGER) WHERE entry_id = @entryId',
);
const updateReversed = writeStatement<{ entryId: number }>(
  'UPDATE supplier_items SET is_reversed = 1 WHERE entry_id = @entryId',
);
const updateDue = writeStatement<{ entryId: number; dueOn: string; seenDueOn: string }>(
  'UPDATE supplier_items SET due_on = @dueOn WHERE entry_id = @entryId AND due_on = @seenDueOn AND is_reversed = 0',
);
const insertDueChange = writeStatement<Record<string, unknown>>(
  `INSERT INTO supplier_due_changes (entry_id, from_on, to_on, reason, changed_at, changed_by)
   VALUES (@entryId, @fromOn, @toOn, @reason, @at, @by)`,
);
const updateOwnAmount = writeStatement<{ entryId: number; ownAmount: number }>(
  'UPDATE supplier_items SET own_amount = @ownAmount WHERE entry_id = @entryId AND own_amount IS NULL',
);

export interface StoredAllocation {
  readonly id: SupplierAllocationId;
  readonly supplierId: SupplierId;
  readonly debtEntryId: SupplierEntryId;
  readonly creditEntryId: SupplierEntryId;
  readonly amount: Money;
  readonly month: Month;
  readonly isReleased: number;
}

const ALLOCATION = `SELECT id, supplier_id AS supplierId, debt_entry_id AS debtEntryId, credit_entry_id AS creditEntryId,
  amount, month, released_at IS NOT NULL AS isReleased FROM supplier_allocations`;
const selectAllocation = readStatement<{ id: number }, StoredAllocation>(`${ALLOCATION} WHERE id = @id`);
const selectOfDebt = readStatement<{ entryId: number }, StoredAllocation>(
  `${ALLOCATION} WHERE debt_entry_id = @entryId AND released_at IS NULL ORDER BY id`,
);
const selectOfCredit = readStatement<{ entryId: number }, StoredAllocation>(
  `${ALLOCATION} WHERE credit_entry_id = @entryId AND released_at IS NULL ORDER BY id`,
);
const insertAllocationRow = writeStatement<Record<string, unknown>>(
  `INSERT INTO supplier_allocations (supplier_id, debt_entry_id, credit_entry_id, amount, origin, allocated_on, month,
     allocated_at, allocated_by)
   VALUES (@supplierId, @debtEntryId, @creditEntryId, @amount, @origin, @day, @month, @at, @by)`,
);
const markReleased = writeStatement<Record<string, unknown>>(
  `UPDATE supplier_allocations SET released_on = @day, released_month = @month, released_at = @at, released_by = @by,
     release_reason = @reason
   WHERE id = @id AND released_at IS NULL`,
);

export interface Acted {
  readonly at: number;
  /** 0 is the shop itself. */
  readonly by: number;
}

export interface BookDay {
  readonly day: Day;
  readonly month: Month;
}

/** Null where the entry was reversed, is a reversal, or is of nothing. */
export function findItem(db: Readable, entryId: SupplierEntryId): StoredItem | null {
  return selectItem.get(db, { entryId }) ?? null;
}

/** What is open on one side of an account, what is due first leading. */
export function openItems(db: Readable, supplierId: SupplierId, side: ItemSide, limit: number): StoredItem[] {
  return selectOpen.all(db, { supplierId, side, limit });
}

/** What is open of the document that an item came with; a handful. */
export function openItemsOfDocument(db: Readable, item: StoredItem, side: ItemSide): StoredItem[] {
  const { importId, deliveryId, supplierId } = item;
  if (importId !== null) return selectOfImport.all(db, { importId, side });
  if (deliveryId !== null) return selectOfDelivery.all(db, { deliveryId, supplierId, side });
  return [];
}

export function insertItem(
  tx: WriteTx,
  item: {
    entryId: SupplierEntryId;
    supplierId: SupplierId;
    side: ItemSide;
    amount: Money;
    dueOn: Day;
    ownAmount: Money | null;
  },
): void {
  insertItemRow.run(tx, item);
}

export function markItemReversed(tx: WriteTx, entryId: SupplierEntryId): void {
  updateReversed.run(tx, { entryId });
}

/** False where somebody agreed on another day meanwhile. */
export function moveDueDay(
  tx: WriteTx,
  change: { entryId: SupplierEntryId; fromOn: Day; toOn: Day; reason: string },
  { at, by }: Acted,
): boolean {
  const { entryId, fromOn, toOn } = change;
  if (updateDue.run(tx, { entryId, dueOn: toOn, seenDueOn: fromOn }).changes === 0) return false;
  insertDueChange.run(tx, { ...change, at, by });
  return true;
}

/** False where it was known already. */
export function setOwnAmount(tx: WriteTx, entryId: SupplierEntryId, ownAmount: Money): boolean {
  return updateOwnAmount.run(tx, { entryId, ownAmount }).changes === 1;
}

export function findAllocation(db: Readable, id: SupplierAllocationId): StoredAllocation | null {
  return selectAllocation.get(db, { id }) ?? null;
}

/** Allocations of an entry that stand, whichever side it is on. */
export function liveAllocations(db: Readable, entryId: SupplierEntryId): StoredAllocation[] {
  return [...selectOfDebt.all(db, { entryId }), ...selectOfCredit.all(db, { entryId })];
}

/** Writes an allocation and moves both items with it. */
export function insertAllocation(
  tx: WriteTx,
  allocation: {
    supplierId: SupplierId;
    debtEntryId: SupplierEntryId;
    creditEntryId: SupplierEntryId;
    amount: Money;
    origin: AllocationOrigin;
  },
  { day, month }: BookDay,
  { at, by }: Acted,
): SupplierAllocationId {
  const { debtEntryId, creditEntryId, amount } = allocation;
  const { lastInsertRowid } = insertAllocationRow.run(tx, { ...allocation, day, month, at, by });
  for (const entryId of [debtEntryId, creditEntryId]) addAllocated.run(tx, { entryId, amount });
  return lastInsertRowid as SupplierAllocationId;
}

/** Takes an allocation back; false where it was already. */
export function releaseAllocationRow(
  tx: WriteTx,
  { id, debtEntryId, creditEntryId, amount }: StoredAllocation,
  { day, month, reason }: BookDay & { reason: string },
  { at, by }: Acted,
): boolean {
  if (markReleased.run(tx, { id, day, month, reason, at, by }).changes === 0) return false;
  for (const entryId of [debtEntryId, creditEntryId]) addAllocated.run(tx, { entryId, amount: -amount });
  return true;
}
