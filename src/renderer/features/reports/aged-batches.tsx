import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useSession } from '#renderer/app/session/session.ts';
import { type DataColumn, exportedAs } from '#renderer/components/data-table/columns.ts';
import { WholeTable } from '#renderer/components/data-table/whole-table.tsx';
import { CalendarDay } from '#renderer/components/day.tsx';
import { Amount, Quantity } from '#renderer/components/money.tsx';
import { SkuTitle } from '#renderer/components/sku-title.tsx';
import { EmptyState } from '#renderer/components/states/states.tsx';
import { currencySymbol } from '#renderer/i18n/format.ts';
import { api } from '#renderer/lib/client.ts';
import type { AgedBatch } from '#shared/contract/stock-age.contract.ts';
import { skuTitle } from '#shared/domain/catalog/sku-title.ts';
import type { SkuId } from '#shared/domain/ids.ts';

interface AgedBatchesProps {
  /** Place among the buckets; null: of any age. */
  bucket: number | null;
  skuId: SkuId | null;
  onClear: () => void;
}

/** The batches that lie here, the oldest first; one opens in the stock. */
export function AgedBatches({ bucket, skuId, onClear }: AgedBatchesProps) {
  const { t } = useTranslation('stockAge');
  const { currency } = useSession().shop;
  const navigate = useNavigate();
  const filter = { bucket: bucket ?? undefined, skuId: skuId ?? undefined };
  const query = useQuery(api.stockAge.batches.queryOptions({ input: filter, placeholderData: keepPreviousData }));
  const columns = useAgedColumns(currency);
  const sums = query.data;
  return (
    <WholeTable<AgedBatch>
      name="aged-batches"
      label={t('views.batches')}
      columns={columns}
      query={query}
      rows={sums?.rows}
      list={{ list: 'agedBatches', filter }}
      rowKey={(row) => `${row.batchId} ${row.expiresOn}`}
      count={sums?.count}
      totals={
        sums
          ? { sku: t('total'), quantity: <Quantity value={sums.quantity} />, value: <Amount value={sums.value} /> }
          : undefined
      }
      isFiltered={bucket !== null || skuId !== null}
      onClearFilters={onClear}
      onOpen={(row) => void navigate(`/inventory/batches?batch=${row.batchId}`)}
      empty={<EmptyState title={t('empty')} />}
    />
  );
}

function useAgedColumns(currency: string): readonly DataColumn<AgedBatch>[] {
  const { t } = useTranslation('stockAge');
  return useMemo(
    () => [
      {
        key: 'sku',
        title: t('columns.sku'),
        width: 200,
        grows: true,
        exported: [exportedAs('skuName'), { ...exportedAs('skuCode'), header: t('columns.code') }],
        render: ({ productName, skuName }) => <SkuTitle title={skuTitle({ productName, name: skuName })} />,
      },
      {
        key: 'batch',
        title: t('columns.batch'),
        width: 140,
        exported: exportedAs('batchNumber'),
        render: ({ batchNumber }) => <span className="kc-mono">{batchNumber}</span>,
      },
      {
        key: 'supplier',
        title: t('columns.supplier'),
        width: 140,
        exported: exportedAs('supplierName'),
        render: ({ supplierName }) => supplierName,
      },
      {
        key: 'receivedOn',
        title: t('columns.receivedOn'),
        width: 92,
        exported: exportedAs('receivedOn', 'day'),
        render: ({ receivedOn }) => <CalendarDay on={receivedOn} />,
      },
      {
        key: 'age',
        title: t('columns.age'),
        width: 80,
        align: 'end',
        exported: exportedAs('ageDays', 'integer'),
        render: ({ ageDays }) => <Quantity value={ageDays} />,
      },
      {
        key: 'quantity',
        title: t('columns.quantity'),
        width: 84,
        align: 'end',
        exported: exportedAs('quantity', 'integer'),
        render: ({ quantity }) => <Quantity value={quantity} />,
      },
      {
        key: 'value',
        title: t('columns.value'),
        unit: currencySymbol(currency),
        width: 120,
        align: 'end',
        exported: exportedAs('value', 'money'),
        render: ({ value }) => <Amount value={value} />,
      },
      {
        key: 'expiresOn',
        title: t('columns.expiresOn'),
        width: 92,
        exported: exportedAs('expiresOn', 'day'),
        render: ({ expiresOn }) => <CalendarDay on={expiresOn} />,
      },
      {
        key: 'returnableUntil',
        title: t('columns.returnableUntil'),
        width: 108,
        exported: exportedAs('returnableUntil', 'day'),
        render: ({ returnableUntil }) => <CalendarDay on={returnableUntil} />,
      },
    ],
    [t, currency],
  );
}
