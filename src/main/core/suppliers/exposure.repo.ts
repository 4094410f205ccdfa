import type { Readable } from '#core/db/connection.ts';
import { readStatement } from '#core/db/statement.ts';
import {
  CLAIM_USE,
  CLAIM_USES,
  type ClaimCost,
  type ClaimUse,
  claimCostsOf,
} from '#core/purchasing/charged-prices.repo.ts';
import type { CardKeyId, ImportId, SupplierId } from '#shared/domain/ids.ts';
import { type Money, money, ZERO_MONEY } from '#shared/domain/money/money.ts';
import { withoutFees } from '#shared/domain/purchasing/claim-limit.ts';
import type { ClaimRefund } from '#shared/domain/suppliers/claim-refunds.ts';
import type { Settlement } from '#shared/domain/suppliers/supplier-terms.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { NAMED_CLAIMS, type RefundRow, refundOf } from './refund-claims.repo.ts';

/** One supplier and what its exposure is made of, as far as rows of one per supplier say. */
export interface SupplierHolding {
  readonly supplierId: SupplierId;
  readonly currency: string;
  readonly settlement: Settlement;
  readonly balance: Money;
  readonly exposureMaximum: Money | null;
  readonly frozen: Money;
  /** Recorded dues, and what was due before the first of them was recorded. */
  readonly rebatesDue: Money;
  /** Of its claims, what was written off while it is lost; zero once it turned up again. */
  readonly claimsWrittenOff: Money;
  /** The same of its prepaid balance. */
  readonly prepaidWrittenOff: Money;
}

const HOLDING = `SELECT s.id AS supplierId, s.currency, s.settlement, COALESCE(b.balance, 0) AS balance,
    m.exposure_maximum AS exposureMaximum,
    (SELECT COALESCE(SUM(f.amount), 0) FROM supplier_freezes f INDEXED BY supplier_freezes_open
      WHERE f.supplier_id = s.id AND f.ended_at IS NULL) AS frozen,
    (SELECT COALESCE(SUM(r.due), 0) FROM supplier_rebates r INDEXED BY supplier_rebates_due
      WHERE r.supplier_id = s.id AND r.due > 0) + MAX(0, COALESCE(t.rebate_due - t.rebate_paid, 0)) AS rebatesDue,
    CASE WHEN EXISTS (SELECT 1 FROM supplier_losses x WHERE x.supplier_id = s.id AND x.withdrawn_at IS NULL)
      THEN (SELECT COALESCE(SUM(w.claims), 0) FROM bad_debts w WHERE w.supplier_id = s.id) ELSE 0 END AS claimsWrittenOff,
    (SELECT COALESCE(SUM(w.prepaid), 0) FROM bad_debts w WHERE w.supplier_id = s.id) AS prepaidWrittenOff
  FROM suppliers s LEFT JOIN supplier_balances b ON b.supplier_id = s.id
  LEFT JOIN supplier_cost_terms t ON t.supplier_id = s.id
  LEFT JOIN replenishment_supplier_limits m ON m.supplier_id = s.id`;
const selectHolding = readStatement<{ id: number }, SupplierHolding>(`${HOLDING} WHERE s.id = @id`);
const selectHoldings = readStatement<Record<string, never>, SupplierHolding>(HOLDING);

/** An order's part that is paid for or will be taken from the balance, in the order's own currency. */
export interface OrderedPart {
  readonly supplierId: SupplierId;
  readonly currency: string;
  readonly amount: Money;
  /** A receipt of the order stands on the account without a payment of its own: what was paid is known there. */
  readonly isByAccount: number;
}

