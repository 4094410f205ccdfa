import { useInfiniteQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useSession } from '#renderer/app/session/session.ts';
import { type DataColumn, exportedAs, wordsOf } from '#renderer/components/data-table/columns.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { PAGING } from '#renderer/components/data-table/paging.ts';
import { useCostColumns } from '#renderer/components/data-table/use-cost-columns.ts';
import { useListExport } from '#renderer/components/data-table/use-list-export.ts';
import { CalendarDay, Moment } from '#renderer/components/day.tsx';
import { Amount, Quantity } from '#renderer/components/money.tsx';
import { MonthFilter } from '#renderer/components/month-filter.tsx';
import { SkuSelect } from '#renderer/components/sku-select.tsx';
import { SkuTitle } from '#renderer/components/sku-title.tsx';
import { EmptyState } from '#renderer/components/states/states.tsx';
import { currencySymbol } from '#renderer/i18n/format.ts';
import { say } from '#renderer/i18n/use-text.ts';
import { api } from '#renderer/lib/client.ts';
import { choiceFilter, idFilter, monthFilter, useUrlFilters } from '#renderer/lib/url-filters.ts';
import type { MovementRow } from '#shared/contract/inventory.contract.ts';
import type { BatchId, SkuId } from '#shared/domain/ids.ts';
import { MOVEMENT_KINDS } from '#shared/domain/inventory/stock-documents.ts';
import { parseMonth } from '#shared/domain/time/business-time.ts';
import { InventoryFrame } from './inventory-frame.tsx';
import { reasonWord, reasonWords } from './inventory-words.ts';

const FILTERS = {
  sku: idFilter<SkuId>(),
  batch: idFilter<BatchId>(),
  month: monthFilter(),
  kind: choiceFilter(MOVEMENT_KINDS),
};

/** The ledger: every change of quantity or value on hand, with the paper behind it. */
export default function MovementsPage() {
  const { t } = useTranslation('inventory');
  const { shop } = useSession();
  const { values, set, clear, isFiltered } = useUrlFilters(FILTERS);
  const columns = useMovementColumns(shop.currency);
  const filter = {
    skuId: values.sku ?? undefined,
    batchId: values.batch ?? undefined,
    month: (values.month && parseMonth(values.month)) || undefined,
    kind: values.kind ?? undefined,
  };
  const query = useInfiniteQuery(
    api.inventory.movements.infiniteOptions({ ...PAGING, input: (cursor) => ({ cursor, ...filter }) }),
  );
  const exportRows = useListExport(t('tabs.movements'), { list: 'movements', filter }, columns);
  return (
    <InventoryFrame
      filters={
        <>
          <SkuSelect
            value={values.sku}
            onChange={(id) => set({ sku: id as SkuId | null })}
            isClearable
            placeholder={t('filters.sku')}
            aria-label={t('filters.sku')}
            width={240}
          />
          <Select
            value={values.kind}
            allowClear
            style={{ width: 130 }}
            placeholder={t('filters.kind')}
            aria-label={t('filters.kind')}
            options={MOVEMENT_KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))}
            onChange={(kind) => set({ kind: kind ?? null })}
          />
          <MonthFilter value={values.month} label={t('filters.month')} onChange={(month) => set({ month })} />
        </>
      }
    >
      <DataTable
        name="movements"
        label={t('tabs.movements')}
        columns={columns}
        query={query}
        rowKey={(row) => row.id}
        onExport={exportRows}
        isFiltered={isFiltered}
        onClearFilters={clear}
        empty={<EmptyState title={t('empty.movements')} text={t('empty.movementsText')} />}
      />
    </InventoryFrame>
  );
}

function documentPath(row: MovementRow): string {
  if (row.documentKind === 'import') return `/imports?import=${row.documentId}`;
  if (row.documentKind === 'delivery') return `/dispense/deliveries?delivery=${row.documentId}`;
  return `/inventory/documents?document=${row.documentId}`;
}

function useMovementColumns(currency: string): readonly DataColumn<MovementRow>[] {
  const { t } = useTranslation('inventory');
  const columns = useMemo(
    (): readonly DataColumn<MovementRow>[] => [
      {
        key: 'on',
        exported: exportedAs('occurredOn', 'day'),
        title: t('columns.on'),
        width: 90,
        render: (row) => <CalendarDay on={row.occurredOn} />,
      },
      {
        key: 'kind',
        exported: exportedAs(
          'kind',
          'text',
          wordsOf(MOVEMENT_KINDS, (kind) => t(`kinds.${kind}`)),
        ),
        title: t('columns.kind'),
        width: 90,
        render: (row) => t(`kinds.${row.kind}`),
      },
      {
        key: 'reason',
        exported: exportedAs('reason', 'text', reasonWords(say)),
        title: t('columns.reason'),
        width: 110,
        render: (row) => reasonWord(say, row.reason),
      },
      {
        key: 'sku',
        exported: exportedAs('skuName'),
        title: t('columns.sku'),
        width: 200,
        grows: true,
        render: (row) => <SkuTitle title={row.skuName} />,
      },
      {
        key: 'batch',
        exported: exportedAs('batchNumber'),
        title: t('columns.batch'),
        width: 140,
        render: (row) => (
          <Link to={`/inventory/batches?batch=${row.batchId}`} className="kc-mono">
            {row.batchNumber}
          </Link>
        ),
      },
      {
        key: 'quantity',
        exported: exportedAs('quantity', 'integer'),
        title: t('columns.quantity'),
        width: 90,
        align: 'end',
        render: (row) => <Quantity value={row.quantity} isSigned />,
      },
      {
        key: 'amount',
        exported: exportedAs('value', 'money'),
        title: t('columns.amount'),
        unit: currencySymbol(currency),
        tellsCost: true,
        width: 130,
        align: 'end',
        render: (row) => <Amount value={row.value} isSigned />,
      },
      {
        key: 'document',
        exported: exportedAs('documentNumber'),
        title: t('columns.document'),
        width: 150,
        render: (row) => (
          <Link to={documentPath(row)} className="kc-mono">
            {row.documentNumber}
          </Link>
        ),
      },
      {
        key: 'at',
        exported: exportedAs('postedAt', 'instant'),
        title: t('columns.at'),
        width: 112,
        isHiddenAtFirst: true,
        render: (row) => <Moment at={row.postedAt} />,
      },
    ],
    [t, currency],
  );
  return useCostColumns(columns);
}
