import { signedInUser, today } from '#core/context.ts';
import { rightsOf } from '#core/identity/rights.service.ts';
import { maySeeCosts } from '#core/identity/shown-costs.ts';
import { implementer } from '#core/implementer.ts';
import type {
  AfterwardsOfMonth,
  Dashboard,
  MovedPrices,
  PurchasesOfSpan,
  SalesOfSpan,
} from '#shared/contract/dashboard.contract.ts';
import type { DashboardInput } from './dashboard.job.ts';
import type { DashboardRowsInput } from './dashboard-rows.job.ts';
import { pageByDay, pageById } from './drilled-page.ts';
import type { MovedPricesInput } from './moved-prices.job.ts';

export function createDashboardRouter() {
  const { dashboard } = implementer;
  return {
    dashboard: {
      get: dashboard.get.handler(({ context, signal }) => {
        const rights = rightsOf(context.db, signedInUser(context));
        const input: DashboardInput = {
          today: today(context).day,
          showsActivity: rights.has('audit.read'),
          showsAccounts: rights.has('accounts.read'),
          showsStatements: rights.has('reconciliation.read'),
          showsSuppliers: rights.has('suppliers.read'),
          showsPurchasing: rights.has('purchasing.read'),
          showsReports: rights.has('reports.read'),
        };
        return context.kernel.threads.run<Dashboard>({ kind: 'dashboard', input, keys: null, signal });
      }),
      movedPrices: dashboard.movedPrices.handler(({ context, signal }) => {
        const input: MovedPricesInput = { today: today(context).day };
        return context.kernel.threads.run<MovedPrices>({ kind: 'moved-prices', input, keys: null, signal });
      }),
      sales: dashboard.sales.handler(({ context, input, signal }) => {
        const { from, to } = input;
        const page = pageById(input);
        const rows: DashboardRowsInput = { of: 'sales', span: { from, to }, page, showsCost: maySeeCosts(context) };
        return context.kernel.threads.run<SalesOfSpan>({ kind: 'dashboard-rows', input: rows, keys: null, signal });
      }),
      afterwards: dashboard.afterwards.handler(({ context, input, signal }) => {
        const rows: DashboardRowsInput = { of: 'afterwards', month: input.month };
        return context.kernel.threads.run<AfterwardsOfMonth>({
          kind: 'dashboard-rows',
          input: rows,
          keys: null,
          signal,
        });
      }),
      purchases: dashboard.purchases.handler(({ context, input, signal }) => {
        const { from, to } = input;
        const rows: DashboardRowsInput = { of: 'purchases', span: { from, to }, page: pageByDay(input) };
        return context.kernel.threads.run<PurchasesOfSpan>({ kind: 'dashboard-rows', input: rows, keys: null, signal });
      }),
    },
  };
}
