import { requireSku, type Sku } from '#core/catalog/catalog.lookup.ts';
import type { Readable } from '#core/db/connection.ts';
import type { SkuId, SupplierId } from '#shared/domain/ids.ts';
import { type EffectiveTerms, effectiveTerms } from '#shared/domain/suppliers/supplier-terms.ts';
import { requireSupplier } from './supplier-accounts.posting.ts';
import { findSkuOfSupplierName, findSupplierTerms } from './supplier-terms.repo.ts';

/*
 * How other areas read suppliers, inside their own read or transaction.
 */

export { bookMonthOf, requireSupplier } from './supplier-accounts.posting.ts';
export { rememberSupplierName } from './supplier-terms.repo.ts';
export { findSupplier, findSupplierByCode, type Supplier } from './suppliers.repo.ts';

/** Warranty and verify-first that hold for a SKU of a supplier. */
export function termsFor(db: Readable, supplierId: SupplierId, skuId: SkuId): EffectiveTerms {
  const sku = requireSku(db, skuId);
  const supplier = requireSupplier(db, supplierId);
  const supplierSku = findSupplierTerms(db, supplierId, sku.id);
  return effectiveTerms({ supplier, supplierSku, skuVerifyFirst: sku.verifyFirst });
}

/** The SKU that a supplier means by a text of theirs (name, face value, region); null when no import taught it. */
export function skuOfSupplierName(db: Readable, supplierId: SupplierId, text: string): Sku | null {
  const id = findSkuOfSupplierName(db, supplierId, text);
  return id === null ? null : requireSku(db, id);
}
