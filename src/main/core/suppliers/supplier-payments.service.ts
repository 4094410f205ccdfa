import { audit, type Context, signedInUser, today, write } from '#core/context.ts';
import type { Readable, WriteTx } from '#core/db/connection.ts';
import { requireExchange } from '#core/purchasing/exchange-rates.lookup.ts';
import { invalidValue, notFound, Refusal } from '#core/refusal.ts';
import { shopSettings } from '#core/settings/shop-settings.ts';
import type { SupplierAllocationId, SupplierEntryId, SupplierId } from '#shared/domain/ids.ts';
import { addMoney, type Money, negateMoney, sumMoney } from '#shared/domain/money/money.ts';
import { convertMoney } from '#shared/domain/purchasing/exchange-rate.ts';
import type { PaymentMethod } from '#shared/domain/suppliers/payment.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import {
  allocateAccount,
  allocateItem,
  allocatePart,
  isFrozenAllocation,
  realiseAllocations,
  releaseAllocation,
} from './account-items.ts';
import { withinMaximum } from './exposure-maximum.ts';
import { type PostedEntry, postSupplierEntry, requireSupplier } from './supplier-accounts.posting.ts';
import { authorOf } from './supplier-accounts.service.ts';
import {
  type Acted,
  type AllocationOrigin,
  findAllocation,
  findItem,
  moveDueDay,
  type StoredItem,
  setOwnAmount,
} from './supplier-items.repo.ts';
import { insertPayment, insertPaymentCost, type PaymentCost } from './supplier-payments.repo.ts';
import type { Supplier } from './suppliers.repo.ts';

const AREAS = ['suppliers', 'reconciliation'];

type SaidCost = { readonly by: 'amount'; readonly amount: Money } | { readonly by: 'rate' };

export interface PayInput {
  readonly supplierId: SupplierId;
  readonly amount: Money;
  readonly fee: Money;
  readonly items: readonly { readonly entryId: SupplierEntryId; readonly amount: Money }[];
  readonly occurredOn: Day;
  readonly method: PaymentMethod;
  readonly reference: string;
  readonly externalNumber: string;
  readonly remark: string;
  readonly cost: SaidCost | null;
  readonly exceedReason: string;
}

/** Payments to suppliers, what they pay, and when debts fall due. */
export function createSupplierPaymentsService() {
  return {
    pay: (context: Context, input: PayInput) =>
      write(context, AREAS, (tx) => {
        const { posted, exceedReason } = withinMaximum(tx, context, input, () => pay(tx, context, input));
        const { payment, fee } = posted;
        const { method, reference, items } = input;
        insertPayment(tx, { entryId: payment.id, method, reference, feeEntryId: fee?.id ?? null, exceedReason });
        audit(tx, context, {
          action: 'supplierMoney.pay',
          subjectKind: 'supplier-entry',
          subjectId: payment.id,
          details: { number: payment.number, method, reference, fee: input.fee, items: items.length, exceedReason },
        });
        const { balance } = requireSupplier(tx, input.supplierId);
        return { id: payment.id, number: payment.number, feeNumber: fee?.number ?? null, balance };
      }),

    allocate: (context: Context, input: { creditId: SupplierEntryId; debtId: SupplierEntryId; amount: Money }) =>
      write(context, AREAS, (tx) => {
        const credit = requireItem(tx, input.creditId, 'credit');
        const debt = requireItem(tx, input.debtId, 'debt');
        if (credit.supplierId !== debt.supplierId) throw new Refusal('ACCOUNTS_DIFFER');
        const supplier = requireSupplier(tx, credit.supplierId);
        join(tx, supplier, { credit, debt, amount: input.amount, origin: 'hand' }, actedBy(context));
        const details = { credit: credit.number, debt: debt.number, amount: input.amount };
        audit(tx, context, { action: 'supplierMoney.allocate', ...subjectOf(credit), details });
        return { creditId: credit.entryId };
      }),

    allocateOpen: (context: Context, input: { supplierId: SupplierId }) =>
      write(context, AREAS, (tx) => {
        const supplier = requireSupplier(tx, input.supplierId);
        const quantity = allocateAccount(tx, supplier, actedBy(context));
        const subject = { subjectKind: 'supplier', subjectId: supplier.id };
        audit(tx, context, {
          action: 'supplierMoney.allocateOpen',
          ...subject,
          quantity,
          details: { code: supplier.code },
        });
        return { quantity };
      }),

    release: (context: Context, input: { id: SupplierAllocationId; reason: string }) =>
      write(context, AREAS, (tx) => {
        const allocation = findAllocation(tx, input.id);
        if (!allocation) throw notFound('allocation', input.id);
        const { supplierId, month, amount, debtEntryId, creditEntryId } = allocation;
        const supplier = requireSupplier(tx, supplierId);
        if (isFrozenAllocation(tx, supplierId, allocation)) throw new Refusal('ALLOCATION_FROZEN', { month });
        const on = { day: today(context).day, reason: input.reason };
        if (!releaseAllocation(tx, supplier, allocation, on, actedBy(context))) {
          throw new Refusal('ALLOCATION_RELEASED');
        }
        const details = { debtEntryId, creditEntryId, amount, reason: input.reason };
        const subject = { subjectKind: 'supplier-entry', subjectId: creditEntryId };
        audit(tx, context, { action: 'supplierMoney.release', ...subject, details });
        return { id: allocation.id };
      }),

    setDue: (
      context: Context,
      input: { entryId: SupplierEntryId; seenDueOn: Day; dueOn: Day; reason: string },
    ): Promise<{ entryId: SupplierEntryId }> =>
      write(context, AREAS, (tx) => {
        const item = requireItem(tx, input.entryId, 'debt');
        const { entryId, seenDueOn, dueOn, reason } = input;
        if (dueOn < item.occurredOn) throw invalidValue('dueOn', 'BEFORE_DOCUMENT', dueOn);
        const change = { entryId, fromOn: seenDueOn, toOn: dueOn, reason };
        if (!moveDueDay(tx, change, actedBy(context))) throw new Refusal('DUE_CHANGED', { dueOn: item.dueOn });
        const details = { number: item.number, from: seenDueOn, to: dueOn, reason };
        audit(tx, context, { action: 'supplierMoney.setDue', ...subjectOf(item), details });
        return { entryId };
      }),

    sayCost: (context: Context, input: { entryId: SupplierEntryId; cost: SaidCost }) =>
      write(context, AREAS, (tx) => {
        const item = requireItem(tx, input.entryId, 'credit');
        const supplier = requireSupplier(tx, item.supplierId);
        if (item.kind !== 'payment') throw invalidValue('entryId', 'NOT_A_PAYMENT', item.kind);
        const cost = costOf(tx, supplier, item.amount, item.occurredOn, input.cost);
        if (cost === null) throw invalidValue('cost', 'OWN_CURRENCY', supplier.currency);
        const acted = actedBy(context);
        if (!setOwnAmount(tx, item.entryId, cost.ownAmount)) throw new Refusal('COST_KNOWN');
        insertPaymentCost(tx, item.entryId, cost, acted);
        realiseAllocations(tx, supplier, { ...item, ownAmount: cost.ownAmount }, today(context).day, acted.at);
        const details = { number: item.number, ownAmount: cost.ownAmount, rate: cost.rate };
        audit(tx, context, { action: 'supplierMoney.sayCost', ...subjectOf(item), details });
        return { entryId: item.entryId, ownAmount: cost.ownAmount };
      }),
  };
}

