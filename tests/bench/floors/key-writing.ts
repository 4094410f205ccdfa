import { createCipheriv, createHmac, randomBytes } from 'node:crypto';
import type Database from 'better-sqlite3';
import type { VaultKeys } from '#core/vault/vault-keys.ts';
import { BENCH_SHOP, DOCUMENT_DAY, UNIT_COST } from '../bench-shop.ts';

/** The floor of an import after its rows are read: fingerprints, sealing and rows, on one thread in one transaction. */
export interface FloorKeyWriter {
  write(rowNumber: number, cells: readonly string[], rawLine: string): void;
  finish(): void;
}

const NOW = Date.UTC(2026, 10, 21, 2, 0, 0);
const MONTH = DOCUMENT_DAY.slice(0, 7);

export function createFloorKeyWriter(database: Database.Database, keys: VaultKeys): FloorKeyWriter {
  const { supplierId, skuId } = BENCH_SHOP;
  database.exec('BEGIN IMMEDIATE');
  const importId = insert(
    database,
    `INSERT INTO imports (number, supplier_id, receipt_kind, state, file_name, file_digest, settings, document_on, settlement,
       started_at, started_by) VALUES ('RK-FLOOR', ?, 'purchase', 'posted', 'keys', x'00', '{}', ?, 'account', ?, 1)`,
    [supplierId, DOCUMENT_DAY, NOW],
  );
  const batchId = insert(
    database,
    `INSERT INTO batches (number, import_id, supplier_id, sku_id, receipt_kind, state, received_on, received_at)
     VALUES ('PC-FLOOR', ?, ?, ?, 'purchase', 'posted', ?, ?)`,
    [importId, supplierId, skuId, DOCUMENT_DAY, NOW],
  );
  const firstId = (database.prepare('SELECT COALESCE(MAX(id), 0) FROM card_keys').pluck().get() as number) + 1;
  const insertKey = database.prepare(
    `INSERT INTO card_keys (id, batch_id, sku_id, state, cost, value_left, expires_on, uses_left, row_number, number_tail,
       pair_mac, number_mac, secret_mac, loose_mac, sealed, changed_at)
     VALUES (?, ?, ?, 'available', ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const lots = new Map<string, number>();
  let count = 0;

  return {
    write(rowNumber, [number = '', secret = '', , expiresOn = ''], rawLine) {
      const id = firstId + count;
      count += 1;
      lots.set(expiresOn, (lots.get(expiresOn) ?? 0) + 1);
      const pair = number < secret ? prefixed(number) + prefixed(secret) : prefixed(secret) + prefixed(number);
      const [looseNumber, looseSecret] = [loosened(number), loosened(secret)];
      const loose =
        looseNumber < looseSecret
          ? prefixed(looseNumber) + prefixed(looseSecret)
          : prefixed(looseSecret) + prefixed(looseNumber);
      insertKey.run(
        id,
        batchId,
        skuId,
        UNIT_COST,
        UNIT_COST,
        expiresOn,
        rowNumber,
        number.slice(-4),
        mac(keys.pairMac, pair),
        mac(keys.numberMac, number),
        mac(keys.secretMac, secret),
        mac(keys.looseMac, loose),
        sealed(keys, id, JSON.stringify([rawLine, number, secret])),
        NOW,
      );
    },
    finish() {
      writeMarks(database, batchId);
      finishBooks(database, { importId, batchId, count, lots });
      database.exec('COMMIT');
    },
  };
}

interface Posting {
  readonly importId: number;
  readonly batchId: number;
  readonly count: number;
  readonly lots: ReadonlyMap<string, number>;
}

/** What keys are found by, sorted by SQLite itself: written key by key it takes longer than all the rest. */
function writeMarks(database: Database.Database, batchId: number): void {
  const keys = 'id FROM card_keys WHERE batch_id = ?';
  for (const sql of [
    `INSERT INTO key_pairs (pair_mac, key_id) SELECT pair_mac, ${keys} ORDER BY pair_mac`,
    `INSERT INTO key_marks (kind, mark, key_id) SELECT 1, number_mac, ${keys} ORDER BY number_mac`,
    `INSERT INTO key_marks (kind, mark, key_id) SELECT 2, secret_mac, ${keys} ORDER BY secret_mac`,
    `INSERT INTO key_marks (kind, mark, key_id) SELECT 3, loose_mac, ${keys} ORDER BY loose_mac`,
    `INSERT INTO key_marks (kind, mark, key_id) SELECT 4, CAST(number_tail AS BLOB), ${keys} ORDER BY number_tail, id`,
  ]) {
    database.prepare(sql).run(batchId);
  }
}

function finishBooks(database: Database.Database, { importId, batchId, count, lots }: Posting): void {
  const { supplierId, skuId } = BENCH_SHOP;
  const total = count * UNIT_COST;
  for (const [expiresOn, quantity] of lots) {
    database
      .prepare(
        `INSERT INTO batch_stock (batch_id, expires_on, sku_id, supplier_id, available, value_on_hand)
         VALUES (?, ?, ?, ?, ?, ?)`,
      )
      .run(batchId, expiresOn, skuId, supplierId, quantity, quantity * UNIT_COST);
  }
  database.prepare('UPDATE batches SET key_count = ?, total_cost = ? WHERE id = ?').run(count, total, batchId);
  database
    .prepare(
      `INSERT INTO sku_stock (sku_id, available, value_on_hand) VALUES (?, ?, ?)
       ON CONFLICT (sku_id) DO UPDATE SET available = available + excluded.available, value_on_hand = value_on_hand + excluded.value_on_hand`,
    )
    .run(skuId, count, total);
  database
    .prepare(
      `INSERT INTO movements (kind, reason, sku_id, batch_id, quantity, value, occurred_on, month, document_kind, document_id, posted_at)
       VALUES ('receipt', 'purchase', ?, ?, ?, ?, ?, ?, 'import', ?, ?)`,
    )
    .run(skuId, batchId, count, total, DOCUMENT_DAY, MONTH, importId, NOW);
  const entryId = insert(
    database,
    `INSERT INTO supplier_entries (number, supplier_id, kind, amount, occurred_on, month, our_number, import_id, posted_at, posted_by)
     VALUES ('ZM-FLOOR', ?, 'purchase', ?, ?, ?, 'RK-FLOOR', ?, ?, 1)`,
    [supplierId, total, DOCUMENT_DAY, MONTH, importId, NOW],
  );
  database
    .prepare('INSERT INTO supplier_entry_lines (entry_id, sku_id, quantity, unit_price, amount) VALUES (?, ?, ?, ?, ?)')
    .run(entryId, skuId, count, UNIT_COST, total);
  database
    .prepare(
      'UPDATE supplier_balances SET balance = balance + CAST(? AS INTEGER), entry_count = entry_count + 1 WHERE supplier_id = ?',
    )
    .run(total, supplierId);
}

function insert(database: Database.Database, sql: string, values: readonly unknown[]): number {
  return Number(database.prepare(sql).run(...values).lastInsertRowid);
}

function prefixed(text: string): string {
  return `${text.length}:${text}`;
}

function loosened(text: string): string {
  return text.replace(/[\s\p{Pd}]+/gu, '').toLowerCase();
}

function mac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest().subarray(0, 16);
}

let nonces = randomBytes(12 * 4096);
let nonceAt = 0;

function sealed(keys: VaultKeys, id: number, text: string): Buffer {
  if (nonceAt === nonces.length) {
    nonces = randomBytes(nonces.length);
    nonceAt = 0;
  }
  const nonce = nonces.subarray(nonceAt, nonceAt + 12);
  nonceAt += 12;
  const cipher = createCipheriv('aes-256-gcm', keys.data, nonce);
  cipher.setAAD(Buffer.from(`${keys.shopId}\u0000card-key\u0000${id}\u0000fields`));
  const body = cipher.update(text, 'utf8');
  cipher.final();
  return Buffer.concat([Buffer.from([1, keys.dataKeyId]), nonce, body, cipher.getAuthTag()]);
}
