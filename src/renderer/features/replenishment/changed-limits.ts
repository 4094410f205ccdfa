import type { ChangedSupplierLimits, SupplierReorderLimits } from '#shared/contract/replenishment.contract.ts';

/** What was changed of the limits since they were read: what someone else changed meanwhile stays. */
export function changedLimits(
  read: readonly SupplierReorderLimits[],
  draft: readonly SupplierReorderLimits[],
): ChangedSupplierLimits[] {
  const before = new Map(read.map((limits) => [limits.supplierId, limits]));
  return draft.flatMap(({ supplierId, exposureMaximum, minimumBalance }): ChangedSupplierLimits[] => {
    const seen = before.get(supplierId);
    const hasMaximum = exposureMaximum !== seen?.exposureMaximum;
    const hasBalance = minimumBalance !== seen?.minimumBalance;
    if (!hasMaximum && !hasBalance) return [];
    return [{ supplierId, ...(hasMaximum && { exposureMaximum }), ...(hasBalance && { minimumBalance }) }];
  });
}
