-- What a supplier's terms say besides: which kind of invoice comes, and how many days after its period a rebate is paid.

ALTER TABLE supplier_cost_terms ADD COLUMN invoice_kind TEXT
  CHECK (invoice_kind IN ('special', 'ordinary', 'electronic-special', 'electronic-ordinary', 'other'));
ALTER TABLE supplier_cost_terms ADD COLUMN rebate_days INTEGER CHECK (rebate_days >= 0);
