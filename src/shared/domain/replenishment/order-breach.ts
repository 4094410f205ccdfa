import type { SkuId, SupplierId } from '../ids.ts';
import { addMoney, type Money, money, subtractMoney, sumMoney, ZERO_MONEY } from '../money/money.ts';
import type { ReorderLimit, ReorderLimits, SupplierLimits } from './reorder-plan.ts';

/** One line as a person orders it. `cost` is what is paid for it; `position` and `maximum` in units, as the plan's need has them. */
export interface WantedLine {
  readonly skuId: SkuId;
  readonly supplierId: SupplierId;
  readonly quantity: number;
  readonly cost: Money;
  /** The same without the fee per order, which may fall on any line: what is tied up in the SKU by it. */
  readonly ofSku: Money;
  readonly position: number;
  readonly maximum: number | null;
  /** Units the supplier has; null: not known, or not asked. */
  readonly stock: number | null;
  readonly isAuthorised: boolean;
}

/** A limit that an order would go beyond: what there is room for, and what is asked; in units for UNIT_LIMITS, money else. */
export interface OrderBreach {
  readonly limit: ReorderLimit;
  readonly room: number;
  readonly wanted: number;
  readonly skuId: SkuId | null;
  readonly supplierId: SupplierId | null;
}

/**
 * The first limit that lines of a person's own choosing go beyond together; null: none. The same limits as the plan's, in the same
 * order: whoever raises a quantity by hand does not get past them.
 */
export function orderBreach(lines: readonly WantedLine[], limits: ReorderLimits): OrderBreach | null {
  const total = sumMoney(lines.map(({ cost }) => cost));
  const paid = lines.filter(({ supplierId }) => !isConsigned(supplierId, limits));
  if (limits.isStopped && lines.length > 0) return breach('EMERGENCY_STOP', 0, total, {});
  return (
    authorisationBreach(lines) ??
    skuBreach(lines, limits) ??
    stockBreach(lines) ??
    supplierBreach(lines, limits) ??
    (paid.length === 0 ? null : shopBreach(sumMoney(paid.map(({ cost }) => cost)), limits))
  );
}

/** Paid for once they are sold: their lines ask for no room in a limit of money. */
function isConsigned(supplierId: SupplierId, { suppliers }: ReorderLimits): boolean {
  return suppliers.get(supplierId)?.isConsigned ?? false;
}

function authorisationBreach(lines: readonly WantedLine[]): OrderBreach | null {
  const forbidden = lines.find(({ isAuthorised }) => !isAuthorised);
  return forbidden ? breach('NOT_AUTHORISED', 0, forbidden.cost, forbidden) : null;
}

function stockBreach(lines: readonly WantedLine[]): OrderBreach | null {
  for (const line of lines) {
    if (line.stock !== null && line.quantity > line.stock) {
      return breach('SUPPLIER_STOCK', line.stock, line.quantity, line);
    }
  }
  return null;
}

function skuBreach(lines: readonly WantedLine[], limits: ReorderLimits): OrderBreach | null {
  for (const { skuId, supplierId, quantity, ofSku, position, maximum } of lines) {
    if (maximum !== null && quantity > maximum - position) {
      return breach('SKU_MAXIMUM', maximum - position, quantity, { skuId });
    }
    const sku = limits.skus.get(skuId);
    if (!sku || sku.mostMoney === null || isConsigned(supplierId, limits)) continue;
    const room = subtractMoney(sku.mostMoney, sku.tiedUp);
    if (ofSku > room) return breach('SKU_MONEY', room, ofSku, { skuId });
  }
  return null;
}

function supplierBreach(lines: readonly WantedLine[], limits: ReorderLimits): OrderBreach | null {
  const wantedOf = new Map<SupplierId, Money>();
  for (const { supplierId, cost } of lines) {
    wantedOf.set(supplierId, addMoney(wantedOf.get(supplierId) ?? ZERO_MONEY, cost));
  }
  for (const [supplierId, wanted] of wantedOf) {
    const supplier = limits.suppliers.get(supplierId);
    if (supplier?.standing === 'excluded') return breach('SUPPLIER_EXCLUDED', 0, wanted, { supplierId });
    const found = supplier && moneyRoom(supplier);
    if (found && wanted > found.room) return breach(found.limit, found.room, wanted, { supplierId });
  }
  return null;
}

function moneyRoom(supplier: SupplierLimits): { limit: ReorderLimit; room: Money } | null {
  const { prepaid, isPaidFirst, exposure, exposureMaximum } = supplier;
  if (prepaid) return { limit: 'PREPAID_BALANCE', room: subtractMoney(prepaid.balance, prepaid.minimumBalance) };
  if (!isPaidFirst || exposureMaximum === null) return null;
  return { limit: 'EXPOSURE', room: subtractMoney(exposureMaximum, exposure) };
}

function shopBreach(total: Money, limits: ReorderLimits): OrderBreach | null {
  const rooms: [ReorderLimit, Money | null, Money][] = [
    ['DAILY_BUDGET', limits.dailyBudget, limits.spentToday],
    ['MONTHLY_BUDGET', limits.monthlyBudget, limits.spentThisMonth],
    ['MONEY_TIED_UP', limits.mostTiedUp, limits.tiedUp],
  ];
  for (const [limit, most, taken] of rooms) {
    if (most === null) continue;
    const room = subtractMoney(most, taken);
    if (total > room) return breach(limit, room, total, {});
  }
  return null;
}

function breach(
  limit: ReorderLimit,
  room: number,
  wanted: number,
  at: { skuId?: SkuId; supplierId?: SupplierId },
): OrderBreach {
  return {
    limit,
    room: Math.max(0, money(room)),
    wanted,
    skuId: at.skuId ?? null,
    supplierId: at.supplierId ?? null,
  };
}
