import type { BookRule } from './book-rule.ts';

/** What price corrections, invoices, bad debts and the projections of purchases must agree with. */
export const PAPER_RULES: readonly BookRule[] = [
  {
    name: 'price-corrections-agree-with-keys-ledger-and-account',
    countSql: 'SELECT count(*) FROM price_corrections',
    // One that is still in turns is on the account already, and its keys are on their way.
    breachSql: `SELECT 'document ' || c.document_id FROM price_corrections c
        JOIN stock_documents d ON d.id = c.document_id AND d.is_pending = 0
      WHERE c.stock_part <> (SELECT COALESCE(sum(k.stock_part), 0) FROM price_correction_keys k WHERE k.document_id = c.document_id)
        OR c.cost_part <> (SELECT COALESCE(sum(k.cost_part), 0) FROM price_correction_keys k WHERE k.document_id = c.document_id)
        OR c.stock_part <> (SELECT COALESCE(sum(m.value), 0) FROM movements m
          WHERE m.document_kind = 'stock-document' AND m.document_id = c.document_id)
        OR c.total <> COALESCE((SELECT e.amount FROM supplier_entries e WHERE e.id = c.entry_id), 0)
        OR c.total <> -(SELECT o.total FROM price_corrections o WHERE o.document_id = c.reverses_id)`,
  },
  {
    name: 'invoices-within-what-they-are-for',
    countSql: 'SELECT count(*) FROM invoices',
    breachSql: `SELECT 'invoice ' || i.id FROM invoices i JOIN (SELECT invoice_id, sum(amount) AS amount
        FROM invoice_allocations GROUP BY invoice_id) a ON a.invoice_id = i.id
      WHERE a.amount NOT BETWEEN min(i.total, 0) AND max(i.total, 0)
        OR (a.amount <> 0 AND EXISTS (SELECT 1 FROM invoice_voids v WHERE v.invoice_id = i.id))
      UNION ALL SELECT 'entry ' || a.entry_id FROM (SELECT entry_id, sum(amount) AS amount FROM invoice_allocations
        WHERE entry_id IS NOT NULL GROUP BY entry_id) a JOIN supplier_entries e ON e.id = a.entry_id
      WHERE a.amount NOT BETWEEN 0 AND max(e.amount, 0)
      UNION ALL SELECT 'invoice ' || i.id FROM invoices i WHERE i.reds_id IS NULL
        AND i.total + (SELECT COALESCE(sum(r.total), 0) FROM invoices r WHERE r.reds_id = i.id
          AND NOT EXISTS (SELECT 1 FROM invoice_voids v WHERE v.invoice_id = r.id)) < 0`,
  },
  {
    name: 'invoiceable-purchases-agree-with-entries-and-invoices',
    countSql: 'SELECT count(*) FROM invoiceable_purchases',
    breachSql: `WITH purchases AS (SELECT e.id, e.supplier_id, e.occurred_on, e.amount, r.id IS NOT NULL AS is_reversed
        FROM supplier_entries e LEFT JOIN supplier_entries r ON r.reverses_id = e.id
        WHERE (e.kind IN ('purchase', 'consignment') OR EXISTS (SELECT 1 FROM price_corrections c
          WHERE c.entry_id = e.id AND c.reverses_id IS NULL)) AND e.amount > 0 AND e.reverses_id IS NULL),
      covered AS (SELECT entry_id, sum(amount) AS amount FROM invoice_allocations WHERE entry_id IS NOT NULL GROUP BY entry_id)
      SELECT 'entry ' || COALESCE(e.id, p.entry_id) FROM purchases e
        FULL JOIN invoiceable_purchases p ON p.entry_id = e.id LEFT JOIN covered c ON c.entry_id = p.entry_id
      WHERE e.id IS NULL OR p.entry_id IS NULL OR p.supplier_id <> e.supplier_id OR p.occurred_on <> e.occurred_on
        OR p.amount <> e.amount OR p.is_reversed <> e.is_reversed OR p.invoiced <> COALESCE(c.amount, 0)`,
  },
  {
    name: 'purchase-days-agree-with-entries',
    countSql: 'SELECT count(*) FROM supplier_purchase_days',
    breachSql: `WITH days AS (SELECT supplier_id, occurred_on, sum(CASE kind WHEN 'refund' THEN 0 ELSE amount END) AS purchased,
          sum(CASE kind WHEN 'refund' THEN amount ELSE 0 END) AS refunded
        FROM supplier_entries WHERE kind IN ('purchase', 'consignment', 'refund') GROUP BY supplier_id, occurred_on)
      SELECT 'supplier ' || COALESCE(e.supplier_id, d.supplier_id) || ' on ' || COALESCE(e.occurred_on, d.occurred_on)
      FROM days e FULL JOIN supplier_purchase_days d ON d.supplier_id = e.supplier_id AND d.occurred_on = e.occurred_on
      WHERE e.purchased IS NOT d.purchased OR e.refunded IS NOT d.refunded`,
  },
  {
    name: 'bad-debts-agree-with-the-account',
    countSql: 'SELECT count(*) FROM bad_debts',
    breachSql: `SELECT 'bad debt ' || b.number FROM bad_debts b
      WHERE b.prepaid <> COALESCE((SELECT e.amount FROM supplier_entries e WHERE e.id = b.entry_id), 0)
        OR b.shop_amount <> -(SELECT o.shop_amount FROM bad_debts o WHERE o.id = b.reverses_id)`,
  },
];
