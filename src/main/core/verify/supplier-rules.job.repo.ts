import type { BookRule } from './book-rule.ts';

/** What is owed to suppliers and by them must be what their entries say, to the last allocation. */
export const SUPPLIER_RULES: readonly BookRule[] = [
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
    // Deliveries older than the migration that posts their debts are known by their entries only. Keys carry the shop's
    // currency: an account in another one is compared by what its entry says that it was worth in ours.
    name: 'consigned-deliveries-are-owed',
    countSql: 'SELECT count(*) FROM supplier_entries WHERE delivery_id IS NOT NULL',
    breachSql: `WITH held AS (SELECT x.delivery_id, b.supplier_id, sum(x.cost) AS cost
        FROM batches b JOIN card_keys k ON k.batch_id = b.id JOIN delivery_keys x ON x.key_id = k.id
        WHERE b.receipt_kind = 'consignment' AND x.state <> 'returned' GROUP BY x.delivery_id, b.supplier_id),
      owed AS (SELECT e.delivery_id, e.supplier_id, sum(COALESCE(sign(e.amount) * i.own_amount, e.amount)) AS amount
        FROM supplier_entries e LEFT JOIN supplier_items i ON i.entry_id = e.id
        WHERE e.delivery_id IS NOT NULL GROUP BY e.delivery_id, e.supplier_id)
      SELECT 'delivery ' || d.number || ' supplier ' || COALESCE(h.supplier_id, o.supplier_id)
      FROM held h FULL JOIN owed o ON o.delivery_id = h.delivery_id AND o.supplier_id = h.supplier_id
        JOIN deliveries d ON d.id = COALESCE(h.delivery_id, o.delivery_id)
      WHERE COALESCE(h.cost, 0) <> COALESCE(o.amount, 0) AND (o.delivery_id IS NOT NULL
        OR d.delivered_at >= (SELECT at FROM migrations WHERE name LIKE '0050-%'))`,
  },
];
