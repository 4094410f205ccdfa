import { audit, type Context, signedInUser, today, write } from '#core/context.ts';
import type { Readable, WriteTx } from '#core/db/connection.ts';
import { decodeCursor, type Page, pageOfRows } from '#core/db/keyset.ts';
import type { Kernel } from '#core/kernel.ts';
import { invalidValue, notFound, Refusal } from '#core/refusal.ts';
import { shopSettings } from '#core/settings/shop-settings.ts';
import type { InvoiceRow, OwedInvoiceRow } from '#shared/contract/invoices.contract.ts';
import type { FileId, InvoiceId, ShopId, SupplierEntryId, SupplierId } from '#shared/domain/ids.ts';
import { type Money, money, negateMoney, subtractMoney, ZERO_MONEY } from '#shared/domain/money/money.ts';
import {
  coverInOrder,
  type InvoiceSums,
  invoiceSumsRefusal,
  takeBackCover,
} from '#shared/domain/suppliers/invoices.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { stageAttachment, withAttachment } from './attachments.ts';
import {
  type AllocationTarget,
  findInvoice,
  findInvoiceAttachment,
  findInvoiceableEntry,
  type InvoiceListQuery,
  insertInvoice,
  insertInvoiceAllocation,
  insertInvoiceVoid,
  invoicedBeyond,
  isInvoiceKnown,
  listInvoices,
  type NewInvoice,
  type Registrar,
  readAllocations,
  readUninvoiced,
} from './invoices.repo.ts';
import { findAttachment, insertAttachment } from './qualifications.repo.ts';
import { requireSupplier } from './supplier-accounts.posting.ts';

const AREAS = ['suppliers', 'reconciliation'];
const FROM_LATEST = ['9999-12-31', Number.MAX_SAFE_INTEGER] as const;

type RegisterInput = Omit<NewInvoice, 'shopId' | 'currency' | 'attachmentId' | 'redsId'> & {
  readonly fileId: FileId | null;
  readonly coversOldest: boolean;
  readonly shopMonth: { readonly shopId: ShopId; readonly month: string } | null;
};
type RedLetterInput = Pick<NewInvoice, 'code' | 'number' | 'issuedOn' | 'net' | 'tax' | 'note'> & {
  readonly id: InvoiceId;
};

