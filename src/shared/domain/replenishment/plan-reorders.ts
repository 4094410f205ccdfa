import type { SkuId, SupplierId } from '../ids.ts';
import { addMoney, type Money, subtractMoney, sumMoney, ZERO_MONEY } from '../money/money.ts';
import type { Day } from '../time/business-time.ts';
import { dependenceLevel } from './concentration.ts';
import { type Fit, fitQuantity, nothingSpent, type Spent, skuLimits, spend, supplierLimits } from './limit-room.ts';
import { NEED_STATES, type Need } from './need.ts';
import {
  asFurtherLine,
  checkOffer,
  isValidOn,
  orderableQuantity,
  type Quote,
  quoteOf,
  type ReorderOffer,
} from './offer-quote.ts';
import { preferOffers, type RankedOffer, rankOffers, suspectSuppliers } from './rank-offers.ts';
import type {
  PlannedPurchase,
  PlanReason,
  ReorderLimit,
  ReorderLimits,
  ReorderLine,
  ReorderPlan,
} from './reorder-plan.ts';

/**
 * Turns needs into purchases. Needs are served most urgent first (state, then the day on which they run out, then SKU),
 * each from the cheapest offer by landed cost that can give all of it, else from the one that can give most; what is
 * paid for it is spent before the next is looked at. Offers that do not hold today are left out. Limits and their order:
 * REORDER_LIMITS. The first line from a supplier bears the fee per order. No line is split over two suppliers. The prepaid balance, not the exposure, limits a prepaid
 * supplier: an order turns money that lies there into keys. Pure; throws a RangeError for an impossible offer.
 */
export function planReorders(
  needs: readonly Need[],
  offers: readonly ReorderOffer[],
  limits: ReorderLimits,
  today: Day,
): ReorderPlan {
  const offersBySku = new Map<SkuId, ReorderOffer[]>();
  for (const offer of offers) {
    checkOffer(offer);
    if (!isValidOn(offer, today)) continue;
    const known = offersBySku.get(offer.skuId);
    if (known) known.push(offer);
    else offersBySku.set(offer.skuId, [offer]);
  }
  const spent = nothingSpent();
  const purchasedBefore = sumMoney([...limits.suppliers.values()].map(({ purchased }) => purchased));
  const lines = needs
    .filter(({ quantity }) => quantity > 0)
    .sort(compareUrgency)
    .map((need) => planLine(need, offersBySku.get(need.skuId) ?? [], limits, spent, purchasedBefore));
  const purchases = purchasesOf(lines);
  return { orderedOn: today, lines, purchases, cost: sumMoney(purchases.map(({ cost }) => cost)) };
}

/** Most urgent first. */
export function compareUrgency(one: Need, other: Need): number {
  const byState = NEED_STATES.indexOf(one.state) - NEED_STATES.indexOf(other.state);
  if (byState !== 0) return byState;
  const [left, right] = [one.runsOutOn ?? LAST_DAY, other.runsOutOn ?? LAST_DAY];
  if (left !== right) return left < right ? -1 : 1;
  return one.skuId - other.skuId;
}

const LAST_DAY = '9999-12-31';

function planLine(
  need: Need,
  offers: readonly ReorderOffer[],
  limits: ReorderLimits,
  spent: Spent,
  purchasedBefore: Money,
): ReorderLine {
  const usable = offers
    .filter((offer) => forbiddenBy(offer, limits) === null)
    .map((offer) => (spent.bySupplier.has(offer.supplierId) ? asFurtherLine(offer) : offer));
  const forbidden = inOrder(offers).flatMap((offer): PlanReason[] => {
    const limit = forbiddenBy(offer, limits);
    return limit === null ? [] : [{ code: 'PASSED_OVER', supplierId: offer.supplierId, limit }];
  });
  const ranked = rankOffers(need, usable, suspectSuppliers(need, offers));
  const refusal = limits.isStopped ? 'EMERGENCY_STOP' : refusalOf(offers, usable);
  if (refusal !== null) return lineOf(need, ranked, null, refusal, forbidden);
  const shareWith = (quote: Quote): number | null =>
    purchasedBefore <= 0 ? null : shareOf(quote, limits, spent, purchasedBefore);
  const { order, reason } = preferOffers(ranked, skuLimits(limits, need.skuId).preferredSupplierId, shareWith);
  const { chosen, passedOver } = chooseFit(need, order, limits, spent);
  const reasons: PlanReason[] = [...forbidden, ...suspectReasons(ranked), ...passedOver];
  if (reason && chosen.fit.quote.quantity > 0 && chosen.offer === order[0]?.offer) reasons.push(reason);
  if (chosen.fit.quote.quantity > 0) {
    reasons.push(...quantityReasons(need, chosen.offer, chosen.fit.quote));
    reasons.push(...supplierReasons(chosen.fit.quote, limits, shareWith(chosen.fit.quote)));
    const { supplierId } = chosen.fit.quote;
    spend(spent, need.skuId, chosen.fit.quote, supplierLimits(limits, supplierId).isConsigned);
  }
  return lineOf(need, ranked, chosen.fit.quote, chosen.fit.limit, reasons);
}

/** The plan does not depend on the order in which offers are read. */
function inOrder(offers: readonly ReorderOffer[]): ReorderOffer[] {
  return [...offers].sort((one, other) => one.supplierId - other.supplierId);
}

