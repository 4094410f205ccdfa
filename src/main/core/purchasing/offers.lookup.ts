import type { Readable } from '#core/db/connection.ts';
import { readSetting } from '#core/settings/settings.repo.ts';
import { shopSettings } from '#core/settings/shop-settings.ts';
import { recordedRebates } from '#core/suppliers/supplier-rebates.repo.ts';
import type { OfferId, SkuId, SupplierId } from '#shared/domain/ids.ts';
import { scaleMoney } from '#shared/domain/money/money.ts';
import { convertMoney, type ExchangeRate } from '#shared/domain/purchasing/exchange-rate.ts';
import {
  type CostTerms,
  type LandedCost,
  type LandedCostProblem,
  landedCost,
  NO_COST_TERMS,
  type TaxBasis,
} from '#shared/domain/purchasing/landed-cost.ts';
import { compareOffers, suspectCosts } from '#shared/domain/purchasing/offer-comparison.ts';
import { orderableQuantity, type PriceTier } from '#shared/domain/purchasing/price-tiers.ts';
import { RATE_SCALE } from '#shared/domain/spreadsheets/cell-rates.ts';
import { withRecordedRebates } from '#shared/domain/suppliers/rebates.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { allCostTerms } from './cost-terms.repo.ts';
import { findExchange } from './exchange-rates.lookup.ts';
import { tiersFromText } from './offer-prices.repo.ts';
import { offersOfSkus, type StoredOffer } from './offers.repo.ts';

/*
 * Offers for other areas, inside their own read or transaction: what the replenishment planner and purchase orders buy at.
 */

/** An offer that holds today, with what an order of it would really cost. */
export interface LandedOffer {
  readonly offerId: OfferId;
  readonly supplierId: SupplierId;
  readonly supplierName: string;
  readonly supplierCode: string;
  readonly skuId: SkuId;
  /** Of the prices. */
  readonly currency: string;
  readonly minimumQuantity: number;
  readonly quantityMultiple: number;
  readonly tiers: readonly PriceTier[];
  readonly promiseHours: number | null;
  readonly knownStock: number | null;
  readonly knownStockAt: number | null;
  /** What is ordered for the asked quantity: minimum and multiple kept. */
  readonly orderQuantity: number;
  /** For `orderQuantity`; null where `problem` says why there is none. */
  readonly cost: LandedCost | null;
  readonly problem: LandedCostProblem | 'EXPIRED' | null;
  /** Its landed cost is far below all others of the SKU. */
  readonly isSuspect: boolean;
}

export const PURCHASING_SETTING = 'purchasing';

export function taxBasis(db: Readable): TaxBasis {
  return readSetting<{ basis: TaxBasis }>(db, PURCHASING_SETTING)?.basis ?? 'without-invoice';
}

/**
 * The offers of these SKUs that hold today and whose landed cost is known, cheapest first within a SKU. A SKU is asked for
 * by its own id, not by one merged into it; `quantityBySku` is what is wished (1 where it is silent).
 */
export function landedOffers(
  db: Readable,
  skuIds: readonly SkuId[],
  quantityBySku: ReadonlyMap<SkuId, number>,
  today: Day,
): Map<SkuId, LandedOffer[]> {
  const landed = createLanding(db, skuIds, today);
  const all = skuIds.map((skuId) => [skuId, landed(skuId, quantityBySku.get(skuId) ?? 1)] as const);
  return new Map(all.filter(([, offers]) => offers.length > 0));
}

/** Like {@link landedOffers}, asked for one quantity of a SKU after the other; offers, terms and rates are read once. */
export function createLanding(
  db: Readable,
  skuIds: readonly SkuId[],
  today: Day,
): (skuId: SkuId, quantity: number) => LandedOffer[] {
  const pricing = createPricing(db, today);
  const bySku = Map.groupBy(offersOfSkus(db, skuIds, today), ({ skuId }) => skuId);
  return (skuId, quantity) => {
    const landed = (bySku.get(skuId) ?? []).map((offer) => pricing.land(offer, quantity));
    return rankOffers(landed.filter(({ problem }) => problem !== 'EXPIRED' && problem !== 'NO_PRICE'));
  };
}