/** Of the order `o`. What is paid together with its receipt says nothing of the rest: that may have been paid with it. */
const IS_BY_ACCOUNT = `EXISTS (SELECT 1 FROM purchase_receipts c INDEXED BY purchase_receipts_order
      CROSS JOIN supplier_entries e INDEXED BY supplier_entries_import ON e.import_id = c.import_id AND e.kind = 'purchase'
      WHERE c.order_id = o.id AND e.reverses_id IS NULL
        AND NOT EXISTS (SELECT 1 FROM supplier_entries v WHERE v.reverses_id = e.id)
        AND NOT EXISTS (SELECT 1 FROM supplier_entries p INDEXED BY supplier_entries_import
          WHERE p.import_id = c.import_id AND p.kind = 'payment')) AS isByAccount`;

/** What the line `l` still waits for, at its price. */
const OPEN_AMOUNT = 'MAX(0, l.quantity - l.received_quantity - l.waived_quantity) * l.unit_price';
/** What was charged for refused keys `d` of the order `o`. */
const REFUSED = `(SELECT COALESCE(SUM(d.charged), 0) FROM purchase_differences d INDEXED BY purchase_differences_order
      WHERE d.order_id = o.id AND d.kind IN ('bad', 'duplicate')`;
/** Nobody has decided about them, or others must come for them: paid or owed already, they are no part of what is on order. */
const IS_CHARGED = "(d.state = 'open' OR (d.state = 'decided' AND d.decision = 'reject'))";

/** What receipts of the order `o` were charged beyond their keys, as `chargedAhead` in domain/purchasing says it. */
const BEYOND = `MAX(0, (SELECT COALESCE(SUM(MAX(0, e.amount
        - (SELECT COALESCE(SUM(n.amount), 0) FROM supplier_entry_lines n WHERE n.entry_id = e.id))), 0)
      FROM purchase_receipts c INDEXED BY purchase_receipts_order
      CROSS JOIN supplier_entries e INDEXED BY supplier_entries_import ON e.import_id = c.import_id AND e.kind = 'purchase'
      WHERE c.order_id = o.id AND e.reverses_id IS NULL
        AND NOT EXISTS (SELECT 1 FROM supplier_entries v WHERE v.reverses_id = e.id))
    - (SELECT COALESCE(SUM(CASE WHEN d.kind = 'short' THEN d.credited ELSE MAX(d.charged, d.credited) END), 0)
      FROM purchase_differences d INDEXED BY purchase_differences_order
      WHERE d.order_id = o.id AND (d.kind = 'short' AND d.state = 'decided'
        OR d.kind IN ('bad', 'duplicate') AND d.state <> 'undone')))`;

/** What those receipts were charged in all, and the cheapest key of the order. */
const CHARGED_IN_ALL = `(SELECT COALESCE(SUM(e.amount), 0) FROM purchase_receipts c INDEXED BY purchase_receipts_order
      CROSS JOIN supplier_entries e INDEXED BY supplier_entries_import ON e.import_id = c.import_id AND e.kind = 'purchase'
      WHERE c.order_id = o.id AND e.reverses_id IS NULL
        AND NOT EXISTS (SELECT 1 FROM supplier_entries v WHERE v.reverses_id = e.id))`;
const LEAST_PRICE = '(SELECT MIN(l.unit_price) FROM purchase_order_lines l WHERE l.order_id = o.id)';

/** What the order `o` still waits for at its prices, less what was charged for refused keys. */
const AWAITED = `MAX(0, (SELECT COALESCE(SUM(MAX(0, ${OPEN_AMOUNT} - ${REFUSED} AND d.line_id = l.id AND ${IS_CHARGED}))), 0)
        FROM purchase_order_lines l WHERE l.order_id = o.id)
      - ${REFUSED} AND d.line_id IS NULL AND d.state = 'open'))`;

/** An order as far as the money in it goes, in its own currency. */
interface OrderMoney extends Pick<OrderedPart, 'supplierId' | 'currency' | 'isByAccount'> {
  /** What it still waits for, or lacked when its supplier was declared lost. */
  readonly awaited: Money;
  readonly beyond: Money;
  readonly charged: Money;
  readonly leastPrice: Money | null;
  readonly orderFee: Money;
  readonly agentRate: number;
}

