-- The claims that a supplier's refund is for, where it is known: bad keys that nothing was sent in for. A refund without one goes to
-- the claims that stood on its day, the oldest first, as all of them did before this.

CREATE TABLE supplier_refund_claims (
  entry_id INTEGER NOT NULL REFERENCES supplier_entries (id),
  key_id INTEGER NOT NULL REFERENCES card_keys (id),
  PRIMARY KEY (entry_id, key_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX supplier_refund_claims_key ON supplier_refund_claims (key_id);
