import type { Readable } from '#core/db/connection.ts';
import { isSkuBelowMinimum } from '#core/inventory/below-minimum.ts';
import type { SkuRow } from '#shared/contract/catalog.contract.ts';
import type { ProductId } from '#shared/domain/ids.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import type { Sku, SkuValues } from './skus.repo.ts';

/** What a list shows of a SKU today. */
export function rowView(db: Readable, sku: Sku, today: Day): SkuRow {
  return {
    id: sku.id,
    code: sku.code,
    name: sku.name,
    productId: sku.productId,
    productName: sku.productName,
    category: sku.category,
    brandId: sku.brandId,
    brandName: sku.brandName,
    faceValue: sku.faceValue,
    faceCurrency: sku.faceCurrency,
    region: sku.region,
    platform: sku.platform,
    gameServer: sku.gameServer,
    deliveryKind: sku.deliveryKind,
    membershipDays: sku.membershipDays,
    shelfLifeDays: sku.shelfLifeDays,
    minimumDaysLeft: sku.minimumDaysLeft,
    usesPerKey: sku.usesPerKey,
    salePrice: sku.salePrice,
    minimumStock: sku.minimumStock,
    minimumInForce: sku.minimumInForce,
    verifyFirst: sku.verifyFirst,
    isArchived: sku.isArchived,
    revision: sku.revision,
    available: sku.available,
    onHand: sku.onHand,
    isBelowMinimum: isSkuBelowMinimum(db, sku, today),
  };
}

type Editable = SkuValues & { readonly code: string; readonly productId: ProductId };

const EDITABLE = [
  'code',
  'productId',
  'name',
  'faceValue',
  'faceCurrency',
  'region',
  'platform',
  'gameServer',
  'deliveryKind',
  'keyFields',
  'allowsShortPin',
  'membershipDays',
  'shelfLifeDays',
  'minimumDaysLeft',
  'usesPerKey',
  'salePrice',
  'minimumStock',
  'verifyFirst',
  'notes',
] as const satisfies readonly (keyof Editable)[];

/** Each value that differs, from what to what: the line of the timeline. */
export function changedValues(
  before: Editable,
  after: Omit<Editable, 'code'> & { code?: string },
): Record<string, { from: unknown; to: unknown }> {
  const changes: Record<string, { from: unknown; to: unknown }> = {};
  for (const field of EDITABLE) {
    const [from, to] = [before[field], after[field]];
    if (to !== undefined && JSON.stringify(from) !== JSON.stringify(to)) changes[field] = { from, to };
  }
  return changes;
}