const ORDER_MONEY = `o.supplier_id AS supplierId, o.currency, ${IS_BY_ACCOUNT}, ${BEYOND} AS beyond,
    ${CHARGED_IN_ALL} AS charged, ${LEAST_PRICE} AS leastPrice,
    COALESCE((SELECT t.order_fee FROM supplier_cost_terms t WHERE t.supplier_id = o.supplier_id), 0) AS orderFee,
    COALESCE((SELECT t.agent_rate FROM supplier_cost_terms t WHERE t.supplier_id = o.supplier_id), 0) AS agentRate`;

const SENT = `SELECT ${ORDER_MONEY}, ${AWAITED} AS awaited
  FROM purchase_orders o WHERE o.state IN ('sent', 'partly-received')`;
const selectSent = readStatement<{ supplierId: number }, OrderMoney>(`${SENT} AND o.supplier_id = @supplierId`);
const selectAllSent = readStatement<Record<string, never>, OrderMoney>(SENT);

/** What orders still lacked that were sent to a supplier when it was declared lost, without what was charged for refused keys. */
const LACKED = `MAX(0, x.open_amount
      - ${REFUSED} AND (${IS_CHARGED} OR (d.state = 'decided' AND d.decided_at >= f.declared_at))))`;
const STOPPED = `SELECT ${ORDER_MONEY}, ${LACKED} AS awaited
  FROM supplier_losses f CROSS JOIN supplier_loss_orders x ON x.loss_id = f.id
  CROSS JOIN purchase_orders o ON o.id = x.order_id
  WHERE f.withdrawn_at IS NULL AND x.open_amount > 0`;
const selectStopped = readStatement<{ supplierId: number }, OrderMoney>(`${STOPPED} AND f.supplier_id = @supplierId`);
const selectAllStopped = readStatement<Record<string, never>, OrderMoney>(STOPPED);

/** An order's part that is still to be paid or taken from the balance, and the one that was charged already; in its own currency. */
export interface OrderParts extends OrderedPart {
  /** What was charged ahead for keys that it lacks. */
  readonly ahead: Money;
}

function partsOf({ awaited, beyond, charged, leastPrice, orderFee, agentRate, ...order }: OrderMoney): OrderParts {
  const fees = { orderFee, agentRate };
  const ahead = withoutFees(beyond, { charged, fees, leastPrice: leastPrice ?? ZERO_MONEY });
  return { ...order, amount: awaited, ahead: money(Math.min(awaited, ahead)) };
}

/** What a lost supplier sent after all, in the shop's currency: what each receipt brought, less what an undo withdrew or went back. */
export interface LateReceipt {
  readonly supplierId: SupplierId;
  readonly importId: ImportId;
  readonly cost: Money;
}

/** From the papers, of which there are few, and not from the keys: wherever those were reclassified to, the papers say what came and went. */
const LATE = `SELECT i.supplier_id AS supplierId, i.id AS importId,
    (SELECT COALESCE(SUM(m.value), 0) FROM movements m INDEXED BY movements_document
      WHERE m.document_kind = 'import' AND m.document_id = i.id AND m.kind = 'receipt')
    + (SELECT COALESCE(SUM(m.value), 0) FROM batches w INDEXED BY batches_import
      CROSS JOIN supplier_returns r INDEXED BY supplier_returns_batch ON r.batch_id = w.id AND r.reversed_by_id IS NULL
      CROSS JOIN movements m INDEXED BY movements_document ON m.document_kind = 'stock-document' AND m.document_id = r.document_id
      WHERE w.import_id = i.id) AS cost
  FROM supplier_losses f CROSS JOIN imports i INDEXED BY imports_supplier ON i.supplier_id = f.supplier_id
  WHERE f.withdrawn_at IS NULL AND i.posted_at > f.declared_at AND i.receipt_kind = 'purchase'
    AND i.state IN ('posted', 'partly-undone')`;
const selectLate = readStatement<{ supplierId: number }, LateReceipt>(`${LATE} AND f.supplier_id = @supplierId`);
const selectAllLate = readStatement<Record<string, never>, LateReceipt>(LATE);

