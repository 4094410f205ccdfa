import { useInfiniteQuery } from '@tanstack/react-query';
import { Checkbox } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '#renderer/app/session/session.ts';
import { type DataColumn, exportedAs } from '#renderer/components/data-table/columns.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { PAGING } from '#renderer/components/data-table/paging.ts';
import { useCostColumns } from '#renderer/components/data-table/use-cost-columns.ts';
import { useListExport } from '#renderer/components/data-table/use-list-export.ts';
import { CalendarDay } from '#renderer/components/day.tsx';
import { Amount, Quantity } from '#renderer/components/money.tsx';
import { SkuSelect } from '#renderer/components/sku-select.tsx';
import { SkuTitle } from '#renderer/components/sku-title.tsx';
import { StateTag } from '#renderer/components/state-tag.tsx';
import { SupplierSelect } from '#renderer/components/supplier-select.tsx';
import { currencySymbol } from '#renderer/i18n/format.ts';
import { say } from '#renderer/i18n/use-text.ts';
import { api } from '#renderer/lib/client.ts';
import { flagFilter, idFilter, useUrlFilters } from '#renderer/lib/url-filters.ts';
import type { BatchRow } from '#shared/contract/inventory.contract.ts';
import type { BatchId, ImportId, SkuId, SupplierId } from '#shared/domain/ids.ts';
import { BatchDrawer } from './batch-drawer.tsx';
import { EmptyStock } from './empty-stock.tsx';
import { InventoryFrame } from './inventory-frame.tsx';
import { reasonWord, reasonWords } from './inventory-words.ts';
import { KeyCount } from './stock-columns.tsx';

const FILTERS = {
  sku: idFilter<SkuId>(),
  supplier: idFilter<SupplierId>(),
  import: idFilter<ImportId>(),
  onHand: flagFilter(),
};
const OPEN = { batch: idFilter<BatchId>() };

/** Batches, newest first; one opens with what can be done to it. */
export default function BatchesPage() {
  const { t } = useTranslation('inventory');
  const { shop } = useSession();
  const { values, set, clear, isFiltered } = useUrlFilters(FILTERS);
  const open = useUrlFilters(OPEN);
  const columns = useBatchColumns(shop.currency);
  const filter = {
    skuId: values.sku ?? undefined,
    supplierId: values.supplier ?? undefined,
    importId: values.import ?? undefined,
    onHandOnly: values.onHand,
  };
  const query = useInfiniteQuery(
    api.inventory.batches.infiniteOptions({ ...PAGING, input: (cursor) => ({ cursor, ...filter }) }),
  );
  const exportRows = useListExport(t('tabs.batches'), { list: 'batches', filter }, columns);
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
          <SupplierSelect
            value={values.supplier}
            onChange={(id) => set({ supplier: id as SupplierId | null })}
            isClearable
            placeholder={t('filters.supplier')}
            aria-label={t('filters.supplier')}
            width={180}
          />
          <Checkbox checked={values.onHand} onChange={(event) => set({ onHand: event.target.checked })}>
            {t('filters.onHandOnly')}
          </Checkbox>
        </>
      }
    >
      <DataTable
        name="batches"
        label={t('tabs.batches')}
        columns={columns}
        query={query}
        rowKey={(row) => row.id}
        onExport={exportRows}
        onOpen={(row) => open.set({ batch: row.id })}
        openKey={open.values.batch}
        isPast={(row) => row.onHand === 0}
        isFiltered={isFiltered}
        onClearFilters={clear}
        empty={<EmptyStock title={t('empty.batches')} />}
      />
      <BatchDrawer id={open.values.batch} onClose={() => open.set({ batch: null })} />
    </InventoryFrame>
  );
}

function useBatchColumns(currency: string): readonly DataColumn<BatchRow>[] {
  const { t } = useTranslation('inventory');
  const columns = useMemo((): readonly DataColumn<BatchRow>[] => {
    const unit = currencySymbol(currency);
    const count = (key: 'available' | 'quarantined' | 'reserved' | 'delivered', width = 72): DataColumn<BatchRow> => ({
      key,
      exported: exportedAs(key, 'integer'),
      title: t(`columns.${key}`),
      width,
      align: 'end',
      render: (row) => <KeyCount value={row[key]} to={`/inventory/keys?batch=${row.id}&state=${key}`} />,
    });
    return [
      {
        key: 'number',
        exported: exportedAs('number'),
        title: t('columns.batch'),
        width: 140,
        render: (row) => (
          <>
            <span className="kc-mono">{row.number}</span>{' '}
            {row.isHeld ? (
              <StateTag tone="now" shape="half" isPlain>
                {t('held')}
              </StateTag>
            ) : null}
          </>
        ),
      },
      {
        key: 'label',
        exported: exportedAs('label'),
        title: t('columns.label'),
        width: 110,
        isHiddenAtFirst: true,
        render: (row) => row.label,
      },
      {
        key: 'sku',
        exported: exportedAs('skuName'),
        title: t('columns.sku'),
        width: 160,
        grows: true,
        render: (row) => <SkuTitle title={row.skuName} />,
      },
      {
        key: 'supplier',
        exported: exportedAs('supplierName'),
        title: t('columns.supplier'),
        width: 120,
        render: (row) => row.supplierName,
      },
      {
        key: 'receipt',
        exported: exportedAs('receiptKind', 'text', reasonWords(say)),
        title: t('columns.receipt'),
        width: 90,
        isHiddenAtFirst: true,
        render: (row) => reasonWord(say, row.receiptKind),
      },
      {
        key: 'receivedOn',
        exported: exportedAs('receivedOn', 'day'),
        title: t('columns.receivedOn'),
        width: 84,
        render: (row) => <CalendarDay on={row.receivedOn} />,
      },
      {
        key: 'keys',
        exported: exportedAs('keyCount', 'integer'),
        title: t('columns.keys'),
        width: 76,
        isHiddenAtFirst: true,
        align: 'end',
        render: (row) => <KeyCount value={row.keyCount} to={`/inventory/keys?batch=${row.id}`} />,
      },
      {
        key: 'onHand',
        exported: exportedAs('onHand', 'integer'),
        title: t('columns.onHand'),
        width: 72,
        align: 'end',
        render: (row) => <Quantity value={row.onHand} isZeroDash />,
      },
      count('available'),
      count('quarantined', 90),
      count('delivered', 80),
      {
        key: 'expiresOn',
        exported: exportedAs('firstExpiresOn', 'day'),
        title: t('columns.expiresOn'),
        width: 92,
        render: (row) => <CalendarDay on={row.firstExpiresOn} />,
      },
      {
        key: 'value',
        exported: exportedAs('valueOnHand', 'money'),
        title: t('columns.value'),
        unit,
        tellsCost: true,
        width: 116,
        align: 'end',
        render: (row) => <Amount value={row.valueOnHand} isZeroDash />,
      },
    ];
  }, [t, currency]);
  return useCostColumns(columns);
}
