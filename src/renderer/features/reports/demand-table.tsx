import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '#renderer/app/session/session.ts';
import { type DataColumn, exportedAs } from '#renderer/components/data-table/columns.ts';
import type { RowQuery } from '#renderer/components/data-table/paging.ts';
import { WholeTable } from '#renderer/components/data-table/whole-table.tsx';
import { Amount, Quantity } from '#renderer/components/money.tsx';
import { currencySymbol, formatShare } from '#renderer/i18n/format.ts';
import type { DemandGroupShape, DemandPortraitShape } from '#shared/contract/demand.contract.ts';
import type { DemandDimension } from '#shared/domain/reports/demand-portrait.ts';
import { demandGroupText } from './demand-words.ts';
import styles from './reports.module.css';

interface DemandTableProps {
  query: RowQuery;
  portrait: DemandPortraitShape;
  period: string;
  by: DemandDimension;
  onOpen: (key: string) => void;
}

/** What was sold by one dimension; a row opens its deliveries. */
export function DemandTable({ query, portrait, period, by, onOpen }: DemandTableProps) {
  const { t } = useTranslation('demand');
  const { currency } = useSession().shop;
  const groups = portrait.groups[by];
  const columns = useDemandColumns(by, currency, groups);
  return (
    <WholeTable<DemandGroupShape>
      name={`demand-${by}`}
      label={t('listLabel', { by: t(`by.${by}`) })}
      columns={columns}
      query={query}
      rows={groups}
      list={{ list: 'demandGroups', filter: { period, by } }}
      rowKey={(group) => group.key}
      count={groups.length}
      totals={{
        name: t('total'),
        quantity: <Quantity value={portrait.quantity} />,
        orders: by === 'season' ? undefined : <Quantity value={portrait.orders} />,
        revenue: <Amount value={portrait.revenue} />,
        profit: <Amount value={portrait.profit} />,
      }}
      onOpen={(group) => onOpen(group.key)}
      empty={null}
    />
  );
}

function useDemandColumns(
  by: DemandDimension,
  currency: string,
  groups: readonly DemandGroupShape[],
): readonly DataColumn<DemandGroupShape>[] {
  const { t } = useTranslation(['demand', 'replenishment']);
  const seasonWords = useTranslation('replenishment').t;
  return useMemo(() => {
    const name = (key: string): string => demandGroupText(t, seasonWords, by, key);
    const most = Math.max(0, ...groups.map(({ share }) => share));
    return [
      {
        key: 'name',
        title: t(`by.${by}`),
        width: 220,
        grows: true,
        exported: exportedAs('key', 'text', Object.fromEntries(groups.map(({ key }) => [key, name(key)]))),
        render: ({ key }) => name(key),
      },
      {
        key: 'share',
        title: t('columns.share'),
        width: 180,
        exported: exportedAs('share', 'share'),
        render: ({ share }) => (
          <span className={styles.share}>
            <span className={styles.shareBar} style={{ width: most > 0 ? `${(share / most) * 100}px` : 0 }} />
            {formatShare(share)}
          </span>
        ),
      },
      {
        key: 'quantity',
        title: t('columns.quantity'),
        width: 90,
        align: 'end',
        exported: exportedAs('quantity', 'integer'),
        render: ({ quantity }) => <Quantity value={quantity} />,
      },
      {
        key: 'orders',
        title: t('columns.orders'),
        width: 90,
        align: 'end',
        exported: exportedAs('orders', 'integer'),
        render: ({ orders }) => <Quantity value={orders} />,
      },
      {
        key: 'revenue',
        title: t('columns.revenue'),
        unit: currencySymbol(currency),
        width: 130,
        align: 'end',
        exported: exportedAs('revenue', 'money'),
        render: ({ revenue }) => <Amount value={revenue} />,
      },
      {
        key: 'profit',
        title: t('columns.profit'),
        unit: currencySymbol(currency),
        width: 130,
        align: 'end',
        exported: exportedAs('profit', 'money'),
        render: ({ profit }) => <Amount value={profit} />,
      },
    ];
  }, [t, seasonWords, by, currency, groups]);
}
