import type { PriceListRole } from './column-vocabulary.ts';
import { tierOfColumnName } from './tier-column-name.ts';

/** Where a price list holds what; indexes count from 0. */
export interface PriceColumns {
  readonly placed: Readonly<Partial<Record<Exclude<PriceListRole, 'tierPrice' | 'ignore'>, number>>>;
  /** Columns whose name is a quantity, smallest first. */
  readonly tiers: readonly { readonly fromQuantity: number; readonly columnIndex: number }[];
}

export type PriceColumnProblem =
  | { readonly problem: 'ROLE_TWICE'; readonly role: string; readonly columnIndexes: number[] }
  | { readonly problem: 'PRICE_NOT_MAPPED' | 'PRODUCT_NOT_MAPPED' }
  | { readonly problem: 'TIER_NOT_NAMED'; readonly columnIndex: number };

/** Columns by their roles, or what is wrong with these roles. */
export function placePriceColumns(
  roles: readonly PriceListRole[],
  header: readonly string[],
): PriceColumns | PriceColumnProblem {
  const placed: Partial<Record<PriceListRole, number>> = {};
  const tiers: { fromQuantity: number; columnIndex: number }[] = [];
  for (const [columnIndex, role] of roles.entries()) {
    if (role === 'ignore') continue;
    if (role === 'tierPrice') {
      const fromQuantity = tierOfColumnName(header[columnIndex] ?? '');
      if (fromQuantity === null) return { problem: 'TIER_NOT_NAMED', columnIndex };
      const twin = tiers.find((tier) => tier.fromQuantity === fromQuantity);
      if (twin) return { problem: 'ROLE_TWICE', role, columnIndexes: [twin.columnIndex, columnIndex] };
      tiers.push({ fromQuantity, columnIndex });
      continue;
    }
    const earlier = placed[role];
    if (earlier !== undefined) return { problem: 'ROLE_TWICE', role, columnIndexes: [earlier, columnIndex] };
    placed[role] = columnIndex;
  }
  if (placed.unitPrice === undefined && placed.discount === undefined && tiers.length === 0) {
    return { problem: 'PRICE_NOT_MAPPED' };
  }
  if (placed.skuText === undefined && placed.supplierCode === undefined && placed.ourCode === undefined) {
    return { problem: 'PRODUCT_NOT_MAPPED' };
  }
  return { placed, tiers: tiers.sort((left, right) => left.fromQuantity - right.fromQuantity) };
}

/** What is said of a product, and of a row each time it is merged over several; a price is of the row that it stands in. */
const MERGEABLE = [
  'skuText',
  'supplierCode',
  'ourCode',
  'faceValue',
  'discount',
  'currency',
  'minimumQuantity',
  'quantityMultiple',
  'promise',
  'validTo',
] as const;

/** The columns whose merged cells are read in every row that they cover. */
export function mergeableColumns({ placed }: PriceColumns): number[] {
  return MERGEABLE.flatMap((role) => placed[role] ?? []);
}
