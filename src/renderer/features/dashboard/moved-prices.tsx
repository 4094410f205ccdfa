import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useCan } from '#renderer/app/session/session.ts';
import { type DataColumn, exportedAs } from '#renderer/components/data-table/columns.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { useListExport } from '#renderer/components/data-table/use-list-export.ts';
import { CalendarDay } from '#renderer/components/day.tsx';
import { SideDrawer } from '#renderer/components/side-drawer.tsx';
import { SkuTitle } from '#renderer/components/sku-title.tsx';
import { DeniedState, EmptyState } from '#renderer/components/states/states.tsx';
import { tiersText } from '#renderer/features/offers/offer-text.ts';
import { api } from '#renderer/lib/client.ts';
import type { MovedPrices } from '#shared/contract/dashboard.contract.ts';
import { skuTitle } from '#shared/domain/catalog/sku-title.ts';
import styles from './dashboard.module.css';

type MovedPrice = MovedPrices['rows'][number];

/** Prices that took effect in the last days, each beside the one before it; a row opens the offer with its history. */
export function MovedPricesDrawer({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('dashboard');
  const mayRead = useCan('purchasing.read');
  return (
    <SideDrawer isOpen onClose={onClose} name="moved-prices" width={780} title={t('buying.moved')}>
      <div className={styles.drawer}>{mayRead ? <MovedPriceRows /> : <DeniedState right="purchasing.read" />}</div>
    </SideDrawer>
  );
}

function MovedPriceRows() {
  const { t } = useTranslation(['dashboard', 'offers']);
  const navigate = useNavigate();
  const offerWords = useTranslation('offers').t;
  const query = useQuery(api.dashboard.movedPrices.queryOptions());
  const columns = useMemo((): readonly DataColumn<MovedPrice>[] => {
    return [
      {
        key: 'sku',
        title: t('span.sku'),
        width: 160,
        grows: true,
        exported: exportedAs('skuName'),
        render: ({ productName, skuName }) => <SkuTitle title={skuTitle({ productName, name: skuName })} />,
      },
      {
        key: 'supplier',
        title: t('span.supplier'),
        width: 112,
        exported: exportedAs('supplierName'),
        render: ({ supplierName }) => supplierName,
      },
      {
        key: 'on',
        title: t('span.on'),
        width: 72,
        exported: exportedAs('on', 'day'),
        render: ({ on }) => <CalendarDay on={on} />,
      },
      {
        key: 'before',
        title: t('buying.before'),
        width: 204,
        exported: [exportedAs('before'), { ...exportedAs('beforeCurrency'), header: t('buying.currency') }],
        render: ({ beforeTiers, beforeCurrency }) => (
          <span className="kc-soft">{tiersText(offerWords, beforeTiers, beforeCurrency)}</span>
        ),
      },
      {
        key: 'after',
        title: t('buying.after'),
        width: 190,
        exported: [exportedAs('after'), { ...exportedAs('currency'), header: t('buying.currency') }],
        render: ({ tiers, currency }) => tiersText(offerWords, tiers, currency),
      },
    ];
  }, [t, offerWords]);
  const exportRows = useListExport(t('buying.moved'), { list: 'movedPrices', filter: {} }, columns);
  return (
    <div className={styles.table}>
      <DataTable<MovedPrice>
        name="moved-prices"
        label={t('buying.moved')}
        columns={columns}
        query={{ ...query, data: query.data?.rows }}
        rowKey={(row) => row.offerId}
        onExport={exportRows}
        onOpen={(row) => void navigate(`/offers?offer=${row.offerId}`)}
        empty={<EmptyState title={t('buying.noneMoved')} />}
      />
    </div>
  );
}
