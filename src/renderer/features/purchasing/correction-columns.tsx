import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '#renderer/app/session/session.ts';
import { type DataColumn, exportedAs } from '#renderer/components/data-table/columns.ts';
import { CalendarDay, Moment } from '#renderer/components/day.tsx';
import { Amount, Quantity } from '#renderer/components/money.tsx';
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
        width: 128,
        render: (row) => row.supplierName,
        exported: exportedAs('supplierName'),
      },
      {
        key: 'sku',
        title: t('columns.sku'),
        width: 176,
        grows: true,
        render: (row) => row.skuName,
        exported: exportedAs('skuName'),
      },
      {
        key: 'paperedOn',
        title: t('columns.paperedOn'),
        width: 84,
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
        width: 168,
        render: (row) => <CorrectionState row={row} />,
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

export function CorrectionState({ row }: { row: PriceCorrectionRow }) {
  const { t } = useTranslation('corrections');
  if (row.reversedByNumber !== null) {
    return (
      <StateTag tone="past" shape="back" isPlain>
        {t('states.reversed', { number: row.reversedByNumber })}
      </StateTag>
    );
  }
  if (row.reversesNumber !== null) {
    return (
      <StateTag tone="past" shape="back" isPlain>
        {t('states.reversal', { number: row.reversesNumber })}
      </StateTag>
    );
  }
  return (
    <StateTag tone="go" shape="check" isPlain>
      {t('states.standing')}
    </StateTag>
  );
}
