import type { Readable, WriteTx } from '#core/db/connection.ts';
import { type ArchivedFilter, termConditions, termParameters } from '#core/db/list-filter.ts';
import { prepared, readStatement, writeStatement } from '#core/db/statement.ts';
import type { BrandId, OfferId, OfferPriceId, SkuId, SupplierId } from '#shared/domain/ids.ts';
import type { Money } from '#shared/domain/money/money.ts';
import { nameKey } from '#shared/domain/name-key.ts';
import type { Day } from '#shared/domain/time/business-time.ts';

/** What may be edited of an offer. */
export interface OfferValues {
  readonly supplierCode: string;
  readonly supplierProduct: string;
  readonly minimumQuantity: number;
  readonly quantityMultiple: number;
  readonly knownStock: number | null;
  readonly promiseHours: number | null;
  readonly notes: string;
}

/** An offer with its supplier, its SKU and the version of its price that rules on a day. */
export interface StoredOffer extends OfferValues {
  readonly id: OfferId;
  readonly supplierId: SupplierId;
  readonly supplierCodeOfOurs: string;
  readonly supplierName: string;
  readonly supplierCurrency: string;
  readonly isSupplierArchived: number;
  readonly skuId: SkuId;
  readonly skuCode: string;
  readonly codeKey: string;
  readonly skuName: string;
  readonly productName: string;
  readonly brandId: BrandId;
  readonly faceValue: Money | null;
  readonly faceCurrency: string;
  readonly knownStockAt: number | null;
  readonly isArchived: number;
  readonly revision: number;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly priceId: OfferPriceId | null;
  readonly priceCurrency: string | null;
  readonly effectiveOn: Day | null;
  readonly validTo: Day | null;
  readonly tiers: string | null;
}

const COLUMNS = `o.id, o.supplier_id AS supplierId, s.code AS supplierCodeOfOurs, s.name AS supplierName,
  s.currency AS supplierCurrency, s.is_archived AS isSupplierArchived, o.sku_id AS skuId, k.code AS skuCode,
  k.code_key AS codeKey, k.name AS skuName, pr.name AS productName,
  COALESCE((SELECT b.merged_into_id FROM brands b WHERE b.id = pr.brand_id), pr.brand_id) AS brandId, k.face_value AS faceValue,
  k.face_currency AS faceCurrency, o.supplier_code AS supplierCode, o.supplier_product AS supplierProduct,
  o.minimum_quantity AS minimumQuantity, o.quantity_multiple AS quantityMultiple, o.known_stock AS knownStock,
  o.known_stock_at AS knownStockAt, o.promise_hours AS promiseHours, o.notes, o.is_archived AS isArchived, o.revision,
  o.created_at AS createdAt, o.updated_at AS updatedAt, p.id AS priceId, p.currency AS priceCurrency,
  p.effective_on AS effectiveOn, p.valid_to AS validTo, p.tiers`;
const PARTNERS = `JOIN suppliers s ON s.id = o.supplier_id JOIN products pr ON pr.id = k.product_id
  LEFT JOIN offer_prices p ON p.id = (SELECT r.id FROM offer_prices r WHERE r.offer_id = o.id AND r.effective_on <= @day
    ORDER BY r.effective_on DESC, r.id DESC LIMIT 1)`;

const selectOffer = readStatement<{ id: number; day: string }, StoredOffer>(
  `SELECT ${COLUMNS} FROM offers o JOIN skus k ON k.id = o.sku_id ${PARTNERS} WHERE o.id = @id`,
);
const selectPair = readStatement<{ supplierId: number; skuId: number }, { id: OfferId }>(
  'SELECT id FROM offers WHERE supplier_id = @supplierId AND sku_id = @skuId',
);
const selectOfSupplier = readStatement<{ supplierId: number; day: string }, StoredOffer>(
  `SELECT ${COLUMNS} FROM offers o JOIN skus k ON k.id = o.sku_id ${PARTNERS} WHERE o.supplier_id = @supplierId`,
);
/** Offers of many SKUs at once; archived ones and those of archived suppliers are left out. */
const selectOfSkus = readStatement<{ skuIds: string; day: string }, StoredOffer>(
  `SELECT ${COLUMNS} FROM json_each(@skuIds) j CROSS JOIN offers o ON o.sku_id = j.value AND o.is_archived = 0
   JOIN skus k ON k.id = o.sku_id ${PARTNERS} WHERE s.is_archived = 0`,
);
const selectBought = readStatement<{ skuId: number; from: string }, { supplierId: SupplierId; quantity: number }>(
  `SELECT supplier_id AS supplierId, SUM(key_count) AS quantity FROM batches
   WHERE sku_id = @skuId AND received_on >= @from AND state = 'posted' AND parent_batch_id IS NULL
     AND receipt_kind IN ('purchase', 'consignment')
   GROUP BY supplier_id`,
);
const insertRow = writeStatement<Record<string, unknown>>(
  `INSERT INTO offers (supplier_id, sku_id, supplier_code, supplier_product, search_key, minimum_quantity,
     quantity_multiple, known_stock, known_stock_at, promise_hours, notes, created_at, updated_at)
   VALUES (@supplierId, @skuId, @supplierCode, @supplierProduct, @searchKey, @minimumQuantity, @quantityMultiple,
     @knownStock, @knownStockAt, @promiseHours, @notes, @now, @now)`,
);
const updateRow = writeStatement<Record<string, unknown>>(
  `UPDATE offers SET supplier_code = @supplierCode, supplier_product = @supplierProduct, search_key = @searchKey,
     minimum_quantity = @minimumQuantity, quantity_multiple = @quantityMultiple, known_stock = @knownStock,
     known_stock_at = @knownStockAt, promise_hours = @promiseHours, notes = @notes, revision = revision + 1,
     updated_at = @now
   WHERE id = @id`,
);
const updateArchived = writeStatement<{ id: number; isArchived: number; now: number }>(
  'UPDATE offers SET is_archived = @isArchived, revision = revision + 1, updated_at = @now WHERE id = @id',
);

