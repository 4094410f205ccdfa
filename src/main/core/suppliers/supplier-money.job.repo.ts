import type { ReadDb } from '#core/db/connection.ts';
import { readStatement } from '#core/db/statement.ts';
import type { ConsignedSku } from '#shared/contract/supplier-money.contract.ts';
import type { SkuId, SupplierId } from '#shared/domain/ids.ts';
import type { Money } from '#shared/domain/money/money.ts';
import type { Settlement } from '#shared/domain/suppliers/supplier-terms.ts';
import type { Day, Month } from '#shared/domain/time/business-time.ts';

const selectSuppliers = readStatement<
  Record<string, never>,
  {
    supplierId: SupplierId;
    supplierCode: string;
    supplierName: string;
    settlement: Settlement;
    isArchived: number;
    lostOn: Day | null;
  }
>(
  `SELECT id AS supplierId, code AS supplierCode, name AS supplierName, settlement, is_archived AS isArchived,
     (SELECT x.lost_on FROM supplier_losses x WHERE x.supplier_id = suppliers.id AND x.withdrawn_at IS NULL) AS lostOn
   FROM suppliers ORDER BY name_key, id`,
);
const selectDebts = readStatement<Record<string, never>, { supplierId: SupplierId; dueOn: Day; open: Money }>(
  `SELECT supplier_id AS supplierId, due_on AS dueOn, SUM(open) AS open FROM supplier_items
   WHERE side = 'debt' AND open > 0 GROUP BY supplier_id, due_on`,
);
const sumCredits = readStatement<{ supplierId: number }, { open: Money }>(
  `SELECT COALESCE(SUM(open), 0) AS open FROM supplier_items
   WHERE supplier_id = @supplierId AND side = 'credit' AND open > 0`,
);
const selectTerms = readStatement<{ supplierId: number }, { topUpRate: number; rebateRate: number }>(
  `SELECT top_up_rate AS topUpRate, rebate_rate AS rebateRate FROM supplier_cost_terms WHERE supplier_id = @supplierId`,
);
const selectExchangeMonths = readStatement<{ supplierId: number }, { month: Month; result: Money }>(
  `SELECT month, SUM(result) AS result FROM supplier_exchange_results WHERE supplier_id = @supplierId
   GROUP BY month ORDER BY month DESC LIMIT 12`,
);
const countWithoutCost = readStatement<{ supplierId: number; own: string }, { quantity: number }>(
  `SELECT COUNT(*) AS quantity FROM supplier_items i JOIN supplier_entries e ON e.id = i.entry_id
   JOIN suppliers s ON s.id = i.supplier_id
   WHERE i.supplier_id = @supplierId AND i.side = 'credit' AND i.is_reversed = 0 AND i.own_amount IS NULL
     AND e.kind = 'payment' AND s.currency <> @own`,
);
const selectConsigned = readStatement<
  { supplierId: number },
  ConsignedSku['deliveries'][number] & {
    skuId: SkuId | null;
    skuCode: string;
    skuName: string;
    productName: string;
  }
>(
  `SELECT i.entry_id AS entryId, e.number, e.our_number AS ourNumber, e.delivery_id AS deliveryId,
     e.occurred_on AS occurredOn, COALESCE(SUM(l.quantity), 0) AS quantity, i.amount, i.open, k.id AS skuId,
     COALESCE(k.code, '') AS skuCode, COALESCE(k.name, '') AS skuName, COALESCE(p.name, '') AS productName
   FROM supplier_items i JOIN supplier_entries e ON e.id = i.entry_id
   LEFT JOIN supplier_entry_lines l ON l.entry_id = e.id LEFT JOIN skus k ON k.id = l.sku_id
   LEFT JOIN products p ON p.id = k.product_id
   WHERE i.supplier_id = @supplierId AND i.side = 'debt' AND i.open > 0 AND e.kind = 'consignment'
   GROUP BY i.entry_id ORDER BY i.due_on, i.entry_id`,
);
const selectAttention = readStatement<{ today: string; soon: string }, { overdue: number; soon: number }>(
  `SELECT COALESCE(SUM(i.due_on < @today), 0) AS overdue, COALESCE(SUM(i.due_on >= @today), 0) AS soon
   FROM supplier_items i JOIN suppliers s ON s.id = i.supplier_id
   WHERE i.side = 'debt' AND i.open > 0 AND i.due_on <= @soon`,
);
const countLateRebates = readStatement<{ today: string }, { quantity: number }>(
  'SELECT COUNT(*) AS quantity FROM supplier_rebates WHERE due > 0 AND promised_on < @today',
);

/** Sums over open items; a job thread asks for them. */
export const moneySums = {
  suppliers: (db: ReadDb) => selectSuppliers.all(db, {}).map((row) => ({ ...row, isArchived: row.isArchived === 1 })),
  debts: (db: ReadDb) => selectDebts.all(db, {}),
  openCredits: (db: ReadDb, supplierId: SupplierId): Money => sumCredits.get(db, { supplierId })?.open ?? (0 as Money),
  terms: (db: ReadDb, supplierId: SupplierId) => selectTerms.get(db, { supplierId }) ?? { topUpRate: 0, rebateRate: 0 },
  exchangeMonths: (db: ReadDb, supplierId: SupplierId) => selectExchangeMonths.all(db, { supplierId }),
  withoutCost: (db: ReadDb, supplierId: SupplierId, own: string): number =>
    countWithoutCost.get(db, { supplierId, own })?.quantity ?? 0,
  consigned: (db: ReadDb, supplierId: SupplierId) => selectConsigned.all(db, { supplierId }),
  attention: (db: ReadDb, today: Day, soon: Day) => selectAttention.get(db, { today, soon }) ?? { overdue: 0, soon: 0 },
  lateRebates: (db: ReadDb, today: Day): number => countLateRebates.get(db, { today })?.quantity ?? 0,
};
