import type { Readable } from '#core/db/connection.ts';
import { tiersFromText } from '#core/purchasing/offer-prices.repo.ts';
import { createPricing } from '#core/purchasing/offers.lookup.ts';
import { offersOfSkus, type StoredOffer } from '#core/purchasing/offers.repo.ts';
import { dossierRefusals } from '#core/suppliers/dossiers.lookup.ts';
import type { SkuId } from '#shared/domain/ids.ts';
import { type Money, money, multiplyMoney, subtractMoney, ZERO_MONEY } from '#shared/domain/money/money.ts';
import type { PriceTier } from '#shared/domain/purchasing/price-tiers.ts';
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

/**
 * The offers of these SKUs that hold today, brought to landed unit costs in the shop's currency. Left out: those without a price or
 * rate, and those in another currency than the supplier's account, since an order is written in that.
 */
export function reorderOffers(db: Readable, skuIds: readonly SkuId[], today: Day, now: number): PlannedOffer[] {
  const pricing = createPricing(db, today);
  const known = new Set(reorderMoney.suppliers(db).flatMap(({ id, isKnown }) => (isKnown === 1 ? [id] : [])));
  const isRefused = dossierRefusals(db, today);
  return offersOfSkus(db, skuIds, today).flatMap((offer) => {
    const tiers = tiersFromText(offer.tiers);
    const isExpired = offer.validTo !== null && offer.validTo < today;
    const isForeign = (offer.priceCurrency ?? offer.supplierCurrency) !== offer.supplierCurrency;
    if (tiers.length === 0 || isExpired || isForeign) return [];
    const costs = tiers.map((tier) => tierCost(pricing, offer, tier));
    const priced = costs.flatMap((cost) => (cost === null ? [] : [cost]));
    if (priced.length < costs.length) return [];
    const { supplierId, brandId } = offer;
    return [
      {
        ...plannedOffer(offer, priced, now),
        isQualified: known.has(supplierId),
        isAuthorised: !isRefused(supplierId, brandId),
      },
    ];
  });
}

function plannedOffer(offer: StoredOffer, tiers: readonly (CostTier & { fixed: Money })[], now: number): PlannedOffer {
  const isStockKnown =
    offer.knownStock !== null && offer.knownStockAt !== null && now - offer.knownStockAt <= STOCK_KNOWN_MILLISECONDS;
  return {
    offerId: offer.id,
    supplierName: offer.supplierName,
    promiseHours: offer.promiseHours,
    skuId: offer.skuId,
    supplierId: offer.supplierId,
    tiers: tiers.map(({ fromQuantity, unitCost }) => ({ fromQuantity, unitCost })),
    fixedCost: tiers[0]?.fixed ?? ZERO_MONEY,
    minimumOrder: Math.max(offer.minimumQuantity, tiers[0]?.fromQuantity ?? 1),
    orderMultiple: offer.quantityMultiple,
    stock: isStockKnown ? offer.knownStock : null,
    validFrom: null,
    validTo: offer.validTo,
    isAuthorised: true,
    isQualified: false,
  };
}

/** What a unit costs at a tier, and what an order of it costs whatever its quantity; null where no cost can be worked out. */
function tierCost(
  pricing: ReturnType<typeof createPricing>,
  offer: StoredOffer,
  tier: PriceTier,
): (CostTier & { fixed: Money }) | null {
  const alone = [{ ...tier, fromQuantity: 1 }];
  const once = pricing.costOf(offer, alone, SAMPLE);
  const twice = pricing.costOf(offer, alone, 2 * SAMPLE);
  if (once.outcome !== 'cost' || twice.outcome !== 'cost') return null;
  const unitCost = money(Math.round(subtractMoney(twice.cost.total, once.cost.total) / SAMPLE));
  const rest = subtractMoney(once.cost.total, multiplyMoney(unitCost, SAMPLE));
  // What rounding leaves over of so many units is no fee.
  return { fromQuantity: tier.fromQuantity, unitCost, fixed: rest > SAMPLE ? rest : ZERO_MONEY };
}
