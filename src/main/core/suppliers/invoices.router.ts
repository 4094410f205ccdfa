import { implementer } from '#core/implementer.ts';
import type { InvoicesService } from './invoices.service.ts';

export function createInvoicesRouter(service: InvoicesService) {
  const { invoices } = implementer;
  return {
    invoices: {
      list: invoices.list.handler(({ context, input }) => service.list(context, input)),
      get: invoices.get.handler(({ context, input }) => service.get(context, input.id)),
      owed: invoices.owed.handler(({ context, input, signal }) => service.owed(context, input, signal)),
      uninvoiced: invoices.uninvoiced.handler(({ context, input }) => service.uninvoiced(context, input.supplierId)),
      register: invoices.register.handler(({ context, input }) => service.register(context, input)),
      voidInvoice: invoices.voidInvoice.handler(({ context, input }) => service.voidInvoice(context, input)),
      redLetter: invoices.redLetter.handler(({ context, input }) => service.redLetter(context, input)),
      allocate: invoices.allocate.handler(({ context, input }) => service.allocate(context, input)),
      coverOldest: invoices.coverOldest.handler(({ context, input }) => service.coverOldest(context, input.id)),
      openAttachment: invoices.openAttachment.handler(({ context, input }) =>
        service.openAttachment(context, input.id),
      ),
    },
  };
}
