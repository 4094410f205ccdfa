import { openKey } from '#core/card-keys/key-sealing.ts';
import { namedFields } from '#core/card-keys/named-fields.ts';
import type { ReadDb } from '#core/db/connection.ts';
import { findStockSku } from '#core/inventory/stock-skus.repo.ts';
import type { VaultKeys } from '#core/vault/vault-keys.ts';
import type { CardKeyId } from '#shared/domain/ids.ts';
import { readDeliveryKeys, type StoredDelivery } from './deliveries.repo.ts';

/** A delivered key in plain, its fields under the SKU's names. */
export interface DeliveredKey {
  readonly id: CardKeyId;
  readonly state: 'open' | 'returned' | 'bad';
  readonly useNumber: number;
  readonly fields: { name: string; value: string; isSecret: boolean }[];
  readonly pairMac: Buffer;
}

const MOST_KEYS = 100_000;

/** Opens the keys of a delivery; a key of which only a fingerprint is stored has no fields. */
export function openDeliveredKeys(db: ReadDb, keys: VaultKeys, delivery: StoredDelivery): DeliveredKey[] {
  const definitions = findStockSku(db, delivery.skuId)?.keyFields ?? [];
  return readDeliveryKeys(db, delivery.id, MOST_KEYS).map(({ id, state, useNumber, pairMac, sealed }) => ({
    id,
    state,
    useNumber,
    pairMac,
    fields: sealed ? namedFields(definitions, openKey(keys, id, sealed).fields) : [],
  }));
}
