import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { type DataColumn, exportedAs } from '#renderer/components/data-table/columns.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { PAGING } from '#renderer/components/data-table/paging.ts';
import { useListExport } from '#renderer/components/data-table/use-list-export.ts';
import { CalendarDay } from '#renderer/components/day.tsx';
import { Quantity } from '#renderer/components/money.tsx';
import { SkuTitle } from '#renderer/components/sku-title.tsx';
import { EmptyState } from '#renderer/components/states/states.tsx';
import { api } from '#renderer/lib/client.ts';
import type { DeliveredRow, WholeSelection } from '#shared/contract/inventory.contract.ts';
import styles from './inventory.module.css';

/** To whom keys of a batch, an import or a supplier have gone: who has to be told. */
export function DeliveredList({ selection }: { selection: WholeSelection }) {
  const { t } = useTranslation('inventory');
  const columns = useDeliveredColumns();
  const filter = { selection };
  const query = useInfiniteQuery(
    api.inventory.deliveredOf.infiniteOptions({ ...PAGING, input: (cursor) => ({ cursor, ...filter }) }),
  );
  const exportRows = useListExport(t('delivered.title'), { list: 'delivered', filter }, columns);
  return (
    <div className={styles.delivered}>
      <DataTable<DeliveredRow>
        name="delivered-of"
        label={t('delivered.title')}
        columns={columns}
        query={query}
        rowKey={(row) => row.deliveryId}
        onExport={exportRows}
        empty={<EmptyState title={t('delivered.none')} />}
      />
    </div>
  );
}

function useDeliveredColumns(): readonly DataColumn<DeliveredRow>[] {
  const { t } = useTranslation('inventory');
  return useMemo(
    () => [
      {
        key: 'number',
        exported: exportedAs('number'),
        title: t('delivered.number'),
        width: 138,
        render: (row) => (
          <Link to={`/dispense/deliveries?delivery=${row.deliveryId}`} className="kc-mono">
            {row.number}
          </Link>
        ),
      },
      {
        key: 'order',
        exported: exportedAs('orderNumber'),
        title: t('delivered.order'),
        width: 130,
        grows: true,
        render: (row) => <span className="kc-mono">{row.orderNumber}</span>,
      },
      {
        key: 'shop',
        exported: exportedAs('shopName'),
        title: t('delivered.shop'),
        width: 96,
        render: (row) => row.shopName,
      },
      { key: 'buyer', exported: exportedAs('buyer'), title: t('columns.buyer'), width: 90, render: (row) => row.buyer },
      {
        key: 'on',
        exported: exportedAs('occurredOn', 'day'),
        title: t('columns.on'),
        width: 76,
        render: (row) => <CalendarDay on={row.occurredOn} />,
      },
      {
        key: 'quantity',
        exported: exportedAs('quantity', 'integer'),
        title: t('columns.keys'),
        width: 84,
        align: 'end',
        render: (row) => <Quantity value={row.quantity} />,
      },
      {
        key: 'sku',
        exported: exportedAs('skuName'),
        title: t('columns.sku'),
        width: 140,
        isHiddenAtFirst: true,
        render: (row) => <SkuTitle title={row.skuName} />,
      },
      {
        key: 'by',
        exported: exportedAs('deliveredBy'),
        title: t('columns.by'),
        width: 90,
        isHiddenAtFirst: true,
        render: (row) => row.deliveredBy,
      },
    ],
    [t],
  );
}
