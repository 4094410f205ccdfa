import type { Readable } from '#core/db/connection.ts';
import { readStatement } from '#core/db/statement.ts';

const selectMovement = readStatement<Record<string, never>, { id: number }>(
  'SELECT id FROM movements ORDER BY id DESC LIMIT 1',
);
const selectDelivery = readStatement<Record<string, never>, { id: number }>(
  'SELECT id FROM deliveries ORDER BY id DESC LIMIT 1',
);
const selectPrice = readStatement<Record<string, never>, { id: number }>(
  'SELECT id FROM offer_prices ORDER BY id DESC LIMIT 1',
);
const selectRest = readStatement<
  Record<string, never>,
  { orders: number; offers: number; rules: number; skus: number }
>(
  `SELECT (SELECT COALESCE(SUM(revision), 0) FROM purchase_orders) AS orders,
     (SELECT COALESCE(SUM(revision), 0) FROM offers) AS offers,
     (SELECT COALESCE(SUM(revision), 0) FROM replenishment_rules) AS rules,
     (SELECT COALESCE(SUM(revision), 0) FROM skus) AS skus`,
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
  const { orders, offers, rules, skus } = selectRest.get(db, {}) ?? { orders: 0, offers: 0, rules: 0, skus: 0 };
  const ends = [selectMovement, selectDelivery, selectPrice].map((statement) => statement.get(db, {})?.id ?? 0);
  const held = selectHeld.all(db, {}).map(({ supplierId, standing }) => `${standing} ${supplierId}`);
  return [...ends, orders, offers, rules, skus, held.join()].join('/');
}

/** Whether anything ever was in stock or sold: before that there is nothing to plan. */
export function hasTraded(db: Readable): boolean {
  return selectAnyDay.get(db, {})?.any === 1;
}
