-- Imports, batches, card keys, the stock ledger, documents, deliveries.

CREATE TABLE imports (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  supplier_id INTEGER NOT NULL REFERENCES suppliers (id),
  receipt_kind TEXT NOT NULL CHECK (receipt_kind IN
    ('purchase', 'opening', 'gift', 'rebate', 'replacement', 'consignment', 'history')),
  state TEXT NOT NULL CHECK (state IN ('loading', 'posted', 'cancelled', 'undone', 'partly-undone')),
  file_name TEXT NOT NULL,
  file_digest BLOB NOT NULL,
  content_digest BLOB,
  settings TEXT NOT NULL,
  summary TEXT NOT NULL DEFAULT '{}',
  document_on TEXT NOT NULL,
  external_number TEXT NOT NULL DEFAULT '',
  amount_charged INTEGER,
  settlement TEXT NOT NULL,
  accepted_count INTEGER NOT NULL DEFAULT 0,
  refused_count INTEGER NOT NULL DEFAULT 0,
  started_at INTEGER NOT NULL,
  started_by INTEGER NOT NULL,
  posted_at INTEGER,
  undone_at INTEGER,
  undone_by INTEGER
) STRICT;
CREATE INDEX imports_supplier ON imports (supplier_id, id);
CREATE INDEX imports_file ON imports (file_digest);
CREATE INDEX imports_loading ON imports (state) WHERE state = 'loading';

-- The refused rows of an import, sealed: they can hold secrets.
CREATE TABLE import_refusals (
  import_id INTEGER NOT NULL REFERENCES imports (id),
  row_number INTEGER NOT NULL,
  sheet TEXT NOT NULL,
  reason TEXT NOT NULL,
  column_name TEXT NOT NULL,
  detail TEXT NOT NULL,
  sealed_row BLOB NOT NULL,
  PRIMARY KEY (import_id, sheet, row_number)
) STRICT, WITHOUT ROWID;

