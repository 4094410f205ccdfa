import type { Readable, WriteTx } from '#core/db/connection.ts';
import { prepared, readStatement, writeStatement } from '#core/db/statement.ts';
import type { InvoiceAllocation, InvoiceRow, UninvoicedEntry } from '#shared/contract/invoices.contract.ts';
import type { AttachmentId, InvoiceId, ShopId, SupplierEntryId, SupplierId } from '#shared/domain/ids.ts';
import { addMoney, type Money, negateMoney, ZERO_MONEY } from '#shared/domain/money/money.ts';
import type { InvoiceDirection, InvoiceKind, InvoiceSums } from '#shared/domain/suppliers/invoices.ts';
import type { Day, Month } from '#shared/domain/time/business-time.ts';
import { followInvoice } from './supplier-purchases.repo.ts';

type StoredAllocation = InvoiceAllocation & { readonly shopId: ShopId | null };

const ROW = `i.id, i.direction, i.kind, i.code, i.number, i.issued_on AS issuedOn, i.supplier_id AS supplierId,
  i.shop_id AS shopId, i.party, i.currency, i.net, i.tax_rate AS taxRate, i.tax, i.total,
  (SELECT COALESCE(SUM(a.amount), 0) FROM invoice_allocations a WHERE a.invoice_id = i.id) AS allocated, i.note,
  t.name AS attachmentName, i.reds_id AS redsId, o.number AS redsNumber,
  (SELECT COALESCE(-SUM(r.total), 0) FROM invoices r WHERE r.reds_id = i.id
     AND NOT EXISTS (SELECT 1 FROM invoice_voids w WHERE w.invoice_id = r.id)) AS redded,
  v.reason AS voidReason, i.registered_at AS registeredAt, COALESCE(u.name, '') AS registeredBy`;
const FROM = `FROM invoices i LEFT JOIN invoice_voids v ON v.invoice_id = i.id LEFT JOIN invoices o ON o.id = i.reds_id
  LEFT JOIN attachments t ON t.id = i.attachment_id LEFT JOIN users u ON u.id = i.registered_by`;

const selectRow = readStatement<{ id: number }, InvoiceRow>(`SELECT ${ROW} ${FROM} WHERE i.id = @id`);
const selectAttachmentId = readStatement<{ id: number }, { attachmentId: AttachmentId | null }>(
  'SELECT attachment_id AS attachmentId FROM invoices WHERE id = @id',
);
const selectSame = readStatement<Record<string, unknown>, { number: string }>(
  `SELECT i.number FROM invoices i WHERE i.number = @number AND i.code = @code AND i.direction = @direction
     AND i.supplier_id IS @supplierId AND NOT EXISTS (SELECT 1 FROM invoice_voids v WHERE v.invoice_id = i.id) LIMIT 1`,
);
const selectAllocations = readStatement<{ id: number }, StoredAllocation>(
  `SELECT a.entry_id AS entryId, e.number AS entryNumber, e.occurred_on AS occurredOn, a.shop_id AS shopId, s.name AS shopName,
     a.month, a.amount
   FROM invoice_allocations a LEFT JOIN supplier_entries e ON e.id = a.entry_id LEFT JOIN shops s ON s.id = a.shop_id
   WHERE a.invoice_id = @id ORDER BY a.id`,
);
/** How many keys of a correction's SKU a receipt brought, by the lines of its purchase. */
const bought = (importId: string) => `(SELECT SUM(l.quantity) FROM supplier_entries n INDEXED BY supplier_entries_import
    JOIN supplier_entry_lines l ON l.entry_id = n.id AND l.sku_id = c.sku_id
  WHERE n.import_id = ${importId} AND n.kind = 'purchase' AND n.reverses_id IS NULL)`;
/**
 * What was credited of a purchase since, as far as its import tells: keys that went back or were withdrawn, claims, and what became
 * cheaper. No invoice is owed for it. A correction of several receipts is shared by what each brought: nothing here reads keys.
 */
