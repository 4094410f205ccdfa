-- What pays what with a supplier, when a debt falls due, how it was paid, what the supplier has frozen, rebates due.

-- Every entry that is neither a reversal nor reversed, as an item that is open until the other side covers it: a debt (above
-- zero) or a credit. Posted with its entry; the amounts are magnitudes in the account's currency.
CREATE TABLE supplier_items (
  entry_id INTEGER PRIMARY KEY REFERENCES supplier_entries (id),
  supplier_id INTEGER NOT NULL REFERENCES suppliers (id),
  side TEXT NOT NULL CHECK (side IN ('debt', 'credit')),
  amount INTEGER NOT NULL CHECK (amount > 0),
  -- The day by the terms as they stood when it was posted; a credit stands from its document's day.
  first_due_on TEXT NOT NULL,
  -- Projections: the day that was agreed since, and what live allocations cover.
  due_on TEXT NOT NULL,
  allocated INTEGER NOT NULL DEFAULT 0 CHECK (allocated BETWEEN 0 AND amount),
  is_reversed INTEGER NOT NULL DEFAULT 0 CHECK (is_reversed IN (0, 1)),
  -- What it was worth in the shop's currency by its own rate, where the account has another; null: not known.
  own_amount INTEGER CHECK (own_amount >= 0),
  open INTEGER AS (CASE is_reversed WHEN 1 THEN 0 ELSE amount - allocated END) VIRTUAL
) STRICT;
CREATE INDEX supplier_items_open ON supplier_items (supplier_id, side, due_on, entry_id) WHERE open > 0;
CREATE INDEX supplier_items_due ON supplier_items (side, due_on, entry_id) WHERE open > 0;

-- Which credit pays which debt. Never edited: taken back as a whole, and then it says when and why.
CREATE TABLE supplier_allocations (
  id INTEGER PRIMARY KEY,
  supplier_id INTEGER NOT NULL REFERENCES suppliers (id),
  debt_entry_id INTEGER NOT NULL REFERENCES supplier_items (entry_id),
  credit_entry_id INTEGER NOT NULL REFERENCES supplier_items (entry_id),
  amount INTEGER NOT NULL CHECK (amount > 0),
  origin TEXT NOT NULL CHECK (origin IN ('automatic', 'hand', 'history')),
  -- The later day of both documents, or the first open one of the supplier's book; its month freezes it.
  allocated_on TEXT NOT NULL,
  month TEXT NOT NULL,
  allocated_at INTEGER NOT NULL,
  -- 0 is the shop itself.
  allocated_by INTEGER NOT NULL,
  released_on TEXT,
  released_month TEXT,
  released_at INTEGER,
  released_by INTEGER,
  release_reason TEXT NOT NULL DEFAULT '',
  CHECK ((released_at IS NULL) = (released_on IS NULL))
) STRICT;
CREATE INDEX supplier_allocations_debt ON supplier_allocations (debt_entry_id, id);
CREATE INDEX supplier_allocations_credit ON supplier_allocations (credit_entry_id, id);
CREATE INDEX supplier_allocations_supplier ON supplier_allocations (supplier_id, id);

-- What an allocation made or cost in exchange: the debt's part at its own rate less what that part really cost us. A release
-- posts the opposite.
CREATE TABLE supplier_exchange_results (
  id INTEGER PRIMARY KEY,
  allocation_id INTEGER NOT NULL REFERENCES supplier_allocations (id),
  supplier_id INTEGER NOT NULL REFERENCES suppliers (id),
  realised_on TEXT NOT NULL,
  month TEXT NOT NULL,
  booked INTEGER NOT NULL,
  paid INTEGER NOT NULL,
  result INTEGER AS (booked - paid) VIRTUAL,
  realised_at INTEGER NOT NULL
) STRICT;
CREATE INDEX supplier_exchange_results_allocation ON supplier_exchange_results (allocation_id, id);
CREATE INDEX supplier_exchange_results_month ON supplier_exchange_results (month, supplier_id);
CREATE INDEX supplier_exchange_results_supplier ON supplier_exchange_results (supplier_id, id);

-- A later day to pay that was agreed; the entry itself is not touched.
CREATE TABLE supplier_due_changes (
  id INTEGER PRIMARY KEY,
  entry_id INTEGER NOT NULL REFERENCES supplier_items (entry_id),
  from_on TEXT NOT NULL,
  to_on TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (reason <> ''),
  changed_at INTEGER NOT NULL,
  changed_by INTEGER NOT NULL
) STRICT;
CREATE INDEX supplier_due_changes_entry ON supplier_due_changes (entry_id, id);

-- How a payment was made, with the fee that it cost.
CREATE TABLE supplier_payments (
  entry_id INTEGER PRIMARY KEY REFERENCES supplier_entries (id),
  method TEXT NOT NULL CHECK (method IN ('cash', 'bank', 'alipay', 'wechat', 'other')),
  reference TEXT NOT NULL DEFAULT '',
  fee_entry_id INTEGER REFERENCES supplier_entries (id),
  -- Why it went on although the supplier then held more than the maximum.
  exceed_reason TEXT NOT NULL DEFAULT ''
) STRICT;

