import { TagsOutlined } from '@ant-design/icons';
import type { Area, AreaSearch } from '#renderer/app/area.ts';
import { client } from '#renderer/lib/client.ts';
import { skuTitle } from '#shared/domain/catalog/sku-title.ts';

const FOUND = 6;

const skuSearch: AreaSearch = {
  key: 'skus',
  label: 'catalog:searchLabel',
  right: 'catalogue.read',
  async search(text, signal) {
    const { rows } = await client.skus.list({ search: text, limit: FOUND, archived: 'all' }, { signal });
    return rows.map((sku) => ({
      key: String(sku.id),
      title: skuTitle(sku),
      detail: [sku.region, sku.code].filter(Boolean).join(' · '),
      to: `/catalog?sku=${sku.id}${sku.isArchived ? '&archived=all' : ''}`,
    }));
  },
};

export const catalogArea: Area = {
  navKey: 'catalog',
  path: 'catalog',
  icon: TagsOutlined,
  right: 'catalogue.read',
  page: () => import('./catalog-page.tsx'),
  pages: [
    { path: 'catalog/brands', title: 'catalog:brandsTitle', page: () => import('./brands-page.tsx') },
    {
      path: 'catalog/import',
      title: 'catalog:importSheet',
      page: () => import('./import-page.tsx'),
      right: 'catalogue.edit',
    },
  ],
  shortcut: 'g c',
  commands: [
    { key: 'new-sku', label: 'catalog:commands.new', to: '/catalog?new=1', right: 'catalogue.edit' },
    { key: 'import-catalog', label: 'catalog:commands.import', to: '/catalog/import', right: 'catalogue.edit' },
    { key: 'brands', label: 'catalog:commands.brands', to: '/catalog/brands' },
  ],
  searches: [skuSearch],
};
