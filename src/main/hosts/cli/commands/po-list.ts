import type { HostLanguage } from '#hosts/node/host-language.ts';
import type { KacangClient } from '#hosts/node/running-instance.ts';
import type { OrderRow } from '#shared/contract/purchase-orders.contract.ts';
import { formatMoneyPlain } from '#shared/domain/money/money.ts';
import { ORDER_STATES } from '#shared/domain/purchasing/order-states.ts';
import { ORDER_STATE_WORDS } from '#shared/domain/purchasing/purchasing-words.ts';
import type { Command } from '../command.ts';
import { flag, optionalChoice } from '../option-values.ts';

/** Purchase orders, newest first: what is on its way and what is late. */
export const poList: Command = {
  name: 'po list',
  usage: '--data DIR [--state STATE] [--overdue]',
  summary: { 'zh-CN': '列出采购单', en: 'list purchase orders' },
  options: { state: { type: 'string' }, overdue: { type: 'boolean', default: false } },
  details: {
    'zh-CN': `  --state ${ORDER_STATES.join('|')}
  --overdue              只列逾期未到的`,
    en: `  --state ${ORDER_STATES.join('|')}
  --overdue              only those that are late`,
  },
  positionals: { least: 0, most: 0 },
  async run({ values, openShop, language }) {
    const state = optionalChoice(values, 'state', ORDER_STATES);
    const client = await openShop();
    const orders = await allOrders(client, {
      states: state === null ? [] : [state],
      isOverdue: flag(values, 'overdue'),
    });
    return {
      result: { orders },
      lines: orders.length > 0 ? orders.map((order) => lineOf(order, language)) : [NONE[language]],
    };
  },
};

const NONE = { 'zh-CN': '没有采购单。', en: 'There are no purchase orders.' } as const;

async function allOrders(
  client: KacangClient,
  filter: { states: OrderRow['state'][]; isOverdue: boolean },
): Promise<OrderRow[]> {
  const orders: OrderRow[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await client.purchaseOrders.list({ ...filter, cursor, limit: 500 });
    orders.push(...page.rows);
    if (page.nextCursor === null) return orders;
    cursor = page.nextCursor;
  }
}

const OVERDUE = { 'zh-CN': '逾期', en: 'overdue' } as const;

function lineOf(order: OrderRow, language: HostLanguage): string {
  return [
    order.number,
    ORDER_STATE_WORDS[language][order.state],
    order.supplierName,
    `${order.received}/${order.quantity}`,
    `${formatMoneyPlain(order.total)} ${order.currency}`,
    ...(order.expectedOn === null
      ? []
      : [order.isOverdue ? `${order.expectedOn} ${OVERDUE[language]}` : order.expectedOn]),
  ].join(' · ');
}
