import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type DataColumn, exportedAs, wordsOf } from '#renderer/components/data-table/columns.ts';
import { useCostColumns } from '#renderer/components/data-table/use-cost-columns.ts';
import { Moment } from '#renderer/components/day.tsx';
import { Amount, Quantity } from '#renderer/components/money.tsx';
import { SkuTitle } from '#renderer/components/sku-title.tsx';
import { StateTag } from '#renderer/components/state-tag.tsx';
import { currencySymbol } from '#renderer/i18n/format.ts';
import type { DeliveryRow } from '#shared/contract/sales.contract.ts';
import { DELIVERY_KINDS } from '#shared/domain/sales/delivery-kinds.ts';

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
  const columns = useMemo((): readonly DataColumn<DeliveryRow>[] => {
    const unit = currencySymbol(currency);
    return [
      {
        key: 'number',
        title: t('columns.number'),
        width: 136,
        exported: exportedAs('number'),
        render: (row) => <span className="kc-mono">{row.number}</span>,
      },
      {
        key: 'at',
        title: t('columns.at'),
        width: 100,
        exported: exportedAs('deliveredAt', 'instant'),
        render: (row) => <Moment at={row.deliveredAt} />,
      },
      {
        key: 'kind',
        title: t('columns.kind'),
        width: 76,
        exported: exportedAs(
          'kind',
          'text',
          wordsOf(DELIVERY_KINDS, (kind) => t(`kinds.${kind}`)),
        ),
        render: (row) => <DeliveryKindTag kind={row.kind} />,
      },
      {
        key: 'shop',
        title: t('columns.shop'),
        width: 80,
        exported: exportedAs('shopName'),
        render: (row) => row.shopName,
      },
      {
        key: 'orderNumber',
        title: t('columns.orderNumber'),
        width: 138,
        exported: exportedAs('orderNumber'),
        render: (row) => <span className="kc-mono">{row.orderNumber}</span>,
      },
      {
        key: 'buyer',
        title: t('columns.buyer'),
        width: 68,
        exported: exportedAs('buyer'),
        render: (row) => row.buyer,
      },
      {
        key: 'sku',
        title: t('columns.sku'),
        width: 140,
        grows: true,
        exported: exportedAs('skuName'),
        render: (row) => <SkuTitle title={row.skuName} />,
      },
      {
        key: 'quantity',
        title: t('columns.quantity'),
        width: 60,
        exported: exportedAs('quantity', 'integer'),
        align: 'end',
        render: (row) => <Quantity value={row.quantity} />,
      },
      {
        key: 'returned',
        title: t('columns.returned'),
        exported: exportedAs('returnedQuantity', 'integer'),
        width: 66,
        isHiddenAtFirst: true,
        align: 'end',
        render: (row) => <Quantity value={row.returnedQuantity} isZeroDash />,
      },
      {
        key: 'bad',
        title: t('columns.bad'),
        exported: exportedAs('badQuantity', 'integer'),
        width: 66,
        isHiddenAtFirst: true,
        align: 'end',
        render: (row) => <Quantity value={row.badQuantity} isZeroDash />,
      },
      {
        key: 'revenue',
        title: t('columns.revenue'),
        unit,
        width: 86,
        exported: exportedAs('revenue', 'money'),
        align: 'end',
        render: (row) => <Amount value={row.revenue} isZeroDash />,
      },
      {
        key: 'cost',
        title: t('columns.cost'),
        unit,
        tellsCost: true,
        exported: exportedAs('cost', 'money'),
        width: 94,
        align: 'end',
        isHiddenAtFirst: true,
        render: (row) => <Amount value={row.cost} isZeroDash />,
      },
      {
        key: 'profit',
        title: t('columns.profit'),
        unit,
        tellsCost: true,
        width: 80,
        exported: exportedAs('profit', 'money'),
        align: 'end',
        render: (row) => <Amount value={row.profit} isZeroDash />,
      },
      {
        key: 'by',
        title: t('columns.by'),
        width: 76,
        isHiddenAtFirst: true,
        exported: exportedAs('deliveredBy'),
        render: (row) => row.deliveredBy,
      },
      {
        key: 'note',
        title: t('columns.note'),
        width: 140,
        isHiddenAtFirst: true,
        exported: exportedAs('note'),
        render: (row) => row.note,
      },
    ];
  }, [t, currency]);
  return useCostColumns(columns);
}
