import type { LineOffer, PlanLine } from '#shared/contract/replenishment.contract.ts';
import type { SupplierId } from '#shared/domain/ids.ts';
import { addMoney, type Money, multiplyMoney, subtractMoney, sumMoney } from '#shared/domain/money/money.ts';
import { type Quote, quoteOf, type ReorderOffer } from '#shared/domain/replenishment/offer-quote.ts';

/** What was chosen over the proposal of one line. */
export interface LineChange {
  readonly quantity?: number;
  readonly supplierId?: SupplierId;
}

/** What was chosen over the proposals, by SKU. */
export type LineChanges = ReadonlyMap<number, LineChange>;

/** What is reckoned with of a line. */
export type ReckonedLine = Pick<PlanLine, 'skuId' | 'supplierId' | 'quantity' | 'unitCost' | 'cost' | 'offers'>;

/** A line with a quantity and the offer that serves it. */
export interface WantedLine {
  readonly line: ReckonedLine;
  readonly offer: LineOffer;
  readonly quote: Quote;
}

/** The offer that a line is ordered from: the chosen one, the plan's, or the best one where the plan orders nothing. */
export function offerOf(line: ReckonedLine, changes: LineChanges): LineOffer | null {
  const wanted = changes.get(line.skuId)?.supplierId ?? line.supplierId;
  return line.offers.find(({ supplierId }) => supplierId === wanted) ?? line.offers[0] ?? null;
}

/** The typed quantity, or what is proposed for the chosen supplier: their smallest order, their multiple. */
export function quantityOf(line: ReckonedLine, changes: LineChanges): number {
  return changes.get(line.skuId)?.quantity ?? offerOf(line, changes)?.quantity ?? line.quantity;
}

/** What a unit costs from an offer of the line at the line's quantity. */
export function unitCostOf(line: ReckonedLine, offer: LineOffer, changes: LineChanges): Money {
  return quoteOf(asReorderOffer(line, offer), quantityOf(line, changes)).unitCost;
}

/** What a line costs with its quantity as it stands on the screen; null where nothing is ordered. */
export function wantedLine(line: ReckonedLine, changes: LineChanges): WantedLine | null {
  const offer = offerOf(line, changes);
  const quantity = quantityOf(line, changes);
  if (!offer || quantity < 1) return null;
  return { line, offer, quote: quoteOf({ ...asReorderOffer(line, offer), fixedCost: feeOf(line, offer) }, quantity) };
}

/** What lines cost when they are ordered together: each supplier's fee per order once. */
export function costTogether(wanted: readonly WantedLine[]): Money {
  const fees = new Map(wanted.map(({ offer }) => [offer.supplierId, offer.fixedCost]));
  const goods = wanted.map(({ quote }) => multiplyMoney(quote.unitCost, quote.quantity));
  return addMoney(sumMoney(goods), sumMoney(fees.values()));
}

/** The fee per order, where the plan has put it on this line. */
function feeOf({ supplierId, unitCost, quantity, cost }: ReckonedLine, offer: LineOffer): Money {
  if (supplierId !== offer.supplierId || unitCost === null) return offer.fixedCost;
  return subtractMoney(cost, multiplyMoney(unitCost, quantity));
}

function asReorderOffer({ skuId }: ReckonedLine, offer: LineOffer): ReorderOffer {
  return { ...offer, skuId, stock: null, validFrom: null, validTo: null, isAuthorised: true, isQualified: true };
}
