import { describe, expect, it } from 'vitest';
import type { BatchId, ReservationId, ShopId, SkuId, SupplierId } from '#shared/domain/ids.ts';
import { money } from '#shared/domain/money/money.ts';
import {
  ANY_SOURCE,
  assumedTotal,
  type DispenseDraft,
  dispenseInput,
  EMPTY_DRAFT,
  EMPTY_LINE,
  isComplete,
  restLines,
  type SalePrices,
  withLines,
  withOrderTotal,
} from './dispense-draft.ts';

const skuId = 1 as SkuId;
const line = { ...EMPTY_LINE, skuId, quantity: 2, orderTotal: money(100) };
const draft: DispenseDraft = { ...EMPTY_DRAFT, shopId: 1 as ShopId, orderNumber: 'T1', lines: [line] };

const prices: SalePrices = new Map([[skuId, money(70)]]);

describe('what the form asks for', () => {
  it('hands out a part of what was ordered', () => {
    const part = { ...draft, lines: [{ ...line, orderedQuantity: 5 }] };
    expect(isComplete(part)).toBe(true);
    expect(dispenseInput(part, null).lines).toEqual([{ skuId, quantity: 2, orderedQuantity: 5, orderTotal: 100 }]);
    expect(isComplete({ ...draft, lines: [{ ...line, orderedQuantity: 1 }] })).toBe(false);
    // Without an order nothing can be missing of it.
    const counter = { ...part, orderNumber: '' };
    expect(dispenseInput(counter, null).lines).toEqual([{ skuId, quantity: 2, orderTotal: 100 }]);
  });

  it('wants the order or what was paid for a sale, and neither for a gift', () => {
    const unpaid = { ...draft, lines: [{ ...line, orderTotal: null }] };
    expect(isComplete(unpaid)).toBe(true);
    expect(isComplete({ ...draft, orderNumber: ' ' })).toBe(true);
    expect(isComplete({ ...unpaid, orderNumber: ' ' })).toBe(false);
    expect(isComplete({ ...unpaid, orderNumber: '', purpose: 'gift' })).toBe(true);
  });

  it('brings no revenue again, and goes on with what is missing', () => {
    expect(dispenseInput(draft, { by: 'reissue' })).toMatchObject({
      again: 'reissue',
      lines: [{ orderTotal: null }],
    });
    const rest = { by: 'rest' as const, lines: [{ skuId, quantity: 3 }] };
    expect(dispenseInput(draft, rest)).toMatchObject({ again: 'rest', lines: [{ skuId, quantity: 3 }] });
  });

  it('shows what an order comes to at the sale price, and of a sale over the counter nothing', () => {
    const part = { ...line, orderTotal: null, orderedQuantity: 5 };
    expect(assumedTotal(draft, part, prices)).toBe(350);
    expect(assumedTotal(draft, part, new Map())).toBe(null);
    expect(assumedTotal({ ...draft, orderNumber: '' }, part, prices)).toBe(null);
    expect(assumedTotal({ ...draft, purpose: 'gift' }, part, prices)).toBe(null);
  });

  it('takes one total for several products, shows the part of each, and lets one line have all of it', () => {
    const other = { ...EMPTY_LINE, key: 1, skuId: 2 as SkuId, quantity: 1, orderedQuantity: 3 };
    const several = { ...draft, lines: [line, other] };
    const paid = { ...several, ...withOrderTotal(several, money(440)) };
    expect(paid.lines.map(({ orderTotal }) => orderTotal)).toEqual([null, null]);
    const both: SalePrices = new Map([...prices, [2 as SkuId, money(100)]]);
    expect(paid.lines.map((each) => assumedTotal(paid, each, both))).toEqual([140, 300]);
    expect(paid.lines.map((each) => assumedTotal(paid, each, prices))).toEqual([176, 264]);
    // Over the counter nothing is ordered beyond what is handed out.
    const counter = { ...paid, orderNumber: '' };
    expect(counter.lines.map((each) => assumedTotal(counter, each, prices))).toEqual([293, 147]);
    expect(isComplete(counter)).toBe(true);
    expect(dispenseInput(paid, null)).toMatchObject({
      orderTotal: 440,
      lines: [{ orderTotal: null }, { orderTotal: null }],
    });
    expect(dispenseInput(paid, { by: 'reissue' }).orderTotal).toBe(null);
    expect(dispenseInput({ ...paid, purpose: 'gift' }, null).orderTotal).toBe(null);
    const one = { ...paid, ...withLines(paid, [line]) };
    expect(one).toMatchObject({ orderTotal: null, lines: [{ orderTotal: 440 }] });
  });

  it('takes no more than one dispense may hold', () => {
    expect(isComplete({ ...draft, lines: [{ ...line, quantity: 1001 }] })).toBe(false);
    const other = 2 as SkuId;
    expect(
      restLines([
        { skuId, orderedQuantity: 900, deliveredQuantity: 100 },
        { skuId: 3 as SkuId, orderedQuantity: 5, deliveredQuantity: 5 },
        { skuId: other, orderedQuantity: 500, deliveredQuantity: 0 },
      ]),
    ).toEqual([
      { skuId, quantity: 800 },
      { skuId: other, quantity: 200 },
    ]);
  });

  it('lets go of batch and reservation with another product, and keeps suppliers', () => {
    const source = {
      ...ANY_SOURCE,
      supplierIds: [4 as SupplierId],
      batchIds: [5 as BatchId],
      reservationId: 6 as ReservationId,
    };
    const chosen = { ...draft, source };
    expect(withLines(chosen, [{ ...line, quantity: 9 }]).source).toBeUndefined();
    expect(withLines(chosen, [{ ...line, skuId: 2 as SkuId }]).source).toEqual({
      ...ANY_SOURCE,
      supplierIds: source.supplierIds,
    });
  });
});
