import type { BookRule } from './book-rule.ts';

/** Of a reusable key that was gone when a buyer brought a use back, neither the use nor its cost came back to it. */
const MAY_LACK = `s.uses_per_key > 1 AND EXISTS (SELECT 1 FROM delivery_keys r WHERE r.key_id = k.id AND r.state = 'returned')`;

/** Keys of which all there is to know happened here: a key of before us has neither uses nor cost. */
const OWN_KEYS = `card_keys k JOIN batches b ON b.id = k.batch_id AND b.state <> 'loading' AND b.receipt_kind <> 'history'
  JOIN skus s ON s.id = k.sku_id`;

/** What a key says of itself must be what its deliveries, its corrections and the looks at it left. */
export const KEY_RULES: readonly BookRule[] = [
  {
    // What it cost is still in it, went out with its uses, or was said of the sold part of it afterwards.
    name: 'keys-carry-what-they-cost',
    countSql: 'SELECT count(*) FROM card_keys',
    breachSql: `WITH sold AS (SELECT key_id, sum(cost) AS cost FROM delivery_keys WHERE state <> 'returned' GROUP BY key_id),
        said AS (SELECT key_id, sum(cost_part) AS cost FROM price_correction_keys GROUP BY key_id),
        kept AS (SELECT k.id, k.cost, k.value_left + COALESCE(d.cost, 0) + COALESCE(c.cost, 0) AS told, ${MAY_LACK} AS may_lack
          FROM ${OWN_KEYS} LEFT JOIN sold d ON d.key_id = k.id LEFT JOIN said c ON c.key_id = k.id)
      SELECT 'key ' || id FROM kept WHERE told > cost OR (told < cost AND NOT may_lack)`,
  },
  {
    name: 'uses-left-follow-deliveries',
    countSql: 'SELECT count(*) FROM card_keys',
    breachSql: `WITH gone AS (SELECT key_id, count(*) AS uses FROM delivery_keys WHERE state <> 'returned' GROUP BY key_id),
        kept AS (SELECT k.id, s.uses_per_key AS uses, k.uses_left + COALESCE(d.uses, 0) AS told, ${MAY_LACK} AS may_lack
          FROM ${OWN_KEYS} LEFT JOIN gone d ON d.key_id = k.id)
      SELECT 'key ' || id FROM kept WHERE told > uses OR (told < uses AND NOT may_lack)`,
  },
  {
    // Every look is in the key's timeline with the event of the trail, and on the key for good.
    name: 'seen-keys-are-exposed',
    countSql: "SELECT count(*) FROM key_events WHERE document_kind IN ('audit', 'delivery')",
    breachSql: `SELECT DISTINCT 'key ' || k.id FROM key_events e JOIN card_keys k ON k.id = e.key_id
        WHERE e.document_kind IN ('audit', 'delivery') AND k.is_exposed = 0
      UNION ALL SELECT 'event ' || e.document_id FROM (SELECT document_id, count(*) AS keys FROM key_events
          WHERE document_kind = 'audit' GROUP BY document_id) e
        LEFT JOIN audit_events a ON a.sequence = e.document_id WHERE a.quantity IS NOT e.keys`,
  },
  {
    name: 'pair-exists-once',
    countSql: 'SELECT count(*) FROM card_keys',
    breachSql: `SELECT 'keys ' || group_concat(id) FROM card_keys WHERE state <> 'withdrawn'
      GROUP BY pair_mac HAVING count(*) > 1`,
  },
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
    name: 'replaced-keys-went-back',
    countSql: 'SELECT count(*) FROM replaced_keys WHERE is_undone = 0',
    breachSql: `SELECT 'key ' || r.key_id FROM replaced_keys r JOIN card_keys k ON k.id = r.key_id
      WHERE r.is_undone = 0 AND k.state <> 'returned-to-supplier'
      UNION ALL SELECT 'key ' || key_id FROM replaced_keys WHERE is_undone = 0 GROUP BY key_id HAVING count(*) > 1`,
  },
];
