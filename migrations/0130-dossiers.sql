-- What is known of a supplier besides prices and money: papers, terms of the contract, test orders, and the files that prove them.

-- A file of the folder `attachments`, sealed with the shop's data key. file_hash: SHA-256 of the sealed bytes, and its name there.
CREATE TABLE attachments (
  id INTEGER PRIMARY KEY,
  file_hash TEXT NOT NULL UNIQUE CHECK (length(file_hash) = 64),
  -- Bound into the seal, so that one file cannot stand in for another.
  seal_id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  media_type TEXT NOT NULL CHECK (media_type IN ('application/pdf', 'image/png', 'image/jpeg')),
  size INTEGER NOT NULL CHECK (size > 0),
  added_at INTEGER NOT NULL,
  added_by INTEGER NOT NULL
) STRICT;

CREATE TABLE supplier_dossiers (
  supplier_id INTEGER PRIMARY KEY REFERENCES suppliers (id),
  founded_on TEXT,
  -- In 1/10 000 of all orders.
  dispute_rate INTEGER CHECK (dispute_rate BETWEEN 0 AND 10000),
  source_trace TEXT CHECK (source_trace IN ('full', 'partial', 'none')),
  source_note TEXT NOT NULL DEFAULT '',
  support_hours TEXT NOT NULL DEFAULT '',
  support_time_zone TEXT NOT NULL DEFAULT '',
  fulfilment TEXT CHECK (fulfilment IN ('api', 'hand', 'both')),
  verifies_before_pay INTEGER NOT NULL DEFAULT 0 CHECK (verifies_before_pay IN (0, 1)),
  promise_hours INTEGER CHECK (promise_hours >= 0),
  refund_terms TEXT NOT NULL DEFAULT '',
  bad_keys_paid_by TEXT CHECK (bad_keys_paid_by IN ('supplier', 'us', 'shared')),
  failure_compensation TEXT NOT NULL DEFAULT '',
  price_notice_days INTEGER CHECK (price_notice_days >= 0),
  contract_ends_on TEXT,
  -- A year, in the currency of the supplier's account.
  minimum_volume INTEGER CHECK (minimum_volume >= 0),
  revision INTEGER NOT NULL DEFAULT 1,
  updated_at INTEGER NOT NULL,
  updated_by INTEGER NOT NULL
) STRICT;

-- A paper is never deleted: what was relied on can be seen later. removed_at: it does not count any more.
CREATE TABLE supplier_qualifications (
  id INTEGER PRIMARY KEY,
  supplier_id INTEGER NOT NULL REFERENCES suppliers (id),
  kind TEXT NOT NULL CHECK (kind IN ('business-licence', 'icp-filing', 'brand-authorisation', 'agency-certificate', 'tax-registration')),
  brand_id INTEGER REFERENCES brands (id) CHECK ((brand_id IS NOT NULL) = (kind = 'brand-authorisation')),
  number TEXT NOT NULL DEFAULT '',
  issuer TEXT NOT NULL DEFAULT '',
  issued_on TEXT,
  -- The last day on which it is valid; null: without end.
  expires_on TEXT CHECK (expires_on >= issued_on),
  note TEXT NOT NULL DEFAULT '',
  attachment_id INTEGER REFERENCES attachments (id),
  verified_at INTEGER,
  verified_by INTEGER,
  removed_at INTEGER,
  revision INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  created_by INTEGER NOT NULL
) STRICT;
CREATE INDEX supplier_qualifications_supplier ON supplier_qualifications (supplier_id) WHERE removed_at IS NULL;
CREATE INDEX supplier_qualifications_brand ON supplier_qualifications (brand_id) WHERE removed_at IS NULL AND brand_id IS NOT NULL;
CREATE INDEX supplier_qualifications_attachment ON supplier_qualifications (attachment_id) WHERE attachment_id IS NOT NULL;

CREATE TABLE supplier_test_orders (
  id INTEGER PRIMARY KEY,
  supplier_id INTEGER NOT NULL REFERENCES suppliers (id),
  step TEXT NOT NULL CHECK (step IN ('top-up', 'order', 'withdraw')),
  tested_on TEXT NOT NULL,
  -- In the currency of the supplier's account.
  amount INTEGER NOT NULL CHECK (amount >= 0),
  result TEXT NOT NULL CHECK (result IN ('passed', 'failed')),
  note TEXT NOT NULL DEFAULT '',
  removed_at INTEGER,
  created_at INTEGER NOT NULL,
  created_by INTEGER NOT NULL
) STRICT;
CREATE INDEX supplier_test_orders_supplier ON supplier_test_orders (supplier_id, tested_on) WHERE removed_at IS NULL;
