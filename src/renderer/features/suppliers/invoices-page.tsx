import { PlusOutlined } from '@ant-design/icons';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Button, Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useCan } from '#renderer/app/session/session.ts';
import { type DataColumn, exportedAs } from '#renderer/components/data-table/columns.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { PAGING } from '#renderer/components/data-table/paging.ts';
import { useListExport } from '#renderer/components/data-table/use-list-export.ts';
import { Amount } from '#renderer/components/money.tsx';
import { MonthFilter } from '#renderer/components/month-filter.tsx';
import { Page } from '#renderer/components/page.tsx';
import { SearchFilter } from '#renderer/components/search-filter.tsx';
import { EmptyState } from '#renderer/components/states/states.tsx';
import { SupplierSelect } from '#renderer/components/supplier-select.tsx';
import { api } from '#renderer/lib/client.ts';
import {
  choiceFilter,
  flagFilter,
  idFilter,
  monthFilter,
  textFilter,
  useUrlFilters,
} from '#renderer/lib/url-filters.ts';
import type { InvoiceRow, OwedInvoiceRow } from '#shared/contract/invoices.contract.ts';
import type { InvoiceId, SupplierId } from '#shared/domain/ids.ts';
import type { InvoiceDirection } from '#shared/domain/suppliers/invoices.ts';
import type { Month } from '#shared/domain/time/business-time.ts';
import { useInvoiceColumns } from './invoice-columns.tsx';
import { InvoiceDrawer } from './invoice-drawer.tsx';
import { RegisterInvoiceDialog } from './register-invoice-dialog.tsx';

const VIEWS = ['in', 'out', 'owed'] as const;
type View = (typeof VIEWS)[number];
const VIEW = { view: choiceFilter(VIEWS) };
const FILTERS = { text: textFilter(), supplier: idFilter<SupplierId>(), month: monthFilter() };
const OPEN = { invoice: idFilter<InvoiceId>(), new: flagFilter() };

/** Invoices in and out, and what was bought with invoice and has none. */
export default function InvoicesPage() {
  const { t } = useTranslation('invoices');
  const mayPost = useCan('accounts.post');
  const view = useUrlFilters(VIEW);
  const { values, set } = useUrlFilters(FILTERS);
  const open = useUrlFilters(OPEN);
  const shown: View = view.values.view ?? 'in';
  return (
    <Page
      title={t('title')}
      actions={
        <>
          <Link to="/suppliers">
            <Button type="text">{t('toSuppliers')}</Button>
          </Link>
          {mayPost ? (
            <Button type="primary" icon={<PlusOutlined />} onClick={() => open.set({ new: true })}>
              {t('new')}
            </Button>
          ) : null}
        </>
      }
      filters={
        <>
          <Segmented<View>
            aria-label={t('viewLabel')}
            value={shown}
            options={VIEWS.map((value) => ({ value, label: t(`views.${value}`) }))}
            onChange={(value) => view.set({ view: value })}
          />
          {shown === 'owed' ? null : (
            <SearchFilter value={values.text} onChange={(text) => set({ text })} placeholder={t('search')} />
          )}
          {shown === 'out' ? null : (
            <SupplierSelect
              value={values.supplier}
              onChange={(id) => set({ supplier: id })}
              placeholder={t('filters.supplier')}
              isClearable
              width={180}
              aria-label={t('filters.supplier')}
            />
          )}
          {shown === 'owed' ? null : (
            <MonthFilter value={values.month} label={t('filters.month')} onChange={(month) => set({ month })} />
          )}
        </>
      }
    >
      {shown === 'owed' ? <OwedTable /> : <InvoiceTable direction={shown} />}
      {open.values.invoice === null ? null : (
        <InvoiceDrawer key={open.values.invoice} id={open.values.invoice} onClose={() => open.set({ invoice: null })} />
      )}
      {open.values.new && mayPost ? (
        <RegisterInvoiceDialog
          direction={shown === 'out' ? 'out' : 'in'}
          onClose={() => open.set({ new: false })}
          onRegistered={(id) => open.set({ new: false, invoice: id })}
        />
      ) : null}
    </Page>
  );
}

