-- Statements, matches, differences, periods; backups.

CREATE TABLE statements (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  supplier_id INTEGER NOT NULL REFERENCES suppliers (id),
  from_on TEXT NOT NULL,
  to_on TEXT NOT NULL,
  opening_balance INTEGER,
  closing_balance INTEGER,
  state TEXT NOT NULL CHECK (state IN ('loading', 'open', 'settled', 'withdrawn')),
  file_name TEXT NOT NULL,
  file_digest BLOB NOT NULL,
  details TEXT NOT NULL DEFAULT '{}',
  line_count INTEGER NOT NULL DEFAULT 0,
  line_total INTEGER NOT NULL DEFAULT 0,
  -- Of a settled statement: theirs less ours at its end, the part of it that no adjustment of ours will take away, and
  -- what their closing balance was.
  settled_difference INTEGER,
  settled_carried INTEGER,
  settled_closing INTEGER,
  imported_at INTEGER NOT NULL,
  imported_by INTEGER NOT NULL,
  settled_at INTEGER,
  settled_by INTEGER,
  revision INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX statements_supplier ON statements (supplier_id, from_on);
CREATE INDEX statements_open ON statements (state) WHERE state IN ('loading', 'open');
CREATE INDEX statements_file ON statements (file_digest);

CREATE TABLE statement_lines (
  id INTEGER PRIMARY KEY,
  statement_id INTEGER NOT NULL REFERENCES statements (id),
  row_number INTEGER NOT NULL,
  occurred_on TEXT,
  external_number TEXT NOT NULL DEFAULT '',
  our_number TEXT NOT NULL DEFAULT '',
  product_text TEXT NOT NULL DEFAULT '',
  sku_id INTEGER REFERENCES skus (id),
  quantity INTEGER,
  unit_price INTEGER,
  amount INTEGER NOT NULL,
  kind TEXT NOT NULL,
  balance INTEGER,
  remark TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX statement_lines_statement ON statement_lines (statement_id, row_number);

-- Only live matches have rows: what is undone is in the audit trail.
CREATE TABLE statement_matches (
  id INTEGER PRIMARY KEY,
  statement_id INTEGER NOT NULL REFERENCES statements (id),
  pass TEXT NOT NULL,
  score INTEGER NOT NULL,
  reasons TEXT NOT NULL,
  difference INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('proposed', 'confirmed')),
  made_at INTEGER NOT NULL,
  confirmed_at INTEGER,
  confirmed_by INTEGER
) STRICT;
CREATE INDEX statement_matches_statement ON statement_matches (statement_id, state);

CREATE TABLE statement_match_lines (
  match_id INTEGER NOT NULL REFERENCES statement_matches (id),
  line_id INTEGER NOT NULL REFERENCES statement_lines (id),
  PRIMARY KEY (match_id, line_id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX statement_match_lines_line ON statement_match_lines (line_id);

-- entry_line_id 0 means the whole entry.
CREATE TABLE statement_match_entries (
  match_id INTEGER NOT NULL REFERENCES statement_matches (id),
  entry_id INTEGER NOT NULL REFERENCES supplier_entries (id),
  entry_line_id INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (match_id, entry_id, entry_line_id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX statement_match_entries_entry ON statement_match_entries (entry_id, entry_line_id);

CREATE TABLE statement_differences (
  id INTEGER PRIMARY KEY,
  statement_id INTEGER NOT NULL REFERENCES statements (id),
  kind TEXT NOT NULL,
  match_id INTEGER REFERENCES statement_matches (id),
  line_id INTEGER REFERENCES statement_lines (id),
  entry_id INTEGER REFERENCES supplier_entries (id),
  amount INTEGER NOT NULL,
  resolution TEXT NOT NULL CHECK (resolution IN ('open', 'accepted', 'adjusted', 'claimed')),
  adjustment_entry_id INTEGER REFERENCES supplier_entries (id),
  note TEXT NOT NULL DEFAULT '',
  made_at INTEGER NOT NULL,
  made_by INTEGER NOT NULL
) STRICT;
CREATE INDEX statement_differences_statement ON statement_differences (statement_id);
CREATE INDEX statement_differences_line ON statement_differences (line_id) WHERE line_id IS NOT NULL;
CREATE INDEX statement_differences_entry ON statement_differences (entry_id) WHERE entry_id IS NOT NULL;
CREATE INDEX statement_differences_match ON statement_differences (match_id) WHERE match_id IS NOT NULL;
CREATE INDEX statement_differences_adjustment ON statement_differences (adjustment_entry_id)
  WHERE adjustment_entry_id IS NOT NULL;

-- A book's balance at the end of a month, added up from the index alone.
CREATE INDEX supplier_entries_book ON supplier_entries (supplier_id, month, amount);

-- One row per book and month once something was said of it; book_id is the supplier's id, 0 for stock and the shop itself.
CREATE TABLE periods (
  id INTEGER PRIMARY KEY,
  book TEXT NOT NULL CHECK (book IN ('supplier', 'stock', 'shop')),
  book_id INTEGER NOT NULL,
  month TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('settled', 'balance-confirmed', 'late', 'closed', 'reopened')),
  reason TEXT NOT NULL DEFAULT '',
  snapshot TEXT NOT NULL DEFAULT '{}',
  snapshot_digest BLOB,
  changed_at INTEGER NOT NULL,
  changed_by INTEGER NOT NULL,
  UNIQUE (book, book_id, month)
) STRICT;

CREATE TABLE period_events (
  id INTEGER PRIMARY KEY,
  period_id INTEGER NOT NULL REFERENCES periods (id),
  action TEXT NOT NULL,
  reason TEXT NOT NULL DEFAULT '',
  snapshot_digest BLOB,
  happened_at INTEGER NOT NULL,
  user_id INTEGER NOT NULL
) STRICT;
CREATE INDEX period_events_period ON period_events (period_id, id);
CREATE INDEX periods_month ON periods (month, book);

CREATE TABLE stock_takes (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  supplier_id INTEGER NOT NULL REFERENCES suppliers (id),
  file_name TEXT NOT NULL,
  taken_at INTEGER NOT NULL,
  taken_by INTEGER NOT NULL,
  summary TEXT NOT NULL
) STRICT;

CREATE TABLE stock_take_findings (
  stock_take_id INTEGER NOT NULL REFERENCES stock_takes (id),
  row_number INTEGER NOT NULL,
  key_id INTEGER REFERENCES card_keys (id),
  finding TEXT NOT NULL,
  their_status TEXT NOT NULL,
  our_state TEXT NOT NULL,
  happened_on TEXT,
  PRIMARY KEY (stock_take_id, row_number)
) STRICT, WITHOUT ROWID;

CREATE TABLE backups (
  id INTEGER PRIMARY KEY,
  file_name TEXT NOT NULL,
  place TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('daily', 'quit', 'manual', 'before-migration', 'before-restore')),
  size INTEGER NOT NULL,
  digest BLOB NOT NULL,
  audit_sequence INTEGER NOT NULL,
  is_verified INTEGER NOT NULL CHECK (is_verified IN (0, 1)),
  made_at INTEGER NOT NULL
) STRICT;
CREATE INDEX backups_made ON backups (made_at);

-- What the owner has to look at after a restore before schedules are armed again.
CREATE TABLE restore_findings (
  id INTEGER PRIMARY KEY,
  restored_at INTEGER NOT NULL,
  kind TEXT NOT NULL,
  details TEXT NOT NULL,
  is_reviewed INTEGER NOT NULL DEFAULT 0 CHECK (is_reviewed IN (0, 1)),
  reviewed_by INTEGER
) STRICT;
