import { describe, expect, it } from 'vitest';
import type { LineOffer } from '#shared/contract/replenishment.contract.ts';
import type { SkuId, SupplierId } from '#shared/domain/ids.ts';
import { money } from '#shared/domain/money/money.ts';
import { costTogether, type ReckonedLine, wantedLine } from './wanted-line.ts';

const offer: LineOffer = {
  supplierId: 1 as SupplierId,
  supplierName: '示例批发商',
  minimumOrder: 1,
  orderMultiple: 1,
  fixedCost: money(50),
  tiers: [{ fromQuantity: 1, unitCost: money(10) }],
};

function line(skuId: number, quantity: number, cost: number): ReckonedLine {
  const { supplierId } = offer;
  return {
    skuId: skuId as SkuId,
    supplierId,
    quantity,
    unitCost: money(10),
    cost: money(cost),
    offers: [offer],
  };
}

describe('lines of one supplier', () => {
  const lines = [line(1, 5, 100), line(2, 4, 40)];

  it('cost what the plan says, with the fee per order on one of them', () => {
    const wanted = lines.flatMap((one) => wantedLine(one, new Map()) ?? []);
    expect(wanted.map(({ quote }) => quote.cost)).toEqual([100, 40]);
    expect(costTogether(wanted)).toBe(140);
  });

  it('cost the fee per order once, whichever of them are ordered', () => {
    const wanted = lines.flatMap((one) => wantedLine(one, new Map([[2, 6]])) ?? []);
    expect(costTogether(wanted)).toBe(160);
    expect(costTogether(wanted.slice(1))).toBe(110);
    expect(costTogether([])).toBe(0);
  });
});
