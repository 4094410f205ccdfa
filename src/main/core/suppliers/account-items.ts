import type { Readable, WriteTx } from '#core/db/connection.ts';
import { findExchange } from '#core/purchasing/exchange-rates.lookup.ts';
import { findImportExchange } from '#core/purchasing/import-exchanges.repo.ts';
import { firstOpenMonth } from '#core/reconciliation/closed-months.ts';
import { shopSettings } from '#core/settings/shop-settings.ts';
import type { ImportId, SupplierEntryId, SupplierId } from '#shared/domain/ids.ts';
import { type Money, money, negateMoney } from '#shared/domain/money/money.ts';
import { convertMoney } from '#shared/domain/purchasing/exchange-rate.ts';
import { periodFor, periodOfMonth } from '#shared/domain/reconciliation/periods.ts';
import type { SupplierEntryKind } from '#shared/domain/reconciliation/supplier-account.ts';
import { dueDay } from '#shared/domain/suppliers/ageing.ts';
import { type OpenItem, planAllocations, worthOfPart } from '#shared/domain/suppliers/allocations.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { findExchangeResult, insertExchangeResult, realisedParts } from './exchange-results.repo.ts';
import {
  type Acted,
  type AllocationOrigin,
  type BookDay,
  findItem,
  insertAllocation,
  insertItem,
  liveAllocations,
  markItemReversed,
  openItems,
  openItemsOfDocument,
  releaseAllocationRow,
  type StoredAllocation,
  type StoredItem,
} from './supplier-items.repo.ts';
import type { Supplier } from './suppliers.repo.ts';

/*
 * Open items of an account, kept in the transaction that posts: what each entry leaves open, what pays it, and what that made
 * in exchange. Synchronous; the rules are in domain/suppliers.
 */

/** As many parts as one posting makes; what is left over stays open until it is allocated by its own command. */
const MOST_PARTS = 500;

export interface EntryToOpen {
  readonly id: SupplierEntryId;
  readonly kind: SupplierEntryKind;
  readonly amount: Money;
  readonly occurredOn: Day;
  readonly importId: ImportId | null;
  /** What it is worth in the shop's currency, where its document knows. */
  readonly ownAmount: Money | null;
  /** Whether it looks for its counterpart by itself. */
  readonly isAllocated: boolean;
}

/** Opens the item of a posted entry, and lets it pay or be paid by what is open. */
export function openItem(tx: WriteTx, supplier: Supplier, entry: EntryToOpen, acted: Acted): void {
  const { id, kind, amount, occurredOn } = entry;
  if (amount === 0) return;
  const isDebt = amount > 0;
  insertItem(tx, {
    entryId: id,
    supplierId: supplier.id,
    side: isDebt ? 'debt' : 'credit',
    amount: isDebt ? amount : negateMoney(amount),
    dueOn: isDebt ? dueDay(kind, occurredOn, supplier) : occurredOn,
    ownAmount: ownWorth(tx, supplier.currency, entry),
  });
  if (entry.isAllocated) allocateItem(tx, supplier, id, acted);
}

/** Lets one item pay, or be paid by, what is open on the other side. */
export function allocateItem(tx: WriteTx, supplier: Supplier, entryId: SupplierEntryId, acted: Acted): number {
  const item = findItem(tx, entryId);
  if (!item || item.open === 0) return 0;
  const other = item.side === 'debt' ? 'credit' : 'debt';
  const own = openItemsOfDocument(tx, item, other);
  const ownIds = new Set(own.map((found) => found.entryId));
  const rest = openItems(tx, supplier.id, other, MOST_PARTS).filter((found) => !ownIds.has(found.entryId));
  const others = [...own, ...rest];
  return item.side === 'debt'
    ? allocate(tx, supplier, [item], others, acted)
    : allocate(tx, supplier, others, [item], acted);
}

/** Lets everything that is open on an account pay what is due first. Answers how many parts that made. */
export function allocateAccount(tx: WriteTx, supplier: Supplier, acted: Acted): number {
  const debts = openItems(tx, supplier.id, 'debt', MOST_PARTS);
  const credits = openItems(tx, supplier.id, 'credit', MOST_PARTS);
  return allocate(tx, supplier, debts, credits, acted);
}

function allocate(
  tx: WriteTx,
  supplier: Supplier,
  debts: readonly StoredItem[],
  credits: readonly StoredItem[],
  acted: Acted,
): number {
  const planned = planAllocations(debts.map(openPart), credits.map(openPart), MOST_PARTS);
  const byId = new Map([...debts, ...credits].map((item) => [item.entryId, item]));
  for (const { debtId, creditId, amount } of planned) {
    const debt = byId.get(debtId);
    const credit = byId.get(creditId);
    if (debt && credit) allocatePart(tx, supplier, { debt, credit, amount, origin: 'automatic' }, acted);
  }
  return planned.length;
}

function openPart({ entryId, open, dueOn, importId, deliveryId }: StoredItem): OpenItem<SupplierEntryId> {
  const delivery = deliveryId === null ? null : `delivery/${deliveryId}`;
  return { id: entryId, open, dueOn, document: importId === null ? delivery : `import/${importId}` };
}

