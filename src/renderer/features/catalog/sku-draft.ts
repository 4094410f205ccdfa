import i18next from 'i18next';
import type { SkuDetails } from '#shared/contract/catalog.contract.ts';
import { CARD_NUMBER_AND_SECRET, type KeyFieldDefinition } from '#shared/domain/card-keys/key-fields.ts';
import type { DeliveryKind } from '#shared/domain/catalog/sku-key-fields.ts';
import type { Money } from '#shared/domain/money/money.ts';

/** A SKU as it stands in the form. */
export interface SkuDraft {
  brandName: string;
  productName: string;
  name: string;
  code: string;
  faceValue: Money | null;
  faceCurrency: string;
  region: string;
  platform: string;
  gameServer: string;
  deliveryKind: DeliveryKind;
  keyFields: readonly KeyFieldDefinition[];
  allowsShortPin: boolean;
  membershipDays: number | null;
  shelfLifeDays: number | null;
  minimumDaysLeft: number | null;
  usesPerKey: number | null;
  salePrice: Money | null;
  minimumStock: number | null;
  verifyFirst: boolean;
  notes: string;
}

export function emptySku(currency: string): SkuDraft {
  return {
    brandName: '',
    productName: '',
    name: '',
    code: '',
    faceValue: null,
    faceCurrency: currency,
    region: '',
    platform: '',
    gameServer: '',
    deliveryKind: 'card-key',
    keyFields: CARD_NUMBER_AND_SECRET.map((field) => ({
      ...field,
      name: i18next.t(`catalog:keyFields.roles.${field.role}`),
    })),
    allowsShortPin: false,
    membershipDays: null,
    shelfLifeDays: null,
    minimumDaysLeft: null,
    usesPerKey: 1,
    salePrice: null,
    minimumStock: null,
    verifyFirst: false,
    notes: '',
  };
}

export function skuDraftOf(sku: SkuDetails): SkuDraft {
  return {
    brandName: sku.brandName,
    productName: sku.productName,
    name: sku.name,
    code: sku.code,
    faceValue: sku.faceValue,
    faceCurrency: sku.faceCurrency,
    region: sku.region,
    platform: sku.platform,
    gameServer: sku.gameServer,
    deliveryKind: sku.deliveryKind,
    keyFields: sku.keyFields,
    allowsShortPin: sku.allowsShortPin,
    membershipDays: sku.membershipDays,
    shelfLifeDays: sku.shelfLifeDays,
    minimumDaysLeft: sku.minimumDaysLeft || null,
    usesPerKey: sku.usesPerKey,
    salePrice: sku.salePrice,
    minimumStock: sku.minimumStock || null,
    verifyFirst: sku.verifyFirst,
    notes: sku.notes,
  };
}

/** What the core is asked for; an emptied number is what it was before anyone wrote one. */
export function skuInputOf({ brandName, productName, code, ...draft }: SkuDraft) {
  return {
    ...draft,
    product: { brandName, name: productName },
    code: code.trim() === '' ? undefined : code.trim(),
    keyFields: draft.keyFields.map((field) => ({ ...field, name: field.name.trim() })),
    minimumDaysLeft: draft.minimumDaysLeft ?? 0,
    usesPerKey: draft.usesPerKey ?? 1,
    minimumStock: draft.minimumStock ?? 0,
  };
}
