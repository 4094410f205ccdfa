import type { WriteTx } from '#core/db/connection.ts';
import { nameKey } from '#shared/domain/name-key.ts';
import { closeOrderLines, findOrder, insertOrder } from './orders.repo.ts';
import { findShopByName, insertShop } from './shops.repo.ts';

/** An order as issued.log names it: by the shop's name, since a database of before may not have that shop yet. */
export interface ServedOrder {
  readonly shop: string;
  readonly number: string;
}

/**
 * An order was served, and the database does not know of it: it is known from here on, without its delivery, and what was open
 * of it is not owed any more. It goes on only as a reissue, by somebody who has looked.
 */
export function markServed(tx: WriteTx, { shop, number }: ServedOrder, now: number): void {
  const fields = { name: shop, nameKey: nameKey(shop), platform: '', messageLimit: 0 };
  const shopId = findShopByName(tx, fields.nameKey) ?? insertShop(tx, fields, now);
  const order = findOrder(tx, shopId, number);
  if (order) closeOrderLines(tx, order.id);
  else insertOrder(tx, { shopId, orderNumber: number, buyer: '', firstDeliveredAt: now });
}
