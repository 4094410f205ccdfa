import { AuditOutlined, InboxOutlined } from '@ant-design/icons';
import type { Area, AreaSearch } from '#renderer/app/area.ts';
import { client } from '#renderer/lib/client.ts';

const FOUND = 5;

const keySearch: AreaSearch = {
  key: 'keys',
  label: 'inventory:searchLabel',
  right: 'stock.read',
  async search(text, signal) {
    const { rows } = await client.cardKeys.find({ text }, { signal });
    return rows.slice(0, FOUND).map((key) => ({
      key: String(key.id),
      title: `${key.skuName} ${key.tail ? `…${key.tail}` : `#${key.id}`}`,
      detail: [key.supplierName, key.batchNumber].filter(Boolean).join(' · '),
      to: `/inventory/keys?key=${key.id}`,
    }));
  },
};

export const inventoryArea: Area = {
  navKey: 'inventory',
  path: 'inventory',
  icon: InboxOutlined,
  right: 'stock.read',
  page: () => import('./stock-page.tsx'),
  pages: [
    { path: 'inventory/batches', title: 'inventory:tabs.batches', page: () => import('./batches-page.tsx') },
    { path: 'inventory/keys', title: 'inventory:tabs.keys', page: () => import('./keys-page.tsx') },
    { path: 'inventory/movements', title: 'inventory:tabs.movements', page: () => import('./movements-page.tsx') },
    { path: 'inventory/documents', title: 'inventory:tabs.documents', page: () => import('./documents-page.tsx') },
    {
      path: 'inventory/reservations',
      title: 'inventory:tabs.reservations',
      page: () => import('./reservations-page.tsx'),
    },
  ],
  shortcut: 'g k',
  commands: [{ key: 'keys', label: 'inventory:commands.keys', to: '/inventory/keys' }],
  searches: [keySearch],
};

export const stockTakesArea: Area = {
  navKey: 'stockTakes',
  path: 'stock-takes',
  icon: AuditOutlined,
  right: 'stock.read',
  page: () => import('./stock-takes-page.tsx'),
  commands: [{ key: 'takes', label: 'inventory:commands.takes', to: '/stock-takes', right: 'stock.adjust' }],
};