CREATE TABLE batches (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  import_id INTEGER REFERENCES imports (id),
  parent_batch_id INTEGER REFERENCES batches (id),
  supplier_id INTEGER NOT NULL REFERENCES suppliers (id),
  sku_id INTEGER NOT NULL REFERENCES skus (id),
  label TEXT NOT NULL DEFAULT '',
  receipt_kind TEXT NOT NULL,
  -- Keys of a batch that is loading already carry their state; what hides them is that only posted batches have rows in
  -- batch_stock, and that every look at single keys asks for a posted batch.
  state TEXT NOT NULL CHECK (state IN ('loading', 'posted', 'withdrawn')),
  received_on TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  key_count INTEGER NOT NULL DEFAULT 0,
  total_cost INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX batches_sku ON batches (sku_id, id);
CREATE INDEX batches_supplier ON batches (supplier_id, id);
CREATE INDEX batches_import ON batches (import_id);
CREATE INDEX batches_parent ON batches (parent_batch_id) WHERE parent_batch_id IS NOT NULL;

CREATE TABLE card_keys (
  id INTEGER PRIMARY KEY,
  batch_id INTEGER NOT NULL REFERENCES batches (id),
  sku_id INTEGER NOT NULL REFERENCES skus (id),
  state TEXT NOT NULL CHECK (state IN ('quarantined', 'available', 'reserved', 'placed', 'delivered', 'claimed',
    'returned-to-supplier', 'void', 'expired', 'withdrawn')),
  -- What it cost, and the part of that which uses not yet delivered still carry: equal until the first use.
  cost INTEGER NOT NULL,
  value_left INTEGER NOT NULL,
  -- Last day on which the key works; '9999-12-31' when it does not expire.
  expires_on TEXT NOT NULL,
  uses_left INTEGER NOT NULL CHECK (uses_left >= 0),
  is_exposed INTEGER NOT NULL DEFAULT 0 CHECK (is_exposed IN (0, 1)),
  row_number INTEGER NOT NULL,
  number_tail TEXT NOT NULL,
  -- Keyed fingerprints, 16 bytes each.
  pair_mac BLOB NOT NULL,
  number_mac BLOB,
  secret_mac BLOB,
  loose_mac BLOB NOT NULL,
  sealed BLOB,
  reservation_id INTEGER,
  changed_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX card_keys_pair ON card_keys (pair_mac) WHERE state <> 'withdrawn';
CREATE INDEX card_keys_number ON card_keys (number_mac) WHERE number_mac IS NOT NULL;
CREATE INDEX card_keys_secret ON card_keys (secret_mac) WHERE secret_mac IS NOT NULL;
CREATE INDEX card_keys_loose ON card_keys (loose_mac);
CREATE INDEX card_keys_batch ON card_keys (batch_id, state, expires_on, id);
CREATE INDEX card_keys_tail ON card_keys (number_tail, id) WHERE number_tail <> '';
CREATE INDEX card_keys_reservation ON card_keys (reservation_id) WHERE reservation_id IS NOT NULL;

-- Projection per batch and last day: how many keys stand in each state, and what those on hand carry. Only posted batches
-- have rows here, so what allocates, lists and counts through it never meets a key that is still being loaded.
CREATE TABLE batch_stock (
  batch_id INTEGER NOT NULL REFERENCES batches (id),
  expires_on TEXT NOT NULL,
  sku_id INTEGER NOT NULL,
  supplier_id INTEGER NOT NULL,
  quarantined INTEGER NOT NULL DEFAULT 0,
  available INTEGER NOT NULL DEFAULT 0,
  reserved INTEGER NOT NULL DEFAULT 0,
  placed INTEGER NOT NULL DEFAULT 0,
  delivered INTEGER NOT NULL DEFAULT 0,
  claimed INTEGER NOT NULL DEFAULT 0,
  returned INTEGER NOT NULL DEFAULT 0,
  voided INTEGER NOT NULL DEFAULT 0,
  expired INTEGER NOT NULL DEFAULT 0,
  withdrawn INTEGER NOT NULL DEFAULT 0,
  on_hand INTEGER AS (quarantined + available + reserved + placed) VIRTUAL,
  value_on_hand INTEGER NOT NULL DEFAULT 0,
  -- The freeze or write-off that is still going through this batch in turns: until it is through, nothing here is issued.
  held_by_document_id INTEGER,
  PRIMARY KEY (batch_id, expires_on)
) STRICT, WITHOUT ROWID;
CREATE INDEX batch_stock_issue ON batch_stock (sku_id, expires_on, batch_id) WHERE available > 0;
CREATE INDEX batch_stock_expiry ON batch_stock (expires_on, batch_id) WHERE on_hand > 0;
CREATE INDEX batch_stock_sku ON batch_stock (sku_id, batch_id);
CREATE INDEX batch_stock_supplier ON batch_stock (supplier_id, batch_id);
CREATE INDEX batch_stock_held ON batch_stock (held_by_document_id) WHERE held_by_document_id IS NOT NULL;

CREATE TABLE sku_stock (
  sku_id INTEGER PRIMARY KEY REFERENCES skus (id),
  quarantined INTEGER NOT NULL DEFAULT 0,
  available INTEGER NOT NULL DEFAULT 0,
  reserved INTEGER NOT NULL DEFAULT 0,
  placed INTEGER NOT NULL DEFAULT 0,
  delivered INTEGER NOT NULL DEFAULT 0,
  claimed INTEGER NOT NULL DEFAULT 0,
  returned INTEGER NOT NULL DEFAULT 0,
  voided INTEGER NOT NULL DEFAULT 0,
  expired INTEGER NOT NULL DEFAULT 0,
  withdrawn INTEGER NOT NULL DEFAULT 0,
  on_hand INTEGER AS (quarantined + available + reserved + placed) VIRTUAL,
  value_on_hand INTEGER NOT NULL DEFAULT 0
) STRICT;

-- The ledger. On hand are quarantined, available, reserved and placed keys; quantity and value are signed changes of it.
CREATE TABLE movements (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('receipt', 'issue', 'return', 'write-off', 'reclassification', 'adjustment')),
  reason TEXT NOT NULL,
  sku_id INTEGER NOT NULL REFERENCES skus (id),
  batch_id INTEGER NOT NULL REFERENCES batches (id),
  quantity INTEGER NOT NULL,
  value INTEGER NOT NULL,
  occurred_on TEXT NOT NULL,
  month TEXT NOT NULL,
  document_kind TEXT NOT NULL CHECK (document_kind IN ('import', 'delivery', 'stock-document')),
  document_id INTEGER NOT NULL,
  reverses_id INTEGER REFERENCES movements (id),
  posted_at INTEGER NOT NULL
) STRICT;
CREATE INDEX movements_sku ON movements (sku_id, id);
CREATE INDEX movements_batch ON movements (batch_id, id);
CREATE INDEX movements_month ON movements (month, sku_id);
CREATE INDEX movements_month_order ON movements (month, id);
CREATE INDEX movements_document ON movements (document_kind, document_id);

-- Quarantine, release, write-off, reclassification, freeze, expiry, stock-take, return to supplier.
CREATE TABLE stock_documents (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('quarantine', 'release', 'freeze', 'write-off', 'reclassification', 'reservation',
    'reservation-end', 'expiry', 'stock-take', 'buyer-return', 'bad-key', 'undo-import', 'supplier-return', 'placement', 'restore')),
  reason TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  details TEXT NOT NULL DEFAULT '{}',
  quantity INTEGER NOT NULL DEFAULT 0,
  -- A large document moves its keys in turns; pending until the last one.
  is_pending INTEGER NOT NULL DEFAULT 0 CHECK (is_pending IN (0, 1)),
  occurred_on TEXT NOT NULL,
  reverses_id INTEGER REFERENCES stock_documents (id),
  posted_at INTEGER NOT NULL,
  posted_by INTEGER
) STRICT;
CREATE INDEX stock_documents_pending ON stock_documents (id) WHERE is_pending = 1;
CREATE INDEX stock_documents_kind ON stock_documents (kind, id);

