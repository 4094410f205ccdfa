import type { SupplierId } from '#shared/domain/ids.ts';
import type { AgeBucket } from '#shared/domain/suppliers/ageing.ts';

/** Where the rows behind the figures of money with suppliers live. */
export const moneyLinks = {
  account: (id: SupplierId) => `/suppliers?supplier=${id}&tab=account`,
  panel: (id: SupplierId) => `/suppliers?supplier=${id}&tab=money`,
  dues: (id: SupplierId) => `/suppliers/money?view=dues&supplier=${id}`,
  bucket: (id: SupplierId, bucket: AgeBucket) => `/suppliers/money?view=dues&supplier=${id}&bucket=${bucket}`,
  overdue: (id: SupplierId) => `/suppliers/money?view=dues&supplier=${id}&overdue=1`,
  rebates: (id: SupplierId) => `/suppliers/money?view=rebates&supplier=${id}&open=1`,
  exchange: (id: SupplierId) => `/suppliers/money?view=exchange&supplier=${id}`,
  orders: (id: SupplierId) => `/purchase-orders?supplier=${id}&states=sent,partly-received`,
  claims: (id: SupplierId) => `/inventory/keys?state=claimed&supplier=${id}`,
} as const;
