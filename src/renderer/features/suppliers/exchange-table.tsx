import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useSession } from '#renderer/app/session/session.ts';
import { type DataColumn, exportedAs } from '#renderer/components/data-table/columns.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { PAGING } from '#renderer/components/data-table/paging.ts';
import { useListExport } from '#renderer/components/data-table/use-list-export.ts';
import { CalendarDay } from '#renderer/components/day.tsx';
import { Amount } from '#renderer/components/money.tsx';
import { EmptyState } from '#renderer/components/states/states.tsx';
import { currencySymbol } from '#renderer/i18n/format.ts';
import { api } from '#renderer/lib/client.ts';
import type { ExchangeRow } from '#shared/contract/supplier-money.contract.ts';
import type { SupplierId } from '#shared/domain/ids.ts';
import { moneyLinks } from './money-links.ts';

interface ExchangeTableProps {
  filter: { supplierId?: SupplierId };
  onClear: () => void;
}

/** What payments in another currency made or cost against the rate of the goods. */
export function ExchangeTable({ filter, onClear }: ExchangeTableProps) {
  const { t } = useTranslation('supplierMoney');
  const navigate = useNavigate();
  const query = useInfiniteQuery(
    api.supplierMoney.exchangeResults.infiniteOptions({ ...PAGING, input: (cursor) => ({ cursor, ...filter }) }),
  );
  const columns = useColumns();
  const exportRows = useListExport(t('views.exchange'), { list: 'exchangeResults', filter }, columns);
  return (
    <DataTable<ExchangeRow>
      name="supplier-exchange"
      label={t('views.exchange')}
      columns={columns}
      query={query}
      rowKey={(row) => row.id}
      onOpen={(row) => void navigate(moneyLinks.panel(row.supplierId))}
      onExport={exportRows}
      isFiltered={filter.supplierId !== undefined}
      onClearFilters={onClear}
      empty={<EmptyState title={t('empty.exchange')} text={t('empty.exchangeText')} />}
    />
  );
}

function useColumns(): readonly DataColumn<ExchangeRow>[] {
  const { t } = useTranslation('supplierMoney');
  const { shop } = useSession();
  return useMemo(() => {
    const unit = currencySymbol(shop.currency);
    const own = (key: 'booked' | 'paid' | 'result'): DataColumn<ExchangeRow> => ({
      key,
      title: t(`columns.${key}`),
      unit,
      width: 116,
      align: 'end',
      exported: exportedAs(key, 'money'),
      render: (row) => <Amount value={row[key]} isSigned={key === 'result'} />,
    });
    return [
      {
        key: 'realisedOn',
        title: t('columns.realisedOn'),
        width: 92,
        exported: exportedAs('realisedOn', 'day'),
        render: ({ realisedOn }) => <CalendarDay on={realisedOn} />,
      },
      {
        key: 'supplier',
        title: t('columns.supplier'),
        width: 150,
        grows: true,
        exported: exportedAs('supplierName'),
        render: ({ supplierName }) => supplierName,
      },
      {
        key: 'credit',
        title: t('columns.credit'),
        width: 136,
        exported: exportedAs('creditNumber'),
        render: ({ creditNumber }) => <span className="kc-mono">{creditNumber}</span>,
      },
      {
        key: 'debt',
        title: t('columns.debt'),
        width: 136,
        exported: exportedAs('debtNumber'),
        render: ({ debtNumber }) => <span className="kc-mono">{debtNumber}</span>,
      },
      {
        key: 'amount',
        title: t('columns.amount'),
        width: 116,
        align: 'end',
        exported: exportedAs('amount', 'money'),
        currencyAt: 'currency',
        render: ({ amount, currency }) => <Amount value={amount} currency={currency} />,
      },
      own('booked'),
      own('paid'),
      own('result'),
    ];
  }, [t, shop.currency]);
}