export type SupplierPaymentsService = ReturnType<typeof createSupplierPaymentsService>;

/** The payment with its fee; what is named is paid first, then the fee, then what is due first. */
function pay(tx: WriteTx, context: Context, input: PayInput): { payment: PostedEntry; fee: PostedEntry | null } {
  const supplier = requireSupplier(tx, input.supplierId);
  const paid = addMoney(input.amount, input.fee);
  if (sumMoney(input.items.map(({ amount }) => amount)) > input.amount) throw invalidValue('items', 'MORE_THAN_PAID');
  const { supplierId, occurredOn, externalNumber, remark } = input;
  const paper = { supplierId, occurredOn, externalNumber, remark, isLeftOpen: true };
  const cost = input.cost && costOf(tx, supplier, paid, occurredOn, input.cost);
  const author = authorOf(context);
  const acted = actedBy(context);
  const ownAmount = cost?.ownAmount ?? null;
  const payment = postSupplierEntry(tx, author, { ...paper, kind: 'payment', amount: negateMoney(paid), ownAmount });
  if (cost) insertPaymentCost(tx, payment.id, cost, acted);
  const fee = input.fee === 0 ? null : postSupplierEntry(tx, author, { ...paper, kind: 'fee', amount: input.fee });
  const feeItem = fee ? [{ entryId: fee.id, amount: input.fee }] : [];
  for (const { entryId, amount } of [...input.items, ...feeItem]) {
    const debt = requireItem(tx, entryId, 'debt');
    if (debt.supplierId !== supplier.id) throw notFound('supplierEntry', entryId);
    const credit = requireItem(tx, payment.id, 'credit');
    join(tx, supplier, { credit, debt, amount, origin: 'hand' }, acted);
  }
  allocateItem(tx, supplier, payment.id, acted);
  return { payment, fee };
}

/** Refuses with ALLOCATION_EXCEEDS where one side has less open: somebody was faster. */
function join(
  tx: WriteTx,
  supplier: Supplier,
  part: { debt: StoredItem; credit: StoredItem; amount: Money; origin: AllocationOrigin },
  acted: Acted,
): void {
  for (const { number, open } of [part.debt, part.credit]) {
    if (part.amount > open) throw new Refusal('ALLOCATION_EXCEEDS', { number, open, wanted: part.amount });
  }
  allocatePart(tx, supplier, part, acted);
}

/** Null where the account is in the shop's own currency. Refuses with RATE_MISSING. */
function costOf(db: Readable, { currency }: Supplier, paid: Money, day: Day, said: SaidCost): PaymentCost | null {
  const exchange = said.by === 'rate' ? requireExchange(db, currency, day) : null;
  if (said.by === 'rate') {
    if (exchange === null) return null;
    return { ownAmount: convertMoney(paid, exchange.rate), rate: exchange.rate, rateOn: exchange.rateOn };
  }
  return currency === shopSettings(db).currency ? null : { ownAmount: said.amount, rate: null, rateOn: null };
}

function requireItem(db: Readable, entryId: SupplierEntryId, side: 'debt' | 'credit'): StoredItem {
  const item = findItem(db, entryId);
  if (item?.side !== side) throw notFound('supplierEntry', entryId);
  return item;
}

function subjectOf({ entryId }: StoredItem) {
  return { subjectKind: 'supplier-entry', subjectId: entryId };
}

function actedBy(context: Context): Acted {
  return { at: context.now, by: signedInUser(context) };
}
