import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type DataColumn, exportedAs, wordsOf } from '#renderer/components/data-table/columns.ts';
import { CalendarDay } from '#renderer/components/day.tsx';
import { Amount, Balance } from '#renderer/components/money.tsx';
import { StateTag } from '#renderer/components/state-tag.tsx';
import { currencySymbol } from '#renderer/i18n/format.ts';
import type { SupplierEntry, SupplierRow } from '#shared/contract/suppliers.contract.ts';
import { SUPPLIER_ENTRY_KINDS } from '#shared/domain/suppliers/account-entries.ts';

/** Columns of an account: each side its own, so that no amount needs a sign. */
export function useEntryColumns({
  settlement,
  currency,
}: Pick<SupplierRow, 'settlement' | 'currency'>): readonly DataColumn<SupplierEntry>[] {
  const { t } = useTranslation('suppliers');
  return useMemo(() => {
    const isPrepaid = settlement === 'prepaid';
    const unit = currencySymbol(currency);
    const side = (isRaising: boolean) => (entry: SupplierEntry) =>
      entry.amount > 0 === isRaising && entry.amount !== 0 ? <Amount value={Math.abs(entry.amount)} /> : null;
    return [
      {
        key: 'occurredOn',
        exported: exportedAs('occurredOn', 'day'),
        title: t('account.columns.occurredOn'),
        width: 94,
        render: (entry) => <CalendarDay on={entry.occurredOn} />,
      },
      {
        key: 'kind',
        exported: exportedAs(
          'kind',
          'text',
          wordsOf(SUPPLIER_ENTRY_KINDS, (kind) => t(`account.kinds.${kind}`)),
        ),
        title: t('account.columns.kind'),
        width: 150,
        render: (entry) => <EntryKindCell entry={entry} />,
      },
      {
        key: 'raises',
        // One signed column stands for both sides: what it raises is positive.
        exported: { paths: ['amount'], kind: 'money', header: `${t('entry.amount')} ${unit}` },
        title: isPrepaid ? t('account.usesPrepaid') : t('account.raises'),
        unit,
        width: 108,
        align: 'end',
        render: side(true),
      },
      {
        key: 'lowers',
        title: isPrepaid ? t('account.addsPrepaid') : t('account.lowers'),
        unit,
        width: 108,
        align: 'end',
        render: side(false),
      },
      {
        key: 'balance',
        exported: exportedAs('balanceAfter', 'money'),
        title: t('account.columns.balance'),
        unit,
        width: 150,
        align: 'end',
        render: (entry) => <Balance value={entry.balanceAfter} />,
      },
      {
        key: 'remark',
        exported: exportedAs('remark'),
        title: t('account.columns.remark'),
        width: 120,
        grows: true,
        render: (entry) => <span title={entry.remark}>{entry.remark}</span>,
      },
      {
        key: 'number',
        exported: exportedAs('number'),
        title: t('account.columns.number'),
        width: 136,
        isHiddenAtFirst: true,
        render: (entry) => <span className="kc-mono">{entry.number}</span>,
      },
      {
        key: 'external',
        exported: exportedAs('externalNumber'),
        title: t('account.columns.external'),
        width: 130,
        isHiddenAtFirst: true,
        render: (entry) => <span className="kc-mono">{entry.externalNumber}</span>,
      },
      {
        key: 'month',
        exported: exportedAs('month'),
        title: t('account.columns.month'),
        width: 84,
        isHiddenAtFirst: true,
        render: (entry) => entry.month,
      },
      {
        key: 'postedBy',
        exported: exportedAs('postedBy'),
        title: t('account.columns.postedBy'),
        width: 90,
        isHiddenAtFirst: true,
        render: (entry) => entry.postedBy,
      },
    ];
  }, [t, settlement, currency]);
}

function EntryKindCell({ entry }: { entry: SupplierEntry }) {
  const { t } = useTranslation('suppliers');
  return (
    <>
      {t(`account.kinds.${entry.kind}`)}
      <EntryMark entry={entry} />
    </>
  );
}

/** What became of an entry: reversed, a reversal itself, or settled with a statement. */
export function EntryMark({ entry }: { entry: SupplierEntry }) {
  const { t } = useTranslation('suppliers');
  if (entry.reversesNumber !== null) {
    return (
      <StateTag tone="past" shape="back" isPlain>
        <span title={t('account.reversal', { number: entry.reversesNumber })}>{t('entry.reverse')}</span>
      </StateTag>
    );
  }
  if (entry.reversedByNumber !== null) {
    return (
      <StateTag tone="past" shape="cross" isPlain>
        {t('account.reversed')}
      </StateTag>
    );
  }
  return entry.settledStatementId === null ? null : (
    <StateTag tone="go" shape="check" isPlain>
      {t('account.settled')}
    </StateTag>
  );
}