-- What a payment in another currency cost in the shop's; said once, at payment or later.
CREATE TABLE supplier_payment_costs (
  entry_id INTEGER PRIMARY KEY REFERENCES supplier_items (entry_id),
  own_amount INTEGER NOT NULL CHECK (own_amount > 0),
  -- Null: the amount was said. Otherwise in 1e-8, as it stood for the day.
  rate INTEGER CHECK (rate > 0),
  rate_on TEXT,
  said_at INTEGER NOT NULL,
  said_by INTEGER NOT NULL,
  CHECK ((rate IS NULL) = (rate_on IS NULL))
) STRICT;

-- Prepaid money that the supplier will not let us use, in the account's currency, until it ends.
CREATE TABLE supplier_freezes (
  id INTEGER PRIMARY KEY,
  supplier_id INTEGER NOT NULL REFERENCES suppliers (id),
  amount INTEGER NOT NULL CHECK (amount > 0),
  reason TEXT NOT NULL CHECK (reason <> ''),
  frozen_on TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  recorded_by INTEGER NOT NULL,
  ended_on TEXT CHECK (ended_on >= frozen_on),
  end_reason TEXT NOT NULL DEFAULT '',
  ended_at INTEGER,
  ended_by INTEGER,
  CHECK ((ended_at IS NULL) = (ended_on IS NULL))
) STRICT;
CREATE INDEX supplier_freezes_supplier ON supplier_freezes (supplier_id, id);
CREATE INDEX supplier_freezes_open ON supplier_freezes (supplier_id, amount) WHERE ended_at IS NULL;

-- A rebate that a supplier owes us (应返), by its rate on the purchases of a period or as it was promised.
CREATE TABLE supplier_rebates (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  supplier_id INTEGER NOT NULL REFERENCES suppliers (id),
  origin TEXT NOT NULL CHECK (origin IN ('terms', 'typed')),
  from_on TEXT,
  to_on TEXT CHECK (to_on >= from_on),
  -- Purchases of the period, and the rate in 1e-8 that was taken of them.
  basis INTEGER,
  rate INTEGER,
  amount INTEGER NOT NULL CHECK (amount > 0),
  promised_on TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  -- Projection: the sum of its receipts that stand.
  received INTEGER NOT NULL DEFAULT 0 CHECK (received BETWEEN 0 AND amount),
  recorded_at INTEGER NOT NULL,
  recorded_by INTEGER NOT NULL,
  -- It is not due any more: given up, which tells against the supplier, or recorded by mistake.
  ended_as TEXT CHECK (ended_as IN ('given-up', 'mistake')),
  ended_at INTEGER,
  ended_by INTEGER,
  end_reason TEXT NOT NULL DEFAULT '',
  due INTEGER AS (CASE WHEN ended_at IS NULL THEN amount - received ELSE 0 END) VIRTUAL,
  CHECK ((ended_at IS NULL) = (ended_as IS NULL)),
  CHECK ((origin = 'terms') = (rate IS NOT NULL AND basis IS NOT NULL AND from_on IS NOT NULL AND to_on IS NOT NULL))
) STRICT;
CREATE INDEX supplier_rebates_supplier ON supplier_rebates (supplier_id, promised_on, id);
CREATE INDEX supplier_rebates_due ON supplier_rebates (supplier_id, due) WHERE due > 0;
CREATE INDEX supplier_rebates_promised ON supplier_rebates (promised_on, id);
CREATE UNIQUE INDEX supplier_rebates_period ON supplier_rebates (supplier_id, from_on, to_on)
  WHERE origin = 'terms' AND ended_at IS NULL;

-- What came of it (已返): a rebate entry of the account, or a receipt of stock that the account does not know of.
CREATE TABLE supplier_rebate_receipts (
  id INTEGER PRIMARY KEY,
  rebate_id INTEGER NOT NULL REFERENCES supplier_rebates (id),
  supplier_id INTEGER NOT NULL REFERENCES suppliers (id),
  entry_id INTEGER REFERENCES supplier_entries (id),
  import_id INTEGER REFERENCES imports (id),
  amount INTEGER NOT NULL CHECK (amount > 0),
  received_on TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  recorded_by INTEGER NOT NULL,
  undone_at INTEGER,
  undone_by INTEGER,
  CHECK ((entry_id IS NULL) <> (import_id IS NULL))
) STRICT;
CREATE INDEX supplier_rebate_receipts_rebate ON supplier_rebate_receipts (rebate_id, id);
CREATE INDEX supplier_rebate_receipts_entry ON supplier_rebate_receipts (entry_id) WHERE entry_id IS NOT NULL;
CREATE INDEX supplier_rebate_receipts_import ON supplier_rebate_receipts (import_id) WHERE import_id IS NOT NULL;

