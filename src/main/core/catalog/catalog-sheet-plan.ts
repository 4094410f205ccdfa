import type { Context } from '#core/context.ts';
import type { Readable, WriteTx } from '#core/db/connection.ts';
import { keyFieldPreset } from '#shared/domain/card-keys/key-field-presets.ts';
import { CARD_NUMBER_AND_SECRET, type KeyFieldDefinition } from '#shared/domain/card-keys/key-fields.ts';
import type { CatalogColumn } from '#shared/domain/catalog/catalog-columns.ts';
import type { CatalogProblem, CatalogRow, CatalogValues } from '#shared/domain/catalog/catalog-row.ts';
import { areSameKeyFields } from '#shared/domain/catalog/key-field-notation.ts';
import { checkKeyFields, type DeliveryKind, fixedPartsTouched } from '#shared/domain/catalog/sku-key-fields.ts';
import type { SkuId } from '#shared/domain/ids.ts';
import { nameKey } from '#shared/domain/name-key.ts';
import { findBrandByName } from './brands.repo.ts';
import { findSkuByCode, requireProduct, requireSku } from './catalog.lookup.ts';
import { findProductByName } from './products.repo.ts';
import { setProductCategory } from './products.service.ts';
import { findSkuInProduct, hasKeys, type Sku } from './skus.repo.ts';
import { archiveSku, createSku, editSku, type NewSku } from './skus.service.ts';

/** What one row of a catalogue sheet would do, worked out without doing it. */
export type CatalogPlan =
  | { readonly verdict: 'create'; readonly input: NewSku; readonly values: CatalogValues }
  | {
      readonly verdict: 'update';
      readonly sku: Sku;
      readonly input: NewSku & { code: string };
      readonly values: CatalogValues;
      readonly changes: readonly CatalogColumn[];
    }
  | { readonly verdict: 'same'; readonly sku: Sku }
  | { readonly verdict: 'refuse'; readonly sku: Sku | null; readonly problems: readonly CatalogProblem[] };

/** Stands for the SKU a row is about, so that a sheet cannot say two things of one. */
export function rowIdentity({ code, brand, product, name }: CatalogValues): string {
  return JSON.stringify(code ? [nameKey(code)] : [brand, product, name].map((part) => nameKey(part ?? '')));
}

/** `named` holds the SKUs that rows before were about, by code, name or an alias: a sheet says one thing of each. */
export function planCatalogRow(db: Readable, row: CatalogRow, currency: string, named: Set<SkuId>): CatalogPlan {
  const { values } = row;
  const sku = findRowSku(db, values);
  if (row.problems.length > 0) return { verdict: 'refuse', sku, problems: row.problems };
  if (!sku) return planCreation(values, currency);
  if (named.has(sku.id)) {
    return { verdict: 'refuse', sku, problems: [{ column: values.code ? 'code' : 'name', rule: 'TWICE_IN_SHEET' }] };
  }
  named.add(sku.id);
  return planUpdate(db, sku, values);
}

/** Carries a plan out inside an open transaction. Plans are made in the same one, so nothing can have changed. */
export function applyCatalogPlan(tx: WriteTx, context: Context, plan: CatalogPlan): void {
  if (plan.verdict !== 'create' && plan.verdict !== 'update') return;
  const { input, values } = plan;
  const { id } = plan.verdict === 'create' ? createSku(tx, context, input) : editSku(tx, context, plan.sku, plan.input);
  const sku = requireSku(tx, id);
  if (values.isArchived !== undefined && values.isArchived !== sku.isArchived) {
    archiveSku(tx, context, sku, values.isArchived);
  }
  if (values.category !== undefined && values.category !== sku.category) {
    setProductCategory(tx, context, requireProduct(tx, sku.productId), values.category);
  }
}

function findRowSku(db: Readable, { code, brand, product, name }: CatalogValues): Sku | null {
  if (code) return findSkuByCode(db, code);
  const found = brand && product && name ? findBrandByName(db, brand) : null;
  const inBrand = found && findProductByName(db, found.id, product ?? '');
  return inBrand ? findSkuInProduct(db, inBrand.id, name ?? '') : null;
}

