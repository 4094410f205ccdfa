import { signedInUser, today } from '#core/context.ts';
import { rightsOf } from '#core/identity/rights.service.ts';
import { implementer } from '#core/implementer.ts';
import type { Dashboard } from '#shared/contract/dashboard.contract.ts';

export function createDashboardRouter() {
  const { dashboard } = implementer;
  return {
    dashboard: {
      get: dashboard.get.handler(({ context, signal }) =>
        context.kernel.threads.run<Dashboard>({
          kind: 'dashboard',
          input: {
            today: today(context).day,
            showsActivity: rightsOf(context.db, signedInUser(context)).has('audit.read'),
          },
          keys: null,
          signal,
        }),
      ),
    },
  };
}
