-- What a key is found by stands apart from its row, in an order of its own. As indexes of card_keys these were written key by key: each
-- turn of an import changed most pages of five trees, and a million keys wrote 28 GB. Apart, an import writes them by the
-- hundred thousand, sorted, and each page once for all of those.

-- One holder per pair of number and secret; a withdrawn key holds its pair no more.
CREATE TABLE key_pairs (
  pair_mac BLOB PRIMARY KEY,
  key_id INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Every other mark of every key there is: 1 fingerprint of the number, 2 of the secret, 3 of both read loosely, 4 the number's tail as text.
CREATE TABLE key_marks (
  kind INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 4),
  mark BLOB NOT NULL,
  key_id INTEGER NOT NULL,
  PRIMARY KEY (kind, mark, key_id)
) STRICT, WITHOUT ROWID;

-- Read in the order of the indexes that go: nothing is sorted.
INSERT INTO key_pairs (pair_mac, key_id)
  SELECT pair_mac, id FROM card_keys INDEXED BY card_keys_pair WHERE state <> 'withdrawn' ORDER BY pair_mac;
INSERT INTO key_marks (kind, mark, key_id)
  SELECT 1, number_mac, id FROM card_keys INDEXED BY card_keys_number WHERE number_mac IS NOT NULL ORDER BY number_mac, id;
INSERT INTO key_marks (kind, mark, key_id)
  SELECT 2, secret_mac, id FROM card_keys INDEXED BY card_keys_secret WHERE secret_mac IS NOT NULL ORDER BY secret_mac, id;
INSERT INTO key_marks (kind, mark, key_id)
  SELECT 3, loose_mac, id FROM card_keys INDEXED BY card_keys_loose ORDER BY loose_mac, id;
INSERT INTO key_marks (kind, mark, key_id)
  SELECT 4, CAST(number_tail AS BLOB), id FROM card_keys INDEXED BY card_keys_tail WHERE number_tail <> '' ORDER BY number_tail, id;

DROP INDEX card_keys_pair;
DROP INDEX card_keys_number;
DROP INDEX card_keys_secret;
DROP INDEX card_keys_loose;
DROP INDEX card_keys_tail;
