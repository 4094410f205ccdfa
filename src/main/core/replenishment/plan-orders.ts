import type { Context } from '#core/context.ts';
import { today } from '#core/context.ts';
import type { Readable, WriteTx } from '#core/db/connection.ts';
import { createPurchaseOrders, type OrderDraft, type OrderRef } from '#core/purchasing/order-drafts.ts';
import { createOfferedPrices, type OfferedPrice } from '#core/purchasing/order-prices.ts';
import { notFound, Refusal } from '#core/refusal.ts';
import type { LineReason } from '#shared/contract/purchase-orders.contract.ts';
import type { PlanLine, PlanLineReason } from '#shared/contract/replenishment.contract.ts';
import type { ReorderRunId, SkuId, SupplierId } from '#shared/domain/ids.ts';
import type { Money } from '#shared/domain/money/money.ts';
import { asFurtherLine, quoteOf } from '#shared/domain/replenishment/offer-quote.ts';
import { orderBreach, type WantedLine } from '#shared/domain/replenishment/order-breach.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { limitedPositions, limitReached } from './plan-limits.lookup.ts';
import { reorderLimits } from './reorder-limits.ts';
import { reorderMoney } from './reorder-money.repo.ts';
import { type PlannedOffer, reorderOffers } from './reorder-offers.ts';
import { findPlanLine } from './reorder-runs.repo.ts';
import { availableKeys, uncheckedKeys } from './reorder-stock.repo.ts';
import { replenishmentPolicy } from './replenishment-policy.ts';
import { lowerOrderOnce } from './replenishment-rules.repo.ts';

/** A line of a plan as it is ordered: the quantity may be another, the unit cost is the one that was shown. */
export interface OrderedLine {
  readonly skuId: SkuId;
  readonly supplierId: SupplierId;
  readonly quantity: number;
  readonly unitCost: Money;
}

/**
 * Writes the drafts for lines of a plan inside the caller's transaction: all, or none with the reason. Asks again what may have
 * changed since the plan was shown: other orders, prices, and every limit with the quantities as they are now.
 */
export function orderFromPlan(
  tx: WriteTx,
  context: Context,
  runId: ReorderRunId,
  wanted: readonly OrderedLine[],
): OrderRef[] {
  const { day } = today(context);
  const lines = wanted.map((want) => {
    const line = findPlanLine(tx, runId, want.skuId);
    if (!line) throw notFound('reorderLine', want.skuId);
    return { want, line };
  });
  requireNothingCameSince(
    tx,
    lines.map(({ line }) => line),
    day,
  );
  const skuIds = wanted.map(({ skuId }) => skuId);
  const offers = reorderOffers(tx, skuIds, day, context.now);
  const charged = new Set<SupplierId>();
  const priced = lines.map(({ want, line }): PricedLine => {
    const isFurther = charged.has(want.supplierId);
    charged.add(want.supplierId);
    return { want, line, ...pricedAsShown(want, line, offers, isFurther) };
  });
  requireWithinLimits(tx, priced, day, context.now);
  const offered = createOfferedPrices(tx, skuIds, day);
  const drafts = priced.map(({ want, line }) => draftOf(offered(want), want, line));
  const orders = createPurchaseOrders(tx, context, drafts);
  for (const { want, line } of priced) if (line.orderOnce !== null) lowerOrderOnce(tx, line.skuId, want.quantity);
  return orders;
}

/** What is in stock, on its way or written has not become more since the plan: whoever looked at it would order it twice. */
function requireNothingCameSince(db: Readable, lines: readonly PlanLine[], day: Day): void {
  const skuIds = lines.map(({ skuId }) => skuId);
  const held = new Map(availableKeys(db, skuIds, day));
  const add = (skuId: SkuId, quantity: number): void => void held.set(skuId, (held.get(skuId) ?? 0) + quantity);
  for (const { skuId, quantity } of reorderMoney.openLines(db)) add(skuId, quantity);
  for (const [skuId, quantity] of uncheckedKeys(db, skuIds, day)) add(skuId, quantity);
  const changed = lines.filter(({ skuId, available, incoming, drafted, unchecked }) => {
    return (held.get(skuId) ?? 0) > available + incoming + drafted + unchecked;
  });
  if (changed.length === 0) return;
  const skus = changed
    .slice(0, 3)
    .map(({ skuCode }) => skuCode)
    .join('、');
  throw new Refusal('ORDERED_MEANWHILE', { skus });
}

