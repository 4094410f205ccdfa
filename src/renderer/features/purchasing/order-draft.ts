import type { OrderDetails, OrderLineDraft } from '#shared/contract/purchase-orders.contract.ts';
import type { SkuId, SupplierId } from '#shared/domain/ids.ts';
import { type Money, multiplyMoney, sumMoney } from '#shared/domain/money/money.ts';
import type { Day } from '#shared/domain/time/business-time.ts';

/** One line as it is typed; null is "not said yet". */
export interface DraftLine {
  readonly key: number;
  readonly skuId: SkuId | null;
  readonly quantity: number | null;
  /** What a person typed; null takes the offer's price. */
  readonly unitPrice: Money | null;
  readonly overrideReason: string;
  /** What the line was saved with, so that an offer that has ended does not unsay its price. */
  readonly kept: Pick<OrderLineDraft, 'offer' | 'reasons'>;
}

export interface OrderDraft {
  readonly supplierId: SupplierId | null;
  readonly lines: readonly DraftLine[];
  readonly expectedOn: Day | null;
  readonly note: string;
}

/** What an offer says about a line. */
export interface LineOffer {
  readonly offerId: number;
  readonly unitPrice: Money;
}

/** What the form says of an offer besides: the quantity that it takes, and the tier from which it costs less. */
export interface OfferHint extends LineOffer {
  readonly orderQuantity: number;
  readonly nextTier: { readonly fromQuantity: number; readonly unitPrice: Money } | null;
}

export function emptyLine(key: number): DraftLine {
  return { key, skuId: null, quantity: null, unitPrice: null, overrideReason: '', kept: { offer: null, reasons: [] } };
}

export function newOrderDraft(): OrderDraft {
  return { supplierId: null, lines: [emptyLine(1)], expectedOn: null, note: '' };
}

export function draftOf(order: OrderDetails): OrderDraft {
  const { supplierId, note } = order;
  const lines = order.lines.map((line, index): DraftLine => {
    const { skuId, quantity, unitPrice, offerId, offerPrice, overrideReason, reasons } = line;
    const offer = offerId === null || offerPrice === null ? null : { offerId, unitPrice: offerPrice };
    return { key: index + 1, skuId, quantity, unitPrice, overrideReason, kept: { offer, reasons } };
  });
  return { supplierId, lines, expectedOn: order.expectedOn as Day | null, note };
}

/** What one key of a line costs: typed, else offered; null where nobody has said. */
export function priceOf(line: DraftLine, offer: LineOffer | null): Money | null {
  return line.unitPrice ?? offer?.unitPrice ?? null;
}

/** A typed price that is not the offer's needs a reason. */
export function isOverridden(line: DraftLine, offer: LineOffer | null): boolean {
  return offer !== null && line.unitPrice !== null && line.unitPrice !== offer.unitPrice;
}

/** The lines as they are sent; null while one is not complete. Lines in which nothing was said are left out. */
export function linesToSend(
  draft: OrderDraft,
  offerOf: (line: DraftLine) => LineOffer | null,
): OrderLineDraft[] | null {
  const said = draft.lines.filter(({ skuId, quantity, unitPrice }) => skuId ?? quantity ?? unitPrice);
  const lines = said.map((line): OrderLineDraft | null => {
    const offer = offerOf(line) ?? line.kept.offer;
    const unitPrice = priceOf(line, offer);
    const { skuId, quantity, overrideReason, kept } = line;
    if (skuId === null || quantity === null || unitPrice === null) return null;
    if (isOverridden(line, offer) && overrideReason.trim() === '') return null;
    return { skuId, quantity, unitPrice, offer, overrideReason: overrideReason.trim(), reasons: kept.reasons };
  });
  const complete = lines.filter((line) => line !== null);
  return complete.length === lines.length ? complete : null;
}

/** What the complete lines come to. */
export function draftTotal(lines: readonly Pick<OrderLineDraft, 'quantity' | 'unitPrice'>[]): Money {
  return sumMoney(lines.map(({ quantity, unitPrice }) => multiplyMoney(unitPrice, quantity)));
}
