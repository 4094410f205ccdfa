import { createHash } from 'node:crypto';
import path from 'node:path';
import Database from 'better-sqlite3';
import { createSeededRandom } from '#core/demo/seeded-random.ts';
import type { SkuId, SupplierId } from '#shared/domain/ids.ts';
import { type Money, money } from '#shared/domain/money/money.ts';
import type { ReorderOffer } from '#shared/domain/replenishment/offer-quote.ts';
import type { ReorderLimits, SupplierLimits } from '#shared/domain/replenishment/reorder-plan.ts';
import type { Day } from '#shared/domain/time/business-time.ts';

/** Two years of days per SKU; `rows` of the bench are days of all SKUs together. */
export const HISTORY_DAYS = 730;
export const FIRST_DAY = '2024-11-22' as Day;
export const TODAY = '2026-11-22' as Day;
const SUPPLIERS = 40;

/** Day rows as a shop's file holds them, each SKU's days in a row: SKU, day (0 is the first), units, out of stock. */
export type DayRow = [skuId: number, day: number, units: number, isOut: number];

export async function prepareDays(folder: string, rows: number, seed: number): Promise<void> {
  const database = new Database(path.join(folder, 'days.db'));
  database.exec(`CREATE TABLE days (sku_id INTEGER NOT NULL, day INTEGER NOT NULL, units INTEGER NOT NULL,
    is_out INTEGER NOT NULL, PRIMARY KEY (sku_id, day)) STRICT, WITHOUT ROWID`);
  const insert = database.prepare('INSERT INTO days VALUES (?, ?, ?, ?)');
  const random = createSeededRandom(seed);
  database.exec('BEGIN');
  for (let skuId = 1; skuId <= rows / HISTORY_DAYS; skuId += 1) {
    const base = 0.4 * 100 ** random.next();
    for (let day = 0; day < HISTORY_DAYS; day += 1) {
      const isOut = random.next() < 0.02 ? 1 : 0;
      insert.run(skuId, day, isOut === 1 ? 0 : Math.floor(2 * base * random.next() + random.next()), isOut);
    }
  }
  database.exec('COMMIT');
  database.close();
}

export function openDays(folder: string): { rows(): IterableIterator<DayRow>; close(): void } {
  const database = new Database(path.join(folder, 'days.db'), { readonly: true });
  const statement = database.prepare('SELECT sku_id, day, units, is_out FROM days ORDER BY sku_id, day').raw();
  return { rows: () => statement.iterate() as IterableIterator<DayRow>, close: () => database.close() };
}

/** Three offers for each SKU, with tiers. */
export function offersFor(skuId: SkuId): ReorderOffer[] {
  return [0, 1, 2].map((nth) => ({
    skuId,
    supplierId: (((skuId + 7 * nth) % SUPPLIERS) + 1) as SupplierId,
    tiers: [
      { fromQuantity: 1, unitCost: money(480_000 + 3000 * nth + (skuId % 1000)) },
      { fromQuantity: 50, unitCost: money(475_000 + 3000 * nth + (skuId % 1000)) },
    ],
    fixedCost: money(0),
    minimumOrder: 1 + 4 * nth,
    orderMultiple: 1 + nth,
    stock: nth === 0 ? 100 : null,
    validFrom: null,
    validTo: null,
    isAuthorised: true,
    isQualified: true,
  }));
}

/** Budgets that about a half of the needs fit into. */
export function limitsFor(skuCount: number): ReorderLimits {
  const suppliers = new Map<SupplierId, SupplierLimits>();
  for (let id = 1; id <= SUPPLIERS; id += 1) {
    suppliers.set(id as SupplierId, {
      standing: id % 20 === 0 ? 'excluded' : 'good',
      prepaid: id % 2 === 0 ? { balance: units(60 * skuCount), minimumBalance: units(10) } : null,
      isPaidFirst: id % 2 === 1,
      isConsigned: false,
      exposure: units(skuCount),
      exposureMaximum: units(100 * skuCount),
      purchased: units(1000),
    });
  }
  return {
    isStopped: false,
    dailyBudget: units(2000 * skuCount),
    spentToday: units(0),
    monthlyBudget: null,
    spentThisMonth: units(0),
    tiedUp: units(3000 * skuCount),
    mostTiedUp: units(5000 * skuCount),
    suppliers,
    skus: new Map(),
  };
}

function units(amount: number): Money {
  return money(amount * 10_000);
}

/** Over what each SKU's rows come to: units sold and days out of stock. */
export function daysDigest(sums: Float64Array): string {
  return createHash('sha256').update(new Uint8Array(sums.buffer)).digest('hex');
}
