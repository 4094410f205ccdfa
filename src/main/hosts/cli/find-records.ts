import { randomUUID } from 'node:crypto';
import type { KacangClient } from '#hosts/node/running-instance.ts';
import type { SkuDetails } from '#shared/contract/catalog.contract.ts';
import type { CommandId, ShopId } from '#shared/domain/ids.ts';
import { CommandRefusal } from './command-errors.ts';

export function newCommandId(): CommandId {
  return randomUUID() as CommandId;
}

/** Refuses like the core does for what does not exist. */
export function notFound(kind: string, id: string): CommandRefusal {
  return new CommandRefusal('NOT_FOUND', `There is no ${kind} ${id}.`, { kind, id });
}

export async function requireSku(client: KacangClient, code: string): Promise<SkuDetails> {
  const sku = await client.skus.findByCode({ code });
  if (!sku) throw notFound('sku', code);
  return sku;
}

export async function requireSupplier(client: KacangClient, code: string) {
  const supplier = await client.supplierNames.findByCode({ code });
  if (!supplier) throw notFound('supplier', code);
  return supplier;
}

/** The shop of this name, made where `mayCreate`. */
export async function requireShop(client: KacangClient, name: string, mayCreate: boolean): Promise<ShopId> {
  const shops = await client.shops.list({});
  const found = shops.find((shop) => shop.name === name);
  if (found) return found.id;
  if (!mayCreate) throw notFound('shop', name);
  return (await client.shops.create({ commandId: newCommandId(), name })).id;
}
