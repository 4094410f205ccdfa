import type { LineOffer, PlanLine } from '#shared/contract/replenishment.contract.ts';
import { type Quote, quoteOf } from '#shared/domain/replenishment/offer-quote.ts';

/** Quantities that were typed over the proposed ones, by SKU. */
export type TypedQuantities = ReadonlyMap<number, number>;

/** A line with a quantity and the offer that serves it. */
export interface WantedLine {
  readonly line: PlanLine;
  readonly offer: LineOffer;
  readonly quote: Quote;
}

/** The offer that a line would be ordered from: the plan's, or the best one where the plan orders nothing. */
export function offerOf(line: PlanLine): LineOffer | null {
  return line.offers.find(({ supplierId }) => supplierId === line.supplierId) ?? line.offers[0] ?? null;
}

/** What a line costs with its quantity as it stands on the screen; null where nothing is ordered. */
export function wantedLine(line: PlanLine, typed: TypedQuantities): WantedLine | null {
  const offer = offerOf(line);
  const quantity = typed.get(line.skuId) ?? line.quantity;
  if (!offer || quantity < 1) return null;
  const quote = quoteOf(
    { ...offer, skuId: line.skuId, stock: null, validFrom: null, validTo: null, isAuthorised: true, isQualified: true },
    quantity,
  );
  return { line, offer, quote };
}
