import type { Readable } from '#core/db/connection.ts';
import { skuTitleOf } from '#core/db/sku-title.ts';
import { readStatement } from '#core/db/statement.ts';

type Row = Readonly<Record<string, string | number | null>>;

// A bad debt is our own bookkeeping: they owe what they owed before.
const selectEntries = readStatement<{ supplierId: number }, Row>(
  `SELECT e.occurred_on AS occurredOn, e.number, e.kind, e.external_number AS externalNumber, e.our_number AS ourNumber,
     CASE WHEN e.amount > 0 THEN e.amount END AS raises, CASE WHEN e.amount < 0 THEN -e.amount END AS lowers,
     SUM(e.amount) OVER (ORDER BY e.occurred_on, e.id) AS balance, e.remark, e.posted_at AS postedAt
   FROM supplier_entries e WHERE e.supplier_id = @supplierId
     AND NOT EXISTS (SELECT 1 FROM bad_debts w INDEXED BY bad_debts_entry WHERE w.entry_id = e.id)
   ORDER BY e.occurred_on, e.id`,
);
const selectOrders = readStatement<{ supplierId: number }, Row>(
  `SELECT o.number, o.state, o.sent_on AS sentOn, o.expected_on AS expectedOn, k.code AS sku, ${skuTitleOf('k')} AS product,
     l.quantity, l.received_quantity AS received, l.unit_price AS unitPrice, l.quantity * l.unit_price AS amount, o.currency,
     o.end_reason AS reason
   FROM purchase_orders o JOIN purchase_order_lines l ON l.order_id = o.id JOIN skus k ON k.id = l.sku_id
   WHERE o.supplier_id = @supplierId ORDER BY o.id, l.position`,
);
const selectReceipts = readStatement<{ supplierId: number }, Row>(
  `SELECT i.number, i.document_on AS documentOn, i.external_number AS externalNumber, i.receipt_kind AS kind, i.state,
     i.file_name AS fileName, lower(hex(i.file_digest)) AS fileDigest, i.accepted_count AS accepted, i.refused_count AS refused,
     i.amount_charged AS charged, i.posted_at AS postedAt
   FROM imports i WHERE i.supplier_id = @supplierId AND i.state <> 'loading' ORDER BY i.id`,
);
// The pair's keyed fingerprint tells a key again without saying it. What a reclassification of ours made of its cost is not their price.
const selectKeys = readStatement<{ supplierId: number }, Row>(
  `SELECT b.number AS batch, k.row_number AS rowNumber, k.number_tail AS tail, lower(hex(k.pair_mac)) AS digest, k.state,
     MAX(0, k.cost - COALESCE((SELECT r.difference FROM recosted_keys r WHERE r.key_id = k.id), 0)) AS cost,
     b.received_on AS receivedOn, d.number AS delivery, o.order_number AS orderNumber, k.changed_at AS changedAt
   FROM batches b JOIN card_keys k ON k.batch_id = b.id
     LEFT JOIN delivery_keys x ON x.key_id = k.id AND x.state = 'bad' LEFT JOIN deliveries d ON d.id = x.delivery_id
     LEFT JOIN shop_orders o ON o.id = d.order_id
   WHERE b.supplier_id = @supplierId AND b.state = 'posted' AND (k.state = 'claimed' OR x.key_id IS NOT NULL)
   ORDER BY b.id, k.id`,
);
const selectDifferences = readStatement<{ supplierId: number }, Row>(
  `SELECT o.number, d.kind, d.quantity, d.unit_price AS unitPrice, d.charged, d.state, d.decision, d.credited, d.note,
     d.found_at AS foundAt
   FROM purchase_orders o JOIN purchase_differences d ON d.order_id = o.id WHERE o.supplier_id = @supplierId ORDER BY d.id`,
);
const selectStatements = readStatement<{ supplierId: number }, Row>(
  `SELECT t.number, t.from_on AS fromOn, t.to_on AS toOn, t.opening_balance AS openingBalance, t.closing_balance AS closingBalance,
     t.line_count AS lineCount, t.state, t.file_name AS fileName, lower(hex(t.file_digest)) AS fileDigest, t.imported_at AS importedAt
   FROM statements t WHERE t.supplier_id = @supplierId AND t.state IN ('open', 'settled') ORDER BY t.from_on, t.id`,
);

/** The columns of each sheet, in their order: a sheet without rows has them too. */
export const EVIDENCE_COLUMNS = {
  account: [
    'occurredOn',
    'number',
    'kind',
    'externalNumber',
    'ourNumber',
    'raises',
    'lowers',
    'balance',
    'remark',
    'postedAt',
  ],
  orders: [
    'number',
    'state',
    'sentOn',
    'expectedOn',
    'sku',
    'product',
    'quantity',
    'received',
    'unitPrice',
    'amount',
    'currency',
    'reason',
  ],
  receipts: [
    'number',
    'documentOn',
    'externalNumber',
    'kind',
    'state',
    'fileName',
    'fileDigest',
    'accepted',
    'refused',
    'charged',
    'postedAt',
  ],
  claims: [
    'batch',
    'rowNumber',
    'tail',
    'digest',
    'state',
    'cost',
    'receivedOn',
    'delivery',
    'orderNumber',
    'changedAt',
  ],
  differences: [
    'number',
    'kind',
    'quantity',
    'unitPrice',
    'charged',
    'state',
    'decision',
    'credited',
    'note',
    'foundAt',
  ],
  statements: [
    'number',
    'fromOn',
    'toOn',
    'openingBalance',
    'closingBalance',
    'lineCount',
    'state',
    'fileName',
    'fileDigest',
    'importedAt',
  ],
} as const;

/** What proves a trade with one supplier. Reads all of it: for a job thread. No key is said in plain. */
export const evidenceRows = {
  account: (db: Readable, supplierId: number) => selectEntries.all(db, { supplierId }),
  orders: (db: Readable, supplierId: number) => selectOrders.all(db, { supplierId }),
  receipts: (db: Readable, supplierId: number) => selectReceipts.all(db, { supplierId }),
  claims: (db: Readable, supplierId: number) => selectKeys.all(db, { supplierId }),
  differences: (db: Readable, supplierId: number) => selectDifferences.all(db, { supplierId }),
  statements: (db: Readable, supplierId: number) => selectStatements.all(db, { supplierId }),
};
