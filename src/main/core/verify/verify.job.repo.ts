import { createHash } from 'node:crypto';
import { MARK_KIND } from '#core/card-keys/key-marks.repo.ts';
import type { ReadDb } from '#core/db/connection.ts';
import { prepared } from '#core/db/statement.ts';
import type { Month } from '#shared/domain/time/business-time.ts';
import type { BookRule } from './book-rule.ts';
import { KEY_RULES } from './key-rules.ts';
import { MARK_RULE } from './mark-rule.ts';
import { PAPER_RULES } from './paper-rules.ts';
import { STATEMENT_RULES } from './statement-rules.ts';
import { TRADE_RULES } from './trade-rules.ts';

const ON_HAND = "'quarantined', 'available', 'reserved', 'placed'";

/** The invariants that one query each can check. They run in a job thread: each scans what it checks. */
export const BOOK_RULES: readonly BookRule[] = [
  ...PAPER_RULES,
  ...TRADE_RULES,
  ...KEY_RULES,
  ...STATEMENT_RULES,
  {
    name: 'keys-agree-with-batch-stock',
    countSql: "SELECT count(*) FROM card_keys k JOIN batches b ON b.id = k.batch_id WHERE b.state <> 'loading'",
    breachSql: `WITH held AS (
        SELECT k.batch_id, k.expires_on,
          sum(k.state = 'quarantined') AS quarantined, sum(k.state = 'available') AS available,
          sum(k.state = 'reserved') AS reserved, sum(k.state = 'placed') AS placed,
          sum(k.state = 'delivered') AS delivered, sum(k.state = 'claimed') AS claimed,
          sum(k.state = 'returned-to-supplier') AS returned, sum(k.state = 'void') AS voided,
          sum(k.state = 'expired') AS expired, sum(k.state = 'withdrawn') AS withdrawn,
          sum(CASE WHEN k.state IN (${ON_HAND}) THEN k.value_left ELSE 0 END) AS value
        FROM card_keys k JOIN batches b ON b.id = k.batch_id WHERE b.state <> 'loading' GROUP BY k.batch_id, k.expires_on)
      SELECT 'batch ' || COALESCE(h.batch_id, s.batch_id) || ' until ' || COALESCE(h.expires_on, s.expires_on)
      FROM held h FULL JOIN batch_stock s ON s.batch_id = h.batch_id AND s.expires_on = h.expires_on
      WHERE COALESCE(h.quarantined, 0) <> COALESCE(s.quarantined, 0) OR COALESCE(h.available, 0) <> COALESCE(s.available, 0)
        OR COALESCE(h.reserved, 0) <> COALESCE(s.reserved, 0) OR COALESCE(h.placed, 0) <> COALESCE(s.placed, 0)
        OR COALESCE(h.delivered, 0) <> COALESCE(s.delivered, 0) OR COALESCE(h.claimed, 0) <> COALESCE(s.claimed, 0)
        OR COALESCE(h.returned, 0) <> COALESCE(s.returned, 0) OR COALESCE(h.voided, 0) <> COALESCE(s.voided, 0)
        OR COALESCE(h.expired, 0) <> COALESCE(s.expired, 0) OR COALESCE(h.withdrawn, 0) <> COALESCE(s.withdrawn, 0)
        OR COALESCE(h.value, 0) <> COALESCE(s.value_on_hand, 0)`,
  },
  {
    name: 'batch-stock-agrees-with-sku-stock',
    countSql: 'SELECT count(*) FROM sku_stock',
    breachSql: `WITH held AS (SELECT sku_id, sum(quarantined) AS quarantined, sum(available) AS available,
          sum(reserved) AS reserved, sum(placed) AS placed, sum(delivered) AS delivered, sum(value_on_hand) AS value
        FROM batch_stock GROUP BY sku_id)
      SELECT 'sku ' || COALESCE(h.sku_id, s.sku_id) FROM held h FULL JOIN sku_stock s ON s.sku_id = h.sku_id
      WHERE COALESCE(h.quarantined, 0) <> COALESCE(s.quarantined, 0) OR COALESCE(h.available, 0) <> COALESCE(s.available, 0)
        OR COALESCE(h.reserved, 0) <> COALESCE(s.reserved, 0) OR COALESCE(h.placed, 0) <> COALESCE(s.placed, 0)
        OR COALESCE(h.delivered, 0) <> COALESCE(s.delivered, 0) OR COALESCE(h.value, 0) <> COALESCE(s.value_on_hand, 0)`,
  },
  {
    name: 'ledger-agrees-with-batch-stock',
    countSql: 'SELECT count(*) FROM movements',
    breachSql: `WITH moved AS (SELECT batch_id, sum(quantity) AS quantity, sum(value) AS value FROM movements GROUP BY batch_id),
        held AS (SELECT batch_id, sum(on_hand) AS quantity, sum(value_on_hand) AS value FROM batch_stock GROUP BY batch_id)
      SELECT 'batch ' || COALESCE(m.batch_id, h.batch_id) FROM moved m FULL JOIN held h ON h.batch_id = m.batch_id
      WHERE COALESCE(m.quantity, 0) <> COALESCE(h.quantity, 0) OR COALESCE(m.value, 0) <> COALESCE(h.value, 0)`,
  },
  {
    name: 'orders-agree-with-receipts',
    countSql: 'SELECT count(*) FROM purchase_order_lines',
    breachSql: `WITH received AS (SELECT line_id, sum(quantity - taken_back - sent_back) AS quantity FROM purchase_receipt_lines
        WHERE line_id IS NOT NULL GROUP BY line_id),
      sent_back AS (SELECT line_id, sum(quantity) AS quantity FROM purchase_differences WHERE line_id IS NOT NULL
        AND state = 'decided' AND kind = 'over' AND return_document_id IS NOT NULL GROUP BY line_id),
      waived AS (SELECT line_id, sum(quantity) AS quantity FROM purchase_differences WHERE line_id IS NOT NULL
        AND state = 'decided' AND kind IN ('short', 'bad', 'duplicate') AND decision IN ('accept', 'claim') GROUP BY line_id)
      SELECT 'order line ' || l.id FROM purchase_order_lines l LEFT JOIN received r ON r.line_id = l.id
        LEFT JOIN sent_back b ON b.line_id = l.id LEFT JOIN waived w ON w.line_id = l.id
      WHERE l.received_quantity <> COALESCE(r.quantity, 0) - COALESCE(b.quantity, 0) OR l.waived_quantity <> COALESCE(w.quantity, 0)`,
  },
  {
    name: 'incoming-agrees-with-orders',
    countSql: 'SELECT count(*) FROM incoming_stock',
    breachSql: `SELECT 'order line ' || l.id FROM purchase_order_lines l JOIN purchase_orders o ON o.id = l.order_id
        LEFT JOIN incoming_stock i ON i.line_id = l.id
      WHERE COALESCE(i.quantity, 0) <> CASE WHEN o.state IN ('sent', 'partly-received')
        THEN max(0, l.quantity - l.received_quantity - l.waived_quantity) ELSE 0 END`,
  },
  {
    name: 'pair-exists-once',
    countSql: 'SELECT count(*) FROM card_keys',
    breachSql: `SELECT 'keys ' || group_concat(id) FROM card_keys WHERE state <> 'withdrawn'
      GROUP BY pair_mac HAVING count(*) > 1`,
  },
  MARK_RULE,
  {
    name: 'one-open-delivery-per-use',
    countSql: 'SELECT count(*) FROM delivery_keys',
    breachSql: `SELECT 'key ' || key_id || ' use ' || use_number FROM delivery_keys WHERE state = 'open'
      GROUP BY key_id, use_number HAVING count(*) > 1`,
  },
  {
    name: 'delivered-keys-are-not-free',
    countSql: "SELECT count(*) FROM delivery_keys WHERE state = 'open'",
    breachSql: `SELECT 'key ' || k.id FROM delivery_keys d JOIN card_keys k ON k.id = d.key_id JOIN skus s ON s.id = k.sku_id
      WHERE d.state = 'open' AND s.uses_per_key = 1 AND k.state IN ('available', 'reserved', 'placed')`,
  },
  {
    name: 'orders-within-their-quantity',
    countSql: 'SELECT count(*) FROM shop_order_lines',
    breachSql: `SELECT 'order ' || order_id || ' sku ' || sku_id FROM shop_order_lines
      WHERE delivered_quantity > ordered_quantity`,
  },
  {
    name: 'supplier-balances-are-their-entries',
    countSql: 'SELECT count(*) FROM supplier_entries',
    breachSql: `WITH sums AS (SELECT supplier_id, sum(amount) AS amount, count(*) AS entries FROM supplier_entries GROUP BY supplier_id)
      SELECT 'supplier ' || COALESCE(s.supplier_id, b.supplier_id) FROM sums s
      FULL JOIN supplier_balances b ON b.supplier_id = s.supplier_id
      WHERE COALESCE(s.amount, 0) <> COALESCE(b.balance, 0) OR COALESCE(s.entries, 0) <> COALESCE(b.entry_count, 0)`,
  },
  {
    name: 'supplier-items-are-their-entries',
    countSql: 'SELECT count(*) FROM supplier_items',
    breachSql: `SELECT 'entry ' || e.number FROM supplier_entries e
        LEFT JOIN supplier_entries r ON r.reverses_id = e.id LEFT JOIN supplier_items i ON i.entry_id = e.id
      WHERE e.reverses_id IS NULL AND e.amount <> 0 AND (i.entry_id IS NULL OR i.supplier_id <> e.supplier_id
        OR i.amount <> abs(e.amount) OR (i.side = 'debt') <> (e.amount > 0) OR i.is_reversed <> (r.id IS NOT NULL))
      UNION ALL SELECT 'entry ' || e.number FROM supplier_items i JOIN supplier_entries e ON e.id = i.entry_id
      WHERE e.reverses_id IS NOT NULL OR e.amount = 0
      UNION ALL SELECT 'supplier ' || b.supplier_id FROM supplier_balances b
      WHERE b.balance <> (SELECT COALESCE(sum(CASE side WHEN 'debt' THEN open ELSE -open END), 0) FROM supplier_items i
        WHERE i.supplier_id = b.supplier_id)`,
  },
  {
    name: 'supplier-allocations-are-covered',
    countSql: 'SELECT count(*) FROM supplier_allocations',
    breachSql: `WITH parts AS (
        SELECT debt_entry_id AS entry_id, 'debt' AS side, supplier_id, amount FROM supplier_allocations WHERE released_at IS NULL
        UNION ALL SELECT credit_entry_id, 'credit', supplier_id, amount FROM supplier_allocations WHERE released_at IS NULL),
      sums AS (SELECT entry_id, side, supplier_id, sum(amount) AS amount FROM parts GROUP BY entry_id, side, supplier_id)
      SELECT 'entry ' || i.entry_id FROM supplier_items i LEFT JOIN sums s ON s.entry_id = i.entry_id
      WHERE COALESCE(s.amount, 0) <> i.allocated OR s.side <> i.side OR s.supplier_id <> i.supplier_id
        OR (i.is_reversed = 1 AND i.allocated <> 0)`,
  },
  {
    name: 'supplier-exchange-results-end-with-their-allocation',
    countSql: 'SELECT count(*) FROM supplier_exchange_results',
    breachSql: `SELECT 'allocation ' || a.id FROM supplier_allocations a JOIN supplier_exchange_results x ON x.allocation_id = a.id
      GROUP BY a.id HAVING (a.released_at IS NULL) <> (count(*) = 1)
        OR (a.released_at IS NOT NULL AND (sum(x.booked) <> 0 OR sum(x.paid) <> 0))`,
  },
  {
    name: 'supplier-rebates-are-their-receipts',
    countSql: 'SELECT count(*) FROM supplier_rebates',
    breachSql: `SELECT 'rebate ' || r.number FROM supplier_rebates r WHERE r.received <> (SELECT COALESCE(sum(c.amount), 0)
      FROM supplier_rebate_receipts c WHERE c.rebate_id = r.id AND c.undone_at IS NULL)`,
  },
  {
    // Deliveries older than the migration that posts their debts are known by their entries only.
    name: 'consigned-deliveries-are-owed',
    countSql: 'SELECT count(*) FROM supplier_entries WHERE delivery_id IS NOT NULL',
    breachSql: `WITH held AS (SELECT x.delivery_id, b.supplier_id, sum(x.cost) AS cost
        FROM batches b JOIN card_keys k ON k.batch_id = b.id JOIN delivery_keys x ON x.key_id = k.id
        WHERE b.receipt_kind = 'consignment' AND x.state <> 'returned' GROUP BY x.delivery_id, b.supplier_id),
      owed AS (SELECT delivery_id, supplier_id, sum(amount) AS amount FROM supplier_entries
        WHERE delivery_id IS NOT NULL GROUP BY delivery_id, supplier_id)
      SELECT 'delivery ' || d.number || ' supplier ' || COALESCE(h.supplier_id, o.supplier_id)
      FROM held h FULL JOIN owed o ON o.delivery_id = h.delivery_id AND o.supplier_id = h.supplier_id
        JOIN deliveries d ON d.id = COALESCE(h.delivery_id, o.delivery_id)
      WHERE COALESCE(h.cost, 0) <> COALESCE(o.amount, 0) AND (o.delivery_id IS NOT NULL
        OR d.delivered_at >= (SELECT at FROM migrations WHERE name LIKE '0050-%'))`,
  },
  {
    name: 'replaced-keys-went-back',
    countSql: 'SELECT count(*) FROM replaced_keys WHERE is_undone = 0',
    breachSql: `SELECT 'key ' || r.key_id FROM replaced_keys r JOIN card_keys k ON k.id = r.key_id
      WHERE r.is_undone = 0 AND k.state <> 'returned-to-supplier'
      UNION ALL SELECT 'key ' || key_id FROM replaced_keys WHERE is_undone = 0 GROUP BY key_id HAVING count(*) > 1`,
  },
  {
    name: 'statement-lines-matched-once',
    countSql: 'SELECT count(*) FROM statement_lines',
    breachSql: `SELECT 'line ' || l.line_id FROM statement_match_lines l JOIN statement_matches m ON m.id = l.match_id
      WHERE m.state = 'confirmed' GROUP BY l.line_id HAVING count(*) > 1`,
  },
  {
    name: 'settled-statements-are-explained',
    countSql: "SELECT count(*) FROM statements WHERE state = 'settled'",
    breachSql: `SELECT 'statement ' || s.id || ' line ' || l.id FROM statements s JOIN statement_lines l ON l.statement_id = s.id
      WHERE s.state = 'settled' AND l.amount <> 0 AND l.kind NOT IN ('opening', 'closing')
        AND NOT EXISTS (SELECT 1 FROM statement_match_lines x JOIN statement_matches m ON m.id = x.match_id
          WHERE x.line_id = l.id AND m.state = 'confirmed')
        AND NOT EXISTS (SELECT 1 FROM statement_differences d WHERE d.line_id = l.id
          AND d.resolution IN ('accepted', 'adjusted', 'claimed'))`,
  },
  {
    // Settling locks what its days hold, and they take nothing more. Before that was refused, entries came in afterwards.
    name: 'settled-days-hold-what-was-settled',
    countSql: 'SELECT count(*) FROM supplier_entries WHERE settled_statement_id IS NOT NULL',
    breachSql: `SELECT 'entry ' || e.number || ' statement ' || s.number FROM statements s
        JOIN supplier_entries e ON e.supplier_id = s.supplier_id AND e.occurred_on BETWEEN s.from_on AND s.to_on
      WHERE s.state = 'settled' AND e.settled_statement_id IS NOT s.id AND (e.settled_statement_id IS NOT NULL
        OR e.posted_at >= (SELECT at FROM migrations WHERE name LIKE '0310-%'))
      UNION ALL SELECT 'entry ' || e.number FROM supplier_entries e WHERE e.settled_statement_id IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM statements s WHERE s.id = e.settled_statement_id AND s.state = 'settled'
          AND s.supplier_id = e.supplier_id AND e.occurred_on BETWEEN s.from_on AND s.to_on)`,
  },
  {
    name: 'nothing-posted-into-a-closed-month',
    countSql: "SELECT count(*) FROM periods WHERE state = 'closed'",
    breachSql: `SELECT 'movement ' || m.id FROM periods p JOIN movements m ON m.month = p.month
      WHERE p.book IN ('stock', 'shop') AND p.state = 'closed' AND m.posted_at > p.changed_at`,
  },
  {
    name: 'sku-days-agree-with-deliveries-and-stock',
    countSql: 'SELECT count(*) FROM sku_days',
    breachSql: `WITH delivered AS (
        SELECT sku_id, occurred_on, sum(CASE WHEN kind IN ('sale', 'rest') THEN quantity ELSE 0 END) AS sold,
          sum(CASE WHEN kind IN ('reissue', 'replacement') THEN quantity ELSE 0 END) AS replaced
        FROM deliveries GROUP BY sku_id, occurred_on)
      SELECT 'sku ' || COALESCE(d.sku_id, s.sku_id) || ' on ' || COALESCE(d.occurred_on, s.occurred_on)
      FROM delivered d FULL JOIN sku_days s ON s.sku_id = d.sku_id AND s.occurred_on = d.occurred_on
      WHERE COALESCE(d.sold, 0) <> COALESCE(s.sold, 0) OR COALESCE(d.replaced, 0) <> COALESCE(s.replaced, 0)
        OR s.least_available > s.end_available
      UNION ALL SELECT 'sku ' || k.sku_id FROM sku_stock k
      WHERE k.available + k.placed <> COALESCE((SELECT s.end_available FROM sku_days s WHERE s.sku_id = k.sku_id
        ORDER BY s.occurred_on DESC LIMIT 1), 0)`,
  },
];

