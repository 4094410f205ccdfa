import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useCan, useSession } from '#renderer/app/session/session.ts';
import { type DataColumn, exportedAs, wordsOf } from '#renderer/components/data-table/columns.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { useCostColumns } from '#renderer/components/data-table/use-cost-columns.ts';
import { useListExport } from '#renderer/components/data-table/use-list-export.ts';
import { Moment } from '#renderer/components/day.tsx';
import { Amount, Quantity } from '#renderer/components/money.tsx';
import { SideDrawer } from '#renderer/components/side-drawer.tsx';
import { DeniedState, EmptyState } from '#renderer/components/states/states.tsx';
import { formatAmount, formatDay, formatQuantity } from '#renderer/i18n/format.ts';
import { api } from '#renderer/lib/client.ts';
import type { PurchasesOfSpan, SalesOfSpan } from '#shared/contract/dashboard.contract.ts';
import styles from './dashboard.module.css';
import { dayColumn, numberColumn } from './document-columns.tsx';
import { links } from './links.ts';
import type { OpenSpan } from './span-filters.ts';

/** What each of them asks of the person: an address can be typed, and says nothing of rights. */
const RIGHTS = { sales: 'stock.read', purchases: 'accounts.read' } as const;

/** The rows behind a figure or a day of the chart, beside it. */
export function SpanDrawer({ rows, from, to, onClose }: OpenSpan & { onClose: () => void }) {
  const { t } = useTranslation('dashboard');
  const mayRead = useCan(RIGHTS[rows]);
  const days = from === to ? formatDay(from) : t('span.days', { from: formatDay(from), to: formatDay(to) });
  return (
    <SideDrawer isOpen onClose={onClose} name="dashboard-rows" width={780} title={t(`span.${rows}`, { days })}>
      <div className={styles.drawer}>
        {!mayRead ? (
          <DeniedState right={RIGHTS[rows]} />
        ) : rows === 'sales' ? (
          <Sales from={from} to={to} />
        ) : (
          <Purchases from={from} to={to} />
        )}
      </div>
    </SideDrawer>
  );
}

type Sale = SalesOfSpan['rows'][number];
type Purchase = PurchasesOfSpan['rows'][number];

function Sales({ from, to }: { from: string; to: string }) {
  const { t } = useTranslation('dashboard');
  const { shop } = useSession();
  const navigate = useNavigate();
  const { currency } = shop;
  const query = useQuery(api.dashboard.sales.queryOptions({ input: { from, to } }));
  const all = useMemo((): readonly DataColumn<Sale>[] => {
    return [
      numberColumn(t),
      {
        key: 'at',
        title: t('span.at'),
        width: 104,
        exported: exportedAs('deliveredAt', 'instant'),
        render: (row) => <Moment at={row.deliveredAt} />,
      },
      {
        key: 'sku',
        title: t('span.sku'),
        width: 170,
        grows: true,
        exported: exportedAs('skuName'),
        render: (row) => row.skuName,
      },
      {
        key: 'quantity',
        title: t('span.keys'),
        width: 64,
        align: 'end',
        exported: exportedAs('quantity', 'integer'),
        render: (row) => <Quantity value={row.quantity} />,
      },
      {
        key: 'revenue',
        title: t('span.revenue'),
        unit: currency,
        width: 108,
        align: 'end',
        exported: exportedAs('revenue', 'money'),
        render: (row) => <Amount value={row.revenue} isZeroDash />,
      },
      {
        key: 'cost',
        title: t('span.cost'),
        unit: currency,
        tellsCost: true,
        width: 108,
        align: 'end',
        exported: exportedAs('cost', 'money'),
        render: (row) => <Amount value={row.cost} isZeroDash />,
      },
      {
        key: 'by',
        title: t('span.by'),
        width: 84,
        exported: exportedAs('deliveredBy'),
        render: (row) => row.deliveredBy,
      },
      {
        key: 'order',
        title: t('span.order'),
        width: 150,
        isHiddenAtFirst: true,
        exported: [
          { ...exportedAs('shopName'), header: t('span.shop') },
          { ...exportedAs('orderNumber'), header: t('span.order') },
        ],
        render: (row) => [row.shopName, row.orderNumber].filter(Boolean).join(' · '),
      },
    ];
  }, [t, currency]);
  const columns = useCostColumns(all);
  const exportRows = useListExport(t('span.salesLabel'), { list: 'salesOfSpan', filter: { from, to } }, columns);
  const sums = query.data;
  return (
    <>
      {sums ? (
        <dl className={styles.sums}>
          <Sum label={t('span.count')} value={formatQuantity(sums.count)} />
          <Sum label={t('span.keys')} value={formatQuantity(sums.keys)} />
          <Sum label={t('span.revenue')} value={formatAmount(sums.revenue, { currency })} />
          {sums.cost === null || sums.profit === null ? null : (
            <>
              <Sum label={t('span.cost')} value={formatAmount(sums.cost, { currency })} />
              <Sum label={t('span.profit')} value={formatAmount(sums.profit, { currency })} />
            </>
          )}
        </dl>
      ) : null}
      <div className={styles.table}>
        <DataTable<Sale>
          name="dashboard-sales"
          label={t('span.salesLabel')}
          columns={columns}
          query={{ ...query, data: query.data?.rows }}
          rowKey={(row) => row.id}
          count={sums?.count}
          onOpen={(row) => void navigate(links.delivery(row.id))}
          onExport={exportRows}
          empty={<EmptyState title={t('span.noSales')} />}
        />
      </div>
    </>
  );
}

function Purchases({ from, to }: { from: string; to: string }) {
  const { t } = useTranslation('dashboard');
  const navigate = useNavigate();
  const query = useQuery(api.dashboard.purchases.queryOptions({ input: { from, to } }));
  const columns = useMemo((): readonly DataColumn<Purchase>[] => {
    return [
      numberColumn(t),
      dayColumn(t),
      {
        key: 'supplier',
        title: t('span.supplier'),
        width: 170,
        grows: true,
        exported: exportedAs('supplierName'),
        render: (row) => row.supplierName,
      },
      {
        key: 'external',
        title: t('span.externalNumber'),
        width: 150,
        exported: exportedAs('externalNumber'),
        render: (row) => <span className="kc-mono">{row.externalNumber}</span>,
      },
      {
        key: 'note',
        title: t('span.kind'),
        width: 80,
        exported: exportedAs(
          'note',
          'text',
          wordsOf(['reversal', 'consignment', 'purchase'], (note) => t(`span.${note}`)),
        ),
        render: (row) =>
          row.isReversal ? t('span.reversal') : row.kind === 'consignment' ? t('span.consignment') : t('span.purchase'),
      },
      {
        key: 'amount',
        title: t('span.amount'),
        width: 130,
        align: 'end',
        exported: exportedAs('amount', 'money'),
        currencyAt: 'currency',
        render: (row) => <Amount value={row.amount} currency={row.currency} />,
      },
    ];
  }, [t]);
  const list = { list: 'purchasesOfSpan', filter: { from, to } } as const;
  const exportRows = useListExport(t('span.purchasesLabel'), list, columns);
  return (
    <div className={styles.table}>
      <DataTable<Purchase>
        name="dashboard-purchases"
        label={t('span.purchasesLabel')}
        columns={columns}
        query={{ ...query, data: query.data?.rows }}
        rowKey={(row) => row.id}
        count={query.data?.count}
        onOpen={(row) => void navigate(links.account(row.supplierId))}
        onExport={exportRows}
        empty={<EmptyState title={t('span.noPurchases')} />}
      />
    </div>
  );
}

function Sum({ label, value }: { label: string; value: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}
