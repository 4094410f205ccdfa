-- Catalogue, suppliers and their accounts.

CREATE TABLE brands (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  merged_into_id INTEGER REFERENCES brands (id),
  is_archived INTEGER NOT NULL DEFAULT 0 CHECK (is_archived IN (0, 1)),
  revision INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX brands_name ON brands (name_key) WHERE merged_into_id IS NULL;
CREATE INDEX brands_alias ON brands (name_key) WHERE merged_into_id IS NOT NULL;
CREATE INDEX brands_merged ON brands (merged_into_id) WHERE merged_into_id IS NOT NULL;

CREATE TABLE products (
  id INTEGER PRIMARY KEY,
  brand_id INTEGER NOT NULL REFERENCES brands (id),
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  category TEXT NOT NULL DEFAULT '',
  merged_into_id INTEGER REFERENCES products (id),
  is_archived INTEGER NOT NULL DEFAULT 0 CHECK (is_archived IN (0, 1)),
  revision INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX products_name ON products (brand_id, name_key) WHERE merged_into_id IS NULL;
CREATE INDEX products_list ON products (name_key, id) WHERE merged_into_id IS NULL;
CREATE INDEX products_alias ON products (brand_id, name_key) WHERE merged_into_id IS NOT NULL;
CREATE INDEX products_merged ON products (merged_into_id) WHERE merged_into_id IS NOT NULL;

CREATE TABLE skus (
  id INTEGER PRIMARY KEY,
  product_id INTEGER NOT NULL REFERENCES products (id),
  code TEXT NOT NULL,
  code_key TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  face_value INTEGER,
  face_currency TEXT NOT NULL DEFAULT 'CNY',
  region TEXT NOT NULL DEFAULT '',
  platform TEXT NOT NULL DEFAULT '',
  game_server TEXT NOT NULL DEFAULT '',
  delivery_kind TEXT NOT NULL CHECK (delivery_kind IN ('card-key', 'top-up', 'redeem-link')),
  key_fields TEXT NOT NULL,
  allows_short_pin INTEGER NOT NULL DEFAULT 0 CHECK (allows_short_pin IN (0, 1)),
  membership_days INTEGER CHECK (membership_days > 0),
  shelf_life_days INTEGER CHECK (shelf_life_days > 0),
  minimum_days_left INTEGER NOT NULL DEFAULT 0 CHECK (minimum_days_left >= 0),
  uses_per_key INTEGER NOT NULL DEFAULT 1 CHECK (uses_per_key > 0),
  sale_price INTEGER,
  minimum_stock INTEGER NOT NULL DEFAULT 0 CHECK (minimum_stock >= 0),
  verify_first INTEGER NOT NULL DEFAULT 0 CHECK (verify_first IN (0, 1)),
  notes TEXT NOT NULL DEFAULT '',
  merged_into_id INTEGER REFERENCES skus (id),
  is_archived INTEGER NOT NULL DEFAULT 0 CHECK (is_archived IN (0, 1)),
  revision INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX skus_product ON skus (product_id, code_key);
CREATE INDEX skus_list ON skus (code_key) WHERE merged_into_id IS NULL;
CREATE INDEX skus_name ON skus (name_key, id) WHERE merged_into_id IS NULL;
CREATE INDEX skus_merged ON skus (merged_into_id) WHERE merged_into_id IS NOT NULL;

CREATE TABLE suppliers (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL,
  code_key TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('official', 'platform', 'wholesaler', 'cross-border', 'agent')),
  contacts TEXT NOT NULL DEFAULT '[]',
  currency TEXT NOT NULL,
  settlement TEXT NOT NULL CHECK (settlement IN ('prepaid', 'credit', 'per-order', 'consignment')),
  credit_days INTEGER NOT NULL DEFAULT 0 CHECK (credit_days >= 0),
  closing_day INTEGER NOT NULL DEFAULT 31 CHECK (closing_day BETWEEN 1 AND 31),
  warranty_hours INTEGER NOT NULL DEFAULT 0 CHECK (warranty_hours >= 0),
  verify_first INTEGER NOT NULL DEFAULT 0 CHECK (verify_first IN (0, 1)),
  notes TEXT NOT NULL DEFAULT '',
  is_archived INTEGER NOT NULL DEFAULT 0 CHECK (is_archived IN (0, 1)),
  revision INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX suppliers_name ON suppliers (name_key, id);

CREATE TABLE supplier_sku_terms (
  supplier_id INTEGER NOT NULL REFERENCES suppliers (id),
  sku_id INTEGER NOT NULL REFERENCES skus (id),
  warranty_hours INTEGER CHECK (warranty_hours >= 0),
  verify_first INTEGER CHECK (verify_first IN (0, 1)),
  PRIMARY KEY (supplier_id, sku_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX supplier_sku_terms_sku ON supplier_sku_terms (sku_id);

-- What a supplier calls one of our SKUs, remembered from imports.
CREATE TABLE supplier_sku_names (
  supplier_id INTEGER NOT NULL REFERENCES suppliers (id),
  name_key TEXT NOT NULL,
  sku_id INTEGER NOT NULL REFERENCES skus (id),
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (supplier_id, name_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX supplier_sku_names_sku ON supplier_sku_names (sku_id);

CREATE TABLE sheet_profiles (
  supplier_id INTEGER NOT NULL REFERENCES suppliers (id),
  purpose TEXT NOT NULL CHECK (purpose IN ('keys', 'statement', 'status')),
  header_signature TEXT NOT NULL,
  mapping TEXT NOT NULL,
  used_count INTEGER NOT NULL DEFAULT 1,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (supplier_id, purpose, header_signature)
) STRICT, WITHOUT ROWID;

-- A supplier's account: posted, numbered entries. Positive amounts raise what we owe, negative ones lower it;
-- a balance above zero is 欠款, below zero 预存余额.
CREATE TABLE supplier_entries (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  supplier_id INTEGER NOT NULL REFERENCES suppliers (id),
  kind TEXT NOT NULL CHECK (kind IN
    ('opening', 'purchase', 'consignment', 'payment', 'withdrawal', 'refund', 'rebate', 'fee', 'adjustment')),
  amount INTEGER NOT NULL,
  occurred_on TEXT NOT NULL,
  -- The month of the supplier's book that the day falls in, by their closing day.
  month TEXT NOT NULL,
  external_number TEXT NOT NULL DEFAULT '',
  our_number TEXT NOT NULL DEFAULT '',
  remark TEXT NOT NULL DEFAULT '',
  import_id INTEGER,
  reverses_id INTEGER REFERENCES supplier_entries (id),
  settled_statement_id INTEGER,
  posted_at INTEGER NOT NULL,
  posted_by INTEGER NOT NULL
) STRICT;
-- With the amount, so that a running balance is added up from the index alone.
CREATE INDEX supplier_entries_account ON supplier_entries (supplier_id, occurred_on, id, amount);
CREATE UNIQUE INDEX supplier_entries_reverses ON supplier_entries (reverses_id) WHERE reverses_id IS NOT NULL;
CREATE INDEX supplier_entries_opening ON supplier_entries (supplier_id) WHERE kind = 'opening';
CREATE INDEX supplier_entries_month ON supplier_entries (month, supplier_id, kind, amount);
CREATE INDEX supplier_entries_external ON supplier_entries (supplier_id, external_number);
CREATE INDEX supplier_entries_import ON supplier_entries (import_id) WHERE import_id IS NOT NULL;
CREATE INDEX supplier_entries_settled ON supplier_entries (settled_statement_id) WHERE settled_statement_id IS NOT NULL;

CREATE TABLE supplier_entry_lines (
  id INTEGER PRIMARY KEY,
  entry_id INTEGER NOT NULL REFERENCES supplier_entries (id),
  sku_id INTEGER REFERENCES skus (id),
  quantity INTEGER NOT NULL,
  unit_price INTEGER NOT NULL,
  amount INTEGER NOT NULL
) STRICT;
CREATE INDEX supplier_entry_lines_entry ON supplier_entry_lines (entry_id);
CREATE INDEX supplier_entry_lines_sku ON supplier_entry_lines (sku_id, entry_id);

-- Projection: the sum of a supplier's entries.
CREATE TABLE supplier_balances (
  supplier_id INTEGER PRIMARY KEY REFERENCES suppliers (id),
  balance INTEGER NOT NULL,
  entry_count INTEGER NOT NULL
) STRICT;
