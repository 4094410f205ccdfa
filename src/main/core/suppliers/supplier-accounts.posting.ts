import { type AuditAuthor, recordAudit } from '#core/audit/audit-chain.ts';
import type { Readable, WriteTx } from '#core/db/connection.ts';
import {
  accountOpenFrom,
  requireNotFarAhead,
  requireOpenMonth,
  requireUnsettledDay,
} from '#core/reconciliation/closed-months.ts';
import { invalidValue, notFound, Refusal } from '#core/refusal.ts';
import { takeDocumentNumber } from '#core/settings/settings.repo.ts';
import { shopSettings } from '#core/settings/shop-settings.ts';
import type { DeliveryId, ImportId, SkuId, SupplierEntryId, SupplierId } from '#shared/domain/ids.ts';
import { type Money, money, negateMoney } from '#shared/domain/money/money.ts';
import { periodFor } from '#shared/domain/reconciliation/periods.ts';
import { isAmountOfKind, type SupplierEntryKind } from '#shared/domain/reconciliation/supplier-account.ts';
import { type Day, dayOf, type Month } from '#shared/domain/time/business-time.ts';
import { closeReversedItem, openItem } from './account-items.ts';
import { releaseInvoices } from './invoices.repo.ts';
import { receiveRebate, undoRebateReceipts } from './rebate-receipts.ts';
import { type EntryRow, findEntry, insertEntry, insertEntryLine, readEntryLines } from './supplier-entries.repo.ts';
import { findSupplier, type Supplier } from './suppliers.repo.ts';

/*
 * The account of a supplier for other areas (imports, reconciliation, after-sales): synchronous, inside their transaction.
 */

export interface EntryLineToPost {
  readonly skuId: SkuId | null;
  readonly quantity: number;
  readonly unitPrice: Money;
  readonly amount: Money;
}

export interface EntryToPost {
  readonly supplierId: SupplierId;
  readonly kind: SupplierEntryKind;
  /** Signed: above zero raises what we owe. Must be on the side of its kind. */
  readonly amount: Money;
  /** The document's day; it decides the month of the supplier's book. */
  readonly occurredOn: Day;
  /** The supplier's number for it, by which their statement is matched. */
  readonly externalNumber?: string;
  /** Our document's number (`IM-…`); the entry's own number where there is none. */
  readonly ourNumber?: string;
  readonly remark?: string;
  readonly importId?: ImportId | null;
  /** With `consignment`: the delivery whose keys are owed, or came back. */
  readonly deliveryId?: DeliveryId | null;
  /** Takes back part of what was posted with this kind: the amount is on the other side. */
  readonly isTakenBack?: boolean;
  /** What it is worth in the shop's currency, where its document knows and the account has another. */
  readonly ownAmount?: Money | null;
  /** Left open until its counterpart is posted in the same transaction, or is named by hand. */
  readonly isLeftOpen?: boolean;
  /** The SKUs of a purchase or return, one line per SKU and price; signed like the entry. */
  readonly lines?: readonly EntryLineToPost[];
}

export interface PostedEntry {
  readonly id: SupplierEntryId;
  readonly number: string;
}

/**
 * Who posts; the shop's own schedules have no user. The key is left out where the document that posts is itself audited in
 * the same transaction, as an import is.
 */
export type PostingAuthor = Omit<AuditAuthor, 'auditKey'> & Partial<Pick<AuditAuthor, 'auditKey'>>;

/**
 * Posts a numbered entry, moves the balance and leaves an audit row. Refuses with NOT_FOUND, MONTH_CLOSED, DAY_SETTLED, or INVALID_VALUE
 * for an amount on the wrong side of its kind or a day more than a month ahead.
 */
export function postSupplierEntry(tx: WriteTx, author: PostingAuthor, entry: EntryToPost): PostedEntry {
  const supplier = requireSupplier(tx, entry.supplierId);
  if (!isAmountOfKind(entry.kind, entry.amount, entry.isTakenBack))
    throw invalidValue('amount', 'SIDE_OF_KIND', entry.kind);
  return insertPosted(tx, author, supplier, entry, null);
}

/** The month of a supplier's book that a day falls in, by their closing day. */
export function bookMonthOf({ id, closingDay }: Pick<Supplier, 'id' | 'closingDay'>, day: Day): Month {
  return periodFor({ kind: 'supplier', supplierId: id, closingDay }, day).month;
}

/** The day itself, or the first one that the supplier's book still takes where its month is closed or a statement settled it. */
export function firstOpenDay(db: Readable, supplierId: SupplierId, day: Day): Day {
  const openFrom = accountOpenFrom(db, requireSupplier(db, supplierId));
  return openFrom === null || day >= openFrom ? day : openFrom;
}

/** Like {@link bookMonthOf}, of a supplier that is only known by its id. */
export function supplierMonthOf(db: Readable, supplierId: SupplierId, day: Day): Month {
  return bookMonthOf(requireSupplier(db, supplierId), day);
}

/**
 * Posts the opposite of an entry with the same kind and lines. Refuses with ENTRY_REVERSED, ENTRY_IS_REVERSAL, ENTRY_SETTLED,
 * MONTH_CLOSED and DAY_SETTLED. An entry that came with a document is reversed by undoing the document, which calls this.
 */
