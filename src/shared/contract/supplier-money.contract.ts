import { z } from 'zod';
import type { DeliveryId, ImportId, SupplierFreezeId, SupplierRebateId } from '../domain/ids.ts';
import { SUPPLIER_ENTRY_KINDS } from '../domain/suppliers/account-entries.ts';
import { AGE_BUCKETS } from '../domain/suppliers/ageing.ts';
import { MONEY_SORTS } from '../domain/suppliers/exposure.ts';
import { REBATE_STATES } from '../domain/suppliers/rebates.ts';
import { SETTLEMENTS } from '../domain/suppliers/supplier-terms.ts';
import { skuId } from './catalog.contract.ts';
import {
  amountAboveZero,
  amountNotNegative,
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
import { supplierEntryId, supplierId } from './suppliers.contract.ts';

export const freezeId = idOf<SupplierFreezeId>();
export const rebateId = idOf<SupplierRebateId>();

const reason = z.string().trim().min(1).max(500);
const rate = z.number().int().positive();

const exposure = z.object({
  prepaid: moneyAmount,
  paidUnreceived: moneyAmount,
  openClaims: moneyAmount,
  rebatesDue: moneyAmount,
  total: moneyAmount,
});

const ageing = z.record(z.enum(AGE_BUCKETS), moneyAmount);

/** Amounts in the currency of the account unless they say otherwise. */
const moneyRow = z.object({
  supplierId,
  supplierCode: z.string(),
  supplierName: z.string(),
  currency: z.string(),
  settlement: z.enum(SETTLEMENTS),
  isArchived: z.boolean(),
  /** The supplier is gone since; null while they answer. */
  lostOn: day.nullable(),
  /** Above zero 欠款, below 预存余额. */
  balance: moneyAmount,
  prepaid: moneyAmount,
  onOrder: moneyAmount,
  frozen: moneyAmount,
  /** 可用预存: below zero where more is promised than lies there. */
  usable: moneyAmount,
  /** Open debts, and the part of them that is past its day. */
  due: moneyAmount,
  overdue: moneyAmount,
  ageing,
  exposure,
  /** The same in the shop's currency by the latest rate; null where none is known. */
  ownExposure: exposure.nullable(),
  /** The rate that it was turned with, in 1e-8; null where none is known. */
  rate: z.number().nullable(),
  exposureMaximum: moneyAmount.nullable(),
});
export type SupplierMoneyRow = z.output<typeof moneyRow>;

const freeze = z.object({
  id: freezeId,
  amount: moneyAmount,
  reason: z.string(),
  frozenOn: day,
  recordedBy: z.string(),
  endedOn: day.nullable(),
  endReason: z.string(),
  endedBy: z.string().nullable(),
});
export type SupplierFreeze = z.output<typeof freeze>;

const dueRow = z.object({
  entryId: supplierEntryId,
  number: z.string(),
  supplierId,
  supplierCode: z.string(),
  supplierName: z.string(),
  currency: z.string(),
  kind: z.enum(SUPPLIER_ENTRY_KINDS),
  occurredOn: day,
  /** By the terms when it was posted. */
  firstDueOn: day,
  /** As agreed since. */
  dueOn: day,
  bucket: z.enum(AGE_BUCKETS),
  /** Below zero: days that are left. */
  daysLate: z.number(),
  amount: moneyAmount,
  open: moneyAmount,
  externalNumber: z.string(),
  ourNumber: z.string(),
  importId: idOf<ImportId>().nullable(),
  deliveryId: idOf<DeliveryId>().nullable(),
});
export type DueRow = z.output<typeof dueRow>;

const creditRow = z.object({
  entryId: supplierEntryId,
  number: z.string(),
  kind: z.enum(SUPPLIER_ENTRY_KINDS),
  occurredOn: day,
  amount: moneyAmount,
  open: moneyAmount,
  ourNumber: z.string(),
  externalNumber: z.string(),
});
export type CreditRow = z.output<typeof creditRow>;

const rebate = z.object({
  id: rebateId,
  number: z.string(),
  supplierId,
  supplierName: z.string(),
  currency: z.string(),
  origin: z.enum(['terms', 'typed']),
  fromOn: day.nullable(),
  toOn: day.nullable(),
  basis: moneyAmount.nullable(),
  /** In 1e-8. */
  rate: z.number().nullable(),
  amount: moneyAmount,
  received: moneyAmount,
  due: moneyAmount,
  promisedOn: day,
  state: z.enum(REBATE_STATES),
  daysLate: z.number(),
  note: z.string(),
  endReason: z.string(),
  receipts: z.array(z.object({ number: z.string(), amount: moneyAmount, receivedOn: day })),
});
export type RebateRow = z.output<typeof rebate>;

const exchangeRow = z.object({
  id: z.number(),
  supplierId,
  supplierName: z.string(),
  currency: z.string(),
  realisedOn: day,
  month,
  debtId: supplierEntryId,
  debtNumber: z.string(),
  creditId: supplierEntryId,
  creditNumber: z.string(),
  /** Allocated, in the account's currency; below zero where an allocation was taken back. */
  amount: moneyAmount,
  booked: moneyAmount,
  paid: moneyAmount,
  result: moneyAmount,
});
export type ExchangeRow = z.output<typeof exchangeRow>;

const consignedSku = z.object({
  skuId: skuId.nullable(),
  skuCode: z.string(),
  skuName: z.string(),
  productName: z.string(),
  quantity: z.number(),
  open: moneyAmount,
  deliveries: z.array(
    z.object({
      entryId: supplierEntryId,
      number: z.string(),
      ourNumber: z.string(),
      deliveryId: idOf<DeliveryId>().nullable(),
      occurredOn: day,
      quantity: z.number(),
      amount: moneyAmount,
      open: moneyAmount,
    }),
  ),
});
export type ConsignedSku = z.output<typeof consignedSku>;

export const supplierMoneyContract = {
  /** Every supplier with what it holds of ours and what we owe it. Worked out in a job thread; one page. */
  overview: query('accounts.read')
    .input(
      z.object({
        ...pageInput,
        archived: z.enum(['active', 'all']).default('active'),
        /** Only those that something is owed to. */
        owing: z.boolean().default(false),
        /** Money by its worth in the shop's currency; who has no rate comes last. */
        sort: z.enum(MONEY_SORTS).default('name'),
        isDescending: z.boolean().default(false),
      }),
    )
    .output(
      z.object({
        today: day,
        shopCurrency: z.string(),
        rows: z.array(moneyRow),
        nextCursor: z.string().nullable(),
        /** What is open by age over the rows, one for each currency. */
        ageing: z.array(z.object({ currency: z.string(), ageing, due: moneyAmount })),
        /** In the shop's currency over the rows; those without a rate are left out and named. */
        total: exposure,
        ratesMissing: z.array(z.string()),
      }),
    ),
  /** One supplier, with its freezes, the latest of them first. */
  get: query('accounts.read')
    .input(z.object({ supplierId }))
    .output(
      moneyRow.extend({
        today: day,
        shopCurrency: z.string(),
        /** 充值手续费率 by the cost terms, in 1e-8. */
        topUpRate: z.number(),
        rebateRate: z.number(),
        openCredits: moneyAmount,
        freezes: z.array(freeze),
        /** Realised exchange differences by month, the latest twelve; in the shop's currency. */
        exchangeMonths: z.array(z.object({ month, result: moneyAmount })),
        /** Payments in another currency whose cost nobody has said. */
        paymentsWithoutCost: z.number(),
      }),
    ),
  /** Debts past their day and due within a week, and rebates that are late: how many. */
  attention: query('accounts.read').output(
    z.object({ overdue: z.number(), soon: z.number(), lateRebates: z.number() }),
  ),
  /** Open debts by due day, the oldest first. */
  dues: query('accounts.read')
    .input(
      z.object({
        ...pageInput,
        supplierId: supplierId.optional(),
        bucket: z.enum(AGE_BUCKETS).optional(),
        /** Everything past its day. */
        overdue: z.boolean().default(false),
        /** Due within these days, both included. */
        dueFrom: day.optional(),
        dueTo: day.optional(),
        kind: z.enum(SUPPLIER_ENTRY_KINDS).optional(),
      }),
    )
    .output(pageOf(dueRow)),
  /** Open credits of an account, the oldest first. */
  credits: query('accounts.read')
    .input(z.object({ ...pageInput, supplierId }))
    .output(pageOf(creditRow)),
  /** Consigned keys that were delivered and are not paid, by SKU and delivery. */
  consigned: query('accounts.read')
    .input(z.object({ supplierId }))
    .output(z.object({ currency: z.string(), skus: z.array(consignedSku), open: moneyAmount })),
  /** The supplier will not let us use a part of the prepaid balance. */
  freeze: command('accounts.post')
    .input(commandInput({ supplierId, amount: amountAboveZero, reason, frozenOn: day }))
    .output(z.object({ id: freezeId })),
  endFreeze: command('accounts.post')
    .input(commandInput({ id: freezeId, endedOn: day, reason }))
    .errors({ FREEZE_ENDED: { status: 409 } })
    .output(z.object({ id: freezeId })),
  /** Rebates by the day they were promised for, the latest first. */
  rebates: query('accounts.read')
    .input(
      z.object({
        ...pageInput,
        supplierId: supplierId.optional(),
        /** Only what has not come. */
        open: z.boolean().default(false),
        /** Only what has not come and is past its day. */
        late: z.boolean().default(false),
      }),
    )
    .output(pageOf(rebate)),
  /** What the terms give for a period: purchases of it less what went back and with what corrections of prices changed, the rate of that, and the day it is agreed for. */
  proposeRebate: query('accounts.read')
    .input(z.object({ supplierId, fromOn: day, toOn: day }))
    .output(z.object({ basis: moneyAmount, rate: z.number(), amount: moneyAmount, promisedOn: day.nullable() })),
  /** Records a rebate that is due, by the terms once for each period. `answeredBy`: the one earlier entry of its amount that fits. */
  addRebate: command('accounts.post')
    .input(
      commandInput({
        supplierId,
        amount: amountAboveZero,
        promisedOn: day,
        terms: z.object({ fromOn: day, toOn: day, basis: moneyAmount, rate }).nullable().default(null),
        note: noteText,
      }),
    )
    .errors({ REBATE_EXISTS: { status: 409, data: z.object({ number: z.string() }) } })
    .output(z.object({ id: rebateId, number: z.string(), answeredBy: z.string().nullable() })),
  /** Given up, which tells against the supplier, or recorded by mistake. */
  endRebate: command('accounts.post')
    .input(commandInput({ id: rebateId, as: z.enum(['given-up', 'mistake']), reason }))
    .errors({ REBATE_ENDED: { status: 409 } })
    .output(z.object({ id: rebateId })),
  /** Realised exchange differences, the latest first. */
  exchangeResults: query('accounts.read')
    .input(z.object({ ...pageInput, supplierId: supplierId.optional(), month: month.optional() }))
    .output(pageOf(exchangeRow)),
  /** The most that may lie with a supplier, in the currency of the account; null: no limit. */
  setMaximum: command('purchasing.approve')
    .input(commandInput({ supplierId, exposureMaximum: amountNotNegative.nullable() }))
    .output(z.object({ supplierId })),
};
