import { createHash, createHmac, randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';
import type Database from 'better-sqlite3';
import type { VaultKeys } from '#core/vault/vault-keys.ts';
import type { BenchRun, Measurement } from '../bench-definition.ts';
import { BENCH_SHOP, copyShop, DOCUMENT_DAY, openFloorDatabase, readVaultKeys } from '../bench-shop.ts';
import { dispenseDigest, ORDER_TOTAL } from '../dispense-digest.ts';
import { startStopwatch } from '../stopwatch.ts';

const NOW = Date.UTC(2026, 10, 21, 2, 0, 0);
const MONTH = DOCUMENT_DAY.slice(0, 7);

/** The rows of one sale each, by statements prepared once: commit, then one line in issued.log, synced. */
export async function floor({ preparedFolder, workFolder, rows }: BenchRun): Promise<Measurement> {
  const folder = copyShop(preparedFolder, workFolder);
  const keys = await readVaultKeys(folder);
  const database = openFloorDatabase(folder);
  const sell = prepareSale(database, keys);
  const log = openSync(path.join(folder, 'issued.log'), 'a');
  let mac = Buffer.alloc(0);
  const stop = startStopwatch();
  for (let sale = 1; sale <= rows; sale += 1) {
    database.exec('BEGIN IMMEDIATE');
    const payload = sell(sale);
    database.exec('COMMIT');
    const line = `${sale}\tkeys\t${payload}`;
    mac = createHmac('sha256', keys.issued).update(mac).update(line).digest();
    writeSync(log, `${line}\t${mac.toString('hex')}\n`);
    fsyncSync(log);
  }
  const times = stop();
  closeSync(log);
  database.close();
  return { ...times, rows, digest: dispenseDigest(folder) };
}

interface AuditHead {
  readonly sequence: number;
  readonly mac: Buffer;
}

function issuedPayload(sale: number, delivery: string, pairMac: Buffer, head: AuditHead): string {
  const orders = [{ shop: '一店', number: `T${sale}` }];
  const audit = `${head.sequence}/${head.mac.toString('hex', 0, 8)}`;
  return JSON.stringify({ delivery, orders, pairs: [pairMac.toString('base64')], audit });
}

interface FreeKey {
  readonly id: number;
  readonly batchId: number;
  readonly cost: number;
  readonly expiresOn: string;
  readonly pairMac: Buffer;
}

function prepareSale(database: Database.Database, keys: VaultKeys) {
  const { skuId, shopId } = BENCH_SHOP;
  const run = (sql: string) => {
    const statement = database.prepare(sql);
    return (...values: unknown[]): number => Number(statement.run(...values).lastInsertRowid);
  };
  // `+?` as in the program: without it SQLite plans each of them anew.
  const nextLot = database.prepare(
    `SELECT batch_id AS batchId, expires_on AS expiresOn FROM batch_stock
     WHERE sku_id = +? AND available > 0 ORDER BY expires_on, batch_id LIMIT 1`,
  );
  const nextKey = database.prepare(
    `SELECT id, batch_id AS batchId, cost, expires_on AS expiresOn, pair_mac AS pairMac FROM card_keys
     WHERE batch_id = +? AND state = 'available' AND expires_on = +? ORDER BY id LIMIT 1`,
  );
  const auditHead = database.prepare('SELECT sequence, mac FROM audit_events ORDER BY sequence DESC LIMIT 1');
  const findCommand = database.prepare('SELECT result FROM commands WHERE command_id = ?');
  const findOrder = database.prepare('SELECT id FROM shop_orders WHERE shop_id = ? AND order_number = ?');
  const insertOrder = run('INSERT INTO shop_orders (shop_id, order_number, first_delivered_at) VALUES (?, ?, ?)');
  const insertLine = run(
    'INSERT INTO shop_order_lines (order_id, sku_id, ordered_quantity, delivered_quantity, order_total) VALUES (?, ?, 1, 1, ?)',
  );
  const insertDelivery = run(
    `INSERT INTO deliveries (number, kind, order_id, shop_id, sku_id, quantity, revenue, cost, occurred_on, month, delivered_at, delivered_by)
     VALUES (?, 'sale', ?, ?, ?, 1, ?, ?, ?, ?, ?, 1)`,
  );
  const insertDeliveryKey = run(
    "INSERT INTO delivery_keys (delivery_id, key_id, use_number, cost, revenue, state) VALUES (?, ?, 1, ?, ?, 'open')",
  );
  const takeKey = run(
    "UPDATE card_keys SET state = 'delivered', value_left = 0, uses_left = 0, is_exposed = 1, changed_at = ? WHERE id = ?",
  );
  const insertEvent = run(
    `INSERT INTO key_events (key_id, from_state, to_state, document_kind, document_id, happened_at, user_id)
     VALUES (?, 'available', 'delivered', 'delivery', ?, ?, 1)`,
  );
  const takeBatchStock = run(
    `UPDATE batch_stock SET available = available - 1, delivered = delivered + 1, value_on_hand = value_on_hand - CAST(? AS INTEGER)
     WHERE batch_id = ? AND expires_on = ?`,
  );
  const takeSkuStock = run(
    `UPDATE sku_stock SET available = available - 1, delivered = delivered + 1, value_on_hand = value_on_hand - CAST(? AS INTEGER)
     WHERE sku_id = ?`,
  );
  const noteDay = run(
    `INSERT INTO sku_days (sku_id, occurred_on, sold, replaced, least_available, end_available)
     SELECT sku_id, ?, 1, 0, available, available FROM sku_stock WHERE sku_id = ?
     ON CONFLICT (sku_id, occurred_on) DO UPDATE
       SET sold = sold + 1, least_available = excluded.end_available, end_available = excluded.end_available`,
  );
  const insertMovement = run(
    `INSERT INTO movements (kind, reason, sku_id, batch_id, quantity, value, occurred_on, month, document_kind, document_id, posted_at)
     VALUES ('issue', 'sale', ?, ?, -1, ?, ?, ?, 'delivery', ?, ?)`,
  );
  const insertAudit = run(
    `INSERT INTO audit_events (sequence, happened_at, user_id, action, subject_kind, subject_id, quantity, details, mac)
     VALUES (?, ?, 1, 'deliveries.dispense', 'delivery', ?, 1, ?, ?)`,
  );
  const takeNumber = database
    .prepare(
      `INSERT INTO sequences (name, next_value) VALUES ('document/TK/202611', 2)
       ON CONFLICT (name) DO UPDATE SET next_value = next_value + 1 RETURNING next_value - 1`,
    )
    .pluck();
  const insertOutbox = run("INSERT INTO issued_outbox (kind, payload) VALUES ('keys', ?)");
  const insertCommand = run(
    "INSERT INTO commands (command_id, procedure, input_digest, user_id, done_at, result) VALUES (?, 'deliveries.dispense', ?, 1, ?, ?)",
  );

  return (sale: number): string => {
    const commandId = randomUUID();
    const orderNumber = `T${sale}`;
    if (findCommand.get(commandId) || findOrder.get(shopId, orderNumber))
      throw new Error('The order was served before.');
    const lot = nextLot.get(skuId) as { batchId: number; expiresOn: string };
    const key = nextKey.get(lot.batchId, lot.expiresOn) as FreeKey;
    const number = `TK-202611-${String(takeNumber.get()).padStart(4, '0')}`;
    const orderId = insertOrder(shopId, orderNumber, NOW);
    insertLine(orderId, skuId, ORDER_TOTAL);
    const id = insertDelivery(number, orderId, shopId, skuId, ORDER_TOTAL, key.cost, DOCUMENT_DAY, MONTH, NOW);
    insertDeliveryKey(id, key.id, key.cost, ORDER_TOTAL);
    takeKey(NOW, key.id);
    insertEvent(key.id, id, NOW);
    takeBatchStock(key.cost, key.batchId, key.expiresOn);
    takeSkuStock(key.cost, skuId);
    noteDay(DOCUMENT_DAY, skuId);
    insertMovement(skuId, key.batchId, -key.cost, DOCUMENT_DAY, MONTH, id, NOW);
    const head = auditHead.get() as AuditHead;
    const pairDigest = createHash('sha256').update(key.pairMac).digest('hex').slice(0, 32);
    const details = JSON.stringify({ number, kind: 'sale', sku: 'STEAM-50', digest: pairDigest });
    const auditMac = createHmac('sha256', keys.audit).update(head.mac).update(details).digest();
    insertAudit(head.sequence + 1, NOW, id, details, auditMac);
    const payload = issuedPayload(sale, number, key.pairMac, { sequence: head.sequence + 1, mac: auditMac });
    insertOutbox(payload);
    const inputDigest = createHmac('sha256', keys.audit).update(commandId).update(orderNumber).digest();
    insertCommand(
      commandId,
      inputDigest,
      NOW,
      JSON.stringify({ orderId, deliveries: [{ id, number, skuId, quantity: 1 }] }),
    );
    return payload;
  };
}
