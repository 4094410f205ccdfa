import { audit, type Context, signedInUser, today } from '#core/context.ts';
import type { Readable, WriteTx } from '#core/db/connection.ts';
import { stockAuthor } from '#core/inventory/stock-author.ts';
import { requireExchange } from '#core/purchasing/exchange-rates.lookup.ts';
import { notFound, Refusal } from '#core/refusal.ts';
import { takeDocumentNumber } from '#core/settings/settings.repo.ts';
import type { BadDebtId, SupplierId } from '#shared/domain/ids.ts';
import { type Money, negateMoney } from '#shared/domain/money/money.ts';
import { convertMoney } from '#shared/domain/purchasing/exchange-rate.ts';
import { badDebtBorne, badDebtRefusal, type WritableOff, writableOff } from '#shared/domain/suppliers/supplier-loss.ts';
import { supplierExposure } from './exposure.lookup.ts';
import { firstOpenDay, postSupplierEntry, requireSupplier, reverseSupplierEntry } from './supplier-accounts.posting.ts';
import { authorOf } from './supplier-accounts.service.ts';
import { claimsBorne, claimsWrittenOff, findBadDebt, findStandingLoss, insertBadDebt } from './supplier-losses.repo.ts';

/** What of a supplier can still be written off, in the account's currency. */
export function writableOffOf(db: Readable, context: Context, supplierId: SupplierId): WritableOff {
  const { prepaid, claims } = supplierExposure(db, supplierId, today(context).day);
  return writableOff({ prepaid, claims }, claimsWrittenOff(db, supplierId));
}

/**
 * Writes off what a lost supplier keeps: the prepaid part leaves the account by an adjustment, and the open month bears it
 * with those claims that the cost of no delivery carries already.
 * Refuses with SUPPLIER_NOT_LOST, NOTHING_TO_WRITE_OFF, MORE_THAN_LIES_THERE and RATE_MISSING.
 */
export function postBadDebt(
  tx: WriteTx,
  context: Context,
  input: WritableOff & { readonly supplierId: SupplierId; readonly reason: string },
): { id: BadDebtId; number: string } {
  const supplier = requireSupplier(tx, input.supplierId);
  if (!findStandingLoss(tx, supplier.id)) throw new Refusal('SUPPLIER_NOT_LOST');
  const room = writableOffOf(tx, context, supplier.id);
  const refusal = badDebtRefusal(input, room);
  if (refusal === 'NOTHING') throw new Refusal('NOTHING_TO_WRITE_OFF');
  if (refusal === 'MORE_THAN_LIES_THERE') throw new Refusal('MORE_THAN_LIES_THERE', { ...room });
  const { prepaid, claims, reason } = input;
  const { day, month } = stockAuthor(context, tx);
  const exchange = requireExchange(tx, supplier.currency, day);
  const { claimsOutsideDeliveries } = supplierExposure(tx, supplier.id, day);
  const borne = badDebtBorne(input, claimsOutsideDeliveries, claimsBorne(tx, supplier.id));
  const number = takeDocumentNumber(tx, 'HZ', month);
  const entryId =
    prepaid === 0
      ? null
      : postSupplierEntry(tx, authorOf(context), {
          supplierId: supplier.id,
          kind: 'adjustment',
          amount: prepaid,
          occurredOn: firstOpenDay(tx, supplier.id, day),
          ourNumber: number,
          remark: reason,
        }).id;
  const id = insertBadDebt(tx, {
    number,
    supplierId: supplier.id,
    reason,
    occurredOn: day,
    month,
    currency: supplier.currency,
    rate: exchange?.rate ?? null,
    rateOn: exchange?.rateOn ?? null,
    prepaid,
    claims,
    shopAmount: exchange === null ? borne : convertMoney(borne, exchange.rate),
    entryId,
    reversesId: null,
    postedAt: context.now,
    postedBy: signedInUser(context),
  });
  auditDebt(tx, context, 'post', supplier.id, { number, code: supplier.code, prepaid, claims, reason });
  return { id, number };
}

/** They paid after all, or it was a mistake: the opposite document. Refuses with BAD_DEBT_REVERSED and what the account refuses. */
export function reverseBadDebt(
  tx: WriteTx,
  context: Context,
  input: { readonly id: BadDebtId; readonly reason: string },
): { id: BadDebtId; number: string } {
  const debt = findBadDebt(tx, input.id);
  if (!debt) throw notFound('badDebt', input.id);
  const taken = debt.reversedByNumber ?? debt.reversesNumber;
  if (taken !== null) throw new Refusal('BAD_DEBT_REVERSED', { number: taken });
  const { day, month } = stockAuthor(context, tx);
  const number = takeDocumentNumber(tx, 'HZ', month);
  const opposite = (amount: Money): Money => negateMoney(amount);
  const entryId =
    debt.entryId === null
      ? null
      : reverseSupplierEntry(tx, authorOf(context), {
          id: debt.entryId,
          occurredOn: firstOpenDay(tx, debt.supplierId, day),
          remark: input.reason,
        }).id;
  const id = insertBadDebt(tx, {
    number,
    supplierId: debt.supplierId,
    reason: input.reason,
    occurredOn: day,
    month,
    currency: debt.currency,
    rate: debt.rate,
    rateOn: debt.rateOn,
    prepaid: opposite(debt.prepaid),
    claims: opposite(debt.claims),
    shopAmount: opposite(debt.shopAmount),
    entryId,
    reversesId: debt.id,
    postedAt: context.now,
    postedBy: signedInUser(context),
  });
  auditDebt(tx, context, 'reverse', debt.supplierId, { number, reverses: debt.number, reason: input.reason });
  return { id, number };
}

function auditDebt(
  tx: WriteTx,
  context: Context,
  act: 'post' | 'reverse',
  subjectId: SupplierId,
  details: Record<string, unknown>,
): void {
  const action = act === 'post' ? 'supplierLosses.writeOff' : 'supplierLosses.reverseWriteOff';
  audit(tx, context, { action, subjectKind: 'supplier', subjectId, details });
}