/** A claimed key, and what of its cost the supplier owes for. */
export interface ClaimedCost extends ClaimCost {
  readonly supplierId: SupplierId;
  readonly claimedAt: number;
}

type ClaimedUse = ClaimUse & Pick<ClaimedCost, 'supplierId' | 'claimedAt'>;

const CLAIMED = `SELECT b.supplier_id AS supplierId, ${CLAIM_USE},
    COALESCE((SELECT MAX(e.happened_at) FROM key_events e INDEXED BY key_events_key
      WHERE e.key_id = k.id AND e.to_state = 'claimed'), 0) AS claimedAt`;
/** By their batches: what the keys of others add up to must not slow a payment down. */
const selectClaimed = readStatement<{ supplierId: number }, ClaimedUse>(
  `${CLAIMED}
   FROM batches b INDEXED BY batches_supplier
   CROSS JOIN card_keys k INDEXED BY card_keys_claimed ON k.state = 'claimed' AND k.batch_id = b.id
   ${CLAIM_USES} WHERE b.supplier_id = @supplierId`,
);
const selectAllClaimed = readStatement<Record<string, never>, ClaimedUse>(
  `${CLAIMED}
   FROM card_keys k INDEXED BY card_keys_claimed JOIN batches b ON b.id = k.batch_id
   ${CLAIM_USES} WHERE k.state = 'claimed'`,
);

/** What was charged for keys of an order that were refused, and nobody has decided about yet; in the order's currency. */
const CHARGED = `SELECT o.supplier_id AS supplierId, o.currency, 0 AS isByAccount, d.charged AS amount
  FROM purchase_differences d INDEXED BY purchase_differences_charged JOIN purchase_orders o ON o.id = d.order_id
  WHERE d.state = 'open' AND d.charged > 0 AND d.kind IN ('bad', 'duplicate')`;
const selectCharged = readStatement<{ supplierId: number }, OrderedPart>(`${CHARGED} AND o.supplier_id = @supplierId`);
const selectAllCharged = readStatement<Record<string, never>, OrderedPart>(CHARGED);

/** What was charged beyond the keys of receipts without an order of which rows were refused, and is neither claimed nor accepted. */
const CHARGED_ALONE = `SELECT i.supplier_id AS supplierId, s.currency, 0 AS isByAccount,
    MAX(0, e.amount - (SELECT COALESCE(SUM(n.amount), 0) FROM supplier_entry_lines n WHERE n.entry_id = e.id)
      + (SELECT COALESCE(SUM(n.amount), 0) FROM supplier_entries c INDEXED BY supplier_entries_import
        CROSS JOIN supplier_entry_lines n INDEXED BY supplier_entry_lines_entry ON n.entry_id = c.id AND n.sku_id IS NULL
        WHERE c.import_id = i.id AND c.kind = 'refund')) AS amount
  FROM imports i INDEXED BY imports_charged_refusals CROSS JOIN suppliers s ON s.id = i.supplier_id
  CROSS JOIN supplier_entries e INDEXED BY supplier_entries_import ON e.import_id = i.id AND e.kind = 'purchase'
  WHERE i.refused_count > 0 AND i.amount_charged IS NOT NULL AND i.receipt_kind = 'purchase' AND i.state IN ('posted', 'partly-undone')
    AND e.reverses_id IS NULL AND NOT EXISTS (SELECT 1 FROM supplier_entries v WHERE v.reverses_id = e.id)
    AND NOT EXISTS (SELECT 1 FROM purchase_receipts r WHERE r.import_id = i.id)
    AND NOT EXISTS (SELECT 1 FROM accepted_refusal_charges a WHERE a.import_id = i.id)`;
const selectChargedAlone = readStatement<{ supplierId: number }, OrderedPart>(
  `${CHARGED_ALONE} AND i.supplier_id = @supplierId`,
);
const selectAllChargedAlone = readStatement<Record<string, never>, OrderedPart>(CHARGED_ALONE);

