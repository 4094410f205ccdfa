import { findAuditBreak } from '#core/audit/audit-chain.ts';
import type { Core } from '#core/create-core.ts';
import type { ReadDb } from '#core/db/connection.ts';

interface Check {
  readonly name: string;
  /** Rows that break the invariant. */
  readonly sql: string;
}

const STATE_COLUMNS = {
  quarantined: 'quarantined',
  available: 'available',
  reserved: 'reserved',
  placed: 'placed',
  delivered: 'delivered',
  claimed: 'claimed',
  'returned-to-supplier': 'returned',
  void: 'voided',
  expired: 'expired',
  withdrawn: 'withdrawn',
};
const ON_HAND = "('quarantined', 'available', 'reserved', 'placed')";
const counted = Object.entries(STATE_COLUMNS)
  .map(([state, column]) => `SUM(k.state = '${state}') AS ${column}`)
  .join(', ');
const columns = Object.values(STATE_COLUMNS);
const differs = columns.map((column) => `p.${column} IS NOT c.${column}`).join(' OR ');

/** What allocations that stand cover of an entry, on either side. */
const covered = `(COALESCE((SELECT SUM(a.amount) FROM supplier_allocations a
    WHERE a.debt_entry_id = e.id AND a.released_at IS NULL), 0)
  + COALESCE((SELECT SUM(a.amount) FROM supplier_allocations a
    WHERE a.credit_entry_id = e.id AND a.released_at IS NULL), 0))`;

