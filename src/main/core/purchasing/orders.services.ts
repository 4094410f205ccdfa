import type { Context } from '#core/context.ts';
import type { Kernel } from '#core/kernel.ts';
import type { PurchaseOrderId } from '#shared/domain/ids.ts';
import { createDifferencesService } from './differences.service.ts';
import { createKeyChecksService } from './key-checks.service.ts';
import { createOrderViews } from './order-views.ts';
import { exportOrder, type OrderLanguage } from './order-workbook.ts';
import { createPriceCorrectionsService } from './price-corrections.service.ts';
import { createPurchaseOrdersService } from './purchase-orders.service.ts';
import { createSupplierReturnsService } from './supplier-returns.service.ts';

/** Orders from draft to closed, what came otherwise, what goes back, and what is checked before it is paid. */
export function createOrdersServices(kernel: Kernel) {
  return {
    orders: createPurchaseOrdersService(),
    views: createOrderViews(),
    differences: createDifferencesService(),
    exports: {
      workbook: (context: Context, input: { id: PurchaseOrderId; language: OrderLanguage }) =>
        exportOrder(kernel, context, input),
    },
    returns: createSupplierReturnsService(),
    corrections: createPriceCorrectionsService(kernel),
    checks: createKeyChecksService(kernel),
  };
}

export type OrdersServices = ReturnType<typeof createOrdersServices>;
