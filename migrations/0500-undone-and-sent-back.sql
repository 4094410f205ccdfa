-- Keys of a receipt that went back to the supplier before the rest of it was undone: the order waits for them again.
ALTER TABLE purchase_receipt_lines ADD COLUMN sent_back INTEGER NOT NULL DEFAULT 0 CHECK (sent_back >= 0);