/** The invariants of the design as plain SQL, written apart from the program's own verification. */
const checks: readonly Check[] = [
  {
    name: 'one ruling at most stands on a supplier, and a supplier without points is unknown, lost or ruled on',
    sql: `SELECT supplier_id FROM supplier_rulings WHERE withdrawn_at IS NULL GROUP BY supplier_id HAVING COUNT(*) > 1
      UNION ALL SELECT supplier_id FROM supplier_standings WHERE points IS NULL AND standing <> 'good'
        AND reasons NOT LIKE '%RULED_BY_OWNER%' AND reasons NOT LIKE '%SUPPLIER_LOST%'`,
  },
  {
    name: 'keys by state are what the projection by batch and last day says',
    sql: `SELECT c.batch_id, c.expires_on FROM
        (SELECT k.batch_id, k.expires_on, ${counted} FROM card_keys k JOIN batches b ON b.id = k.batch_id
         WHERE b.state <> 'loading' GROUP BY k.batch_id, k.expires_on) c
      LEFT JOIN batch_stock p ON p.batch_id = c.batch_id AND p.expires_on = c.expires_on
      WHERE p.batch_id IS NULL OR ${differs}`,
  },
  {
    name: 'the projection counts no keys that do not exist',
    sql: `SELECT p.batch_id FROM batch_stock p WHERE ${columns.map((column) => `p.${column}`).join(' + ')} <>
      (SELECT COUNT(*) FROM card_keys k WHERE k.batch_id = p.batch_id AND k.expires_on = p.expires_on)`,
  },
  {
    name: 'the value on hand is what the keys on hand carry',
    sql: `SELECT p.batch_id FROM batch_stock p WHERE p.value_on_hand <> COALESCE((SELECT SUM(k.value_left) FROM card_keys k
      WHERE k.batch_id = p.batch_id AND k.expires_on = p.expires_on AND k.state IN ${ON_HAND}), 0)`,
  },
  {
    name: 'the projection by SKU is the sum of its batches',
    sql: `SELECT p.sku_id FROM sku_stock p JOIN
        (SELECT sku_id, ${columns.map((column) => `SUM(${column}) AS ${column}`).join(', ')}, SUM(value_on_hand) AS value_on_hand
         FROM batch_stock GROUP BY sku_id) c ON c.sku_id = p.sku_id
      WHERE ${differs} OR p.value_on_hand <> c.value_on_hand`,
  },
  {
    name: 'the ledger adds up to what is on hand',
    sql: `SELECT b.id FROM batches b LEFT JOIN
        (SELECT batch_id, SUM(quantity) AS quantity, SUM(value) AS value FROM movements GROUP BY batch_id) m ON m.batch_id = b.id
      WHERE b.state <> 'loading' AND (
        COALESCE(m.quantity, 0) <> (SELECT COUNT(*) FROM card_keys k WHERE k.batch_id = b.id AND k.state IN ${ON_HAND})
        OR COALESCE(m.value, 0) <>
          (SELECT COALESCE(SUM(k.value_left), 0) FROM card_keys k WHERE k.batch_id = b.id AND k.state IN ${ON_HAND}))`,
  },
  {
    name: 'a pair exists once among keys that are not withdrawn',
    sql: "SELECT pair_mac FROM card_keys WHERE state <> 'withdrawn' GROUP BY pair_mac HAVING COUNT(*) > 1",
  },
  {
    name: 'a key that is not withdrawn holds its pair, and nobody else does',
    sql: `SELECT k.id FROM card_keys k LEFT JOIN key_pairs p ON p.pair_mac = k.pair_mac AND p.key_id = k.id
        WHERE (k.state = 'withdrawn') = (p.key_id IS NOT NULL)
          AND (SELECT b.state FROM batches b WHERE b.id = k.batch_id) <> 'loading'
      UNION ALL SELECT p.key_id FROM key_pairs p WHERE NOT EXISTS
        (SELECT 1 FROM card_keys k WHERE k.id = p.key_id AND k.pair_mac = p.pair_mac)`,
  },
  {
    name: 'a key is found by its number, its secret and its tail, and by nothing that it is not',
    sql: `WITH held AS (
        SELECT id, batch_id, 1 AS kind, number_mac AS mark FROM card_keys WHERE number_mac IS NOT NULL
        UNION ALL SELECT id, batch_id, 2, secret_mac FROM card_keys WHERE secret_mac IS NOT NULL
        UNION ALL SELECT id, batch_id, 3, loose_mac FROM card_keys
        UNION ALL SELECT id, batch_id, 4, CAST(number_tail AS BLOB) FROM card_keys WHERE number_tail <> '')
      SELECT h.id FROM held h JOIN batches b ON b.id = h.batch_id AND b.state <> 'loading'
        WHERE NOT EXISTS (SELECT 1 FROM key_marks m WHERE m.kind = h.kind AND m.mark = h.mark AND m.key_id = h.id)
      UNION ALL SELECT m.key_id FROM key_marks m LEFT JOIN card_keys k ON k.id = m.key_id
        WHERE m.mark IS NOT CASE m.kind WHEN 1 THEN k.number_mac WHEN 2 THEN k.secret_mac WHEN 3 THEN k.loose_mac
          ELSE CAST(k.number_tail AS BLOB) END`,
  },
  {
    name: 'a key is out once per use',
    sql: "SELECT key_id FROM delivery_keys WHERE state = 'open' GROUP BY key_id, use_number HAVING COUNT(*) > 1",
  },
  {
    name: 'a delivery holds as many keys as it says',
    sql: `SELECT d.id FROM deliveries d
      WHERE d.quantity <> (SELECT COUNT(*) FROM delivery_keys k WHERE k.delivery_id = d.id)`,
  },
  {
    name: 'open debts less open credits are the balance',
    sql: `SELECT b.supplier_id FROM supplier_balances b WHERE b.balance <> COALESCE((SELECT SUM(
        CASE WHEN e.amount > 0 THEN 1 ELSE -1 END * (ABS(e.amount) - ${covered}))
      FROM supplier_entries e WHERE e.supplier_id = b.supplier_id AND e.reverses_id IS NULL
        AND NOT EXISTS (SELECT 1 FROM supplier_entries r WHERE r.reverses_id = e.id)), 0)`,
  },
  {
    name: 'no item is covered beyond its entry, and what is open is what allocations leave',
    sql: `SELECT i.entry_id FROM supplier_items i JOIN supplier_entries e ON e.id = i.entry_id
      WHERE i.amount <> ABS(e.amount) OR i.allocated > i.amount OR i.allocated <> ${covered}`,
  },
  {
    name: 'an allocation joins a debt and a credit of one account',
    sql: `SELECT a.id FROM supplier_allocations a JOIN supplier_entries d ON d.id = a.debt_entry_id
      JOIN supplier_entries c ON c.id = a.credit_entry_id
      WHERE d.amount <= 0 OR c.amount >= 0 OR d.supplier_id <> c.supplier_id OR a.supplier_id <> d.supplier_id`,
  },
  {
    name: 'a released allocation left no difference of exchange',
    sql: `SELECT a.id FROM supplier_allocations a JOIN supplier_exchange_results x ON x.allocation_id = a.id
      WHERE a.released_at IS NOT NULL GROUP BY a.id HAVING SUM(x.booked) <> 0 OR SUM(x.paid) <> 0`,
  },
  {
    name: 'a rebate received what its receipts say',
    sql: `SELECT r.id FROM supplier_rebates r WHERE r.received > r.amount OR r.received <> COALESCE((SELECT SUM(c.amount)
      FROM supplier_rebate_receipts c WHERE c.rebate_id = r.id AND c.undone_at IS NULL), 0)`,
  },
  {
    name: 'no order was delivered beyond its quantity, and its lines agree with its deliveries',
    sql: `SELECT l.order_id FROM shop_order_lines l WHERE l.delivered_quantity > l.ordered_quantity OR l.delivered_quantity <>
      (SELECT COALESCE(SUM(d.quantity), 0) FROM deliveries d
       WHERE d.order_id = l.order_id AND d.sku_id = l.sku_id AND d.kind IN ('sale', 'rest'))`,
  },
  {
    name: 'a key that was handed out whole is not on hand',
    sql: `SELECT k.id FROM card_keys k WHERE k.uses_left = 0 AND k.state IN ('available', 'reserved')`,
  },
  {
    name: "a supplier's balance is the sum of its entries",
    sql: `SELECT s.id FROM suppliers s LEFT JOIN supplier_balances b ON b.supplier_id = s.id
      WHERE COALESCE(b.balance, 0) <> (SELECT COALESCE(SUM(e.amount), 0) FROM supplier_entries e WHERE e.supplier_id = s.id)`,
  },
  {
    name: 'what is owed for consigned keys is what buyers hold of them, delivery by delivery',
    sql: `SELECT d.id, s.id FROM deliveries d JOIN suppliers s
      WHERE (SELECT COALESCE(SUM(x.cost), 0) FROM delivery_keys x JOIN card_keys k ON k.id = x.key_id
          JOIN batches b ON b.id = k.batch_id
        WHERE x.delivery_id = d.id AND b.supplier_id = s.id AND b.receipt_kind = 'consignment' AND x.state IN ('open', 'bad'))
        <> (SELECT COALESCE(SUM(COALESCE(SIGN(e.amount) * i.own_amount, e.amount)), 0)
          FROM supplier_entries e LEFT JOIN supplier_items i ON i.entry_id = e.id
          WHERE e.delivery_id = d.id AND e.supplier_id = s.id)`,
  },
  {
    name: 'a replacement carries what the bad keys cost, and they are back at the supplier',
    sql: `SELECT i.id FROM imports i WHERE i.state = 'posted' AND EXISTS (SELECT 1 FROM replaced_keys r WHERE r.import_id = i.id)
        AND (SELECT SUM(r.cost) FROM replaced_keys r WHERE r.import_id = i.id AND r.is_undone = 0)
          <> (SELECT SUM(b.total_cost) FROM batches b WHERE b.import_id = i.id AND b.parent_batch_id IS NULL)
      UNION ALL SELECT r.key_id FROM replaced_keys r JOIN card_keys k ON k.id = r.key_id
        WHERE r.is_undone = 0 AND k.state <> 'returned-to-supplier'`,
  },
  {
    name: 'a posted import has its batches, an account entry refers to an import that was posted',
    sql: `SELECT i.id FROM imports i WHERE i.state = 'posted' AND i.accepted_count <>
        (SELECT COALESCE(SUM(b.key_count), 0) FROM batches b WHERE b.import_id = i.id AND b.state = 'posted' AND b.parent_batch_id IS NULL)
      UNION ALL SELECT e.id FROM supplier_entries e JOIN imports i ON i.id = e.import_id WHERE i.state IN ('loading', 'cancelled')`,
  },
  {
    name: "an order's lines have received what their receipts brought and no undo took back",
    sql: `SELECT l.id FROM purchase_order_lines l WHERE l.received_quantity <>
      (SELECT COALESCE(SUM(r.quantity - r.taken_back - r.sent_back), 0) FROM purchase_receipt_lines r WHERE r.line_id = l.id)
      - (SELECT COALESCE(SUM(x.quantity), 0) FROM purchase_differences d JOIN supplier_returns x ON x.document_id = d.return_document_id
        WHERE d.line_id = l.id AND d.kind = 'over' AND x.reversed_by_id IS NULL)`,
  },
  {
    name: 'a receipt against an order holds every key of its import, and what was taken back was withdrawn',
    sql: `SELECT r.import_id FROM purchase_receipts r JOIN imports i ON i.id = r.import_id
      WHERE i.accepted_count <> (SELECT COALESCE(SUM(l.quantity), 0) FROM purchase_receipt_lines l WHERE l.import_id = r.import_id)
        OR (SELECT COUNT(*) FROM card_keys k JOIN batches b ON b.id = k.batch_id
            WHERE b.import_id = r.import_id AND k.state = 'withdrawn')
          <> (SELECT COALESCE(SUM(l.taken_back), 0) FROM purchase_receipt_lines l WHERE l.import_id = r.import_id)`,
  },
  {
    name: 'what is on its way is what awaited orders still lack',
    sql: `SELECT l.id FROM purchase_order_lines l JOIN purchase_orders o ON o.id = l.order_id
        LEFT JOIN incoming_stock i ON i.line_id = l.id
      WHERE COALESCE(i.quantity, 0) <> CASE WHEN o.state IN ('sent', 'partly-received')
        THEN MAX(0, l.quantity - l.received_quantity - l.waived_quantity) ELSE 0 END`,
  },
  {
    name: "an order's total and state follow from its lines",
    sql: `SELECT o.id FROM purchase_orders o WHERE o.total <>
        (SELECT COALESCE(SUM(l.quantity * l.unit_price), 0) FROM purchase_order_lines l WHERE l.order_id = o.id)
      UNION ALL SELECT o.id FROM purchase_orders o WHERE o.state = 'received' AND EXISTS (SELECT 1 FROM purchase_order_lines l
        WHERE l.order_id = o.id AND l.quantity > l.received_quantity + l.waived_quantity)
      UNION ALL SELECT o.id FROM purchase_orders o WHERE o.state = 'sent' AND EXISTS (SELECT 1 FROM purchase_order_lines l
        WHERE l.order_id = o.id AND l.received_quantity > 0)`,
  },
  {
    name: 'a line has no more waived than its decided differences say',
    sql: `SELECT l.id FROM purchase_order_lines l WHERE l.waived_quantity <>
      (SELECT COALESCE(SUM(d.quantity), 0) FROM purchase_differences d WHERE d.line_id = l.id AND d.state = 'decided'
         AND d.kind IN ('short', 'bad', 'duplicate') AND d.decision IN ('accept', 'claim'))`,
  },
  {
    name: 'a day sold what its deliveries say, and the last day ends with what is for sale',
    sql: `SELECT d.sku_id FROM sku_days d WHERE d.least_available > d.end_available
        OR d.sold <> (SELECT COALESCE(SUM(x.quantity), 0) FROM deliveries x
          WHERE x.sku_id = d.sku_id AND x.occurred_on = d.occurred_on AND x.kind IN ('sale', 'rest'))
        OR d.replaced <> (SELECT COALESCE(SUM(x.quantity), 0) FROM deliveries x
          WHERE x.sku_id = d.sku_id AND x.occurred_on = d.occurred_on AND x.kind IN ('reissue', 'replacement'))
      UNION ALL SELECT x.sku_id FROM deliveries x WHERE x.kind NOT IN ('gift', 'test') AND NOT EXISTS
        (SELECT 1 FROM sku_days d WHERE d.sku_id = x.sku_id AND d.occurred_on = x.occurred_on)
      UNION ALL SELECT k.sku_id FROM sku_stock k WHERE k.available + k.placed <> COALESCE((SELECT d.end_available
          + COALESCE((SELECT SUM(b.available + b.placed) FROM batch_stock b JOIN skus s ON s.id = b.sku_id
            WHERE b.sku_id = k.sku_id AND s.minimum_days_left > 0
              AND b.expires_on < date(d.occurred_on, '+' || s.minimum_days_left || ' days')), 0)
        FROM sku_days d
        WHERE d.sku_id = k.sku_id AND d.occurred_on = (SELECT MAX(m.occurred_on) FROM sku_days m WHERE m.sku_id = k.sku_id)), 0)`,
  },
  {
    name: 'a price correction is what its keys, its movements and its entry say',
    sql: `SELECT c.document_id FROM price_corrections c JOIN
        (SELECT document_id, SUM(stock_part) AS stock, SUM(cost_part) AS cost, COUNT(*) AS keys FROM price_correction_keys
         GROUP BY document_id) k ON k.document_id = c.document_id JOIN stock_documents d ON d.id = c.document_id
        LEFT JOIN supplier_entries e ON e.id = c.entry_id
        LEFT JOIN (SELECT document_id, SUM(value) AS value, SUM(quantity) AS quantity FROM movements
          WHERE document_kind = 'stock-document' GROUP BY document_id) m ON m.document_id = c.document_id
      WHERE d.is_pending = 0 AND (k.stock <> c.stock_part OR k.cost <> c.cost_part OR k.keys <> d.quantity
        OR COALESCE(e.amount, 0) <> c.total
        OR COALESCE(m.value, 0) <> c.stock_part OR COALESCE(m.quantity, 0) <> 0)`,
  },
  {
    name: 'what has no invoice is what invoices leave of each purchase that stands',
    sql: `SELECT e.id FROM supplier_entries e LEFT JOIN invoiceable_purchases p ON p.entry_id = e.id
      WHERE (e.kind IN ('purchase', 'consignment') OR EXISTS (SELECT 1 FROM price_corrections c
          WHERE c.entry_id = e.id AND c.reverses_id IS NULL)) AND COALESCE(p.open, 0) <> CASE
        WHEN e.amount <= 0 OR e.reverses_id IS NOT NULL OR EXISTS (SELECT 1 FROM supplier_entries r WHERE r.reverses_id = e.id)
        THEN 0 ELSE e.amount - (SELECT COALESCE(SUM(a.amount), 0) FROM invoice_allocations a WHERE a.entry_id = e.id) END`,
  },
  {
    name: 'purchases by day are the purchases and refunds of the account',
    sql: `SELECT s.id FROM suppliers s WHERE
        (SELECT COALESCE(SUM(d.purchased), 0) FROM supplier_purchase_days d WHERE d.supplier_id = s.id)
          <> (SELECT COALESCE(SUM(e.amount), 0) FROM supplier_entries e WHERE e.supplier_id = s.id
            AND e.kind IN ('purchase', 'consignment'))
        OR (SELECT COALESCE(SUM(d.refunded), 0) FROM supplier_purchase_days d WHERE d.supplier_id = s.id)
          <> (SELECT COALESCE(SUM(e.amount), 0) FROM supplier_entries e WHERE e.supplier_id = s.id AND e.kind = 'refund')`,
  },
  {
    name: 'no key carries less than nothing',
    sql: 'SELECT id FROM card_keys WHERE value_left < 0 OR cost < 0',
  },
  {
    name: 'no import is half done',
    sql: "SELECT id FROM imports WHERE state = 'loading' UNION ALL SELECT id FROM batches WHERE state = 'loading'",
  },
];

