import type { Readable, WriteTx } from '#core/db/connection.ts';
import { readStatement, writeStatement } from '#core/db/statement.ts';
import type { SupplierAllocationId, SupplierEntryId, SupplierId } from '#shared/domain/ids.ts';
import type { Money } from '#shared/domain/money/money.ts';
import type { BookDay } from './supplier-items.repo.ts';

/** Parts of an item that stand and were realised: of its amount, and of its worth in our currency. */
export interface RealisedParts {
  readonly takenAmount: Money;
  readonly takenWorth: Money;
}

const selectDebtParts = readStatement<{ entryId: number }, RealisedParts>(
  `SELECT COALESCE(SUM(a.amount), 0) AS takenAmount, COALESCE(SUM(x.booked), 0) AS takenWorth
   FROM supplier_allocations a JOIN supplier_exchange_results x ON x.allocation_id = a.id
   WHERE a.debt_entry_id = @entryId AND a.released_at IS NULL`,
);
const selectCreditParts = readStatement<{ entryId: number }, RealisedParts>(
  `SELECT COALESCE(SUM(a.amount), 0) AS takenAmount, COALESCE(SUM(x.paid), 0) AS takenWorth
   FROM supplier_allocations a JOIN supplier_exchange_results x ON x.allocation_id = a.id
   WHERE a.credit_entry_id = @entryId AND a.released_at IS NULL`,
);
const selectResult = readStatement<{ allocationId: number }, { booked: Money; paid: Money }>(
  'SELECT booked, paid FROM supplier_exchange_results WHERE allocation_id = @allocationId ORDER BY id LIMIT 1',
);
const insertRow = writeStatement<Record<string, unknown>>(
  `INSERT INTO supplier_exchange_results (allocation_id, supplier_id, realised_on, month, booked, paid, realised_at)
   VALUES (@allocationId, @supplierId, @day, @month, @booked, @paid, @at)`,
);

export function realisedParts(db: Readable, entryId: SupplierEntryId, side: 'debt' | 'credit'): RealisedParts {
  const statement = side === 'debt' ? selectDebtParts : selectCreditParts;
  return statement.get(db, { entryId }) ?? { takenAmount: 0 as Money, takenWorth: 0 as Money };
}

/** Null where the allocation realised nothing. */
export function findExchangeResult(
  db: Readable,
  allocationId: SupplierAllocationId,
): { booked: Money; paid: Money } | null {
  return selectResult.get(db, { allocationId }) ?? null;
}

export function insertExchangeResult(
  tx: WriteTx,
  result: { allocationId: SupplierAllocationId; supplierId: SupplierId; booked: Money; paid: Money },
  { day, month }: BookDay,
  at: number,
): void {
  insertRow.run(tx, { ...result, day, month, at });
}
