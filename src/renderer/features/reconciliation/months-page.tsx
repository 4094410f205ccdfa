import { DownloadOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCan } from '#renderer/app/session/session.ts';
import type { DataColumn } from '#renderer/components/data-table/columns.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { Moment } from '#renderer/components/day.tsx';
import { Page } from '#renderer/components/page.tsx';
import { EmptyState } from '#renderer/components/states/states.tsx';
import { formatMonth } from '#renderer/i18n/format.ts';
import { api } from '#renderer/lib/client.ts';
import { monthFilter, useUrlFilters } from '#renderer/lib/url-filters.ts';
import type { MonthRow } from '#shared/contract/periods.contract.ts';
import { type Month, parseMonth } from '#shared/domain/time/business-time.ts';
import { MonthDrawer } from './month-drawer.tsx';
import { MonthState } from './month-state.tsx';
import { useWorkbook } from './use-workbook.tsx';

const FILTERS = { month: monthFilter() };

/** The shop's months: how ready each is, closing, opening again, and the month's workbook. */
export default function MonthsPage() {
  const { t } = useTranslation('reconciliation');
  const { values, set } = useUrlFilters(FILTERS);
  const query = useQuery(api.periods.list.queryOptions({ input: { limit: 36 } }));
  const columns = useColumns();
  const open = values.month === null ? null : parseMonth(values.month);
  return (
    <Page title={t('monthsTitle')}>
      <DataTable<MonthRow>
        name="months"
        label={t('monthsTitle')}
        columns={columns}
        query={{ ...query, data: query.data?.rows }}
        rowKey={(row) => row.month}
        openKey={values.month}
        onOpen={(row) => set({ month: row.month })}
        isPast={(row) => row.state === 'closed'}
        empty={
          <EmptyState
            title={t('months.empty.title')}
            text={t('months.empty.text')}
            actions={
              <Link to="/reconciliation/new">
                <Button type="primary">{t('command')}</Button>
              </Link>
            }
          />
        }
      />
      <MonthDrawer month={open} onClose={() => set({ month: null })} />
    </Page>
  );
}

function useColumns(): readonly DataColumn<MonthRow>[] {
  const { t } = useTranslation('reconciliation');
  return useMemo(
    () => [
      { key: 'month', title: t('months.month'), width: 140, render: (row) => formatMonth(row.month) },
      { key: 'state', title: t('months.state'), width: 120, render: (row) => <MonthState state={row.state} /> },
      {
        key: 'books',
        title: t('months.books'),
        width: 180,
        grows: true,
        render: (row) => (
          <>
            {t('months.ready', { ready: row.readyCount, count: row.bookCount })}
            {row.lateCount > 0 ? (
              <span className="kc-faint"> · {t('months.late', { count: row.lateCount })}</span>
            ) : null}
          </>
        ),
      },
      { key: 'closedBy', title: t('months.closedBy'), width: 120, render: (row) => row.closedBy ?? '' },
      { key: 'closedAt', title: t('months.closedAt'), width: 130, render: (row) => <Moment at={row.closedAt} /> },
      { key: 'actions', title: '', width: 130, align: 'end', render: (row) => <ExportMonth month={row.month} /> },
    ],
    [t],
  );
}

function ExportMonth({ month }: { month: Month }) {
  const { t } = useTranslation('reconciliation');
  const canReport = useCan('reports.read');
  const { save, isMaking } = useWorkbook();
  if (!canReport) return null;
  return (
    <Button
      size="small"
      type="text"
      icon={<DownloadOutlined />}
      loading={isMaking}
      onClick={(event) => {
        event.stopPropagation();
        void save(month, null);
      }}
    >
      {t('months.export')}
    </Button>
  );
}
