-- How suppliers are regarded: what they did of late, what follows from it, and what the owner ruled.

-- Projection: `record` is what a job counted over the days from_on to to_on; the rest is worked out from it, the shop's
-- weights and lines, and the ruling in force.
CREATE TABLE supplier_standings (
  supplier_id INTEGER PRIMARY KEY REFERENCES suppliers (id),
  record TEXT NOT NULL,
  from_on TEXT NOT NULL,
  to_on TEXT NOT NULL,
  standing TEXT NOT NULL CHECK (standing IN ('good', 'warned', 'excluded')),
  colour TEXT NOT NULL CHECK (colour IN ('green', 'yellow', 'red', 'grey')),
  -- Tenths of a point; null: not enough data.
  points INTEGER CHECK (points BETWEEN 0 AND 1000),
  reasons TEXT NOT NULL,
  counted_at INTEGER NOT NULL
) STRICT;
CREATE INDEX supplier_standings_held ON supplier_standings (standing, supplier_id) WHERE standing <> 'good';

-- The owner's own word on a supplier. Never edited: a later one or its withdrawal ends it.
CREATE TABLE supplier_rulings (
  id INTEGER PRIMARY KEY,
  supplier_id INTEGER NOT NULL REFERENCES suppliers (id),
  ruling TEXT NOT NULL CHECK (ruling IN ('good', 'warned', 'excluded')),
  reason TEXT NOT NULL CHECK (reason <> ''),
  -- The last day on which it holds; null: until it is withdrawn.
  ends_on TEXT,
  made_at INTEGER NOT NULL,
  made_by INTEGER NOT NULL,
  withdrawn_at INTEGER,
  withdrawn_by INTEGER,
  CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL))
) STRICT;
CREATE INDEX supplier_rulings_supplier ON supplier_rulings (supplier_id, id);
CREATE UNIQUE INDEX supplier_rulings_standing ON supplier_rulings (supplier_id) WHERE withdrawn_at IS NULL;
