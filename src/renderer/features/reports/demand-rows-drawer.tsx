import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useSession } from '#renderer/app/session/session.ts';
import { type DataColumn, exportedAs } from '#renderer/components/data-table/columns.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { useListExport } from '#renderer/components/data-table/use-list-export.ts';
import { Amount, Quantity } from '#renderer/components/money.tsx';
import { SideDrawer } from '#renderer/components/side-drawer.tsx';
import { SkuTitle } from '#renderer/components/sku-title.tsx';
import { EmptyState } from '#renderer/components/states/states.tsx';
import { currencySymbol, formatAmount, formatInstant, formatQuantity } from '#renderer/i18n/format.ts';
import { api } from '#renderer/lib/client.ts';
import type { DemandRows } from '#shared/contract/demand.contract.ts';
import { skuTitle } from '#shared/domain/catalog/sku-title.ts';
import type { DemandDimension } from '#shared/domain/reports/demand-portrait.ts';
import { demandGroupText, weekdayWord } from './demand-words.ts';
import styles from './reports.module.css';

type Sold = DemandRows['rows'][number];
type Part = { dimension: DemandDimension; key: string } | { weekday: number; hour: number };

/** The deliveries behind a figure of the portrait; one opens in the list of deliveries. */
export function DemandRowsDrawer({ period, of, onClose }: { period: string; of: Part; onClose: () => void }) {
  const { t } = useTranslation(['demand', 'replenishment']);
  const seasonWords = useTranslation('replenishment').t;
  const { currency } = useSession().shop;
  const navigate = useNavigate();
  const query = useQuery(api.demand.rows.queryOptions({ input: { period, of } }));
  const columns = useSoldColumns(currency);
  const sums = query.data;
  const title =
    'dimension' in of
      ? demandGroupText(t, seasonWords, of.dimension, of.key)
      : t('hourTitle', { weekday: t(weekdayWord(of.weekday)), from: of.hour, to: of.hour + 1 });
  const list = { list: 'demandRows', filter: { period, of } } as const;
  const exportRows = useListExport(t('rows.exportTitle'), list, columns);
  return (
    <SideDrawer isOpen onClose={onClose} name="report-demand" width={760} title={t('rows.title', { title })}>
      <div className={styles.drawer}>
        {sums ? (
          <dl className={styles.drawerAnswers}>
            <div className={styles.answer}>
              <dt>{t('rows.deliveries')}</dt>
              <dd>{formatQuantity(sums.count)}</dd>
            </div>
            <div className={styles.answer}>
              <dt>{t('columns.quantity')}</dt>
              <dd>{formatQuantity(sums.quantity)}</dd>
            </div>
            <div className={styles.answer}>
              <dt>{t('columns.revenue')}</dt>
              <dd>{formatAmount(sums.revenue, { currency })}</dd>
            </div>
          </dl>
        ) : null}
        <div className={styles.drawerTable}>
          <DataTable<Sold>
            name="report-demand"
            label={t('rows.title', { title })}
            columns={columns}
            query={{ ...query, data: sums?.rows }}
            rowKey={(row) => row.id}
            count={sums?.count}
            onExport={exportRows}
            onOpen={(row) => void navigate(`/dispense/deliveries?delivery=${row.id}`)}
            empty={<EmptyState title={t('rows.empty')} />}
          />
        </div>
      </div>
    </SideDrawer>
  );
}

function useSoldColumns(currency: string): readonly DataColumn<Sold>[] {
  const { t } = useTranslation('demand');
  return useMemo(
    () => [
      {
        key: 'number',
        title: t('rows.number'),
        width: 150,
        exported: exportedAs('number'),
        render: ({ number }) => <span className="kc-mono">{number}</span>,
      },
      {
        key: 'at',
        title: t('rows.at'),
        width: 100,
        exported: exportedAs('deliveredAt', 'instant'),
        render: ({ deliveredAt }) => formatInstant(deliveredAt),
      },
      {
        key: 'sku',
        title: t('rows.sku'),
        width: 180,
        grows: true,
        exported: exportedAs('skuName'),
        render: ({ productName, skuName }) => <SkuTitle title={skuTitle({ productName, name: skuName })} />,
      },
      {
        key: 'shop',
        title: t('rows.shop'),
        width: 120,
        exported: exportedAs('shopName'),
        render: ({ shopName }) => shopName || <span className="kc-faint">–</span>,
      },
      {
        key: 'quantity',
        title: t('columns.quantity'),
        width: 70,
        align: 'end',
        exported: exportedAs('quantity', 'integer'),
        render: ({ quantity }) => <Quantity value={quantity} />,
      },
      {
        key: 'revenue',
        title: t('columns.revenue'),
        unit: currencySymbol(currency),
        width: 110,
        align: 'end',
        exported: exportedAs('revenue', 'money'),
        render: ({ revenue }) => <Amount value={revenue} />,
      },
    ],
    [t, currency],
  );
}
