import { type Money, multiplyMoney, scaleMoney, sumMoney } from '../money/money.ts';
import type { OrderState } from './order-states.ts';

/** Where a line's price comes from: an offer's tier, a person, or an offer's tier that a person changed with a reason. */
export const PRICE_SOURCES = ['offer', 'typed', 'overridden'] as const;
export type PriceSource = (typeof PRICE_SOURCES)[number];

/** The most of one SKU that one line orders. */
export const MOST_PER_LINE = 1_000_000;

/** What a line asks for and what became of it, in keys. */
export interface LineProgress {
  readonly quantity: number;
  /** Keys of posted imports. */
  readonly received: number;
  /** No longer waited for, because a difference was decided so. */
  readonly waived: number;
}

/** Keys that a line still waits for. */
export function openQuantity({ quantity, received, waived }: LineProgress): number {
  return Math.max(0, quantity - received - waived);
}

/** What an order costs, in its currency: prices times quantities, to the last 1/10 000. */
export function orderTotal(lines: readonly { readonly quantity: number; readonly unitPrice: Money }[]): Money {
  return sumMoney(lines.map(({ quantity, unitPrice }) => multiplyMoney(unitPrice, quantity)));
}

/** What a key of each SKU costs by an order: where several lines order it (tiers, drafts that were merged), their mean by quantity. */
export function unitPriceBySku<SkuId>(
  lines: readonly { readonly skuId: SkuId; readonly quantity: number; readonly unitPrice: Money }[],
): Map<SkuId, Money> {
  return new Map(
    [...Map.groupBy(lines, ({ skuId }) => skuId)].map(([skuId, own]) => {
      const quantity = own.reduce((sum, line) => sum + line.quantity, 0);
      return [skuId, scaleMoney(orderTotal(own), 1, quantity)];
    }),
  );
}

/** The state of a sent order by what its lines have received and still wait for. One whose keys were all bad and are claimed is done. */
export function stateByProgress(
  lines: readonly LineProgress[],
): Extract<OrderState, 'sent' | 'partly-received' | 'received'> {
  if (lines.every((line) => openQuantity(line) === 0)) return 'received';
  return lines.every((line) => line.received === 0) ? 'sent' : 'partly-received';
}

/** The owner's rule for approval. */
export interface ApprovalRule {
  /** Orders of this amount and more, in the shop's currency, are approved before they are sent; null: none is. */
  readonly approvalFrom: Money | null;
}

/** Why an order is approved before it is sent: what it costs, or because nobody can say what it costs in our currency. */
export const APPROVAL_CAUSES = ['amount', 'rate-missing'] as const;
export type ApprovalCause = (typeof APPROVAL_CAUSES)[number];

/**
 * Why an order must be approved before it is sent, or null when it need not be. `total` is in the shop's currency by the rate
 * of the day; null where there is no rate: then nobody can say that it is below the limit.
 */
export function approvalCause({ approvalFrom }: ApprovalRule, total: Money | null): ApprovalCause | null {
  if (approvalFrom === null) return null;
  if (total === null) return 'rate-missing';
  return total >= approvalFrom ? 'amount' : null;
}

/** What is late: still awaited after the day it was expected on. */
export function isOverdue(
  order: { readonly state: OrderState; readonly expectedOn: string | null },
  today: string,
): boolean {
  const isAwaited = order.state === 'sent' || order.state === 'partly-received';
  return isAwaited && order.expectedOn !== null && order.expectedOn < today;
}
