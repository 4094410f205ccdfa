import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useSession } from '#renderer/app/session/session.ts';
import { CountInput } from '#renderer/components/count-input.tsx';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { useListExport } from '#renderer/components/data-table/use-list-export.ts';
import { Amount, Quantity } from '#renderer/components/money.tsx';
import { SearchFilter } from '#renderer/components/search-filter.tsx';
import { BrandFilter } from '#renderer/features/catalog/brand-filter.tsx';
import { api } from '#renderer/lib/client.ts';
import { choiceFilter, type FilterCodec, idFilter, textFilter, useUrlFilters } from '#renderer/lib/url-filters.ts';
import type { BrandId } from '#shared/domain/ids.ts';
import { EmptyStock } from './empty-stock.tsx';
import { ExpiredEarly } from './expired-early.tsx';
import { InventoryFrame } from './inventory-frame.tsx';
import { useStockColumns } from './stock-columns.tsx';

const CHOICES = ['onHand', 'belowMinimum', 'expiring', 'quarantined'] as const;
const DEFAULT_DAYS = 30;
const daysFilter: FilterCodec<number> = {
  read: (text) => (text !== null && /^\d{1,4}$/.test(text) ? Number(text) : DEFAULT_DAYS),
  write: (days) => (days === DEFAULT_DAYS ? null : String(days)),
};
const FILTERS = { text: textFilter(), brand: idFilter<BrandId>(), only: choiceFilter(CHOICES), days: daysFilter };

/** Stock by SKU: every number leads to its rows. */
export default function StockPage() {
  const { t } = useTranslation('inventory');
  const { shop } = useSession();
  const navigate = useNavigate();
  const { values, set, clear, isFiltered } = useUrlFilters(FILTERS);
  const columns = useStockColumns(shop.currency, values.days);
  const filter = {
    search: values.text,
    brandId: values.brand ?? undefined,
    only: values.only ?? ('all' as const),
    expiringDays: values.days,
  };
  const query = useQuery(api.inventory.stock.queryOptions({ input: filter, placeholderData: keepPreviousData }));
  const exportRows = useListExport(t('title'), { list: 'stock', filter }, columns);
  const totals = query.data?.totals;
  return (
    <InventoryFrame
      filters={
        <>
          <SearchFilter value={values.text} onChange={(text) => set({ text })} placeholder={t('filters.search')} />
          <BrandFilter value={values.brand} onChange={(brand) => set({ brand })} />
          <Select
            value={values.only}
            allowClear
            style={{ width: 130 }}
            placeholder={t('filters.only')}
            aria-label={t('filters.only')}
            options={CHOICES.map((value) => ({ value, label: t(`only.${value}`) }))}
            onChange={(only) => set({ only: only ?? null })}
          />
          <CountInput
            min={0}
            max={3650}
            value={values.days}
            style={{ width: 170 }}
            aria-label={t('columns.expiring')}
            formatter={(days) => t('filters.expiring', { days })}
            parser={(text) => Number(text?.replace(/\D/g, '') ?? DEFAULT_DAYS)}
            onChange={(days) => set({ days: days ?? DEFAULT_DAYS })}
          />
        </>
      }
    >
      <ExpiredEarly />
      <DataTable
        name="stock"
        label={t('title')}
        columns={columns}
        query={{ ...query, data: query.data?.rows }}
        rowKey={(row) => row.skuId}
        onExport={exportRows}
        onOpen={(row) => void navigate(`/inventory/batches?sku=${row.skuId}`)}
        count={query.data?.rows.length ?? null}
        totals={
          totals && !isFiltered
            ? {
                sku: t('total'),
                onHand: <Quantity value={totals.onHand} />,
                available: <Quantity value={totals.available} />,
                reserved: <Quantity value={totals.reserved} />,
                quarantined: <Quantity value={totals.quarantined} />,
                placed: <Quantity value={totals.placed} />,
                expiring: <Quantity value={totals.expiring} />,
                value: <Amount value={totals.valueOnHand} />,
              }
            : undefined
        }
        isPast={(row) => row.isArchived}
        isFiltered={isFiltered}
        onClearFilters={clear}
        empty={<EmptyStock title={t('empty.stock')} />}
      />
    </InventoryFrame>
  );
}
