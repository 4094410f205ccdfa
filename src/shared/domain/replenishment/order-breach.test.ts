import { describe, expect, it } from 'vitest';
import { NO_LIMITS, ONE, supplier, TWO } from '#tests/support/reorder-parts.ts';
import type { SkuId } from '../ids.ts';
import { money } from '../money/money.ts';
import { orderBreach, type WantedLine } from './order-breach.ts';
import type { ReorderLimits, SupplierLimits } from './reorder-plan.ts';

const SKU = 1 as SkuId;
const OTHER_SKU = 2 as SkuId;

function line(more: Partial<WantedLine> = {}): WantedLine {
  const cost = more.cost ?? money(1000);
  return {
    skuId: SKU,
    supplierId: ONE,
    quantity: 10,
    cost,
    ofSku: cost,
    position: 5,
    maximum: null,
    stock: null,
    isAuthorised: true,
    ...more,
  };
}

const suppliersWith = (limits: Partial<SupplierLimits>, id = ONE) => new Map([[id, supplier(limits)]]);
const skuWith = (tiedUp: number, mostMoney: number) =>
  new Map([[SKU, { tiedUp: money(tiedUp), mostMoney: money(mostMoney), preferredSupplierId: null }]]);

/** Lines that are just within a limit, and what is changed to go beyond it by the least there is. */
interface Edge {
  readonly limits: Partial<ReorderLimits>;
  readonly within: readonly WantedLine[];
  readonly beyond: readonly WantedLine[];
  readonly breach: { limit: string; room: number; wanted: number };
}

const twoLines = (cost: number): WantedLine[] => [
  line({ cost: money(600) }),
  line({ skuId: OTHER_SKU, cost: money(cost) }),
];

/** A limit with room for 1000 that all lines take from together. */
function ofAllLines(limit: string, limits: Partial<ReorderLimits>): Edge {
  return { limits, within: twoLines(400), beyond: twoLines(401), breach: { limit, room: 1000, wanted: 1001 } };
}

const EDGES: Record<string, Edge> = {
  'the maximum of a SKU, with what is there and on its way': {
    limits: {},
    within: [line({ maximum: 15 })],
    beyond: [line({ maximum: 15, quantity: 11 })],
    breach: { limit: 'SKU_MAXIMUM', room: 10, wanted: 11 },
  },
  'the money of a SKU': {
    limits: { skus: skuWith(500, 1500) },
    within: [line()],
    beyond: [line({ cost: money(1001) })],
    breach: { limit: 'SKU_MONEY', room: 1000, wanted: 1001 },
  },
  'what the supplier has': {
    limits: {},
    within: [line({ stock: 10 })],
    beyond: [line({ stock: 10, quantity: 11 })],
    breach: { limit: 'SUPPLIER_STOCK', room: 10, wanted: 11 },
  },
  'the balance of a supplier, down to its minimum, all lines together': ofAllLines('PREPAID_BALANCE', {
    suppliers: suppliersWith({ prepaid: { balance: money(1500), minimumBalance: money(500) } }),
  }),
  'the exposure to a supplier who is paid first, all lines together': ofAllLines('EXPOSURE', {
    suppliers: suppliersWith({ isPaidFirst: true, exposure: money(200), exposureMaximum: money(1200) }),
  }),
  'the budget of the day': ofAllLines('DAILY_BUDGET', { dailyBudget: money(1300), spentToday: money(300) }),
  'the budget of the month': ofAllLines('MONTHLY_BUDGET', { monthlyBudget: money(1300), spentThisMonth: money(300) }),
  'the money tied up': ofAllLines('MONEY_TIED_UP', { mostTiedUp: money(1300), tiedUp: money(300) }),
};

describe('lines that a person chose', () => {
  it.each(Object.entries(EDGES))('stop at %s', (_, { limits, within, beyond, breach }) => {
    expect(orderBreach(within, { ...NO_LIMITS, ...limits })).toBeNull();
    expect(orderBreach(beyond, { ...NO_LIMITS, ...limits })).toMatchObject(breach);
  });

  it('count the keys alone against the money of their SKU, and the fee of the order against the rest', () => {
    const limits = { ...NO_LIMITS, skus: skuWith(500, 1500) };
    expect(orderBreach([line({ cost: money(1010), ofSku: money(1000) })], limits)).toBeNull();
    expect(
      orderBreach([line({ cost: money(1010), ofSku: money(1000) })], { ...limits, dailyBudget: money(1000) }),
    ).toMatchObject({ limit: 'DAILY_BUDGET', wanted: 1010 });
  });

  it('are free where nothing limits them', () => {
    expect(orderBreach([line({ cost: money(Number.MAX_SAFE_INTEGER) })], NO_LIMITS)).toBeNull();
  });

  it('take nothing of budgets, of the money of a SKU and of what may be tied up on consignment', () => {
    const limits = {
      ...NO_LIMITS,
      dailyBudget: money(0),
      monthlyBudget: money(0),
      mostTiedUp: money(0),
      skus: skuWith(0, 0),
      suppliers: suppliersWith({ isConsigned: true }),
    };
    expect(orderBreach([line()], limits)).toBeNull();
    expect(orderBreach([line(), line({ supplierId: TWO, skuId: OTHER_SKU })], limits)).toMatchObject({
      limit: 'DAILY_BUDGET',
      wanted: 1000,
    });
  });

  it('do not share the balance of one supplier with another', () => {
    const prepaid = { balance: money(1000), minimumBalance: money(0) };
    const limits = { ...NO_LIMITS, suppliers: suppliersWith({ prepaid }) };
    expect(orderBreach([line(), line({ supplierId: TWO, skuId: OTHER_SKU })], limits)).toBeNull();
  });

  it('are all stopped by the emergency stop, by a missing authorisation and by an excluded supplier', () => {
    expect(orderBreach([line()], { ...NO_LIMITS, isStopped: true })).toMatchObject({ limit: 'EMERGENCY_STOP' });
    expect(orderBreach([], { ...NO_LIMITS, isStopped: true })).toBeNull();
    expect(orderBreach([line(), line({ isAuthorised: false })], NO_LIMITS)).toMatchObject({ limit: 'NOT_AUTHORISED' });
    const limits = { ...NO_LIMITS, suppliers: suppliersWith({ standing: 'excluded' }) };
    expect(orderBreach([line()], limits)).toMatchObject({ limit: 'SUPPLIER_EXCLUDED', supplierId: ONE });
  });

  it('find no room, and never less than none, where a limit is passed already', () => {
    const limits = { ...NO_LIMITS, dailyBudget: money(100), spentToday: money(300) };
    expect(orderBreach([line()], limits)).toMatchObject({ limit: 'DAILY_BUDGET', room: 0, wanted: 1000 });
  });
});
