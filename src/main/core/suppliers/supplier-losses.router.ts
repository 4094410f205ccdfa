import { implementer } from '#core/implementer.ts';
import type { SupplierLossesService } from './supplier-losses.service.ts';

export function createSupplierLossesRouter(service: SupplierLossesService) {
  const { supplierLosses } = implementer;
  return {
    supplierLosses: {
      get: supplierLosses.get.handler(({ context, input }) => service.get(context, input.supplierId)),
      lists: supplierLosses.lists.handler(({ context, input, signal }) =>
        service.lists(context, input.supplierId, signal),
      ),
      declare: supplierLosses.declare.handler(({ context, input }) => service.declare(context, input)),
      withdraw: supplierLosses.withdraw.handler(({ context, input }) => service.withdraw(context, input)),
      writeOff: supplierLosses.writeOff.handler(({ context, input }) => service.writeOff(context, input)),
      reverseWriteOff: supplierLosses.reverseWriteOff.handler(({ context, input }) =>
        service.reverseWriteOff(context, input),
      ),
      evidence: supplierLosses.evidence.handler(({ context, input }) => service.evidence(context, input)),
    },
  };
}