/** Why nothing is bought from an offer whatever it costs; null: it may be. */
function forbiddenBy({ supplierId, isAuthorised }: ReorderOffer, limits: ReorderLimits): ReorderLimit | null {
  if (supplierLimits(limits, supplierId).standing === 'excluded') return 'SUPPLIER_EXCLUDED';
  return isAuthorised ? null : 'NOT_AUTHORISED';
}

function refusalOf(offers: readonly ReorderOffer[], usable: readonly ReorderOffer[]): ReorderLimit | null {
  if (usable.length > 0) return null;
  if (offers.length === 0) return 'NO_OFFER';
  return offers.some(({ isAuthorised }) => isAuthorised) ? 'SUPPLIER_EXCLUDED' : 'NOT_AUTHORISED';
}

interface Choice {
  readonly offer: ReorderOffer;
  readonly fit: Fit;
}

/** The first offer that meets the need; where none does, the one that gives most. */
function chooseFit(
  need: Need,
  order: readonly RankedOffer[],
  limits: ReorderLimits,
  spent: Spent,
): { chosen: Choice; passedOver: PlanReason[] } {
  const tried: Choice[] = [];
  for (const { offer } of order) {
    const choice = { offer, fit: fitQuantity(need, offer, limits, spent) };
    tried.push(choice);
    if (choice.fit.limit === null) break;
  }
  const chosen = tried.reduce((best, one) => (one.fit.quote.quantity > best.fit.quote.quantity ? one : best));
  const passedOver = tried.slice(0, tried.indexOf(chosen)).flatMap(({ offer, fit }): PlanReason[] => {
    return fit.limit === null ? [] : [{ code: 'PASSED_OVER', supplierId: offer.supplierId, limit: fit.limit }];
  });
  return { chosen, passedOver };
}

function suspectReasons(ranked: readonly RankedOffer[]): PlanReason[] {
  return ranked.flatMap(({ offer: { supplierId }, isSuspect }): PlanReason[] => {
    return isSuspect ? [{ code: 'SUSPECT_PRICE', supplierId }] : [];
  });
}

function quantityReasons(need: Need, offer: ReorderOffer, quote: Quote): PlanReason[] {
  const { quantity: needed } = need;
  const { quantity } = quote;
  if (quantity <= needed) return [];
  const plain = quoteOf(offer, orderableQuantity(offer, needed, need.orderMultiple));
  return quantity > plain.quantity
    ? [{ code: 'TIER_REACHED', needed, quantity, saved: subtractMoney(plain.cost, quote.cost) }]
    : [{ code: 'MINIMUM_ORDER', needed, quantity }];
}

function supplierReasons({ supplierId }: Quote, limits: ReorderLimits, share: number | null): PlanReason[] {
  const reasons: PlanReason[] = [];
  if (supplierLimits(limits, supplierId).standing === 'warned') reasons.push({ code: 'STANDING_WARNED', supplierId });
  const level = dependenceLevel(share ?? 0);
  if (share !== null && level !== 'fine') {
    reasons.push({ code: level === 'high' ? 'DEPENDENCE_HIGH' : 'DEPENDENCE_WARNED', supplierId, share });
  }
  return reasons;
}

/** Which share of all purchases, the plan's so far and this quote included, the supplier would have. */
function shareOf({ supplierId, cash }: Quote, limits: ReorderLimits, spent: Spent, before: Money): number {
  const bought = addMoney(supplierLimits(limits, supplierId).purchased, spent.bySupplier.get(supplierId) ?? ZERO_MONEY);
  return addMoney(bought, cash) / addMoney(addMoney(before, spent.total), cash);
}

function lineOf(
  need: Need,
  ranked: readonly RankedOffer[],
  quote: Quote | null,
  limit: ReorderLimit | null,
  reasons: readonly PlanReason[],
): ReorderLine {
  const bought = quote !== null && quote.quantity > 0 ? quote : null;
  return {
    skuId: need.skuId,
    state: need.state,
    needed: need.quantity,
    quantity: bought?.quantity ?? 0,
    supplierId: bought?.supplierId ?? null,
    unitCost: bought?.unitCost ?? null,
    isSuspect: ranked.some(({ offer, isSuspect }) => isSuspect && offer.supplierId === bought?.supplierId),
    cost: bought?.cost ?? ZERO_MONEY,
    limit,
    projected: need.projected + (bought?.quantity ?? 0),
    best: ranked[0]?.quote ?? null,
    second: ranked[1]?.quote ?? null,
    reasons,
  };
}

/** Lines with a quantity by supplier, in the order of their first line. */
export function purchasesOf(lines: readonly ReorderLine[]): PlannedPurchase[] {
  const bySupplier = new Map<SupplierId, { lines: ReorderLine[]; cost: Money }>();
  for (const line of lines) {
    if (line.supplierId === null) continue;
    const purchase = bySupplier.get(line.supplierId) ?? { lines: [], cost: ZERO_MONEY };
    purchase.lines.push(line);
    purchase.cost = addMoney(purchase.cost, line.cost);
    bySupplier.set(line.supplierId, purchase);
  }
  return [...bySupplier].map(([supplierId, { lines: own, cost }]) => ({ supplierId, lines: own, cost }));
}
