-- Purchase orders, what was received against them, returns to suppliers, samples of keys checked before they are paid.

CREATE TABLE purchase_orders (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  supplier_id INTEGER NOT NULL REFERENCES suppliers (id),
  state TEXT NOT NULL CHECK (state IN
    ('draft', 'approved', 'sent', 'partly-received', 'received', 'closed', 'cancelled')),
  -- The supplier's currency on the day the order was made; prices and total are in it.
  currency TEXT NOT NULL,
  -- Projection: the sum of its lines.
  total INTEGER NOT NULL DEFAULT 0,
  expected_on TEXT,
  note TEXT NOT NULL DEFAULT '',
  origin TEXT NOT NULL CHECK (origin IN ('hand', 'plan', 'copy', 'split', 'merge')),
  origin_number TEXT NOT NULL DEFAULT '',
  revision INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  -- Null: the shop's own schedule made it.
  created_by INTEGER,
  approved_at INTEGER,
  approved_by INTEGER,
  sent_on TEXT,
  sent_at INTEGER,
  sent_by INTEGER,
  ended_at INTEGER,
  ended_by INTEGER,
  end_reason TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX purchase_orders_supplier ON purchase_orders (supplier_id, id);
CREATE INDEX purchase_orders_state ON purchase_orders (state, id);
CREATE INDEX purchase_orders_awaited ON purchase_orders (expected_on, id) WHERE state IN ('sent', 'partly-received');

CREATE TABLE purchase_order_lines (
  id INTEGER PRIMARY KEY,
  order_id INTEGER NOT NULL REFERENCES purchase_orders (id),
  position INTEGER NOT NULL,
  sku_id INTEGER NOT NULL REFERENCES skus (id),
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  unit_price INTEGER NOT NULL CHECK (unit_price >= 0),
  -- Where the price comes from: the tier of an offer, or a person. An offer's price that a person changed keeps both.
  price_source TEXT NOT NULL CHECK (price_source IN ('offer', 'typed', 'overridden')),
  offer_id INTEGER,
  offer_price INTEGER,
  override_reason TEXT NOT NULL DEFAULT '',
  -- Why the planner wants this much, as JSON; [] for a line by hand.
  reasons TEXT NOT NULL DEFAULT '[]',
  -- Projections: keys of posted imports, and what is no longer waited for after a difference was decided.
  received_quantity INTEGER NOT NULL DEFAULT 0 CHECK (received_quantity >= 0),
  waived_quantity INTEGER NOT NULL DEFAULT 0 CHECK (waived_quantity >= 0)
) STRICT;
CREATE INDEX purchase_order_lines_order ON purchase_order_lines (order_id, position);
CREATE INDEX purchase_order_lines_sku ON purchase_order_lines (sku_id, order_id);

-- An import that was posted against an order.
CREATE TABLE purchase_receipts (
  import_id INTEGER PRIMARY KEY REFERENCES imports (id),
  order_id INTEGER NOT NULL REFERENCES purchase_orders (id),
  posted_at INTEGER NOT NULL
) STRICT;
CREATE INDEX purchase_receipts_order ON purchase_receipts (order_id, import_id);

-- Its accepted keys by line; without a line they are of a SKU that was not ordered. taken_back: withdrawn by an undo.
CREATE TABLE purchase_receipt_lines (
  id INTEGER PRIMARY KEY,
  import_id INTEGER NOT NULL REFERENCES purchase_receipts (import_id),
  line_id INTEGER REFERENCES purchase_order_lines (id),
  sku_id INTEGER NOT NULL REFERENCES skus (id),
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  taken_back INTEGER NOT NULL DEFAULT 0 CHECK (taken_back BETWEEN 0 AND quantity)
) STRICT;
CREATE INDEX purchase_receipt_lines_import ON purchase_receipt_lines (import_id, sku_id);
CREATE INDEX purchase_receipt_lines_line ON purchase_receipt_lines (line_id) WHERE line_id IS NOT NULL;

-- What came otherwise than ordered, and what was decided about it.
CREATE TABLE purchase_differences (
  id INTEGER PRIMARY KEY,
  order_id INTEGER NOT NULL REFERENCES purchase_orders (id),
  line_id INTEGER REFERENCES purchase_order_lines (id),
  -- Null for `short`: it stands for everything that came so far.
  import_id INTEGER REFERENCES imports (id),
  kind TEXT NOT NULL CHECK (kind IN ('short', 'over', 'wrong-sku', 'bad', 'duplicate')),
  sku_id INTEGER REFERENCES skus (id),
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  unit_price INTEGER NOT NULL,
  -- What the supplier charged for it on the account.
  charged INTEGER NOT NULL DEFAULT 0,
  details TEXT NOT NULL DEFAULT '{}',
  state TEXT NOT NULL CHECK (state IN ('open', 'decided', 'undone')),
  decision TEXT CHECK (decision IN ('accept', 'reject', 'claim')),
  note TEXT NOT NULL DEFAULT '',
  credited INTEGER NOT NULL DEFAULT 0,
  entry_id INTEGER REFERENCES supplier_entries (id),
  return_document_id INTEGER REFERENCES stock_documents (id),
  found_at INTEGER NOT NULL,
  decided_at INTEGER,
  decided_by INTEGER,
  CHECK ((state = 'decided') = (decision IS NOT NULL))
) STRICT;
CREATE INDEX purchase_differences_order ON purchase_differences (order_id, id);
CREATE INDEX purchase_differences_import ON purchase_differences (import_id) WHERE import_id IS NOT NULL;
CREATE UNIQUE INDEX purchase_differences_one_short ON purchase_differences (line_id)
  WHERE kind = 'short' AND state = 'open';

-- Projection: what is ordered, sent, and still to come. One row per line that waits for something.
CREATE TABLE incoming_stock (
  line_id INTEGER PRIMARY KEY REFERENCES purchase_order_lines (id),
  order_id INTEGER NOT NULL REFERENCES purchase_orders (id),
  sku_id INTEGER NOT NULL REFERENCES skus (id),
  supplier_id INTEGER NOT NULL REFERENCES suppliers (id),
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  expected_on TEXT
) STRICT;
CREATE INDEX incoming_stock_order ON incoming_stock (order_id);
CREATE INDEX incoming_stock_sku ON incoming_stock (sku_id, expected_on);

-- A stock document of kind 'supplier-return' and what it did to the account; its reversal is a document of its own.
CREATE TABLE supplier_returns (
  document_id INTEGER PRIMARY KEY REFERENCES stock_documents (id),
  supplier_id INTEGER NOT NULL REFERENCES suppliers (id),
  batch_id INTEGER NOT NULL REFERENCES batches (id),
  quantity INTEGER NOT NULL,
  -- What the account was credited with; zero posts nothing.
  credited INTEGER NOT NULL,
  entry_id INTEGER REFERENCES supplier_entries (id),
  reversed_by_id INTEGER REFERENCES stock_documents (id)
) STRICT;
CREATE INDEX supplier_returns_batch ON supplier_returns (batch_id, document_id);
CREATE INDEX supplier_returns_supplier ON supplier_returns (supplier_id, document_id);

-- Whether a check uses the key up, remembered per SKU from the last time.
CREATE TABLE sku_check_rules (
  sku_id INTEGER PRIMARY KEY REFERENCES skus (id),
  consumes_key INTEGER NOT NULL CHECK (consumes_key IN (0, 1))
) STRICT;

CREATE TABLE key_checks (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  batch_id INTEGER NOT NULL REFERENCES batches (id),
  consumes_key INTEGER NOT NULL CHECK (consumes_key IN (0, 1)),
  state TEXT NOT NULL CHECK (state IN ('open', 'released', 'claimed', 'abandoned')),
  note TEXT NOT NULL DEFAULT '',
  started_at INTEGER NOT NULL,
  started_by INTEGER NOT NULL,
  ended_at INTEGER,
  ended_by INTEGER,
  CHECK ((state = 'open') = (ended_at IS NULL))
) STRICT;
CREATE INDEX key_checks_batch ON key_checks (batch_id, id);
CREATE UNIQUE INDEX key_checks_one_open ON key_checks (batch_id) WHERE state = 'open';

CREATE TABLE key_check_keys (
  check_id INTEGER NOT NULL REFERENCES key_checks (id),
  key_id INTEGER NOT NULL REFERENCES card_keys (id),
  result TEXT CHECK (result IN ('good', 'bad')),
  recorded_at INTEGER,
  PRIMARY KEY (check_id, key_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX key_check_keys_key ON key_check_keys (key_id);
