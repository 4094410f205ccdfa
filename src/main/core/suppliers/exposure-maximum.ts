import { type Context, signedInUser, today } from '#core/context.ts';
import type { WriteTx } from '#core/db/connection.ts';
import { requireRight } from '#core/identity/rights.service.ts';
import { Refusal } from '#core/refusal.ts';
import type { SupplierId } from '#shared/domain/ids.ts';
import { exceedsMaximum } from '#shared/domain/suppliers/exposure.ts';
import { supplierExposure } from './exposure.lookup.ts';
import { requireSupplier } from './supplier-accounts.posting.ts';
import { requireNotLost } from './supplier-losses.lookup.ts';

/**
 * Posts a payment and then looks at what the supplier holds. Above the maximum, and above what it was, everything is taken back
 * with EXPOSURE_EXCEEDED, and with SUPPLIER_LOST where it would lie with one who is gone; who has the right to go on says why, and the reason is answered for the trail.
 */
export function withinMaximum<Posted>(
  tx: WriteTx,
  context: Context,
  { supplierId, exceedReason }: { supplierId: SupplierId; exceedReason: string },
  post: () => Posted,
): { posted: Posted; exceedReason: string } {
  const { day } = today(context);
  const before = supplierExposure(tx, supplierId, day);
  const posted = post();
  const after = supplierExposure(tx, supplierId, day);
  // What is owed to a supplier who is gone may still be paid; no money is laid down there any more.
  if (after.prepaid > before.prepaid) requireNotLost(tx, requireSupplier(tx, supplierId));
  const { exposureMaximum, currency } = after;
  if (!exceedsMaximum(before.exposure.total, after.exposure.total, exposureMaximum))
    return { posted, exceedReason: '' };
  if (exceedReason === '') {
    throw new Refusal('EXPOSURE_EXCEEDED', {
      maximum: exposureMaximum,
      before: before.exposure.total,
      after: after.exposure.total,
      currency,
    });
  }
  requireRight(tx, signedInUser(context), 'accounts.exceedMaximum');
  return { posted, exceedReason };
}
