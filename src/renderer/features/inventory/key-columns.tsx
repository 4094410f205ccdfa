import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type DataColumn, exportedAs, wordsOf } from '#renderer/components/data-table/columns.ts';
import { useCostColumns } from '#renderer/components/data-table/use-cost-columns.ts';
import { CalendarDay, Moment } from '#renderer/components/day.tsx';
import { Amount, Quantity } from '#renderer/components/money.tsx';
import { SkuTitle } from '#renderer/components/sku-title.tsx';
import { KeyStateTag } from '#renderer/components/state-tag.tsx';
import { currencySymbol } from '#renderer/i18n/format.ts';
import type { KeyRow } from '#shared/contract/card-keys.contract.ts';
import { KEY_STATES } from '#shared/domain/card-keys/key-states.ts';

export function useKeyColumns(currency: string): readonly DataColumn<KeyRow>[] {
  const { t } = useTranslation('inventory');
  const { t: common } = useTranslation('components');
  const columns = useMemo((): readonly DataColumn<KeyRow>[] => {
    const states = wordsOf(KEY_STATES, (state) => common(`keyStates.${state}`));
    return [
      {
        key: 'tail',
        exported: exportedAs('tail'),
        title: t('columns.tail'),
        width: 96,
        render: (row) => <span className="kc-mono">{row.tail ? `…${row.tail}` : `#${row.id}`}</span>,
      },
      {
        key: 'state',
        exported: exportedAs('state', 'text', states),
        title: t('columns.state'),
        width: 92,
        render: (row) => <KeyStateTag state={row.state} />,
      },
      {
        key: 'sku',
        exported: exportedAs('skuName'),
        title: t('columns.sku'),
        width: 136,
        grows: true,
        render: (row) => <SkuTitle title={row.skuName} />,
      },
      {
        key: 'batch',
        exported: exportedAs('batchNumber'),
        title: t('columns.batch'),
        width: 130,
        render: (row) => <span className="kc-mono">{row.batchNumber}</span>,
      },
      {
        key: 'label',
        exported: exportedAs('batchLabel'),
        title: t('columns.label'),
        width: 100,
        isHiddenAtFirst: true,
        render: (row) => row.batchLabel,
      },
      {
        key: 'supplier',
        exported: exportedAs('supplierName'),
        title: t('columns.supplier'),
        width: 106,
        render: (row) => row.supplierName,
      },
      {
        key: 'cost',
        exported: exportedAs('cost', 'unit-price'),
        title: t('columns.cost'),
        unit: currencySymbol(currency),
        tellsCost: true,
        width: 84,
        align: 'end',
        render: (row) => <Amount value={row.cost} />,
      },
      {
        key: 'expiry',
        exported: exportedAs('expiresOn', 'day'),
        title: t('columns.expiry'),
        width: 96,
        render: (row) =>
          row.expiresOn === null ? (
            <span className="kc-faint">{t('noExpiry')}</span>
          ) : (
            <CalendarDay on={row.expiresOn} />
          ),
      },
      {
        key: 'delivery',
        exported: exportedAs(['delivery.orderNumber', 'delivery.number', 'reservation.number']),
        title: t('columns.delivery'),
        width: 124,
        render: (row) => (
          <span className="kc-mono">
            {row.delivery ? row.delivery.orderNumber || row.delivery.number : (row.reservation?.number ?? '')}
          </span>
        ),
      },
      {
        key: 'buyer',
        exported: exportedAs(['delivery.buyer', 'reservation.buyer']),
        title: t('columns.buyer'),
        width: 100,
        isHiddenAtFirst: true,
        render: (row) => row.delivery?.buyer ?? row.reservation?.buyer ?? '',
      },
      {
        key: 'usesLeft',
        exported: exportedAs('usesLeft', 'integer'),
        title: t('columns.usesLeft'),
        width: 80,
        align: 'end',
        isHiddenAtFirst: true,
        render: (row) => <Quantity value={row.usesLeft} isZeroDash />,
      },
      {
        key: 'changedAt',
        exported: exportedAs('changedAt', 'instant'),
        title: t('columns.changedAt'),
        width: 100,
        render: (row) => <Moment at={row.changedAt} />,
      },
    ];
  }, [t, common, currency]);
  return useCostColumns(columns);
}
