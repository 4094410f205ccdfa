import type { Readable } from '#core/db/connection.ts';
import { Refusal } from '#core/refusal.ts';
import type { PurchaseOrderId, SkuId, SupplierId } from '#shared/domain/ids.ts';
import type { Money } from '#shared/domain/money/money.ts';
import { orderTotal } from '#shared/domain/purchasing/order-lines.ts';
import { type OrderBreach, orderBreach, type WantedLine } from '#shared/domain/replenishment/order-breach.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { orderCash, ownMoney, reorderLimits } from './reorder-limits.ts';
import { reorderMoney } from './reorder-money.repo.ts';
import { sellableKeys, uncheckedKeys } from './reorder-stock.repo.ts';
import { replenishmentPolicy } from './replenishment-policy.ts';
import { readReorderRules } from './replenishment-rules.repo.ts';

/*
 * The limits of replenishment for whoever sends an order, inside their own transaction.
 */

/** An order that is about to be sent, with its lines. Prices are in its currency. */
export interface OrderToSend {
  readonly id: PurchaseOrderId;
  readonly supplierId: SupplierId;
  readonly supplierName: string;
  readonly currency: string;
  readonly createdAt: number;
  readonly lines: readonly {
    readonly skuId: SkuId;
    readonly skuCode: string;
    readonly quantity: number;
    readonly unitPrice: Money;
  }[];
}

/**
 * Refuses with LIMIT_REACHED where an order of a plan, as it is now, goes beyond a limit: its draft may have been changed, and
 * what was paid, received and sent since counts. Stock and authorisation are not asked: the supplier answers for the one, the
 * dossier for the other.
 */
export function requireWithinPlanLimits(db: Readable, order: OrderToSend, today: Day, now: number): void {
  const limits = reorderLimits(db, replenishmentPolicy(db), today, new Map(), order);
  const breach = orderBreach(linesToSend(db, order, today, now), limits);
  if (!breach) return;
  const sku = order.lines.find(({ skuId }) => skuId === breach.skuId)?.skuCode;
  throw limitReached(breach, sku, order.supplierName);
}

/** The refusal for a limit that an order goes beyond; the supplier is named where the limit is theirs. */
export function limitReached(breach: OrderBreach, sku: string | undefined, supplier: string | undefined): Refusal {
  const { limit, room, wanted, supplierId } = breach;
  return new Refusal('LIMIT_REACHED', {
    limit,
    room,
    wanted,
    sku: sku ?? '',
    supplier: supplierId === null ? '' : (supplier ?? ''),
  });
}

/** What can be sold and is on its way, in keys, of SKUs with a maximum; others are left out. */
export function limitedPositions(
  db: Readable,
  skuIds: readonly SkuId[],
  today: Day,
  now: number,
  countsDrafts: boolean,
): ReadonlyMap<SkuId, { position: number; maximum: number }> {
  const rules = readReorderRules(db);
  const limited = skuIds.flatMap((skuId) => {
    const maximum = rules.get(skuId)?.maximum ?? null;
    return maximum === null ? [] : [{ skuId, maximum }];
  });
  const limitedIds = limited.map(({ skuId }) => skuId);
  const sellable = sellableKeys(db, limitedIds, today, now);
  const unchecked = uncheckedKeys(db, limitedIds, today);
  const awaited = new Map<SkuId, number>();
  for (const { skuId, quantity, isSent } of reorderMoney.openLines(db)) {
    if (isSent === 1 || countsDrafts) awaited.set(skuId, (awaited.get(skuId) ?? 0) + quantity);
  }
  return new Map(
    limited.map(({ skuId, maximum }) => {
      const position = (sellable.get(skuId) ?? 0) + (unchecked.get(skuId) ?? 0) + (awaited.get(skuId) ?? 0);
      return [skuId, { maximum, position }];
    }),
  );
}

function linesToSend(db: Readable, order: OrderToSend, today: Day, now: number): WantedLine[] {
  const ours = ownMoney(db, today);
  const bySku = Map.groupBy(order.lines, ({ skuId }) => skuId);
  const positions = limitedPositions(db, [...bySku.keys()], today, now, false);
  const cash = orderCash(db, ours);
  return [...bySku].map(([skuId, lines], index) => ({
    skuId,
    supplierId: order.supplierId,
    quantity: lines.reduce((sum, { quantity }) => sum + quantity, 0),
    // The fee per order falls on the first line, as when it was planned.
    cost: cash(order.supplierId, orderTotal(lines), order.currency, index === 0),
    ofSku: cash(order.supplierId, orderTotal(lines), order.currency, false),
    position: positions.get(skuId)?.position ?? 0,
    maximum: positions.get(skuId)?.maximum ?? null,
    stock: null,
    isAuthorised: true,
  }));
}
