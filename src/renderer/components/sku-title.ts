import type { SkuRow } from '#shared/contract/catalog.contract.ts';

/** What people call a SKU: product and variant. */
export function skuTitle(sku: Pick<SkuRow, 'productName' | 'name'>): string {
  return `${sku.productName} ${sku.name}`;
}