export function findOffer(db: Readable, id: OfferId, day: Day): StoredOffer | null {
  return selectOffer.get(db, { id, day }) ?? null;
}

export function findOfferId(db: Readable, supplierId: SupplierId, skuId: SkuId): OfferId | null {
  return selectPair.get(db, { supplierId, skuId })?.id ?? null;
}

export function offersOfSupplier(db: Readable, supplierId: SupplierId, day: Day): StoredOffer[] {
  return selectOfSupplier.all(db, { supplierId, day });
}

export function offersOfSkus(db: Readable, skuIds: readonly SkuId[], day: Day): StoredOffer[] {
  return selectOfSkus.all(db, { skuIds: JSON.stringify(skuIds), day });
}

/** Keys of a SKU that were bought since a day, by supplier. */
export function boughtBySupplier(
  db: Readable,
  skuId: SkuId,
  from: Day,
): { supplierId: SupplierId; quantity: number }[] {
  return selectBought.all(db, { skuId, from });
}

export interface OfferListQuery {
  readonly terms: readonly string[];
  readonly archived: ArchivedFilter;
  readonly supplierId?: SupplierId;
  readonly skuId?: SkuId;
  readonly after: readonly [codeKey: string, id: number];
  readonly limit: number;
  readonly day: Day;
}

export function offerListStatement(query: Omit<OfferListQuery, 'after' | 'limit' | 'day'>): string {
  const conditions = [
    'k.merged_into_id IS NULL',
    '(k.code_key > @afterKey OR (k.code_key = @afterKey AND o.id > CAST(@afterId AS INTEGER)))',
    'k.code_key >= @afterKey',
    ...termConditions(query.terms, ['k.code_key', 'k.name_key', 'pr.name_key', 's.name_key', 'o.search_key']),
  ];
  if (query.archived !== 'all') conditions.push('o.is_archived = @isArchived');
  if (query.supplierId !== undefined) conditions.push('o.supplier_id = @supplierId');
  if (query.skuId !== undefined) conditions.push('k.id = @skuId');
  return `SELECT ${COLUMNS} FROM skus k INDEXED BY skus_list CROSS JOIN offers o ON o.sku_id = k.id ${PARTNERS}
    WHERE ${conditions.join(' AND ')} ORDER BY k.code_key, o.id LIMIT CAST(@limit AS INTEGER)`;
}

export function listOffers(db: Readable, query: OfferListQuery): StoredOffer[] {
  const [afterKey, afterId] = query.after;
  return prepared(db, offerListStatement(query)).all({
    ...termParameters(query.terms),
    isArchived: query.archived === 'archived' ? 1 : 0,
    supplierId: query.supplierId ?? 0,
    skuId: query.skuId ?? 0,
    afterKey,
    afterId,
    day: query.day,
    limit: query.limit,
  }) as StoredOffer[];
}

export function insertOffer(
  tx: WriteTx,
  offer: { supplierId: SupplierId; skuId: SkuId; values: OfferValues; now: number },
): OfferId {
  const { supplierId, skuId, values, now } = offer;
  const knownStockAt = values.knownStock === null ? null : now;
  return insertRow.run(tx, { ...storedValues(values), supplierId, skuId, knownStockAt, now })
    .lastInsertRowid as OfferId;
}

export function updateOffer(
  tx: WriteTx,
  id: OfferId,
  values: OfferValues,
  { knownStockAt, now }: { knownStockAt: number | null; now: number },
): void {
  updateRow.run(tx, { ...storedValues(values), id, knownStockAt, now });
}

export function setOfferArchived(tx: WriteTx, id: OfferId, isArchived: boolean, now: number): void {
  updateArchived.run(tx, { id, isArchived: isArchived ? 1 : 0, now });
}

function storedValues(values: OfferValues): Record<string, unknown> {
  const { supplierCode, supplierProduct, minimumQuantity, quantityMultiple, knownStock, promiseHours, notes } = values;
  const searchKey = nameKey(`${supplierCode} ${supplierProduct}`);
  return {
    supplierCode,
    supplierProduct,
    searchKey,
    minimumQuantity,
    quantityMultiple,
    knownStock,
    promiseHours,
    notes,
  };
}
