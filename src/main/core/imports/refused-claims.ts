import { type Context, today, write } from '#core/context.ts';
import type { Readable } from '#core/db/connection.ts';
import { findOrderOfImport } from '#core/purchasing/purchase-receipts.repo.ts';
import { notFound, Refusal } from '#core/refusal.ts';
import {
  type PostedEntry,
  postSupplierEntry,
  reverseSupplierEntry,
} from '#core/suppliers/supplier-accounts.posting.ts';
import { authorOf } from '#core/suppliers/supplier-accounts.service.ts';
import type { ImportSettings } from '#shared/contract/imports.contract.ts';
import type { ImportId, SupplierEntryId } from '#shared/domain/ids.ts';
import { chargedForRefused } from '#shared/domain/imports/charged-refusals.ts';
import { type Money, money, negateMoney, sumMoney, ZERO_MONEY } from '#shared/domain/money/money.ts';
import { findImport, type StoredImport } from './imports.repo.ts';
import { type RefusedClaim, readRefusedClaims } from './refused-claims.repo.ts';

const AREAS = ['imports', 'suppliers', 'reconciliation'];

/** What was charged for the refused rows of an import, and what of it was claimed back. */
export interface ChargedRefusals {
  readonly charged: Money;
  /** Of `charged`, what nobody has claimed yet. */
  readonly open: Money;
  readonly claims: readonly RefusedClaim[];
}

/** Refused rows against a purchase order are differences of that order, and claimed there. */
export function chargedRefusals(db: Readable, stored: StoredImport): ChargedRefusals {
  const isStanding = stored.state === 'posted' || stored.state === 'partly-undone';
  if (!isStanding || findOrderOfImport(db, stored.id) !== null)
    return { charged: ZERO_MONEY, open: ZERO_MONEY, claims: [] };
  const { settlement } = JSON.parse(stored.settings) as Pick<ImportSettings, 'settlement'>;
  const charged = chargedForRefused({ ...stored, settlement });
  const claims = readRefusedClaims(db, stored.id);
  const claimed = sumMoney(claims.map(({ amount }) => amount));
  return { charged, open: money(Math.max(0, charged - claimed)), claims };
}

/**
 * Credits the account with what was charged for refused rows: at most what nobody has claimed of it. Refuses with CREDIT_TOO_HIGH
 * and MONTH_CLOSED. An undo of the whole import takes it back with all that the import posted.
 */
export function claimRefused(
  context: Context,
  { id, amount, note }: { id: ImportId; amount: Money; note: string },
): Promise<PostedEntry> {
  return write(context, AREAS, (tx) => {
    const imported = requireImport(tx, id);
    const { open } = chargedRefusals(tx, imported);
    if (amount > open) throw new Refusal('CREDIT_TOO_HIGH', { amount: open, currency: imported.currency });
    const credit = negateMoney(amount);
    return postSupplierEntry(tx, authorOf(context), {
      supplierId: imported.supplierId,
      kind: 'refund',
      amount: credit,
      occurredOn: today(context).day,
      ourNumber: imported.number,
      remark: note,
      importId: id,
      lines: [{ skuId: null, quantity: -1, unitPrice: amount, amount: credit }],
    });
  });
}

/** Takes such a claim back: the supplier did not agree, or it was a mistake. Refuses with ENTRY_SETTLED and MONTH_CLOSED. */
export function withdrawRefusedClaim(
  context: Context,
  { id, entryId, reason }: { id: ImportId; entryId: SupplierEntryId; reason: string },
): Promise<PostedEntry> {
  return write(context, AREAS, (tx) => {
    const claim = readRefusedClaims(tx, requireImport(tx, id).id).find((found) => found.entryId === entryId);
    if (!claim) throw notFound('supplierEntry', entryId);
    return reverseSupplierEntry(tx, authorOf(context), {
      id: entryId,
      occurredOn: today(context).day,
      remark: reason,
    });
  });
}

function requireImport(db: Readable, id: ImportId): StoredImport {
  const stored = findImport(db, id);
  if (!stored) throw notFound('import', id);
  return stored;
}
