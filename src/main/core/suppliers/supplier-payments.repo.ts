import type { Readable, WriteTx } from '#core/db/connection.ts';
import { prepared, readStatement, writeStatement } from '#core/db/statement.ts';
import type { ExchangeRow, SupplierFreeze } from '#shared/contract/supplier-money.contract.ts';
import type { EntryMoney } from '#shared/contract/supplier-payments.contract.ts';
import type { SupplierEntryId, SupplierFreezeId, SupplierId } from '#shared/domain/ids.ts';
import type { Money } from '#shared/domain/money/money.ts';
import type { PaymentMethod } from '#shared/domain/suppliers/payment.ts';
import type { Day, Month } from '#shared/domain/time/business-time.ts';
import type { Acted } from './supplier-items.repo.ts';

const insertPaymentRow = writeStatement<Record<string, unknown>>(
  `INSERT INTO supplier_payments (entry_id, method, reference, fee_entry_id, exceed_reason)
   VALUES (@entryId, @method, @reference, @feeEntryId, @exceedReason)`,
);
const selectPayment = readStatement<{ id: number }, NonNullable<EntryMoney['payment']>>(
  `SELECT p.method, p.reference, f.number AS feeNumber, p.exceed_reason AS exceedReason
   FROM supplier_payments p LEFT JOIN supplier_entries f ON f.id = p.fee_entry_id WHERE p.entry_id = @id`,
);
const selectStandingFee = readStatement<{ id: number }, { id: SupplierEntryId }>(
  `SELECT p.fee_entry_id AS id FROM supplier_payments p WHERE p.entry_id = @id AND p.fee_entry_id IS NOT NULL
     AND NOT EXISTS (SELECT 1 FROM supplier_entries v WHERE v.reverses_id = p.fee_entry_id)`,
);
const insertCostRow = writeStatement<Record<string, unknown>>(
  `INSERT INTO supplier_payment_costs (entry_id, own_amount, rate, rate_on, said_at, said_by)
   VALUES (@entryId, @ownAmount, @rate, @rateOn, @at, @by)`,
);
const insertFreezeRow = writeStatement<Record<string, unknown>>(
  `INSERT INTO supplier_freezes (supplier_id, amount, reason, frozen_on, recorded_at, recorded_by)
   VALUES (@supplierId, @amount, @reason, @frozenOn, @at, @by)`,
);
const updateFreezeEnded = writeStatement<Record<string, unknown>>(
  `UPDATE supplier_freezes SET ended_on = @endedOn, end_reason = @reason, ended_at = @at, ended_by = @by
   WHERE id = @id AND ended_at IS NULL`,
);
const FREEZE = `SELECT f.id, f.supplier_id AS supplierId, f.amount, f.reason, f.frozen_on AS frozenOn,
    COALESCE(u.name, '') AS recordedBy, f.ended_on AS endedOn, f.end_reason AS endReason, e.name AS endedBy
  FROM supplier_freezes f LEFT JOIN users u ON u.id = f.recorded_by LEFT JOIN users e ON e.id = f.ended_by`;
const selectFreezes = readStatement<{ supplierId: number }, SupplierFreeze & { supplierId: SupplierId }>(
  `${FREEZE} WHERE f.supplier_id = @supplierId ORDER BY f.id DESC LIMIT 200`,
);
const selectFreeze = readStatement<{ id: number }, SupplierFreeze & { supplierId: SupplierId }>(
  `${FREEZE} WHERE f.id = @id`,
);

export interface PaymentCost {
  readonly ownAmount: Money;
  /** Null: the amount was said. */
  readonly rate: number | null;
  readonly rateOn: Day | null;
}

export function insertPayment(
  tx: WriteTx,
  payment: {
    entryId: SupplierEntryId;
    method: PaymentMethod;
    reference: string;
    feeEntryId: SupplierEntryId | null;
    exceedReason: string;
  },
): void {
  insertPaymentRow.run(tx, payment);
}