/** What was charged for refused keys that the supplier was told to send again, as far as their line still waits; in the order's currency. */
const SENT_AGAIN = `SELECT o.supplier_id AS supplierId, o.currency, 0 AS isByAccount,
    MIN(${OPEN_AMOUNT}, ${REFUSED} AND d.line_id = l.id AND d.state = 'decided' AND d.decision = 'reject')) AS amount
  FROM purchase_orders o CROSS JOIN purchase_order_lines l ON l.order_id = o.id
  WHERE (o.state IN ('sent', 'partly-received') OR EXISTS (SELECT 1 FROM supplier_loss_orders x
      JOIN supplier_losses f ON f.id = x.loss_id WHERE x.order_id = o.id AND f.withdrawn_at IS NULL))`;
const selectSentAgain = readStatement<{ supplierId: number }, OrderedPart>(
  `${SENT_AGAIN} AND o.supplier_id = @supplierId`,
);
const selectAllSentAgain = readStatement<Record<string, never>, OrderedPart>(SENT_AGAIN);

/** Money credited since a day that no return, difference or receipt of ours stands behind. */
const selectRefunds = readStatement<{ supplierId: number; from: string }, RefundRow>(
  `SELECT e.occurred_on AS creditedOn, -e.amount AS amount, ${NAMED_CLAIMS} AS claims FROM supplier_entries e INDEXED BY supplier_entries_refund
   WHERE e.supplier_id = @supplierId AND e.kind = 'refund' AND e.occurred_on >= @from AND e.amount < 0
     AND e.import_id IS NULL AND e.reverses_id IS NULL
     AND NOT EXISTS (SELECT 1 FROM supplier_entries r WHERE r.reverses_id = e.id)
     AND NOT EXISTS (SELECT 1 FROM supplier_returns x WHERE x.entry_id = e.id)
     AND NOT EXISTS (SELECT 1 FROM purchase_differences d WHERE d.entry_id = e.id)`,
);

/** Of one supplier, or of all of them. Each answer has as many rows as suppliers, open order lines, claimed keys or open differences. */
export const holdings = {
  of: (db: Readable, supplierId: SupplierId | null): SupplierHolding[] =>
    supplierId === null ? selectHoldings.all(db, {}) : selectHolding.all(db, { id: supplierId }),
  /** Of orders that are sent. `amount`: what they still wait for, what was charged ahead of it included. */
  sent: (db: Readable, supplierId: SupplierId | null): OrderParts[] =>
    (supplierId === null ? selectAllSent.all(db, {}) : selectSent.all(db, { supplierId })).map(partsOf),
  /** Of orders that were sent to a supplier when it was declared lost. */
  stopped: (db: Readable, supplierId: SupplierId | null): OrderParts[] =>
    (supplierId === null ? selectAllStopped.all(db, {}) : selectStopped.all(db, { supplierId })).map(partsOf),
  late: (db: Readable, supplierId: SupplierId | null): LateReceipt[] =>
    supplierId === null ? selectAllLate.all(db, {}) : selectLate.all(db, { supplierId }),
  claimed: (db: Readable, supplierId: SupplierId | null): ClaimedCost[] =>
    claimCostsOf(supplierId === null ? selectAllClaimed.all(db, {}) : selectClaimed.all(db, { supplierId })),
  refunds: (db: Readable, supplierId: SupplierId, from: Day): ClaimRefund<CardKeyId>[] =>
    selectRefunds.all(db, { supplierId, from }).map(refundOf),
  charged: (db: Readable, supplierId: SupplierId | null): OrderedPart[] =>
    supplierId === null
      ? [...selectAllCharged.all(db, {}), ...selectAllChargedAlone.all(db, {}), ...selectAllSentAgain.all(db, {})]
      : [
          ...selectCharged.all(db, { supplierId }),
          ...selectChargedAlone.all(db, { supplierId }),
          ...selectSentAgain.all(db, { supplierId }),
        ],
};
