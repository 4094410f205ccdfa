import type { Readable, WriteTx } from '#core/db/connection.ts';
import { readStatement, writeStatement } from '#core/db/statement.ts';
import type { BadDebtRow } from '#shared/contract/supplier-losses.contract.ts';
import type {
  BadDebtId,
  PurchaseOrderId,
  SupplierEntryId,
  SupplierId,
  SupplierLossId,
  UserId,
} from '#shared/domain/ids.ts';
import { type Money, scaleMoney, subtractMoney, sumMoney } from '#shared/domain/money/money.ts';
import { RATE_SCALE } from '#shared/domain/spreadsheets/cell-rates.ts';
import type { Day, Month } from '#shared/domain/time/business-time.ts';

export interface StoredLoss {
  readonly id: SupplierLossId;
  readonly lostOn: Day;
  readonly reason: string;
  readonly declaredAt: number;
  readonly declaredBy: string;
  readonly withdrawnAt: number | null;
  readonly withdrawnBy: string;
  readonly withdrawReason: string;
}

/** A loss that was withdrawn, with how many orders it ended. */
export interface WithdrawnLoss extends StoredLoss {
  readonly endedOrders: number;
}

/** An order that the loss stopped. */
export interface StoppedOrder {
  readonly orderId: PurchaseOrderId;
  readonly number: string;
  readonly currency: string;
  readonly stateBefore: string;
  readonly openQuantity: number;
  readonly openAmount: Money;
}

const LOSS = `SELECT l.id, l.lost_on AS lostOn, l.reason, l.declared_at AS declaredAt, COALESCE(d.name, '') AS declaredBy,
    l.withdrawn_at AS withdrawnAt, COALESCE(w.name, '') AS withdrawnBy, l.withdraw_reason AS withdrawReason
  FROM supplier_losses l LEFT JOIN users d ON d.id = l.declared_by LEFT JOIN users w ON w.id = l.withdrawn_by`;
const selectStanding = readStatement<{ supplierId: number }, StoredLoss>(
  `${LOSS} WHERE l.supplier_id = @supplierId AND l.withdrawn_at IS NULL`,
);
const selectWithdrawn = readStatement<{ supplierId: number }, WithdrawnLoss>(
  `SELECT f.*, (SELECT COUNT(*) FROM supplier_loss_orders x WHERE x.loss_id = f.id) AS endedOrders
   FROM (${LOSS} WHERE l.supplier_id = @supplierId AND l.withdrawn_at IS NOT NULL ORDER BY l.id DESC LIMIT 20) f`,
);
const selectLost = readStatement<Record<string, never>, { supplierId: SupplierId }>(
  'SELECT supplier_id AS supplierId FROM supplier_losses WHERE withdrawn_at IS NULL',
);
const insertRow = writeStatement<Record<string, unknown>>(
  `INSERT INTO supplier_losses (supplier_id, lost_on, reason, declared_at, declared_by)
   VALUES (@supplierId, @lostOn, @reason, @at, @by)`,
);
const updateWithdrawn = writeStatement<Record<string, unknown>>(
  `UPDATE supplier_losses SET withdrawn_at = @at, withdrawn_by = @by, withdraw_reason = @reason
   WHERE id = @id AND withdrawn_at IS NULL`,
);
const insertOrderRow = writeStatement<Record<string, unknown>>(
  `INSERT INTO supplier_loss_orders (loss_id, order_id, state_before, open_quantity, open_amount)
   VALUES (@lossId, @orderId, @stateBefore, @openQuantity, @openAmount)`,
);
const selectOrders = readStatement<{ lossId: number }, StoppedOrder>(
  `SELECT x.order_id AS orderId, o.number, o.currency, x.state_before AS stateBefore, x.open_quantity AS openQuantity,
     x.open_amount AS openAmount
   FROM supplier_loss_orders x JOIN purchase_orders o ON o.id = x.order_id WHERE x.loss_id = @lossId ORDER BY x.order_id`,
);

const DEBT = `SELECT b.id, b.number, b.supplier_id AS supplierId, s.name AS supplierName, b.reason, b.occurred_on AS occurredOn,
    b.month, b.currency, b.rate, b.rate_on AS rateOn, b.prepaid, b.claims, b.shop_amount AS shopAmount, b.entry_id AS entryId,
    e.number AS entryNumber, b.reverses_id AS reversesId, o.number AS reversesNumber, r.number AS reversedByNumber,
    b.posted_at AS postedAt, COALESCE(u.name, '') AS postedBy
  FROM bad_debts b JOIN suppliers s ON s.id = b.supplier_id LEFT JOIN supplier_entries e ON e.id = b.entry_id
    LEFT JOIN bad_debts o ON o.id = b.reverses_id LEFT JOIN bad_debts r ON r.reverses_id = b.id
    LEFT JOIN users u ON u.id = b.posted_by`;
