import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';

/** What the buyer of each order pays, in 1/10 000. */
export const ORDER_TOTAL = 520_000;

/** Over everything that a run of sales brought, but for times and chains of macs, which are counted. */
export function dispenseDigest(folder: string): string {
  const database = new Database(path.join(folder, 'kacang.db'), { readonly: true });
  const hash = createHash('sha256');
  for (const sql of [
    'SELECT order_number, shop_id FROM shop_orders ORDER BY id',
    'SELECT order_id, sku_id, ordered_quantity, delivered_quantity, order_total FROM shop_order_lines ORDER BY order_id',
    'SELECT id, kind, order_id, sku_id, quantity, revenue, cost, occurred_on, month FROM deliveries ORDER BY id',
    "SELECT name, next_value FROM sequences WHERE name LIKE 'document/TK/%'",
    'SELECT delivery_id, key_id, use_number, cost, revenue, state FROM delivery_keys ORDER BY delivery_id',
    'SELECT id, state, value_left, uses_left, is_exposed FROM card_keys ORDER BY id',
    'SELECT batch_id, expires_on, available, delivered, value_on_hand FROM batch_stock ORDER BY batch_id, expires_on',
    'SELECT sku_id, available, delivered, value_on_hand FROM sku_stock ORDER BY sku_id',
    'SELECT sku_id, occurred_on, sold, end_available FROM sku_days ORDER BY sku_id, occurred_on',
    "SELECT kind, reason, batch_id, quantity, value FROM movements WHERE document_kind = 'delivery' ORDER BY id",
    'SELECT key_id, from_state, to_state FROM key_events ORDER BY id',
    "SELECT COUNT(*) FROM audit_events WHERE action = 'deliveries.dispense'",
    "SELECT COUNT(*) FROM commands WHERE procedure = 'deliveries.dispense'",
  ]) {
    hash.update(JSON.stringify(database.prepare(sql).raw().all()));
  }
  database.close();
  const lines = readFileSync(path.join(folder, 'issued.log'), 'utf8').trim().split('\n');
  for (const line of lines) hash.update(/"pairs":\[[^\]]*\]/.exec(line)?.[0] ?? '');
  return hash.digest('hex');
}
