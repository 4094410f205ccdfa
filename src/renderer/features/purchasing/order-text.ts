import type { TFunction } from 'i18next';
import { formatAmount } from '#renderer/i18n/format.ts';
import type { OrderDetails } from '#shared/contract/purchase-orders.contract.ts';
import { skuTitle } from '#shared/domain/catalog/sku-title.ts';

/** An order as a text to paste into a chat with the supplier. */
export function orderText(t: TFunction<'purchaseOrders'>, order: OrderDetails): string {
  const { currency, quantity, expectedOn, note } = order;
  return [
    t('text.head', { number: order.number }),
    ...order.lines.map((line, index) =>
      t('text.line', {
        index: index + 1,
        name: skuTitle({ productName: line.productName, name: line.skuName }),
        quantity: line.quantity,
        price: formatAmount(line.unitPrice, { currency }),
      }),
    ),
    t('text.total', { quantity, amount: formatAmount(order.total, { currency }) }),
    ...(expectedOn === null ? [] : [t('text.expectedOn', { day: expectedOn })]),
    ...(note === '' ? [] : [t('text.note', { note })]),
  ].join('\n');
}