/** Sentences about everything that is broken in an open shop whose vault is open; empty when all is well. */
export function brokenInvariants(core: Core): string[] {
  const db = core.kernel.readDb;
  const problems = checks.flatMap(({ name, sql }) => {
    const broken = db.prepare(sql).all().length;
    return broken === 0 ? [] : [`${name}: ${broken} broken`];
  });
  return [...problems, ...brokenDatabase(db), ...brokenChains(core)];
}

function brokenDatabase(db: ReadDb): string[] {
  const integrity = db.pragma('integrity_check', { simple: true });
  const references = (db.pragma('foreign_key_check') as unknown[]).length;
  return [
    ...(integrity === 'ok' ? [] : [`the database is damaged: ${String(integrity)}`]),
    ...(references === 0 ? [] : [`${references} references lead nowhere`]),
  ];
}

function brokenChains(core: Core): string[] {
  const { kernel } = core;
  const problems: string[] = [];
  const auditBreak = findAuditBreak(kernel.readDb, kernel.vault.keys().audit);
  if (auditBreak !== null) problems.push(`the audit trail breaks at ${auditBreak}`);
  const log = kernel.issuedLog();
  const unwritten = kernel.readDb
    .prepare('SELECT COUNT(*) FROM issued_outbox WHERE sequence > ?')
    .pluck()
    .get(log.lastSequence);
  if (unwritten !== 0) problems.push(`${String(unwritten)} lines did not reach issued.log`);
  const unsold = issuedYetFree(core);
  if (unsold > 0) problems.push(`${unsold} keys that issued.log knows as handed out are free`);
  const sequences = log.records().map(({ sequence }) => sequence);
  if (sequences.some((sequence, index) => index > 0 && sequence <= (sequences[index - 1] ?? 0))) {
    problems.push('issued.log is out of order');
  }
  return problems;
}

/** Keys for one use that were handed out by what issued.log says, not released again by a check, and stand for sale. */
function issuedYetFree({ kernel }: Core): number {
  const issued = new Set<string>();
  for (const { kind, payload } of kernel.issuedLog().records()) {
    const pairs = (payload as { pairs?: string[] }).pairs ?? [];
    if (kind === 'keys') for (const pair of pairs) issued.add(pair);
    else if (kind === 'keys-rereleased') for (const pair of pairs) issued.delete(pair);
  }
  const find = kernel.readDb
    .prepare(
      `SELECT 1 FROM key_pairs p JOIN card_keys k ON k.id = p.key_id
       WHERE p.pair_mac = ? AND k.state IN ('available', 'reserved')`,
    )
    .pluck();
  return [...issued].filter((pair) => find.get(Buffer.from(pair, 'base64')) === 1).length;
}
