import { z } from 'zod';
import type { InvoiceId, ShopId, SupplierEntryId } from '../domain/ids.ts';
import { INVOICE_DIRECTIONS, INVOICE_KINDS } from '../domain/suppliers/invoices.ts';
import { fileId } from './files.contract.ts';
import {
  amountAboveZero,
  command,
  commandInput,
  day,
  idOf,
  moneyAmount,
  month,
  noteText,
  pageInput,
  pageOf,
  query,
} from './procedure.ts';
import { supplierId } from './suppliers.contract.ts';

const invoiceId = idOf<InvoiceId>();
const entryId = idOf<SupplierEntryId>();
const shopId = idOf<ShopId>();
const reason = z.string().trim().min(1).max(200);
const line = z
  .string()
  .trim()
  .regex(/^\P{Cc}*$/u);
const direction = z.enum(INVOICE_DIRECTIONS);
const taxRate = z.number().int().min(0).max(100_000_000);

const sums = {
  /** Without tax. */
  net: moneyAmount,
  /** In 1e-8. */
  taxRate,
  tax: moneyAmount,
  total: moneyAmount,
};

const invoiceRow = z.object({
  id: invoiceId,
  direction,
  kind: z.enum(INVOICE_KINDS),
  code: z.string(),
  number: z.string(),
  issuedOn: z.string(),
  supplierId: supplierId.nullable(),
  shopId: shopId.nullable(),
  party: z.string(),
  currency: z.string(),
  ...sums,
  /** Covered of purchases, or of what a shop sold. */
  allocated: moneyAmount,
  note: z.string(),
  attachmentName: z.string().nullable(),
  redsId: invoiceId.nullable(),
  redsNumber: z.string().nullable(),
  /** What red-letter invoices took back of it, as a magnitude. */
  redded: moneyAmount,
  voidReason: z.string().nullable(),
  registeredAt: z.number(),
  registeredBy: z.string(),
});
export type InvoiceRow = z.output<typeof invoiceRow>;

const allocation = z.object({
  entryId: entryId.nullable(),
  entryNumber: z.string().nullable(),
  occurredOn: z.string().nullable(),
  shopName: z.string().nullable(),
  month: z.string().nullable(),
  amount: moneyAmount,
});
export type InvoiceAllocation = z.output<typeof allocation>;

const owedRow = z.object({
  supplierId,
  code: z.string(),
  name: z.string(),
  currency: z.string(),
  month: z.string(),
  purchased: moneyAmount,
  invoiced: moneyAmount,
  owed: moneyAmount,
  ageDays: z.number(),
});
export type OwedInvoiceRow = z.output<typeof owedRow>;

const openEntry = z.object({
  entryId,
  number: z.string(),
  occurredOn: z.string(),
  ourNumber: z.string(),
  amount: moneyAmount,
  open: moneyAmount,
});
export type UninvoicedEntry = z.output<typeof openEntry>;

const INVOICE_STATE = {
  /** It was made void, is a red-letter invoice itself, or has one. */
  INVOICE_STATE_FORBIDS: { status: 409, data: z.object({ number: z.string() }) },
} as const;

export const invoicesContract = {
  /** Latest day first. `search` looks in numbers and parties. */
  list: query('accounts.read')
    .input(
      z.object({
        ...pageInput,
        direction,
        supplierId: supplierId.optional(),
        month: month.optional(),
        search: z.string().max(80).default(''),
      }),
    )
    .output(pageOf(invoiceRow)),
  get: query('accounts.read')
    .input(z.object({ id: invoiceId }))
    .output(invoiceRow.extend({ allocations: z.array(allocation) })),
  /** 欠票: what was bought with invoice and has none, by supplier and month, with its age; `supplierId` keeps one. */
  owed: query('accounts.read')
    .input(z.object({ supplierId: supplierId.optional() }))
    .output(z.object({ rows: z.array(owedRow) })),
  /** Purchases of a supplier without a whole invoice, the oldest first; at most 500. */
  uninvoiced: query('accounts.read').input(z.object({ supplierId })).output(z.array(openEntry)),
  /**
   * Registers an invoice as it is on paper. `in` names its supplier and covers their oldest purchases unless told otherwise; `out`
   * names the buyer and may be for what a shop sold in a month. An attached file is sealed as papers are.
   */
  register: command('accounts.post')
    .input(
      commandInput({
        direction,
        kind: z.enum(INVOICE_KINDS),
        code: line.max(20).default(''),
        number: line.min(1).max(40),
        issuedOn: day,
        supplierId: supplierId.nullable(),
        party: line.max(100).default(''),
        ...sums,
        note: noteText,
        fileId: fileId.nullable().default(null),
        /** Covers the oldest purchases without invoice. */
        coversOldest: z.boolean().default(true),
        /** Of an invoice out: the shop and month it is for. */
        shopMonth: z.object({ shopId, month }).nullable().default(null),
      }),
    )
    .errors({
      INVOICE_EXISTS: { status: 409, data: z.object({ number: z.string() }) },
      NOT_THE_SUM: { status: 422 },
      NOT_THE_RATE: { status: 422 },
      ATTACHMENT_TOO_LARGE: { status: 413, data: z.object({ limit: z.number() }) },
      ATTACHMENT_NOT_TAKEN: { status: 415, data: z.object({ name: z.string() }) },
      FILE_NOT_STAGED: { status: 404 },
    })
    .output(z.object({ id: invoiceId })),
  /** 作废: it never counted. What it covered is open again; an invoice that a red-letter one takes back is void after that one. */
  voidInvoice: command('accounts.post')
    .input(commandInput({ id: invoiceId, reason }))
    .errors(INVOICE_STATE)
    .output(z.object({ id: invoiceId })),
  /** 红字: an invoice of its own that takes back this one, whole or in part. Amounts are magnitudes. */
  redLetter: command('accounts.post')
    .input(
      commandInput({
        id: invoiceId,
        code: line.max(20).default(''),
        number: line.min(1).max(40),
        issuedOn: day,
        net: moneyAmount,
        tax: moneyAmount,
        note: noteText,
      }),
    )
    .errors({
      ...INVOICE_STATE,
      INVOICE_EXISTS: { status: 409, data: z.object({ number: z.string() }) },
      /** More than is left of the invoice. */
      MORE_THAN_INVOICE: { status: 409, data: z.object({ left: moneyAmount }) },
      NOT_THE_SUM: { status: 422 },
      NOT_THE_RATE: { status: 422 },
    })
    .output(z.object({ id: invoiceId })),
  /** Covers these purchases instead of what it covered. */
  allocate: command('accounts.post')
    .input(
      commandInput({
        id: invoiceId,
        shares: z.array(z.object({ entryId, amount: amountAboveZero })).max(200),
      }),
    )
    .errors({
      ...INVOICE_STATE,
      /** More than the invoice, or than a purchase has without one. */
      MORE_THAN_OPEN: { status: 409, data: z.object({ number: z.string(), open: moneyAmount }) },
    })
    .output(z.object({ id: invoiceId })),
  /** Covers the supplier's oldest purchases with what is left of the invoice; `shares` says how many it reached. */
  coverOldest: command('accounts.post')
    .input(commandInput({ id: invoiceId }))
    .errors(INVOICE_STATE)
    .output(z.object({ id: invoiceId, shares: z.number() })),
  openAttachment: command('accounts.read')
    .input(z.object({ id: invoiceId }))
    .errors({
      NO_ATTACHMENT: { status: 404 },
      ATTACHMENT_DAMAGED: { status: 500, data: z.object({ name: z.string() }) },
    })
    .output(z.object({ fileId, name: z.string(), size: z.number() })),
};
