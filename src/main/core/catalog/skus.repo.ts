import type { Readable, WriteTx } from '#core/db/connection.ts';
import { readStatement, writeStatement } from '#core/db/statement.ts';
import type { KeyFieldDefinition } from '#shared/domain/card-keys/key-fields.ts';
import type { DeliveryKind } from '#shared/domain/catalog/sku-key-fields.ts';
import type { BrandId, ProductId, SkuId } from '#shared/domain/ids.ts';
import type { Money } from '#shared/domain/money/money.ts';
import { nameKey } from '#shared/domain/name-key.ts';
import { minimumInForceOf } from './minimum-in-force.repo.ts';

/** A SKU as others read it: named with its product and brand, flags as booleans, fields parsed. */
export interface Sku extends SkuValues {
  readonly id: SkuId;
  readonly code: string;
  readonly codeKey: string;
  readonly nameKey: string;
  readonly productId: ProductId;
  readonly productName: string;
  readonly category: string;
  readonly brandId: BrandId;
  readonly brandName: string;
  readonly mergedIntoId: SkuId | null;
  readonly isArchived: boolean;
  readonly revision: number;
  readonly createdAt: number;
  readonly updatedAt: number;
  /** From the stock projection: can be issued now, and all that are ours. */
  readonly available: number;
  readonly placed: number;
  readonly onHand: number;
  /** That of its replenishment rule, else `minimumStock`. */
  readonly minimumInForce: number;
}

/** What people say of a SKU. */
export interface SkuValues {
  readonly name: string;
  readonly faceValue: Money | null;
  readonly faceCurrency: string;
  readonly region: string;
  readonly platform: string;
  readonly gameServer: string;
  readonly deliveryKind: DeliveryKind;
  readonly keyFields: readonly KeyFieldDefinition[];
  readonly allowsShortPin: boolean;
  readonly membershipDays: number | null;
  readonly shelfLifeDays: number | null;
  readonly minimumDaysLeft: number;
  readonly usesPerKey: number;
  readonly salePrice: Money | null;
  readonly minimumStock: number;
  readonly verifyFirst: boolean;
  readonly notes: string;
}

export type StoredSku = Omit<Sku, 'keyFields' | 'allowsShortPin' | 'verifyFirst' | 'isArchived'> & {
  readonly keyFields: string;
  readonly allowsShortPin: number;
  readonly verifyFirst: number;
  readonly isArchived: number;
};

export const SKU_COLUMNS = `s.id, s.code, s.code_key AS codeKey, s.name, s.name_key AS nameKey, s.product_id AS productId,
  p.name AS productName, p.category, p.brand_id AS brandId, b.name AS brandName, s.face_value AS faceValue,
  s.face_currency AS faceCurrency, s.region, s.platform, s.game_server AS gameServer, s.delivery_kind AS deliveryKind,
  s.key_fields AS keyFields, s.allows_short_pin AS allowsShortPin, s.membership_days AS membershipDays,
  s.shelf_life_days AS shelfLifeDays, s.minimum_days_left AS minimumDaysLeft, s.uses_per_key AS usesPerKey,
  s.sale_price AS salePrice, s.minimum_stock AS minimumStock,
  ${minimumInForceOf('s')} AS minimumInForce, s.verify_first AS verifyFirst, s.notes,
  s.merged_into_id AS mergedIntoId, s.is_archived AS isArchived, s.revision, s.created_at AS createdAt,
  s.updated_at AS updatedAt, COALESCE(t.available, 0) AS available, COALESCE(t.placed, 0) AS placed,
  COALESCE(t.available + t.quarantined + t.reserved + t.placed, 0) AS onHand`;
export const SKU_JOINS = `JOIN products p ON p.id = s.product_id JOIN brands b ON b.id = p.brand_id
  LEFT JOIN sku_stock t ON t.sku_id = s.id`;