export function countRows(db: ReadDb, sql: string): number {
  return prepared(db, sql).pluck().get() as number;
}

export function findBreaches(db: ReadDb, sql: string, limit: number): string[] {
  return prepared(db, `SELECT * FROM (${sql}) LIMIT ${limit}`).pluck().all() as string[];
}

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

/** Sealed keys with their ids, in pieces. */
export function* sealedKeys(db: ReadDb): Generator<{ id: number; sealed: Buffer; numberTail: string }> {
  const statement = prepared(
    db,
    'SELECT id, sealed, number_tail AS numberTail FROM card_keys WHERE sealed IS NOT NULL',
  );
  yield* statement.iterate() as IterableIterator<{ id: number; sealed: Buffer; numberTail: string }>;
}

/** Every column of text there is, whatever its table is for. */
export function plainColumns(db: ReadDb): { table: string; column: string }[] {
  const statement = prepared(
    db,
    `SELECT t.name AS "table", c.name AS "column" FROM sqlite_schema t JOIN pragma_table_info(t.name) c
     WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND c.type = 'TEXT' ORDER BY t.name, c.cid`,
  );
  return statement.all() as { table: string; column: string }[];
}

/** What a column of text says, each text once. */
export function* plainTexts(
  db: ReadDb,
  { table, column, shortest }: { table: string; column: string; shortest: number },
): Generator<string> {
  const sql = `SELECT DISTINCT ${column} FROM ${table} WHERE length(${column}) >= ${shortest}`;
  yield* prepared(db, sql).pluck().iterate() as IterableIterator<string>;
}