export function reverseSupplierEntry(
  tx: WriteTx,
  author: PostingAuthor,
  reversal: { readonly id: SupplierEntryId; readonly occurredOn: Day; readonly remark: string },
): PostedEntry {
  const entry = requireEntry(tx, reversal.id);
  requireReversible(entry);
  const supplier = requireSupplier(tx, entry.supplierId);
  const lines = readEntryLines(tx, entry.id).map(({ skuId, quantity, unitPrice, amount }) => ({
    skuId,
    quantity: -quantity,
    unitPrice,
    amount: negateMoney(amount),
  }));
  const { kind, supplierId, externalNumber, ourNumber, importId, deliveryId } = entry;
  const { occurredOn, remark } = reversal;
  const paper = { externalNumber, ourNumber, importId, deliveryId };
  const opposite = { supplierId, kind, amount: negateMoney(entry.amount), ...paper, lines };
  return insertPosted(tx, author, supplier, { ...opposite, occurredOn, remark }, entry);
}

function requireReversible(entry: EntryRow): void {
  if (entry.reversesId !== null) throw new Refusal('ENTRY_IS_REVERSAL', { number: entry.reversesNumber ?? '' });
  if (entry.reversedById !== null) throw new Refusal('ENTRY_REVERSED', { number: entry.reversedByNumber ?? '' });
  if (entry.settledStatementId !== null) {
    throw new Refusal('ENTRY_SETTLED', { number: entry.settledStatementNumber ?? '' });
  }
}

function insertPosted(
  tx: WriteTx,
  author: PostingAuthor,
  supplier: Supplier,
  entry: EntryToPost,
  reversed: EntryRow | null,
): PostedEntry {
  const { supplierId, kind, occurredOn, externalNumber = '', ourNumber, remark = '', lines } = entry;
  const { importId = null, deliveryId = null } = entry;
  const amount = money(entry.amount);
  const month = bookMonthOf(supplier, occurredOn);
  requireOpenMonth(tx, 'supplier', supplierId, month);
  requireUnsettledDay(tx, supplierId, occurredOn);
  requireNotFarAhead('occurredOn', occurredOn, dayOf(author.now, shopSettings(tx).timeZone));
  if (!Number.isSafeInteger(supplier.balance + amount)) throw invalidValue('amount', 'BALANCE_TOO_LARGE');
  const number = takeDocumentNumber(tx, 'SA', month);
  const id = insertEntry(tx, {
    number,
    supplierId,
    kind,
    amount,
    occurredOn,
    month,
    externalNumber,
    ourNumber: ourNumber ?? number,
    remark,
    importId,
    deliveryId,
    reversesId: reversed?.id ?? null,
    postedAt: author.now,
    postedBy: author.userId ?? 0,
  });
  for (const line of lines ?? []) insertEntryLine(tx, { entryId: id, ...line });
  keepItem(tx, author, supplier, { ...entry, id, importId, amount }, reversed);
  if (author.auditKey === undefined) return { id, number };
  const details = { number, supplierCode: supplier.code, kind, amount, occurredOn, reverses: reversed?.number ?? null };
  const action = reversed ? 'supplierAccounts.reverse' : 'supplierAccounts.post';
  recordAudit(
    tx,
    { ...author, auditKey: author.auditKey },
    { action, subjectKind: 'supplier-entry', subjectId: id, details },
  );
  return { id, number };
}

/**
 * A reversal closes the item of what it reverses, and invoices that covered it have that much left over; every other entry opens its
 * own. A rebate answers what was promised.
 */
function keepItem(
  tx: WriteTx,
  author: PostingAuthor,
  supplier: Supplier,
  entry: EntryToPost & { readonly id: SupplierEntryId; readonly importId: ImportId | null },
  reversed: EntryRow | null,
): void {
  const { occurredOn, remark = '', ownAmount = null, isLeftOpen = false } = entry;
  const acted = { at: author.now, by: author.userId ?? 0 };
  if (reversed) {
    releaseInvoices(tx, reversed.id, acted);
    closeReversedItem(tx, supplier, reversed, { day: occurredOn, reason: remark }, acted);
    if (reversed.kind === 'rebate') undoRebateReceipts(tx, { entryId: reversed.id, importId: null }, acted);
    return;
  }
  openItem(tx, supplier, { ...entry, ownAmount, isAllocated: !isLeftOpen }, acted);
  if (entry.kind !== 'rebate' || entry.amount === 0) return;
  const source = { entryId: entry.id, importId: null };
  const amount = negateMoney(entry.amount);
  receiveRebate(tx, { supplierId: supplier.id, source, amount, receivedOn: occurredOn }, acted);
}

export function requireEntry(db: Readable, id: SupplierEntryId): EntryRow {
  const entry = findEntry(db, id);
  if (!entry) throw notFound('supplierEntry', id);
  return entry;
}

export function requireSupplier(db: Readable, id: SupplierId): Supplier {
  const supplier = findSupplier(db, id);
  if (!supplier) throw notFound('supplier', id);
  return supplier;
}