const selectSku = readStatement<{ id: number }, StoredSku>(
  `SELECT ${SKU_COLUMNS} FROM skus s ${SKU_JOINS} WHERE s.id = @id`,
);
const selectByCode = readStatement<{ codeKey: string }, StoredSku>(
  `SELECT ${SKU_COLUMNS} FROM skus s ${SKU_JOINS} WHERE s.code_key = @codeKey`,
);
const selectAliases = readStatement<{ id: number }, { id: SkuId; code: string; name: string }>(
  'SELECT id, code, name FROM skus WHERE merged_into_id = @id ORDER BY id',
);
const selectInProduct = readStatement<{ productId: number; nameKey: string }, StoredSku>(
  `SELECT ${SKU_COLUMNS} FROM skus s ${SKU_JOINS}
   WHERE s.product_id = @productId AND s.name_key = @nameKey AND s.merged_into_id IS NULL ORDER BY s.code_key LIMIT 1`,
);
const selectAnyBatch = readStatement<{ id: number }, { id: number }>(
  `SELECT id FROM batches WHERE sku_id = @id AND state <> 'withdrawn' LIMIT 1`,
);
const selectLoading = readStatement<{ id: number }, { quantity: number }>(
  `SELECT COUNT(*) AS quantity FROM batches WHERE sku_id = @id AND state = 'loading'`,
);

const insertRow = writeStatement<Record<string, unknown>>(
  `INSERT INTO skus (product_id, code, code_key, name, name_key, face_value, face_currency, region, platform, game_server,
     delivery_kind, key_fields, allows_short_pin, membership_days, shelf_life_days, minimum_days_left, uses_per_key,
     sale_price, minimum_stock, verify_first, notes, created_at, updated_at)
   VALUES (@productId, @code, @codeKey, @name, @nameKey, @faceValue, @faceCurrency, @region, @platform, @gameServer,
     @deliveryKind, @keyFields, @allowsShortPin, @membershipDays, @shelfLifeDays, @minimumDaysLeft, @usesPerKey,
     @salePrice, @minimumStock, @verifyFirst, @notes, @now, @now)`,
);
const updateRow = writeStatement<Record<string, unknown>>(
  `UPDATE skus SET product_id = @productId, code = @code, code_key = @codeKey, name = @name, name_key = @nameKey,
     face_value = @faceValue, face_currency = @faceCurrency, region = @region, platform = @platform,
     game_server = @gameServer, delivery_kind = @deliveryKind, key_fields = @keyFields,
     allows_short_pin = @allowsShortPin, membership_days = @membershipDays, shelf_life_days = @shelfLifeDays,
     minimum_days_left = @minimumDaysLeft, uses_per_key = @usesPerKey, sale_price = @salePrice,
     minimum_stock = @minimumStock, verify_first = @verifyFirst, notes = @notes,
     revision = revision + 1, updated_at = @now
   WHERE id = @id`,
);
const updateArchived = writeStatement<{ id: number; isArchived: number; now: number }>(
  'UPDATE skus SET is_archived = @isArchived, revision = revision + 1, updated_at = @now WHERE id = @id',
);
const moveToProduct = writeStatement<{ fromId: number; productId: number; now: number }>(
  'UPDATE skus SET product_id = @productId, revision = revision + 1, updated_at = @now WHERE product_id = @fromId',
);
const updateMerged = writeStatement<{ id: number; intoId: number; now: number }>(
  'UPDATE skus SET merged_into_id = @intoId, revision = revision + 1, updated_at = @now WHERE id = @id',
);
const forwardAliases = writeStatement<{ id: number; intoId: number }>(
  'UPDATE skus SET merged_into_id = @intoId WHERE merged_into_id = @id',
);
const forwardSupplierNames = writeStatement<{ id: number; intoId: number }>(
  'UPDATE supplier_sku_names SET sku_id = @intoId WHERE sku_id = @id',
);
const copySupplierTerms = writeStatement<{ id: number; intoId: number }>(
  `INSERT OR IGNORE INTO supplier_sku_terms (supplier_id, sku_id, warranty_hours, verify_first)
   SELECT supplier_id, CAST(@intoId AS INTEGER), warranty_hours, verify_first FROM supplier_sku_terms
   WHERE sku_id = @id`,
);

/** Texts of deliveries go over where the SKU that stays has none of its own for the shop; it keeps its own. */
const forwardTemplates = writeStatement<{ id: number; intoId: number }>(
  'UPDATE OR IGNORE delivery_templates SET sku_id = @intoId WHERE sku_id = @id',
);
const dropTemplates = writeStatement<{ id: number }>('DELETE FROM delivery_templates WHERE sku_id = @id');

