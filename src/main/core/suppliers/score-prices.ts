import type { ReadDb } from '#core/db/connection.ts';
import { createPricing } from '#core/purchasing/offers.lookup.ts';
import { offersOfSkus } from '#core/purchasing/offers.repo.ts';
import { type Money, multiplyMoney, scaleMoney } from '#shared/domain/money/money.ts';
import { convertMoney } from '#shared/domain/purchasing/exchange-rate.ts';
import type { LandedCost } from '#shared/domain/purchasing/landed-cost.ts';
import type { ScoredBatch } from './score-records.job.repo.ts';

/** A purchase beside the best offer of its day, for the same quantity, both landed; null: nobody else offered it. */
export interface PricedBatch extends ScoredBatch {
  readonly paid: Money;
  readonly best: Money | null;
  readonly bestSupplierName: string;
}

/** Prices of each day are read once, for all SKUs that were bought on it. */
export function comparePrices(db: ReadDb, batches: readonly ScoredBatch[]): PricedBatch[] {
  return [...Map.groupBy(batches, ({ receivedOn }) => receivedOn)].flatMap(([day, ofDay]) => {
    const pricing = createPricing(db, day);
    const offers = Map.groupBy(
      offersOfSkus(db, [...new Set(ofDay.map(({ skuId }) => skuId))], day),
      (one) => one.skuId,
    );
    return ofDay.map((batch): PricedBatch => {
      const landed = (offers.get(batch.skuId) ?? []).flatMap((offer) => {
        const { cost, supplierId, supplierName } = pricing.land(offer, batch.quantity);
        return cost === null ? [] : [{ cost, supplierId, supplierName }];
      });
      const own = landed.find(({ supplierId }) => supplierId === batch.supplierId);
      const paid = own ? withFees(batch.cost, own.cost) : batch.cost;
      const isCompared = landed.some(({ supplierId }) => supplierId !== batch.supplierId);
      const [first, ...others] = landed;
      if (!isCompared || !first) return { ...batch, paid, best: null, bestSupplierName: '' };
      const best = others.reduce((least, one) => (one.cost.unitCost < least.cost.unitCost ? one : least), first);
      return {
        ...batch,
        paid,
        best: multiplyMoney(best.cost.unitCost, batch.quantity),
        bestSupplierName: best.supplierName,
      };
    });
  });
}

/** What was paid for goods, with the fees that the supplier's own offer of the day puts on them. */
function withFees(paid: Money, { unitPrice, quantity, total, exchange }: LandedCost): Money {
  const goods = multiplyMoney(unitPrice, quantity);
  const inOurs = exchange ? convertMoney(goods, exchange.rate) : goods;
  return inOurs <= 0 ? paid : scaleMoney(paid, total, inOurs);
}
