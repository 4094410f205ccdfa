import { ShoppingCartOutlined } from '@ant-design/icons';
import type { Alert, Area, AreaSearch } from '#renderer/app/area.ts';
import { client } from '#renderer/lib/client.ts';

const FOUND = 6;

const orderSearch: AreaSearch = {
  key: 'purchaseOrders',
  label: 'purchaseOrders:searchLabel',
  right: 'purchasing.read',
  async search(text, signal) {
    const { rows } = await client.purchaseOrders.list({ search: text, limit: FOUND }, { signal });
    return rows.map((order) => ({
      key: String(order.id),
      title: order.number,
      detail: order.supplierName,
      to: `/purchase-orders?order=${order.id}`,
    }));
  },
};

async function readAlerts(): Promise<readonly Alert[]> {
  const { overdue, openDifferences } = await client.purchaseOrders.figures();
  const alerts: Alert[] = [];
  if (overdue > 0) {
    alerts.push({
      key: 'orders-overdue',
      urgency: 'now',
      text: 'purchaseOrders:alerts.overdue',
      values: { count: overdue },
      to: '/purchase-orders?late=1',
    });
  }
  if (openDifferences > 0) {
    alerts.push({
      key: 'order-differences',
      urgency: 'soon',
      text: 'purchaseOrders:alerts.differences',
      values: { count: openDifferences },
      to: '/purchase-orders?states=sent,partly-received,received',
    });
  }
  return alerts;
}

/** 采购单: what is ordered, what is on its way, and what came otherwise. */
export const purchaseOrdersArea: Area = {
  navKey: 'purchasing',
  path: 'purchase-orders',
  icon: ShoppingCartOutlined,
  right: 'purchasing.read',
  page: () => import('./orders-page.tsx'),
  pages: [
    {
      path: 'purchase-orders/:orderId/print',
      title: 'purchaseOrders:print.title',
      page: () => import('./order-print-page.tsx'),
      right: 'purchasing.read',
    },
  ],
  shortcut: 'g o',
  commands: [
    {
      key: 'new-purchase-order',
      label: 'purchaseOrders:commands.new',
      to: '/purchase-orders?new=1',
      right: 'purchasing.edit',
    },
    { key: 'overdue-orders', label: 'purchaseOrders:commands.overdue', to: '/purchase-orders?late=1' },
  ],
  searches: [orderSearch],
  readAlerts,
};
