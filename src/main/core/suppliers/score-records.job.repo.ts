import type { ReadDb } from '#core/db/connection.ts';
import { readStatement } from '#core/db/statement.ts';
import { CLAIM_COST, type ClaimCost } from '#core/purchasing/charged-prices.repo.ts';
import type { BatchId, CardKeyId, ImportId, PurchaseOrderId, SkuId, SupplierId } from '#shared/domain/ids.ts';
import type { Money } from '#shared/domain/money/money.ts';
import type { DaySpan } from '#shared/domain/reports/report-period.ts';
import type { ClaimRefund } from '#shared/domain/suppliers/claim-refunds.ts';
import type { SupplierKind } from '#shared/domain/suppliers/supplier-terms.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { NAMED_CLAIMS, type RefundRow, refundOf } from './refund-claims.repo.ts';

/*
 * What scorecards are counted from, for a job thread. A supplier of null: all of them.
 */

type OfSupplier = { supplierId: number | null };
type Span = OfSupplier & { from: string; to: string };

/** A supplier in use, or one that anything was ever bought from. */
export interface ScoredSupplier {
  readonly supplierId: SupplierId;
  readonly code: string;
  readonly name: string;
  readonly kind: SupplierKind;
  readonly isArchived: number;
  readonly promisedHours: number | null;
}

/** An order that was sent. `received` counts keys up to what was ordered, refused ones too. */
export interface ScoredOrder {
  readonly orderId: PurchaseOrderId;
  readonly supplierId: SupplierId;
  readonly number: string;
  readonly isOver: number;
  /** When it was cancelled after it was sent; null: it was not. */
  readonly cancelledAt: number | null;
  /** The day it was promised for when it was sent; of orders without one then, the day that was agreed later. */
  readonly expectedOn: Day | null;
  readonly sentOn: Day;
  readonly sentAt: number;
  readonly lastReceivedAt: number | null;
  /** When the last of its lines had as many keys as it ordered, refused ones too; null: one never had. */
  readonly filledAt: number | null;
  readonly ordered: number;
  readonly received: number;
}

export interface ScoredReceipt {
  readonly importId: ImportId;
  readonly supplierId: SupplierId;
  readonly number: string;
  readonly receivedOn: Day;
  readonly hasOrder: number;
  readonly accepted: number;
  readonly openComplaints: number;
  readonly complaints: number;
}

export interface ScoredBadKey extends ClaimCost {
  readonly importId: ImportId;
  readonly supplierId: SupplierId;
  readonly receivedOn: Day;
  readonly number: string;
  readonly claimedAt: number;
  readonly isOpen: number;
  readonly replacedAt: number | null;
}

/** Money that a supplier credited by an entry of its own: with no return, difference or undone import behind it. */
export interface ScoredRefund extends ClaimRefund<CardKeyId> {
  readonly supplierId: SupplierId;
}

export interface ScoredRebate {
  readonly rebateId: number;
  readonly supplierId: SupplierId;
  readonly number: string;
  readonly promisedOn: Day;
  readonly amount: Money;
  readonly inTime: Money;
}

export interface ScoredBatch {
  readonly batchId: BatchId;
  readonly importId: ImportId | null;
  readonly supplierId: SupplierId;
  readonly skuId: SkuId;
  readonly skuName: string;
  readonly productName: string;
  readonly number: string;
  readonly receivedOn: Day;
  readonly quantity: number;
  /** What it was bought for, with what corrections made of the price since. */
  readonly cost: Money;
}

const selectSuppliers = readStatement<OfSupplier, ScoredSupplier>(
  `SELECT s.id AS supplierId, s.code, s.name, s.kind, s.is_archived AS isArchived,
     COALESCE(d.promise_hours, (SELECT max(o.promise_hours) FROM offers o WHERE o.supplier_id = s.id AND o.is_archived = 0))
       AS promisedHours
   FROM suppliers s LEFT JOIN supplier_dossiers d ON d.supplier_id = s.id
   WHERE @supplierId IS NULL OR s.id = @supplierId ORDER BY s.name_key, s.id`,
);
/** Keys of a line's receipts, refused ones too, added up as they came. */
const CAME = `came AS (
     SELECT l.line_id, r.posted_at, l.quantity - l.taken_back AS quantity
     FROM purchase_receipts r JOIN purchase_receipt_lines l ON l.import_id = r.import_id WHERE l.line_id IS NOT NULL
     UNION ALL SELECT d.line_id, r.posted_at, d.quantity
     FROM purchase_receipts r JOIN purchase_differences d ON d.import_id = r.import_id
     WHERE d.line_id IS NOT NULL AND d.kind IN ('bad', 'duplicate') AND d.state <> 'undone'),
   added AS (SELECT line_id, posted_at, sum(quantity) OVER (PARTITION BY line_id ORDER BY posted_at) AS quantity FROM came),
   filled AS (SELECT l.id AS line_id, min(a.posted_at) AS at FROM purchase_order_lines l JOIN added a ON a.line_id = l.id
     WHERE a.quantity >= l.quantity GROUP BY l.id)`;