function InvoiceTable({ direction }: { direction: InvoiceDirection }) {
  const { t } = useTranslation('invoices');
  const { values, clear, isFiltered } = useUrlFilters(FILTERS);
  const open = useUrlFilters(OPEN);
  const columns = useInvoiceColumns();
  const filter = {
    direction,
    supplierId: direction === 'in' ? (values.supplier ?? undefined) : undefined,
    month: (values.month as Month | null) ?? undefined,
    search: values.text,
  };
  const query = useInfiniteQuery(
    api.invoices.list.infiniteOptions({ ...PAGING, input: (cursor) => ({ ...filter, cursor }) }),
  );
  const title = `${t('title')} ${t(`views.${direction}`)}`;
  const exportRows = useListExport(title, { list: 'invoices', filter }, columns);
  return (
    <DataTable<InvoiceRow>
      name={`invoices-${direction}`}
      label={title}
      columns={columns}
      query={query}
      rowKey={({ id }) => id}
      openKey={open.values.invoice}
      onOpen={({ id }) => open.set({ invoice: id })}
      isPast={({ voidReason }) => voidReason !== null}
      isFiltered={isFiltered}
      onClearFilters={clear}
      onExport={exportRows}
      empty={<EmptyState title={t(`empty.${direction}`)} />}
    />
  );
}

function OwedTable() {
  const { t } = useTranslation('invoices');
  const navigate = useNavigate();
  const { values, clear, isFiltered } = useUrlFilters(FILTERS);
  const filter = { supplierId: values.supplier ?? undefined };
  const query = useQuery(api.invoices.owed.queryOptions({ input: filter, select: ({ rows }) => rows }));
  const columns = useOwedColumns();
  const exportRows = useListExport(t('views.owed'), { list: 'owedInvoices', filter }, columns);
  return (
    <DataTable<OwedInvoiceRow>
      name="invoices-owed"
      label={t('views.owed')}
      columns={columns}
      query={query}
      rowKey={({ supplierId, month }) => `${supplierId} ${month}`}
      onOpen={({ supplierId }) => void navigate(`/suppliers?supplier=${supplierId}&tab=account`)}
      isFiltered={isFiltered}
      onClearFilters={clear}
      onExport={exportRows}
      empty={<EmptyState title={t('empty.owed')} text={t('empty.owedText')} />}
    />
  );
}

function useOwedColumns(): readonly DataColumn<OwedInvoiceRow>[] {
  const { t } = useTranslation('invoices');
  return [
    {
      key: 'supplier',
      title: t('columns.supplier'),
      width: 220,
      grows: true,
      render: ({ name }) => name,
      exported: exportedAs('name'),
    },
    {
      key: 'month',
      title: t('columns.month'),
      width: 100,
      render: ({ month }) => month,
      exported: exportedAs('month'),
    },
    {
      key: 'purchased',
      title: t('columns.purchased'),
      width: 150,
      align: 'end',
      render: ({ purchased, currency }) => <Amount value={purchased} currency={currency} />,
      exported: exportedAs('purchased', 'money'),
      currencyAt: 'currency',
    },
    {
      key: 'invoiced',
      title: t('columns.invoiced'),
      width: 150,
      align: 'end',
      render: ({ invoiced, currency }) => <Amount value={invoiced} currency={currency} isZeroDash />,
      exported: exportedAs('invoiced', 'money'),
      currencyAt: 'currency',
    },
    {
      key: 'owed',
      title: t('columns.owed'),
      width: 150,
      align: 'end',
      render: ({ owed, currency }) => <Amount value={owed} currency={currency} />,
      exported: exportedAs('owed', 'money'),
      currencyAt: 'currency',
    },
    {
      key: 'age',
      title: t('columns.age'),
      width: 118,
      align: 'end',
      render: ({ ageDays }) => (ageDays === 0 ? t('running') : t('days', { days: ageDays })),
      exported: exportedAs('ageDays', 'integer'),
    },
  ];
}
