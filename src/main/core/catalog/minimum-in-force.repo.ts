/**
 * The minimum by which a SKU is short, as `effectiveRule` has it: that of its replenishment rule, else of its master data, and
 * never more than the rule's maximum. An expression over the row of `skus` under this alias.
 */
export function minimumInForceOf(alias: string): string {
  return `COALESCE((SELECT min(COALESCE(r.minimum, ${alias}.minimum_stock), COALESCE(r.maximum, ${Number.MAX_SAFE_INTEGER}))
    FROM replenishment_rules r WHERE r.sku_id = ${alias}.id), ${alias}.minimum_stock)`;
}