-- A key's timeline after its receipt: every move between states with the document that made it, and every look at it
-- (document kind 'audit', the state unchanged, document_id the audit trail's sequence).
CREATE TABLE key_events (
  id INTEGER PRIMARY KEY,
  key_id INTEGER NOT NULL REFERENCES card_keys (id),
  from_state TEXT NOT NULL,
  to_state TEXT NOT NULL,
  document_kind TEXT NOT NULL CHECK (document_kind IN ('import', 'delivery', 'stock-document', 'audit')),
  document_id INTEGER NOT NULL,
  happened_at INTEGER NOT NULL,
  user_id INTEGER
) STRICT;
CREATE INDEX key_events_key ON key_events (key_id, id);
CREATE INDEX key_events_document ON key_events (document_kind, document_id);

CREATE TABLE reservations (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  sku_id INTEGER NOT NULL REFERENCES skus (id),
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  -- Projection: keys it still holds.
  held_quantity INTEGER NOT NULL CHECK (held_quantity >= 0),
  buyer TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  ends_at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'used', 'released', 'ended')),
  made_at INTEGER NOT NULL,
  made_by INTEGER NOT NULL
) STRICT;
CREATE INDEX reservations_open ON reservations (ends_at) WHERE state = 'open';
CREATE INDEX reservations_sku ON reservations (sku_id, id);

CREATE TABLE shops (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL UNIQUE,
  platform TEXT NOT NULL DEFAULT '',
  message_limit INTEGER NOT NULL DEFAULT 0 CHECK (message_limit >= 0),
  is_archived INTEGER NOT NULL DEFAULT 0 CHECK (is_archived IN (0, 1)),
  created_at INTEGER NOT NULL
) STRICT;

