import { describe, expect, it } from 'vitest';
import type { PurchaseOrderId, SkuId } from '#shared/domain/ids.ts';
import { type Money, money } from '#shared/domain/money/money.ts';
import { orderPatch } from './receipt-order.ts';

const line = (skuId: number, quantity: number, unitPrice: Money | null) => ({
  skuId: skuId as SkuId,
  quantity,
  unitPrice,
});
const order = (lines: ReturnType<typeof line>[]) => ({ id: 7 as PurchaseOrderId, revision: 2, currency: 'CNY', lines });

describe('an order that a receipt answers', () => {
  it('brings its prices along as costs, and of a SKU on several lines what all its keys come to', () => {
    const lines = [line(1, 10, money(50_000)), line(2, 4, money(70_000)), line(1, 10, money(40_000))];
    expect(orderPatch(order(lines), 'CNY')).toEqual({
      purchaseOrder: { id: 7, revision: 2 },
      costBy: 'unit',
      unitCost: 45_000,
      perSku: { 1: 45_000, 2: 70_000 },
    });
  });

  it('leaves the costs alone where its prices may not be seen or are in another currency', () => {
    const only = { purchaseOrder: { id: 7, revision: 2 } };
    expect(orderPatch(order([line(1, 10, null)]), 'CNY')).toEqual(only);
    expect(orderPatch(order([line(1, 10, money(50_000))]), 'USD')).toEqual(only);
  });
});
