import type { SkuId, SupplierId } from '../ids.ts';
import { addMoney, type Money, multiplyMoney, ZERO_MONEY } from '../money/money.ts';
import type { Day } from '../time/business-time.ts';

/** From this quantity on, one unit costs so much. */
export interface CostTier {
  readonly fromQuantity: number;
  /**
   * Cash landed cost of a unit, in the shop's currency: tier price, fees, exchange rate and tax basis are in it,
   * rebates are not.
   */
  readonly unitCost: Money;
  /** What of it is really paid: the tax basis left out. Left out where it is the same. */
  readonly unitCash?: Money;
}

/** What a supplier asks for a SKU. */
export interface ReorderOffer {
  readonly skuId: SkuId;
  readonly supplierId: SupplierId;
  /** At least one, in ascending order of quantity; the first holds from the minimum order on whatever it says. */
  readonly tiers: readonly CostTier[];
  /**
   * What the purchase costs whatever its quantity (per-order fee), charged once with all that is bought from
   * the supplier together; 0 without.
   */
  readonly fixedCost: Money;
  /** What of it is really paid; left out where it is the same. */
  readonly fixedCash?: Money;
  readonly minimumOrder: number;
  readonly orderMultiple: number;
  /** Units the supplier has; null: not known. */
  readonly stock: number | null;
  /** First and last day on which it holds; null: open. */
  readonly validFrom: Day | null;
  readonly validTo: Day | null;
  /** False: we may not buy this SKU here, e.g. for want of a brand authorisation that the policy demands. */
  readonly isAuthorised: boolean;
  /** May stand in for a supplier on whom too much depends: known, tested, dossier complete. */
  readonly isQualified: boolean;
}

/**
 * A quantity at an offer's price. `cost` = unit cost × quantity + fixed cost, to the last 1/10 000: what offers are compared by. `cash`
 * is what is paid for it: what balances and budgets are spent by.
 */
export interface Quote {
  readonly supplierId: SupplierId;
  readonly quantity: number;
  readonly unitCost: Money;
  readonly cost: Money;
  readonly cash: Money;
}

/** Whether an offer holds on a day, both ends included. */
export function isValidOn({ validFrom, validTo }: ReorderOffer, day: Day): boolean {
  return (validFrom === null || validFrom <= day) && (validTo === null || day <= validTo);
}

/**
 * Throws a RangeError for an offer that cannot be reckoned with: no tiers, tiers out of order, amounts or quantities
 * below their least.
 */
export function checkOffer({
  tiers,
  fixedCost,
  fixedCash = fixedCost,
  minimumOrder,
  orderMultiple,
}: ReorderOffer): void {
  const isOrdered = tiers.every(
    (tier, index) => index === 0 || tier.fromQuantity > (tiers[index - 1]?.fromQuantity ?? 0),
  );
  if (tiers.length === 0 || !isOrdered) throw new RangeError('An offer has tiers in ascending order of quantity.');
  const isNegative = tiers.some(({ unitCost, unitCash = unitCost }) => unitCost < 0 || unitCash < 0);
  if (isNegative || fixedCost < 0 || fixedCash < 0) throw new RangeError('A cost is not negative.');
  if (!(minimumOrder >= 1) || !(orderMultiple >= 1)) throw new RangeError('An order is of one unit at least.');
}

/** What `quantity` units cost; the quantity is taken as it is. */
export function quoteOf(offer: ReorderOffer, quantity: number): Quote {
  const { supplierId, fixedCost, fixedCash = fixedCost } = offer;
  const { unitCost, unitCash = unitCost } = tierFor(offer, quantity);
  const cost = addMoney(multiplyMoney(unitCost, quantity), fixedCost);
  return { supplierId, quantity, unitCost, cost, cash: addMoney(multiplyMoney(unitCash, quantity), fixedCash) };
}

/** The offer as a further line of a purchase: its fee per order is paid already. */
export function asFurtherLine<Offer extends ReorderOffer>(offer: Offer): Offer {
  return { ...offer, fixedCost: ZERO_MONEY, fixedCash: ZERO_MONEY };
}

function tierFor({ tiers }: ReorderOffer, quantity: number): Omit<CostTier, 'fromQuantity'> {
  let found = tiers[0];
  for (const tier of tiers) {
    if (tier.fromQuantity > quantity) break;
    found = tier;
  }
  return found ?? { unitCost: ZERO_MONEY };
}

/** Both the offer's and the SKU's multiple. */
export function commonMultiple(one: number, other: number): number {
  let [left, right] = [one, other];
  while (right !== 0) [left, right] = [right, left % right];
  return (one / left) * other;
}

/** The least quantity that can be ordered and is no less than `needed`: minimum order, then up to the multiple. */
export function orderableQuantity(offer: ReorderOffer, needed: number, multiple: number): number {
  const lot = commonMultiple(offer.orderMultiple, multiple);
  return Math.ceil(Math.max(needed, offer.minimumOrder) / lot) * lot;
}

/**
 * The quantity to buy when `needed` units are short: the orderable quantity, or the beginning of a later tier where all
 * of it together costs no more. More is never bought for a better unit price alone.
 */
export function bestQuantity(offer: ReorderOffer, needed: number, multiple: number): Quote {
  let best = quoteOf(offer, orderableQuantity(offer, needed, multiple));
  for (const { fromQuantity } of offer.tiers) {
    if (fromQuantity <= best.quantity) continue;
    const raised = quoteOf(offer, orderableQuantity(offer, fromQuantity, multiple));
    if (raised.cost <= best.cost) best = raised;
  }
  return best;
}

/** What a plan proposes for a need, and whether a limit kept it below that. */
export interface Proposed {
  readonly needed: number;
  readonly quantity: number;
  readonly isLimited: boolean;
}

/**
 * What is bought from this offer instead of the proposed one: the need as this supplier sells it, whatever the other's least
 * quantity and multiple made of it; where a limit kept the proposal below the need, no more of it than that. 0 where nothing is proposed.
 */
export function quantityInstead(
  offer: ReorderOffer,
  { needed, quantity, isLimited }: Proposed,
  multiple: number,
): number {
  if (quantity === 0) return 0;
  if (isLimited) return orderableQuantity(offer, Math.min(needed, quantity), multiple);
  return bestQuantity(offer, needed, multiple).quantity;
}

/** The largest orderable quantity of at most `most` units for which at most `room` is paid; 0 when there is none. */
export function affordableQuantity(offer: ReorderOffer, most: number, room: Money, multiple: number): number {
  const lot = commonMultiple(offer.orderMultiple, multiple);
  const least = orderableQuantity(offer, 1, multiple);
  const left = BigInt(room) - BigInt(offer.fixedCash ?? offer.fixedCost);
  if (left < 0n) return 0;
  let largest = 0;
  offer.tiers.forEach(({ fromQuantity, unitCost, unitCash = unitCost }, index) => {
    const from = index === 0 ? 0 : fromQuantity;
    const next = offer.tiers[index + 1]?.fromQuantity ?? Number.POSITIVE_INFINITY;
    const paid = unitCash === 0 ? most : Number(bigLeast(left / BigInt(unitCash), BigInt(most)));
    const quantity = Math.floor(Math.min(most, next - 1, paid) / lot) * lot;
    if (quantity >= from && quantity >= least && quantity > largest) largest = quantity;
  });
  return largest;
}

function bigLeast(one: bigint, other: bigint): bigint {
  return one < other ? one : other;
}