/** Joins a part of a credit to a debt; both must have that much open. */
export function allocatePart(
  tx: WriteTx,
  supplier: Supplier,
  part: { debt: StoredItem; credit: StoredItem; amount: Money; origin: AllocationOrigin },
  acted: Acted,
): void {
  const { debt, credit, amount, origin } = part;
  const later = debt.occurredOn > credit.occurredOn ? debt.occurredOn : credit.occurredOn;
  const on = openBookDay(tx, supplier, later);
  const ids = { supplierId: supplier.id, debtEntryId: debt.entryId, creditEntryId: credit.entryId };
  const id = insertAllocation(tx, { ...ids, amount, origin }, on, acted);
  realise(tx, { ...ids, id, amount }, { debt, credit }, on, acted.at);
}

/** What allocations of a payment realise once it is known what it cost. */
export function realiseAllocations(tx: WriteTx, supplier: Supplier, payment: StoredItem, day: Day, at: number): void {
  const on = openBookDay(tx, supplier, day);
  for (const allocation of liveAllocations(tx, payment.entryId)) {
    const debt = findItem(tx, allocation.debtEntryId);
    if (debt) realise(tx, allocation, { debt, credit: payment }, on, at);
  }
}

function realise(
  tx: WriteTx,
  { id, supplierId, amount }: Pick<StoredAllocation, 'id' | 'supplierId' | 'amount'>,
  { debt, credit }: { debt: StoredItem; credit: StoredItem },
  on: BookDay,
  at: number,
): void {
  if (debt.ownAmount === null || credit.ownAmount === null) return;
  const booked = worthOfPart(
    { amount: debt.amount, worth: debt.ownAmount, ...realisedParts(tx, debt.entryId, 'debt') },
    amount,
  );
  const paid = worthOfPart(
    { amount: credit.amount, worth: credit.ownAmount, ...realisedParts(tx, credit.entryId, 'credit') },
    amount,
  );
  insertExchangeResult(tx, { allocationId: id, supplierId, booked, paid }, on, at);
}

/** Takes an allocation back on a day, with what it made in exchange; false where somebody did so already. */
export function releaseAllocation(
  tx: WriteTx,
  supplier: Supplier,
  allocation: StoredAllocation,
  { day, reason }: { day: Day; reason: string },
  acted: Acted,
): boolean {
  const on = openBookDay(tx, supplier, day);
  const result = findExchangeResult(tx, allocation.id);
  if (!releaseAllocationRow(tx, allocation, { ...on, reason }, acted)) return false;
  if (result) {
    const opposite = { booked: negateMoney(result.booked), paid: negateMoney(result.paid) };
    insertExchangeResult(tx, { allocationId: allocation.id, supplierId: supplier.id, ...opposite }, on, acted.at);
  }
  return true;
}

/**
 * A reversed entry leaves the open items. What it paid, or was paid by, is open again and looks for another counterpart at once, but
 * for what came with the same document: that is taken back with it.
 */
export function closeReversedItem(
  tx: WriteTx,
  supplier: Supplier,
  reversed: { readonly id: SupplierEntryId; readonly importId: ImportId | null },
  { day, reason }: { day: Day; reason: string },
  acted: Acted,
): void {
  const freed = liveAllocations(tx, reversed.id).map((allocation) => {
    releaseAllocation(tx, supplier, allocation, { day, reason }, acted);
    const { debtEntryId, creditEntryId } = allocation;
    return debtEntryId === reversed.id ? creditEntryId : debtEntryId;
  });
  markItemReversed(tx, reversed.id);
  for (const entryId of freed) {
    const importId = findItem(tx, entryId)?.importId ?? null;
    if (importId === null || importId !== reversed.importId) allocateItem(tx, supplier, entryId, acted);
  }
}

/** The day, or the first one that the supplier's book still takes. */
export function openBookDay(db: Readable, { id, closingDay }: Supplier, day: Day): BookDay {
  const book = { kind: 'supplier', supplierId: id, closingDay } as const;
  const { month } = periodFor(book, day);
  const openMonth = firstOpenMonth(db, 'supplier', id);
  if (openMonth === null || month >= openMonth) return { day, month };
  return { day: periodOfMonth(book, openMonth).from, month: openMonth };
}

/** Whether the month that an allocation belongs to takes no more changes. */
export function isFrozenAllocation(db: Readable, supplierId: SupplierId, { month }: StoredAllocation): boolean {
  const openMonth = firstOpenMonth(db, 'supplier', supplierId);
  return openMonth !== null && month < openMonth;
}

/**
 * What an entry is worth in the shop's currency: as its document says, at the rate of its receipt, or of its day. What a payment
 * cost is never worked out here: somebody says so.
 */
function ownWorth(db: Readable, currency: string, entry: EntryToOpen): Money | null {
  if (currency === shopSettings(db).currency) return null;
  if (entry.ownAmount !== null || entry.kind === 'payment') return entry.ownAmount;
  const magnitude = money(Math.abs(entry.amount));
  const receipt = entry.importId === null ? null : findImportExchange(db, entry.importId);
  const exchange = receipt ?? findExchange(db, currency, entry.occurredOn);
  return exchange === null || exchange === 'missing' ? null : convertMoney(magnitude, exchange.rate);
}
