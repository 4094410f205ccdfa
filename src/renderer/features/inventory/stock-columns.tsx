import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { type DataColumn, exportedAs } from '#renderer/components/data-table/columns.ts';
import { useCostColumns } from '#renderer/components/data-table/use-cost-columns.ts';
import { Amount, Quantity } from '#renderer/components/money.tsx';
import { SkuTitle } from '#renderer/components/sku-title.tsx';
import { currencySymbol, formatDayFull, today } from '#renderer/i18n/format.ts';
import type { SkuStockRow } from '#shared/contract/inventory.contract.ts';
import type { KeyState } from '#shared/domain/card-keys/key-states.ts';
import { addDays, type Day } from '#shared/domain/time/business-time.ts';
import styles from './inventory.module.css';

/** A count that leads to the keys it counts. */
export function KeyCount({ value, to, className }: { value: number; to: string; className?: string }) {
  if (value === 0) return <Quantity value={0} isZeroDash />;
  return (
    <Link to={to} className={className} onClick={(event) => event.stopPropagation()}>
      <Quantity value={value} />
    </Link>
  );
}

/** Keys on their way lead to the orders that bring them; the day is on hover. */
function IncomingCount({ row }: { row: SkuStockRow }) {
  if (row.incoming === 0) return <Quantity value={0} isZeroDash />;
  return (
    <Link
      to={`/purchase-orders?sku=${row.skuId}&states=sent,partly-received`}
      title={row.incomingOn ? formatDayFull(row.incomingOn) : undefined}
      onClick={(event) => event.stopPropagation()}
    >
      <Quantity value={row.incoming} />
    </Link>
  );
}

export function useStockColumns(currency: string, expiringDays: number): readonly DataColumn<SkuStockRow>[] {
  const { t } = useTranslation('inventory');
  const columns = useMemo((): readonly DataColumn<SkuStockRow>[] => {
    const unit = currencySymbol(currency);
    const keysOf = (row: SkuStockRow, states: readonly KeyState[], extra = ''): string =>
      `/inventory/keys?sku=${row.skuId}&state=${states.join(',')}${extra}`;
    const onHand: readonly KeyState[] = ['quarantined', 'available', 'reserved', 'placed'];
    const count = (
      key: 'available' | 'reserved' | 'quarantined' | 'placed' | 'delivered' | 'expired',
      width: number,
      isHiddenAtFirst = false,
    ): DataColumn<SkuStockRow> => ({
      key,
      exported: exportedAs(key, 'integer'),
      title: t(`columns.${key}`),
      width,
      align: 'end',
      isHiddenAtFirst,
      render: (row) => (
        <KeyCount
          value={row[key]}
          to={keysOf(row, [key])}
          className={key === 'available' && row.isBelowMinimum ? styles.low : undefined}
        />
      ),
    });
    return [
      {
        key: 'sku',
        exported: exportedAs('skuName'),
        title: t('columns.sku'),
        width: 160,
        grows: true,
        render: (row) => <SkuTitle title={row.skuName} />,
      },
      {
        key: 'code',
        exported: exportedAs('skuCode'),
        title: t('columns.code'),
        width: 100,
        render: (row) => <span className="kc-mono">{row.skuCode}</span>,
      },
      {
        key: 'onHand',
        exported: exportedAs('onHand', 'integer'),
        title: t('columns.onHand'),
        width: 76,
        align: 'end',
        render: (row) => <KeyCount value={row.onHand} to={keysOf(row, onHand)} />,
      },
      count('available', 78),
      count('reserved', 78),
      count('quarantined', 90),
      count('placed', 72),
      {
        key: 'expiring',
        exported: exportedAs('expiring', 'integer'),
        title: t('columns.expiring'),
        width: 80,
        align: 'end',
        render: (row) => (
          <KeyCount
            value={row.expiring}
            to={keysOf(row, onHand, `&expires=${addDays(today() as Day, expiringDays)}`)}
            className={styles.soon}
          />
        ),
      },
      {
        key: 'incoming',
        title: t('columns.incoming'),
        width: 76,
        align: 'end',
        exported: exportedAs('incoming', 'integer'),
        render: (row) => <IncomingCount row={row} />,
      },
      {
        key: 'minimum',
        exported: exportedAs('minimumInForce', 'integer'),
        title: t('columns.minimum'),
        width: 78,
        align: 'end',
        render: (row) => <Quantity value={row.minimumInForce} isZeroDash />,
      },
      {
        key: 'value',
        exported: exportedAs('valueOnHand', 'money'),
        title: t('columns.value'),
        unit,
        tellsCost: true,
        width: 112,
        align: 'end',
        render: (row) =>
          row.valueOnHand === 0 ? (
            <Amount value={0} isZeroDash />
          ) : (
            <Link to={`/inventory/movements?sku=${row.skuId}`} onClick={(event) => event.stopPropagation()}>
              <Amount value={row.valueOnHand} />
            </Link>
          ),
      },
      count('delivered', 84, true),
      count('expired', 76, true),
      {
        key: 'tooNear',
        exported: exportedAs('tooNearExpiry', 'integer'),
        title: t('columns.tooNear'),
        width: 90,
        align: 'end',
        isHiddenAtFirst: true,
        render: (row) => <Quantity value={row.tooNearExpiry} isZeroDash />,
      },
      {
        key: 'salePrice',
        exported: exportedAs('salePrice', 'unit-price'),
        title: t('columns.salePrice'),
        unit,
        width: 100,
        align: 'end',
        isHiddenAtFirst: true,
        render: (row) => <Amount value={row.salePrice} />,
      },
    ];
  }, [t, currency, expiringDays]);
  return useCostColumns(columns);
}
