import type { Readable } from '#core/db/connection.ts';
import { readStatement } from '#core/db/statement.ts';
import { dossierPolicy } from '#core/suppliers/dossiers.lookup.ts';

const LEDGERS = [
  'movements',
  'deliveries',
  'offer_prices',
  'supplier_entries',
  'exchange_rates',
  'supplier_freezes',
  'supplier_losses',
  'bad_debts',
] as const;
const selectEnds = LEDGERS.map((table) =>
  readStatement<Record<string, never>, { id: number }>(`SELECT id FROM ${table} ORDER BY id DESC LIMIT 1`),
);

const REVISED = [
  'purchase_orders',
  'offers',
  'replenishment_rules',
  'skus',
  'products',
  'brands',
  'suppliers',
  'supplier_cost_terms',
  'supplier_dossiers',
  'supplier_qualifications',
] as const;
const selectRevisions = REVISED.map((table) =>
  readStatement<Record<string, never>, { sum: number }>(`SELECT COALESCE(SUM(revision), 0) AS sum FROM ${table}`),
);

/** What comes or ends without a revision of its own. */
const selectEnded = readStatement<Record<string, never>, Record<string, number>>(
  `SELECT (SELECT COUNT(*) FROM exchange_rates WHERE is_superseded = 0) AS rates,
     (SELECT COUNT(*) FROM supplier_freezes WHERE ended_at IS NULL) AS freezes,
     (SELECT COUNT(*) FROM supplier_losses WHERE withdrawn_at IS NULL) AS losses,
     (SELECT COUNT(*) FROM supplier_qualifications WHERE removed_at IS NULL) AS papers,
     (SELECT COUNT(*) FROM supplier_test_orders WHERE removed_at IS NULL) AS tests,
     (SELECT COALESCE(SUM(due), 0) FROM supplier_rebates WHERE due > 0) AS rebates,
     (SELECT COALESCE(MAX(updated_at), 0) FROM replenishment_supplier_limits) AS limits`,
);
/** What can be sold, SKUs told apart: quarantine, release and reservations move nothing in the ledger. */
const selectStock = readStatement<Record<string, never>, { available: number; bySku: number }>(
  `SELECT COALESCE(SUM(available), 0) AS available, COALESCE(SUM(CAST(available AS REAL) * sku_id), 0) AS bySku FROM sku_stock`,
);
const selectHeld = readStatement<Record<string, never>, { supplierId: number; standing: string }>(
  `SELECT supplier_id AS supplierId, standing FROM supplier_standings WHERE standing <> 'good'
   ORDER BY standing, supplier_id`,
);
const selectAnyDay = readStatement<Record<string, never>, { any: number }>(
  'SELECT EXISTS (SELECT 1 FROM sku_days) AS "any"',
);

/** Stands for everything that a plan depends on but the day: another text, another plan. */
export function planMarker(db: Readable): string {
  const ends = selectEnds.map((statement) => statement.get(db, {})?.id ?? 0);
  const revisions = selectRevisions.map((statement) => statement.get(db, {})?.sum ?? 0);
  const ended = Object.values({ ...selectEnded.get(db, {}), ...selectStock.get(db, {}) });
  const held = selectHeld.all(db, {}).map(({ supplierId, standing }) => `${standing} ${supplierId}`);
  return [...ends, ...revisions, ...ended, held.join(), JSON.stringify(dossierPolicy(db))].join('/');
}

/** Whether anything ever was in stock or sold: before that there is nothing to plan. */
export function hasTraded(db: Readable): boolean {
  return selectAnyDay.get(db, {})?.any === 1;
}