/** A key whose secret has this fingerprint. */
export function keyWithSecret(db: ReadDb, mac: Buffer): number | null {
  const statement = prepared(
    db,
    `SELECT key_id FROM key_marks WHERE kind = ${MARK_KIND.secret} AND mark = ? LIMIT 1`,
  ).pluck();
  return (statement.get(mac) as number | undefined) ?? null;
}

/** What the folder of attachments must hold. */
export function namedAttachments(db: ReadDb): { id: number; fileHash: string; sealId: string }[] {
  const statement = prepared(db, 'SELECT id, file_hash AS fileHash, seal_id AS sealId FROM attachments ORDER BY id');
  return statement.all() as { id: number; fileHash: string; sealId: string }[];
}

/** Keys that stand free although their fingerprint is among `pairs`. */
export function freeKeysWithPair(db: ReadDb, pair: Buffer): number | null {
  const row = prepared(
    db,
    `SELECT k.id FROM key_pairs m JOIN card_keys k ON k.id = m.key_id JOIN batches b ON b.id = k.batch_id
       JOIN skus s ON s.id = k.sku_id
     WHERE m.pair_mac = ? AND k.state IN ('available', 'reserved') AND b.state = 'posted' AND s.uses_per_key = 1`,
  ).get(pair) as { id: number } | undefined;
  return row?.id ?? null;
}

