import type { TFunction } from 'i18next';
import { formatAmount } from '#renderer/i18n/format.ts';
import type { OrderDetails } from '#shared/contract/purchase-orders.contract.ts';
import { skuTitle } from '#shared/domain/catalog/sku-title.ts';
import { markOnPaper } from '#shared/domain/purchasing/order-states.ts';

/** The order's name on what goes to the supplier; one that was not placed, or was cancelled, says so. */
export function orderHead(t: TFunction<'purchaseOrders'>, { number, state }: Pick<OrderDetails, 'number' | 'state'>) {
  const mark = markOnPaper(state);
  const head = t('text.head', { number });
  return mark === null ? head : `${head} · ${t(`print.marks.${mark}`)}`;
}

/** An order as a text to paste into a chat with the supplier; its note is ours. */
export function orderText(t: TFunction<'purchaseOrders'>, order: OrderDetails): string {
  const { currency, quantity, expectedOn } = order;
  return [
    orderHead(t, order),
    ...order.lines.map((line, index) =>
      t('text.line', {
        index: index + 1,
        name: skuTitle({ productName: line.productName, name: line.skuName }),
        quantity: line.quantity,
        price: formatAmount(line.unitPrice, { currency }),
      }),
    ),
    t('text.total', { count: quantity, amount: formatAmount(order.total, { currency }) }),
    ...(expectedOn === null ? [] : [t('text.expectedOn', { day: expectedOn })]),
  ].join('\n');
}
