import { auditContract } from './audit.contract.ts';
import { backupsContract, verifyContract } from './backups.contract.ts';
import { cardKeysContract } from './card-keys.contract.ts';
import { cashContract } from './cash.contract.ts';
import { brandsContract, productsContract, skusContract } from './catalog.contract.ts';
import { catalogSheetsContract } from './catalog-sheets.contract.ts';
import { dashboardContract } from './dashboard.contract.ts';
import { demandContract } from './demand.contract.ts';
import { dossiersContract } from './dossiers.contract.ts';
import { exchangeRatesContract } from './exchange-rates.contract.ts';
import { eventsContract, filesContract, jobsContract } from './files.contract.ts';
import { hostContract } from './host.contract.ts';
import { sessionsContract, shopContract, usersContract } from './identity.contract.ts';
import { importsContract } from './imports.contract.ts';
import { inventoryContract, reservationsContract } from './inventory.contract.ts';
import { invoicesContract } from './invoices.contract.ts';
import { keyChecksContract } from './key-checks.contract.ts';
import { listsContract } from './lists.contract.ts';
import { offersContract } from './offers.contract.ts';
import { periodsContract, reportsContract } from './periods.contract.ts';
import { priceCorrectionsContract } from './price-corrections.contract.ts';
import { priceListsContract } from './price-lists.contract.ts';
import { purchaseOrdersContract } from './purchase-orders.contract.ts';
import { statementsContract } from './reconciliation.contract.ts';
import { replenishmentContract } from './replenishment.contract.ts';
import { deliveriesContract, shopsContract } from './sales.contract.ts';
import { schedulesContract } from './schedules.contract.ts';
import { scorecardsContract } from './scorecards.contract.ts';
import { settingsContract } from './settings.contract.ts';
import { stockAgeContract } from './stock-age.contract.ts';
import { stockTakesContract } from './stock-takes.contract.ts';
import { supplierLossesContract } from './supplier-losses.contract.ts';
import { supplierMoneyContract } from './supplier-money.contract.ts';
import { supplierNamesContract } from './supplier-names.contract.ts';
import { supplierPaymentsContract } from './supplier-payments.contract.ts';
import { supplierReturnsContract } from './supplier-returns.contract.ts';
import { supplierAccountsContract, suppliersContract } from './suppliers.contract.ts';
import { tradeReportsContract } from './trade-reports.contract.ts';

/** Everything that a window, a script or a test may ask of KaCang. One key per area's noun. */
export const contract = {
  sessions: sessionsContract,
  shop: shopContract,
  users: usersContract,
  brands: brandsContract,
  products: productsContract,
  skus: { ...skusContract, ...catalogSheetsContract },
  suppliers: suppliersContract,
  supplierNames: supplierNamesContract,
  dossiers: dossiersContract,
  scorecards: scorecardsContract,
  supplierAccounts: supplierAccountsContract,
  supplierMoney: { ...supplierMoneyContract, ...supplierPaymentsContract },
  supplierLosses: supplierLossesContract,
  invoices: invoicesContract,
  exchangeRates: exchangeRatesContract,
  offers: offersContract,
  priceLists: priceListsContract,
  purchaseOrders: purchaseOrdersContract,
  supplierReturns: supplierReturnsContract,
  priceCorrections: priceCorrectionsContract,
  keyChecks: keyChecksContract,
  replenishment: replenishmentContract,
  imports: importsContract,
  dashboard: dashboardContract,
  audit: auditContract,
  backups: backupsContract,
  verify: verifyContract,
  cardKeys: cardKeysContract,
  inventory: inventoryContract,
  reservations: reservationsContract,
  stockTakes: stockTakesContract,
  deliveries: deliveriesContract,
  shops: shopsContract,
  statements: statementsContract,
  periods: periodsContract,
  reports: reportsContract,
  tradeReports: tradeReportsContract,
  stockAge: stockAgeContract,
  demand: demandContract,
  cash: cashContract,
  settings: settingsContract,
  schedules: schedulesContract,
  lists: listsContract,
  files: filesContract,
  jobs: jobsContract,
  host: hostContract,
  events: eventsContract,
};
export type Contract = typeof contract;
