import { SendOutlined } from '@ant-design/icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCan, useSession } from '#renderer/app/session/session.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { PAGING } from '#renderer/components/data-table/paging.ts';
import { useListExport } from '#renderer/components/data-table/use-list-export.ts';
import { MonthFilter } from '#renderer/components/month-filter.tsx';
import { Page } from '#renderer/components/page.tsx';
import { SearchFilter } from '#renderer/components/search-filter.tsx';
import { SkuSelect } from '#renderer/components/sku-select.tsx';
import { EmptyState } from '#renderer/components/states/states.tsx';
import { api } from '#renderer/lib/client.ts';
import { choiceFilter, idFilter, monthFilter, textFilter, useUrlFilters } from '#renderer/lib/url-filters.ts';
import type { DeliveryId, ShopId, SkuId } from '#shared/domain/ids.ts';
import { DELIVERY_KINDS } from '#shared/domain/sales/delivery-kinds.ts';
import { parseMonth } from '#shared/domain/time/business-time.ts';
import { BuyerSelect } from './buyer-select.tsx';
import { useDeliveryColumns } from './delivery-columns.tsx';
import { DeliveryDrawer } from './delivery-drawer.tsx';
import { ShopSelect } from './shop-select.tsx';

const FILTERS = {
  order: textFilter(),
  shop: idFilter<ShopId>(),
  sku: idFilter<SkuId>(),
  month: monthFilter(),
  by: idFilter(),
  kind: choiceFilter(DELIVERY_KINDS),
  buyer: textFilter(),
};
const OPEN = { delivery: idFilter<DeliveryId>() };

/** Everything that was handed out, newest first; one row opens beside the list. */
export default function DeliveriesPage() {
  const { t } = useTranslation('sales');
  const { shop } = useSession();
  const mayDispense = useCan('keys.dispense');
  const { values, set, clear, isFiltered } = useUrlFilters(FILTERS);
  const open = useUrlFilters(OPEN);
  const columns = useDeliveryColumns(shop.currency);
  const filter = {
    orderNumber: values.order.trim() || undefined,
    shopId: values.shop ?? undefined,
    skuId: values.sku ?? undefined,
    month: (values.month && parseMonth(values.month)) || undefined,
    deliveredBy: values.by ?? undefined,
    kind: values.kind ?? undefined,
    buyer: values.buyer || undefined,
  };
  const query = useInfiniteQuery(
    api.deliveries.list.infiniteOptions({ ...PAGING, input: (cursor) => ({ ...filter, cursor }) }),
  );
  const exportRows = useListExport(t('deliveriesTitle'), { list: 'deliveries', filter }, columns);
  const toForm = mayDispense ? (
    <Link to="/dispense">
      <Button type="primary" icon={<SendOutlined />}>
        {t('title')}
      </Button>
    </Link>
  ) : null;
  return (
    <Page
      title={t('deliveriesTitle')}
      actions={toForm}
      filters={
        <>
          <SearchFilter value={values.order} onChange={(order) => set({ order })} placeholder={t('list.searchOrder')} />
          <ShopSelect
            value={values.shop}
            onChange={(id) => set({ shop: id })}
            placeholder={t('list.shop')}
            width={130}
            aria-label={t('list.shop')}
          />
          <SkuSelect
            value={values.sku}
            onChange={(id) => set({ sku: id as SkuId | null })}
            isClearable
            placeholder={t('list.sku')}
            width={180}
            aria-label={t('list.sku')}
          />
          <Select
            value={values.kind}
            allowClear
            style={{ width: 100 }}
            placeholder={t('list.kind')}
            aria-label={t('list.kind')}
            options={DELIVERY_KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))}
            onChange={(kind) => set({ kind: kind ?? null })}
          />
          <BuyerSelect value={values.buyer} onChange={(buyer) => set({ buyer })} />
          <MonthFilter value={values.month} label={t('list.month')} onChange={(month) => set({ month })} />
        </>
      }
    >
      <DataTable
        name="deliveries"
        label={t('deliveriesTitle')}
        columns={columns}
        query={query}
        onExport={exportRows}
        rowKey={(row) => row.id}
        onOpen={(row) => open.set({ delivery: row.id })}
        openKey={open.values.delivery}
        isFiltered={isFiltered}
        onClearFilters={clear}
        empty={
          <EmptyState icon={<SendOutlined />} title={t('list.empty')} text={t('list.emptyText')} actions={toForm} />
        }
      />
      <DeliveryDrawer id={open.values.delivery} onClose={() => open.set({ delivery: null })} />
    </Page>
  );
}
