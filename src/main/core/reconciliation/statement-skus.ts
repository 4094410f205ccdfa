import { findSkuByCode } from '#core/catalog/catalog.lookup.ts';
import type { Readable } from '#core/db/connection.ts';
import { skuOfSupplierName } from '#core/suppliers/suppliers.lookup.ts';
import type { SkuId, SupplierId } from '#shared/domain/ids.ts';
import { findOnlySkuNamed } from './statement-skus.repo.ts';

/** Which SKU a supplier means by a product text: as remembered, else a SKU of exactly this code or name. */
export function skuOfProductText(
  db: Readable,
  supplierId: SupplierId,
  text: string,
): { skuId: SkuId; skuName: string } | null {
  if (text === '') return null;
  const sku = skuOfSupplierName(db, supplierId, text) ?? findSkuByCode(db, text);
  return sku ? { skuId: sku.id, skuName: sku.name } : findOnlySkuNamed(db, text);
}
