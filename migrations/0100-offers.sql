-- Exchange rates, offers with their prices, price lists, what a supplier charges beside the price.

-- The shop's currency for one unit of another, in 1e-8, as a person entered or imported it for a day. A correction is a new
-- row; the one before it stays, superseded.
CREATE TABLE exchange_rates (
  id INTEGER PRIMARY KEY,
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  rate_on TEXT NOT NULL,
  rate INTEGER NOT NULL CHECK (rate > 0),
  source TEXT NOT NULL CHECK (source IN ('hand', 'import')),
  note TEXT NOT NULL DEFAULT '',
  is_superseded INTEGER NOT NULL DEFAULT 0 CHECK (is_superseded IN (0, 1)),
  entered_at INTEGER NOT NULL,
  entered_by INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX exchange_rates_day ON exchange_rates (currency, rate_on) WHERE is_superseded = 0;
CREATE INDEX exchange_rates_list ON exchange_rates (rate_on, id) WHERE is_superseded = 0;

-- What one supplier offers of one SKU. Its prices are versions of their own; here stands what may be edited.
CREATE TABLE offers (
  id INTEGER PRIMARY KEY,
  supplier_id INTEGER NOT NULL REFERENCES suppliers (id),
  sku_id INTEGER NOT NULL REFERENCES skus (id),
  supplier_code TEXT NOT NULL DEFAULT '',
  supplier_product TEXT NOT NULL DEFAULT '',
  search_key TEXT NOT NULL DEFAULT '',
  minimum_quantity INTEGER NOT NULL DEFAULT 1 CHECK (minimum_quantity > 0),
  quantity_multiple INTEGER NOT NULL DEFAULT 1 CHECK (quantity_multiple > 0),
  known_stock INTEGER CHECK (known_stock >= 0),
  known_stock_at INTEGER,
  promise_hours INTEGER CHECK (promise_hours >= 0),
  notes TEXT NOT NULL DEFAULT '',
  is_archived INTEGER NOT NULL DEFAULT 0 CHECK (is_archived IN (0, 1)),
  revision INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  UNIQUE (supplier_id, sku_id)
) STRICT;
CREATE INDEX offers_sku ON offers (sku_id, supplier_id) WHERE is_archived = 0;
CREATE INDEX offers_of_sku ON offers (sku_id, id);

-- A supplier's price list as it was posted, and its undoing.
CREATE TABLE price_lists (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  supplier_id INTEGER NOT NULL REFERENCES suppliers (id),
  state TEXT NOT NULL CHECK (state IN ('posted', 'undone')),
  effective_on TEXT NOT NULL,
  file_name TEXT NOT NULL,
  file_digest BLOB NOT NULL,
  -- How many rows came to which verdict.
  counts TEXT NOT NULL,
  -- Rows that were refused, sealed: nobody knows what a file of the wrong kind holds.
  sealed_refusals BLOB,
  posted_at INTEGER NOT NULL,
  posted_by INTEGER NOT NULL,
  undone_at INTEGER,
  undone_by INTEGER,
  undo_reason TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX price_lists_supplier ON price_lists (supplier_id, id);
CREATE INDEX price_lists_file ON price_lists (file_digest);

-- Prices are only ever added. On a day rules the version with the latest effective day not after it, of several the last
-- posted; one without tiers says that there is no price from that day on.
CREATE TABLE offer_prices (
  id INTEGER PRIMARY KEY,
  offer_id INTEGER NOT NULL REFERENCES offers (id),
  effective_on TEXT NOT NULL,
  valid_to TEXT,
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  -- [[from quantity, unit price or null, discount in 1e-8 or null], …], the smallest quantity first.
  tiers TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('hand', 'list', 'undo')),
  price_list_id INTEGER REFERENCES price_lists (id),
  reverses_id INTEGER REFERENCES offer_prices (id),
  reason TEXT NOT NULL DEFAULT '',
  posted_at INTEGER NOT NULL,
  posted_by INTEGER NOT NULL
) STRICT;
CREATE INDEX offer_prices_ruling ON offer_prices (offer_id, effective_on, id);
CREATE INDEX offer_prices_list ON offer_prices (price_list_id, id) WHERE price_list_id IS NOT NULL;
CREATE INDEX offer_prices_posted ON offer_prices (posted_at, id);
CREATE TRIGGER offer_prices_are_posted BEFORE UPDATE ON offer_prices
BEGIN SELECT RAISE(ABORT, 'a posted price is not edited'); END;
CREATE TRIGGER offer_prices_stay BEFORE DELETE ON offer_prices
BEGIN SELECT RAISE(ABORT, 'a posted price is not removed'); END;

-- How the columns of a supplier's price lists were last read.
CREATE TABLE price_list_profiles (
  supplier_id INTEGER NOT NULL REFERENCES suppliers (id),
  header_signature TEXT NOT NULL,
  mapping TEXT NOT NULL,
  used_count INTEGER NOT NULL DEFAULT 1,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (supplier_id, header_signature)
) STRICT, WITHOUT ROWID;

-- What a supplier charges beside the price, on which tax basis they quote, and what they promise back. Rates in 1e-8,
-- amounts in the supplier's currency.
CREATE TABLE supplier_cost_terms (
  supplier_id INTEGER PRIMARY KEY REFERENCES suppliers (id),
  top_up_rate INTEGER NOT NULL DEFAULT 0 CHECK (top_up_rate >= 0),
  order_fee INTEGER NOT NULL DEFAULT 0 CHECK (order_fee >= 0),
  agent_rate INTEGER NOT NULL DEFAULT 0 CHECK (agent_rate >= 0),
  withdrawal_rate INTEGER NOT NULL DEFAULT 0 CHECK (withdrawal_rate >= 0),
  price_basis TEXT NOT NULL DEFAULT 'without-invoice' CHECK (price_basis IN ('with-invoice', 'without-invoice')),
  tax_rate INTEGER NOT NULL DEFAULT 0 CHECK (tax_rate >= 0),
  rebate_rate INTEGER NOT NULL DEFAULT 0 CHECK (rebate_rate >= 0),
  -- Rebates of the past: what was due and what of it was really paid.
  rebate_due INTEGER NOT NULL DEFAULT 0 CHECK (rebate_due >= 0),
  rebate_paid INTEGER NOT NULL DEFAULT 0 CHECK (rebate_paid >= 0),
  revision INTEGER NOT NULL DEFAULT 1,
  updated_at INTEGER NOT NULL,
  updated_by INTEGER NOT NULL
) STRICT;

-- The rate at which an import from a supplier with another currency valued its keys, and both sums: theirs and ours.
CREATE TABLE import_exchanges (
  import_id INTEGER PRIMARY KEY REFERENCES imports (id),
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  rate INTEGER NOT NULL CHECK (rate > 0),
  rate_on TEXT NOT NULL,
  supplier_cost INTEGER NOT NULL,
  stock_cost INTEGER NOT NULL
) STRICT;
