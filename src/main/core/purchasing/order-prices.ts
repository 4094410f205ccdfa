import { requireSku } from '#core/catalog/catalog.lookup.ts';
import { type Context, today } from '#core/context.ts';
import type { Readable } from '#core/db/connection.ts';
import { requireSupplier } from '#core/suppliers/suppliers.lookup.ts';
import type { SkuId, SupplierId } from '#shared/domain/ids.ts';
import type { Money } from '#shared/domain/money/money.ts';
import {
  type FaceValueOf,
  type PriceTier,
  tierAbove,
  tierAt,
  unitPriceOf,
} from '#shared/domain/purchasing/price-tiers.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { createLanding, type LandedOffer } from './offers.lookup.ts';

export interface OfferedPrice {
  readonly offerId: number;
  readonly unitPrice: Money;
  readonly orderQuantity: number;
  readonly promiseHours: number | null;
  readonly nextTier: { readonly fromQuantity: number; readonly unitPrice: Money } | null;
}

export interface WantedPrice {
  readonly supplierId: SupplierId;
  readonly skuId: SkuId;
  readonly quantity: number;
}

/**
 * The price that fills a line in: of the supplier's offer that holds today, in the currency of their account. The unit price
 * alone counts here, so that a missing exchange rate does not keep a foreign order from being written.
 */
export function offerFor(context: Context, wish: WantedPrice): OfferedPrice | null {
  return createOfferedPrices(context.db, [wish.skuId], today(context).day)(wish);
}

/** {@link offerFor} for every line of these SKUs: what all lines have in common is read once, not per line. */
export function createOfferedPrices(
  db: Readable,
  skuIds: readonly SkuId[],
  day: Day,
): (wish: WantedPrice) => OfferedPrice | null {
  const skus = new Map(skuIds.map((skuId) => [skuId, requireSku(db, skuId)]));
  const landed = createLanding(db, [...new Set([...skus.values()].map(({ id }) => id))], day);
  return (wish) => {
    const sku = skus.get(wish.skuId);
    const { currency } = requireSupplier(db, wish.supplierId);
    if (!sku) return null;
    const face = { amount: sku.faceValue, currency: sku.faceCurrency };
    for (const offer of landed(sku.id, wish.quantity)) {
      if (offer.supplierId !== wish.supplierId || offer.currency !== currency) continue;
      const price = priceOf(offer, face, currency);
      if (price) return price;
    }
    return null;
  };
}

function priceOf(offer: LandedOffer, face: FaceValueOf, currency: string): OfferedPrice | null {
  const { offerId, orderQuantity, promiseHours, tiers } = offer;
  const unitPriceAt = (tier: PriceTier | null): Money | null => {
    const price = tier && unitPriceOf(tier, face, currency);
    return typeof price === 'number' ? price : null;
  };
  const unitPrice = unitPriceAt(tierAt(tiers, orderQuantity));
  if (unitPrice === null) return null;
  const above = tierAbove(tiers, orderQuantity);
  const better = unitPriceAt(above);
  const nextTier = above && better !== null ? { fromQuantity: above.fromQuantity, unitPrice: better } : null;
  return { offerId, unitPrice, orderQuantity, promiseHours, nextTier };
}