const REQUIRED = ['brand', 'product', 'name'] as const;

function planCreation(values: CatalogValues, currency: string): CatalogPlan {
  const missing = REQUIRED.filter((column) => !values[column]);
  if (missing.length > 0) {
    return { verdict: 'refuse', sku: null, problems: missing.map((column) => ({ column, rule: 'REQUIRED' })) };
  }
  const deliveryKind = values.deliveryKind ?? 'card-key';
  const input: NewSku = {
    product: { brandName: values.brand ?? '', name: values.product ?? '' },
    code: values.code,
    name: values.name ?? '',
    faceValue: values.faceValue ?? null,
    faceCurrency: values.faceCurrency ?? currency,
    region: values.region ?? '',
    platform: values.platform ?? '',
    gameServer: values.gameServer ?? '',
    deliveryKind,
    keyFields: values.keyFields ?? usualFields(deliveryKind),
    allowsShortPin: values.allowsShortPin ?? false,
    membershipDays: values.membershipDays ?? null,
    shelfLifeDays: values.shelfLifeDays ?? null,
    minimumDaysLeft: values.minimumDaysLeft ?? 0,
    usesPerKey: values.usesPerKey ?? 1,
    salePrice: values.salePrice ?? null,
    minimumStock: values.minimumStock ?? 0,
    verifyFirst: values.verifyFirst ?? false,
    notes: values.notes ?? '',
  };
  const problems = keyFieldProblems(input);
  return problems.length > 0 ? { verdict: 'refuse', sku: null, problems } : { verdict: 'create', input, values };
}

function planUpdate(db: Readable, sku: Sku, values: CatalogValues): CatalogPlan {
  const { brand, product, category, isArchived, code, ...fields } = values;
  const input = {
    ...sku,
    ...fields,
    code: sku.code,
    product: { brandName: brand ?? sku.brandName, name: product ?? sku.productName },
  };
  const changes = changedColumns(sku, values);
  if (changes.length === 0) return { verdict: 'same', sku };
  const problems = keyFieldProblems(input);
  if (fixedPartsTouched(sku, input).length > 0 && hasKeys(db, sku.id)) {
    problems.push({ column: 'keyFields', rule: 'KEY_LAYOUT_FIXED' });
  }
  return problems.length > 0
    ? { verdict: 'refuse', sku, problems }
    : { verdict: 'update', sku, input, values, changes };
}

function changedColumns(sku: Sku, values: CatalogValues): CatalogColumn[] {
  const { brand, product, isArchived, keyFields, code, ...fields } = values;
  const changes: CatalogColumn[] = [];
  if (brand !== undefined && nameKey(brand) !== nameKey(sku.brandName)) changes.push('brand');
  if (product !== undefined && nameKey(product) !== nameKey(sku.productName)) changes.push('product');
  for (const [column, value] of Object.entries(fields)) {
    const current: unknown = sku[column as keyof typeof fields];
    if (value !== undefined && value !== current) changes.push(column as CatalogColumn);
  }
  if (keyFields && !areSameKeyFields(keyFields, sku.keyFields)) changes.push('keyFields');
  if (isArchived !== undefined && isArchived !== sku.isArchived) changes.push('status');
  return changes;
}

function keyFieldProblems({ keyFields, deliveryKind }: Pick<NewSku, 'keyFields' | 'deliveryKind'>): CatalogProblem[] {
  return checkKeyFields(keyFields, deliveryKind)
    .slice(0, 1)
    .map(({ rule }) => ({ column: 'keyFields', rule }));
}

function usualFields(kind: DeliveryKind): readonly KeyFieldDefinition[] {
  if (kind === 'top-up') return [];
  return kind === 'redeem-link' ? (keyFieldPreset('redeem-link')?.fields ?? []) : CARD_NUMBER_AND_SECRET;
}