/** Marks the suspect ones and puts the cheapest first. */
export function rankOffers<Offer extends LandedOffer>(offers: readonly Offer[]): Offer[] {
  const suspects = suspectCosts(offers.map(({ cost }) => cost?.unitCost ?? null));
  const ranked = offers.map((offer, index) => ({ ...offer, isSuspect: suspects[index] ?? false }));
  return ranked.sort((left, right) => compareOffers(rankOf(left), rankOf(right)));
}

function rankOf({ cost, isSuspect, promiseHours }: LandedOffer) {
  return { unitCost: cost?.unitCost ?? null, isSuspect, promiseHours };
}

/** Lands offers of one day: fees, basis and rates are read once. */
export function createPricing(db: Readable, today: Day) {
  const { currency: shopCurrency } = shopSettings(db);
  const basis = taxBasis(db);
  const terms = allCostTerms(db);
  const recorded = recordedRebates(db, today);
  const exchanges = new Map<string, ExchangeRate | null | 'missing'>();

  function exchangeOf(currency: string): ExchangeRate | null | 'missing' {
    let exchange = exchanges.get(currency);
    if (exchange === undefined) {
      exchange = findExchange(db, currency, today);
      exchanges.set(currency, exchange);
    }
    return exchange;
  }

  /** What a supplier charges, brought to the currency of the offer where that is another than their account's. */
  function termsOf(offer: StoredOffer, currency: string): CostTerms | 'missing' {
    const written = terms.get(offer.supplierId) ?? NO_COST_TERMS;
    const rebates = recorded.get(offer.supplierId);
    const known = rebates ? withRecordedRebates(written, rebates) : written;
    if (known.orderFee === 0 || currency === offer.supplierCurrency) return known;
    const [from, to] = [exchangeOf(offer.supplierCurrency), exchangeOf(currency)];
    if (from === 'missing' || to === 'missing') return 'missing';
    const inOurs = from ? convertMoney(known.orderFee, from.rate) : known.orderFee;
    return { ...known, orderFee: to ? scaleMoney(inOurs, RATE_SCALE, to.rate) : inOurs };
  }

  function costOf(offer: StoredOffer, tiers: readonly PriceTier[], quantity: number) {
    const currency = offer.priceCurrency ?? offer.supplierCurrency;
    const face = { amount: offer.faceValue, currency: offer.faceCurrency };
    const charged = termsOf(offer, currency);
    const exchange = charged === 'missing' ? 'missing' : exchangeOf(currency);
    const known = charged === 'missing' ? NO_COST_TERMS : charged;
    return landedCost({ tiers, currency, face, quantity, terms: known, exchange, shopCurrency, basis });
  }

  function land(offer: StoredOffer, wished: number): LandedOffer {
    const tiers = tiersFromText(offer.tiers);
    const isExpired = offer.validTo !== null && offer.validTo < today;
    const least = Math.max(offer.minimumQuantity, tiers[0]?.fromQuantity ?? 1);
    const orderQuantity = orderableQuantity(wished, { minimum: least, multiple: offer.quantityMultiple });
    const result = costOf(offer, tiers, orderQuantity);
    const problem = tiers.length > 0 && isExpired ? 'EXPIRED' : result.outcome === 'problem' ? result.problem : null;
    return {
      offerId: offer.id,
      supplierId: offer.supplierId,
      supplierName: offer.supplierName,
      supplierCode: offer.supplierCode,
      skuId: offer.skuId,
      currency: offer.priceCurrency ?? offer.supplierCurrency,
      minimumQuantity: offer.minimumQuantity,
      quantityMultiple: offer.quantityMultiple,
      tiers,
      promiseHours: offer.promiseHours,
      knownStock: offer.knownStock,
      knownStockAt: offer.knownStockAt,
      orderQuantity,
      cost: problem === null && result.outcome === 'cost' ? result.cost : null,
      problem,
      isSuspect: false,
    };
  }

  return { shopCurrency, basis, land, costOf };
}
