import { pageOfRows } from '#core/db/keyset.ts';
import type { ThreadContext } from '#core/jobs/thread-context.ts';
import type { AfterwardsOfMonth, PurchasesOfSpan, SalesOfSpan } from '#shared/contract/dashboard.contract.ts';
import { money } from '#shared/domain/money/money.ts';
import type { DaySpan } from '#shared/domain/reports/report-period.ts';
import type { Month } from '#shared/domain/time/business-time.ts';
import { dashboardRows } from './dashboard-rows.job.repo.ts';
import type { DrilledPage } from './drilled-page.ts';

export type DashboardRowsInput =
  | {
      readonly of: 'sales';
      readonly span: DaySpan;
      readonly page: DrilledPage<readonly [number]>;
      /** Whether what was sold may be seen with what it cost. */
      readonly showsCost: boolean;
    }
  | { readonly of: 'afterwards'; readonly month: Month }
  | { readonly of: 'purchases'; readonly span: DaySpan; readonly page: DrilledPage<readonly [string, number]> };

export function run(
  input: DashboardRowsInput,
  { readDb: db }: ThreadContext,
): SalesOfSpan | PurchasesOfSpan | AfterwardsOfMonth {
  if (input.of === 'afterwards') {
    const found = dashboardRows.afterwards(db, input.month);
    return { rows: found.map((row) => ({ ...row, isReversal: row.isReversal === 1, cost: money(row.cost) })) };
  }
  const { span } = input;
  if (input.of === 'purchases') {
    const { before, limit } = input.page;
    const found = dashboardRows.purchases(db, span, before, limit + 1).map((row) => ({
      ...row,
      amount: money(row.amount),
      isReversal: row.isReversal === 1,
    }));
    const page = pageOfRows(found, limit, (row) => [row.occurredOn, row.id]);
    return { ...page, count: dashboardRows.purchaseCount(db, span) };
  }
  const { page, showsCost } = input;
  const { count, keys, revenue, cost } = dashboardRows.salesSum(db, span);
  const found = dashboardRows.sales(db, span, page.before[0], page.limit + 1).map((row) => ({
    ...row,
    revenue: money(row.revenue),
    cost: showsCost ? money(row.cost) : null,
  }));
  const costs = showsCost ? { cost: money(cost), profit: money(revenue - cost) } : { cost: null, profit: null };
  return { ...pageOfRows(found, page.limit, (row) => [row.id]), count, keys, revenue: money(revenue), ...costs };
}
