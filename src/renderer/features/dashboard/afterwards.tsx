import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useCan, useSession } from '#renderer/app/session/session.ts';
import { type DataColumn, exportedAs, wordsOf } from '#renderer/components/data-table/columns.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { useListExport } from '#renderer/components/data-table/use-list-export.ts';
import { Amount } from '#renderer/components/money.tsx';
import { SideDrawer } from '#renderer/components/side-drawer.tsx';
import { DeniedState, EmptyState } from '#renderer/components/states/states.tsx';
import { api } from '#renderer/lib/client.ts';
import type { AfterwardsOfMonth } from '#shared/contract/dashboard.contract.ts';
import styles from './dashboard.module.css';
import { dayColumn, numberColumn } from './document-columns.tsx';
import { links } from './links.ts';

type Afterwards = AfterwardsOfMonth['rows'][number];

/** What a month bears beside its sales: prices corrected after the sale, and bad debts. A row opens where it was made. */
export function AfterwardsDrawer({ month, onClose }: { month: string; onClose: () => void }) {
  const { t } = useTranslation('dashboard');
  const mayRead = useCan('accounts.read');
  return (
    <SideDrawer isOpen onClose={onClose} name="afterwards" width={780} title={t('buying.afterwards')}>
      <div className={styles.drawer}>
        {mayRead ? <AfterwardsRows month={month} /> : <DeniedState right="accounts.read" />}
      </div>
    </SideDrawer>
  );
}

function AfterwardsRows({ month }: { month: string }) {
  const { t } = useTranslation('dashboard');
  const { shop } = useSession();
  const navigate = useNavigate();
  const { currency } = shop;
  const query = useQuery(api.dashboard.afterwards.queryOptions({ input: { month } }));
  const columns = useMemo((): readonly DataColumn<Afterwards>[] => {
    return [
      numberColumn(t),
      dayColumn(t),
      {
        key: 'note',
        title: t('span.kind'),
        width: 80,
        exported: exportedAs(
          'note',
          'text',
          wordsOf(['reversal', 'correction', 'bad-debt'], (note) => t(`afterwards.${note}`)),
        ),
        render: (row) => t(`afterwards.${row.isReversal ? 'reversal' : row.kind}`),
      },
      {
        key: 'supplier',
        title: t('span.supplier'),
        width: 130,
        exported: exportedAs('supplierName'),
        render: (row) => row.supplierName,
      },
      {
        key: 'what',
        title: t('afterwards.what'),
        width: 160,
        grows: true,
        exported: [
          { ...exportedAs('skuName'), header: t('span.sku') },
          { ...exportedAs('reason'), header: t('afterwards.reason') },
        ],
        render: (row) => [row.skuName, row.reason].filter(Boolean).join(' · '),
      },
      {
        key: 'cost',
        title: t('span.cost'),
        unit: currency,
        width: 118,
        align: 'end',
        exported: exportedAs('cost', 'money'),
        render: (row) => <Amount value={row.cost} />,
      },
    ];
  }, [t, currency]);
  const list = { list: 'afterwardsOfMonth', filter: { month } } as const;
  const exportRows = useListExport(t('buying.afterwards'), list, columns);
  return (
    <div className={styles.table}>
      <DataTable<Afterwards>
        name="afterwards"
        label={t('buying.afterwards')}
        columns={columns}
        query={{ ...query, data: query.data?.rows }}
        rowKey={(row) => row.number}
        onExport={exportRows}
        onOpen={({ kind, supplierId }) =>
          void navigate(kind === 'correction' ? links.corrections(month, supplierId) : links.badDebts(supplierId))
        }
        empty={<EmptyState title={t('afterwards.none')} />}
      />
    </div>
  );
}
