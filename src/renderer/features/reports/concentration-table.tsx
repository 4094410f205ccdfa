import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '#renderer/app/session/session.ts';
import { type DataColumn, exportedAs, wordsOf } from '#renderer/components/data-table/columns.ts';
import type { RowQuery } from '#renderer/components/data-table/paging.ts';
import { WholeTable } from '#renderer/components/data-table/whole-table.tsx';
import { Amount } from '#renderer/components/money.tsx';
import { currencySymbol, formatShare } from '#renderer/i18n/format.ts';
import { DEPENDENCE_LEVELS } from '#shared/domain/replenishment/concentration.ts';
import { SUPPLIER_KINDS } from '#shared/domain/suppliers/supplier-terms.ts';
import { DependenceTag } from './dependence-tag.tsx';
import type { Dimension, NamedShare } from './share-of.ts';

interface ConcentrationTableProps {
  query: RowQuery;
  shares: readonly NamedShare[];
  by: Dimension;
  period: string;
  total: number;
  onOpen: (key: string) => void;
}

/** Every share, the largest first; a row opens the batches that were bought. */
export function ConcentrationTable({ query, shares, by, period, total, onOpen }: ConcentrationTableProps) {
  const { t } = useTranslation('reports');
  const suppliers = useTranslation('suppliers').t;
  const { currency } = useSession().shop;
  const columns = useMemo((): readonly DataColumn<NamedShare>[] => {
    const kinds = by === 'kind' ? wordsOf(SUPPLIER_KINDS, (kind) => suppliers(`kinds.${kind}`)) : undefined;
    return [
      {
        key: 'name',
        title: t(`concentration.by.${by}`),
        width: 240,
        grows: true,
        exported: exportedAs('name', 'text', kinds),
        render: ({ name }) => name,
      },
      {
        key: 'amount',
        title: t('concentration.amount'),
        unit: currencySymbol(currency),
        width: 160,
        align: 'end',
        exported: exportedAs('amount', 'money'),
        render: ({ amount }) => <Amount value={amount} isRounded />,
      },
      {
        key: 'share',
        title: t('concentration.share'),
        width: 110,
        align: 'end',
        exported: exportedAs('share', 'share'),
        render: ({ share }) => formatShare(share),
      },
      {
        key: 'level',
        title: t('concentration.level'),
        width: 150,
        exported: exportedAs(
          'level',
          'text',
          wordsOf(DEPENDENCE_LEVELS, (level) => t(`concentration.levels.${level}`)),
        ),
        render: ({ level }) => <DependenceTag level={level} />,
      },
    ];
  }, [t, suppliers, by, currency]);
  return (
    <WholeTable<NamedShare>
      name={`concentration-${by}`}
      label={t('concentration.listLabel')}
      columns={columns}
      query={query}
      rows={shares}
      list={{ list: 'purchaseShares', filter: { period, by } }}
      rowKey={(row) => row.key}
      count={shares.length}
      totals={{ name: t('total'), amount: <Amount value={total} isRounded /> }}
      onOpen={(row) => onOpen(row.key)}
      empty={null}
    />
  );
}
