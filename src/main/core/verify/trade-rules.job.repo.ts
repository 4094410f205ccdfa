import type { BookRule } from './book-rule.ts';

/** What deliveries, orders and reservations say of themselves must be what lies behind them, key by key. */
export const TRADE_RULES: readonly BookRule[] = [
  {
    // The other rules go by batch; a batch is of one SKU and one supplier.
    name: 'batches-are-of-one-sku',
    countSql: 'SELECT count(*) FROM batches',
    breachSql: `SELECT 'key ' || k.id FROM card_keys k JOIN batches b ON b.id = k.batch_id WHERE k.sku_id <> b.sku_id
      UNION ALL SELECT 'movement ' || m.id FROM movements m JOIN batches b ON b.id = m.batch_id WHERE m.sku_id <> b.sku_id
      UNION ALL SELECT 'batch ' || b.id || ' until ' || s.expires_on FROM batch_stock s JOIN batches b ON b.id = s.batch_id
        WHERE s.sku_id <> b.sku_id OR s.supplier_id <> b.supplier_id`,
  },
  {
    name: 'deliveries-are-their-keys',
    countSql: 'SELECT count(*) FROM deliveries',
    breachSql: `WITH sums AS (SELECT delivery_id, count(*) AS quantity, sum(state = 'returned') AS returned, sum(state = 'bad') AS bad,
          sum(cost) AS cost, sum(revenue) AS revenue, sum(refund) AS refund FROM delivery_keys GROUP BY delivery_id)
      SELECT 'delivery ' || d.number FROM deliveries d LEFT JOIN sums s ON s.delivery_id = d.id
      WHERE d.quantity IS NOT s.quantity OR d.returned_quantity <> s.returned OR d.bad_quantity <> s.bad
        OR d.cost <> s.cost OR d.revenue <> s.revenue OR d.refunded <> s.refund`,
  },
  {
    // By order: a rest may come from a SKU that the line's own was merged into.
    name: 'orders-are-their-deliveries',
    countSql: 'SELECT count(*) FROM shop_orders',
    breachSql: `WITH told AS (SELECT order_id, sum(delivered_quantity) AS quantity FROM shop_order_lines GROUP BY order_id),
        given AS (SELECT order_id, sum(quantity) AS quantity FROM deliveries WHERE order_id IS NOT NULL
          AND kind IN ('sale', 'rest') GROUP BY order_id)
      SELECT 'order ' || o.order_number FROM told t FULL JOIN given g ON g.order_id = t.order_id
        JOIN shop_orders o ON o.id = COALESCE(t.order_id, g.order_id)
      WHERE COALESCE(t.quantity, 0) <> COALESCE(g.quantity, 0)`,
  },
  {
    name: 'reservations-hold-their-keys',
    countSql: 'SELECT count(*) FROM reservations',
    breachSql: `WITH held AS (SELECT reservation_id, count(*) AS quantity FROM card_keys
          WHERE reservation_id IS NOT NULL AND state = 'reserved' GROUP BY reservation_id)
      SELECT 'reservation ' || COALESCE(r.number, h.reservation_id) FROM reservations r
        FULL JOIN held h ON h.reservation_id = r.id WHERE COALESCE(h.quantity, 0) <> COALESCE(r.held_quantity, 0)
      UNION ALL SELECT 'key ' || k.id FROM card_keys k JOIN batches b ON b.id = k.batch_id
        WHERE k.state = 'reserved' AND k.reservation_id IS NULL AND b.state <> 'loading'`,
  },
  {
    name: 'orders-within-their-quantity',
    countSql: 'SELECT count(*) FROM shop_order_lines',
    breachSql: `SELECT 'order ' || order_id || ' sku ' || sku_id FROM shop_order_lines
      WHERE delivered_quantity > ordered_quantity`,
  },
];
