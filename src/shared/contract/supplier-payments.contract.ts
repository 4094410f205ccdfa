import { z } from 'zod';
import type { SupplierAllocationId } from '../domain/ids.ts';
import { ZERO_MONEY } from '../domain/money/money.ts';
import { SUPPLIER_ENTRY_KINDS } from '../domain/suppliers/account-entries.ts';
import { PAYMENT_METHODS } from '../domain/suppliers/payment.ts';
import {
  amountAboveZero,
  amountNotNegative,
  command,
  commandInput,
  day,
  idOf,
  moneyAmount,
  query,
} from './procedure.ts';
import { EXPOSURE_EXCEEDED, SUPPLIER_LOST, supplierEntryId, supplierId } from './suppliers.contract.ts';

export const allocationId = idOf<SupplierAllocationId>();

const reason = z.string().trim().min(1).max(500);
const line = z.string().trim().max(120).default('');

const allocation = z.object({
  id: allocationId,
  /** The entry on the other side. */
  otherId: supplierEntryId,
  otherNumber: z.string(),
  otherKind: z.enum(SUPPLIER_ENTRY_KINDS),
  otherOn: day,
  otherPaper: z.string(),
  amount: moneyAmount,
  origin: z.enum(['automatic', 'hand', 'history']),
  allocatedOn: day,
  allocatedBy: z.string(),
  isFrozen: z.boolean(),
  releasedOn: day.nullable(),
  releasedBy: z.string().nullable(),
  releaseReason: z.string(),
  /** Realised, in the shop's currency: above zero a gain. Null: nothing was realised. */
  exchangeResult: moneyAmount.nullable(),
});
export type EntryAllocation = z.output<typeof allocation>;

const entryMoney = z.object({
  entryId: supplierEntryId,
  supplierId,
  currency: z.string(),
  shopCurrency: z.string(),
  side: z.enum(['debt', 'credit']),
  amount: moneyAmount,
  open: moneyAmount,
  firstDueOn: day,
  dueOn: day,
  dueChanges: z.array(
    z.object({ fromOn: day, toOn: day, reason: z.string(), changedAt: z.number(), changedBy: z.string() }),
  ),
  /** In the shop's currency, where the account has another and it is known. */
  ownAmount: moneyAmount.nullable(),
  payment: z
    .object({
      method: z.enum(PAYMENT_METHODS),
      reference: z.string(),
      feeNumber: z.string().nullable(),
      exceedReason: z.string(),
    })
    .nullable(),
  /** A payment in another currency whose cost nobody has said yet. */
  needsCost: z.boolean(),
  allocations: z.array(allocation),
});
export type EntryMoney = z.output<typeof entryMoney>;

const ALLOCATION_EXCEEDS = {
  status: 409,
  data: z.object({ number: z.string(), open: z.number(), wanted: z.number() }),
} as const;
const RATE_MISSING = { status: 409, data: z.object({ currency: z.string(), day: z.string() }) } as const;

/** What a payment in another currency cost in the shop's: an amount, or the known rate of its day. */
const ownCost = z.discriminatedUnion('by', [
  z.object({ by: z.literal('amount'), amount: amountAboveZero }),
  z.object({ by: z.literal('rate') }),
]);

/** The part of `supplierMoney` that pays: payments, what they pay, and when debts fall due. */
export const supplierPaymentsContract = {
  /** What pays an entry or what it pays, and how it was paid; null for a reversal, a reversed entry, or one of nothing. */
  entry: query('accounts.read')
    .input(z.object({ id: supplierEntryId }))
    .output(entryMoney.nullable()),
  /**
   * Posts a payment, and with it the fee where there is one: `amount` is what reaches the account, so `amount + fee` is paid. It
   * pays the named items first, then the fee, then what is due first; the rest stands as prepaid. Refused above the maximum
   * exposure, unless who has the right says why.
   */
  pay: command('accounts.post')
    .input(
      commandInput({
        supplierId,
        amount: amountAboveZero,
        fee: amountNotNegative.default(ZERO_MONEY),
        items: z
          .array(z.object({ entryId: supplierEntryId, amount: amountAboveZero }))
          .max(500)
          .default([]),
        occurredOn: day,
        method: z.enum(PAYMENT_METHODS),
        reference: line,
        externalNumber: line,
        remark: z.string().trim().max(500).default(''),
        /** Null: not known yet, or the account is in the shop's currency. */
        cost: ownCost.nullable().default(null),
        exceedReason: z.string().trim().max(500).default(''),
      }),
    )
    .errors({ EXPOSURE_EXCEEDED, SUPPLIER_LOST, ALLOCATION_EXCEEDS, RATE_MISSING })
    .output(
      z.object({ id: supplierEntryId, number: z.string(), feeNumber: z.string().nullable(), balance: moneyAmount }),
    ),
  /** Lets a part of a credit pay a debt of the same account. */
  allocate: command('accounts.post')
    .input(commandInput({ creditId: supplierEntryId, debtId: supplierEntryId, amount: amountAboveZero }))
    .errors({ ALLOCATION_EXCEEDS, ACCOUNTS_DIFFER: { status: 409 } })
    .output(z.object({ creditId: supplierEntryId })),
  /** Lets everything open on an account pay what is due first. */
  allocateOpen: command('accounts.post')
    .input(commandInput({ supplierId }))
    .output(z.object({ quantity: z.number() })),
  /** Takes an allocation back; it stays with day and reason. */
  release: command('accounts.post')
    .input(commandInput({ id: allocationId, reason }))
    .errors({
      ALLOCATION_RELEASED: { status: 409 },
      /** Its month is settled. */
      ALLOCATION_FROZEN: { status: 409, data: z.object({ month: z.string() }) },
    })
    .output(z.object({ id: allocationId })),
  /** Another day to pay was agreed. `seenDueOn` is the day that was shown. */
  setDue: command('accounts.post')
    .input(commandInput({ entryId: supplierEntryId, seenDueOn: day, dueOn: day, reason }))
    .errors({ DUE_CHANGED: { status: 409, data: z.object({ dueOn: z.string() }) } })
    .output(z.object({ entryId: supplierEntryId })),
  /** Says what a payment in another currency cost us; once. */
  sayCost: command('accounts.post')
    .input(commandInput({ entryId: supplierEntryId, cost: ownCost }))
    .errors({ COST_KNOWN: { status: 409 }, RATE_MISSING })
    .output(z.object({ entryId: supplierEntryId, ownAmount: moneyAmount })),
};
