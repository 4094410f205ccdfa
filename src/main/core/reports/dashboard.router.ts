import { signedInUser, today } from '#core/context.ts';
import { rightsOf } from '#core/identity/rights.service.ts';
import { implementer } from '#core/implementer.ts';
import type { Dashboard, PurchasesOfSpan, SalesOfSpan } from '#shared/contract/dashboard.contract.ts';
import type { DashboardInput } from './dashboard.job.ts';
import type { DashboardRowsInput } from './dashboard-rows.job.ts';

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
        };
        return context.kernel.threads.run<Dashboard>({ kind: 'dashboard', input, keys: null, signal });
      }),
      sales: dashboard.sales.handler(({ context, input, signal }) => {
        const rows: DashboardRowsInput = { of: 'sales', ...input };
        return context.kernel.threads.run<SalesOfSpan>({ kind: 'dashboard-rows', input: rows, keys: null, signal });
      }),
      purchases: dashboard.purchases.handler(({ context, input, signal }) => {
        const rows: DashboardRowsInput = { of: 'purchases', ...input };
        return context.kernel.threads.run<PurchasesOfSpan>({ kind: 'dashboard-rows', input: rows, keys: null, signal });
      }),
    },
  };
}
