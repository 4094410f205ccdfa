import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type DataColumn, exportedAs, wordsOf } from '#renderer/components/data-table/columns.ts';
import { CalendarDay } from '#renderer/components/day.tsx';
import { Amount } from '#renderer/components/money.tsx';
import { StateTag } from '#renderer/components/state-tag.tsx';
import { formatAmount } from '#renderer/i18n/format.ts';
import type { InvoiceRow } from '#shared/contract/invoices.contract.ts';
import { INVOICE_KINDS } from '#shared/domain/suppliers/invoices.ts';

export function useInvoiceColumns(): readonly DataColumn<InvoiceRow>[] {
  const { t } = useTranslation('invoices');
  return useMemo(
    () => [
      {
        key: 'number',
        title: t('columns.number'),
        width: 190,
        render: ({ number }) => <span className="kc-mono">{number}</span>,
        exported: exportedAs('number'),
      },
      {
        key: 'issuedOn',
        title: t('columns.issuedOn'),
        width: 84,
        render: ({ issuedOn }) => <CalendarDay on={issuedOn} />,
        exported: exportedAs('issuedOn', 'day'),
      },
      {
        key: 'kind',
        title: t('columns.kind'),
        width: 140,
        render: ({ kind }) => t(`kinds.${kind}`),
        exported: exportedAs(
          'kind',
          'text',
          wordsOf(INVOICE_KINDS, (kind) => t(`kinds.${kind}`)),
        ),
      },
      {
        key: 'party',
        title: t('columns.party'),
        width: 150,
        grows: true,
        render: ({ party }) => party,
        exported: exportedAs('party'),
      },
      {
        key: 'net',
        title: t('columns.net'),
        width: 112,
        isHiddenAtFirst: true,
        align: 'end',
        render: ({ net, currency }) => <Amount value={net} currency={currency} />,
        exported: exportedAs('net', 'money'),
        currencyAt: 'currency',
      },
      {
        key: 'tax',
        title: t('columns.tax'),
        width: 100,
        align: 'end',
        render: ({ tax, currency }) => <Amount value={tax} currency={currency} />,
        exported: exportedAs('tax', 'money'),
        currencyAt: 'currency',
      },
      {
        key: 'total',
        title: t('columns.total'),
        width: 112,
        align: 'end',
        render: ({ total, currency }) => <Amount value={total} currency={currency} />,
        exported: exportedAs('total', 'money'),
        currencyAt: 'currency',
      },
      {
        key: 'allocated',
        title: t('columns.allocated'),
        width: 112,
        align: 'end',
        render: ({ allocated, currency }) => <Amount value={allocated} currency={currency} isZeroDash />,
        exported: exportedAs('allocated', 'money'),
        currencyAt: 'currency',
      },
      {
        key: 'state',
        title: t('columns.state'),
        width: 128,
        render: (row) => <InvoiceState row={row} />,
        exported: [
          { ...exportedAs('voidReason'), header: t('columns.voidReason') },
          { ...exportedAs('redsNumber'), header: t('columns.redsNumber') },
          { ...exportedAs('redded', 'money'), header: t('columns.redded') },
        ],
        currencyAt: 'currency',
      },
    ],
    [t],
  );
}

export function InvoiceState({ row }: { row: InvoiceRow }) {
  const { t } = useTranslation('invoices');
  if (row.voidReason !== null) {
    return (
      <StateTag tone="past" shape="cross" isPlain>
        {t('states.void', { reason: row.voidReason })}
      </StateTag>
    );
  }
  if (row.redsNumber !== null) {
    return (
      <StateTag tone="now" shape="back" isPlain>
        {t('states.red', { number: row.redsNumber })}
      </StateTag>
    );
  }
  if (row.redded > 0) {
    return (
      <StateTag tone="past" shape="back" isPlain>
        {t('states.redded', { amount: formatAmount(row.redded, { currency: row.currency }) })}
      </StateTag>
    );
  }
  const isOpen = row.direction === 'in' && row.allocated < row.total;
  return (
    <StateTag tone={isOpen ? 'soon' : 'go'} shape={isOpen ? 'half' : 'check'} isPlain>
      {t(isOpen ? 'states.open' : 'states.valid')}
    </StateTag>
  );
}
