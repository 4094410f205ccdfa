-- Keys that a reclassification gave another cost, and what was charged for refused rows of imports without an order.

-- Keys that a reclassification gave another cost than they were bought at: by how much, in the shop's currency. What such a key cost the
-- supplier's account is its cost less this; a price that the supplier corrects afterwards changes both alike.
CREATE TABLE recosted_keys (
  key_id INTEGER PRIMARY KEY REFERENCES card_keys (id),
  difference INTEGER NOT NULL CHECK (difference <> 0)
) STRICT;

-- The past: each reclassification says what went out of one batch and came into the other. Its keys share the difference evenly, what
-- is left over going 1/10 000 each to the first ones, so that together they say exactly what the document did.
INSERT INTO recosted_keys (key_id, difference)
WITH documents AS (
    SELECT document_id AS id, sum(value) AS difference FROM movements
    WHERE kind = 'reclassification' AND document_kind = 'stock-document' GROUP BY document_id HAVING sum(value) <> 0
  ), parts AS (
    SELECT e.key_id, d.difference, row_number() OVER (PARTITION BY d.id ORDER BY e.id) AS place,
      count(*) OVER (PARTITION BY d.id) AS keys
    FROM documents d JOIN key_events e ON e.document_kind = 'stock-document' AND e.document_id = d.id
  )
SELECT key_id, sum(difference / keys + CASE WHEN place <= abs(difference % keys) THEN sign(difference) ELSE 0 END) AS part
FROM parts GROUP BY key_id HAVING part <> 0;

-- What was charged beyond the keys of an import without an order is nobody's claim any more: a fee, or not worth the trouble.
CREATE TABLE accepted_refusal_charges (
  import_id INTEGER PRIMARY KEY REFERENCES imports (id),
  reason TEXT NOT NULL CHECK (reason <> ''),
  accepted_at INTEGER NOT NULL,
  accepted_by INTEGER NOT NULL
) STRICT;
CREATE INDEX imports_charged_refusals ON imports (supplier_id, id) WHERE refused_count > 0 AND amount_charged IS NOT NULL;

-- What became dearer by a correction of prices is bought too, and has no invoice yet.
INSERT INTO invoiceable_purchases (entry_id, supplier_id, occurred_on, amount, is_reversed)
SELECT e.id, e.supplier_id, e.occurred_on, e.amount, EXISTS (SELECT 1 FROM supplier_entries r WHERE r.reverses_id = e.id)
FROM price_corrections c JOIN supplier_entries e ON e.id = c.entry_id
WHERE c.reverses_id IS NULL AND e.amount > 0 AND e.reverses_id IS NULL;
