import type { PurchaseOrderId, SkuId } from '#shared/domain/ids.ts';
import type { Money } from '#shared/domain/money/money.ts';
import { unitPriceBySku } from '#shared/domain/purchasing/order-lines.ts';
import type { ReceiptDraft } from './receipt-draft.ts';

/** What a receipt needs to know of the order that it answers. */
export interface OrderForReceipt {
  readonly id: PurchaseOrderId;
  readonly revision: number;
  readonly currency: string;
  readonly lines: readonly { readonly skuId: SkuId; readonly quantity: number; readonly unitPrice: Money | null }[];
}

/**
 * What choosing an order changes: the order as it was seen, and its prices as costs. Both are in the currency of the
 * supplier's account; an order that was written in another one, or whose prices this person may not see, leaves the costs as they
 * are.
 */
export function orderPatch(order: OrderForReceipt | null, accountCurrency: string): Partial<ReceiptDraft> {
  if (order === null) return { purchaseOrder: null };
  const { id, revision, currency, lines } = order;
  const purchaseOrder = { id, revision };
  const priced = lines.flatMap(({ unitPrice, ...line }) => (unitPrice === null ? [] : [{ ...line, unitPrice }]));
  const prices = unitPriceBySku(priced);
  const [unitCost] = prices.values();
  if (unitCost === undefined || currency !== accountCurrency) return { purchaseOrder };
  return { purchaseOrder, costBy: 'unit', unitCost, perSku: Object.fromEntries(prices) };
}