export interface KeptClosing {
  readonly book: 'shop' | 'stock';
  readonly month: Month;
  readonly snapshot: string;
  readonly digest: string;
}

/** Closed months and settled stock that keep a record, in order. */
export function keptClosings(db: ReadDb): KeptClosing[] {
  return prepared(
    db,
    `SELECT book, month, snapshot, lower(hex(snapshot_digest)) AS digest FROM periods
     WHERE snapshot IS NOT NULL AND ((book = 'shop' AND state = 'closed') OR (book = 'stock' AND state = 'settled'))
     ORDER BY book, month`,
  ).all() as KeptClosing[];
}

/** One event of the audit trail. */
export function auditEvent(db: ReadDb, sequence: number): { sequence: number; mac: Buffer } | null {
  const statement = prepared(db, 'SELECT sequence, mac FROM audit_events WHERE sequence = ?');
  return (statement.get(sequence) as { sequence: number; mac: Buffer } | undefined) ?? null;
}

/** Lines of issued.log that this database itself asked for; after a restore the log has others. */
export function askedForLines(db: ReadDb): Set<number> {
  return new Set(prepared(db, 'SELECT sequence FROM issued_outbox').pluck().all() as number[]);
}

/** Lines of issued.log by their numbers, from the first to the last. */
export interface LineRange {
  readonly first: number;
  readonly last: number;
}

