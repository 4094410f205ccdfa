import { today } from '#core/context.ts';
import { implementer } from '#core/implementer.ts';
import type { CashView } from '#shared/contract/cash.contract.ts';

export function createCashRouter() {
  const { cash } = implementer;
  return {
    cash: {
      view: cash.view.handler(({ context, signal }) => {
        const input = { today: today(context).day };
        return context.kernel.threads.run<CashView>({ kind: 'cash-view', input, keys: null, signal });
      }),
    },
  };
}
