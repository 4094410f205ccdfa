import { createAuditService } from './audit/audit.service.ts';
import { createBackupsService } from './backup/backups.service.ts';
import { mendBrokenLog } from './backup/broken-issued-log.ts';
import { recoverIssued } from './backup/issued-recovery.ts';
import { followMovedBackups } from './backup/moved-backups.ts';
import { noticeMovedFolder } from './backup/moved-folder.ts';
import { recoverPartedLogs } from './backup/parted-logs.ts';
import { createCardKeysService } from './card-keys/card-keys.service.ts';
import { createCatalogServices } from './catalog/catalog.service.ts';
import { createDemoService } from './demo/demo.service.ts';
import type { InnerDoor } from './demo/demo-client.ts';
import { createClipboardService } from './host/clipboard.service.ts';
import { createIdentityService } from './identity/identity.service.ts';
import { createImportsService } from './imports/imports.service.ts';
import { createInventoryService } from './inventory/inventory.service.ts';
import type { Kernel } from './kernel.ts';
import { createListExports } from './lists/list-exports.service.ts';
import { createComparisonService } from './purchasing/comparison.service.ts';
import { createExchangeRatesService } from './purchasing/exchange-rates.service.ts';
import { createOffersService } from './purchasing/offers.service.ts';
import { createOrdersServices } from './purchasing/orders.services.ts';
import { createPriceListsService } from './purchasing/price-lists.service.ts';
import { createReconciliationServices } from './reconciliation/reconciliation.service.ts';
import { createReplenishmentService } from './replenishment/replenishment.service.ts';
import { createDeliveriesService } from './sales/deliveries.service.ts';
import { createShopsService } from './sales/shops.service.ts';
import { createSchedulesService } from './settings/schedules.service.ts';
import { createSettingsService } from './settings/settings.service.ts';
import { createDossiersService } from './suppliers/dossiers.service.ts';
import { createInvoicesService } from './suppliers/invoices.service.ts';
import { createScorecardsService } from './suppliers/scorecards.service.ts';
import { createSupplierAccountsService } from './suppliers/supplier-accounts.service.ts';
import { createSupplierLossesService } from './suppliers/supplier-losses.service.ts';
import { createSupplierMoneyService } from './suppliers/supplier-money.service.ts';
import { createSupplierPaymentsService } from './suppliers/supplier-payments.service.ts';
import { createSupplierRebatesService } from './suppliers/supplier-rebates.service.ts';
import { createSuppliersService } from './suppliers/suppliers.service.ts';

/** One service per area, made once. An area that has something to do at start or stop says so here. */
export function createServices(kernel: Kernel, door: InnerDoor) {
  const catalog = createCatalogServices(kernel);
  const imports = createImportsService(kernel);
  const backups = createBackupsService(kernel);
  const inventory = createInventoryService(kernel);
  const reconciliation = createReconciliationServices(kernel);
  const replenishment = createReplenishmentService(kernel);
  const scorecards = createScorecardsService(kernel);
  const schedules = createSchedulesService(kernel, {
    async followTime() {
      await kernel.spool.dropExpired();
      await inventory.followTime();
      await scorecards.followTime();
      await replenishment.followTime();
    },
    changeDay: backups.runDaily,
  });
  const clipboard = createClipboardService(kernel);
  const priceLists = createPriceListsService(kernel);
  const exchangeRates = createExchangeRatesService(kernel);
  const dossiers = createDossiersService(kernel);
  return {
    kernel,
    identity: createIdentityService(kernel, {
      async onVaultOpened(context, opener) {
        await mendBrokenLog(kernel, context, opener);
        await recoverIssued(kernel);
        await recoverPartedLogs(kernel);
        await imports.finishCutUndos();
      },
      onVaultClosing: clipboard.clearOwn,
    }),
    backups,
    demo: createDemoService(kernel, door),
    audit: createAuditService(),
    settings: createSettingsService(),
    schedules,
    clipboard,
    catalog,
    suppliers: createSuppliersService(),
    supplierAccounts: createSupplierAccountsService(),
    dossiers,
    supplierMoney: createSupplierMoneyService(kernel),
    supplierPayments: createSupplierPaymentsService(),
    supplierRebates: createSupplierRebatesService(),
    supplierLosses: createSupplierLossesService(kernel),
    invoices: createInvoicesService(kernel),
    scorecards,
    imports,
    purchaseOrders: createOrdersServices(kernel),
    replenishment,
    lists: createListExports(kernel, door),
    cardKeys: createCardKeysService(kernel),
    inventory,
    reconciliation,
    offers: { offers: createOffersService(), comparison: createComparisonService(), priceLists, exchangeRates },
    sales: { deliveries: createDeliveriesService(kernel), shops: createShopsService() },
    async start(): Promise<void> {
      await noticeMovedFolder(kernel);
      await followMovedBackups(kernel);
      await imports.start();
      await dossiers.start();
      await inventory.start();
      await reconciliation.imports.start();
      await schedules.start();
      replenishment.start();
    },
    async stop(): Promise<void> {
      await schedules.stop();
      await replenishment.stop();
      await clipboard.clearOwn();
      catalog.sheets.stop();
      priceLists.stop();
      exchangeRates.stop();
      imports.stop();
      inventory.stop();
      reconciliation.imports.stop();
      await backups.stop();
    },
  };
}

export type Services = ReturnType<typeof createServices>;
