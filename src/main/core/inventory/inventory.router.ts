import { implementer } from '#core/implementer.ts';
import type { InventoryService } from './inventory.service.ts';

export function createInventoryRouter({
  acts,
  delivered,
  lists,
  reclassification,
  reservations: held,
  stockTakes: takes,
}: InventoryService) {
  const { inventory, reservations, stockTakes } = implementer;
  return {
    inventory: {
      stock: inventory.stock.handler(({ context, input }) => lists.stock(context, input)),
      batches: inventory.batches.handler(({ context, input }) => lists.batches(context, input)),
      batch: inventory.batch.handler(({ context, input }) => lists.batch(context, input.id)),
      findBatches: inventory.findBatches.handler(({ context, input }) => lists.findBatches(context, input)),
      findImports: inventory.findImports.handler(({ context, input }) => lists.findImports(context, input)),
      reach: inventory.reach.handler(({ context, input }) => acts.reach(context, input.selection)),
      deliveredOf: inventory.deliveredOf.handler(({ context, input }) => delivered(context, input)),
      movements: inventory.movements.handler(({ context, input }) => lists.movements(context, input)),
      documents: inventory.documents.handler(({ context, input }) => lists.documents(context, input)),
      document: inventory.document.handler(({ context, input }) => lists.document(context, input.id)),
      takeBack: inventory.takeBack.handler(({ context, input }) => acts.takeBack(context, input)),
      quarantine: inventory.quarantine.handler(({ context, input }) => acts.quarantine(context, input)),
      freeze: inventory.freeze.handler(({ context, input }) => acts.freeze(context, input)),
      release: inventory.release.handler(({ context, input }) => acts.release(context, input)),
      writeOff: inventory.writeOff.handler(({ context, input }) => acts.writeOff(context, input)),
      expiredEarly: inventory.expiredEarly.handler(({ context }) => acts.expiredEarly(context)),
      undoExpiry: inventory.undoExpiry.handler(({ context, input }) => acts.undoExpiry(context, input)),
      reclassify: inventory.reclassify.handler(({ context, input }) => reclassification.reclassify(context, input)),
    },
    stockTakes: {
      describe: stockTakes.describe.handler(({ context, input }) => takes.describe(context, input)),
      take: stockTakes.take.handler(({ context, input }) => takes.take(context, input)),
      list: stockTakes.list.handler(({ context, input }) => takes.list(context, input)),
      get: stockTakes.get.handler(({ context, input }) => takes.get(context, input.id)),
      findings: stockTakes.findings.handler(({ context, input }) => takes.findings(context, input)),
    },
    reservations: {
      list: reservations.list.handler(({ context, input }) => held.list(context, input)),
      create: reservations.create.handler(({ context, input }) => held.create(context, input)),
      release: reservations.release.handler(({ context, input }) => held.release(context, input.id)),
    },
  };
}
