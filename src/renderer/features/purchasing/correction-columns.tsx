import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '#renderer/app/session/session.ts';
import { type DataColumn, exportedAs } from '#renderer/components/data-table/columns.ts';
import { CalendarDay, Moment } from '#renderer/components/day.tsx';
import { Amount, Quantity } from '#renderer/components/money.tsx';
import { SkuTitle } from '#renderer/components/sku-title.tsx';
import { StateTag } from '#renderer/components/state-tag.tsx';
import { currencySymbol } from '#renderer/i18n/format.ts';
import type { PriceCorrectionRow } from '#shared/contract/price-corrections.contract.ts';

export function useCorrectionColumns(): readonly DataColumn<PriceCorrectionRow>[] {
  const { t } = useTranslation('corrections');
  const { currency } = useSession().shop;
  return useMemo(
    () => [
      {
        key: 'number',
        title: t('columns.number'),
        width: 144,
        render: (row) => <span className="kc-mono">{row.number}</span>,
        exported: exportedAs('number'),
      },
      {
        key: 'supplier',
        title: t('columns.supplier'),
        width: 140,
        render: (row) => row.supplierName,
        exported: exportedAs('supplierName'),
      },
      {
        key: 'sku',
        title: t('columns.sku'),
        width: 176,
        grows: true,
        render: (row) => <SkuTitle title={row.skuName} />,
        exported: exportedAs('skuName'),
      },
      {
        key: 'paperedOn',
        title: t('columns.paperedOn'),
        width: 92,
        render: (row) => <CalendarDay on={row.paperedOn} />,
        exported: exportedAs('paperedOn', 'day'),
      },
      {
        key: 'quantity',
        title: t('columns.quantity'),
        width: 60,
        align: 'end',
        render: (row) => <Quantity value={row.quantity} />,
        exported: exportedAs('quantity', 'integer'),
      },
      {
        key: 'total',
        title: t('columns.total'),
        width: 104,
        align: 'end',
        render: (row) => <Amount value={row.total} currency={row.currency} isSigned />,
        exported: exportedAs('total', 'money'),
        currencyAt: 'currency',
      },
      {
        key: 'stockPart',
        title: t('columns.stockPart'),
        unit: currencySymbol(currency),
        width: 104,
        align: 'end',
        render: (row) => <Amount value={row.stockPart} isSigned isZeroDash />,
        exported: exportedAs('stockPart', 'money'),
      },
      {
        key: 'costPart',
        title: t('columns.costPart'),
        unit: currencySymbol(currency),
        width: 104,
        align: 'end',
        render: (row) => <Amount value={row.costPart} isSigned isZeroDash />,
        exported: exportedAs('costPart', 'money'),
      },
      {
        key: 'month',
        title: t('columns.month'),
        width: 84,
        isHiddenAtFirst: true,
        render: (row) => row.month,
        exported: exportedAs('month'),
      },
      {
        key: 'externalNumber',
        title: t('columns.externalNumber'),
        width: 120,
        isHiddenAtFirst: true,
        render: (row) => <span className="kc-mono">{row.externalNumber || '–'}</span>,
        exported: exportedAs('externalNumber'),
      },
      {
        key: 'state',
        title: t('columns.state'),
        width: 104,
        render: (row) => <CorrectionState row={row} isShort />,
        exported: [
          { ...exportedAs('reversedByNumber'), header: t('columns.reversedBy') },
          { ...exportedAs('reversesNumber'), header: t('columns.reverses') },
        ],
      },
      {
        key: 'postedAt',
        title: t('columns.postedAt'),
        width: 108,
        isHiddenAtFirst: true,
        render: (row) => <Moment at={row.postedAt} />,
        exported: exportedAs('postedAt', 'instant'),
      },
    ],
    [t, currency],
  );
}

/** Whether a correction stands, is taken back or takes one back; in short the other number is read on hover. */
export function CorrectionState({ row, isShort = false }: { row: PriceCorrectionRow; isShort?: boolean }) {
  const { t } = useTranslation('corrections');
  const number = row.reversedByNumber ?? row.reversesNumber;
  if (number !== null) {
    const way = row.reversedByNumber === null ? 'reversal' : 'reversed';
    const whole = t(`states.${way}`, { number });
    return (
      <span title={whole}>
        <StateTag tone="past" shape="back" isPlain>
          {isShort ? t(`shortStates.${way}`) : whole}
        </StateTag>
      </span>
    );
  }
  return (
    <StateTag tone="go" shape="check" isPlain>
      {t('states.standing')}
    </StateTag>
  );
}
