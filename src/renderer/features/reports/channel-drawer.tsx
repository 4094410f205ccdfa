import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useSession } from '#renderer/app/session/session.ts';
import { type DataColumn, exportedAs } from '#renderer/components/data-table/columns.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { useListExport } from '#renderer/components/data-table/use-list-export.ts';
import { CalendarDay } from '#renderer/components/day.tsx';
import { Amount, Quantity } from '#renderer/components/money.tsx';
import { SideDrawer } from '#renderer/components/side-drawer.tsx';
import { SkuTitle } from '#renderer/components/sku-title.tsx';
import { EmptyState } from '#renderer/components/states/states.tsx';
import { currencySymbol, formatShare } from '#renderer/i18n/format.ts';
import { api } from '#renderer/lib/client.ts';
import type { ChannelFigures, ChannelSales } from '#shared/contract/trade-reports.contract.ts';
import { skuTitle } from '#shared/domain/catalog/sku-title.ts';
import type { SupplierId } from '#shared/domain/ids.ts';
import { usePeriodText } from './period-select.tsx';
import styles from './reports.module.css';

interface ChannelDrawerProps {
  supplierId: SupplierId;
  name: string;
  figures: ChannelFigures;
  period: string;
  onClose: () => void;
}

type Sale = ChannelSales['rows'][number];

/** The rows behind one supplier's return: the deliveries of its keys, and the ways to its stock and its account. */
export function ChannelDrawer({ supplierId, name, figures, period, onClose }: ChannelDrawerProps) {
  const { t } = useTranslation('reports');
  const { currency } = useSession().shop;
  const navigate = useNavigate();
  const periodText = usePeriodText();
  const query = useQuery(api.tradeReports.channelSales.queryOptions({ input: { period, supplierId } }));
  const columns = useSaleColumns(currency);
  const list = { list: 'channelSales', filter: { period, supplierId } } as const;
  const exportRows = useListExport(t('channels.salesLabel'), list, columns);
  return (
    <SideDrawer
      isOpen
      onClose={onClose}
      name="channel-sales"
      width={740}
      title={t('channels.drawer', { name, period: periodText(period) })}
    >
      <div className={styles.drawer}>
        <dl className={styles.drawerAnswers}>
          <div className={styles.answer}>
            <dt>{t('channels.return')}</dt>
            <dd>{figures.return === null ? '–' : formatShare(figures.return)}</dd>
          </div>
          <div className={styles.answer}>
            <dt>{t('channels.inStock')}</dt>
            <dd>
              <Link to={`/inventory/batches?supplier=${supplierId}&onHand=1`}>
                <Amount value={figures.inStock} currency={currency} isRounded />
              </Link>
            </dd>
          </div>
          <div className={styles.answer}>
            <dt>{t('channels.prepaid')}</dt>
            <dd>
              <Link to={`/suppliers?supplier=${supplierId}&tab=account`}>
                <Amount value={figures.prepaid} currency={currency} isRounded />
              </Link>
            </dd>
          </div>
        </dl>
        <div className={styles.drawerTable}>
          <DataTable<Sale>
            name="channel-sales"
            label={t('channels.salesLabel')}
            columns={columns}
            query={{ ...query, data: query.data?.rows }}
            rowKey={(row) => row.deliveryId}
            count={query.data?.count}
            onExport={exportRows}
            onOpen={(row) => void navigate(`/dispense/deliveries?delivery=${row.deliveryId}`)}
            empty={<EmptyState title={t('channels.noSales')} />}
          />
        </div>
      </div>
    </SideDrawer>
  );
}

function useSaleColumns(currency: string): readonly DataColumn<Sale>[] {
  const { t } = useTranslation('reports');
  return useMemo(() => {
    const amount = (key: 'revenue' | 'cost'): DataColumn<Sale> => ({
      key,
      title: t(`channels.${key}`),
      unit: currencySymbol(currency),
      width: 110,
      align: 'end',
      exported: exportedAs(key, 'money'),
      render: (row) => <Amount value={row[key]} isZeroDash />,
    });
    return [
      {
        key: 'number',
        title: t('channels.number'),
        width: 140,
        exported: exportedAs('number'),
        render: ({ number }) => <span className="kc-mono">{number}</span>,
      },
      {
        key: 'on',
        title: t('channels.on'),
        width: 84,
        exported: exportedAs('on', 'day'),
        render: ({ on }) => <CalendarDay on={on} />,
      },
      amount('revenue'),
      amount('cost'),
      {
        key: 'keys',
        title: t('channels.keys'),
        width: 72,
        align: 'end',
        exported: exportedAs('keys', 'integer'),
        render: ({ keys }) => <Quantity value={keys} isZeroDash />,
      },
      {
        key: 'sku',
        title: t('purchases.sku'),
        width: 190,
        grows: true,
        exported: exportedAs('skuName'),
        render: ({ productName, skuName }) => <SkuTitle title={skuTitle({ productName, name: skuName })} />,
      },
    ];
  }, [t, currency]);
}