const selectDebt = readStatement<{ id: number }, BadDebtRow>(`${DEBT} WHERE b.id = @id`);
const selectDebts = readStatement<{ supplierId: number }, BadDebtRow>(
  `${DEBT} WHERE b.supplier_id = @supplierId ORDER BY b.id DESC LIMIT 100`,
);
const sumClaims = readStatement<{ supplierId: number }, { amount: Money }>(
  'SELECT COALESCE(SUM(claims), 0) AS amount FROM bad_debts WHERE supplier_id = @supplierId',
);
const sumPrepaid = readStatement<{ supplierId: number }, { amount: Money }>(
  'SELECT COALESCE(SUM(prepaid), 0) AS amount FROM bad_debts WHERE supplier_id = @supplierId',
);
const selectBorne = readStatement<{ supplierId: number }, { prepaid: Money; shopAmount: Money; rate: number | null }>(
  'SELECT prepaid, shop_amount AS shopAmount, rate FROM bad_debts WHERE supplier_id = @supplierId',
);
const insertDebtRow = writeStatement<Record<string, unknown>>(
  `INSERT INTO bad_debts (number, supplier_id, reason, occurred_on, month, currency, rate, rate_on, prepaid, claims, shop_amount,
     entry_id, reverses_id, posted_at, posted_by)
   VALUES (@number, @supplierId, @reason, @occurredOn, @month, @currency, @rate, @rateOn, @prepaid, @claims, @shopAmount,
     @entryId, @reversesId, @postedAt, @postedBy)`,
);

export function findStandingLoss(db: Readable, supplierId: SupplierId): StoredLoss | null {
  return selectStanding.get(db, { supplierId }) ?? null;
}

/** The latest 20, the newest first. */
export function listWithdrawnLosses(db: Readable, supplierId: SupplierId): WithdrawnLoss[] {
  return selectWithdrawn.all(db, { supplierId });
}

export function readLostSuppliers(db: Readable): SupplierId[] {
  return selectLost.all(db, {}).map(({ supplierId }) => supplierId);
}

export function insertLoss(
  tx: WriteTx,
  loss: { supplierId: SupplierId; lostOn: Day; reason: string; at: number; by: UserId },
): SupplierLossId {
  return insertRow.run(tx, loss).lastInsertRowid as SupplierLossId;
}

export function withdrawLoss(
  tx: WriteTx,
  withdrawal: { id: SupplierLossId; reason: string; at: number; by: UserId },
): void {
  updateWithdrawn.run(tx, withdrawal);
}

export function insertStoppedOrder(tx: WriteTx, lossId: SupplierLossId, order: StoppedOrder): void {
  const { orderId, stateBefore, openQuantity, openAmount } = order;
  insertOrderRow.run(tx, { lossId, orderId, stateBefore, openQuantity, openAmount });
}

export function readStoppedOrders(db: Readable, lossId: SupplierLossId): StoppedOrder[] {
  return selectOrders.all(db, { lossId });
}

export function findBadDebt(db: Readable, id: BadDebtId): BadDebtRow | null {
  return selectDebt.get(db, { id }) ?? null;
}

export function listBadDebts(db: Readable, supplierId: SupplierId): BadDebtRow[] {
  return selectDebts.all(db, { supplierId });
}

/** What of a supplier's claims was written off; reversals are below zero. */
export function claimsWrittenOff(db: Readable, supplierId: SupplierId): Money {
  return (sumClaims.get(db, { supplierId })?.amount ?? 0) as Money;
}

/** The same of its prepaid balance. */
export function prepaidWrittenOff(db: Readable, supplierId: SupplierId): Money {
  return (sumPrepaid.get(db, { supplierId })?.amount ?? 0) as Money;
}

/** What months bore of a supplier's claims, in the account's currency; each row says it as what its month bore above the prepaid part. */
export function claimsBorne(db: Readable, supplierId: SupplierId): Money {
  const rows = selectBorne.all(db, { supplierId });
  return sumMoney(
    rows.map(({ prepaid, shopAmount, rate }) =>
      subtractMoney(rate === null ? shopAmount : scaleMoney(shopAmount, RATE_SCALE, rate), prepaid),
    ),
  );
}

export interface NewBadDebt {
  readonly number: string;
  readonly supplierId: SupplierId;
  readonly reason: string;
  readonly occurredOn: Day;
  readonly month: Month;
  readonly currency: string;
  readonly rate: number | null;
  readonly rateOn: string | null;
  readonly prepaid: Money;
  readonly claims: Money;
  readonly shopAmount: Money;
  readonly entryId: SupplierEntryId | null;
  readonly reversesId: BadDebtId | null;
  readonly postedAt: number;
  readonly postedBy: UserId;
}

export function insertBadDebt(tx: WriteTx, debt: NewBadDebt): BadDebtId {
  return insertDebtRow.run(tx, { ...debt }).lastInsertRowid as BadDebtId;
}
