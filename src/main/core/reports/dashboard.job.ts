import { toView } from '#core/audit/audit.service.ts';
import { listAuditEvents } from '#core/audit/audit-lists.repo.ts';
import type { ThreadContext } from '#core/jobs/thread-context.ts';
import { findShopSettings } from '#core/settings/shop-settings.ts';
import type { Dashboard } from '#shared/contract/dashboard.contract.ts';
import type { SkuId, StatementId } from '#shared/domain/ids.ts';
import { money } from '#shared/domain/money/money.ts';
import { addDays, type Day, firstDayOf, lastDayOf, monthOf } from '#shared/domain/time/business-time.ts';
import { dashboardSums } from './dashboard.job.repo.ts';

export interface DashboardInput {
  readonly today: Day;
  /** Money and people's acts are left out for those without the right. */
  readonly showsActivity: boolean;
}

const DRAWN_DAYS = 30;
const SHOWN_SKUS = 20;
const SHOWN_ACTS = 12;

export function run({ today, showsActivity }: DashboardInput, { readDb: db }: ThreadContext): Dashboard {
  const month = monthOf(today);
  const stock = dashboardSums.stock(db);
  const within7 = dashboardSums.expiring(db, today, addDays(today, 7));
  const within30 = dashboardSums.expiring(db, today, addDays(today, 30));
  const below = dashboardSums.below(db);
  const purchases = dashboardSums.purchases(db, firstDayOf(month), lastDayOf(month));
  const sales = dashboardSums.sales(db, firstDayOf(month), lastDayOf(month));
  const activity = showsActivity ? listAuditEvents(db, { before: Number.MAX_SAFE_INTEGER, limit: SHOWN_ACTS }) : [];
  const sum = <Row>(rows: readonly Row[], read: (row: Row) => number): number =>
    rows.reduce((total, row) => total + read(row), 0);
  return {
    stockValue: money(stock.value),
    keysOnHand: stock.onHand,
    keysAvailable: stock.available,
    keysQuarantined: stock.quarantined,
    expiring: { within7: within7.quantity, within30: within30.quantity, valueWithin30: money(within30.value) },
    belowMinimum: below.slice(0, SHOWN_SKUS).map((row) => ({ ...row, skuId: row.skuId as SkuId })),
    belowMinimumCount: below.length,
    month,
    purchases: {
      amount: money(sum(purchases, ({ amount }) => amount)),
      entries: sum(purchases, ({ entries }) => entries),
    },
    sales: {
      revenue: money(sum(sales, ({ revenue }) => revenue)),
      cost: money(sum(sales, ({ cost }) => cost)),
      keys: sum(sales, ({ keys }) => keys),
      deliveries: sum(sales, ({ deliveries }) => deliveries),
    },
    days: drawnDays(today, db),
    openStatements: dashboardSums.openStatements(db).map((row) => ({ ...row, id: row.id as StatementId })),
    backup: {
      lastAt: dashboardSums.lastBackupAt(db),
      hasSecondPlace: (findShopSettings(db)?.backupPlace ?? null) !== null,
    },
    openFindings: dashboardSums.openFindings(db),
    activity: activity.map(toView),
  };
}

function drawnDays(today: Day, db: ThreadContext['readDb']): Dashboard['days'] {
  const from = addDays(today, 1 - DRAWN_DAYS);
  const sales = new Map(dashboardSums.sales(db, from, today).map((row) => [row.on, row]));
  const purchases = new Map(dashboardSums.purchases(db, from, today).map((row) => [row.on, row]));
  return Array.from({ length: DRAWN_DAYS }, (_, index) => {
    const on = addDays(from, index);
    const sold = sales.get(on);
    return {
      on,
      keys: sold?.keys ?? 0,
      revenue: money(sold?.revenue ?? 0),
      cost: money(sold?.cost ?? 0),
      purchases: money(purchases.get(on)?.amount ?? 0),
    };
  });
}
