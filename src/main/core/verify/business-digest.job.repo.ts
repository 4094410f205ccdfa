import { createHash } from 'node:crypto';
import type { ReadDb } from '#core/db/connection.ts';
import { prepared } from '#core/db/statement.ts';

/** What only speeds things up, watches over them or remembers a person's habits. The rows of every other table are the business. */
const NOT_BUSINESS = new Set([
  // Worked out from the business, and compared with it above.
  'batch_stock',
  'incoming_stock',
  'invoiceable_purchases',
  'key_marks',
  'key_pairs',
  'sku_days',
  'sku_stock',
  'supplier_balances',
  'supplier_items',
  'supplier_purchase_days',
  'supplier_standings',
  // Who looked, signed in, asked and was answered; what was saved and brought back.
  'audit_events',
  'backups',
  'commands',
  'issued_outbox',
  'migrations',
  'restore_findings',
  'right_uses',
  'sequences',
  'settings',
  'sign_in_failures',
  'vault_wraps',
  // How sheets were read before, and what was suggested to order.
  'price_list_profiles',
  'reorder_lines',
  'reorder_notices',
  'reorder_runs',
  'sheet_profiles',
  'supplier_sku_names',
]);

function businessTables(db: ReadDb): string[] {
  const tables = prepared(
    db,
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name",
  );
  return (tables.pluck().all() as string[]).filter((name) => !NOT_BUSINESS.has(name));
}

/** The rows of a table in the order of its primary key. */
function rowsOf(db: ReadDb, table: string): Iterable<unknown[]> {
  const key = prepared(db, 'SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk').pluck().all(table);
  return prepared(db, `SELECT * FROM ${table} ORDER BY ${key.join(', ')}`)
    .raw()
    .iterate() as Iterable<unknown[]>;
}

/** Rows per business table, and a SHA-256 over all of them in the order of their keys. */
export function digestBusiness(db: ReadDb): { counts: Record<string, number>; digest: string } {
  const hash = createHash('sha256');
  const counts: Record<string, number> = {};
  for (const table of businessTables(db)) {
    let count = 0;
    hash.update(`${table}\n`);
    for (const row of rowsOf(db, table)) {
      count += 1;
      for (const value of row) hash.update(textOf(value));
    }
    counts[table] = count;
  }
  return { counts, digest: hash.digest('hex') };
}

function textOf(value: unknown): string {
  if (Buffer.isBuffer(value)) return `b${value.toString('hex')}\u0000`;
  return `${value === null ? 'n' : typeof value === 'string' ? 's' : 'i'}${String(value)}\u0000`;
}
