import { z } from 'zod';
import type { DeliveryId, ImportId, StatementId, SupplierEntryId, SupplierId } from '../domain/ids.ts';
import { MANUAL_ENTRY_KINDS, SUPPLIER_ENTRY_KINDS } from '../domain/suppliers/account-entries.ts';
import { SETTLEMENTS, SUPPLIER_KINDS } from '../domain/suppliers/supplier-terms.ts';
import { cardKeyId, MOST_KEYS_BY_HAND } from './card-keys.contract.ts';
import { recordCode, skuId } from './catalog.contract.ts';
import {
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
  shortName,
} from './procedure.ts';

export const supplierId = idOf<SupplierId>();
export const supplierEntryId = idOf<SupplierEntryId>();
const revision = z.number().int().positive();
const longestWarrantyHours = 24 * 3650;

export const contact = z.object({
  name: z.string().trim().max(60).default(''),
  /** What they are for: 商务, 售后, 财务. */
  role: z.string().trim().max(40).default(''),
  phone: z.string().trim().max(40).default(''),
  /** 微信, QQ, Telegram …, as it is written. */
  chat: z.string().trim().max(80).default(''),
  note: z.string().trim().max(200).default(''),
});
export type Contact = z.output<typeof contact>;

export const supplierFields = {
  name: shortName,
  kind: z.enum(SUPPLIER_KINDS),
  contacts: z.array(contact).max(20).default([]),
  currency: z.string().regex(/^[A-Z]{3}$/),
  settlement: z.enum(SETTLEMENTS),
  /** 账期, days from document to payment; only with settlement `credit`. */
  creditDays: z.number().int().min(0).max(3650).default(0),
  /** 结账日: last day of their month; 31 is the calendar month. */
  closingDay: z.number().int().min(1).max(31).default(31),
  /** How long a bad key is replaced, in hours from receipt; 0 is no warranty. */
  warrantyHours: z.number().int().min(0).max(longestWarrantyHours).default(0),
  /** Keys of this supplier go to quarantine until someone has checked them. */
  verifyFirst: z.boolean().default(false),
  notes: noteText,
};

/** A supplier to be made; without a code one is given (`S001`). */
const newSupplierFields = { code: recordCode.optional(), ...supplierFields };
export const newSupplier = z.object(newSupplierFields);
export type NewSupplier = z.input<typeof newSupplier>;

export const supplierRow = z.object({
  id: supplierId,
  code: z.string(),
  name: z.string(),
  kind: z.enum(SUPPLIER_KINDS),
  currency: z.string(),
  settlement: z.enum(SETTLEMENTS),
  creditDays: z.number(),
  closingDay: z.number(),
  warrantyHours: z.number(),
  verifyFirst: z.boolean(),
  isArchived: z.boolean(),
  /** The supplier is gone since; null while they answer. */
  lostOn: day.nullable(),
  revision,
});
export type SupplierRow = z.output<typeof supplierRow>;

export const supplierDetails = supplierRow.extend({
  contacts: z.array(contact),
  notes: z.string(),
  /** It has entries, so that its currency stands. */
  hasEntries: z.boolean(),
  createdAt: z.number(),
  updatedAt: z.number(),
});
export type SupplierDetails = z.output<typeof supplierDetails>;

/** What is different for one SKU of a supplier; null is as with the supplier itself. */
export const skuTerms = z.object({
  skuId,
  skuCode: z.string(),
  skuName: z.string(),
  productName: z.string(),
  warrantyHours: z.number().nullable(),
  verifyFirst: z.boolean().nullable(),
});
export type SkuTerms = z.output<typeof skuTerms>;

const supplierFilter = {
  ...pageInput,
  search: z.string().max(100).default(''),
  archived: z.enum(['active', 'archived', 'all']).default('active'),
  kind: z.enum(SUPPLIER_KINDS).optional(),
  settlement: z.enum(SETTLEMENTS).optional(),
};

/** The supplier is gone: nothing is ordered there and no money goes there. */
export const SUPPLIER_LOST = {
  status: 409,
  data: z.object({ supplierId: z.number(), name: z.string(), lostOn: z.string(), reason: z.string() }),
} as const;

const CODE_TAKEN = { status: 409, data: z.object({ id: z.number(), code: z.string() }) } as const;

