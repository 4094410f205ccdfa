-- The history of imports is narrowed by days and words: what it looks at row by row stands together in one narrow index, so
-- that the settings and summaries of all the others stay unread.

ALTER TABLE imports ADD COLUMN search_key TEXT NOT NULL DEFAULT '';
UPDATE imports SET search_key = lower(number || ' ' || external_number || ' ' || file_name);

CREATE INDEX imports_history ON imports (id, document_on, supplier_id, state, receipt_kind, search_key);
