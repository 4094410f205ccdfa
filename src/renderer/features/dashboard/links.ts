import type { DeliveryId, SkuId, StatementId, SupplierId } from '#shared/domain/ids.ts';

/** Where the rows behind the dashboard's figures live: paths of the router with the filters of their pages. */
export const links = {
  stock: '/inventory?only=onHand',
  belowMinimum: '/inventory?only=belowMinimum',
  quarantined: '/inventory?only=quarantined',
  expiring: (days: number) => `/inventory?only=expiring&days=${days}`,
  sku: (code: string) => `/inventory?text=${encodeURIComponent(code)}`,
  /** The product itself, where its minimum is set. */
  minimum: (id: SkuId) => `/catalog?sku=${id}`,
  delivery: (id: DeliveryId) => `/dispense/deliveries?delivery=${id}`,
  account: (id: SupplierId) => `/suppliers?supplier=${id}&tab=account`,
  openStatements: '/reconciliation?state=open',
  statement: (id: StatementId) => `/reconciliation/${id}`,
  backup: '/backup',
  findings: '/backup?tab=findings',
  audit: '/audit',
  auditEvent: (sequence: number) => `/audit?event=${sequence}`,
  dossiers: '/suppliers/dossiers?problem=expiring',
  overdue: '/suppliers/money?view=dues&overdue=1',
  dueSoon: '/suppliers/money?view=dues&bucket=soon',
  rebates: '/suppliers/money?view=rebates&open=1',
  replenishment: '/replenishment',
  overdueOrders: '/purchase-orders?late=1',
  movedPrices: '/dashboard?prices=1',
  exposure: '/suppliers/money',
  turnover: (month: string) => `/reports/turnover?period=${month}`,
  newSupplier: '/suppliers?new=1',
  newSku: '/catalog?new=1',
  newImport: '/imports/new',
} as const;
