-- Every key that is deleted (of an import that did not come to its end) is looked for among the findings of stock-takes: without
-- an index each of them reads all findings there ever were.

CREATE INDEX stock_take_findings_key ON stock_take_findings (key_id) WHERE key_id IS NOT NULL;
