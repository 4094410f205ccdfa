import { implementer } from '#core/implementer.ts';
import type { DeliveriesService } from './deliveries.service.ts';
import type { ShopsService } from './shops.service.ts';

export function createSalesRouter(sales: { deliveries: DeliveriesService; shops: ShopsService }) {
  const { deliveries, shops } = implementer;
  return {
    deliveries: {
      dispense: deliveries.dispense.handler(({ context, input }) => sales.deliveries.dispense(context, input)),
      recordPlacedSale: deliveries.recordPlacedSale.handler(({ context, input }) =>
        sales.deliveries.recordPlacedSale(context, input),
      ),
      show: deliveries.show.handler(({ context, input }) => sales.deliveries.show(context, input)),
      recordCopy: deliveries.recordCopy.handler(({ context, input }) => sales.deliveries.recordCopy(context, input)),
      export: deliveries.export.handler(({ context, input }) => sales.deliveries.export(context, input)),
      list: deliveries.list.handler(({ context, input }) => sales.deliveries.list(context, input)),
      get: deliveries.get.handler(({ context, input }) => sales.deliveries.get(context, input.id)),
      findBuyers: deliveries.findBuyers.handler(({ context, input }) => sales.deliveries.findBuyers(context, input)),
      findByNumber: deliveries.findByNumber.handler(({ context, input }) =>
        sales.deliveries.findByNumber(context, input),
      ),
      order: deliveries.order.handler(({ context, input }) => sales.deliveries.order(context, input)),
      return: deliveries.return.handler(({ context, input }) => sales.deliveries.return(context, input)),
      markBad: deliveries.markBad.handler(({ context, input }) => sales.deliveries.markBad(context, input)),
    },
    shops: {
      list: shops.list.handler(({ context, input }) => sales.shops.list(context, input)),
      create: shops.create.handler(({ context, input }) => sales.shops.create(context, input)),
      edit: shops.edit.handler(({ context, input }) => sales.shops.edit(context, input)),
      templates: shops.templates.handler(({ context }) => sales.shops.templates(context)),
      setTemplate: shops.setTemplate.handler(({ context, input }) => sales.shops.setTemplate(context, input)),
      previewTemplate: shops.previewTemplate.handler(({ input }) => sales.shops.previewTemplate(input)),
    },
  };
}
