import { audit, type Context, signedInUser, today, write } from '#core/context.ts';
import { decodeCursor, pageOfRows } from '#core/db/keyset.ts';
import { useCountedRight as takeCountedRight } from '#core/identity/rights.service.ts';
import { type ShowCost, shownCosts } from '#core/identity/shown-costs.ts';
import { currentStockSku, findStockSku } from '#core/inventory/stock-skus.repo.ts';
import type { Kernel } from '#core/kernel.ts';
import { notFound } from '#core/refusal.ts';
import { shopSettings } from '#core/settings/shop-settings.ts';
import { pairsDigest } from '#core/vault/pairs-digest.ts';
import type { DeliveryRow, DispenseResult } from '#shared/contract/sales.contract.ts';
import type { CountedRight } from '#shared/domain/identity/rights.ts';
import type { DeliveryId, FileId, ShopId } from '#shared/domain/ids.ts';
import { money } from '#shared/domain/money/money.ts';
import { DEFAULT_TEMPLATE, renderDelivery } from '#shared/domain/sales/delivery-template.ts';
import { type DeliveredKey, deliveredPairs, openDeliveredKeys } from './delivered-keys.ts';
import {
  type DeliveryFilter,
  findBuyers,
  findDelivery,
  findDeliveryByNumber,
  isDeliveredBy,
  readDeliveries,
  readDeliveriesOfOrder,
  readDeliveryKeys,
  type StoredDelivery,
} from './deliveries.repo.ts';

import { type DeliveryFileFormat, deliveryFileName, writeDeliveryFile } from './delivery-files.ts';
import { type DispenseInput, dispense } from './dispense.ts';
import { findOrder, findOrdersByNumber, readOrderLines } from './orders.repo.ts';
import { type PlacedSaleInput, recordPlacedSale } from './placed-sales.ts';
import { type MarkBadInput, markBad, type ReturnInput, returnKeys } from './returns.ts';
import { findShop, templateFor } from './shops.repo.ts';

const AREAS = ['deliveries', 'inventory', 'cardKeys', 'reservations', 'suppliers'] as const;
const KEYS_SHOWN = 500;
/** Before any row: an id that none has. */
const MOST_BUYERS = 20;
const NEWEST = Number.MAX_SAFE_INTEGER;
/** Without a limit: an order has few deliveries. */
const EVERY = -1;

/** A delivery that is looked at, and what stands for its keys in the audit trail. */
interface Look {
  readonly delivery: StoredDelivery;
  readonly pairMacs: readonly Buffer[];
}

/** What for, and the right that it takes beyond what the person handed out today. */
interface LookAct {
  readonly action: string;
  readonly right: CountedRight;
  readonly details?: Record<string, unknown>;
}

