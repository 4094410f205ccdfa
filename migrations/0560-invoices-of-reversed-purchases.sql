-- Invoices that cover a purchase which was taken back have that much left over, as from now on they have at once.
INSERT INTO invoice_allocations (invoice_id, entry_id, amount, allocated_at, allocated_by)
SELECT a.invoice_id, a.entry_id, -SUM(a.amount), r.posted_at, r.posted_by
FROM invoice_allocations a JOIN supplier_entries r ON r.reverses_id = a.entry_id
GROUP BY a.invoice_id, a.entry_id HAVING SUM(a.amount) <> 0 ORDER BY a.invoice_id, a.entry_id;
UPDATE invoiceable_purchases SET invoiced = 0 WHERE is_reversed = 1 AND invoiced <> 0;
