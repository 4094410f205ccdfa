import type { ThreadContext } from '#core/jobs/thread-context.ts';
import { MOST_SPAN_ROWS, type PurchasesOfSpan, type SalesOfSpan } from '#shared/contract/dashboard.contract.ts';
import { money } from '#shared/domain/money/money.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { dashboardRows } from './dashboard-rows.job.repo.ts';

export interface DashboardRowsInput {
  readonly of: 'sales' | 'purchases';
  readonly from: Day;
  readonly to: Day;
  /** Whether what was sold may be seen with what it cost. */
  readonly showsCost: boolean;
}

export function run(
  { of, from, to, showsCost }: DashboardRowsInput,
  { readDb: db }: ThreadContext,
): SalesOfSpan | PurchasesOfSpan {
  const span = { from, to };
  if (of === 'purchases') {
    const rows = dashboardRows.purchases(db, span, MOST_SPAN_ROWS).map((row) => ({
      ...row,
      amount: money(row.amount),
      isReversal: row.isReversal === 1,
    }));
    return { rows, count: dashboardRows.purchaseCount(db, span) };
  }
  const { count, keys, revenue, cost } = dashboardRows.salesSum(db, span);
  const rows = dashboardRows.sales(db, span, MOST_SPAN_ROWS).map((row) => ({
    ...row,
    revenue: money(row.revenue),
    cost: showsCost ? money(row.cost) : null,
  }));
  const costs = showsCost ? { cost: money(cost), profit: money(revenue - cost) } : { cost: null, profit: null };
  return { rows, count, keys, revenue: money(revenue), ...costs };
}
