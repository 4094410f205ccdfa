import { ShopOutlined } from '@ant-design/icons';
import type { Area, AreaSearch } from '#renderer/app/area.ts';
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

export const suppliersArea: Area = {
  navKey: 'suppliers',
  path: 'suppliers',
  icon: ShopOutlined,
  right: 'suppliers.read',
  page: () => import('./suppliers-page.tsx'),
  pages: [
    { path: 'suppliers/dossiers', title: 'dossiers:title', page: () => import('./dossiers-page.tsx') },
    {
      path: 'suppliers/corrections',
      title: 'corrections:title',
      page: () => import('../purchasing/corrections-page.tsx'),
      right: 'purchasing.read',
    },
  ],
  shortcut: 'g s',
  commands: [{ key: 'new-supplier', label: 'suppliers:commands.new', to: '/suppliers?new=1', right: 'suppliers.edit' }],
  searches: [supplierSearch],
};
