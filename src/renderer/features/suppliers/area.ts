import { ShopOutlined } from '@ant-design/icons';
import type { Alert, Area, AreaSearch } from '#renderer/app/area.ts';
import { client } from '#renderer/lib/client.ts';

const FOUND = 6;

const supplierSearch: AreaSearch = {
  key: 'suppliers',
  label: 'suppliers:searchLabel',
  right: 'suppliers.read',
  async search(text, signal) {
    const { rows } = await client.suppliers.list({ search: text, limit: FOUND, archived: 'all' }, { signal });
    return rows.map((supplier) => ({
      key: String(supplier.id),
      title: supplier.name,
      detail: supplier.code,
      to: `/suppliers?supplier=${supplier.id}${supplier.isArchived ? '&archived=all' : ''}`,
    }));
  },
};

async function readAlerts(): Promise<readonly Alert[]> {
  const { overdue, soon, lateRebates } = await client.supplierMoney.attention();
  const alerts: (Alert | false)[] = [
    overdue > 0 && {
      key: 'dues-overdue',
      urgency: 'now',
      text: 'supplierMoney:alerts.overdue',
      values: { count: overdue },
      to: '/suppliers/money?view=dues&overdue=1',
    },
    soon > 0 && {
      key: 'dues-soon',
      urgency: 'soon',
      text: 'supplierMoney:alerts.soon',
      values: { count: soon },
      to: '/suppliers/money?view=dues&bucket=soon',
    },
    lateRebates > 0 && {
      key: 'rebates-late',
      urgency: 'soon',
      text: 'supplierMoney:alerts.rebates',
      values: { count: lateRebates },
      to: '/suppliers/money?view=rebates&late=1',
    },
  ];
  return alerts.filter((alert): alert is Alert => alert !== false);
}

export const suppliersArea: Area = {
  navKey: 'suppliers',
  path: 'suppliers',
  icon: ShopOutlined,
  right: 'suppliers.read',
  page: () => import('./suppliers-page.tsx'),
  pages: [
    { path: 'suppliers/dossiers', title: 'dossiers:title', page: () => import('./dossiers-page.tsx') },
    {
      path: 'suppliers/invoices',
      title: 'invoices:title',
      page: () => import('./invoices-page.tsx'),
      right: 'accounts.read',
    },
    {
      path: 'suppliers/corrections',
      title: 'corrections:title',
      page: () => import('../purchasing/corrections-page.tsx'),
      right: 'purchasing.read',
    },
    {
      path: 'suppliers/money',
      title: 'supplierMoney:title',
      right: 'accounts.read',
      page: () => import('./money-page.tsx'),
    },
  ],
  readAlerts,
  alertsRight: 'accounts.read',
  shortcut: 'g s',
  commands: [
    { key: 'new-supplier', label: 'suppliers:commands.new', to: '/suppliers?new=1', right: 'suppliers.edit' },
    { key: 'new-invoice', label: 'invoices:new', to: '/suppliers/invoices?new=1', right: 'accounts.post' },
  ],
  searches: [supplierSearch],
};