-- Bad keys that wait for the supplier, without a walk through all keys.
CREATE INDEX card_keys_claimed ON card_keys (state, batch_id) WHERE state = 'claimed';
CREATE INDEX purchase_differences_charged ON purchase_differences (state, order_id) WHERE state = 'open' AND charged > 0;

-- The past: due by the credit days of today, the only ones that are known.
INSERT INTO supplier_items (entry_id, supplier_id, side, amount, first_due_on, due_on, own_amount)
SELECT e.id, e.supplier_id, CASE WHEN e.amount > 0 THEN 'debt' ELSE 'credit' END, abs(e.amount), d.due_on, d.due_on,
  -- Theirs at the rate of the receipt; a double holds it exactly but for amounts nobody trades in.
  CASE WHEN e.kind IN ('payment', 'rebate') OR x.import_id IS NULL THEN NULL
    WHEN abs(e.amount) = x.supplier_cost THEN x.stock_cost
    ELSE CAST(round(abs(e.amount) * (x.rate / 100000000.0)) AS INTEGER) END
FROM supplier_entries e JOIN suppliers s ON s.id = e.supplier_id
LEFT JOIN import_exchanges x ON x.import_id = e.import_id
JOIN (SELECT n.id, CASE WHEN n.amount > 0 AND p.settlement = 'credit' AND n.kind IN ('purchase', 'consignment')
    THEN date(n.occurred_on, '+' || p.credit_days || ' days') ELSE n.occurred_on END AS due_on
  FROM supplier_entries n JOIN suppliers p ON p.id = n.supplier_id) d ON d.id = e.id
WHERE e.amount <> 0 AND e.reverses_id IS NULL
  AND NOT EXISTS (SELECT 1 FROM supplier_entries r WHERE r.reverses_id = e.id);

-- What was paid with its own receipt pays that receipt.
INSERT INTO supplier_allocations (supplier_id, debt_entry_id, credit_entry_id, amount, origin, allocated_on, month,
  allocated_at, allocated_by)
SELECT d.supplier_id, d.id, MIN(c.id), d.amount, 'history', MAX(d.occurred_on, c.occurred_on), MAX(d.month, c.month),
  MAX(d.posted_at, c.posted_at), 0
FROM supplier_entries d JOIN supplier_entries c
  ON c.import_id = d.import_id AND c.supplier_id = d.supplier_id AND c.kind = 'payment' AND c.amount = -d.amount
WHERE d.kind = 'purchase' AND d.import_id IS NOT NULL
  AND d.id IN (SELECT entry_id FROM supplier_items) AND c.id IN (SELECT entry_id FROM supplier_items)
GROUP BY d.id;
UPDATE supplier_items SET allocated = amount
WHERE entry_id IN (SELECT debt_entry_id FROM supplier_allocations UNION SELECT credit_entry_id FROM supplier_allocations);

-- The rest oldest first. Both sides are laid end to end; between two ends that follow each other one credit pays one debt.
INSERT INTO supplier_allocations (supplier_id, debt_entry_id, credit_entry_id, amount, origin, allocated_on, month,
  allocated_at, allocated_by)
WITH ends AS (
    SELECT entry_id, supplier_id, side,
      SUM(open) OVER (PARTITION BY supplier_id, side ORDER BY due_on, entry_id) AS upto,
      ROW_NUMBER() OVER (PARTITION BY supplier_id, side ORDER BY due_on, entry_id) AS place
    FROM supplier_items WHERE open > 0
  ), pieces AS (
    SELECT supplier_id, upto - COALESCE(LAG(upto) OVER (PARTITION BY supplier_id ORDER BY upto, side), 0) AS amount,
      MIN(CASE side WHEN 'debt' THEN place END) OVER following AS debt_place,
      MIN(CASE side WHEN 'credit' THEN place END) OVER following AS credit_place
    FROM ends
    WINDOW following AS (PARTITION BY supplier_id ORDER BY upto, side ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING)
  )
SELECT p.supplier_id, d.entry_id, c.entry_id, p.amount, 'history', MAX(de.occurred_on, ce.occurred_on),
  MAX(de.month, ce.month), MAX(de.posted_at, ce.posted_at), 0
FROM pieces p
JOIN ends d ON d.supplier_id = p.supplier_id AND d.side = 'debt' AND d.place = p.debt_place
JOIN ends c ON c.supplier_id = p.supplier_id AND c.side = 'credit' AND c.place = p.credit_place
JOIN supplier_entries de ON de.id = d.entry_id JOIN supplier_entries ce ON ce.id = c.entry_id
WHERE p.amount > 0;
UPDATE supplier_items SET allocated =
  (SELECT COALESCE(SUM(a.amount), 0) FROM supplier_allocations a WHERE a.debt_entry_id = supplier_items.entry_id)
  + (SELECT COALESCE(SUM(a.amount), 0) FROM supplier_allocations a WHERE a.credit_entry_id = supplier_items.entry_id);