const CREDITED = `((SELECT COALESCE(-SUM(x.amount), 0) FROM supplier_entries x INDEXED BY supplier_entries_import
    WHERE x.import_id = e.import_id AND x.kind = 'refund')
  - (SELECT COALESCE(SUM(CASE (SELECT count(*) FROM price_correction_receipts o WHERE o.document_id = c.document_id) WHEN 1 THEN c.total
      ELSE COALESCE(CAST(round(1.0 * c.total * ${bought('e.import_id')} / (SELECT SUM(${bought('o.import_id')})
        FROM price_correction_receipts o WHERE o.document_id = c.document_id)) AS INTEGER), 0) END), 0)
    FROM price_correction_receipts r JOIN price_corrections c ON c.document_id = r.document_id
    WHERE r.import_id = e.import_id AND c.total < 0 AND c.reverses_id IS NULL
      AND NOT EXISTS (SELECT 1 FROM price_corrections t WHERE t.reverses_id = c.document_id)))`;
const selectOpen = readStatement<{ supplierId: number }, UninvoicedEntry>(
  `SELECT p.entry_id AS entryId, e.number, p.occurred_on AS occurredOn, e.our_number AS ourNumber, p.amount,
     p.open - ${CREDITED} AS open
   FROM invoiceable_purchases p INDEXED BY invoiceable_purchases_open CROSS JOIN supplier_entries e ON e.id = p.entry_id
   WHERE p.supplier_id = @supplierId AND p.open > 0 AND p.open > ${CREDITED}
   ORDER BY p.occurred_on, p.entry_id LIMIT 500`,
);
const selectEntry = readStatement<{ id: number }, { number: string; supplierId: SupplierId; open: Money }>(
  `SELECT e.number, p.supplier_id AS supplierId, max(0, p.open - ${CREDITED}) AS open FROM invoiceable_purchases p
   JOIN supplier_entries e ON e.id = p.entry_id WHERE p.entry_id = @id AND p.is_reversed = 0`,
);
const selectBeyond = readStatement<{ id: number }, { beyond: Money }>(
  `SELECT max(0, p.invoiced - max(0, p.amount - ${CREDITED})) AS beyond FROM invoiceable_purchases p
   JOIN supplier_entries e ON e.id = p.entry_id WHERE p.entry_id = @id`,
);
const selectCovering = readStatement<{ id: number }, { invoiceId: InvoiceId; amount: Money }>(
  `SELECT invoice_id AS invoiceId, SUM(amount) AS amount FROM invoice_allocations INDEXED BY invoice_allocations_entry
   WHERE entry_id = @id GROUP BY invoice_id HAVING SUM(amount) <> 0`,
);
const insertRow = writeStatement<Record<string, unknown>>(
  `INSERT INTO invoices (direction, kind, code, number, issued_on, supplier_id, shop_id, party, currency, net, tax_rate, tax,
     total, note, attachment_id, reds_id, registered_at, registered_by)
   VALUES (@direction, @kind, @code, @number, @issuedOn, @supplierId, @shopId, @party, @currency, @net, @taxRate, @tax, @total,
     @note, @attachmentId, @redsId, @at, @by)`,
);
const insertVoidRow = writeStatement<Record<string, unknown>>(
  'INSERT INTO invoice_voids (invoice_id, reason, voided_at, voided_by) VALUES (@id, @reason, @at, @by)',
);
const insertAllocationRow = writeStatement<Record<string, unknown>>(
  `INSERT INTO invoice_allocations (invoice_id, entry_id, shop_id, month, amount, allocated_at, allocated_by)
   VALUES (@invoiceId, @entryId, @shopId, @month, @amount, @at, @by)`,
);

export function findInvoice(db: Readable, id: InvoiceId): InvoiceRow | null {
  return selectRow.get(db, { id }) ?? null;
}

export function findInvoiceAttachment(db: Readable, id: InvoiceId): AttachmentId | null {
  return selectAttachmentId.get(db, { id })?.attachmentId ?? null;
}

export interface NewInvoice extends InvoiceSums {
  readonly direction: InvoiceDirection;
  readonly kind: InvoiceKind;
  readonly code: string;
  readonly number: string;
  readonly issuedOn: Day;
  readonly supplierId: SupplierId | null;
  readonly shopId: ShopId | null;
  readonly party: string;
  readonly currency: string;
  readonly note: string;
  readonly attachmentId: AttachmentId | null;
  readonly redsId: InvoiceId | null;
}

export interface Registrar {
  readonly at: number;
  /** 0 is the shop itself. */
  readonly by: number;
}

