import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useSession } from '#renderer/app/session/session.ts';
import { type DataColumn, exportedAs } from '#renderer/components/data-table/columns.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { useListExport } from '#renderer/components/data-table/use-list-export.ts';
import { CalendarDay } from '#renderer/components/day.tsx';
import { Amount, Quantity } from '#renderer/components/money.tsx';
import { SideDrawer } from '#renderer/components/side-drawer.tsx';
import { SkuTitle } from '#renderer/components/sku-title.tsx';
import { EmptyState } from '#renderer/components/states/states.tsx';
import { currencySymbol, formatAmount, formatQuantity } from '#renderer/i18n/format.ts';
import { api } from '#renderer/lib/client.ts';
import type { PurchasedBatches } from '#shared/contract/trade-reports.contract.ts';
import { skuTitle } from '#shared/domain/catalog/sku-title.ts';
import { usePeriodText } from './period-select.tsx';
import styles from './reports.module.css';
import type { PurchaseFilter } from './share-of.ts';

type Purchase = PurchasedBatches['rows'][number];

interface PurchasesDrawerProps {
  period: string;
  filter: PurchaseFilter;
  onClose: () => void;
}

/** The batches behind a share; one opens its place in the stock. */
export function PurchasesDrawer({ period, filter, onClose }: PurchasesDrawerProps) {
  const { t } = useTranslation('reports');
  const { currency } = useSession().shop;
  const navigate = useNavigate();
  const periodText = usePeriodText();
  const query = useQuery(api.tradeReports.purchases.queryOptions({ input: { period, ...filter } }));
  const columns = usePurchaseColumns(currency);
  const list = { list: 'purchasedBatches', filter: { period, ...filter } } as const;
  const exportRows = useListExport(t('purchases.label'), list, columns);
  const sums = query.data;
  return (
    <SideDrawer
      isOpen
      onClose={onClose}
      name="report-purchases"
      width={760}
      title={t('purchases.title', { period: periodText(period) })}
    >
      <div className={styles.drawer}>
        {sums ? (
          <dl className={styles.drawerAnswers}>
            <div className={styles.answer}>
              <dt>{t('purchases.batches')}</dt>
              <dd>{formatQuantity(sums.count)}</dd>
            </div>
            <div className={styles.answer}>
              <dt>{t('purchases.quantity')}</dt>
              <dd>{formatQuantity(sums.quantity)}</dd>
            </div>
            <div className={styles.answer}>
              <dt>{t('purchases.amount')}</dt>
              <dd>{formatAmount(sums.amount, { currency })}</dd>
            </div>
          </dl>
        ) : null}
        <div className={styles.drawerTable}>
          <DataTable<Purchase>
            name="report-purchases"
            label={t('purchases.label')}
            columns={columns}
            query={{ ...query, data: query.data?.rows }}
            rowKey={(row) => row.batchId}
            count={sums?.count}
            onExport={exportRows}
            onOpen={(row) => void navigate(`/inventory/batches?batch=${row.batchId}`)}
            empty={<EmptyState title={t('purchases.empty')} />}
          />
        </div>
      </div>
    </SideDrawer>
  );
}

function usePurchaseColumns(currency: string): readonly DataColumn<Purchase>[] {
  const { t } = useTranslation('reports');
  return useMemo(
    () => [
      {
        key: 'batch',
        title: t('purchases.batch'),
        width: 140,
        exported: exportedAs('batchNumber'),
        render: (row) => <span className="kc-mono">{row.batchNumber}</span>,
      },
      {
        key: 'on',
        title: t('purchases.on'),
        width: 84,
        exported: exportedAs('receivedOn', 'day'),
        render: (row) => <CalendarDay on={row.receivedOn} />,
      },
      {
        key: 'sku',
        title: t('purchases.sku'),
        width: 180,
        grows: true,
        exported: exportedAs('skuName'),
        render: ({ productName, skuName }) => <SkuTitle title={skuTitle({ productName, name: skuName })} />,
      },
      {
        key: 'quantity',
        title: t('purchases.quantity'),
        width: 80,
        align: 'end',
        exported: exportedAs('quantity', 'integer'),
        render: (row) => <Quantity value={row.quantity} />,
      },
      {
        key: 'amount',
        title: t('purchases.amount'),
        unit: currencySymbol(currency),
        width: 120,
        align: 'end',
        exported: exportedAs('amount', 'money'),
        render: (row) => <Amount value={row.amount} />,
      },
      {
        key: 'supplier',
        title: t('purchases.supplier'),
        width: 140,
        exported: exportedAs('supplierName'),
        render: (row) => row.supplierName,
      },
    ],
    [t, currency],
  );
}
