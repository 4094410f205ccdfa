import type { SkuId, SupplierId } from '../ids.ts';
import { addMoney, type Money, money, subtractMoney, ZERO_MONEY } from '../money/money.ts';
import type { Need } from './need.ts';
import {
  affordableQuantity,
  bestQuantity,
  orderableQuantity,
  type Quote,
  quoteOf,
  type ReorderOffer,
} from './offer-quote.ts';
import type { ReorderLimit, ReorderLimits, SkuLimits, SupplierLimits } from './reorder-plan.ts';

const NO_SUPPLIER_LIMITS: SupplierLimits = {
  standing: 'good',
  prepaid: null,
  isPaidFirst: false,
  isConsigned: false,
  exposure: ZERO_MONEY,
  exposureMaximum: null,
  purchased: ZERO_MONEY,
};
const NO_SKU_LIMITS: SkuLimits = { tiedUp: ZERO_MONEY, mostMoney: null, preferredSupplierId: null };

export function supplierLimits(limits: ReorderLimits, supplierId: SupplierId): SupplierLimits {
  return limits.suppliers.get(supplierId) ?? NO_SUPPLIER_LIMITS;
}

export function skuLimits(limits: ReorderLimits, skuId: SkuId): SkuLimits {
  return limits.skus.get(skuId) ?? NO_SKU_LIMITS;
}

/** What the plan's own lines cost so far. */
export interface Spent {
  total: Money;
  /** What is paid for of it: without keys on consignment. */
  paid: Money;
  readonly bySupplier: Map<SupplierId, Money>;
  /** Likewise without keys on consignment. */
  readonly paidBySku: Map<SkuId, Money>;
  readonly unitsBySku: Map<SkuId, number>;
}

export function nothingSpent(): Spent {
  const sums = { total: ZERO_MONEY, paid: ZERO_MONEY };
  return { ...sums, bySupplier: new Map(), paidBySku: new Map(), unitsBySku: new Map() };
}

export function spend(spent: Spent, skuId: SkuId, { supplierId, cash, quantity }: Quote, isConsigned: boolean): void {
  spent.total = addMoney(spent.total, cash);
  spent.bySupplier.set(supplierId, addMoney(spent.bySupplier.get(supplierId) ?? ZERO_MONEY, cash));
  spent.unitsBySku.set(skuId, (spent.unitsBySku.get(skuId) ?? 0) + quantity);
  if (isConsigned) return;
  spent.paid = addMoney(spent.paid, cash);
  spent.paidBySku.set(skuId, addMoney(spent.paidBySku.get(skuId) ?? ZERO_MONEY, cash));
}

/** What one offer may give for a need. `limit` is what kept it below the need; null: it is met. */
export interface Fit {
  readonly quote: Quote;
  readonly limit: ReorderLimit | null;
}

type Room = { readonly limit: ReorderLimit } & ({ readonly units: number } | { readonly amount: Money });

/**
 * The largest quantity up to the best one for the need that no limit forbids; 0 when none is left. Limits are asked in
 * their order, and again as long as one cuts: fewer units may cost more, at a lower tier.
 */
export function fitQuantity(need: Need, offer: ReorderOffer, limits: ReorderLimits, spent: Spent): Fit {
  const rooms = roomsOf(need, offer, limits, spent);
  const best = bestQuantity(offer, need.quantity, need.orderMultiple);
  if (rooms.every((room) => holds(room, best))) return { quote: best, limit: null };
  let quote = quoteOf(offer, orderableQuantity(offer, need.quantity, need.orderMultiple));
  let limit: ReorderLimit | null = null;
  for (let hasCut = true; hasCut && quote.quantity > 0; ) {
    hasCut = false;
    for (const room of rooms) {
      if (quote.quantity === 0 || holds(room, quote)) continue;
      quote = cut(room, offer, quote, need.orderMultiple);
      limit = room.limit;
      hasCut = true;
    }
  }
  return { quote, limit: quote.quantity < need.quantity ? limit : null };
}

function holds(room: Room, { quantity, cash }: Quote): boolean {
  return 'units' in room ? quantity <= room.units : cash <= room.amount;
}

function cut(room: Room, offer: ReorderOffer, { quantity }: Quote, multiple: number): Quote {
  const most = 'units' in room ? Math.min(quantity, room.units) : quantity;
  const amount = 'units' in room ? money(Number.MAX_SAFE_INTEGER) : room.amount;
  const left = affordableQuantity(offer, most, amount, multiple);
  return left === 0 ? { ...quoteOf(offer, 0), cost: ZERO_MONEY, cash: ZERO_MONEY } : quoteOf(offer, left);
}

/** Every limit that is set, in the order of REORDER_LIMITS. */
function roomsOf(need: Need, offer: ReorderOffer, limits: ReorderLimits, spent: Spent): Room[] {
  const { supplierId, stock } = offer;
  const supplier = supplierLimits(limits, supplierId);
  const sku = skuLimits(limits, need.skuId);
  const fromSupplier = spent.bySupplier.get(supplierId) ?? ZERO_MONEY;
  const rooms: Room[] = [];
  const addAmount = (limit: ReorderLimit, most: Money | null, ...taken: Money[]): void => {
    if (most !== null) rooms.push({ limit, amount: taken.reduce(subtractMoney, most) });
  };
  if (need.quantityBesideLate < need.quantity) {
    const beside = need.quantityBesideLate;
    const units = beside === 0 ? 0 : bestQuantity(offer, beside, need.orderMultiple).quantity;
    rooms.push({ limit: 'LATE_ORDERS', units });
  }
  if (need.maximum !== null) {
    const units = need.maximum - need.position - (spent.unitsBySku.get(need.skuId) ?? 0);
    rooms.push({ limit: 'SKU_MAXIMUM', units });
  }
  if (!supplier.isConsigned) {
    addAmount('SKU_MONEY', sku.mostMoney, sku.tiedUp, spent.paidBySku.get(need.skuId) ?? ZERO_MONEY);
  }
  if (stock !== null) rooms.push({ limit: 'SUPPLIER_STOCK', units: stock });
  if (supplier.prepaid) {
    addAmount('PREPAID_BALANCE', supplier.prepaid.balance, supplier.prepaid.minimumBalance, fromSupplier);
  } else if (supplier.isPaidFirst) {
    addAmount('EXPOSURE', supplier.exposureMaximum, supplier.exposure, fromSupplier);
  }
  if (supplier.isConsigned) return rooms;
  addAmount('DAILY_BUDGET', limits.dailyBudget, limits.spentToday, spent.paid);
  addAmount('MONTHLY_BUDGET', limits.monthlyBudget, limits.spentThisMonth, spent.paid);
  addAmount('MONEY_TIED_UP', limits.mostTiedUp, limits.tiedUp, spent.paid);
  return rooms;
}