/** Lines that the database counted and does not have. */
export function missingLines(db: ReadDb): LineRange[] {
  const statement = prepared(
    db,
    `WITH told AS (SELECT sequence FROM issued_outbox UNION
         SELECT seq + 1 FROM sqlite_sequence WHERE name = 'issued_outbox'),
       pairs AS (SELECT sequence, lag(sequence, 1, 0) OVER (ORDER BY sequence) AS before FROM told)
     SELECT before + 1 AS first, sequence - 1 AS last FROM pairs WHERE sequence > before + 1 ORDER BY sequence`,
  );
  return statement.all() as LineRange[];
}

/** Lines that restores found in the log and counted on after; null for a log set aside by a version that did not say how many. */
export function recoveredLines(db: ReadDb): (LineRange | null)[] {
  const statement = prepared(
    db,
    `SELECT details ->> 'firstSequence' AS first, details ->> 'lastSequence' AS last FROM audit_events
     WHERE action = 'backups.recoverIssued' OR (action = 'backups.setLogAside' AND details ->> 'isWholeShopKnown' = 0)`,
  );
  const rows = statement.all() as { first: number | null; last: number | null }[];
  return rows.map(({ first, last }) => (first === null || last === null ? null : { first, last }));
}

/** Anchors of the audit trail that lie outside it: the heads that backups and closings wrote down. */
export function auditAnchors(db: ReadDb): { place: string; sequence: number }[] {
  return prepared(
    db,
    "SELECT 'backup ' || id AS place, audit_sequence AS sequence FROM backups WHERE audit_sequence > 0",
  ).all() as { place: string; sequence: number }[];
}
