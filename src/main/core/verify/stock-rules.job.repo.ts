import type { BookRule } from './book-rule.ts';

const ON_HAND = "'quarantined', 'available', 'reserved', 'placed'";

/** What is counted of keys by batch, SKU, day and month must be what the keys, the ledger and the deliveries say. */
export const STOCK_RULES: readonly BookRule[] = [
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
      UNION ALL SELECT 'sku ' || k.sku_id FROM sku_stock k JOIN skus m ON m.id = k.sku_id
        LEFT JOIN sku_days l ON l.sku_id = k.sku_id
          AND l.occurred_on = (SELECT MAX(s.occurred_on) FROM sku_days s WHERE s.sku_id = k.sku_id)
      WHERE COALESCE(l.end_available, 0) <> k.available + k.placed
        - COALESCE((SELECT SUM(x.available + x.placed) FROM batch_stock x WHERE x.sku_id = k.sku_id
          AND m.minimum_days_left > 0 AND x.expires_on < date(l.occurred_on, '+' || m.minimum_days_left || ' days')), 0)`,
  },
  {
    name: 'nothing-posted-into-a-closed-month',
    countSql: "SELECT count(*) FROM periods WHERE state = 'closed'",
    breachSql: `SELECT 'movement ' || m.id FROM periods p JOIN movements m ON m.month = p.month
      WHERE p.book IN ('stock', 'shop') AND p.state = 'closed' AND m.posted_at > p.changed_at`,
  },
];
