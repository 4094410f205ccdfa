import type { SupplierId } from '../ids.ts';
import { type Money, scaleMoney, subtractMoney } from '../money/money.ts';
import { suspectCosts } from '../purchasing/offer-comparison.ts';
import { DEPENDENCE_RESISTANCE } from './concentration.ts';
import type { Need } from './need.ts';
import { bestQuantity, type Quote, type ReorderOffer } from './offer-quote.ts';
import type { PlanReason } from './reorder-plan.ts';

/** An offer with what it asks for the quantity needed, limits apart. */
export interface RankedOffer {
  readonly offer: ReorderOffer;
  readonly quote: Quote;
  /** Its cost is far below all others: the source of the goods has to be asked for first. */
  readonly isSuspect: boolean;
}

/** An offer whose smallest order is more than so many times the need ranks after those that are not. */
const MOST_TOO_MUCH = 2;

/** Whose cost is far below all others, offers that may not be bought from and every fee counted. */
export function suspectSuppliers(need: Need, offers: readonly ReorderOffer[]): ReadonlySet<SupplierId> {
  const quotes = offers.map((offer) => bestQuantity(offer, need.quantity, need.orderMultiple));
  const suspects = suspectCosts(quotes.map(({ cost, quantity }) => scaleMoney(cost, 1, quantity)));
  return new Set(quotes.filter((_, index) => suspects[index]).map(({ supplierId }) => supplierId));
}

/** Suspect ones last; cheapest first: cost per unit bought, fixed cost in it; then the smaller quantity, then the supplier's id. */
export function rankOffers(
  need: Need,
  offers: readonly ReorderOffer[],
  suspects: ReadonlySet<SupplierId>,
): RankedOffer[] {
  return offers
    .map((offer) => ({
      offer,
      quote: bestQuantity(offer, need.quantity, need.orderMultiple),
      isSuspect: suspects.has(offer.supplierId),
    }))
    .sort(
      ({ quote: one, isSuspect: isOne }, { quote: other, isSuspect: isOther }) =>
        Number(isOne) - Number(isOther) ||
        Number(isTooMuch(need, one)) - Number(isTooMuch(need, other)) ||
        compareUnitCost(one, other) ||
        one.quantity - other.quantity ||
        one.supplierId - other.supplierId,
    );
}

function isTooMuch({ quantity: needed }: Need, { quantity }: Quote): boolean {
  return quantity > MOST_TOO_MUCH * needed;
}

function compareUnitCost(one: Quote, other: Quote): number {
  if (one.quantity === other.quantity) return one.cost - other.cost;
  const left = BigInt(one.cost) * BigInt(other.quantity);
  const right = BigInt(other.cost) * BigInt(one.quantity);
  return left < right ? -1 : left > right ? 1 : 0;
}

/** What `quote` costs more than `base` would have for the same quantity. */
function extraCost(quote: Quote, base: Quote): Money {
  return subtractMoney(quote.cost, scaleMoney(base.cost, quote.quantity, base.quantity));
}

/** A second supplier may cost so much more, in percent, before dependence is the lesser evil. */
export const MOST_EXTRA_PERCENT = 10;

/**
 * The ranking with the owner's preference and the dependence applied. `shareWith` tells which share of all purchases a
 * supplier would have with the quote, null when there is nothing to compare with. Above 80 % the next qualified offer
 * that would not be above it too is taken, as long as it costs at most 10 % more; not against the owner's own
 * preference.
 */
export function preferOffers(
  ranked: readonly RankedOffer[],
  preferredSupplierId: number | null,
  shareWith: (quote: Quote) => number | null,
): { readonly order: readonly RankedOffer[]; readonly reason: PlanReason | null } {
  const [first] = ranked;
  if (!first) return { order: ranked, reason: null };
  const preferred = ranked.find(({ offer }) => offer.supplierId === preferredSupplierId);
  if (preferred) {
    const { supplierId } = preferred.offer;
    const reason: PlanReason = { code: 'PREFERRED', supplierId, extra: extraCost(preferred.quote, first.quote) };
    return { order: toFront(ranked, preferred), reason };
  }
  const share = shareWith(first.quote) ?? 0;
  if (share <= DEPENDENCE_RESISTANCE) return { order: ranked, reason: null };
  const second = ranked.find(
    ({ offer, quote, isSuspect }) =>
      !isSuspect &&
      offer.supplierId !== first.offer.supplierId &&
      offer.isQualified &&
      (shareWith(quote) ?? 0) <= DEPENDENCE_RESISTANCE &&
      isWithinExtra(quote, first.quote),
  );
  if (!second) return { order: ranked, reason: null };
  const { supplierId } = first.offer;
  const extra = extraCost(second.quote, first.quote);
  return { order: toFront(ranked, second), reason: { code: 'DEPENDENCE_RESISTED', supplierId, share, extra } };
}

function isWithinExtra(quote: Quote, base: Quote): boolean {
  const left = BigInt(quote.cost) * BigInt(base.quantity) * 100n;
  return left <= BigInt(base.cost) * BigInt(quote.quantity) * BigInt(100 + MOST_EXTRA_PERCENT);
}

function toFront(ranked: readonly RankedOffer[], one: RankedOffer): RankedOffer[] {
  return [one, ...ranked.filter((other) => other !== one)];
}
