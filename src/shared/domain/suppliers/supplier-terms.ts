/** 官方, 平台, 批发商, 跨境, 代理. */
export const SUPPLIER_KINDS = ['official', 'platform', 'wholesaler', 'cross-border', 'agent'] as const;
export type SupplierKind = (typeof SUPPLIER_KINDS)[number];

/** 预存, 账期, 单结, 代销. */
export const SETTLEMENTS = ['prepaid', 'credit', 'per-order', 'consignment'] as const;
export type Settlement = (typeof SETTLEMENTS)[number];

/** As what their keys usually come in: those of a 代销 supplier are owed when they are sold, not when they arrive. */
export function usualReceiptKind(settlement: Settlement): 'purchase' | 'consignment' {
  return settlement === 'consignment' ? 'consignment' : 'purchase';
}

/** What holds for one key: the supplier's own terms, unless something else was said for its SKU. */
export interface EffectiveTerms {
  readonly warrantyHours: number;
  readonly verifyFirst: boolean;
}

export interface TermSources {
  readonly supplier: EffectiveTerms;
  readonly supplierSku: { readonly warrantyHours: number | null; readonly verifyFirst: boolean | null } | null;
  readonly skuVerifyFirst: boolean;
}

/** The narrower word wins; a SKU that is always verified stays so unless this supplier is excepted for it. */
export function effectiveTerms({ supplier, supplierSku, skuVerifyFirst }: TermSources): EffectiveTerms {
  return {
    warrantyHours: supplierSku?.warrantyHours ?? supplier.warrantyHours,
    verifyFirst: supplierSku?.verifyFirst ?? (supplier.verifyFirst || skuVerifyFirst),
  };
}