interface PricedLine {
  readonly want: OrderedLine;
  readonly line: PlanLine;
  readonly offer: PlannedOffer;
  /** What is paid for it. */
  readonly cash: Money;
  /** The same without the fee per order. */
  readonly ofSku: Money;
}

/** A line by the offer as it is now, whose unit cost must still be the one that was shown. */
function pricedAsShown(
  want: OrderedLine,
  line: PlanLine,
  offers: readonly PlannedOffer[],
  isFurther: boolean,
): Pick<PricedLine, 'offer' | 'cash' | 'ofSku'> {
  const offer = offers.find((one) => one.skuId === want.skuId && one.supplierId === want.supplierId);
  if (!offer) throw new Refusal('PRICE_CHANGED', { sku: line.skuCode });
  const { minimumOrder: minimum, orderMultiple: multiple } = offer;
  if (want.quantity < minimum || want.quantity % multiple !== 0) {
    throw new Refusal('NOT_ORDERABLE', { sku: line.skuCode, minimum, multiple });
  }
  const further = quoteOf(asFurtherLine(offer), want.quantity);
  if (further.unitCost !== want.unitCost) throw new Refusal('PRICE_CHANGED', { sku: line.skuCode });
  const { cash } = isFurther ? further : quoteOf(offer, want.quantity);
  return { offer, cash, ofSku: further.cash };
}

function requireWithinLimits(db: Readable, priced: readonly PricedLine[], day: Day, now: number): void {
  const positions = limitedPositions(
    db,
    priced.map(({ want }) => want.skuId),
    day,
    now,
    true,
  );
  const wanted = priced.map(
    ({ want, offer, cash, ofSku }): WantedLine => ({
      skuId: want.skuId,
      supplierId: want.supplierId,
      quantity: want.quantity,
      cost: cash,
      ofSku,
      position: positions.get(want.skuId)?.position ?? 0,
      maximum: positions.get(want.skuId)?.maximum ?? null,
      stock: offer.stock,
      isAuthorised: offer.isAuthorised,
    }),
  );
  const breach = orderBreach(wanted, reorderLimits(db, replenishmentPolicy(db), day));
  if (!breach) return;
  const sku = priced.find(({ want }) => want.skuId === breach.skuId)?.line.skuCode;
  const supplier = priced
    .flatMap(({ line }) => line.offers)
    .find(({ supplierId }) => supplierId === breach.supplierId)?.supplierName;
  throw limitReached(breach, sku, supplier);
}

/** The order is written at the supplier's own price, in their currency; the landed cost decided whether it is. */
function draftOf(offered: OfferedPrice | null, want: OrderedLine, line: PlanLine): OrderDraft {
  const { skuId, supplierId, quantity } = want;
  if (!offered) throw new Refusal('PRICE_CHANGED', { sku: line.skuCode });
  const { offerId, unitPrice } = offered;
  return {
    supplierId,
    expectedOn: line.forecastDay as Day,
    lines: [
      {
        skuId,
        quantity,
        unitPrice,
        offer: { offerId, unitPrice },
        overrideReason: '',
        reasons: line.reasons.flatMap(orderReason),
      },
    ],
  };
}

/** An order keeps the steps whose values are single figures. */
function orderReason(reason: PlanLineReason): LineReason[] {
  const { code, ...values } = reason;
  const figures: LineReason = { code };
  for (const [name, value] of Object.entries(values)) {
    if (Array.isArray(value)) return [];
    figures[name] = value;
  }
  return [figures];
}
