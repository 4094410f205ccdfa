import { createHash } from 'node:crypto';
import { cpSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { openKey } from '#core/card-keys/key-sealing.ts';
import { createJsonLogger } from '#core/logging/logger.ts';
import type { VaultKeys } from '#core/vault/vault-keys.ts';
import type { ShopId, SkuId, SupplierId } from '#shared/domain/ids.ts';
import { keysCsv } from '#tests/support/generate-sheets.ts';
import { newCommandId, openTestShop, type TestShop } from '#tests/support/open-core.ts';
import { createSku, createSupplier, importKeys } from '#tests/support/trade-setup.ts';

/** The shop that benchmarks trade in; the same ids whenever it is made. */
export interface BenchShop {
  readonly supplierId: SupplierId;
  /** What is imported, looked up or sold. */
  readonly skuId: SkuId;
  /** Has a few keys of its own, to be sold while something long runs. */
  readonly otherSkuId: SkuId;
  readonly shopId: ShopId;
}

export const OTHER_KEYS = 2000;
export const UNIT_COST = 475_000;
export const DOCUMENT_DAY = '2026-11-21';
const SHOP = 'shop';

/** Makes the shop under `folder`; with `keys` in stock of what the benchmark trades. */
export async function prepareBenchShop(folder: string, keys: number): Promise<BenchShop> {
  const shop = await openTestShop({ folder: path.join(folder, SHOP) });
  const { client } = shop;
  const supplierId = await createSupplier(client, 'WS-1');
  const skuId = await createSku(client, 'STEAM-50');
  const otherSkuId = await createSku(client, 'STEAM-100');
  const { id: shopId } = await client.shops.create({ commandId: newCommandId(), name: '一店' });
  const other = { fileName: 'other.csv', bytes: keysCsv(OTHER_KEYS, 991), supplierId, skuId: otherSkuId };
  await importKeys(client, other);
  if (keys > 0)
    await importKeys(client, { fileName: 'stock.csv', bytes: keysCsv(keys, STOCK_SEED), supplierId, skuId });
  await shop.stop();
  return { supplierId, skuId, otherSkuId, shopId };
}

/** Of the keys in stock, for those who want to name some of them. */
export const STOCK_SEED = 4242;

/** Ids by the order in which `prepareBenchShop` makes things. */
export const BENCH_SHOP = {
  supplierId: 1 as SupplierId,
  skuId: 1 as SkuId,
  otherSkuId: 2 as SkuId,
  shopId: 1 as ShopId,
} satisfies BenchShop;

export function shopFolder(preparedFolder: string): string {
  return path.join(preparedFolder, SHOP);
}

/** A shop of its own for one run. */
export function copyShop(preparedFolder: string, workFolder: string): string {
  const folder = path.join(workFolder, SHOP);
  cpSync(shopFolder(preparedFolder), folder, { recursive: true });
  return folder;
}

/** What goes wrong inside is said on stderr: a benchmark's caller hears no more of it than a correlation id. */
export function openShop(folder: string): Promise<TestShop> {
  const errors = createJsonLogger((line) => console.error(line));
  return openTestShop({ folder, logger: { ...errors, info() {} } });
}

/** The working keys of a shop that is closed again: the floor seals and fingerprints with the same ones. */
export async function readVaultKeys(folder: string): Promise<VaultKeys> {
  const shop = await openShop(folder);
  const keys = structuredCloneKeys(shop.core.kernel.vault.keys());
  await shop.stop();
  return keys;
}

/** Closing a shop wipes its keys. */
function structuredCloneKeys(keys: VaultKeys): VaultKeys {
  return {
    ...keys,
    data: Buffer.from(keys.data),
    pairMac: Buffer.from(keys.pairMac),
    numberMac: Buffer.from(keys.numberMac),
    secretMac: Buffer.from(keys.secretMac),
    looseMac: Buffer.from(keys.looseMac),
    audit: Buffer.from(keys.audit),
    issued: Buffer.from(keys.issued),
  };
}

/** A connection set as the program's own, for the floor. */
export function openFloorDatabase(folder: string): Database.Database {
  const database = new Database(path.join(folder, 'kacang.db'));
  for (const pragma of [
    'journal_mode = WAL',
    'synchronous = FULL',
    'foreign_keys = ON',
    'secure_delete = ON',
    'temp_store = MEMORY',
    'cache_size = -65536',
    'journal_size_limit = 67108864',
  ]) {
    database.pragma(pragma);
  }
  return database;
}

const OPENED_EVERY = 97;

/**
 * Over everything that an import of a SKU brought: each key's row (its content opened for every 97th, since the nonces
 * differ), what it is found by, projections, ledger and account.
 */
export function importDigest(folder: string, skuId: number, keys: VaultKeys): string {
  const database = new Database(path.join(folder, 'kacang.db'), { readonly: true });
  const hash = createHash('sha256');
  const rows = database
    .prepare(
      `SELECT id, state, cost, value_left, expires_on, uses_left, is_exposed, row_number, number_tail, pair_mac, number_mac,
         secret_mac, loose_mac, length(sealed) AS sealed_length, CASE WHEN row_number % ${OPENED_EVERY} = 0 THEN sealed END AS sealed
       FROM card_keys WHERE sku_id = ? ORDER BY row_number`,
    )
    .raw()
    .iterate(skuId) as IterableIterator<unknown[]>;
  for (const [id, ...values] of rows) {
    const sealed = values.pop();
    for (const value of values) hash.update(value instanceof Uint8Array ? value : `${String(value)}\n`);
    if (sealed instanceof Uint8Array) hash.update(JSON.stringify(openKey(keys, Number(id), sealed)));
  }
  for (const sql of [
    'SELECT p.pair_mac, row_number FROM key_pairs p JOIN card_keys ON id = key_id WHERE sku_id = ? ORDER BY p.pair_mac',
    `SELECT kind, mark, row_number FROM key_marks JOIN card_keys ON id = key_id WHERE sku_id = ? ORDER BY kind, mark, row_number`,
  ]) {
    const marks = database.prepare(sql).raw().iterate(skuId) as IterableIterator<unknown[]>;
    for (const values of marks) {
      for (const value of values) hash.update(value instanceof Uint8Array ? value : `${String(value)}\n`);
    }
  }
  const columns = 'quarantined, available, reserved, delivered, value_on_hand';
  for (const sql of [
    `SELECT expires_on, ${columns} FROM batch_stock WHERE sku_id = ? ORDER BY batch_id, expires_on`,
    `SELECT ${columns} FROM sku_stock WHERE sku_id = ?`,
    'SELECT kind, reason, quantity, value, occurred_on, month FROM movements WHERE sku_id = ? ORDER BY id',
    'SELECT state, key_count, total_cost FROM batches WHERE sku_id = ? ORDER BY id',
    'SELECT quantity, unit_price, amount FROM supplier_entry_lines WHERE sku_id = ? ORDER BY id',
  ]) {
    hash.update(JSON.stringify(database.prepare(sql).raw().all(skuId)));
  }
  hash.update(JSON.stringify(database.prepare('SELECT balance FROM supplier_balances').raw().all()));
  database.close();
  return hash.digest('hex');
}
