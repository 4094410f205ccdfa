import { type Money, money } from '../money/money.ts';
import type { DeliveryKind } from './delivery-kinds.ts';

/** What a buyer's return is held against, in the shop's currency. */
export interface ReturnedSale {
  readonly kind: DeliveryKind;
  /** What the keys that come back brought. */
  readonly keysRevenue: Money;
  /** What all keys of this product brought: of the order, or of the delivery where there is none. */
  readonly revenue: Money;
  /** What was paid back of that before. */
  readonly refunded: Money;
}

/**
 * The most that is paid back for keys without giving money away: what they brought, less what was refunded beyond that before. A
 * reissued key (补发) brought nothing itself and stands for another of its order: what the order still holds counts.
 */
export function mostRefund({ kind, keysRevenue, revenue, refunded }: ReturnedSale): Money {
  const left = money(Math.max(0, revenue - refunded));
  return kind === 'reissue' || left < keysRevenue ? left : keysRevenue;
}
