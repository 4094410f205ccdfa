import { SendOutlined } from '@ant-design/icons';
import type { Area, AreaSearch } from '#renderer/app/area.ts';
import { client } from '#renderer/lib/client.ts';

const FOUND = 6;

const deliverySearch: AreaSearch = {
  key: 'deliveries',
  label: 'sales:searchLabel',
  right: 'stock.read',
  async search(text, signal) {
    const { rows } = await client.deliveries.list({ orderNumber: text, limit: FOUND }, { signal });
    return rows.slice(0, FOUND).map((delivery) => ({
      key: String(delivery.id),
      title: `${delivery.orderNumber} · ${delivery.skuName}`,
      detail: [delivery.shopName, delivery.number].filter(Boolean).join(' · '),
      to: `/dispense/deliveries?delivery=${delivery.id}`,
    }));
  },
};

export const salesArea: Area = {
  navKey: 'dispense',
  path: 'dispense',
  icon: SendOutlined,
  right: 'keys.dispense',
  page: () => import('./dispense-page.tsx'),
  pages: [
    {
      path: 'dispense/deliveries',
      title: 'sales:deliveriesTitle',
      page: () => import('./deliveries-page.tsx'),
      right: 'stock.read',
    },
    { path: 'dispense/shops', title: 'sales:shopsTitle', page: () => import('./shops-page.tsx'), right: 'stock.read' },
  ],
  shortcut: 'g d',
  commands: [
    { key: 'dispense', label: 'sales:commands.dispense', to: '/dispense', right: 'keys.dispense', shortcut: 'n d' },
    { key: 'deliveries', label: 'sales:commands.deliveries', to: '/dispense/deliveries', right: 'stock.read' },
  ],
  searches: [deliverySearch],
};
