import { describe, expect, it } from 'vitest';
import type { LineOffer } from '#shared/contract/replenishment.contract.ts';
import type { SkuId, SupplierId } from '#shared/domain/ids.ts';
import { money } from '#shared/domain/money/money.ts';
import { costTogether, quantityOf, type ReckonedLine, unitCostOf, wantedLine } from './wanted-line.ts';

const offer: LineOffer = {
  supplierId: 1 as SupplierId,
  supplierName: '示例批发商',
  minimumOrder: 1,
  orderMultiple: 1,
  fixedCost: money(50),
  tiers: [{ fromQuantity: 1, unitCost: money(10) }],
  quantity: null,
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
    const wanted = lines.flatMap((one) => wantedLine(one, new Map([[2, { quantity: 6 }]])) ?? []);
    expect(costTogether(wanted)).toBe(160);
    expect(costTogether(wanted.slice(1))).toBe(110);
    expect(costTogether([])).toBe(0);
  });
});

describe('a line that is ordered from another supplier than the plan says', () => {
  const other: LineOffer = {
    ...offer,
    supplierId: 2 as SupplierId,
    supplierName: '另一家',
    minimumOrder: 8,
    orderMultiple: 5,
    fixedCost: money(7),
    tiers: [
      { fromQuantity: 1, unitCost: money(12) },
      { fromQuantity: 10, unitCost: money(11) },
    ],
    quantity: 10,
  };
  const both: ReckonedLine = { ...line(1, 6, 110), offers: [offer, other] };
  const chosen = new Map([[1, { supplierId: other.supplierId }]]);

  it('is of a quantity that they sell, at their price for it, with their fee', () => {
    expect(quantityOf(both, chosen)).toBe(10);
    expect(unitCostOf(both, other, chosen)).toBe(11);
    expect(wantedLine(both, chosen)?.quote).toMatchObject({ supplierId: 2, quantity: 10, unitCost: 11, cost: 117 });
  });

  it('keeps the quantity that was typed, and orders nothing where nothing is proposed', () => {
    expect(quantityOf(both, new Map([[1, { supplierId: other.supplierId, quantity: 9 }]]))).toBe(9);
    expect(wantedLine({ ...both, quantity: 0, offers: [offer, { ...other, quantity: 0 }] }, chosen)).toBeNull();
  });

  it('is of what the need comes to there, not of what the plan’s own supplier made of it', () => {
    expect(quantityOf({ ...both, quantity: 100, offers: [offer, { ...other, quantity: 15 }] }, chosen)).toBe(15);
    expect(quantityOf({ ...both, quantity: 100, offers: [offer, { ...other, quantity: null }] }, chosen)).toBe(100);
  });

  it('goes back to the proposal with the plan’s own supplier', () => {
    expect(wantedLine(both, new Map([[1, { supplierId: offer.supplierId }]]))?.quote).toMatchObject({
      supplierId: 1,
      quantity: 6,
      cost: 110,
    });
  });
});
