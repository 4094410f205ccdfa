import type { Readable } from '#core/db/connection.ts';
import { tiersFromText } from '#core/purchasing/offer-prices.repo.ts';
import { createPricing } from '#core/purchasing/offers.lookup.ts';
import { offersOfSkus, type StoredOffer } from '#core/purchasing/offers.repo.ts';
import { dossierRefusals } from '#core/suppliers/dossiers.lookup.ts';
import type { SkuId } from '#shared/domain/ids.ts';
import { type Money, money, multiplyMoney, subtractMoney, ZERO_MONEY } from '#shared/domain/money/money.ts';
import { cashOf } from '#shared/domain/purchasing/landed-cost.ts';
import type { PriceTier } from '#shared/domain/purchasing/price-tiers.ts';
import type { OfferExclusion } from '#shared/domain/replenishment/offer-exclusions.ts';
import type { CostTier, ReorderOffer } from '#shared/domain/replenishment/offer-quote.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { reorderMoney } from './reorder-money.repo.ts';

/** An offer as the planner buys from it, with what the screen and the order need beside. */
export interface PlannedOffer extends ReorderOffer {
  readonly offerId: number;
  readonly supplierName: string;
  readonly promiseHours: number | null;
}

/** A stock that the supplier named longer ago says nothing any more. */
const STOCK_KNOWN_MILLISECONDS = 7 * 86_400_000;
/** Costs are worked out for so many units and divided: what a fee per order adds falls out of the unit cost. */
const SAMPLE = 100;

/** An offer that cannot be planned with, and why. */
export interface LeftOutOffer {
  readonly skuId: SkuId;
  readonly supplierName: string;
  readonly exclusion: OfferExclusion;
}

/** The offers of these SKUs that hold today, brought to landed unit costs in the shop's currency. */
export function reorderOffers(db: Readable, skuIds: readonly SkuId[], today: Day, now: number): PlannedOffer[] {
  return sortedOffers(db, skuIds, today, now).planned;
}

/** Like {@link reorderOffers}, with those that had to be left out: nothing disappears without a word. */
export function sortedOffers(
  db: Readable,
  skuIds: readonly SkuId[],
  today: Day,
  now: number,
): { planned: PlannedOffer[]; leftOut: LeftOutOffer[] } {
  const pricing = createPricing(db, today);
  const known = new Set(reorderMoney.suppliers(db).flatMap(({ id, isKnown }) => (isKnown === 1 ? [id] : [])));
  const isRefused = dossierRefusals(db, today);
  const planned: PlannedOffer[] = [];
  const leftOut: LeftOutOffer[] = [];
  for (const offer of offersOfSkus(db, skuIds, today)) {
    const tiers = pricedTiers(pricing, offer, today);
    if (typeof tiers === 'string') {
      leftOut.push({ skuId: offer.skuId, supplierName: offer.supplierName, exclusion: tiers });
    } else {
      const { supplierId, brandId } = offer;
      const isAuthorised = !isRefused(supplierId, brandId);
      planned.push({ ...plannedOffer(offer, tiers, now), isQualified: known.has(supplierId), isAuthorised });
    }
  }
  return { planned, leftOut };
}

type PricedTier = Required<CostTier> & { readonly fixed: Money; readonly fixedCash: Money };

function pricedTiers(
  pricing: ReturnType<typeof createPricing>,
  offer: StoredOffer,
  today: Day,
): PricedTier[] | OfferExclusion {
  const tiers = tiersFromText(offer.tiers);
  if (tiers.length === 0) return 'NO_PRICE';
  if (offer.validTo !== null && offer.validTo < today) return 'EXPIRED';
  if ((offer.priceCurrency ?? offer.supplierCurrency) !== offer.supplierCurrency) return 'OTHER_CURRENCY';
  const priced: PricedTier[] = [];
  for (const tier of tiers) {
    const cost = tierCost(pricing, offer, tier);
    if (typeof cost === 'string') return cost;
    priced.push(cost);
  }
  return priced;
}

function plannedOffer(offer: StoredOffer, tiers: readonly PricedTier[], now: number): PlannedOffer {
  const isStockKnown =
    offer.knownStock !== null && offer.knownStockAt !== null && now - offer.knownStockAt <= STOCK_KNOWN_MILLISECONDS;
  return {
    offerId: offer.id,
    supplierName: offer.supplierName,
    promiseHours: offer.promiseHours,
    skuId: offer.skuId,
    supplierId: offer.supplierId,
    tiers: tiers.map(({ fromQuantity, unitCost, unitCash }) => ({ fromQuantity, unitCost, unitCash })),
    fixedCost: tiers[0]?.fixed ?? ZERO_MONEY,
    fixedCash: tiers[0]?.fixedCash ?? ZERO_MONEY,
    minimumOrder: Math.max(offer.minimumQuantity, tiers[0]?.fromQuantity ?? 1),
    orderMultiple: offer.quantityMultiple,
    stock: isStockKnown ? offer.knownStock : null,
    validFrom: null,
    validTo: offer.validTo,
    isAuthorised: true,
    isQualified: false,
  };
}

/** What a unit costs at a tier, and what an order of it costs whatever its quantity; or why no cost can be worked out. */
function tierCost(
  pricing: ReturnType<typeof createPricing>,
  offer: StoredOffer,
  tier: PriceTier,
): PricedTier | OfferExclusion {
  const alone = [{ ...tier, fromQuantity: 1 }];
  const once = pricing.costOf(offer, alone, SAMPLE);
  const twice = pricing.costOf(offer, alone, 2 * SAMPLE);
  if (once.outcome !== 'cost') return once.problem;
  if (twice.outcome !== 'cost') return twice.problem;
  const unitCost = money(Math.round(subtractMoney(twice.cost.total, once.cost.total) / SAMPLE));
  const rest = subtractMoney(once.cost.total, multiplyMoney(unitCost, SAMPLE));
  // What rounding leaves over of so many units is no fee.
  const fixed = rest > SAMPLE ? rest : ZERO_MONEY;
  return { fromQuantity: tier.fromQuantity, unitCost, fixed, ...cashParts(cashOf(once.cost), cashOf(twice.cost)) };
}

/** What is paid for a unit and for an order. Limits are spent by it, so a unit is rounded up. */
function cashParts(once: Money, twice: Money): { unitCash: Money; fixedCash: Money } {
  const unitCash = money(Math.ceil(subtractMoney(twice, once) / SAMPLE));
  return { unitCash, fixedCash: money(Math.max(0, 2 * once - twice)) };
}
