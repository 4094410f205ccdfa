-- What an order has received is without the keys that were too many and went back to the supplier. Where the rest of such a receipt
-- was undone, they stood for keys that the order still lacks.

-- Open shortages grow by what their line waits for more.
UPDATE purchase_differences AS s SET quantity = s.quantity
  + (SELECT max(0, l.quantity - (l.received_quantity - b.quantity) - l.waived_quantity)
      - max(0, l.quantity - l.received_quantity - l.waived_quantity)
    FROM purchase_order_lines l JOIN (SELECT d.line_id, sum(d.quantity) AS quantity FROM purchase_differences d
        WHERE d.kind = 'over' AND d.state = 'decided' AND d.return_document_id IS NOT NULL GROUP BY d.line_id) b ON b.line_id = l.id
    WHERE l.id = s.line_id)
WHERE s.kind = 'short' AND s.state = 'open' AND s.line_id IN (SELECT d.line_id FROM purchase_differences d
  WHERE d.kind = 'over' AND d.state = 'decided' AND d.return_document_id IS NOT NULL);

UPDATE purchase_order_lines AS l SET received_quantity = max(0, l.received_quantity
  - (SELECT COALESCE(sum(d.quantity), 0) FROM purchase_differences d
    WHERE d.line_id = l.id AND d.kind = 'over' AND d.state = 'decided' AND d.return_document_id IS NOT NULL))
WHERE l.id IN (SELECT d.line_id FROM purchase_differences d
  WHERE d.kind = 'over' AND d.state = 'decided' AND d.return_document_id IS NOT NULL);

UPDATE purchase_orders AS o SET revision = o.revision + 1, state = CASE
    WHEN NOT EXISTS (SELECT 1 FROM purchase_order_lines l
      WHERE l.order_id = o.id AND l.quantity > l.received_quantity + l.waived_quantity) THEN 'received'
    WHEN NOT EXISTS (SELECT 1 FROM purchase_order_lines l WHERE l.order_id = o.id AND l.received_quantity > 0) THEN 'sent'
    ELSE 'partly-received' END
WHERE o.state IN ('sent', 'partly-received', 'received') AND o.id IN (SELECT d.order_id FROM purchase_differences d
  WHERE d.kind = 'over' AND d.state = 'decided' AND d.return_document_id IS NOT NULL);

DELETE FROM incoming_stock WHERE order_id IN (SELECT d.order_id FROM purchase_differences d
  WHERE d.kind = 'over' AND d.state = 'decided' AND d.return_document_id IS NOT NULL);
INSERT INTO incoming_stock (line_id, order_id, sku_id, supplier_id, quantity, expected_on)
SELECT l.id, o.id, l.sku_id, o.supplier_id, l.quantity - l.received_quantity - l.waived_quantity, o.expected_on
FROM purchase_orders o JOIN purchase_order_lines l ON l.order_id = o.id
WHERE o.state IN ('sent', 'partly-received') AND l.quantity > l.received_quantity + l.waived_quantity
  AND o.id IN (SELECT d.order_id FROM purchase_differences d
    WHERE d.kind = 'over' AND d.state = 'decided' AND d.return_document_id IS NOT NULL);
