import type { Readable, WriteTx } from '#core/db/connection.ts';
import { readStatement, writeStatement } from '#core/db/statement.ts';
import type { OfferId, OfferPriceId, PriceListId, SkuId } from '#shared/domain/ids.ts';
import type { Money } from '#shared/domain/money/money.ts';
import type { PriceTier } from '#shared/domain/purchasing/price-tiers.ts';
import type { Day } from '#shared/domain/time/business-time.ts';

export interface StoredPrice {
  readonly id: OfferPriceId;
  readonly offerId: OfferId;
  readonly effectiveOn: Day;
  readonly validTo: Day | null;
  readonly currency: string;
  readonly tiers: string;
  readonly source: 'hand' | 'list' | 'undo';
  readonly priceListId: PriceListId | null;
  readonly priceListNumber: string | null;
  readonly reversesId: OfferPriceId | null;
  readonly reason: string;
  readonly postedAt: number;
  readonly postedBy: string;
}

/** What a new version states. */
export interface NewPrice {
  readonly offerId: OfferId;
  readonly effectiveOn: Day;
  readonly validTo: Day | null;
  readonly currency: string;
  readonly tiers: readonly PriceTier[];
  readonly source: 'hand' | 'list' | 'undo';
  readonly priceListId?: PriceListId | null;
  readonly reversesId?: OfferPriceId | null;
  readonly reason?: string;
  readonly now: number;
  readonly userId: number;
}

const MOST_VERSIONS = 500;
const COLUMNS = `p.id, p.offer_id AS offerId, p.effective_on AS effectiveOn, p.valid_to AS validTo, p.currency, p.tiers,
  p.source, p.price_list_id AS priceListId, l.number AS priceListNumber, p.reverses_id AS reversesId, p.reason,
  p.posted_at AS postedAt, COALESCE(u.name, '') AS postedBy`;
const FROM = `FROM offer_prices p LEFT JOIN price_lists l ON l.id = p.price_list_id
  LEFT JOIN users u ON u.id = p.posted_by`;

const selectOfOffer = readStatement<{ offerId: number }, StoredPrice>(
  `SELECT ${COLUMNS} ${FROM} WHERE p.offer_id = @offerId ORDER BY p.effective_on DESC, p.id DESC LIMIT ${MOST_VERSIONS}`,
);
const selectLastId = readStatement<{ offerId: number }, { id: OfferPriceId | null }>(
  'SELECT MAX(id) AS id FROM offer_prices WHERE offer_id = @offerId',
);
/** The version that would rule on a day if nothing after `beforeId` had been posted. */
const selectRulingBefore = readStatement<{ offerId: number; day: string; beforeId: number }, StoredPrice>(
  `SELECT ${COLUMNS} ${FROM} WHERE p.offer_id = @offerId AND p.effective_on <= @day AND p.id < @beforeId
   ORDER BY p.effective_on DESC, p.id DESC LIMIT 1`,
);
/** The versions a list posted, each with whether a later one of the same day stands in its place. */
const selectOfList = readStatement<
  { priceListId: number },
  StoredPrice & { skuId: SkuId; skuCode: string; skuName: string; productName: string; isSuperseded: number }
>(
  `SELECT ${COLUMNS}, k.id AS skuId, k.code AS skuCode, k.name AS skuName, pr.name AS productName,
     EXISTS (SELECT 1 FROM offer_prices n WHERE n.offer_id = p.offer_id AND n.effective_on = p.effective_on AND n.id > p.id)
       AS isSuperseded
   ${FROM} JOIN offers o ON o.id = p.offer_id JOIN skus k ON k.id = o.sku_id JOIN products pr ON pr.id = k.product_id
   WHERE p.price_list_id = @priceListId AND p.source = 'list' ORDER BY p.id`,
);
const insertRow = writeStatement<Record<string, unknown>>(
  `INSERT INTO offer_prices (offer_id, effective_on, valid_to, currency, tiers, source, price_list_id, reverses_id,
     reason, posted_at, posted_by)
   VALUES (@offerId, @effectiveOn, @validTo, @currency, @tiers, @source, @priceListId, @reversesId, @reason, @now,
     @userId)`,
);

export function listPrices(db: Readable, offerId: OfferId): StoredPrice[] {
  return selectOfOffer.all(db, { offerId });
}

export function lastPriceId(db: Readable, offerId: OfferId): OfferPriceId | null {
  return selectLastId.get(db, { offerId })?.id ?? null;
}

export function rulingBefore(
  db: Readable,
  { offerId, effectiveOn, id }: Pick<StoredPrice, 'offerId' | 'effectiveOn' | 'id'>,
): StoredPrice | null {
  return selectRulingBefore.get(db, { offerId, day: effectiveOn, beforeId: id }) ?? null;
}

export function pricesOfList(db: Readable, priceListId: PriceListId) {
  return selectOfList.all(db, { priceListId });
}

export function insertPrice(tx: WriteTx, price: NewPrice): OfferPriceId {
  const { tiers, priceListId = null, reversesId = null, reason = '', ...rest } = price;
  const stored = { ...rest, priceListId, reversesId, reason, tiers: tiersToText(tiers) };
  return insertRow.run(tx, stored).lastInsertRowid as OfferPriceId;
}

type StoredTier = readonly [fromQuantity: number, unitPrice: Money | null, discount: number | null];

export function tiersToText(tiers: readonly PriceTier[]): string {
  return JSON.stringify(tiers.map(({ fromQuantity, unitPrice, discount }) => [fromQuantity, unitPrice, discount]));
}

export function tiersFromText(text: string | null): PriceTier[] {
  if (text === null) return [];
  return (JSON.parse(text) as StoredTier[]).map(([fromQuantity, unitPrice, discount]) => ({
    fromQuantity,
    unitPrice,
    discount,
  }));
}