-- sku_id and shop_id 0 mean any; the most specific template wins.
CREATE TABLE delivery_templates (
  id INTEGER PRIMARY KEY,
  shop_id INTEGER NOT NULL DEFAULT 0,
  sku_id INTEGER NOT NULL DEFAULT 0,
  text TEXT NOT NULL,
  updated_at INTEGER NOT NULL,
  UNIQUE (shop_id, sku_id)
) STRICT;

CREATE TABLE shop_orders (
  id INTEGER PRIMARY KEY,
  shop_id INTEGER NOT NULL REFERENCES shops (id),
  order_number TEXT NOT NULL,
  buyer TEXT NOT NULL DEFAULT '',
  first_delivered_at INTEGER NOT NULL,
  UNIQUE (shop_id, order_number)
) STRICT;
CREATE INDEX shop_orders_number ON shop_orders (order_number);

CREATE TABLE shop_order_lines (
  order_id INTEGER NOT NULL REFERENCES shop_orders (id),
  sku_id INTEGER NOT NULL REFERENCES skus (id),
  ordered_quantity INTEGER NOT NULL CHECK (ordered_quantity > 0),
  delivered_quantity INTEGER NOT NULL CHECK (delivered_quantity BETWEEN 0 AND ordered_quantity),
  order_total INTEGER,
  PRIMARY KEY (order_id, sku_id)
) STRICT, WITHOUT ROWID;

-- One delivery is one SKU of one order, or of none; an order's first round has one 'sale' per SKU.
CREATE TABLE deliveries (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('sale', 'rest', 'reissue', 'gift', 'test', 'replacement')),
  order_id INTEGER REFERENCES shop_orders (id),
  shop_id INTEGER REFERENCES shops (id),
  sku_id INTEGER NOT NULL REFERENCES skus (id),
  buyer TEXT NOT NULL DEFAULT '',
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  revenue INTEGER NOT NULL,
  cost INTEGER NOT NULL,
  -- What came back since: keys and their cost, keys found bad, and what the buyer was paid back.
  returned_quantity INTEGER NOT NULL DEFAULT 0,
  returned_cost INTEGER NOT NULL DEFAULT 0,
  bad_quantity INTEGER NOT NULL DEFAULT 0,
  refunded INTEGER NOT NULL DEFAULT 0,
  note TEXT NOT NULL DEFAULT '',
  occurred_on TEXT NOT NULL,
  month TEXT NOT NULL,
  delivered_at INTEGER NOT NULL,
  delivered_by INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX deliveries_one_sale ON deliveries (order_id, sku_id) WHERE kind = 'sale';
CREATE INDEX deliveries_order ON deliveries (order_id);
CREATE INDEX deliveries_shop ON deliveries (shop_id, id);
CREATE INDEX deliveries_month ON deliveries (month, sku_id);
CREATE INDEX deliveries_month_order ON deliveries (month, id);
CREATE INDEX deliveries_sku ON deliveries (sku_id, id);
CREATE INDEX deliveries_person ON deliveries (delivered_by, id);

CREATE TABLE delivery_keys (
  delivery_id INTEGER NOT NULL REFERENCES deliveries (id),
  key_id INTEGER NOT NULL REFERENCES card_keys (id),
  use_number INTEGER NOT NULL CHECK (use_number > 0),
  cost INTEGER NOT NULL,
  revenue INTEGER NOT NULL,
  refund INTEGER NOT NULL DEFAULT 0,
  state TEXT NOT NULL CHECK (state IN ('open', 'returned', 'bad')),
  PRIMARY KEY (delivery_id, key_id, use_number)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX delivery_keys_one_open ON delivery_keys (key_id, use_number) WHERE state = 'open';
CREATE INDEX delivery_keys_key ON delivery_keys (key_id, delivery_id);
