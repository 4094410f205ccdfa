import { audit, type Context, signedInUser, today, write } from '#core/context.ts';
import type { Readable, WriteTx } from '#core/db/connection.ts';
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
import {
  type AcceptedCharge,
  acceptCharge,
  findAcceptedCharge,
  type RefusedClaim,
  readRefusedClaims,
  reopenCharge,
} from './refused-claims.repo.ts';

const AREAS = ['imports', 'suppliers', 'reconciliation'];

/** What was charged for the refused rows of an import, and what of it was claimed back. */
export interface ChargedRefusals {
  readonly charged: Money;
  /** Of `charged`, what is neither claimed nor accepted. */
  readonly open: Money;
  readonly claims: readonly RefusedClaim[];
  /** Nobody claims the rest: nothing is open. Null where nobody said so. */
  readonly accepted: AcceptedCharge | null;
}

/** Refused rows against a purchase order are differences of that order, and claimed there. */
export function chargedRefusals(db: Readable, stored: StoredImport): ChargedRefusals {
  const isStanding = stored.state === 'posted' || stored.state === 'partly-undone';
  if (!isStanding || findOrderOfImport(db, stored.id) !== null)
    return { charged: ZERO_MONEY, open: ZERO_MONEY, claims: [], accepted: null };
  const { settlement } = JSON.parse(stored.settings) as Pick<ImportSettings, 'settlement'>;
  const charged = chargedForRefused({ ...stored, settlement });
  const claims = readRefusedClaims(db, stored.id);
  const claimed = sumMoney(claims.map(({ amount }) => amount));
  const accepted = findAcceptedCharge(db, stored.id);
  const open = accepted === null ? money(Math.max(0, charged - claimed)) : ZERO_MONEY;
  return { charged, open, claims, accepted };
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

/** What is left of the charge is nobody's claim any more: it leaves the exposure. Refuses with NOTHING_OPEN. */
export function acceptRefused(
  context: Context,
  { id, reason }: { id: ImportId; reason: string },
): Promise<{ id: ImportId }> {
  return write(context, AREAS, (tx) => {
    const imported = requireImport(tx, id);
    const { open } = chargedRefusals(tx, imported);
    if (open === 0) throw new Refusal('NOTHING_OPEN');
    acceptCharge(tx, { importId: id, reason, at: context.now, by: signedInUser(context) });
    auditCharge(tx, context, 'acceptRefused', imported, { reason, amount: open });
    return { id };
  });
}

/** It is claimed after all. Refuses with NOT_ACCEPTED. */
export function reopenRefused(
  context: Context,
  { id, reason }: { id: ImportId; reason: string },
): Promise<{ id: ImportId }> {
  return write(context, AREAS, (tx) => {
    const imported = requireImport(tx, id);
    if (!reopenCharge(tx, id)) throw new Refusal('NOT_ACCEPTED');
    auditCharge(tx, context, 'reopenRefused', imported, { reason });
    return { id };
  });
}

function auditCharge(
  tx: WriteTx,
  context: Context,
  act: 'acceptRefused' | 'reopenRefused',
  { id, number }: StoredImport,
  details: Record<string, unknown>,
): void {
  audit(tx, context, {
    action: `imports.${act}`,
    subjectKind: 'import',
    subjectId: id,
    details: { number, ...details },
  });
}

function requireImport(db: Readable, id: ImportId): StoredImport {
  const stored = findImport(db, id);
  if (!stored) throw notFound('import', id);
  return stored;
}
