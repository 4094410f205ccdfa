import { PlusOutlined } from '@ant-design/icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useSession } from '#renderer/app/session/session.ts';
import type { DataColumn } from '#renderer/components/data-table/columns.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { PAGING } from '#renderer/components/data-table/paging.ts';
import { Amount, Quantity } from '#renderer/components/money.tsx';
import { Page } from '#renderer/components/page.tsx';
import { EmptyState } from '#renderer/components/states/states.tsx';
import { SupplierSelect } from '#renderer/components/supplier-select.tsx';
import { currencySymbol, formatDay, formatInstant } from '#renderer/i18n/format.ts';
import { api } from '#renderer/lib/client.ts';
import { idFilter, useUrlFilters } from '#renderer/lib/url-filters.ts';
import type { ImportRow } from '#shared/contract/imports.contract.ts';
import type { ImportId, SupplierId } from '#shared/domain/ids.ts';
import { ImportDrawer } from './import-drawer.tsx';
import { ImportState } from './import-state.tsx';
import { SampleButton } from './sample-sheet.tsx';

const FILTERS = { supplier: idFilter<SupplierId>(), open: idFilter<ImportId>() };

/** History of imports: each with what it brought; its details and undo beside the list. */
export default function ImportsPage() {
  const { t } = useTranslation('imports');
  const navigate = useNavigate();
  const { values, set } = useUrlFilters(FILTERS);
  const query = useInfiniteQuery(
    api.imports.list.infiniteOptions({
      ...PAGING,
      input: (cursor: string | undefined) => ({ cursor, limit: 100, supplierId: values.supplier ?? undefined }),
    }),
  );
  const columns = useColumns();
  return (
    <Page
      title={t('title')}
      actions={
        <Button type="primary" icon={<PlusOutlined />} onClick={() => navigate('/imports/new')}>
          {t('command')}
        </Button>
      }
      filters={
        <SupplierSelect
          value={values.supplier}
          onChange={(id) => set({ supplier: id as SupplierId | null })}
          isClearable
          width={220}
          placeholder={t('filters.supplier')}
          aria-label={t('columns.supplier')}
        />
      }
    >
      <DataTable<ImportRow>
        name="imports"
        label={t('historyCommand')}
        columns={columns}
        query={query}
        rowKey={(row) => row.id}
        openKey={values.open}
        onOpen={(row) => set({ open: row.id })}
        isPast={(row) => row.state === 'cancelled' || row.state === 'undone'}
        isFiltered={values.supplier !== null}
        onClearFilters={() => set({ supplier: null })}
        empty={
          <EmptyState
            title={t('empty.title')}
            text={t('empty.text')}
            actions={
              <>
                <Link to="/imports/new">
                  <Button type="primary">{t('command')}</Button>
                </Link>
                <SampleButton />
              </>
            }
          />
        }
      />
      <ImportDrawer id={values.open} onClose={() => set({ open: null })} />
    </Page>
  );
}

function useColumns(): readonly DataColumn<ImportRow>[] {
  const { t } = useTranslation('imports');
  const { shop } = useSession();
  return useMemo(
    () => [
      {
        key: 'number',
        title: t('columns.number'),
        width: 130,
        render: (row) => <span className="kc-mono">{row.number}</span>,
      },
      { key: 'supplier', title: t('columns.supplier'), width: 150, render: (row) => row.supplierName },
      { key: 'file', title: t('columns.file'), width: 200, grows: true, render: (row) => row.fileName },
      { key: 'kind', title: t('columns.kind'), width: 90, render: (row) => t(`kinds.${row.receiptKind}`) },
      { key: 'documentOn', title: t('columns.documentOn'), width: 100, render: (row) => formatDay(row.documentOn) },
      {
        key: 'accepted',
        title: t('columns.accepted'),
        width: 90,
        align: 'end',
        render: (row) => <Quantity value={row.acceptedCount} isZeroDash />,
      },
      {
        key: 'refused',
        title: t('columns.refused'),
        width: 80,
        align: 'end',
        render: (row) => <Quantity value={row.refusedCount} isZeroDash />,
      },
      {
        key: 'cost',
        title: t('columns.cost'),
        unit: currencySymbol(shop.currency),
        width: 120,
        align: 'end',
        render: (row) => <Amount value={row.totalCost} isZeroDash />,
      },
      { key: 'state', title: t('columns.state'), width: 100, render: (row) => <ImportState state={row.state} /> },
      { key: 'by', title: t('columns.by'), width: 90, render: (row) => row.startedBy },
      { key: 'startedAt', title: t('columns.startedAt'), width: 110, render: (row) => formatInstant(row.startedAt) },
      {
        key: 'externalNumber',
        title: t('columns.externalNumber'),
        width: 140,
        isHiddenAtFirst: true,
        render: (row) => <span className="kc-mono">{row.externalNumber}</span>,
      },
    ],
    [t, shop.currency],
  );
}