/** Whether an invoice of this number stands, of the same supplier or among our own. */
export function isInvoiceKnown(
  db: Readable,
  { number, code, direction, supplierId }: Pick<NewInvoice, 'number' | 'code' | 'direction' | 'supplierId'>,
): boolean {
  return selectSame.get(db, { number, code, direction, supplierId }) !== undefined;
}

export function insertInvoice(tx: WriteTx, invoice: NewInvoice, registrar: Registrar): InvoiceId {
  return insertRow.run(tx, { ...invoice, ...registrar }).lastInsertRowid as InvoiceId;
}

export function insertInvoiceVoid(tx: WriteTx, id: InvoiceId, reason: string, registrar: Registrar): void {
  insertVoidRow.run(tx, { id, reason, ...registrar });
}

export interface AllocationTarget {
  readonly entryId: SupplierEntryId | null;
  readonly shopId: ShopId | null;
  readonly month: string | null;
}

export function insertInvoiceAllocation(
  tx: WriteTx,
  invoiceId: InvoiceId,
  { entryId, shopId, month }: AllocationTarget,
  amount: Money,
  registrar: Registrar,
): void {
  insertAllocationRow.run(tx, { invoiceId, entryId, shopId, month, amount, ...registrar });
  if (entryId !== null) followInvoice(tx, entryId, amount);
}

/** What an invoice covers now, in the order in which it did; what was released again is no part of it. */
export function readAllocations(db: Readable, id: InvoiceId): StoredAllocation[] {
  const byTarget = new Map<string, StoredAllocation>();
  for (const row of selectAllocations.all(db, { id })) {
    const target = `${row.entryId} ${row.shopId} ${row.month}`;
    const known = byTarget.get(target)?.amount ?? ZERO_MONEY;
    byTarget.set(target, { ...row, amount: addMoney(known, row.amount) });
  }
  return [...byTarget.values()].filter(({ amount }) => amount !== 0);
}

/** Purchases of a supplier without an invoice over all that is left of them, the oldest 500 first. */
export function readUninvoiced(db: Readable, supplierId: SupplierId): UninvoicedEntry[] {
  return selectOpen.all(db, { supplierId });
}

export function findInvoiceableEntry(db: Readable, id: SupplierEntryId) {
  return selectEntry.get(db, { id }) ?? null;
}

/** What invoices cover of a purchase beyond what is left of it after credits. */
export function invoicedBeyond(db: Readable, id: SupplierEntryId): Money {
  return selectBeyond.get(db, { id })?.beyond ?? ZERO_MONEY;
}

/** Who covered a purchase that was taken back has that much left over: the opposite rows, nothing is removed. */
export function releaseInvoices(tx: WriteTx, entryId: SupplierEntryId, registrar: Registrar): void {
  for (const { invoiceId, amount } of selectCovering.all(tx, { id: entryId })) {
    insertInvoiceAllocation(tx, invoiceId, { entryId, shopId: null, month: null }, negateMoney(amount), registrar);
  }
}

export interface InvoiceListQuery {
  readonly direction: InvoiceDirection;
  readonly supplierId?: SupplierId;
  readonly month?: Month;
  readonly search: string;
  readonly before: readonly [issuedOn: string, id: number];
  readonly limit: number;
}

export function invoiceListStatement(query: Omit<InvoiceListQuery, 'before' | 'limit'>): string {
  const conditions = ['i.direction = @direction', '(i.issued_on, i.id) < (@beforeOn, CAST(@beforeId AS INTEGER))'];
  if (query.supplierId !== undefined) conditions.push('i.supplier_id = @supplierId');
  if (query.month !== undefined) conditions.push("i.issued_on BETWEEN @month || '-01' AND @month || '-31'");
  if (query.search !== '') {
    conditions.push('(instr(lower(i.number), @search) > 0 OR instr(lower(i.party), @search) > 0)');
  }
  return `SELECT ${ROW} ${FROM} WHERE ${conditions.join(' AND ')}
    ORDER BY i.issued_on DESC, i.id DESC LIMIT CAST(@limit AS INTEGER)`;
}

/** Latest day first. */
export function listInvoices(db: Readable, query: InvoiceListQuery): InvoiceRow[] {
  const { before, search, ...plain } = query;
  const [beforeOn, beforeId] = before;
  const params = { ...plain, search: search.toLowerCase(), beforeOn, beforeId };
  return prepared(db, invoiceListStatement(query)).all(params) as InvoiceRow[];
}
