import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '#renderer/app/session/session.ts';
import type { DataColumn } from '#renderer/components/data-table/columns.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import type { RowQuery } from '#renderer/components/data-table/paging.ts';
import { Amount } from '#renderer/components/money.tsx';
import { currencySymbol, formatShare } from '#renderer/i18n/format.ts';
import { DependenceTag } from './dependence-tag.tsx';
import type { Dimension, NamedShare } from './share-of.ts';

interface ConcentrationTableProps {
  query: RowQuery;
  shares: readonly NamedShare[];
  by: Dimension;
  total: number;
  onOpen: (key: string) => void;
}

/** Every share, the largest first; a row opens the batches that were bought. */
export function ConcentrationTable({ query, shares, by, total, onOpen }: ConcentrationTableProps) {
  const { t } = useTranslation('reports');
  const { currency } = useSession().shop;
  const columns = useMemo((): readonly DataColumn<NamedShare>[] => {
    return [
      {
        key: 'name',
        title: t(`concentration.by.${by}`),
        width: 240,
        grows: true,
        render: ({ name }) => name,
      },
      {
        key: 'amount',
        title: t('concentration.amount'),
        unit: currencySymbol(currency),
        width: 160,
        align: 'end',
        render: ({ amount }) => <Amount value={amount} />,
      },
      {
        key: 'share',
        title: t('concentration.share'),
        width: 110,
        align: 'end',
        render: ({ share }) => formatShare(share),
      },
      {
        key: 'level',
        title: t('concentration.level'),
        width: 150,
        render: ({ level }) => <DependenceTag level={level} />,
      },
    ];
  }, [t, by, currency]);
  return (
    <DataTable<NamedShare>
      name={`concentration-${by}`}
      label={t('concentration.listLabel')}
      columns={columns}
      query={{ ...query, data: shares }}
      rowKey={(row) => row.key}
      count={shares.length}
      totals={{ name: t('total'), amount: <Amount value={total} /> }}
      onOpen={(row) => onOpen(row.key)}
      empty={null}
    />
  );
}
