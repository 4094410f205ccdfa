import path from 'node:path';
import { toView } from '#core/audit/audit.service.ts';
import { listAuditEvents } from '#core/audit/audit-lists.repo.ts';
import { skusBelowMinimum } from '#core/inventory/below-minimum.ts';
import type { ThreadContext } from '#core/jobs/thread-context.ts';
import { shopSettings } from '#core/settings/shop-settings.ts';
import { countExpiring } from '#core/suppliers/dossier-overview.job.ts';
import { countDues } from '#core/suppliers/due-counts.job.ts';
import type { Dashboard } from '#shared/contract/dashboard.contract.ts';
import type { StatementId } from '#shared/domain/ids.ts';
import { type Money, money } from '#shared/domain/money/money.ts';
import { addDays, type Day, firstDayOf, lastDayOf, type Month, monthOf } from '#shared/domain/time/business-time.ts';
import { dashboardSums } from './dashboard.job.repo.ts';
import { buyingOf, turnoverMonths } from './dashboard-buying.ts';

export interface DashboardInput {
  readonly today: Day;
  /** People's acts, accounts and statements are left out for those without the right. */
  readonly showsActivity: boolean;
  readonly showsAccounts: boolean;
  readonly showsStatements: boolean;
  readonly showsSuppliers: boolean;
  readonly showsPurchasing: boolean;
  readonly showsReports: boolean;
}

const DRAWN_DAYS = 30;
const SHOWN_SKUS = 20;
const SHOWN_ACTS = 12;

export function run(input: DashboardInput, { readDb: db }: ThreadContext): Dashboard {
  const { today, showsActivity, showsAccounts, showsStatements, showsSuppliers } = input;
  const { showsPurchasing, showsReports } = input;
  const month = monthOf(today);
  const showCost = (cost: number) => (showsAccounts ? money(cost) : null);
  const { currency, backupPlace } = shopSettings(db);
  const start = dashboardSums.start(db);
  const stock = dashboardSums.stock(db);
  const within7 = dashboardSums.expiring(db, addDays(today, 7));
  const within30 = dashboardSums.expiring(db, addDays(today, 30));
  const below = skusBelowMinimum(db, today);
  const sales = dashboardSums.sales(db, firstDayOf(month), lastDayOf(month));
  const activity = showsActivity ? listAuditEvents(db, { before: Number.MAX_SAFE_INTEGER, limit: SHOWN_ACTS }) : [];
  const sum = <Row>(rows: readonly Row[], read: (row: Row) => number): number =>
    rows.reduce((total, row) => total + read(row), 0);
  return {
    stockValue: showCost(stock.value),
    keysOnHand: stock.onHand,
    keysAvailable: stock.available,
    keysQuarantined: stock.quarantined,
    expiring: { within7: within7.quantity, within30: within30.quantity, valueWithin30: showCost(within30.value) },
    belowMinimum: below.slice(0, SHOWN_SKUS),
    belowMinimumCount: below.length,
    today,
    month,
    purchases: showsAccounts ? purchasesOf(db, month, currency) : null,
    sales: {
      revenue: money(sum(sales, ({ revenue }) => revenue)),
      cost: showCost(sum(sales, ({ cost }) => cost)),
      keys: sum(sales, ({ keys }) => keys),
      deliveries: sum(sales, ({ deliveries }) => deliveries),
      afterwards: showCost(dashboardSums.afterwards(db, month)),
    },
    ...drawnDays(today, db, showCost),
    openStatements: showsStatements
      ? dashboardSums.openStatements(db).map((row) => ({ ...row, id: row.id as StatementId }))
      : [],
    openStatementCount: showsStatements ? dashboardSums.openStatementCount(db) : 0,
    backup: {
      lastAt: dashboardSums.lastBackupAt(db),
      hasSecondPlace: backupPlace !== null,
      // As the rows of backups have it, without a slash at its end.
      secondAt: backupPlace === null ? null : dashboardSums.lastBackupIn(db, path.resolve(backupPlace)),
    },
    openFindings: dashboardSums.openFindings(db),
    expiringPapers: showsSuppliers ? countExpiring(db, today) : 0,
    dues: showsAccounts ? countDues(db, today) : { overdue: 0, soon: 0, lateRebates: 0 },
    buying: showsPurchasing ? buyingOf(db, today, showsAccounts) : null,
    turnover: showsReports ? turnoverMonths(db, today) : null,
    activity: activity.map(toView),
    start: { hasSuppliers: start.suppliers === 1, hasSkus: start.skus === 1, hasKeys: start.keys === 1 },
  };
}

/** The shop's own currency first, even where nothing was bought in it. */
function purchasesOf(db: ThreadContext['readDb'], month: Month, currency: string): Dashboard['purchases'] {
  const sums = dashboardSums.purchases(db, firstDayOf(month), lastDayOf(month));
  const own = sums.find((sum) => sum.currency === currency) ?? { currency, amount: 0, entries: 0 };
  return [own, ...sums.filter((sum) => sum !== own)].map((sum) => ({ ...sum, amount: money(sum.amount) }));
}

function drawnDays(
  today: Day,
  db: ThreadContext['readDb'],
  showCost: (cost: number) => Money | null,
): Pick<Dashboard, 'days' | 'sumOfDays'> {
  const from = addDays(today, 1 - DRAWN_DAYS);
  const sales = new Map(dashboardSums.sales(db, from, today).map((row) => [row.on, row]));
  const all = { keys: 0, revenue: 0, cost: 0 };
  const days = Array.from({ length: DRAWN_DAYS }, (_, index) => {
    const on = addDays(from, index);
    const { keys, revenue, cost } = sales.get(on) ?? { keys: 0, revenue: 0, cost: 0 };
    all.keys += keys;
    all.revenue += revenue;
    all.cost += cost;
    return { on, keys, revenue: money(revenue), cost: showCost(cost), profit: showCost(revenue - cost) };
  });
  return { days, sumOfDays: { keys: all.keys, revenue: money(all.revenue), cost: showCost(all.cost) } };
}