/** 发票: what suppliers made out to us, what we made out to buyers, and what has none yet. */
export function createInvoicesService(kernel: Kernel) {
  return {
    list({ db }: Context, input: Omit<InvoiceListQuery, 'before'> & { cursor?: string }): Page<InvoiceRow> {
      const { cursor, limit, ...query } = input;
      const before = cursor === undefined ? FROM_LATEST : decodeCursor(cursor, ['string', 'number'] as const);
      const rows = listInvoices(db, { ...query, before, limit: limit + 1 });
      return pageOfRows(rows, limit, ({ issuedOn, id }) => [issuedOn, id]);
    },

    get: ({ db }: Context, id: InvoiceId) => ({ ...requireInvoice(db, id), allocations: readAllocations(db, id) }),

    owed: (context: Context, input: { supplierId?: SupplierId }, signal?: AbortSignal) =>
      kernel.threads.run<{ rows: OwedInvoiceRow[] }>({
        kind: 'invoices-owed',
        input: { supplierId: input.supplierId ?? null, today: today(context).day },
        keys: null,
        signal,
      }),

    uninvoiced: ({ db }: Context, supplierId: SupplierId) => readUninvoiced(db, requireSupplier(db, supplierId).id),

    register(context: Context, input: RegisterInput) {
      requireSound(context, input);
      return withAttachment(kernel, context, input.fileId, (kept) =>
        write(context, AREAS, (tx) => {
          if (isInvoiceKnown(tx, input)) throw new Refusal('INVOICE_EXISTS', { number: input.number });
          const registrar = registrarOf(context);
          const author = { now: context.now, userId: registrar.by };
          const attachmentId = kept && insertAttachment(tx, kept, author);
          const { fileId: _, coversOldest, shopMonth, ...values } = input;
          const supplier = input.supplierId === null ? null : requireSupplier(tx, input.supplierId);
          const id = insertInvoice(
            tx,
            {
              ...values,
              party: input.party === '' ? (supplier?.name ?? '') : input.party,
              shopId: shopMonth?.shopId ?? null,
              currency: supplier?.currency ?? shopSettings(tx).currency,
              attachmentId,
              redsId: null,
            },
            registrar,
          );
          if (supplier && coversOldest) coverOldest(tx, id, supplier.id, input.total, registrar);
          if (shopMonth) {
            const { shopId, month } = shopMonth;
            insertInvoiceAllocation(tx, id, { entryId: null, shopId, month }, input.total, registrar);
          }
          const { direction, number, total } = input;
          record(tx, context, 'register', id, { direction, number, total, supplierCode: supplier?.code ?? null });
          return { id };
        }),
      );
    },

    voidInvoice: (context: Context, input: { id: InvoiceId; reason: string }) =>
      write(context, AREAS, (tx) => {
        const invoice = requireInvoice(tx, input.id);
        // What a red-letter invoice took away would have to come back: that one is made void first.
        if (invoice.voidReason !== null || invoice.redded !== 0) {
          throw new Refusal('INVOICE_STATE_FORBIDS', { number: invoice.number });
        }
        const registrar = registrarOf(context);
        // A red-letter invoice covers nothing itself; what it uncovered may be covered again.
        if (invoice.redsId === null) releaseAll(tx, invoice.id, registrar);
        insertInvoiceVoid(tx, invoice.id, input.reason, registrar);
        record(tx, context, 'voidInvoice', invoice.id, { number: invoice.number, reason: input.reason });
        return { id: invoice.id };
      }),

    redLetter: (context: Context, input: RedLetterInput) =>
      write(context, AREAS, (tx) => {
        requirePast(context, input.issuedOn);
        const invoice = requireStanding(tx, input.id);
        const { supplierId, shopId, direction, kind, party, currency, taxRate } = invoice;
        const total = money(input.net + input.tax);
        requireSums({ net: input.net, tax: input.tax, total, taxRate });
        const left = money(invoice.total - invoice.redded);
        if (total > left || total <= 0) throw new Refusal('MORE_THAN_INVOICE', { left });
        if (isInvoiceKnown(tx, { ...input, direction, supplierId })) {
          throw new Refusal('INVOICE_EXISTS', { number: input.number });
        }
        const registrar = registrarOf(context);
        const covered = readAllocations(tx, invoice.id).map((share) => {
          const beyond = share.entryId === null ? ZERO_MONEY : invoicedBeyond(tx, share.entryId);
          return { id: share, amount: share.amount, beyond };
        });
        const id = insertInvoice(
          tx,
          {
            direction,
            kind,
            code: input.code,
            number: input.number,
            issuedOn: input.issuedOn,
            supplierId,
            shopId,
            party,
            currency,
            net: negateMoney(input.net),
            taxRate,
            tax: negateMoney(input.tax),
            total: negateMoney(total),
            note: input.note,
            attachmentId: null,
            redsId: invoice.id,
          },
          registrar,
        );
        for (const { id: share, amount } of takeBackCover(total, left, covered)) {
          insertInvoiceAllocation(tx, invoice.id, share, negateMoney(amount), registrar);
        }
        record(tx, context, 'redLetter', id, { number: input.number, of: invoice.number, total });
        return { id };
      }),

    allocate: (context: Context, input: { id: InvoiceId; shares: { entryId: SupplierEntryId; amount: Money }[] }) =>
      write(context, AREAS, (tx) => {
        const invoice = requireStanding(tx, input.id);
        // One to a buyer covers its shop's month as a whole, from its registration on.
        if (invoice.supplierId === null) throw new Refusal('INVOICE_STATE_FORBIDS', { number: invoice.number });
        const registrar = registrarOf(context);
        releaseAll(tx, invoice.id, registrar);
        let left = money(invoice.total - invoice.redded);
        for (const { entryId, amount } of input.shares) {
          const entry = findInvoiceableEntry(tx, entryId);
          if (!entry || entry.supplierId !== invoice.supplierId) throw notFound('supplierEntry', entryId);
          const open = money(Math.min(entry.open, left));
          if (amount > open) throw new Refusal('MORE_THAN_OPEN', { number: entry.number, open });
          insertInvoiceAllocation(tx, invoice.id, { entryId, shopId: null, month: null }, amount, registrar);
          left = money(left - amount);
        }
        record(tx, context, 'allocate', invoice.id, { number: invoice.number, shares: input.shares.length });
        return { id: invoice.id };
      }),

    coverOldest: (context: Context, id: InvoiceId) =>
      write(context, AREAS, (tx) => {
        const invoice = requireStanding(tx, id);
        if (invoice.supplierId === null) throw new Refusal('INVOICE_STATE_FORBIDS', { number: invoice.number });
        const left = money(invoice.total - invoice.redded - invoice.allocated);
        const shares = coverOldest(tx, invoice.id, invoice.supplierId, left, registrarOf(context));
        record(tx, context, 'allocate', invoice.id, { number: invoice.number, shares });
        return { id: invoice.id, shares };
      }),

    async openAttachment(context: Context, id: InvoiceId) {
      requireInvoice(context.db, id);
      const attachmentId = findInvoiceAttachment(context.db, id);
      const attachment = attachmentId === null ? null : findAttachment(context.db, attachmentId);
      if (!attachment) throw new Refusal('NO_ATTACHMENT');
      return stageAttachment(context, attachment);
    },
  };
}

