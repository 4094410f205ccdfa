import { PlusOutlined } from '@ant-design/icons';
import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCan } from '#renderer/app/session/session.ts';
import { Page } from '#renderer/components/page.tsx';
import { SearchFilter } from '#renderer/components/search-filter.tsx';
import { choiceFilter, idFilter, textFilter, useUrlFilters } from '#renderer/lib/url-filters.ts';
import type { BrandRow, ProductRow } from '#shared/contract/catalog.contract.ts';
import type { BrandId } from '#shared/domain/ids.ts';
import { ARCHIVED_CHOICES, ArchivedFilter } from './archived-filter.tsx';
import { BrandDialog, ProductDialog } from './brand-dialogs.tsx';
import { BrandFilter } from './brand-filter.tsx';
import { BrandsTable, ProductsTable } from './brand-tables.tsx';

const SHOWN_KINDS = ['products'] as const;
const FILTERS = {
  show: choiceFilter(SHOWN_KINDS),
  text: textFilter(),
  brand: idFilter<BrandId>(),
  archived: choiceFilter(ARCHIVED_CHOICES),
};

type Editing = { kind: 'brand'; brand?: BrandRow } | { kind: 'product'; product?: ProductRow };

/** Brands and their products: names, merging, archiving. Most are made with their first SKU. */
export default function BrandsPage() {
  const { t } = useTranslation('catalog');
  const mayEdit = useCan('catalogue.edit');
  const { values, set, clear } = useUrlFilters(FILTERS);
  const [editing, setEditing] = useState<Editing | null>(null);
  const isProducts = values.show === 'products';
  const isFiltered = values.text !== '' || values.archived !== null || values.brand !== null;
  const list = {
    search: values.text,
    archived: values.archived ?? ('active' as const),
    isFiltered,
    onClearFilters: clear,
  };
  return (
    <Page
      title={t('brandsTitle')}
      actions={
        <>
          <Link to="/catalog">
            <Button type="text">{t('toSkus')}</Button>
          </Link>
          {mayEdit ? (
            <Button
              type="primary"
              icon={<PlusOutlined />}
              onClick={() => setEditing({ kind: isProducts ? 'product' : 'brand' })}
            >
              {isProducts ? t('brands.newProduct') : t('brands.newBrand')}
            </Button>
          ) : null}
        </>
      }
      filters={
        <>
          <Segmented
            aria-label={t('brands.shown')}
            value={values.show ?? 'brands'}
            options={[
              { value: 'brands', label: t('brands.brands') },
              { value: 'products', label: t('brands.products') },
            ]}
            onChange={(show) => set({ show: show === 'products' ? 'products' : null, brand: null })}
          />
          <SearchFilter
            value={values.text}
            onChange={(text) => set({ text })}
            placeholder={isProducts ? t('brands.searchProducts') : t('brands.searchBrands')}
          />
          {isProducts ? <BrandFilter value={values.brand} onChange={(brand) => set({ brand })} /> : null}
          <ArchivedFilter value={values.archived} onChange={(archived) => set({ archived })} />
        </>
      }
    >
      {isProducts ? (
        <ProductsTable
          {...list}
          brandId={values.brand ?? undefined}
          onEdit={(product) => setEditing({ kind: 'product', product })}
        />
      ) : (
        <BrandsTable
          {...list}
          onEdit={(brand) => setEditing({ kind: 'brand', brand })}
          onShowProducts={(brand) => set({ show: 'products', brand: brand.id, text: '' })}
        />
      )}
      {editing?.kind === 'brand' ? <BrandDialog brand={editing.brand} onClose={() => setEditing(null)} /> : null}
      {editing?.kind === 'product' ? (
        <ProductDialog product={editing.product} brandId={values.brand} onClose={() => setEditing(null)} />
      ) : null}
    </Page>
  );
}