/** 提卡: handing keys out, showing again what was handed out, and what comes back. */
export function createDeliveriesService(kernel: Kernel) {
  /**
   * One audit row for a look at deliveries, whatever it is for; what the person did not hand out today counts against the limit
   * of the day. Repeating the command looks again, unrecorded.
   */
  async function record(context: Context, looks: readonly Look[], { action, right, details }: LookAct): Promise<void> {
    await write(context, ['audit'], (tx) => {
      const { day } = today(context);
      const others = looks.filter(({ delivery }) => !isDeliveredBy(tx, delivery.id, signedInUser(context), day));
      const quantity = others.reduce((sum, { pairMacs }) => sum + pairMacs.length, 0);
      if (quantity > 0) takeCountedRight(tx, context, right, quantity);
      for (const { delivery, pairMacs } of looks) {
        audit(tx, context, {
          action,
          subjectKind: 'delivery',
          subjectId: delivery.id,
          quantity: pairMacs.length,
          details: { number: delivery.number, digest: pairsDigest(pairMacs), ...details },
        });
      }
      return {};
    });
  }

  /** Opens deliveries for a person, recorded. */
  async function open(context: Context, ids: readonly DeliveryId[], act: LookAct) {
    const deliveries = ids.map((id) => requireDelivery(context, id));
    const keys = kernel.vault.keys();
    const opened: { delivery: StoredDelivery; keys: DeliveredKey[] }[] = [];
    for (const delivery of deliveries) {
      opened.push({ delivery, keys: await openDeliveredKeys(context.db, keys, delivery) });
    }
    const looks = opened.map(({ delivery, keys: delivered }) => ({
      delivery,
      pairMacs: delivered.map(({ pairMac }) => pairMac),
    }));
    await record(context, looks, act);
    return opened;
  }

  return {
    dispense: (context: Context, input: DispenseInput): Promise<DispenseResult> =>
      write(context, AREAS, (tx) => dispense(tx, context, input)),
    recordPlacedSale: (context: Context, input: PlacedSaleInput): Promise<DispenseResult> =>
      write(context, AREAS, (tx) => recordPlacedSale(tx, context, input)),

    async show(context: Context, input: { deliveryIds: DeliveryId[] }) {
      const opened = await open(context, input.deliveryIds, { action: 'deliveries.show', right: 'keys.reveal' });
      const rowOf = rowsFor(context);
      const texts = opened.map(({ delivery, keys }) => messagesOf(context, delivery, keys));
      return {
        deliveries: opened.map(({ delivery, keys }) => ({
          ...rowOf(delivery),
          keys: keys.map(({ pairMac: _, ...key }) => key),
        })),
        messages: texts.flatMap(({ messages }) => messages),
        isTooLong: texts.some(({ isTooLong }) => isTooLong),
      };
    },

    async recordCopy(context: Context, input: { deliveryIds: DeliveryId[] }) {
      const looks = input.deliveryIds.map((id) => ({
        delivery: requireDelivery(context, id),
        pairMacs: deliveredPairs(context.db, id),
      }));
      await record(context, looks, { action: 'deliveries.copy', right: 'keys.copy' });
      return {};
    },

    async export(context: Context, input: { deliveryIds: DeliveryId[]; format: DeliveryFileFormat }) {
      const opened = await open(context, input.deliveryIds, {
        action: 'deliveries.export',
        right: 'keys.export',
        details: { format: input.format },
      });
      const { businessName, language, timeZone } = shopSettings(context.db);
      const [first] = opened;
      const name = first ? deliveryFileName(first.delivery, input.format) : `keys.${input.format}`;
      const bytes = writeDeliveryFile(input.format, opened, {
        creator: businessName,
        createdAt: context.now,
        language,
        timeZone,
      });
      const staged = await kernel.spool.stageStream(context.userId, name, bytes);
      const quantity = opened.reduce((sum, { keys }) => sum + keys.length, 0);
      return { fileId: staged.id as FileId, name, quantity };
    },

    list(context: Context, input: { cursor?: string; limit: number; orderNumber?: string } & DeliveryFilter) {
      const { cursor, limit, orderNumber, ...filter } = input;
      if (orderNumber) {
        const ids = findOrdersByNumber(context.db, orderNumber);
        const rows = ids.flatMap((orderId) => readDeliveries(context.db, { ...filter, orderId }, NEWEST, EVERY));
        return { rows: rows.map(rowsFor(context)), nextCursor: null };
      }
      const before = cursor ? decodeCursor(cursor, ['number'] as const)[0] : NEWEST;
      const page = pageOfRows(readDeliveries(context.db, filter, before, limit + 1), limit, ({ id }) => [id]);
      return { rows: page.rows.map(rowsFor(context)), nextCursor: page.nextCursor };
    },

    findBuyers: ({ db }: Context, { text }: { text: string }) => findBuyers(db, text, MOST_BUYERS),

    get(context: Context, id: DeliveryId) {
      const delivery = requireDelivery(context, id);
      const show = shownCosts(context);
      const keys = readDeliveryKeys(context.db, id, KEYS_SHOWN).map(({ pairMac: _, sealed: __, ...key }) => ({
        ...key,
        cost: show(key.cost),
      }));
      return { ...toRow(delivery, show), keys };
    },

    findByNumber(context: Context, { number }: { number: string }) {
      const delivery = findDeliveryByNumber(context.db, number.toUpperCase());
      return delivery && rowsFor(context)(delivery);
    },

    order(context: Context, input: { shopId: ShopId; orderNumber: string }) {
      const order = findOrder(context.db, input.shopId, input.orderNumber);
      if (!order) return null;
      const lines = readOrderLines(context.db, order.id).map((line) => {
        const sku = findStockSku(context.db, line.skuId);
        const orderTotal = line.orderTotal === null ? null : money(line.orderTotal);
        return { ...line, orderTotal, skuCode: sku?.code ?? '', skuName: sku?.name ?? '' };
      });
      const { id, orderNumber, buyer } = order;
      return { id, orderNumber, buyer, lines, deliveries: readDeliveriesOfOrder(context.db, id).map(rowsFor(context)) };
    },

    return: (context: Context, input: ReturnInput) => write(context, AREAS, (tx) => returnKeys(tx, context, input)),
    markBad: (context: Context, input: MarkBadInput) => write(context, AREAS, (tx) => markBad(tx, context, input)),
  };
}

export type DeliveriesService = ReturnType<typeof createDeliveriesService>;

function requireDelivery(context: Context, id: DeliveryId): StoredDelivery {
  const delivery = findDelivery(context.db, id);
  if (!delivery) throw notFound('delivery', id);
  return delivery;
}

function messagesOf(context: Context, delivery: StoredDelivery, keys: readonly DeliveredKey[]) {
  if (keys.length === 0) return { messages: [], isTooLong: false };
  const shop = delivery.shopId === null ? null : findShop(context.db, delivery.shopId);
  const skuId = currentStockSku(context.db, delivery.skuId)?.id ?? delivery.skuId;
  const template = templateFor(context.db, delivery.shopId, skuId) ?? DEFAULT_TEMPLATE;
  const { orderNumber, buyer, shopName, skuName, occurredOn: day } = delivery;
  const facts = { orderNumber, buyer, shopName, skuName, quantity: keys.length, day };
  return renderDelivery(template, facts, keys, shop?.messageLimit ?? 0);
}

/** Deliveries as this person may see them. */
function rowsFor(context: Context): (delivery: StoredDelivery) => DeliveryRow {
  const show = shownCosts(context);
  return (delivery) => toRow(delivery, show);
}

function toRow({ returnedCost, occurredOn: _, ...delivery }: StoredDelivery, show: ShowCost): DeliveryRow {
  const profit = money(delivery.revenue - delivery.refunded - (delivery.cost - returnedCost));
  return { ...delivery, cost: show(delivery.cost), profit: show(profit) };
}