const selectOrders = readStatement<OfSupplier, ScoredOrder>(
  `WITH ${CAME}
   SELECT o.id AS orderId, o.supplier_id AS supplierId, o.number, o.state IN ('received', 'closed') AS isOver,
     CASE WHEN o.state = 'cancelled' THEN o.ended_at END AS cancelledAt, COALESCE(o.promised_on, o.expected_on) AS expectedOn,
     o.sent_on AS sentOn, o.sent_at AS sentAt,
     (SELECT max(r.posted_at) FROM purchase_receipts r WHERE r.order_id = o.id) AS lastReceivedAt,
     CASE WHEN count(f.at) = count(*) THEN max(f.at) END AS filledAt,
     sum(l.quantity) AS ordered,
     sum(min(l.quantity, l.received_quantity + COALESCE((SELECT sum(d.quantity) FROM purchase_differences d
       WHERE d.order_id = o.id AND d.line_id = l.id AND d.kind IN ('bad', 'duplicate') AND d.state <> 'undone'), 0)))
       AS received
   FROM purchase_orders o JOIN purchase_order_lines l ON l.order_id = o.id LEFT JOIN filled f ON f.line_id = l.id
   WHERE o.state NOT IN ('draft', 'approved') AND o.sent_at IS NOT NULL
     AND (@supplierId IS NULL OR o.supplier_id = @supplierId)
   GROUP BY o.id ORDER BY o.id`,
);
const BOUGHT = `i.state IN ('posted', 'partly-undone')
     AND i.receipt_kind IN ('purchase', 'gift', 'consignment', 'rebate', 'replacement')
     AND i.document_on BETWEEN @from AND @to AND (@supplierId IS NULL OR i.supplier_id = @supplierId)`;
const COMPLAINTS = `SELECT count(*) FROM purchase_differences d WHERE d.import_id = i.id
     AND d.kind IN ('bad', 'duplicate', 'wrong-sku')`;
