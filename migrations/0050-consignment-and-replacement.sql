-- Consignment: what a delivery of consigned keys makes us owe, and what a key that comes back takes off it, name the delivery.
ALTER TABLE supplier_entries ADD COLUMN delivery_id INTEGER REFERENCES deliveries (id);
CREATE INDEX supplier_entries_delivery ON supplier_entries (delivery_id, supplier_id) WHERE delivery_id IS NOT NULL;

-- Replacement receipts: the bad keys that one answers for, and the cost that it took over from each.
CREATE TABLE replaced_keys (
  import_id INTEGER NOT NULL REFERENCES imports (id),
  key_id INTEGER NOT NULL REFERENCES card_keys (id),
  cost INTEGER NOT NULL CHECK (cost >= 0),
  -- Undone with its import: the supplier owes a replacement again.
  is_undone INTEGER NOT NULL DEFAULT 0 CHECK (is_undone IN (0, 1)),
  PRIMARY KEY (import_id, key_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX replaced_keys_key ON replaced_keys (key_id);
