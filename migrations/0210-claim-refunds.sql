-- What a supplier credited for claims: its refunds by their day, and whether a return or a difference stands behind one.

CREATE INDEX supplier_entries_refund ON supplier_entries (supplier_id, occurred_on, id) WHERE kind = 'refund';
CREATE INDEX supplier_returns_entry ON supplier_returns (entry_id) WHERE entry_id IS NOT NULL;
CREATE INDEX purchase_differences_entry ON purchase_differences (entry_id) WHERE entry_id IS NOT NULL;
