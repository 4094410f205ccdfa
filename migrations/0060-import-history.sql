-- Why an import was undone, and indexes for what its history and the lists of batches are searched by.

ALTER TABLE imports ADD COLUMN undo_reason TEXT NOT NULL DEFAULT '';

CREATE INDEX imports_state ON imports (state, id);
CREATE INDEX imports_kind ON imports (receipt_kind, id);

CREATE INDEX batches_label ON batches (label, id) WHERE label <> '';
