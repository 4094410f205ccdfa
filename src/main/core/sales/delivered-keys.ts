import { openKey } from '#core/card-keys/key-sealing.ts';
import { namedFields } from '#core/card-keys/named-fields.ts';
import type { ReadDb } from '#core/db/connection.ts';
import { findStockSku } from '#core/inventory/stock-skus.repo.ts';
import type { VaultKeys } from '#core/vault/vault-keys.ts';
import type { CardKeyId, DeliveryId } from '#shared/domain/ids.ts';
import { readDeliveryKeys, type StoredDelivery } from './deliveries.repo.ts';

/** A delivered key in plain, its fields under the SKU's names. */
export interface DeliveredKey {
  readonly id: CardKeyId;
  readonly state: 'open' | 'bad';
  readonly useNumber: number;
  readonly fields: { name: string; value: string; isSecret: boolean }[];
  readonly pairMac: Buffer;
}

const MOST_KEYS = 100_000;

const KEYS_PER_TURN = 250;

/**
 * Opens the keys of a delivery but those that the buyer gave back: they may be somebody else's by now. A key of which only a
 * fingerprint is stored has no fields. Gives way to others between pieces: opening is arithmetic, and a large delivery has much of it.
 */
export async function openDeliveredKeys(
  db: ReadDb,
  keys: VaultKeys,
  delivery: StoredDelivery,
): Promise<DeliveredKey[]> {
  const definitions = findStockSku(db, delivery.skuId)?.keyFields ?? [];
  const delivered: DeliveredKey[] = [];
  for (const { id, state, useNumber, pairMac, sealed } of readDeliveryKeys(db, delivery.id, MOST_KEYS)) {
    if (state === 'returned') continue;
    const fields = sealed ? namedFields(definitions, openKey(keys, id, sealed).fields) : [];
    delivered.push({ id, state, useNumber, pairMac, fields });
    if (delivered.length % KEYS_PER_TURN === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  return delivered;
}

/** What stands for the keys of a delivery, as they are shown, in the audit trail. */
export function deliveredPairs(db: ReadDb, id: DeliveryId): Buffer[] {
  return readDeliveryKeys(db, id, MOST_KEYS).flatMap(({ state, pairMac }) => (state === 'returned' ? [] : [pairMac]));
}