/** Offers go over to the SKU that stays; where it has one of the same supplier, that one holds and the other is archived. */
const forwardOffers = writeStatement<{ id: number; intoId: number }>(
  'UPDATE OR IGNORE offers SET sku_id = @intoId WHERE sku_id = @id',
);
const archiveOffers = writeStatement<{ id: number }>('UPDATE offers SET is_archived = 1 WHERE sku_id = @id');

export function fromStoredSku(row: StoredSku): Sku {
  return {
    ...row,
    keyFields: JSON.parse(row.keyFields) as KeyFieldDefinition[],
    allowsShortPin: row.allowsShortPin === 1,
    verifyFirst: row.verifyFirst === 1,
    isArchived: row.isArchived === 1,
  };
}

/** The row of this very id, merged or not. */
export function findSkuRow(db: Readable, id: SkuId): Sku | null {
  const row = selectSku.get(db, { id });
  return row ? fromStoredSku(row) : null;
}

/** The row that holds this very code, merged or not. */
export function findSkuRowByCode(db: Readable, code: string): Sku | null {
  const row = selectByCode.get(db, { codeKey: nameKey(code) });
  return row ? fromStoredSku(row) : null;
}

export function aliasesOfSku(db: Readable, id: SkuId): { id: SkuId; code: string; name: string }[] {
  return selectAliases.all(db, { id });
}

/** The SKU of this name in a product; of several the first by code. */
export function findSkuInProduct(db: Readable, productId: ProductId, name: string): Sku | null {
  const row = selectInProduct.get(db, { productId, nameKey: nameKey(name) });
  return row ? fromStoredSku(row) : null;
}

/** Whether the SKU has or ever had keys that were not withdrawn; each came in a batch of its own SKU. */
export function hasKeys(db: Readable, id: SkuId): boolean {
  return selectAnyBatch.get(db, { id }) !== undefined;
}

/** Batches of the SKU that an import is filling right now. */
export function loadingBatchCount(db: Readable, id: SkuId): number {
  return selectLoading.get(db, { id })?.quantity ?? 0;
}

export interface SkuIdentity {
  readonly productId: ProductId;
  readonly code: string;
}

export function insertSku(tx: WriteTx, identity: SkuIdentity, values: SkuValues, now: number): SkuId {
  return insertRow.run(tx, { ...storedValues(identity, values), now }).lastInsertRowid as SkuId;
}

export function updateSku(tx: WriteTx, id: SkuId, identity: SkuIdentity, values: SkuValues, now: number): void {
  updateRow.run(tx, { ...storedValues(identity, values), id, now });
}

export function setSkuArchived(tx: WriteTx, id: SkuId, isArchived: boolean, now: number): void {
  updateArchived.run(tx, { id, isArchived: isArchived ? 1 : 0, now });
}

export function moveSkus(tx: WriteTx, fromId: ProductId, productId: ProductId, now: number): void {
  moveToProduct.run(tx, { fromId, productId, now });
}

/** Makes `id` an alias of `intoId`: codes, earlier aliases, suppliers' names for it, their terms and delivery texts lead there. */
export function aliasSku(tx: WriteTx, id: SkuId, intoId: SkuId, now: number): void {
  forwardAliases.run(tx, { id, intoId });
  forwardSupplierNames.run(tx, { id, intoId });
  forwardOffers.run(tx, { id, intoId });
  archiveOffers.run(tx, { id });
  copySupplierTerms.run(tx, { id, intoId });
  forwardTemplates.run(tx, { id, intoId });
  dropTemplates.run(tx, { id });
  updateMerged.run(tx, { id, intoId, now });
}

function storedValues({ productId, code }: SkuIdentity, values: SkuValues): Record<string, unknown> {
  return {
    productId,
    code,
    codeKey: nameKey(code),
    name: values.name,
    nameKey: nameKey(values.name),
    faceValue: values.faceValue,
    faceCurrency: values.faceCurrency,
    region: values.region,
    platform: values.platform,
    gameServer: values.gameServer,
    deliveryKind: values.deliveryKind,
    keyFields: JSON.stringify(values.keyFields),
    allowsShortPin: values.allowsShortPin ? 1 : 0,
    membershipDays: values.membershipDays,
    shelfLifeDays: values.shelfLifeDays,
    minimumDaysLeft: values.minimumDaysLeft,
    usesPerKey: values.usesPerKey,
    salePrice: values.salePrice,
    minimumStock: values.minimumStock,
    verifyFirst: values.verifyFirst ? 1 : 0,
    notes: values.notes,
  };
}
