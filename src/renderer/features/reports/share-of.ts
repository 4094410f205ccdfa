import type { ConcentrationReport } from '#shared/contract/trade-reports.contract.ts';
import type { BrandId, SupplierId } from '#shared/domain/ids.ts';
import { SUPPLIER_KINDS, type SupplierKind } from '#shared/domain/suppliers/supplier-terms.ts';

/** By what purchases are divided. */
export const DIMENSIONS = ['supplier', 'kind', 'brand'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** A share with its name; `key` stands in the address. */
export interface NamedShare {
  readonly key: string;
  readonly name: string;
  readonly amount: number;
  readonly share: number;
  readonly level: 'fine' | 'warned' | 'high';
}

export function namedShares(
  report: ConcentrationReport,
  by: Dimension,
  kindName: (kind: SupplierKind) => string,
): readonly NamedShare[] {
  switch (by) {
    case 'supplier':
      return report.bySupplier.shares.map(({ key, ...share }) => ({
        ...share,
        key: String(key.supplierId),
        name: key.name,
      }));
    case 'kind':
      return report.byKind.shares.map(({ key, ...share }) => ({ ...share, key, name: kindName(key) }));
    case 'brand':
      return report.byBrand.shares.map(({ key, ...share }) => ({
        ...share,
        key: String(key.brandId),
        name: key.name,
      }));
  }
}

/** Which purchases stand behind a share. */
export interface PurchaseFilter {
  readonly supplierId?: SupplierId;
  readonly supplierKind?: SupplierKind;
  readonly brandId?: BrandId;
}

/** The filter of the rows behind the share of a key; a key of the address that names nothing filters for what is not there. */
export function shareFilter(by: Dimension, key: string): PurchaseFilter {
  const id = /^[1-9]\d{0,14}$/.test(key) ? Number(key) : Number.MAX_SAFE_INTEGER;
  switch (by) {
    case 'supplier':
      return { supplierId: id as SupplierId };
    case 'kind':
      return { supplierKind: SUPPLIER_KINDS.find((kind) => kind === key) ?? 'agent' };
    case 'brand':
      return { brandId: id as BrandId };
  }
}
