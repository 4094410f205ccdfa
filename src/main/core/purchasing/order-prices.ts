import { requireSku } from '#core/catalog/catalog.lookup.ts';
import { type Context, today } from '#core/context.ts';
import { requireSupplier } from '#core/suppliers/suppliers.lookup.ts';
import type { SkuId, SupplierId } from '#shared/domain/ids.ts';
import type { Money } from '#shared/domain/money/money.ts';
import { type PriceTier, tierAbove, tierAt, unitPriceOf } from '#shared/domain/purchasing/price-tiers.ts';
import { landedOffers } from './offers.lookup.ts';

export interface OfferedPrice {
  readonly offerId: number;
  readonly unitPrice: Money;
  readonly orderQuantity: number;
  readonly promiseHours: number | null;
  readonly nextTier: { readonly fromQuantity: number; readonly unitPrice: Money } | null;
}

/**
 * The price that fills a line in: of the supplier's offer that holds today, in the currency of their account. The unit price
 * alone counts here, so that a missing exchange rate does not keep a foreign order from being written.
 */
export function offerFor(
  context: Context,
  wish: { supplierId: SupplierId; skuId: SkuId; quantity: number },
): OfferedPrice | null {
  const { db } = context;
  const sku = requireSku(db, wish.skuId);
  const { currency } = requireSupplier(db, wish.supplierId);
  const offers = landedOffers(db, [sku.id], new Map([[sku.id, wish.quantity]]), today(context).day).get(sku.id) ?? [];
  const face = { amount: sku.faceValue, currency: sku.faceCurrency };
  const priceOf = (tier: PriceTier | null): Money | null => {
    const price = tier && unitPriceOf(tier, face, currency);
    return typeof price === 'number' ? price : null;
  };
  for (const offer of offers) {
    if (offer.supplierId !== wish.supplierId || offer.currency !== currency) continue;
    const unitPrice = priceOf(tierAt(offer.tiers, offer.orderQuantity));
    if (unitPrice === null) continue;
    const above = tierAbove(offer.tiers, offer.orderQuantity);
    const better = priceOf(above);
    return {
      offerId: offer.offerId,
      unitPrice,
      orderQuantity: offer.orderQuantity,
      promiseHours: offer.promiseHours,
      nextTier: above && better !== null ? { fromQuantity: above.fromQuantity, unitPrice: better } : null,
    };
  }
  return null;
}
