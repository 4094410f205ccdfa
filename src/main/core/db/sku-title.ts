/** SQL for what people call a SKU, its product said once; `sku` is the alias of its row. By the primary key of products. */
export function skuTitleOf(sku: string): string {
  return `sku_title((SELECT name FROM products WHERE id = ${sku}.product_id), ${sku}.name)`;
}
