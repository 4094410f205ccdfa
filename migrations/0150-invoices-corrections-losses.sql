-- Prices corrected afterwards, the register of invoices, suppliers that were lost and what was written off with them.

-- A kind more of stock documents: the table is made anew, as a check cannot be changed.
CREATE TABLE stock_documents_new (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('quarantine', 'release', 'freeze', 'write-off', 'reclassification', 'reservation',
    'reservation-end', 'expiry', 'stock-take', 'buyer-return', 'bad-key', 'undo-import', 'supplier-return', 'placement', 'restore',
    'price-correction')),
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
INSERT INTO stock_documents_new (id, number, kind, reason, note, details, quantity, is_pending, occurred_on, reverses_id,
    posted_at, posted_by)
  SELECT id, number, kind, reason, note, details, quantity, is_pending, occurred_on, reverses_id, posted_at, posted_by
  FROM stock_documents;
DROP TABLE stock_documents;
ALTER TABLE stock_documents_new RENAME TO stock_documents;
CREATE INDEX stock_documents_pending ON stock_documents (id) WHERE is_pending = 1;
CREATE INDEX stock_documents_kind ON stock_documents (kind, id);

-- A stock document of kind 'price-correction' and what it did: to the account, to the value of stock, to cost. Its reversal is a
-- document of its own.
CREATE TABLE price_corrections (
  document_id INTEGER PRIMARY KEY REFERENCES stock_documents (id),
  supplier_id INTEGER NOT NULL REFERENCES suppliers (id),
  sku_id INTEGER NOT NULL REFERENCES skus (id),
  external_number TEXT NOT NULL DEFAULT '',
  change_by TEXT NOT NULL CHECK (change_by IN ('unit-cost', 'per-key', 'total', 'reversal')),
  -- The new unit cost, or what a key or all of them became dearer; in the account's currency.
  change_amount INTEGER NOT NULL,
  -- The supplier's paper. Stock and cost go into the month in which it was posted.
  papered_on TEXT NOT NULL,
  month TEXT NOT NULL,
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  -- Null where the account is in the shop's own currency.
  rate INTEGER CHECK (rate > 0),
  rate_on TEXT,
  total INTEGER NOT NULL,
  shop_total INTEGER NOT NULL,
  stock_part INTEGER NOT NULL,
  cost_part INTEGER NOT NULL,
  -- Null where nothing was left to post on the account.
  entry_id INTEGER REFERENCES supplier_entries (id),
  reverses_id INTEGER REFERENCES price_corrections (document_id),
  CHECK (stock_part + cost_part = shop_total)
) STRICT;
CREATE INDEX price_corrections_supplier ON price_corrections (supplier_id, document_id);
CREATE INDEX price_corrections_month ON price_corrections (month, document_id);
CREATE UNIQUE INDEX price_corrections_reverses ON price_corrections (reverses_id) WHERE reverses_id IS NOT NULL;
CREATE INDEX price_corrections_entry ON price_corrections (entry_id) WHERE entry_id IS NOT NULL;

