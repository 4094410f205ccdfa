import type { LineOffer, PlanLine } from '#shared/contract/replenishment.contract.ts';
import { addMoney, type Money, multiplyMoney, subtractMoney, sumMoney } from '#shared/domain/money/money.ts';
import { type Quote, quoteOf } from '#shared/domain/replenishment/offer-quote.ts';

/** Quantities that were typed over the proposed ones, by SKU. */
export type TypedQuantities = ReadonlyMap<number, number>;

/** What is reckoned with of a line. */
export type ReckonedLine = Pick<PlanLine, 'skuId' | 'supplierId' | 'quantity' | 'unitCost' | 'cost' | 'offers'>;

/** A line with a quantity and the offer that serves it. */
export interface WantedLine {
  readonly line: ReckonedLine;
  readonly offer: LineOffer;
  readonly quote: Quote;
}

/** The offer that a line would be ordered from: the plan's, or the best one where the plan orders nothing. */
export function offerOf(line: ReckonedLine): LineOffer | null {
  return line.offers.find(({ supplierId }) => supplierId === line.supplierId) ?? line.offers[0] ?? null;
}

/** What a line costs with its quantity as it stands on the screen; null where nothing is ordered. */
export function wantedLine(line: ReckonedLine, typed: TypedQuantities): WantedLine | null {
  const offer = offerOf(line);
  const quantity = typed.get(line.skuId) ?? line.quantity;
  if (!offer || quantity < 1) return null;
  const fixedCost = feeOf(line, offer);
  const quote = quoteOf(
    {
      ...offer,
      fixedCost,
      skuId: line.skuId,
      stock: null,
      validFrom: null,
      validTo: null,
      isAuthorised: true,
      isQualified: true,
    },
    quantity,
  );
  return { line, offer, quote };
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
