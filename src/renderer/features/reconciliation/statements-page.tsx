import { PlusOutlined } from '@ant-design/icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Segmented } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useCan } from '#renderer/app/session/session.ts';
import { type DataColumn, exportedAs, wordsOf } from '#renderer/components/data-table/columns.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { PAGING } from '#renderer/components/data-table/paging.ts';
import { useListExport } from '#renderer/components/data-table/use-list-export.ts';
import { CalendarDay, Moment } from '#renderer/components/day.tsx';
import { Amount, Quantity } from '#renderer/components/money.tsx';
import { Page } from '#renderer/components/page.tsx';
import { EmptyState } from '#renderer/components/states/states.tsx';
import { SupplierSelect } from '#renderer/components/supplier-select.tsx';
import { api } from '#renderer/lib/client.ts';
import { choiceFilter, idFilter, useUrlFilters } from '#renderer/lib/url-filters.ts';
import type { StatementRow } from '#shared/contract/reconciliation.contract.ts';
import type { SupplierId } from '#shared/domain/ids.ts';
import { StatementState } from './statement-state.tsx';

const STATES = ['all', 'open', 'settled'] as const;
const FILTERS = { supplier: idFilter<SupplierId>(), state: choiceFilter(['open', 'settled']) };

/** Suppliers' statements, newest period first, each with what still stands between the books. */
export default function StatementsPage() {
  const { t } = useTranslation('reconciliation');
  const navigate = useNavigate();
  const canWork = useCan('reconciliation.work');
  const { values, set, clear, isFiltered } = useUrlFilters(FILTERS);
  const filter = { supplierId: values.supplier ?? undefined, state: values.state ?? ('all' as const) };
  const query = useInfiniteQuery(
    api.statements.list.infiniteOptions({ ...PAGING, input: (cursor) => ({ ...filter, cursor }) }),
  );
  const columns = useColumns();
  const exportRows = useListExport(t('title'), { list: 'statements', filter }, columns);
  return (
    <Page
      title={t('title')}
      actions={
        canWork ? (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => navigate('/reconciliation/new')}>
            {t('command')}
          </Button>
        ) : null
      }
      filters={
        <>
          <SupplierSelect
            value={values.supplier}
            onChange={(id) => set({ supplier: id as SupplierId | null })}
            isClearable
            width={220}
            placeholder={t('filters.supplier')}
            aria-label={t('columns.supplier')}
          />
          <Segmented
            value={values.state ?? 'all'}
            options={STATES.map((value) => ({ value, label: t(`stateFilter.${value}`) }))}
            onChange={(value) => set({ state: FILTERS.state.read(value) })}
            aria-label={t('filters.state')}
          />
        </>
      }
    >
      <DataTable<StatementRow>
        name="statements"
        label={t('title')}
        columns={columns}
        query={query}
        onExport={exportRows}
        rowKey={(row) => row.id}
        onOpen={(row) => navigate(`/reconciliation/${row.id}`)}
        isPast={(row) => row.state === 'withdrawn'}
        isFiltered={isFiltered}
        onClearFilters={clear}
        empty={
          <EmptyState
            title={t('empty.title')}
            text={t('empty.text')}
            actions={
              canWork ? (
                <Link to="/reconciliation/new">
                  <Button type="primary">{t('command')}</Button>
                </Link>
              ) : null
            }
          />
        }
      />
    </Page>
  );
}

function useColumns(): readonly DataColumn<StatementRow>[] {
  const { t } = useTranslation('reconciliation');
  return useMemo(
    () => [
      {
        key: 'number',
        title: t('columns.number'),
        width: 136,
        exported: exportedAs('number'),
        render: (row) => <span className="kc-mono">{row.number}</span>,
      },
      {
        key: 'supplier',
        title: t('columns.supplier'),
        width: 130,
        grows: true,
        exported: exportedAs('supplierName'),
        render: (row) => row.supplierName,
      },
      {
        key: 'from',
        title: t('wizard.from'),
        width: 84,
        exported: exportedAs('from', 'day'),
        render: (row) => <CalendarDay on={row.from} />,
      },
      {
        key: 'to',
        title: t('wizard.to'),
        width: 84,
        exported: exportedAs('to', 'day'),
        render: (row) => <CalendarDay on={row.to} />,
      },
      {
        key: 'state',
        title: t('columns.state'),
        width: 96,
        exported: exportedAs(
          'state',
          'text',
          wordsOf(['open', 'settled', 'withdrawn'], (state) => t(`states.${state}`)),
        ),
        render: (row) => <StatementState state={row.state} />,
      },
      {
        key: 'lines',
        title: t('columns.lines'),
        width: 64,
        align: 'end',
        exported: exportedAs('lineCount', 'integer'),
        render: (row) => <Quantity value={row.lineCount} />,
      },
      {
        key: 'difference',
        title: t('columns.difference'),
        width: 166,
        align: 'end',
        exported: exportedAs('difference', 'money'),
        currencyAt: 'currency',
        render: (row) => <Amount value={row.difference} currency={row.currency} isSigned isZeroDash />,
      },
      {
        key: 'unexplained',
        title: t('columns.unexplained'),
        width: 118,
        align: 'end',
        exported: exportedAs('unexplained', 'money'),
        currencyAt: 'currency',
        render: (row) => <Amount value={row.unexplained} currency={row.currency} isSigned isZeroDash />,
      },
      {
        key: 'file',
        title: t('columns.file'),
        width: 116,
        exported: exportedAs('fileName'),
        render: (row) => row.fileName,
      },
      {
        key: 'importedBy',
        title: t('columns.importedBy'),
        width: 90,
        isHiddenAtFirst: true,
        exported: exportedAs('importedBy'),
        render: (row) => row.importedBy,
      },
      {
        key: 'settledAt',
        title: t('columns.settledAt'),
        width: 110,
        isHiddenAtFirst: true,
        exported: exportedAs('settledAt', 'instant'),
        render: (row) => <Moment at={row.settledAt} />,
      },
    ],
    [t],
  );
}
