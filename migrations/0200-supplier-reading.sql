-- What is read of the accounts of suppliers without walking through them.

-- Every purchase that invoices may cover, with what they cover of it. Posted with its entry; amounts in the account's currency.
CREATE TABLE invoiceable_purchases (
  entry_id INTEGER PRIMARY KEY REFERENCES supplier_entries (id),
  supplier_id INTEGER NOT NULL REFERENCES suppliers (id),
  occurred_on TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount > 0),
  -- Projections: the sum of its invoice allocations, and whether its entry was reversed.
  invoiced INTEGER NOT NULL DEFAULT 0 CHECK (invoiced BETWEEN 0 AND amount),
  is_reversed INTEGER NOT NULL DEFAULT 0 CHECK (is_reversed IN (0, 1)),
  open INTEGER AS (CASE is_reversed WHEN 1 THEN 0 ELSE amount - invoiced END) VIRTUAL
) STRICT;
INSERT INTO invoiceable_purchases (entry_id, supplier_id, occurred_on, amount, invoiced, is_reversed)
SELECT e.id, e.supplier_id, e.occurred_on, e.amount,
  (SELECT COALESCE(SUM(a.amount), 0) FROM invoice_allocations a WHERE a.entry_id = e.id),
  EXISTS (SELECT 1 FROM supplier_entries r WHERE r.reverses_id = e.id)
FROM supplier_entries e
WHERE e.kind IN ('purchase', 'consignment') AND e.amount > 0 AND e.reverses_id IS NULL;
CREATE INDEX invoiceable_purchases_open ON invoiceable_purchases (supplier_id, occurred_on, entry_id) WHERE open > 0;

-- Projection: what was bought of a supplier and what was refunded, by the day of the documents, reversals taken off.
CREATE TABLE supplier_purchase_days (
  supplier_id INTEGER NOT NULL REFERENCES suppliers (id),
  occurred_on TEXT NOT NULL,
  purchased INTEGER NOT NULL,
  refunded INTEGER NOT NULL,
  PRIMARY KEY (supplier_id, occurred_on)
) STRICT, WITHOUT ROWID;
INSERT INTO supplier_purchase_days (supplier_id, occurred_on, purchased, refunded)
SELECT supplier_id, occurred_on, SUM(CASE kind WHEN 'refund' THEN 0 ELSE amount END),
  SUM(CASE kind WHEN 'refund' THEN amount ELSE 0 END)
FROM supplier_entries WHERE kind IN ('purchase', 'consignment', 'refund') GROUP BY supplier_id, occurred_on;

-- The exchange results of a month, newest first.
CREATE INDEX supplier_exchange_results_of_month ON supplier_exchange_results (month, id);

-- Rebates that were posted, to find the one that a rebate recorded afterwards came with.
CREATE INDEX supplier_entries_rebate ON supplier_entries (supplier_id, occurred_on, id) WHERE kind = 'rebate';
