import type { FramePage } from './frame.page.ts';

/** A screen as a person comes to it; on the demo shop it has something to show. */
export interface Screen {
  readonly name: string;
  /** Where it is reached from, with what stands behind a question mark. */
  readonly path: string;
  open(frame: FramePage): Promise<void>;
}

function at(name: string, path: string): Screen {
  return { name, path, open: (frame) => frame.goTo(path) };
}

/** Opens the first row of the list at a path: the drawer beside it, or the page below it. */
function firstRowOf(name: string, path: string): Screen {
  return {
    name,
    path,
    async open(frame) {
      await frame.goTo(path);
      await frame.openFirstRow();
    },
  };
}

/** Every screen of the shop, in the order of the navigation. What stands before the shop is in the specs of first start. */
export const screens: readonly Screen[] = [
  at('dashboard', '/dashboard'),
  at('moved-prices', '/dashboard?prices=1'),
  at('stock', '/inventory'),
  at('batches', '/inventory/batches'),
  firstRowOf('batch', '/inventory/batches'),
  at('keys', '/inventory/keys'),
  firstRowOf('key', '/inventory/keys'),
  at('movements', '/inventory/movements'),
  at('documents', '/inventory/documents'),
  at('reservations', '/inventory/reservations'),
  at('stock-takes', '/stock-takes'),
  at('dispense', '/dispense'),
  at('deliveries', '/dispense/deliveries'),
  firstRowOf('delivery', '/dispense/deliveries'),
  at('shops', '/dispense/shops'),
  at('imports', '/imports'),
  firstRowOf('import', '/imports'),
  at('import-wizard', '/imports/new'),
  at('catalog', '/catalog'),
  firstRowOf('sku', '/catalog'),
  at('sku-new', '/catalog?new=1'),
  at('brands', '/catalog/brands'),
  at('products', '/catalog/brands?show=products'),
  at('catalog-import', '/catalog/import'),
  at('purchase-orders', '/purchase-orders'),
  firstRowOf('purchase-order', '/purchase-orders'),
  at('purchase-order-new', '/purchase-orders?new=1'),
  at('purchase-order-print', '/purchase-orders/1/print'),
  at('replenishment', '/replenishment'),
  at('replenishment-settings', '/replenishment?settings=1'),
  at('replenishment-back-test', '/replenishment/back-test'),
  at('seasons', '/replenishment/seasons?sku=1'),
  at('suppliers', '/suppliers'),
  firstRowOf('supplier', '/suppliers'),
  firstRowOf('dossier', '/suppliers/dossiers'),
  at('dossiers', '/suppliers/dossiers'),
  at('unauthorised-skus', '/suppliers/dossiers?view=skus'),
  at('cash', '/reports/cash'),
  at('invoices', '/suppliers/invoices'),
  firstRowOf('invoice', '/suppliers/invoices'),
  at('invoice-new', '/suppliers/invoices?new=1'),
  at('invoices-owed', '/suppliers/invoices?view=owed'),
  at('supplier-loss', '/suppliers?supplier=1&tab=loss'),
  at('price-corrections', '/suppliers/corrections'),
  firstRowOf('price-correction', '/suppliers/corrections'),
  at('price-correction-new', '/suppliers/corrections?new=1'),
  at('supplier-money', '/suppliers/money'),
  at('supplier-ageing', '/suppliers/money?view=ageing'),
  firstRowOf('supplier-money-tab', '/suppliers/money'),
  at('supplier-dues', '/suppliers/money?view=dues'),
  firstRowOf('supplier-due', '/suppliers/money?view=dues'),
  at('supplier-rebates', '/suppliers/money?view=rebates'),
  at('supplier-exchange', '/suppliers/money?view=exchange'),
  at('supplier-new', '/suppliers?new=1'),
  at('offers', '/offers'),
  firstRowOf('offer', '/offers'),
  at('offer-new', '/offers?new=1'),
  at('price-list-import', '/offers/import'),
  at('price-lists', '/offers/lists'),
  firstRowOf('price-list', '/offers/lists'),
  at('offers-compared', '/offers/compare?sku=1'),
  at('exchange-rates', '/exchange-rates'),
  at('statements', '/reconciliation'),
  firstRowOf('statement', '/reconciliation'),
  at('statement-new', '/reconciliation/new'),
  at('months', '/months'),
  firstRowOf('month', '/months'),
  at('stock-age', '/reports/stock-age?days=7'),
  at('aged-batches', '/reports/stock-age?view=batches'),
  at('demand', '/reports/demand'),
  firstRowOf('demand-rows', '/reports/demand?by=buyer'),
  at('scorecards', '/reports/suppliers'),
  firstRowOf('scorecard', '/reports/suppliers'),
  at('scoring-rules', '/reports/suppliers?settings=1'),
  at('concentration', '/reports/concentration'),
  firstRowOf('concentration-purchases', '/reports/concentration?by=kind'),
  at('channels', '/reports/channels'),
  firstRowOf('channel', '/reports/channels'),
  at('turnover', '/reports/turnover'),
  firstRowOf('sku-days', '/reports/turnover'),
  at('audit', '/audit'),
  firstRowOf('audit-event', '/audit'),
  at('backup', '/backup'),
  at('restore', '/backup?restore=1'),
  at('users', '/users'),
  firstRowOf('user', '/users'),
  at('settings', '/settings'),
];
