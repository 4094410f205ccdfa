import { createAuditRouter } from './audit/audit.router.ts';
import { createBackupsRouter } from './backup/backups.router.ts';
import { createCardKeysRouter } from './card-keys/card-keys.router.ts';
import { createCatalogRouter } from './catalog/catalog.router.ts';
import { createFilesRouter } from './files/files.router.ts';
import { createHostRouter } from './host/host.router.ts';
import { createIdentityRouter } from './identity/identity.router.ts';
import { implementer } from './implementer.ts';
import { createImportsRouter } from './imports/imports.router.ts';
import { createInventoryRouter } from './inventory/inventory.router.ts';
import { createListsRouter } from './lists/list-exports.router.ts';
import { createOffersRouter } from './purchasing/offers.router.ts';
import { createPurchaseOrdersRouter } from './purchasing/purchase-orders.router.ts';
import { createReconciliationRouter } from './reconciliation/reconciliation.router.ts';
import { createReplenishmentRouter } from './replenishment/replenishment.router.ts';
import { createDashboardRouter } from './reports/dashboard.router.ts';
import { createTradeReportsRouter } from './reports/trade-reports.router.ts';
import { createSalesRouter } from './sales/sales.router.ts';
import type { Services } from './services.ts';
import { createSchedulesRouter } from './settings/schedules.router.ts';
import { createSettingsRouter } from './settings/settings.router.ts';
import { createDossiersRouter } from './suppliers/dossiers.router.ts';
import { createScorecardsRouter } from './suppliers/scorecards.router.ts';
import { createSupplierMoneyRouter } from './suppliers/supplier-money.router.ts';
import { createSuppliersRouter } from './suppliers/suppliers.router.ts';
import { createVerifyRouter } from './verify/verify.router.ts';

/** The whole contract, implemented. An area adds its router here. */
export function createRouter(services: Services) {
  return implementer.router({
    ...createIdentityRouter(services.identity, services.demo),
    ...createFilesRouter(services.kernel),
    ...createCatalogRouter(services.catalog),
    ...createAuditRouter(services.audit),
    ...createSettingsRouter(services.settings),
    ...createSchedulesRouter(services.schedules),
    ...createHostRouter(services.clipboard),
    ...createDashboardRouter(),
    ...createTradeReportsRouter(),
    ...createBackupsRouter(services.backups),
    ...createVerifyRouter(services.kernel),
    ...createListsRouter(services.lists),
    ...createImportsRouter(services.imports),
    ...createPurchaseOrdersRouter(services.purchaseOrders),
    ...createReplenishmentRouter(services.replenishment),
    ...createCardKeysRouter(services.cardKeys),
    ...createInventoryRouter(services.inventory),
    ...createSalesRouter(services.sales),
    ...createReconciliationRouter(services.reconciliation),
    ...createOffersRouter(services.offers),
    ...createDossiersRouter(services.dossiers),
    ...createSupplierMoneyRouter(services.supplierMoney, services.supplierPayments, services.supplierRebates),
    ...createScorecardsRouter(services.scorecards),
    ...createSuppliersRouter(services.suppliers, services.supplierAccounts),
  });
}

export type Router = ReturnType<typeof createRouter>;
