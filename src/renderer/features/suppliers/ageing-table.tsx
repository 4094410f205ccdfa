import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { type DataColumn, exportedAs } from '#renderer/components/data-table/columns.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { useListExport } from '#renderer/components/data-table/use-list-export.ts';
import { Amount } from '#renderer/components/money.tsx';
import { EmptyState } from '#renderer/components/states/states.tsx';
import { api } from '#renderer/lib/client.ts';
import type { SupplierMoneyRow } from '#shared/contract/supplier-money.contract.ts';
import { AGE_BUCKETS } from '#shared/domain/suppliers/ageing.ts';
import { FigureLink } from './exposure-table.tsx';
import { moneyLinks } from './money-links.ts';

/** What is owed to each supplier by how late it is; every figure opens its debts. */
export function AgeingTable({ showsArchived }: { showsArchived: boolean }) {
  const { t } = useTranslation('supplierMoney');
  const navigate = useNavigate();
  const filter = { archived: showsArchived ? ('all' as const) : ('active' as const), owing: true };
  const query = useQuery(api.supplierMoney.overview.queryOptions({ input: filter, select: ({ rows }) => rows }));
  const sums = useQuery(api.supplierMoney.overview.queryOptions({ input: filter, select: ({ ageing }) => ageing }));
  const columns = useColumns();
  const exportRows = useListExport(t('views.ageing'), { list: 'supplierMoney', filter }, columns);
  const owed = (sums.data ?? []).filter(({ due }) => due > 0);
  const sumOf = (read: (sum: (typeof owed)[number]) => number) => (
    <>
      {owed.map((sum) => (
        <div key={sum.currency}>
          <Amount value={read(sum)} currency={sum.currency} isZeroDash />
        </div>
      ))}
    </>
  );
  const buckets = AGE_BUCKETS.map((bucket) => [bucket, sumOf(({ ageing }) => ageing[bucket])] as const);
  return (
    <DataTable<SupplierMoneyRow>
      name="supplier-ageing"
      label={t('views.ageing')}
      columns={columns}
      query={query}
      rowKey={(row) => row.supplierId}
      onOpen={(row) => void navigate(moneyLinks.dues(row.supplierId))}
      onExport={exportRows}
      // Sums of several currencies do not fit a line: then each supplier's own stand alone.
      totals={owed.length === 1 ? { due: sumOf(({ due }) => due), ...Object.fromEntries(buckets) } : undefined}
      empty={<EmptyState title={t('empty.dues')} text={t('empty.duesText')} />}
    />
  );
}

function useColumns(): readonly DataColumn<SupplierMoneyRow>[] {
  const { t } = useTranslation('supplierMoney');
  return useMemo(
    () => [
      {
        key: 'supplier',
        title: t('columns.supplier'),
        width: 150,
        grows: true,
        exported: exportedAs('supplierName'),
        render: ({ supplierName }) => supplierName,
      },
      {
        key: 'due',
        title: t('columns.due'),
        width: 116,
        align: 'end',
        exported: exportedAs('due', 'money'),
        currencyAt: 'currency',
        render: ({ due, currency, supplierId }) => (
          <FigureLink value={due} currency={currency} to={moneyLinks.dues(supplierId)} />
        ),
      },
      ...AGE_BUCKETS.map(
        (bucket): DataColumn<SupplierMoneyRow> => ({
          key: bucket,
          title: t(`buckets.${bucket}`),
          width: 116,
          align: 'end',
          exported: exportedAs(`ageing.${bucket}`, 'money'),
          currencyAt: 'currency',
          render: ({ ageing, currency, supplierId }) => (
            <FigureLink value={ageing[bucket]} currency={currency} to={moneyLinks.bucket(supplierId, bucket)} />
          ),
        }),
      ),
    ],
    [t],
  );
}
