import { implementer } from '#core/implementer.ts';
import { offerFor } from './order-prices.ts';
import type { OrdersServices } from './orders.services.ts';

export function createPurchaseOrdersRouter(services: OrdersServices) {
  const { orders, views, differences, exports, returns, corrections, checks } = services;
  const { purchaseOrders, supplierReturns, priceCorrections, keyChecks } = implementer;
  return {
    purchaseOrders: {
      list: purchaseOrders.list.handler(({ context, input }) => views.list(context, input)),
      get: purchaseOrders.get.handler(({ context, input }) => views.get(context, input.id)),
      findByNumber: purchaseOrders.findByNumber.handler(({ context, input }) =>
        views.findByNumber(context, input.number),
      ),
      figures: purchaseOrders.figures.handler(({ context }) => views.figures(context)),
      openFor: purchaseOrders.openFor.handler(({ context, input }) => views.openFor(context, input)),
      offerFor: purchaseOrders.offerFor.handler(({ context, input }) => offerFor(context, input)),
      create: purchaseOrders.create.handler(({ context, input }) => orders.create(context, input)),
      edit: purchaseOrders.edit.handler(({ context, input }) => orders.edit(context, input)),
      approve: purchaseOrders.approve.handler(({ context, input }) => orders.approve(context, input)),
      returnToDraft: purchaseOrders.returnToDraft.handler(({ context, input }) => orders.returnToDraft(context, input)),
      send: purchaseOrders.send.handler(({ context, input }) => orders.send(context, input)),
      postpone: purchaseOrders.postpone.handler(({ context, input }) => orders.postpone(context, input)),
      cancel: purchaseOrders.cancel.handler(({ context, input }) => orders.cancel(context, input)),
      close: purchaseOrders.close.handler(({ context, input }) => orders.close(context, input)),
      reopen: purchaseOrders.reopen.handler(({ context, input }) => orders.reopen(context, input)),
      copy: purchaseOrders.copy.handler(({ context, input }) => orders.copy(context, input)),
      split: purchaseOrders.split.handler(({ context, input }) => orders.split(context, input)),
      merge: purchaseOrders.merge.handler(({ context, input }) => orders.merge(context, input)),
      decideDifference: purchaseOrders.decideDifference.handler(({ context, input }) =>
        differences.decide(context, input),
      ),
      withdrawDecision: purchaseOrders.withdrawDecision.handler(({ context, input }) =>
        differences.withdraw(context, input),
      ),
      exportWorkbook: purchaseOrders.exportWorkbook.handler(({ context, input }) => exports.workbook(context, input)),
      rule: purchaseOrders.rule.handler(({ context }) => orders.rule(context)),
      setRule: purchaseOrders.setRule.handler(({ context, input }) => orders.setRule(context, input)),
    },
    supplierReturns: {
      list: supplierReturns.list.handler(({ context, input }) => returns.list(context, input)),
      post: supplierReturns.post.handler(({ context, input }) => returns.post(context, input)),
      reverse: supplierReturns.reverse.handler(({ context, input }) => returns.reverse(context, input)),
    },
    priceCorrections: {
      list: priceCorrections.list.handler(({ context, input }) => corrections.list(context, input)),
      get: priceCorrections.get.handler(({ context, input }) => corrections.get(context, input.id)),
      keys: priceCorrections.keys.handler(({ context, input }) => corrections.keys(context, input)),
      receipts: priceCorrections.receipts.handler(({ context, input }) => corrections.receipts(context, input)),
      preview: priceCorrections.preview.handler(({ context, input }) => corrections.preview(context, input)),
      post: priceCorrections.post.handler(({ context, input }) => corrections.post(context, input)),
      reverse: priceCorrections.reverse.handler(({ context, input }) => corrections.reverse(context, input)),
    },
    keyChecks: {
      ofBatch: keyChecks.ofBatch.handler(({ context, input }) => checks.ofBatch(context, input.batchId)),
      start: keyChecks.start.handler(({ context, input }) => checks.start(context, input)),
      record: keyChecks.record.handler(({ context, input }) => checks.record(context, input)),
      release: keyChecks.release.handler(({ context, input }) => checks.release(context, input)),
      claim: keyChecks.claim.handler(({ context, input }) => checks.claim(context, input)),
      abandon: keyChecks.abandon.handler(({ context, input }) => checks.abandon(context, input)),
    },
  };
}
