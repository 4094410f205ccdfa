-- The day that a purchase order was promised for when it was sent: what is postponed since stays late for the scorecard. Of orders
-- sent before this only the day that stands is known.

ALTER TABLE purchase_orders ADD COLUMN promised_on TEXT;
UPDATE purchase_orders SET promised_on = expected_on WHERE sent_at IS NOT NULL;
