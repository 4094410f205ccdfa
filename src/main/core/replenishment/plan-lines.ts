import type { LineOffer, PlanLine, PlanLineReason } from '#shared/contract/replenishment.contract.ts';
import type { SupplierId } from '#shared/domain/ids.ts';
import { ZERO_MONEY } from '#shared/domain/money/money.ts';
import type { Need } from '#shared/domain/replenishment/need.ts';
import { quantityInstead } from '#shared/domain/replenishment/offer-quote.ts';
import type { PlanReason, ReorderLine } from '#shared/domain/replenishment/reorder-plan.ts';
import {
  isSnoozed,
  type ReorderTrigger,
  type SkuReorderRule,
} from '#shared/domain/replenishment/replenishment-policy.ts';
import type { StandingReason, SupplierStanding } from '#shared/domain/replenishment/supplier-standing.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import type { PlannedSku } from './plan-shop.job.repo.ts';
import type { LeftOutOffer, PlannedOffer } from './reorder-offers.ts';

/** A SKU with its need and what stands behind it. Quantities in keys. */
export interface PlannedNeed {
  readonly sku: PlannedSku;
  readonly rule: SkuReorderRule;
  readonly trigger: ReorderTrigger;
  readonly need: Need;
  /** Units sold on each of the last 28 days. */
  readonly past: readonly number[];
  readonly available: number;
  /** Of those available: handed to a delivery tool or shop that has not sold them yet. */
  readonly placed: number;
  /** Of those placed: for long without any recorded sale of what was placed; null: none. */
  readonly unsoldPlaced: { readonly units: number; readonly days: number } | null;
  /** New keys can be sold for fewer days than were to be covered; null: for long enough. */
  readonly shelfLife: { readonly days: number; readonly wanted: number } | null;
  readonly incoming: number;
  readonly drafted: number;
  /** Came and waits to be checked. */
  readonly unchecked: number;
  readonly backorders: number;
}

/** Whether an order is due for it, also where a limit keeps it back. What sleeps is not asked about. */
export function needsOrder({
  needed,
  quantity,
  snoozedUntil,
}: Pick<PlanLine, 'needed' | 'quantity' | 'snoozedUntil'>): boolean {
  return snoozedUntil === null && Math.max(needed, quantity) > 0;
}

/** Placed keys of which none was recorded as sold for so many days may have been sold long ago: somebody has to say so. */
export const UNSOLD_PLACED_DAYS = 14;

const DRAWN_DAYS = 28;
const SHOWN_OFFERS = 6;

/**
 * Which SKUs a person should look at: short ones, those with too much, dead stock, those that sleep but would be short, and those
 * whose sales nobody seems to record.
 */
export function needsAttention({ need, available, unsoldPlaced }: PlannedNeed): boolean {
  if (need.quantity > 0 || unsoldPlaced !== null) return true;
  if (need.state === 'dead') return available > 0;
  return need.state === 'out' || need.state === 'urgent' || need.state === 'soon' || need.state === 'over';
}

/** The line as it is stored and shown; `planned` is null where nothing is to be ordered. */
export function planLineOf(
  { sku, rule, trigger, need, past, ...stock }: PlannedNeed,
  planned: ReorderLine | null,
  offers: readonly PlannedOffer[],
  today: Day,
  standings: Standings,
): PlanLine {
  const ranked = rankedOffers(offers, planned);
  const nameOf = new Map(offers.map(({ supplierId, supplierName }) => [supplierId, supplierName]));
  return {
    skuId: sku.id,
    skuCode: sku.code,
    skuName: sku.name,
    productName: sku.productName,
    state: need.state,
    daysOfCover: rounded(need.daysOfCover),
    runsOutOn: need.runsOutOn,
    forecastDay: need.forecastDay,
    available: stock.available,
    placed: stock.placed,
    unsoldPlaced: stock.unsoldPlaced?.units ?? 0,
    reserved: sku.reserved,
    incoming: stock.incoming,
    drafted: stock.drafted,
    unchecked: stock.unchecked,
    onItsWay: stock.incoming + stock.drafted + stock.unchecked,
    backorders: tenths(stock.backorders),
    daily: tenths(need.daily),
    minimum: tenths(need.minimum),
    maximum: need.maximum,
    position: tenths(need.position),
    projected: tenths(planned?.projected ?? need.projected),
    sold: past.map(tenths),
    forecast: need.forecast.slice(0, DRAWN_DAYS).map(tenths),
    needed: need.quantity,
    quantity: planned?.quantity ?? 0,
    supplierId: planned?.supplierId ?? null,
    unitCost: planned?.unitCost ?? null,
    isSuspect: planned?.isSuspect ?? false,
    cost: planned?.cost ?? ZERO_MONEY,
    limit: planned?.limit ?? null,
    offers: ranked.map((offer) => lineOfferOf(offer, need, planned)),
    trigger,
    orderOnce: rule.orderOnce,
    snoozedUntil: isSnoozed(rule, today) ? rule.snoozedUntil : null,
    reasons: reasonsOf(need, rule, planned, { ...stock, nameOf, standings }),
  };
}

