import { PlusOutlined } from '@ant-design/icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCan } from '#renderer/app/session/session.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { PAGING } from '#renderer/components/data-table/paging.ts';
import { useListExport } from '#renderer/components/data-table/use-list-export.ts';
import { Page } from '#renderer/components/page.tsx';
import { SearchFilter } from '#renderer/components/search-filter.tsx';
import { EmptyState } from '#renderer/components/states/states.tsx';
import { SupplierSelect } from '#renderer/components/supplier-select.tsx';
import { api } from '#renderer/lib/client.ts';
import { choiceFilter, flagFilter, idFilter, textFilter, useUrlFilters } from '#renderer/lib/url-filters.ts';
import type { OfferDetails, OfferRow } from '#shared/contract/offers.contract.ts';
import type { OfferId, SupplierId } from '#shared/domain/ids.ts';
import { useOfferColumns } from './offer-columns.tsx';
import { OfferDrawer } from './offer-drawer.tsx';
import { OfferEditor } from './offer-editor.tsx';

const ARCHIVED = ['archived', 'all'] as const;
const FILTERS = { text: textFilter(), supplier: idFilter<SupplierId>(), archived: choiceFilter(ARCHIVED) };
const OPEN = { offer: idFilter<OfferId>(), new: flagFilter() };

/** What every supplier offers at which price today. */
export default function OffersPage() {
  const { t } = useTranslation('offers');
  const mayEdit = useCan('purchasing.edit');
  const { values, set, clear, isFiltered } = useUrlFilters(FILTERS);
  const open = useUrlFilters(OPEN);
  const [editing, setEditing] = useState<OfferDetails | null>(null);
  const columns = useOfferColumns();
  const filter = {
    search: values.text,
    supplierId: values.supplier ?? undefined,
    archived: values.archived ?? ('active' as const),
  };
  const query = useInfiniteQuery(
    api.offers.list.infiniteOptions({
      ...PAGING,
      input: (cursor) => ({ ...filter, cursor }),
    }),
  );
  const exportRows = useListExport(t('title'), { list: 'offers', filter }, columns);
  const importLink = (
    <Link to="/offers/import">
      <Button>{t('import')}</Button>
    </Link>
  );
  return (
    <Page
      title={t('title')}
      actions={
        <>
          <Link to="/offers/lists">
            <Button type="text">{t('lists')}</Button>
          </Link>
          <Link to="/offers/compare">
            <Button type="text">{t('compare')}</Button>
          </Link>
          {mayEdit ? importLink : null}
          {mayEdit ? (
            <Button type="primary" icon={<PlusOutlined />} onClick={() => open.set({ new: true })}>
              {t('new')}
            </Button>
          ) : null}
        </>
      }
      filters={
        <>
          <SearchFilter value={values.text} onChange={(text) => set({ text })} placeholder={t('search')} />
          <span style={{ width: 200 }}>
            <SupplierSelect
              value={values.supplier}
              onChange={(supplier) => set({ supplier })}
              placeholder={t('filters.supplier')}
              aria-label={t('filters.supplier')}
            />
          </span>
          <Select<'active' | (typeof ARCHIVED)[number]>
            value={values.archived ?? 'active'}
            style={{ width: 110 }}
            aria-label={t('columns.state')}
            options={(['active', ...ARCHIVED] as const).map((value) => ({
              value,
              label: t(`filters.archived.${value}`),
            }))}
            onChange={(choice) => set({ archived: choice === 'active' ? null : choice })}
          />
        </>
      }
    >
      <DataTable<OfferRow>
        name="offers"
        label={t('searchLabel')}
        columns={columns}
        query={query}
        rowKey={(offer) => offer.id}
        openKey={open.values.offer}
        onOpen={(offer) => open.set({ offer: offer.id })}
        isPast={(offer) => offer.isArchived}
        isFiltered={isFiltered}
        onClearFilters={clear}
        onExport={exportRows}
        empty={<EmptyState title={t('empty.title')} text={t('empty.text')} actions={mayEdit ? importLink : null} />}
      />
      {open.values.offer === null ? null : (
        <OfferDrawer
          key={open.values.offer}
          id={open.values.offer}
          onClose={() => open.set({ offer: null })}
          onEdit={setEditing}
        />
      )}
      {editing !== null || (open.values.new && mayEdit) ? (
        <OfferEditor
          offer={editing ?? undefined}
          onClose={() => {
            setEditing(null);
            open.set({ new: false });
          }}
          onSaved={(id) => {
            setEditing(null);
            open.set({ offer: id, new: false });
          }}
        />
      ) : null}
    </Page>
  );
}