export type InvoicesService = ReturnType<typeof createInvoicesService>;

function requireInvoice(db: Readable, id: InvoiceId): InvoiceRow {
  const invoice = findInvoice(db, id);
  if (!invoice) throw notFound('invoice', id);
  return invoice;
}

/** An invoice that counts and is no red-letter one itself. */
function requireStanding(db: Readable, id: InvoiceId): InvoiceRow {
  const invoice = requireInvoice(db, id);
  if (invoice.voidReason !== null || invoice.redsId !== null) {
    throw new Refusal('INVOICE_STATE_FORBIDS', { number: invoice.number });
  }
  return invoice;
}

function requireSound(context: Context, input: RegisterInput): void {
  if ((input.direction === 'in') !== (input.supplierId !== null)) throw invalidValue('supplierId', 'SUPPLIER_EXPECTED');
  if (input.direction === 'out' && input.party === '') throw invalidValue('party', 'PARTY_EXPECTED');
  if (input.direction === 'in' && input.shopMonth !== null) throw invalidValue('shopMonth', 'NO_SHOP_EXPECTED');
  requirePast(context, input.issuedOn);
  if (input.total <= 0) throw new Refusal('NOT_THE_SUM');
  requireSums(input);
}

function requirePast(context: Context, issuedOn: Day): void {
  if (issuedOn > today(context).day) throw invalidValue('issuedOn', 'NOT_IN_FUTURE', issuedOn);
}

function requireSums(sums: InvoiceSums): void {
  const refusal = invoiceSumsRefusal(sums);
  if (refusal !== null) throw new Refusal(refusal);
}

/** Covers the oldest purchases, however many they are, and answers how many it reached. */
function coverOldest(tx: WriteTx, id: InvoiceId, supplierId: SupplierId, amount: Money, registrar: Registrar): number {
  let [left, reached] = [amount, 0];
  while (left > 0) {
    // What is covered is open no more: the next ones are read.
    const targets = readUninvoiced(tx, supplierId).map(({ entryId, open }) => ({ id: entryId, open }));
    const shares = coverInOrder(left, targets);
    for (const share of shares) {
      insertInvoiceAllocation(tx, id, { entryId: share.id, shopId: null, month: null }, share.amount, registrar);
      left = subtractMoney(left, share.amount);
    }
    reached += shares.length;
    if (shares.length === 0) break;
  }
  return reached;
}

/** Everything an invoice covers is open again: the opposite rows, nothing is removed. */
function releaseAll(tx: WriteTx, id: InvoiceId, registrar: Registrar): void {
  for (const { entryId, shopId, month, amount } of readAllocations(tx, id)) {
    const target: AllocationTarget = { entryId, shopId, month };
    if (amount !== ZERO_MONEY) insertInvoiceAllocation(tx, id, target, negateMoney(amount), registrar);
  }
}

function registrarOf(context: Context): Registrar {
  return { at: context.now, by: signedInUser(context) };
}

function record(
  tx: WriteTx,
  context: Context,
  act: 'register' | 'voidInvoice' | 'redLetter' | 'allocate',
  subjectId: InvoiceId,
  details: Record<string, unknown>,
): void {
  audit(tx, context, { action: `invoices.${act}`, subjectKind: 'invoice', subjectId, details });
}
