import type { ReadDb } from '#core/db/connection.ts';
import { readStatement } from '#core/db/statement.ts';

const selectStock = readStatement<
  Record<string, never>,
  { value: number; onHand: number; available: number; quarantined: number }
>(
  `SELECT COALESCE(sum(value_on_hand), 0) AS value, COALESCE(sum(on_hand), 0) AS onHand,
     COALESCE(sum(available), 0) AS available, COALESCE(sum(quarantined), 0) AS quarantined FROM sku_stock`,
);
// What is past its day and still lies here counts too, as in the list.
const selectExpiring = readStatement<{ through: string }, { quantity: number; value: number }>(
  `SELECT COALESCE(sum(on_hand), 0) AS quantity, COALESCE(sum(value_on_hand), 0) AS value FROM batch_stock
   WHERE on_hand > 0 AND expires_on <= @through`,
);
const selectPurchases = readStatement<
  { from: string; to: string },
  { currency: string; amount: number; entries: number }
>(
  `SELECT s.currency, sum(e.amount) AS amount, count(*) AS entries
   FROM supplier_entries e JOIN suppliers s ON s.id = e.supplier_id
   WHERE e.kind IN ('purchase', 'consignment') AND e.occurred_on BETWEEN @from AND @to GROUP BY s.currency`,
);
const selectSales = readStatement<
  { from: string; to: string },
  { on: string; revenue: number; cost: number; keys: number; deliveries: number }
>(
  `SELECT occurred_on AS "on", sum(revenue) AS revenue, sum(cost) AS cost, sum(quantity) AS keys, count(*) AS deliveries
   FROM deliveries WHERE occurred_on BETWEEN @from AND @to GROUP BY occurred_on`,
);
const selectAfterwards = readStatement<{ month: string }, { amount: number }>(
  `SELECT COALESCE((SELECT sum(cost_part) FROM price_corrections WHERE month = @month), 0)
     + COALESCE((SELECT sum(shop_amount) FROM bad_debts WHERE month = @month), 0) AS amount`,
);
const selectOpenStatements = readStatement<
  Record<string, never>,
  { id: number; number: string; supplierName: string; toOn: string }
>(
  `SELECT t.id, t.number, s.name AS supplierName, t.to_on AS toOn FROM statements t
   JOIN suppliers s ON s.id = t.supplier_id WHERE t.state = 'open' ORDER BY t.to_on LIMIT 10`,
);
const countOpenStatements = readStatement<Record<string, never>, { quantity: number }>(
  `SELECT count(*) AS quantity FROM statements WHERE state = 'open'`,
);
const selectStart = readStatement<Record<string, never>, { suppliers: number; skus: number; keys: number }>(
  `SELECT EXISTS (SELECT 1 FROM suppliers) AS suppliers, EXISTS (SELECT 1 FROM skus) AS skus,
     EXISTS (SELECT 1 FROM card_keys) AS keys`,
);
const countFindings = readStatement<Record<string, never>, { quantity: number }>(
  'SELECT count(*) AS quantity FROM restore_findings WHERE is_reviewed = 0',
);
const selectLastBackup = readStatement<Record<string, never>, { lastAt: number | null }>(
  'SELECT max(made_at) AS lastAt FROM backups',
);
const selectLastIn = readStatement<{ place: string }, { lastAt: number | null }>(
  'SELECT max(made_at) AS lastAt FROM backups WHERE place = @place',
);

/** The sums behind the dashboard. They read whole tables of a month, so a job thread asks for them. */
export const dashboardSums = {
  stock: (db: ReadDb) => selectStock.get(db, {}) ?? { value: 0, onHand: 0, available: 0, quarantined: 0 },
  expiring: (db: ReadDb, through: string) => selectExpiring.get(db, { through }) ?? { quantity: 0, value: 0 },
  purchases: (db: ReadDb, from: string, to: string) => selectPurchases.all(db, { from, to }),
  sales: (db: ReadDb, from: string, to: string) => selectSales.all(db, { from, to }),
  afterwards: (db: ReadDb, month: string) => selectAfterwards.get(db, { month })?.amount ?? 0,
  openStatements: (db: ReadDb) => selectOpenStatements.all(db, {}),
  openStatementCount: (db: ReadDb) => countOpenStatements.get(db, {})?.quantity ?? 0,
  start: (db: ReadDb) => selectStart.get(db, {}) ?? { suppliers: 0, skus: 0, keys: 0 },
  openFindings: (db: ReadDb) => countFindings.get(db, {})?.quantity ?? 0,
  lastBackupAt: (db: ReadDb) => selectLastBackup.get(db, {})?.lastAt ?? null,
  lastBackupIn: (db: ReadDb, place: string) => selectLastIn.get(db, { place })?.lastAt ?? null,
};
