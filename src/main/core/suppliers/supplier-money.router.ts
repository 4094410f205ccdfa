import { implementer } from '#core/implementer.ts';
import type { SupplierMoneyService } from './supplier-money.service.ts';
import type { SupplierPaymentsService } from './supplier-payments.service.ts';
import type { SupplierRebatesService } from './supplier-rebates.service.ts';

export function createSupplierMoneyRouter(
  money: SupplierMoneyService,
  payments: SupplierPaymentsService,
  rebates: SupplierRebatesService,
) {
  const { supplierMoney } = implementer;
  return {
    supplierMoney: {
      overview: supplierMoney.overview.handler(({ context, input, signal }) => money.overview(context, input, signal)),
      get: supplierMoney.get.handler(({ context, input, signal }) => money.get(context, input, signal)),
      consigned: supplierMoney.consigned.handler(({ context, input, signal }) =>
        money.consigned(context, input, signal),
      ),
      attention: supplierMoney.attention.handler(({ context, signal }) => money.attention(context, signal)),
      dues: supplierMoney.dues.handler(({ context, input }) => money.dues(context, input)),
      credits: supplierMoney.credits.handler(({ context, input }) => money.credits(context, input)),
      entry: supplierMoney.entry.handler(({ context, input }) => money.entry(context, input)),
      exchangeResults: supplierMoney.exchangeResults.handler(({ context, input }) =>
        money.exchangeResults(context, input),
      ),
      freeze: supplierMoney.freeze.handler(({ context, input }) => money.freeze(context, input)),
      endFreeze: supplierMoney.endFreeze.handler(({ context, input }) => money.endFreeze(context, input)),
      setMaximum: supplierMoney.setMaximum.handler(({ context, input }) => money.setMaximum(context, input)),
      pay: supplierMoney.pay.handler(({ context, input }) => payments.pay(context, input)),
      allocate: supplierMoney.allocate.handler(({ context, input }) => payments.allocate(context, input)),
      allocateOpen: supplierMoney.allocateOpen.handler(({ context, input }) => payments.allocateOpen(context, input)),
      release: supplierMoney.release.handler(({ context, input }) => payments.release(context, input)),
      setDue: supplierMoney.setDue.handler(({ context, input }) => payments.setDue(context, input)),
      sayCost: supplierMoney.sayCost.handler(({ context, input }) => payments.sayCost(context, input)),
      rebates: supplierMoney.rebates.handler(({ context, input }) => rebates.list(context, input)),
      proposeRebate: supplierMoney.proposeRebate.handler(({ context, input }) => rebates.propose(context, input)),
      addRebate: supplierMoney.addRebate.handler(({ context, input }) => rebates.add(context, input)),
      endRebate: supplierMoney.endRebate.handler(({ context, input }) => rebates.end(context, input)),
    },
  };
}
