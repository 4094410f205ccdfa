import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCan } from '#renderer/app/session/session.ts';
import { type DataColumn, exportedAs, wordsOf } from '#renderer/components/data-table/columns.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { PAGING } from '#renderer/components/data-table/paging.ts';
import { useListExport } from '#renderer/components/data-table/use-list-export.ts';
import { CalendarDay, Moment } from '#renderer/components/day.tsx';
import { Quantity } from '#renderer/components/money.tsx';
import { Page } from '#renderer/components/page.tsx';
import { StateTag } from '#renderer/components/state-tag.tsx';
import { EmptyState } from '#renderer/components/states/states.tsx';
import { SupplierSelect } from '#renderer/components/supplier-select.tsx';
import { api } from '#renderer/lib/client.ts';
import { idFilter, useUrlFilters } from '#renderer/lib/url-filters.ts';
import type { PriceListSummary } from '#shared/contract/price-lists.contract.ts';
import type { PriceListId, SupplierId } from '#shared/domain/ids.ts';
import { PriceListDrawer } from './price-list-drawer.tsx';

const FILTERS = { supplier: idFilter<SupplierId>() };
const OPEN = { list: idFilter<PriceListId>() };

/** Every price list that was posted, with what it changed. */
export default function PriceListsPage() {
  const { t } = useTranslation('offers');
  const mayEdit = useCan('purchasing.edit');
  const { values, set, clear, isFiltered } = useUrlFilters(FILTERS);
  const open = useUrlFilters(OPEN);
  const columns = useColumns();
  const filter = { supplierId: values.supplier ?? undefined };
  const query = useInfiniteQuery(
    api.priceLists.list.infiniteOptions({ ...PAGING, input: (cursor) => ({ ...filter, cursor }) }),
  );
  const exportRows = useListExport(t('priceLists.title'), { list: 'priceLists', filter }, columns);
  const importLink = mayEdit ? (
    <Link to="/offers/import">
      <Button type="primary">{t('import')}</Button>
    </Link>
  ) : null;
  return (
    <Page
      title={t('priceLists.title')}
      actions={importLink}
      filters={
        <span style={{ width: 200 }}>
          <SupplierSelect
            value={values.supplier}
            onChange={(supplier) => set({ supplier })}
            placeholder={t('filters.supplier')}
            aria-label={t('filters.supplier')}
          />
        </span>
      }
    >
      <DataTable<PriceListSummary>
        name="price-lists"
        label={t('priceLists.title')}
        columns={columns}
        query={query}
        rowKey={(list) => list.id}
        openKey={open.values.list}
        onOpen={(list) => open.set({ list: list.id })}
        isPast={(list) => list.state === 'undone'}
        onExport={exportRows}
        isFiltered={isFiltered}
        onClearFilters={clear}
        empty={
          <EmptyState title={t('priceLists.empty.title')} text={t('priceLists.empty.text')} actions={importLink} />
        }
      />
      {open.values.list === null ? null : (
        <PriceListDrawer key={open.values.list} id={open.values.list} onClose={() => open.set({ list: null })} />
      )}
    </Page>
  );
}

function useColumns(): readonly DataColumn<PriceListSummary>[] {
  const { t } = useTranslation('offers');
  return useMemo(
    () => [
      {
        key: 'number',
        title: t('priceLists.columns.number'),
        width: 136,
        exported: exportedAs('number'),
        render: ({ number }) => <span className="kc-mono">{number}</span>,
      },
      {
        key: 'supplier',
        title: t('priceLists.columns.supplier'),
        width: 160,
        grows: true,
        exported: exportedAs('supplierName'),
        render: ({ supplierName }) => supplierName,
      },
      {
        key: 'effectiveOn',
        title: t('priceLists.columns.effectiveOn'),
        width: 90,
        exported: exportedAs('effectiveOn', 'day'),
        render: ({ effectiveOn }) => <CalendarDay on={effectiveOn} />,
      },
      {
        key: 'file',
        title: t('priceLists.columns.file'),
        width: 134,
        exported: exportedAs('fileName'),
        render: ({ fileName }) => fileName,
      },
      {
        key: 'changes',
        title: t('priceLists.columns.changes'),
        width: 178,
        exported: (['new', 'up', 'down', 'terms', 'same'] as const).map((verdict) => ({
          ...exportedAs(`counts.${verdict}`, 'integer'),
          header: t(`importing.verdicts.${verdict}`),
        })),
        render: ({ counts }) => t('priceLists.changes', { ...counts }),
      },
      {
        key: 'refused',
        title: t('priceLists.columns.refused'),
        width: 80,
        align: 'end',
        exported: (['unknown', 'refused'] as const).map((verdict) => ({
          ...exportedAs(`counts.${verdict}`, 'integer'),
          header: t(`importing.verdicts.${verdict}`),
        })),
        render: ({ counts }) => <Quantity value={counts.refused + counts.unknown} isZeroDash />,
      },
      {
        key: 'posted',
        title: t('priceLists.columns.posted'),
        width: 156,
        exported: [exportedAs('postedAt', 'instant'), { ...exportedAs('postedBy'), header: t('priceLists.postedBy') }],
        render: ({ postedAt, postedBy }) => (
          <>
            {postedBy} <Moment at={postedAt} />
          </>
        ),
      },
      {
        key: 'state',
        title: t('priceLists.columns.state'),
        width: 90,
        exported: exportedAs(
          'state',
          'text',
          wordsOf(['posted', 'undone'], (state) => t(`priceLists.states.${state}`)),
        ),
        render: ({ state }) => (
          <StateTag tone={state === 'posted' ? 'go' : 'past'} shape={state === 'posted' ? 'check' : 'back'} isPlain>
            {t(`priceLists.states.${state}`)}
          </StateTag>
        ),
      },
    ],
    [t],
  );
}
