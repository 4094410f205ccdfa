import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { DataColumn } from '#renderer/components/data-table/columns.ts';
import { Moment } from '#renderer/components/day.tsx';
import { Amount, Quantity } from '#renderer/components/money.tsx';
import { StateTag } from '#renderer/components/state-tag.tsx';
import { currencySymbol } from '#renderer/i18n/format.ts';
import type { DeliveryRow } from '#shared/contract/sales.contract.ts';

/** A delivery's kind: what brings no money stands out. */
export function DeliveryKindTag({ kind }: { kind: DeliveryRow['kind'] }) {
  const { t } = useTranslation('sales');
  if (kind === 'sale' || kind === 'rest') return <span>{t(`kinds.${kind}`)}</span>;
  return (
    <StateTag tone="soon" shape="ring" isPlain>
      {t(`kinds.${kind}`)}
    </StateTag>
  );
}

export function useDeliveryColumns(currency: string): readonly DataColumn<DeliveryRow>[] {
  const { t } = useTranslation('sales');
  return useMemo(() => {
    const unit = currencySymbol(currency);
    return [
      {
        key: 'number',
        title: t('columns.number'),
        width: 128,
        render: (row) => <span className="kc-mono">{row.number}</span>,
      },
      { key: 'at', title: t('columns.at'), width: 104, render: (row) => <Moment at={row.deliveredAt} /> },
      { key: 'kind', title: t('columns.kind'), width: 76, render: (row) => <DeliveryKindTag kind={row.kind} /> },
      { key: 'shop', title: t('columns.shop'), width: 90, render: (row) => row.shopName },
      {
        key: 'orderNumber',
        title: t('columns.orderNumber'),
        width: 144,
        render: (row) => <span className="kc-mono">{row.orderNumber}</span>,
      },
      { key: 'buyer', title: t('columns.buyer'), width: 76, render: (row) => row.buyer },
      { key: 'sku', title: t('columns.sku'), width: 150, grows: true, render: (row) => row.skuName },
      {
        key: 'quantity',
        title: t('columns.quantity'),
        width: 70,
        align: 'end',
        render: (row) => <Quantity value={row.quantity} />,
      },
      {
        key: 'returned',
        title: t('columns.returned'),
        width: 66,
        isHiddenAtFirst: true,
        align: 'end',
        render: (row) => <Quantity value={row.returnedQuantity} isZeroDash />,
      },
      {
        key: 'bad',
        title: t('columns.bad'),
        width: 66,
        isHiddenAtFirst: true,
        align: 'end',
        render: (row) => <Quantity value={row.badQuantity} isZeroDash />,
      },
      {
        key: 'revenue',
        title: t('columns.revenue'),
        unit,
        width: 94,
        align: 'end',
        render: (row) => <Amount value={row.revenue} isZeroDash />,
      },
      {
        key: 'cost',
        title: t('columns.cost'),
        unit,
        width: 94,
        align: 'end',
        isHiddenAtFirst: true,
        render: (row) => <Amount value={row.cost} isZeroDash />,
      },
      {
        key: 'profit',
        title: t('columns.profit'),
        unit,
        width: 94,
        align: 'end',
        render: (row) => <Amount value={row.profit} isZeroDash />,
      },
      { key: 'by', title: t('columns.by'), width: 70, render: (row) => row.deliveredBy },
      { key: 'note', title: t('columns.note'), width: 140, isHiddenAtFirst: true, render: (row) => row.note },
    ];
  }, [t, currency]);
}
