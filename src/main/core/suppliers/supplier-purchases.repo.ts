import type { Readable, WriteTx } from '#core/db/connection.ts';
import { readStatement, writeStatement } from '#core/db/statement.ts';
import type { SupplierEntryId, SupplierId } from '#shared/domain/ids.ts';
import { addMoney, type Money, ZERO_MONEY } from '#shared/domain/money/money.ts';
import type { SupplierEntryKind } from '#shared/domain/reconciliation/supplier-account.ts';
import type { Day } from '#shared/domain/time/business-time.ts';

/*
 * Projections of a supplier's entries: purchases by day, and each purchase with what invoices cover of it. They are kept in the
 * transaction that posts, so that a quarter is as many rows as it has days and a page of uninvoiced purchases is what it shows.
 */

const addToDay = writeStatement<{ supplierId: number; occurredOn: string; purchased: number; refunded: number }>(
  `INSERT INTO supplier_purchase_days (supplier_id, occurred_on, purchased, refunded)
   VALUES (@supplierId, @occurredOn, @purchased, @refunded)
   ON CONFLICT (supplier_id, occurred_on) DO UPDATE
     SET purchased = purchased + excluded.purchased, refunded = refunded + excluded.refunded`,
);
const insertInvoiceable = writeStatement<{ id: number; supplierId: number; occurredOn: string; amount: number }>(
  `INSERT INTO invoiceable_purchases (entry_id, supplier_id, occurred_on, amount)
   VALUES (@id, @supplierId, @occurredOn, @amount)`,
);
const markReversed = writeStatement<{ id: number }>(
  'UPDATE invoiceable_purchases SET is_reversed = 1 WHERE entry_id = @id',
);
const addInvoiced = writeStatement<{ id: number; amount: number }>(
  'UPDATE invoiceable_purchases SET invoiced = invoiced + CAST(@amount AS INTEGER) WHERE entry_id = @id',
);
const sumDays = readStatement<
  { supplierId: number; fromOn: string; toOn: string },
  { purchased: Money; refunded: Money }
>(
  `SELECT COALESCE(SUM(purchased), 0) AS purchased, COALESCE(SUM(refunded), 0) AS refunded FROM supplier_purchase_days
   WHERE supplier_id = @supplierId AND occurred_on BETWEEN @fromOn AND @toOn`,
);

/** An entry as far as the projections of purchases go. */
export interface PurchaseEntry {
  readonly supplierId: SupplierId;
  readonly kind: SupplierEntryKind;
  readonly amount: Money;
  readonly occurredOn: Day;
  readonly reversesId: SupplierEntryId | null;
}

/** Follows an entry that was just written; entries that are no purchase and no refund change nothing. */
export function followPurchase(tx: WriteTx, id: SupplierEntryId, entry: PurchaseEntry): void {
  const { supplierId, kind, amount, occurredOn, reversesId } = entry;
  const isPurchase = kind === 'purchase' || kind === 'consignment';
  if (reversesId !== null) markReversed.run(tx, { id: reversesId });
  if (!isPurchase && kind !== 'refund') return;
  const [purchased, refunded] = isPurchase ? [amount, ZERO_MONEY] : [ZERO_MONEY, amount];
  addToDay.run(tx, { supplierId, occurredOn, purchased, refunded });
  if (reversesId === null && isPurchase && amount > 0)
    insertInvoiceable.run(tx, { id, supplierId, occurredOn, amount });
}

/** Purchases became dearer by a correction: what they became so is bought too, and has no invoice yet. */
export function followDearerPurchases(
  tx: WriteTx,
  id: SupplierEntryId,
  { supplierId, amount, occurredOn }: Pick<PurchaseEntry, 'supplierId' | 'amount' | 'occurredOn'>,
): void {
  if (amount > 0) insertInvoiceable.run(tx, { id, supplierId, occurredOn, amount });
}

/** An invoice covers so much more of a purchase, or less where the amount is below zero. */
export function followInvoice(tx: WriteTx, id: SupplierEntryId, amount: Money): void {
  addInvoiced.run(tx, { id, amount });
}

/** What was bought within some days, reversals taken off, in the currency of the account. */
export function purchasedWithin(db: Readable, supplierId: SupplierId, span: { from: Day; to: Day }): Money {
  return sumsWithin(db, supplierId, span).purchased;
}

/** What was bought within some days less what went back, reversals taken off, in the currency of the account. */
export function purchasedLessRefunds(db: Readable, supplierId: SupplierId, span: { from: Day; to: Day }): Money {
  const { purchased, refunded } = sumsWithin(db, supplierId, span);
  return addMoney(purchased, refunded);
}

function sumsWithin(db: Readable, supplierId: SupplierId, { from, to }: { from: Day; to: Day }) {
  const sums = sumDays.get(db, { supplierId, fromOn: from, toOn: to });
  return sums ?? { purchased: ZERO_MONEY, refunded: ZERO_MONEY };
}
