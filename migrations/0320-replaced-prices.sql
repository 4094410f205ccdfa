-- What replacements stand for on the account of a supplier with another currency.

-- Replacements of before carry our currency alone, as if it were the account's: they are given the rate of what they replace, and so
-- on where that was a replacement itself. Of several rates the first key's counts.
INSERT INTO import_exchanges (import_id, currency, rate, rate_on, supplier_cost, stock_cost)
WITH RECURSIVE taken AS (
    SELECT import_id, min(key_id) AS key_id, sum(cost) AS cost FROM replaced_keys WHERE is_undone = 0 GROUP BY import_id
  ), replaced AS (
    SELECT t.import_id, t.cost, b.import_id AS origin_id FROM taken t
    JOIN card_keys k ON k.id = t.key_id JOIN batches b ON b.id = k.batch_id
  ), known AS (
    SELECT r.import_id, r.cost, x.currency, x.rate, x.rate_on FROM replaced r JOIN import_exchanges x ON x.import_id = r.origin_id
    UNION ALL SELECT r.import_id, r.cost, n.currency, n.rate, n.rate_on FROM known n JOIN replaced r ON r.origin_id = n.import_id
  )
SELECT import_id, currency, rate, rate_on, CAST(round(cost * 100000000.0 / rate) AS INTEGER), cost FROM known
WHERE cost > 0 AND import_id NOT IN (SELECT import_id FROM import_exchanges);
