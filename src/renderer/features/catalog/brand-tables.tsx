import { MoreOutlined } from '@ant-design/icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { App, Button, Dropdown } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCan } from '#renderer/app/session/session.ts';
import { type DataColumn, exportedAs } from '#renderer/components/data-table/columns.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { PAGING } from '#renderer/components/data-table/paging.ts';
import { useListExport } from '#renderer/components/data-table/use-list-export.ts';
import { Quantity } from '#renderer/components/money.tsx';
import { StateTag } from '#renderer/components/state-tag.tsx';
import { EmptyState } from '#renderer/components/states/states.tsx';
import { api, client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import type { BrandRow, ProductRow } from '#shared/contract/catalog.contract.ts';
import type { BrandId } from '#shared/domain/ids.ts';
import { MergeBrandDialog, MergeProductDialog } from './merge-dialog.tsx';

interface ListProps {
  search: string;
  archived: 'active' | 'archived' | 'all';
  isFiltered: boolean;
  onClearFilters: () => void;
}

interface BrandsTableProps extends ListProps {
  onEdit: (brand: BrandRow) => void;
  onShowProducts: (brand: BrandRow) => void;
}

export function BrandsTable({ search, archived, onEdit, onShowProducts, ...state }: BrandsTableProps) {
  const { t } = useTranslation('catalog');
  const [merging, setMerging] = useState<BrandRow | null>(null);
  const setArchived = useArchiving(client.brands.setArchived);
  const query = useInfiniteQuery(
    api.brands.list.infiniteOptions({ ...PAGING, input: (cursor) => ({ cursor, search, archived }) }),
  );
  const columns: DataColumn<BrandRow>[] = [
    { key: 'name', title: t('columns.brand'), width: 280, grows: true, exported: exportedAs('name'), render: NamedRow },
    {
      key: 'products',
      title: t('columns.productCount'),
      width: 110,
      align: 'end',
      exported: exportedAs('productCount', 'integer'),
      render: (brand) => <Quantity value={brand.productCount} isZeroDash />,
    },
    {
      key: 'actions',
      title: t('columns.actions'),
      width: 96,
      render: (brand) => (
        <RowActions
          isArchived={brand.isArchived}
          onRename={() => onEdit(brand)}
          onMerge={() => setMerging(brand)}
          onArchive={() => setArchived(brand)}
        />
      ),
    },
  ];
  const exportRows = useListExport(t('brands.brands'), { list: 'brands', filter: { search, archived } }, columns);
  return (
    <>
      <DataTable<BrandRow>
        {...state}
        name="brands"
        label={t('brands.brands')}
        query={query}
        rowKey={(brand) => brand.id}
        onOpen={onShowProducts}
        isPast={(brand) => brand.isArchived}
        empty={<NothingYet />}
        columns={columns}
        onExport={exportRows}
      />
      {merging ? <MergeBrandDialog brand={merging} onClose={() => setMerging(null)} /> : null}
    </>
  );
}

interface ProductsTableProps extends ListProps {
  brandId: BrandId | undefined;
  onEdit: (product: ProductRow) => void;
}

export function ProductsTable({ search, archived, brandId, onEdit, ...state }: ProductsTableProps) {
  const { t } = useTranslation('catalog');
  const [merging, setMerging] = useState<ProductRow | null>(null);
  const setArchived = useArchiving(client.products.setArchived);
  const query = useInfiniteQuery(
    api.products.list.infiniteOptions({ ...PAGING, input: (cursor) => ({ cursor, search, archived, brandId }) }),
  );
  const columns: DataColumn<ProductRow>[] = [
    {
      key: 'name',
      title: t('columns.product'),
      width: 240,
      grows: true,
      exported: exportedAs('name'),
      render: NamedRow,
    },
    {
      key: 'brand',
      title: t('columns.brand'),
      width: 160,
      exported: exportedAs('brandName'),
      render: (product) => product.brandName,
    },
    {
      key: 'category',
      title: t('columns.category'),
      width: 140,
      exported: exportedAs('category'),
      render: (product) => product.category || <span className="kc-faint">–</span>,
    },
    {
      key: 'skus',
      title: t('columns.skuCount'),
      width: 100,
      align: 'end',
      exported: exportedAs('skuCount', 'integer'),
      render: (product) => (
        <Link to={`/catalog?product=${product.id}`} title={t('actions.showSkus')}>
          <Quantity value={product.skuCount} />
        </Link>
      ),
    },
    {
      key: 'actions',
      title: t('columns.actions'),
      width: 96,
      render: (product) => (
        <RowActions
          isArchived={product.isArchived}
          onRename={() => onEdit(product)}
          onMerge={() => setMerging(product)}
          onArchive={() => setArchived(product)}
        />
      ),
    },
  ];
  const filter = { search, archived, brandId };
  const exportRows = useListExport(t('brands.products'), { list: 'products', filter }, columns);
  return (
    <>
      <DataTable<ProductRow>
        {...state}
        name="products"
        label={t('brands.products')}
        query={query}
        rowKey={(product) => product.id}
        isPast={(product) => product.isArchived}
        empty={<NothingYet />}
        columns={columns}
        onExport={exportRows}
      />
      {merging ? <MergeProductDialog product={merging} onClose={() => setMerging(null)} /> : null}
    </>
  );
}

function NamedRow({ name, isArchived }: { name: string; isArchived: boolean }) {
  const { t } = useTranslation('catalog');
  return (
    <>
      {name}
      {isArchived ? (
        <StateTag tone="past" shape="dash" isPlain>
          {t('archivedTag')}
        </StateTag>
      ) : null}
    </>
  );
}

function NothingYet() {
  const { t } = useTranslation('catalog');
  const action = (
    <Link to="/catalog?new=1">
      <Button type="primary">{t('new')}</Button>
    </Link>
  );
  return (
    <EmptyState
      title={t('empty.brandsTitle')}
      text={t('empty.brandsText')}
      actions={useCan('catalogue.edit') ? action : null}
    />
  );
}

interface RowActionsProps {
  isArchived: boolean;
  onRename: () => void;
  onMerge: () => void;
  onArchive: () => void;
}

function RowActions({ isArchived, onRename, onMerge, onArchive }: RowActionsProps) {
  const { t } = useTranslation('catalog');
  const shell = useTranslation('shell').t;
  if (!useCan('catalogue.edit')) return null;
  const items = [
    { key: 'merge', label: t('actions.merge'), onClick: onMerge },
    { key: 'archive', label: isArchived ? t('actions.unarchive') : t('actions.archive'), onClick: onArchive },
  ];
  return (
    <>
      <Button size="small" type="link" onClick={onRename}>
        {t('actions.edit')}
      </Button>
      <Dropdown menu={{ items }} trigger={['click']}>
        <Button size="small" type="text" icon={<MoreOutlined />} aria-label={shell('actions.more')} />
      </Dropdown>
    </>
  );
}

type SetArchived<Id> = (input: { id: Id; isArchived: boolean; commandId: never }) => PromiseLike<unknown>;

/** Archives at once and says so: it is undone by the same entry of the menu. */
function useArchiving<Id extends number>(procedure: SetArchived<Id>): (row: { id: Id; isArchived: boolean }) => void {
  const { t } = useTranslation('catalog');
  const { message } = App.useApp();
  const command = useCommand(procedure);
  return ({ id, isArchived }) => {
    void command.run({ id, isArchived: !isArchived }).then((done) => {
      if (done) message.success(isArchived ? t('archive.undone') : t('archive.done'));
    });
  };
}
