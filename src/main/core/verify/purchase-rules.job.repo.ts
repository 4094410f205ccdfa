import type { BookRule } from './book-rule.ts';

/** What purchase orders and stock on its way say must be what was received and decided. */
export const PURCHASE_RULES: readonly BookRule[] = [
  {
    name: 'orders-agree-with-receipts',
    countSql: 'SELECT count(*) FROM purchase_order_lines',
    breachSql: `WITH received AS (SELECT line_id, sum(quantity - taken_back - sent_back) AS quantity FROM purchase_receipt_lines
        WHERE line_id IS NOT NULL GROUP BY line_id),
      sent_back AS (SELECT line_id, sum(quantity) AS quantity FROM purchase_differences WHERE line_id IS NOT NULL
        AND state = 'decided' AND kind = 'over' AND return_document_id IS NOT NULL GROUP BY line_id),
      waived AS (SELECT line_id, sum(quantity) AS quantity FROM purchase_differences WHERE line_id IS NOT NULL
        AND state = 'decided' AND kind IN ('short', 'bad', 'duplicate') AND decision IN ('accept', 'claim') GROUP BY line_id)
      SELECT 'order line ' || l.id FROM purchase_order_lines l LEFT JOIN received r ON r.line_id = l.id
        LEFT JOIN sent_back b ON b.line_id = l.id LEFT JOIN waived w ON w.line_id = l.id
      WHERE l.received_quantity <> COALESCE(r.quantity, 0) - COALESCE(b.quantity, 0) OR l.waived_quantity <> COALESCE(w.quantity, 0)`,
  },
  {
    name: 'incoming-agrees-with-orders',
    countSql: 'SELECT count(*) FROM incoming_stock',
    breachSql: `SELECT 'order line ' || l.id FROM purchase_order_lines l JOIN purchase_orders o ON o.id = l.order_id
        LEFT JOIN incoming_stock i ON i.line_id = l.id
      WHERE COALESCE(i.quantity, 0) <> CASE WHEN o.state IN ('sent', 'partly-received')
        THEN max(0, l.quantity - l.received_quantity - l.waived_quantity) ELSE 0 END`,
  },
];
