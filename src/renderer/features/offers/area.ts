import { DollarOutlined, ProfileOutlined } from '@ant-design/icons';
import type { Area, AreaSearch } from '#renderer/app/area.ts';
import { client } from '#renderer/lib/client.ts';
import { skuTitle } from '#shared/domain/catalog/sku-title.ts';

const FOUND = 6;

const offerSearch: AreaSearch = {
  key: 'offers',
  label: 'offers:searchLabel',
  right: 'purchasing.read',
  async search(text, signal) {
    const { rows } = await client.offers.list({ search: text, limit: FOUND }, { signal });
    return rows.map((offer) => ({
      key: String(offer.id),
      title: skuTitle({ productName: offer.productName, name: offer.skuName }),
      detail: offer.supplierName,
      to: `/offers?offer=${offer.id}`,
    }));
  },
};

export const offersArea: Area = {
  navKey: 'offers',
  path: 'offers',
  icon: ProfileOutlined,
  right: 'purchasing.read',
  page: () => import('./offers-page.tsx'),
  pages: [
    {
      path: 'offers/import',
      title: 'offers:importing.title',
      page: () => import('./price-list-page.tsx'),
      right: 'purchasing.edit',
    },
    { path: 'offers/lists', title: 'offers:priceLists.title', page: () => import('./price-lists-page.tsx') },
    { path: 'offers/compare', title: 'offers:comparison.title', page: () => import('./compare-page.tsx') },
  ],
  commands: [
    { key: 'new-offer', label: 'offers:commands.new', to: '/offers?new=1', right: 'purchasing.edit' },
    { key: 'import-prices', label: 'offers:commands.import', to: '/offers/import', right: 'purchasing.edit' },
    { key: 'compare-offers', label: 'offers:commands.compare', to: '/offers/compare', right: 'purchasing.read' },
  ],
  searches: [offerSearch],
};

export const exchangeRatesArea: Area = {
  navKey: 'exchangeRates',
  path: 'exchange-rates',
  icon: DollarOutlined,
  right: 'purchasing.read',
  page: () => import('./exchange-rates-page.tsx'),
  commands: [
    { key: 'enter-rates', label: 'offers:commands.rates', to: '/exchange-rates?enter=1', right: 'purchasing.edit' },
  ],
};