-- The receipts that a correction speaks of.
CREATE TABLE price_correction_receipts (
  document_id INTEGER NOT NULL REFERENCES price_corrections (document_id),
  import_id INTEGER NOT NULL REFERENCES imports (id),
  PRIMARY KEY (document_id, import_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX price_correction_receipts_import ON price_correction_receipts (import_id);

-- Its keys: how many uses were left, and which part of the key's share is stock and which is cost.
CREATE TABLE price_correction_keys (
  document_id INTEGER NOT NULL REFERENCES price_corrections (document_id),
  key_id INTEGER NOT NULL REFERENCES card_keys (id),
  uses_left INTEGER NOT NULL CHECK (uses_left >= 0),
  stock_part INTEGER NOT NULL,
  cost_part INTEGER NOT NULL,
  PRIMARY KEY (document_id, key_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX price_correction_keys_key ON price_correction_keys (key_id);

-- Invoices in (from suppliers) and out (to buyers). Amounts of a red-letter invoice are below zero.
CREATE TABLE invoices (
  id INTEGER PRIMARY KEY,
  direction TEXT NOT NULL CHECK (direction IN ('in', 'out')),
  kind TEXT NOT NULL CHECK (kind IN ('special', 'ordinary', 'electronic-special', 'electronic-ordinary', 'other')),
  code TEXT NOT NULL DEFAULT '',
  number TEXT NOT NULL,
  issued_on TEXT NOT NULL,
  supplier_id INTEGER REFERENCES suppliers (id) CHECK ((supplier_id IS NOT NULL) = (direction = 'in')),
  shop_id INTEGER REFERENCES shops (id) CHECK (shop_id IS NULL OR direction = 'out'),
  -- Who it is made out by or to, as it is written there.
  party TEXT NOT NULL,
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  net INTEGER NOT NULL,
  -- In 1e-8.
  tax_rate INTEGER NOT NULL CHECK (tax_rate >= 0),
  tax INTEGER NOT NULL,
  total INTEGER NOT NULL CHECK (total <> 0),
  note TEXT NOT NULL DEFAULT '',
  attachment_id INTEGER REFERENCES attachments (id),
  -- The invoice that a red-letter one takes back, whole or in part.
  reds_id INTEGER REFERENCES invoices (id),
  registered_at INTEGER NOT NULL,
  registered_by INTEGER NOT NULL,
  CHECK (net + tax = total),
  CHECK ((reds_id IS NOT NULL) = (total < 0))
) STRICT;
CREATE INDEX invoices_list ON invoices (direction, issued_on, id);
CREATE INDEX invoices_supplier ON invoices (supplier_id, issued_on, id) WHERE supplier_id IS NOT NULL;
CREATE INDEX invoices_shop ON invoices (shop_id) WHERE shop_id IS NOT NULL;
CREATE INDEX invoices_number ON invoices (number, code);
CREATE INDEX invoices_reds ON invoices (reds_id) WHERE reds_id IS NOT NULL;
CREATE INDEX invoices_attachment ON invoices (attachment_id) WHERE attachment_id IS NOT NULL;
CREATE TRIGGER invoices_are_registered BEFORE UPDATE ON invoices
BEGIN SELECT RAISE(ABORT, 'a registered invoice is not edited'); END;
CREATE TRIGGER invoices_stay BEFORE DELETE ON invoices
BEGIN SELECT RAISE(ABORT, 'a registered invoice is not removed'); END;

CREATE TABLE invoice_voids (
  invoice_id INTEGER PRIMARY KEY REFERENCES invoices (id),
  reason TEXT NOT NULL,
  voided_at INTEGER NOT NULL,
  voided_by INTEGER NOT NULL
) STRICT;

-- What an invoice is for: an entry of a supplier's account, or what a shop sold in a month. A red-letter invoice has amounts below
-- zero; a release is a row of its own with the opposite amount.
CREATE TABLE invoice_allocations (
  id INTEGER PRIMARY KEY,
  invoice_id INTEGER NOT NULL REFERENCES invoices (id),
  entry_id INTEGER REFERENCES supplier_entries (id),
  shop_id INTEGER REFERENCES shops (id),
  month TEXT,
  amount INTEGER NOT NULL CHECK (amount <> 0),
  allocated_at INTEGER NOT NULL,
  allocated_by INTEGER NOT NULL,
  CHECK ((entry_id IS NULL) = (shop_id IS NOT NULL AND month IS NOT NULL)),
  CHECK ((shop_id IS NULL) = (month IS NULL))
) STRICT;
CREATE INDEX invoice_allocations_invoice ON invoice_allocations (invoice_id, id);
CREATE INDEX invoice_allocations_entry ON invoice_allocations (entry_id, amount) WHERE entry_id IS NOT NULL;
CREATE INDEX invoice_allocations_shop ON invoice_allocations (shop_id, month, amount) WHERE shop_id IS NOT NULL;

-- 跑路: a supplier who is gone. Withdrawn when they turned up again.
CREATE TABLE supplier_losses (
  id INTEGER PRIMARY KEY,
  supplier_id INTEGER NOT NULL REFERENCES suppliers (id),
  lost_on TEXT NOT NULL,
  reason TEXT NOT NULL,
  declared_at INTEGER NOT NULL,
  declared_by INTEGER NOT NULL,
  withdrawn_at INTEGER,
  withdrawn_by INTEGER,
  withdraw_reason TEXT NOT NULL DEFAULT '',
  CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL))
) STRICT;
CREATE UNIQUE INDEX supplier_losses_standing ON supplier_losses (supplier_id) WHERE withdrawn_at IS NULL;
CREATE INDEX supplier_losses_supplier ON supplier_losses (supplier_id, id);

-- The orders that the loss stopped, with what was sent and never came.
CREATE TABLE supplier_loss_orders (
  loss_id INTEGER NOT NULL REFERENCES supplier_losses (id),
  order_id INTEGER NOT NULL REFERENCES purchase_orders (id),
  state_before TEXT NOT NULL,
  open_quantity INTEGER NOT NULL CHECK (open_quantity >= 0),
  open_amount INTEGER NOT NULL CHECK (open_amount >= 0),
  PRIMARY KEY (loss_id, order_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX supplier_loss_orders_order ON supplier_loss_orders (order_id);

-- 坏账: what will never be got back. The account's part is an entry; claims never stood on the account, and their part is the
-- document's own. Its reversal is a document of its own.
CREATE TABLE bad_debts (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  supplier_id INTEGER NOT NULL REFERENCES suppliers (id),
  reason TEXT NOT NULL,
  occurred_on TEXT NOT NULL,
  month TEXT NOT NULL,
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  rate INTEGER CHECK (rate > 0),
  rate_on TEXT,
  -- In the account's currency, then all of it in the shop's. Below zero in a reversal.
  prepaid INTEGER NOT NULL,
  claims INTEGER NOT NULL,
  shop_amount INTEGER NOT NULL,
  entry_id INTEGER REFERENCES supplier_entries (id),
  reverses_id INTEGER REFERENCES bad_debts (id),
  posted_at INTEGER NOT NULL,
  posted_by INTEGER NOT NULL,
  CHECK ((entry_id IS NOT NULL) = (prepaid <> 0))
) STRICT;
CREATE INDEX bad_debts_supplier ON bad_debts (supplier_id, id);
CREATE INDEX bad_debts_month ON bad_debts (month, id);
CREATE UNIQUE INDEX bad_debts_reverses ON bad_debts (reverses_id) WHERE reverses_id IS NOT NULL;
CREATE INDEX bad_debts_entry ON bad_debts (entry_id) WHERE entry_id IS NOT NULL;
