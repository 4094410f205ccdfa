-- Demand and stock by SKU and day, rules of replenishment, the plans that were made, and what was told about them.

-- Projection. A day without a row sold nothing and ended as the row before it. sold: deliveries of orders, replaced: keys
-- sent again for bad ones, both by the day of the delivery. least_available: the fewest keys for sale at any moment of the day.
CREATE TABLE sku_days (
  sku_id INTEGER NOT NULL REFERENCES skus (id),
  occurred_on TEXT NOT NULL,
  sold INTEGER NOT NULL DEFAULT 0 CHECK (sold >= 0),
  replaced INTEGER NOT NULL DEFAULT 0 CHECK (replaced >= 0),
  least_available INTEGER NOT NULL,
  end_available INTEGER NOT NULL,
  PRIMARY KEY (sku_id, occurred_on)
) STRICT, WITHOUT ROWID;

-- Of days before this table, what was on hand at their end is all that the ledger knows.
INSERT INTO sku_days (sku_id, occurred_on, sold, replaced, least_available, end_available)
WITH changes AS (
    SELECT sku_id, occurred_on, SUM(CASE WHEN kind IN ('sale', 'rest') THEN quantity ELSE 0 END) AS sold,
      SUM(CASE WHEN kind IN ('reissue', 'replacement') THEN quantity ELSE 0 END) AS replaced, 0 AS quantity
    FROM deliveries GROUP BY sku_id, occurred_on
    UNION ALL
    SELECT sku_id, occurred_on, 0, 0, SUM(quantity) FROM movements GROUP BY sku_id, occurred_on
  ), days AS (
    SELECT sku_id, occurred_on, SUM(sold) AS sold, SUM(replaced) AS replaced, SUM(quantity) AS quantity
    FROM changes GROUP BY sku_id, occurred_on
  ), ends AS (
    SELECT sku_id, occurred_on, sold, replaced, quantity,
      MAX(0, SUM(quantity) OVER (PARTITION BY sku_id ORDER BY occurred_on)) AS end_available
    FROM days
  )
SELECT sku_id, occurred_on, sold, replaced,
  MIN(end_available, COALESCE(LAG(end_available) OVER (PARTITION BY sku_id ORDER BY occurred_on), end_available)),
  end_available
FROM ends;
UPDATE sku_days SET
  end_available = (SELECT k.available FROM sku_stock k WHERE k.sku_id = sku_days.sku_id),
  least_available = MIN(least_available, (SELECT k.available FROM sku_stock k WHERE k.sku_id = sku_days.sku_id))
WHERE EXISTS (SELECT 1 FROM sku_stock k WHERE k.sku_id = sku_days.sku_id)
  AND occurred_on = (SELECT MAX(d.occurred_on) FROM sku_days d WHERE d.sku_id = sku_days.sku_id);

-- What holds for one SKU; null: as the shop does it.
CREATE TABLE replenishment_rules (
  sku_id INTEGER PRIMARY KEY REFERENCES skus (id),
  cover_days INTEGER CHECK (cover_days BETWEEN 1 AND 180),
  minimum INTEGER CHECK (minimum >= 0),
  maximum INTEGER CHECK (maximum >= COALESCE(minimum, 0)),
  order_multiple INTEGER NOT NULL DEFAULT 1 CHECK (order_multiple > 0),
  most_money INTEGER CHECK (most_money >= 0),
  -- tell: show and say so; draft: write the purchase order; order: also have it sent, as far as the supplier can be reached.
  trigger TEXT CHECK (trigger IN ('tell', 'draft', 'order')),
  preferred_supplier_id INTEGER REFERENCES suppliers (id),
  -- The last day on which nothing is planned for it.
  snoozed_until TEXT,
  -- To be ordered with the next plan whatever the need, once.
  order_once INTEGER CHECK (order_once > 0),
  revision INTEGER NOT NULL DEFAULT 1,
  updated_at INTEGER NOT NULL,
  updated_by INTEGER NOT NULL
) STRICT;

-- Amounts in the currency of the supplier's account; null: no limit.
CREATE TABLE replenishment_supplier_limits (
  supplier_id INTEGER PRIMARY KEY REFERENCES suppliers (id),
  exposure_maximum INTEGER CHECK (exposure_maximum >= 0),
  minimum_balance INTEGER CHECK (minimum_balance >= 0),
  updated_at INTEGER NOT NULL,
  updated_by INTEGER NOT NULL
) STRICT;

-- A plan as it was shown. Its lines are kept for the latest ones only.
CREATE TABLE reorder_runs (
  id INTEGER PRIMARY KEY,
  cause TEXT NOT NULL CHECK (cause IN ('schedule', 'stock', 'person')),
  ran_at INTEGER NOT NULL,
  planned_on TEXT NOT NULL,
  sku_count INTEGER NOT NULL,
  line_count INTEGER NOT NULL,
  -- Of the proposed purchases, in the shop's currency.
  cost INTEGER NOT NULL,
  summary TEXT NOT NULL DEFAULT '{}'
) STRICT;
CREATE TABLE reorder_lines (
  run_id INTEGER NOT NULL REFERENCES reorder_runs (id),
  position INTEGER NOT NULL,
  sku_id INTEGER NOT NULL REFERENCES skus (id),
  line TEXT NOT NULL,
  PRIMARY KEY (run_id, position)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX reorder_lines_sku ON reorder_lines (run_id, sku_id);

-- The state in which a SKU that needs an order was last told of. Its row goes when it needs none any more.
CREATE TABLE reorder_notices (
  sku_id INTEGER PRIMARY KEY REFERENCES skus (id),
  state TEXT NOT NULL CHECK (state IN ('out', 'urgent', 'soon')),
  told_at INTEGER NOT NULL
) STRICT;

CREATE INDEX purchase_orders_created ON purchase_orders (created_at);
