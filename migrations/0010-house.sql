-- The first storey: identity, settings, commands, audit.

CREATE TABLE settings (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE sequences (
  name TEXT PRIMARY KEY,
  next_value INTEGER NOT NULL CHECK (next_value > 0)
) STRICT, WITHOUT ROWID;

CREATE TABLE users (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL UNIQUE,
  role TEXT NOT NULL CHECK (role IN ('owner', 'clerk', 'buyer-finance')),
  is_disabled INTEGER NOT NULL DEFAULT 0 CHECK (is_disabled IN (0, 1)),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

-- A right that differs from the role's own: is_granted 0 or 1, or a daily limit (NULL: none) on one that counts.
CREATE TABLE user_rights (
  user_id INTEGER NOT NULL REFERENCES users (id),
  right_name TEXT NOT NULL,
  is_granted INTEGER CHECK (is_granted IN (0, 1)),
  daily_limit INTEGER CHECK (daily_limit >= 0),
  PRIMARY KEY (user_id, right_name)
) STRICT, WITHOUT ROWID;

CREATE TABLE right_uses (
  user_id INTEGER NOT NULL REFERENCES users (id),
  right_name TEXT NOT NULL,
  used_on TEXT NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity >= 0),
  PRIMARY KEY (user_id, right_name, used_on)
) STRICT, WITHOUT ROWID;

-- The root key, wrapped once per way in: a user's passphrase, the recovery code, the system's keychain.
CREATE TABLE vault_wraps (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('passphrase', 'recovery', 'keychain')),
  user_id INTEGER REFERENCES users (id),
  derivation TEXT NOT NULL,
  wrapped_key BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  is_revoked INTEGER NOT NULL DEFAULT 0 CHECK (is_revoked IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX vault_wraps_one_live ON vault_wraps (kind, COALESCE(user_id, 0)) WHERE is_revoked = 0;

CREATE TABLE sign_in_failures (
  name_key TEXT PRIMARY KEY,
  failed_count INTEGER NOT NULL,
  blocked_until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- One row per command that was carried out; a repeat of its id answers with the stored reference.
CREATE TABLE commands (
  command_id TEXT PRIMARY KEY,
  procedure TEXT NOT NULL,
  input_digest BLOB NOT NULL,
  user_id INTEGER,
  done_at INTEGER NOT NULL,
  result TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX commands_done ON commands (done_at);

CREATE TABLE audit_events (
  sequence INTEGER PRIMARY KEY,
  happened_at INTEGER NOT NULL,
  user_id INTEGER,
  action TEXT NOT NULL,
  subject_kind TEXT NOT NULL,
  subject_id INTEGER,
  quantity INTEGER NOT NULL DEFAULT 0,
  details TEXT NOT NULL,
  mac BLOB NOT NULL
) STRICT;
CREATE INDEX audit_events_subject ON audit_events (subject_kind, subject_id, sequence);
CREATE INDEX audit_events_action ON audit_events (action, sequence);
CREATE INDEX audit_events_user ON audit_events (user_id, sequence);

-- Lines that must reach issued.log; written in the same transaction as what they witness.
CREATE TABLE issued_outbox (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  payload TEXT NOT NULL
) STRICT;
