import type { Readable } from '#core/db/connection.ts';
import { type Money, subtractMoney } from '#shared/domain/money/money.ts';
import { type Exposure, exposureOf } from '#shared/domain/suppliers/exposure.ts';
import type { SupplierExposure } from './exposure.lookup.ts';
import { prepaidWrittenOff } from './supplier-losses.repo.ts';

/**
 * What a supplier holds of ours as if nothing had been written off: a bad debt is our own bookkeeping and lets nobody off.
 * `writtenOff` is the part of the total that was, in the account's currency.
 */
export function heldBeforeWriteOffs(db: Readable, held: SupplierExposure): { exposure: Exposure; writtenOff: Money } {
  const balance = subtractMoney(held.balance, prepaidWrittenOff(db, held.supplierId));
  const exposure = exposureOf({ ...held, balance, openClaims: held.claims });
  return { exposure, writtenOff: subtractMoney(exposure.total, held.exposure.total) };
}
