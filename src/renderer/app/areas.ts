import { auditArea } from '../features/audit/area.ts';
import { backupArea } from '../features/backup/area.ts';
import { catalogArea } from '../features/catalog/area.ts';
import { dashboardArea } from '../features/dashboard/area.ts';
import { usersArea } from '../features/identity/area.ts';
import { importsArea } from '../features/imports/area.ts';
import { inventoryArea, stockTakesArea } from '../features/inventory/area.ts';
import { exchangeRatesArea, offersArea } from '../features/offers/area.ts';
import { purchaseOrdersArea } from '../features/purchasing/orders-area.ts';
import { monthsArea, reconciliationArea } from '../features/reconciliation/area.ts';
import { replenishmentArea } from '../features/replenishment/area.ts';
import { reportsArea } from '../features/reports/area.ts';
import { salesArea } from '../features/sales/area.ts';
import { settingsArea } from '../features/settings/area.ts';
import { suppliersArea } from '../features/suppliers/area.ts';
import type { Area } from './area.ts';

/** The areas that work. Their order on the screen is that of `navigation.ts`. */
export const areas: readonly Area[] = [
  inventoryArea,
  salesArea,
  stockTakesArea,
  dashboardArea,
  importsArea,
  catalogArea,
  purchaseOrdersArea,
  replenishmentArea,
  suppliersArea,
  offersArea,
  exchangeRatesArea,
  reconciliationArea,
  monthsArea,
  reportsArea,
  auditArea,
  backupArea,
  usersArea,
  settingsArea,
];