function lineOfferOf(offer: PlannedOffer, need: Need, planned: ReorderLine | null): LineOffer {
  const { supplierId, supplierName, minimumOrder, orderMultiple, fixedCost, tiers } = offer;
  const { quantity = 0, limit = null } = planned ?? {};
  const isProposed = supplierId === planned?.supplierId;
  const proposed = { needed: need.quantity, quantity, isLimited: limit !== null };
  return {
    supplierId,
    supplierName,
    minimumOrder,
    orderMultiple,
    fixedCost,
    tiers: [...tiers],
    quantity: isProposed ? quantity : quantityInstead(offer, proposed, need.orderMultiple),
  };
}

/** The line with a word on each offer that could not be planned with. */
export function withLeftOut(line: PlanLine, leftOut: readonly LeftOutOffer[]): PlanLine {
  const reasons = leftOut.map(({ supplierName: supplier, exclusion }): PlanLineReason => {
    return { code: 'OFFER_LEFT_OUT', supplier, exclusion };
  });
  return { ...line, reasons: [...line.reasons, ...reasons] };
}

/** Best and second-best as the plan found them, then the others. */
function rankedOffers(offers: readonly PlannedOffer[], planned: ReorderLine | null): PlannedOffer[] {
  const order = [planned?.best?.supplierId, planned?.second?.supplierId];
  const placeOf = ({ supplierId }: PlannedOffer): number => {
    const place = order.indexOf(supplierId);
    return place === -1 ? order.length : place;
  };
  const firstCost = ({ tiers }: PlannedOffer): number => tiers[0]?.unitCost ?? 0;
  return [...offers]
    .sort((one, other) => placeOf(one) - placeOf(other) || firstCost(one) - firstCost(other))
    .slice(0, SHOWN_OFFERS);
}

function reasonsOf(
  need: Need,
  rule: SkuReorderRule,
  planned: ReorderLine | null,
  {
    placed,
    unsoldPlaced,
    shelfLife,
    drafted,
    unchecked,
    nameOf,
    standings,
  }: Pick<PlannedNeed, 'placed' | 'unsoldPlaced' | 'shelfLife' | 'drafted' | 'unchecked'> & {
    nameOf: ReadonlyMap<number, string>;
    standings: Standings;
  },
): PlanLineReason[] {
  const reasons: PlanLineReason[] = need.reasons.map((reason) => ({ ...plain(reason) }));
  if (placed > 0) reasons.push({ code: 'PLACED', units: placed });
  if (unsoldPlaced !== null) reasons.push({ code: 'PLACED_UNSOLD', ...unsoldPlaced });
  if (shelfLife !== null && need.quantity > 0) reasons.push({ code: 'SHELF_LIFE', ...shelfLife });
  if (drafted > 0) reasons.push({ code: 'DRAFTED', units: drafted });
  if (unchecked > 0) reasons.push({ code: 'UNCHECKED', units: unchecked });
  if (rule.orderOnce !== null) reasons.push({ code: 'ORDER_ONCE', units: rule.orderOnce });
  for (const reason of planned?.reasons ?? []) {
    const supplier = 'supplierId' in reason ? (nameOf.get(reason.supplierId) ?? '') : '';
    reasons.push({ ...plain(reason), supplier });
    if (restsOnStanding(reason)) reasons.push(...standingReasons(standings.get(reason.supplierId), supplier));
  }
  if (planned?.limit) {
    reasons.push({ code: 'LIMITED', limit: planned.limit, needed: planned.needed, quantity: planned.quantity });
  }
  return reasons;
}

type Standings = ReadonlyMap<SupplierId, SupplierStanding>;

function restsOnStanding(reason: PlanReason): reason is PlanReason & { readonly supplierId: SupplierId } {
  if (reason.code === 'PASSED_OVER') return reason.limit === 'SUPPLIER_EXCLUDED';
  return reason.code === 'STANDING_WARNED';
}

/** Why a supplier is regarded so: the lines that were crossed, the owner's word. */
function standingReasons(standing: SupplierStanding | undefined, supplier: string): PlanLineReason[] {
  return (standing?.reasons ?? []).flatMap((reason) => standingReason(reason, supplier) ?? []);
}

function standingReason(reason: StandingReason, supplier: string): PlanLineReason | null {
  switch (reason.code) {
    case 'SUPPLIER_LOST':
      return { code: 'STANDING_LOST', supplier };
    case 'RULED_BY_OWNER':
      return { code: 'STANDING_RULED', supplier };
    case 'POINTS':
      return { code: 'STANDING_POINTS', supplier, points: tenths(reason.value), line: reason.limit };
    case 'BAD_KEYS':
    case 'DISPUTES':
      return { code: `STANDING_${reason.code}`, supplier, rate: thousandths(reason.value), lineRate: reason.limit };
    case 'NOT_ENOUGH_DATA':
    case 'ALL_WELL':
      return null;
  }
}

/** A reason as its words need it: fractions to two places, lists of numbers kept. */
function plain(reason: object): PlanLineReason {
  const entries = Object.entries(reason).map(([name, value]: [string, unknown]) => [name, plainValue(value)]);
  return Object.fromEntries(entries) as PlanLineReason;
}

function plainValue(value: unknown): unknown {
  if (typeof value === 'number') return Math.round(value * 100) / 100;
  return Array.isArray(value) ? value.map(plainValue) : value;
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}

function thousandths(value: number): number {
  return Math.round(value * 1000) / 1000;
}

function rounded(value: number | null): number | null {
  return value === null ? null : tenths(value);
}
