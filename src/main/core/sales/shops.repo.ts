import type { Readable, WriteTx } from '#core/db/connection.ts';
import { skuTitleOf } from '#core/db/sku-title.ts';
import { readStatement, writeStatement } from '#core/db/statement.ts';
import type { ShopId, SkuId } from '#shared/domain/ids.ts';

export interface Shop {
  readonly id: ShopId;
  readonly name: string;
  readonly platform: string;
  readonly messageLimit: number;
  readonly isArchived: boolean;
}

type StoredShop = Omit<Shop, 'isArchived'> & { isArchived: number };
const COLUMNS = 'id, name, platform, message_limit AS messageLimit, is_archived AS isArchived';

const selectShops = readStatement<Record<string, never>, StoredShop>(`SELECT ${COLUMNS} FROM shops ORDER BY name_key`);
const selectShop = readStatement<{ id: number }, StoredShop>(`SELECT ${COLUMNS} FROM shops WHERE id = @id`);
const selectByName = readStatement<{ nameKey: string }, { id: ShopId }>(
  'SELECT id FROM shops WHERE name_key = @nameKey',
);
const insertShopRow = writeStatement<Record<string, unknown>>(
  `INSERT INTO shops (name, name_key, platform, message_limit, created_at)
   VALUES (@name, @nameKey, @platform, @messageLimit, @now)`,
);
const updateShopRow = writeStatement<Record<string, unknown>>(
  `UPDATE shops SET name = @name, name_key = @nameKey, platform = @platform, message_limit = @messageLimit,
     is_archived = @isArchived WHERE id = @id`,
);

export function readShops(db: Readable): Shop[] {
  return selectShops.all(db, {}).map(fromStored);
}

export function findShop(db: Readable, id: ShopId): Shop | null {
  const row = selectShop.get(db, { id });
  return row ? fromStored(row) : null;
}

export function findShopByName(db: Readable, nameKey: string): ShopId | null {
  return selectByName.get(db, { nameKey })?.id ?? null;
}

export interface ShopFields {
  readonly name: string;
  readonly nameKey: string;
  readonly platform: string;
  readonly messageLimit: number;
}

export function insertShop(tx: WriteTx, shop: ShopFields, now: number): ShopId {
  return insertShopRow.run(tx, { ...shop, now }).lastInsertRowid as ShopId;
}

export function updateShop(tx: WriteTx, id: ShopId, shop: ShopFields, isArchived: boolean): void {
  updateShopRow.run(tx, { ...shop, id, isArchived: Number(isArchived) });
}

function fromStored(row: StoredShop): Shop {
  return { ...row, isArchived: row.isArchived === 1 };
}

/** 0 stands for any shop or SKU. */
export interface DeliveryTemplate {
  readonly shopId: number;
  readonly skuId: number;
  readonly text: string;
  readonly updatedAt: number;
}

const selectTemplates = readStatement<
  Record<string, never>,
  DeliveryTemplate & { shopName: string | null; skuName: string | null }
>(
  `SELECT t.shop_id AS shopId, t.sku_id AS skuId, t.text, t.updated_at AS updatedAt, s.name AS shopName, ${skuTitleOf('k')} AS skuName
   FROM delivery_templates t LEFT JOIN shops s ON s.id = t.shop_id LEFT JOIN skus k ON k.id = t.sku_id
   ORDER BY t.shop_id, t.sku_id`,
);
const selectTemplate = readStatement<{ shopId: number; skuId: number }, Pick<DeliveryTemplate, 'text' | 'updatedAt'>>(
  'SELECT text, updated_at AS updatedAt FROM delivery_templates WHERE shop_id = @shopId AND sku_id = @skuId',
);
const upsertTemplate = writeStatement<Record<string, unknown>>(
  `INSERT INTO delivery_templates (shop_id, sku_id, text, updated_at) VALUES (@shopId, @skuId, @text, @updatedAt)
   ON CONFLICT (shop_id, sku_id) DO UPDATE SET text = excluded.text, updated_at = excluded.updated_at`,
);
const deleteTemplate = writeStatement<{ shopId: number; skuId: number }>(
  'DELETE FROM delivery_templates WHERE shop_id = @shopId AND sku_id = @skuId',
);

export function readTemplates(db: Readable) {
  return selectTemplates.all(db, {});
}

/** The text of exactly this place. */
export function findTemplate(db: Readable, place: Pick<DeliveryTemplate, 'shopId' | 'skuId'>) {
  return selectTemplate.get(db, place) ?? null;
}

/** The most particular text: for this shop and SKU, this SKU, this shop, any; null where none is set. */
export function templateFor(db: Readable, shopId: ShopId | null, skuId: SkuId): string | null {
  const places = [
    { shopId: shopId ?? 0, skuId },
    { shopId: 0, skuId },
    { shopId: shopId ?? 0, skuId: 0 },
    { shopId: 0, skuId: 0 },
  ];
  for (const place of places) {
    const row = selectTemplate.get(db, place);
    if (row) return row.text;
  }
  return null;
}

export function writeTemplate(tx: WriteTx, template: DeliveryTemplate): void {
  const { shopId, skuId } = template;
  if (template.text === '') deleteTemplate.run(tx, { shopId, skuId });
  else upsertTemplate.run(tx, { ...template });
}
