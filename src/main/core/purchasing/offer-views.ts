import type { OfferDetails, OfferPrice, OfferRow } from '#shared/contract/offers.contract.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { type StoredPrice, tiersFromText } from './offer-prices.repo.ts';
import type { StoredOffer } from './offers.repo.ts';

/** An offer as a list shows it, with the price that holds on `today`. */
export function offerView(offer: StoredOffer, today: Day): OfferRow {
  const tiers = tiersFromText(offer.tiers);
  const price =
    offer.priceId === null || offer.priceCurrency === null || offer.effectiveOn === null || tiers.length === 0
      ? null
      : {
          id: offer.priceId,
          currency: offer.priceCurrency,
          effectiveOn: offer.effectiveOn,
          validTo: offer.validTo,
          tiers,
        };
  return {
    id: offer.id,
    supplierId: offer.supplierId,
    supplierCodeOfOurs: offer.supplierCodeOfOurs,
    supplierName: offer.supplierName,
    skuId: offer.skuId,
    skuCode: offer.skuCode,
    skuName: offer.skuName,
    productName: offer.productName,
    faceValue: offer.faceValue,
    faceCurrency: offer.faceCurrency,
    supplierCode: offer.supplierCode,
    supplierProduct: offer.supplierProduct,
    minimumQuantity: offer.minimumQuantity,
    quantityMultiple: offer.quantityMultiple,
    knownStock: offer.knownStock,
    knownStockAt: offer.knownStockAt,
    promiseHours: offer.promiseHours,
    isArchived: offer.isArchived === 1,
    revision: offer.revision,
    price,
    state: stateOf(offer, price, today),
  };
}

function stateOf(offer: StoredOffer, price: OfferRow['price'], today: Day): OfferRow['state'] {
  if (offer.isArchived === 1) return 'archived';
  if (price === null) return 'unpriced';
  return price.validTo !== null && price.validTo < today ? 'expired' : 'valid';
}

export function offerDetailsView(offer: StoredOffer, today: Day): OfferDetails {
  const { notes, createdAt, updatedAt } = offer;
  return { ...offerView(offer, today), notes, createdAt, updatedAt };
}

export function priceView({ offerId: _, tiers, ...price }: StoredPrice): OfferPrice {
  return { ...price, tiers: tiersFromText(tiers) };
}
