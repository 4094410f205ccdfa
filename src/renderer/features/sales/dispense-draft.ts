import type { BatchId, ReservationId, ShopId, SkuId, SupplierId } from '#shared/domain/ids.ts';
import type { Money } from '#shared/domain/money/money.ts';
import type { DeliveryPurpose } from '#shared/domain/sales/delivery-kinds.ts';
import { MOST_KEYS_OF_DISPENSE } from '#shared/domain/sales/dispense-limits.ts';
import { shareOrderTotal, totalAtSalePrice } from '#shared/domain/sales/sale-price.ts';

export interface DraftLine {
  readonly key: number;
  readonly skuId: SkuId | null;
  readonly skuName: string;
  readonly quantity: number | null;
  /** What the buyer ordered, where more than is handed out now; null is as much as now. */
  readonly orderedQuantity: number | null;
  readonly orderTotal: Money | null;
}

/** Where the keys may come from; empty is anywhere. */
export interface DraftSource {
  readonly supplierIds: readonly SupplierId[];
  readonly notSupplierIds: readonly SupplierId[];
  readonly batchIds: readonly BatchId[];
  readonly notBatchIds: readonly BatchId[];
  /** Only what is held for somebody; nothing else of the choices counts then. */
  readonly reservationId: ReservationId | null;
}

/** What stands in the form. The shop and the products stay for the next order; the rest is cleared. */
export interface DispenseDraft {
  readonly purpose: DeliveryPurpose;
  readonly shopId: ShopId | null;
  readonly orderNumber: string;
  readonly buyer: string;
  readonly lines: readonly DraftLine[];
  /** What was paid for all products together; lines have no totals of their own then. */
  readonly orderTotal: Money | null;
  readonly source: DraftSource;
  readonly minimumDaysLeft: number | null;
  readonly note: string;
}

export const EMPTY_LINE: DraftLine = {
  key: 0,
  skuId: null,
  skuName: '',
  quantity: 1,
  orderedQuantity: null,
  orderTotal: null,
};

export const ANY_SOURCE: DraftSource = {
  supplierIds: [],
  notSupplierIds: [],
  batchIds: [],
  notBatchIds: [],
  reservationId: null,
};

export const EMPTY_DRAFT: DispenseDraft = {
  purpose: 'sale',
  shopId: null,
  orderNumber: '',
  buyer: '',
  lines: [EMPTY_LINE],
  orderTotal: null,
  source: ANY_SOURCE,
  minimumDaysLeft: null,
  note: '',
};

/** The form after an order was served: ready for the next of the same shop. */
export function nextDraft(draft: DispenseDraft): DispenseDraft {
  const [first = EMPTY_LINE] = draft.lines;
  const line = { ...first, quantity: 1, orderedQuantity: null, orderTotal: null };
  return { ...EMPTY_DRAFT, shopId: draft.shopId, lines: [line] };
}

/** Only an order of several products can be paid with one total; of one, its own total is that. */
export function hasSeveral(lines: readonly DraftLine[]): boolean {
  return lines.length > 1;
}

/** One total for all products takes the place of what each of them has. */
export function withOrderTotal(draft: DispenseDraft, orderTotal: Money | null): Partial<DispenseDraft> {
  if (orderTotal === null) return { orderTotal };
  return { orderTotal, lines: draft.lines.map((line) => ({ ...line, orderTotal: null })) };
}

/** Another product of a batch or a reservation is not in it: those choices go, suppliers stay; one line takes the whole total. */
export function withLines(draft: DispenseDraft, lines: readonly DraftLine[]): Partial<DispenseDraft> {
  if (draft.orderTotal !== null && !hasSeveral(lines)) {
    const [only = EMPTY_LINE] = lines;
    return {
      ...withLines({ ...draft, orderTotal: null }, [{ ...only, orderTotal: draft.orderTotal }]),
      orderTotal: null,
    };
  }
  const before = draft.lines.map(({ skuId }) => skuId).join();
  if (before === lines.map(({ skuId }) => skuId).join()) return { lines };
  return { lines, source: { ...draft.source, batchIds: [], notBatchIds: [], reservationId: null } };
}

export function quantityOf(draft: DispenseDraft): number {
  return draft.lines.reduce((sum, line) => sum + (line.quantity ?? 0), 0);
}

/** Only an order that is known by its number can have a rest. */
export function hasOrder({ purpose, orderNumber }: DispenseDraft): boolean {
  return purpose === 'sale' && orderNumber.trim() !== '';
}

export function isTooMany(draft: DispenseDraft): boolean {
  return quantityOf(draft) > MOST_KEYS_OF_DISPENSE;
}

/** Fewer ordered than are handed out. */
export function isOrderedTooFew({ quantity, orderedQuantity }: DraftLine): boolean {
  return orderedQuantity !== null && orderedQuantity < (quantity ?? 0);
}