const selectReceipts = readStatement<Span, ScoredReceipt>(
  `SELECT i.id AS importId, i.supplier_id AS supplierId, i.number, i.document_on AS receivedOn,
     r.order_id IS NOT NULL AS hasOrder, i.accepted_count AS accepted,
     (${COMPLAINTS} AND d.state = 'open') AS openComplaints,
     (${COMPLAINTS} AND (d.state = 'open' OR (d.state = 'decided' AND d.decision <> 'accept'))) AS complaints
   FROM imports i LEFT JOIN purchase_receipts r ON r.import_id = i.id WHERE ${BOUGHT} ORDER BY i.document_on, i.id`,
);
const selectRefusals = readStatement<Span, { importId: ImportId; reason: string; count: number }>(
  `SELECT f.import_id AS importId, f.reason, count(*) AS count FROM imports i
   JOIN import_refusals f ON f.import_id = i.id WHERE ${BOUGHT} GROUP BY f.import_id, f.reason`,
);
// From the papers, of which there are few, and not from the keys.
const selectBadKeys = readStatement<OfSupplier, ScoredBadKey>(
  `SELECT ${CLAIM_COST}, b.import_id AS importId, b.supplier_id AS supplierId, b.received_on AS receivedOn,
     d.number, min(e.happened_at) AS claimedAt, k.state = 'claimed' AS isOpen,
     (SELECT min(i.posted_at) FROM replaced_keys p JOIN imports i ON i.id = p.import_id
       WHERE p.key_id = e.key_id AND p.is_undone = 0) AS replacedAt
   FROM stock_documents d
   JOIN key_events e ON e.document_kind = 'stock-document' AND e.document_id = d.id AND e.to_state = 'claimed'
   JOIN card_keys k ON k.id = e.key_id JOIN batches b ON b.id = k.batch_id
   WHERE d.kind = 'bad-key' AND b.import_id IS NOT NULL AND (@supplierId IS NULL OR b.supplier_id = @supplierId)
   GROUP BY e.key_id`,
);
// The month of a supplier's book is never before that of the day.
const selectRefunds = readStatement<OfSupplier & { from: string }, RefundRow & { supplierId: SupplierId }>(
  `SELECT e.supplier_id AS supplierId, e.occurred_on AS creditedOn, -e.amount AS amount, ${NAMED_CLAIMS} AS claims
   FROM supplier_entries e INDEXED BY supplier_entries_month
   WHERE e.month >= substr(@from, 1, 7) AND e.kind = 'refund' AND e.occurred_on >= @from AND e.amount < 0
     AND (@supplierId IS NULL OR e.supplier_id = @supplierId) AND e.import_id IS NULL AND e.reverses_id IS NULL
     AND NOT EXISTS (SELECT 1 FROM supplier_entries r WHERE r.reverses_id = e.id)
     AND NOT EXISTS (SELECT 1 FROM supplier_returns x WHERE x.entry_id = e.id)
     AND NOT EXISTS (SELECT 1 FROM purchase_differences d WHERE d.entry_id = e.id)`,
);
const selectRebates = readStatement<Span, ScoredRebate>(
  `SELECT r.id AS rebateId, r.supplier_id AS supplierId, r.number, r.promised_on AS promisedOn, r.amount,
     COALESCE((SELECT sum(c.amount) FROM supplier_rebate_receipts c WHERE c.rebate_id = r.id AND c.undone_at IS NULL
       AND c.received_on <= r.promised_on), 0) AS inTime
   FROM supplier_rebates r WHERE r.promised_on BETWEEN @from AND @to AND r.ended_as IS NOT 'mistake'
     AND (@supplierId IS NULL OR r.supplier_id = @supplierId) ORDER BY r.promised_on, r.id`,
);
const selectBatches = readStatement<Span, ScoredBatch>(
  `SELECT b.id AS batchId, b.import_id AS importId, b.supplier_id AS supplierId, COALESCE(s.merged_into_id, s.id) AS skuId,
     s.name AS skuName, p.name AS productName, b.number, b.received_on AS receivedOn, b.key_count AS quantity,
     b.total_cost + CASE WHEN EXISTS (SELECT 1 FROM price_correction_receipts c WHERE c.import_id = b.import_id)
       THEN (SELECT COALESCE(sum(x.stock_part + x.cost_part), 0) FROM batches w JOIN card_keys k ON k.batch_id = w.id
         JOIN price_correction_keys x ON x.key_id = k.id WHERE w.id = b.id OR w.parent_batch_id = b.id) ELSE 0 END AS cost
   FROM batches b JOIN skus s ON s.id = b.sku_id JOIN products p ON p.id = s.product_id
   WHERE b.state = 'posted' AND b.parent_batch_id IS NULL AND b.receipt_kind = 'purchase' AND b.key_count > 0
     AND b.received_on BETWEEN @from AND @to AND (@supplierId IS NULL OR b.supplier_id = @supplierId)
   ORDER BY b.received_on, b.id`,
);

export const scoreRows = {
  suppliers: (db: ReadDb, supplierId: SupplierId | null) => selectSuppliers.all(db, { supplierId }),
  orders: (db: ReadDb, supplierId: SupplierId | null) => selectOrders.all(db, { supplierId }),
  receipts: (db: ReadDb, span: DaySpan, supplierId: SupplierId | null) =>
    selectReceipts.all(db, { ...span, supplierId }),
  refusals: (db: ReadDb, span: DaySpan, supplierId: SupplierId | null) =>
    selectRefusals.all(db, { ...span, supplierId }),
  badKeys: (db: ReadDb, supplierId: SupplierId | null) => selectBadKeys.all(db, { supplierId }),
  refunds: (db: ReadDb, from: Day, supplierId: SupplierId | null): ScoredRefund[] =>
    selectRefunds.all(db, { from, supplierId }).map((row) => ({ supplierId: row.supplierId, ...refundOf(row) })),
  rebates: (db: ReadDb, span: DaySpan, supplierId: SupplierId | null) => selectRebates.all(db, { ...span, supplierId }),
  batches: (db: ReadDb, span: DaySpan, supplierId: SupplierId | null) => selectBatches.all(db, { ...span, supplierId }),
};