/** Null for a payment that was posted without saying how. */
export function findPayment(db: Readable, id: SupplierEntryId): EntryMoney['payment'] {
  return selectPayment.get(db, { id }) ?? null;
}

/** The fee that was posted with a payment, as long as it stands. */
export function findStandingFee(db: Readable, paymentId: SupplierEntryId): SupplierEntryId | null {
  return selectStandingFee.get(db, { id: paymentId })?.id ?? null;
}

export function insertPaymentCost(tx: WriteTx, entryId: SupplierEntryId, cost: PaymentCost, { at, by }: Acted): void {
  insertCostRow.run(tx, { entryId, ...cost, at, by });
}

export function insertFreeze(
  tx: WriteTx,
  freeze: { supplierId: SupplierId; amount: Money; reason: string; frozenOn: Day },
  { at, by }: Acted,
): SupplierFreezeId {
  return insertFreezeRow.run(tx, { ...freeze, at, by }).lastInsertRowid as SupplierFreezeId;
}

/** False where it ended already. */
export function endFreeze(
  tx: WriteTx,
  end: { id: SupplierFreezeId; endedOn: Day; reason: string },
  { at, by }: Acted,
): boolean {
  return updateFreezeEnded.run(tx, { ...end, at, by }).changes === 1;
}

export function findFreeze(db: Readable, id: SupplierFreezeId) {
  return selectFreeze.get(db, { id }) ?? null;
}

/** The latest 200 of a supplier, the newest first. */
export function listFreezes(db: Readable, supplierId: SupplierId): SupplierFreeze[] {
  return selectFreezes.all(db, { supplierId }).map(({ supplierId: _, ...freeze }) => freeze);
}

export interface ExchangeListQuery {
  readonly supplierId: SupplierId | null;
  readonly month: Month | null;
  readonly before: number;
  readonly limit: number;
}

export function exchangeListStatement({ supplierId, month }: Pick<ExchangeListQuery, 'supplierId' | 'month'>): string {
  const conditions = ['x.id < CAST(@before AS INTEGER)'];
  if (supplierId !== null) conditions.push('x.supplier_id = @supplierId');
  if (month !== null) conditions.push('x.month = @month');
  return `SELECT x.id, x.supplier_id AS supplierId, s.name AS supplierName, s.currency, x.realised_on AS realisedOn, x.month,
      a.debt_entry_id AS debtId, d.number AS debtNumber, a.credit_entry_id AS creditId, c.number AS creditNumber,
      CASE WHEN x.booked < 0 OR x.paid < 0 THEN -a.amount ELSE a.amount END AS amount, x.booked, x.paid, x.result
    FROM supplier_exchange_results x ${exchangeIndex(supplierId, month)} CROSS JOIN supplier_allocations a ON a.id = x.allocation_id
    JOIN suppliers s ON s.id = x.supplier_id
    JOIN supplier_entries d ON d.id = a.debt_entry_id JOIN supplier_entries c ON c.id = a.credit_entry_id
    WHERE ${conditions.join(' AND ')} ORDER BY x.id DESC LIMIT CAST(@limit AS INTEGER)`;
}

/** Ids come in order out of each of them: an index holds the id behind its columns. */
function exchangeIndex(supplierId: SupplierId | null, month: Month | null): string {
  if (month !== null) return `INDEXED BY supplier_exchange_results_${supplierId === null ? 'of_month' : 'month'}`;
  return supplierId === null ? 'NOT INDEXED' : 'INDEXED BY supplier_exchange_results_supplier';
}

export function listExchangeResults(db: Readable, query: ExchangeListQuery): ExchangeRow[] {
  const { supplierId, month, before, limit } = query;
  const parameters = { supplierId: supplierId ?? 0, month: month ?? '', before, limit };
  return prepared(db, exchangeListStatement(query)).all(parameters) as ExchangeRow[];
}
