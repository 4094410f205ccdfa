-- Keys that a wrong clock ended come back by a document of a kind of its own: the table is made anew, as a check cannot be changed.
CREATE TABLE stock_documents_new (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('quarantine', 'release', 'freeze', 'write-off', 'reclassification', 'reservation',
    'reservation-end', 'expiry', 'stock-take', 'buyer-return', 'bad-key', 'undo-import', 'supplier-return', 'placement', 'restore',
    'price-correction', 'expiry-undone')),
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

-- Lots with expired keys by their last day: those whose day has not come expired by a clock that was wrong.
CREATE INDEX batch_stock_expired ON batch_stock (expires_on, batch_id) WHERE expired > 0;
