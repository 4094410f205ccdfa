import { PlusOutlined } from '@ant-design/icons';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Select, Tag } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCan, useSession } from '#renderer/app/session/session.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { PAGING } from '#renderer/components/data-table/paging.ts';
import { Page } from '#renderer/components/page.tsx';
import { SearchFilter } from '#renderer/components/search-filter.tsx';
import { EmptyState } from '#renderer/components/states/states.tsx';
import { api, client } from '#renderer/lib/client.ts';
import {
  choiceFilter,
  flagFilter,
  idFilter,
  sortFilter,
  textFilter,
  useUrlFilters,
} from '#renderer/lib/url-filters.ts';
import type { SkuDetails, SkuRow } from '#shared/contract/catalog.contract.ts';
import { DELIVERY_KINDS } from '#shared/domain/catalog/sku-key-fields.ts';
import type { BrandId, ProductId, SkuId } from '#shared/domain/ids.ts';
import { ARCHIVED_CHOICES, ArchivedFilter } from './archived-filter.tsx';
import { BrandFilter } from './brand-filter.tsx';
import { downloadCatalog, downloadSample } from './sheet-files.ts';
import { useSkuColumns } from './sku-columns.tsx';
import { SkuDrawer } from './sku-drawer.tsx';
import SkuEditor from './sku-editor.tsx';
import { useTellingErrors } from './use-telling-errors.ts';

const FILTERS = {
  text: textFilter(),
  brand: idFilter<BrandId>(),
  product: idFilter<ProductId>(),
  delivery: choiceFilter(DELIVERY_KINDS),
  archived: choiceFilter(ARCHIVED_CHOICES),
  below: flagFilter(),
  sort: sortFilter(),
};
/** What is open beside the list stands in the address too, so that a link shows it. */
const OPEN = { sku: idFilter<SkuId>(), new: flagFilter(), edit: flagFilter() };

type Editing = { sku?: SkuDetails; copyOf?: SkuDetails };

export default function CatalogPage() {
  const { t } = useTranslation('catalog');
  const { shop } = useSession();
  const tellErrors = useTellingErrors();
  const mayEdit = useCan('catalogue.edit');
  const { values, set, clear, isFiltered } = useUrlFilters(FILTERS);
  const open = useUrlFilters(OPEN);
  const [editing, setEditing] = useState<Editing | null>(null);
  const filter = {
    search: values.text,
    archived: values.archived ?? ('active' as const),
    brandId: values.brand ?? undefined,
    productId: values.product ?? undefined,
    deliveryKind: values.delivery ?? undefined,
    isBelowMinimum: values.below || undefined,
  };
  const query = useInfiniteQuery(
    api.skus.list.infiniteOptions({
      ...PAGING,
      input: (cursor) => ({
        ...filter,
        cursor,
        sort: sortOf(values.sort?.by),
        isDescending: values.sort?.isDescending ?? false,
      }),
    }),
  );
  const edit = async (id: SkuId): Promise<void> => setEditing({ sku: await client.skus.get({ id }) });
  const columns = useSkuColumns(shop.currency, mayEdit ? ({ id }) => void edit(id) : undefined);
  const startNew = (): void => open.set({ new: true });
  const close = (): void => {
    setEditing(null);
    open.set({ new: false, edit: false });
  };
  useLinkedEdit(open.values.edit && mayEdit ? open.values.sku : null, (id) => void edit(id));
  const isEditing = editing !== null || (open.values.new && mayEdit);
  return (
    <Page
      title={t('title')}
      actions={
        <>
          <Link to="/catalog/brands">
            <Button type="text">{t('manageBrands')}</Button>
          </Link>
          {mayEdit ? (
            <Link to="/catalog/import">
              <Button type="text">{t('importSheet')}</Button>
            </Link>
          ) : null}
          {mayEdit ? (
            <Button type="primary" icon={<PlusOutlined />} onClick={startNew}>
              {t('new')}
            </Button>
          ) : null}
        </>
      }
      filters={
        <>
          <SearchFilter value={values.text} onChange={(text) => set({ text })} placeholder={t('search')} width={260} />
          <BrandFilter value={values.brand} onChange={(brand) => set({ brand })} />
          <Select
            value={values.delivery}
            allowClear
            style={{ width: 150 }}
            placeholder={t('filters.delivery')}
            aria-label={t('columns.delivery')}
            options={DELIVERY_KINDS.map((kind) => ({ value: kind, label: t(`deliveryKinds.${kind}`) }))}
            onChange={(delivery) => set({ delivery: delivery ?? null })}
          />
          <ArchivedFilter value={values.archived} onChange={(archived) => set({ archived })} />
          <Checkbox checked={values.below} onChange={(event) => set({ below: event.target.checked })}>
            {t('filters.belowMinimum')}
          </Checkbox>
          {values.product === null ? null : <ProductTag id={values.product} onClose={() => set({ product: null })} />}
        </>
      }
    >
      <DataTable<SkuRow>
        name="skus"
        label={t('searchLabel')}
        columns={columns}
        query={query}
        rowKey={(sku) => sku.id}
        openKey={open.values.sku}
        onOpen={(sku) => open.set({ sku: sku.id })}
        sort={values.sort}
        onSort={(sort) => set({ sort })}
        isPast={(sku) => sku.isArchived}
        isFiltered={isFiltered}
        onClearFilters={clear}
        onExport={() => tellErrors(() => downloadCatalog(filter))}
        empty={
          <EmptyState
            title={t('empty.title')}
            text={t('empty.text')}
            actions={
              mayEdit ? (
                <>
                  <Button type="primary" onClick={startNew}>
                    {t('new')}
                  </Button>
                  <Link to="/catalog/import">
                    <Button>{t('importSheet')}</Button>
                  </Link>
                  <Button type="text" onClick={() => tellErrors(downloadSample)}>
                    {t('empty.sample')}
                  </Button>
                </>
              ) : null
            }
          />
        }
      />
      {open.values.sku === null ? null : (
        <SkuDrawer
          id={open.values.sku}
          onClose={() => open.set({ sku: null })}
          onEdit={(sku) => setEditing({ sku })}
          onCopy={(copyOf) => setEditing({ copyOf })}
          onMerged={(sku) => open.set({ sku })}
        />
      )}
      {isEditing ? (
        <SkuEditor
          {...editing}
          onClose={close}
          onSaved={(sku) => {
            close();
            open.set({ sku: sku.id, new: false });
          }}
        />
      ) : null}
    </Page>
  );
}

function sortOf(by: string | undefined): 'code' | 'name' | 'created' {
  return by === 'name' || by === 'created' ? by : 'code';
}

/** A report may send somebody here to change one SKU: its form opens with the page, once. */
function useLinkedEdit(linked: SkuId | null, edit: (id: SkuId) => void): void {
  const opened = useRef<SkuId | null>(null);
  useEffect(() => {
    if (linked === opened.current) return;
    opened.current = linked;
    if (linked !== null) edit(linked);
  });
}

/** A list that was opened for one product says so, and can be widened again. */
function ProductTag({ id, onClose }: { id: ProductId; onClose: () => void }) {
  const { t } = useTranslation('catalog');
  const product = useQuery(api.products.get.queryOptions({ input: { id } }));
  return (
    <Tag closable onClose={onClose}>
      {t('filters.product', { name: product.data?.name ?? '' })}
    </Tag>
  );
}
