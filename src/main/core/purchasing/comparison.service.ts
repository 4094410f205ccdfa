import { requireSku } from '#core/catalog/catalog.lookup.ts';
import { audit, type Context, signedInUser, today, write } from '#core/context.ts';
import { requireRevision } from '#core/db/revision.ts';
import { keysSold } from '#core/inventory/sku-days.repo.ts';
import { writeSetting } from '#core/settings/settings.repo.ts';
import { rebatePracticeOf } from '#core/suppliers/rebate-practice.lookup.ts';
import { regardOf, supplierStandings } from '#core/suppliers/standings.lookup.ts';
import type { StoredStanding } from '#core/suppliers/standings.repo.ts';
import { requireSupplier } from '#core/suppliers/suppliers.lookup.ts';
import type { ComparedOffer, CostTermsShape } from '#shared/contract/offers.contract.ts';
import type { SkuId, SupplierId } from '#shared/domain/ids.ts';
import { subtractMoney } from '#shared/domain/money/money.ts';
import { NO_COST_TERMS, type TaxBasis } from '#shared/domain/purchasing/landed-cost.ts';
import { orderableQuantity, tierAbove } from '#shared/domain/purchasing/price-tiers.ts';
import { RATE_SCALE } from '#shared/domain/spreadsheets/cell-rates.ts';
import { addDays } from '#shared/domain/time/business-time.ts';
import { type AgreedTerms, findCostTerms, replaceCostTerms } from './cost-terms.repo.ts';
import { offerView } from './offer-views.ts';
import { createPricing, type LandedOffer, PURCHASING_SETTING, rankOffers, taxBasis } from './offers.lookup.ts';
import { boughtBySupplier, offersOfSkus, type StoredOffer } from './offers.repo.ts';

const AREAS = ['purchasing'];
const SHARE_DAYS = 90;
const DEMAND_DAYS = 28;

/** Offers side by side, and what their landed cost is made of beside the price. */
export function createComparisonService() {
  function compare(context: Context, input: { skuId: SkuId; quantity: number }) {
    const { db } = context;
    const { day } = today(context);
    const sku = requireSku(db, input.skuId);
    const pricing = createPricing(db, day);
    const stored = offersOfSkus(db, [sku.id], day);
    const ranked = rankOffers(stored.map((offer) => ({ ...pricing.land(offer, input.quantity), stored: offer })));
    const bought = new Map(
      boughtBySupplier(db, sku.id, addDays(day, -SHARE_DAYS)).map(({ supplierId, quantity }) => [supplierId, quantity]),
    );
    const boughtInAll = [...bought.values()].reduce((sum, quantity) => sum + quantity, 0);
    const standings = supplierStandings(db);
    const soldADay = keysSold(db, sku.id, { from: addDays(day, -DEMAND_DAYS), to: day }) / DEMAND_DAYS;
    const cheapest = ranked[0]?.cost ?? null;
    const offers = ranked.map((offer): ComparedOffer => {
      const boughtQuantity = bought.get(offer.supplierId) ?? 0;
      const unitCost = offer.cost?.unitCost ?? null;
      return {
        ...offerView(offer.stored, day),
        orderQuantity: offer.orderQuantity,
        cost: offer.cost && { ...offer.cost, steps: [...offer.cost.steps] },
        problem: offer.problem,
        isSuspect: offer.isSuspect,
        isCheapest: unitCost !== null && unitCost === cheapest?.unitCost,
        dearerBy:
          unitCost === null || !cheapest || cheapest.unitCost === 0
            ? null
            : Math.round(((unitCost - cheapest.unitCost) / cheapest.unitCost) * RATE_SCALE),
        nextTier: nextTierOf(pricing, offer, soldADay),
        purchaseShare: boughtInAll === 0 ? null : Math.round((boughtQuantity / boughtInAll) * RATE_SCALE),
        boughtQuantity,
        failureRate: badShare(standings.get(offer.supplierId)),
        standing: regardOf(standings.get(offer.supplierId) ?? null),
      };
    });
    return { currency: pricing.shopCurrency, basis: pricing.basis, today: day, offers };
  }

  function costTerms(context: Context, { supplierId }: { supplierId: SupplierId }): CostTermsShape {
    const { db } = context;
    const { currency } = requireSupplier(db, supplierId);
    const nothing = { ...NO_COST_TERMS, invoiceKind: null, rebateDays: null, revision: 0 };
    const practice = rebatePracticeOf(db, supplierId, today(context).day);
    return { ...nothing, ...findCostTerms(db, supplierId), supplierId, currency, rebatePractice: practice };
  }

  function setCostTerms(context: Context, input: AgreedTerms & { supplierId: SupplierId; revision: number }) {
    return write(context, AREAS, (tx) => {
      const supplier = requireSupplier(tx, input.supplierId);
      const before = findCostTerms(tx, supplier.id);
      requireRevision('costTerms', before?.revision ?? 0, input.revision);
      replaceCostTerms(tx, supplier.id, input, { now: context.now, userId: signedInUser(context) });
      const details = { supplierCode: supplier.code, before, after: findCostTerms(tx, supplier.id) };
      audit(tx, context, { action: 'offers.setCostTerms', subjectKind: 'supplier', subjectId: supplier.id, details });
      return { supplierId: supplier.id, revision: (before?.revision ?? 0) + 1 };
    });
  }

  function setBasis(context: Context, { basis }: { basis: TaxBasis }): Promise<{ basis: TaxBasis }> {
    return write(context, AREAS, (tx) => {
      audit(tx, context, {
        action: 'offers.setBasis',
        subjectKind: 'settings',
        details: { from: taxBasis(tx), to: basis },
      });
      writeSetting(tx, PURCHASING_SETTING, { basis });
      return { basis };
    });
  }

  return {
    compare,
    costTerms,
    setCostTerms,
    setBasis,
    basis: ({ db }: Context): { basis: TaxBasis } => ({ basis: taxBasis(db) }),
  };
}

export type ComparisonService = ReturnType<typeof createComparisonService>;

function badShare(standing: StoredStanding | undefined): number | null {
  const { badKeys = 0, keysReceived = 0 } = standing?.record ?? {};
  return keysReceived === 0 ? null : Math.round((badKeys / keysReceived) * RATE_SCALE);
}

type Compared = LandedOffer & { readonly stored: StoredOffer };

/** Where the next tier begins, what a key lands at there, how much more money lies in it, and for how long. */
function nextTierOf(
  pricing: ReturnType<typeof createPricing>,
  offer: Compared,
  soldADay: number,
): ComparedOffer['nextTier'] {
  const next = offer.cost && tierAbove(offer.tiers, offer.orderQuantity);
  if (!next || !offer.cost) return null;
  const { minimumQuantity: minimum, quantityMultiple: multiple } = offer;
  const quantity = orderableQuantity(next.fromQuantity, { minimum, multiple });
  const landed = pricing.costOf(offer.stored, offer.tiers, quantity);
  if (landed.outcome !== 'cost') return null;
  const { unitCost, total } = landed.cost;
  const extraMoney = subtractMoney(total, offer.cost.total);
  return { quantity, unitCost, extraMoney, coverDays: soldADay > 0 ? Math.round(quantity / soldADay) : null };
}