/** A sale that names neither its order nor what was paid: Enter in an empty form would hand a key out for nothing. */
export function isOrderMissing(draft: DispenseDraft): boolean {
  if (draft.purpose !== 'sale' || hasOrder(draft) || draft.orderTotal !== null) return false;
  return draft.lines.some(({ orderTotal }) => orderTotal === null);
}

/** An order is known by its number within its shop. */
export function isShopMissing(draft: DispenseDraft): boolean {
  return hasOrder(draft) && draft.shopId === null;
}

export function isComplete(draft: DispenseDraft): boolean {
  if (isOrderMissing(draft)) return false;
  if (isShopMissing(draft)) return false;
  if (isTooMany(draft)) return false;
  if (hasOrder(draft) && draft.lines.some(isOrderedTooFew)) return false;
  const chosen = draft.lines.map(({ skuId }) => skuId);
  if (new Set(chosen).size < chosen.length) return false;
  return draft.lines.every(({ skuId, quantity }) => skuId !== null && quantity !== null && quantity > 0);
}

/** What a key of each product is sold for; products without a price are not in it. */
export type SalePrices = ReadonlyMap<SkuId, Money>;

/**
 * What the core takes for a line whose total is left empty: its part of the total for all, else what it comes to at the sale price,
 * and that only with an order number: without one it is typed. null where a product or a quantity is missing.
 */
export function assumedTotal(draft: DispenseDraft, line: DraftLine, prices: SalePrices): Money | null {
  if (draft.orderTotal !== null) return shareOf(draft, line, prices, draft.orderTotal);
  const { skuId, quantity, orderedQuantity } = line;
  const ordered = orderedQuantity ?? quantity;
  if (!hasOrder(draft) || skuId === null || ordered === null) return null;
  return totalAtSalePrice(prices.get(skuId) ?? null, ordered);
}

function shareOf(draft: DispenseDraft, line: DraftLine, prices: SalePrices, total: Money): Money | null {
  const products = draft.lines.flatMap(({ skuId, quantity, orderedQuantity }) => {
    const ordered = (hasOrder(draft) ? orderedQuantity : null) ?? quantity;
    return skuId === null || ordered === null
      ? []
      : [{ salePrice: prices.get(skuId) ?? null, orderedQuantity: ordered }];
  });
  if (products.length < draft.lines.length) return null;
  return shareOrderTotal(total, products)[draft.lines.findIndex(({ key }) => key === line.key)] ?? null;
}

export interface RestLine {
  readonly skuId: SkuId;
  readonly quantity: number;
}

/** What one dispense can hand out of what is missing, in the order of the lines. */
export function restLines(
  lines: readonly { readonly skuId: SkuId; readonly orderedQuantity: number; readonly deliveredQuantity: number }[],
): RestLine[] {
  let room = MOST_KEYS_OF_DISPENSE;
  return lines.flatMap(({ skuId, orderedQuantity, deliveredQuantity }) => {
    const quantity = Math.min(orderedQuantity - deliveredQuantity, room);
    room -= quantity;
    return quantity > 0 ? [{ skuId, quantity }] : [];
  });
}

/** How a served order goes on: with what is missing of it, or with the form's keys once more. */
export type Again = { readonly by: 'rest'; readonly lines: readonly RestLine[] } | { readonly by: 'reissue' };

/** What the core is asked for; `again` goes on with a served order. */
export function dispenseInput(draft: DispenseDraft, again: Again | null) {
  const isSale = draft.purpose === 'sale';
  const { reservationId, ...places } = draft.source;
  return {
    shopId: isSale ? draft.shopId : null,
    orderNumber: isSale ? draft.orderNumber.trim() : '',
    buyer: draft.buyer.trim(),
    purpose: draft.purpose,
    again: again?.by ?? null,
    note: draft.note,
    orderTotal: isSale && again === null ? draft.orderTotal : null,
    lines: again?.by === 'rest' ? [...again.lines] : linesOf(draft, again === null),
    source: {
      supplierIds: [...places.supplierIds],
      notSupplierIds: [...places.notSupplierIds],
      batchIds: [...places.batchIds],
      notBatchIds: [...places.notBatchIds],
      reservationId: reservationId ?? undefined,
      minimumDaysLeft: draft.minimumDaysLeft ?? undefined,
    },
  };
}

function linesOf(draft: DispenseDraft, isFirst: boolean) {
  return draft.lines.flatMap(({ skuId, quantity, orderedQuantity, orderTotal }) => {
    if (skuId === null || quantity === null) return [];
    const ordered = isFirst && hasOrder(draft) && orderedQuantity !== null ? orderedQuantity : undefined;
    const total = draft.purpose === 'sale' && isFirst ? orderTotal : null;
    return [{ skuId, quantity, orderedQuantity: ordered, orderTotal: total }];
  });
}