export const suppliersContract = {
  /** Suppliers by name. */
  list: query('suppliers.read').input(z.object(supplierFilter)).output(pageOf(supplierRow)),
  get: query('suppliers.read')
    .input(z.object({ id: supplierId }))
    .output(supplierDetails),
  /** The supplier of a code; null when there is none. */
  findByCode: query('suppliers.read')
    .input(z.object({ code: recordCode }))
    .output(supplierDetails.nullable()),
  /** Without a code one is given (`S001`). */
  create: command('suppliers.edit')
    .input(commandInput(newSupplierFields))
    .errors({ CODE_TAKEN })
    .output(z.object({ id: supplierId, code: z.string() })),
  /** The currency stands once there are entries. A new closing day holds from the next document on. */
  edit: command('suppliers.edit')
    .input(commandInput({ id: supplierId, revision, code: recordCode, ...supplierFields }))
    .errors({ CODE_TAKEN, CURRENCY_IN_USE: { status: 409, data: z.object({ currency: z.string() }) } })
    .output(z.object({ id: supplierId, code: z.string() })),
  /** An archived supplier is no longer offered; its account and documents stay. */
  setArchived: command('suppliers.edit')
    .input(commandInput({ id: supplierId, isArchived: z.boolean() }))
    .output(z.object({ id: supplierId })),
  /** The SKUs for which this supplier's terms differ. */
  terms: query('suppliers.read')
    .input(z.object({ id: supplierId }))
    .output(z.array(skuTerms)),
  /** Sets what differs for one SKU; with both null nothing differs any more. */
  setTerms: command('suppliers.edit')
    .input(
      commandInput({
        id: supplierId,
        skuId,
        warrantyHours: z.number().int().min(0).max(longestWarrantyHours).nullable(),
        verifyFirst: z.boolean().nullable(),
      }),
    )
    .output(z.object({ id: supplierId })),
};

const accountRow = supplierRow.extend({
  /** Above zero 欠款, below 预存余额, in the supplier's currency. */
  balance: moneyAmount,
  entryCount: z.number(),
  lastEntryOn: day.nullable(),
});
export type SupplierAccountRow = z.output<typeof accountRow>;

export const supplierEntry = z.object({
  id: supplierEntryId,
  number: z.string(),
  supplierId,
  kind: z.enum(SUPPLIER_ENTRY_KINDS),
  /** Signed: above zero we owe more (or have less prepaid). */
  amount: moneyAmount,
  /** The account's balance after this entry, in order of document days. */
  balanceAfter: moneyAmount,
  occurredOn: day,
  /** The month of the supplier's book. */
  month,
  externalNumber: z.string(),
  ourNumber: z.string(),
  remark: z.string(),
  importId: idOf<ImportId>().nullable(),
  /** The delivery of consigned keys that it is the debt of, or that keys came back from. */
  deliveryId: idOf<DeliveryId>().nullable(),
  reversesId: supplierEntryId.nullable(),
  reversesNumber: z.string().nullable(),
  reversedById: supplierEntryId.nullable(),
  reversedByNumber: z.string().nullable(),
  settledStatementId: idOf<StatementId>().nullable(),
  settledStatementNumber: z.string().nullable(),
  lineCount: z.number(),
  postedAt: z.number(),
  /** Who posted it; empty for the shop's own schedules. */
  postedBy: z.string(),
});
export type SupplierEntry = z.output<typeof supplierEntry>;

export const supplierEntryLine = z.object({
  id: z.number(),
  skuId: skuId.nullable(),
  skuCode: z.string().nullable(),
  skuName: z.string().nullable(),
  productName: z.string().nullable(),
  quantity: z.number(),
  unitPrice: moneyAmount,
  amount: moneyAmount,
});
export type SupplierEntryLine = z.output<typeof supplierEntryLine>;

const externalNumber = z
  .string()
  .trim()
  .max(80)
  .regex(/^\P{Cc}*$/u)
  .default('');

/** A payment would leave more with the supplier than the maximum exposure. Amounts in the currency of the account. */
export const EXPOSURE_EXCEEDED = {
  status: 409,
  data: z.object({ maximum: z.number(), before: z.number(), after: z.number(), currency: z.string() }),
} as const;

/** A refund is more than what the claims that it names have open; `open` in the currency of the account. */
const REFUND_ABOVE_CLAIM = {
  status: 409,
  data: z.object({ open: z.number(), amount: z.number(), currency: z.string() }),
} as const;

/** A key that a refund names is no claim with anything open at this supplier on the day of the refund. */
const CLAIM_NOT_OPEN = { status: 409, data: z.object({ keyId: z.number(), occurredOn: z.string() }) } as const;

/** A key that is claimed from a supplier, by its name. */
const claimedKey = z.object({ keyId: cardKeyId, tail: z.string(), skuName: z.string() });

