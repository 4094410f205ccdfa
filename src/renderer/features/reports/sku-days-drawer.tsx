import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { type DataColumn, exportedAs, wordsOf } from '#renderer/components/data-table/columns.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { useListExport } from '#renderer/components/data-table/use-list-export.ts';
import { CalendarDay } from '#renderer/components/day.tsx';
import { Quantity } from '#renderer/components/money.tsx';
import { SideDrawer } from '#renderer/components/side-drawer.tsx';
import { StateTag } from '#renderer/components/state-tag.tsx';
import { EmptyState } from '#renderer/components/states/states.tsx';
import { formatQuantity } from '#renderer/i18n/format.ts';
import { api } from '#renderer/lib/client.ts';
import type { SkuDaysReport, TurnoverReport } from '#shared/contract/trade-reports.contract.ts';
import { skuTitle } from '#shared/domain/catalog/sku-title.ts';
import styles from './reports.module.css';

interface SkuDaysDrawerProps {
  sku: TurnoverReport['skus'][number];
  period: string;
  onClose: () => void;
}

type SkuDay = SkuDaysReport['rows'][number];

/** The days behind a SKU's stock-out rate: sold, left, on sale or not. */
export function SkuDaysDrawer({ sku, period, onClose }: SkuDaysDrawerProps) {
  const { t } = useTranslation('reports');
  const query = useQuery(api.tradeReports.skuDays.queryOptions({ input: { period, skuId: sku.skuId } }));
  const columns = useMemo((): readonly DataColumn<SkuDay>[] => {
    return [
      {
        key: 'on',
        title: t('turnover.on'),
        width: 110,
        grows: true,
        exported: exportedAs('on', 'day'),
        render: ({ on }) => <CalendarDay on={on} />,
      },
      {
        key: 'sold',
        title: t('turnover.sold'),
        width: 90,
        align: 'end',
        exported: exportedAs('sold', 'integer'),
        render: ({ sold }) => <Quantity value={sold} isZeroDash />,
      },
      {
        key: 'end',
        title: t('turnover.end'),
        width: 110,
        align: 'end',
        exported: exportedAs('end', 'integer'),
        render: ({ end }) => <Quantity value={end} />,
      },
      {
        key: 'state',
        title: t('turnover.state'),
        width: 120,
        exported: exportedAs(
          'state',
          'text',
          wordsOf(['notOnSale', 'out', 'inStock'], (state) => t(`turnover.states.${state}`)),
        ),
        render: (day) => <DayState day={day} />,
      },
    ];
  }, [t]);
  const list = { list: 'skuDays', filter: { period, skuId: sku.skuId } } as const;
  const exportRows = useListExport(t('turnover.daysLabel'), list, columns);
  return (
    <SideDrawer isOpen onClose={onClose} name="sku-days" width={560} title={skuTitle(sku)}>
      <div className={styles.drawer}>
        <dl className={styles.drawerAnswers}>
          <div className={styles.answer}>
            <dt>{t('turnover.outDays')}</dt>
            <dd>
              {formatQuantity(sku.outDays)} / {formatQuantity(sku.skuDays)}
            </dd>
          </div>
          <div className={styles.answer}>
            <dt>
              <Link to={`/inventory/movements?sku=${sku.skuId}`}>{t('turnover.movements')}</Link>
            </dt>
          </div>
        </dl>
        <div className={styles.drawerTable}>
          <DataTable<SkuDay>
            name="sku-days"
            label={t('turnover.daysLabel')}
            columns={columns}
            query={{ ...query, data: query.data?.rows }}
            rowKey={(row) => row.on}
            onExport={exportRows}
            isPast={({ isOnSale }) => !isOnSale}
            empty={<EmptyState title={t('turnover.emptyPeriod')} />}
          />
        </div>
      </div>
    </SideDrawer>
  );
}

function DayState({ day }: { day: SkuDay }) {
  const { t } = useTranslation('reports');
  if (!day.isOnSale) {
    return (
      <StateTag tone="past" shape="dash" isPlain>
        {t('turnover.states.notOnSale')}
      </StateTag>
    );
  }
  return day.isOut ? (
    <StateTag tone="now" shape="triangle" isPlain>
      {t('turnover.states.out')}
    </StateTag>
  ) : (
    <StateTag tone="go" shape="dot" isPlain>
      {t('turnover.states.inStock')}
    </StateTag>
  );
}