/** A claimed key that nothing was sent in for, in the currency of the account. */
export const openClaim = claimedKey.extend({
  claimedOn: day,
  /** What the bad key cost. */
  amount: moneyAmount,
  /** Less what refunds covered of it. */
  left: moneyAmount,
});
export type OpenClaim = z.output<typeof openClaim>;

export const supplierAccountsContract = {
  /** Suppliers by name with their balances; `balance` keeps those on one side. */
  list: query('accounts.read')
    .input(z.object({ ...supplierFilter, balance: z.enum(['any', 'owed', 'prepaid', 'even']).default('any') }))
    .output(pageOf(accountRow)),
  /** What is owed and what is prepaid in all, per currency. Both are magnitudes. */
  totals: query('accounts.read').output(
    z.array(z.object({ currency: z.string(), owed: moneyAmount, prepaid: moneyAmount, accountCount: z.number() })),
  ),
  /** One account: its balance, the first month that takes entries, and this book month's sums by kind (signed). */
  get: query('accounts.read')
    .input(z.object({ supplierId }))
    .output(
      accountRow.extend({
        /** Null while no month is closed: everything takes entries. */
        openFrom: day.nullable(),
        month,
        monthSums: z.array(z.object({ kind: z.enum(SUPPLIER_ENTRY_KINDS), amount: moneyAmount, count: z.number() })),
      }),
    ),
  /** Entries of one account, latest document day first, each with the balance after it. */
  entries: query('accounts.read')
    .input(
      z.object({
        ...pageInput,
        supplierId,
        kind: z.enum(SUPPLIER_ENTRY_KINDS).optional(),
        from: day.optional(),
        to: day.optional(),
        /** Part of one of the numbers or of the remark. */
        search: z.string().max(100).default(''),
      }),
    )
    .output(pageOf(supplierEntry)),
  /** One entry with its lines (SKUs of a purchase), and the claims that a refund names. */
  entry: query('accounts.read')
    .input(z.object({ id: supplierEntryId }))
    .output(supplierEntry.extend({ lines: z.array(supplierEntryLine), claims: z.array(claimedKey) })),
  /** The claims of a supplier that have something open, the oldest first. */
  openClaims: query('accounts.read').input(z.object({ supplierId })).output(z.array(openClaim)),
  /**
   * Posts a numbered entry. `amount` is a magnitude, above zero (an opening may be zero); the kind says whether it raises
   * what we owe, and for `opening` and `adjustment` only the caller does. The day decides the month of the supplier's book. An account has one opening.
   *
   * `claimKeyIds`, of a refund: the claimed keys that it is for. Left out, it is for the only claim that has exactly its amount open;
   * where there is none, and where the list is empty, it is set off against the oldest open claims.
   */
  post: command('accounts.post')
    .input(
      commandInput({
        supplierId,
        kind: z.enum(MANUAL_ENTRY_KINDS),
        amount: moneyAmount,
        direction: z.enum(['raises', 'lowers']).optional(),
        occurredOn: day,
        externalNumber,
        remark: z.string().trim().max(500).default(''),
        claimKeyIds: z.array(cardKeyId).max(MOST_KEYS_BY_HAND).optional(),
      }),
    )
    .errors({
      REFUND_ABOVE_CLAIM,
      CLAIM_NOT_OPEN,
      OPENING_EXISTS: { status: 409, data: z.object({ number: z.string() }) },
      EXPOSURE_EXCEEDED,
      /** A top-up to a supplier who is gone. */
      SUPPLIER_LOST,
    })
    .output(z.object({ id: supplierEntryId, number: z.string() })),
  /**
   * Posts the opposite entry on `occurredOn`, not before the day of the entry; nothing is edited. A payment takes the fee back that came
   * with it. Refused for what came with a document (undo that), what a settled statement holds, and what is reversed already or itself a
   * reversal.
   */
  reverse: command('accounts.post')
    .input(commandInput({ id: supplierEntryId, occurredOn: day, reason: z.string().trim().min(1).max(500) }))
    .errors({
      ENTRY_REVERSED: { status: 409, data: z.object({ number: z.string() }) },
      ENTRY_IS_REVERSAL: { status: 409, data: z.object({ number: z.string() }) },
      ENTRY_SETTLED: { status: 409, data: z.object({ number: z.string() }) },
      ENTRY_HAS_DOCUMENT: { status: 409, data: z.object({ documentNumber: z.string() }) },
    })
    .output(z.object({ id: supplierEntryId, number: z.string() })),
};
