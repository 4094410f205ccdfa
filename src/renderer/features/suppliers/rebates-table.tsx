import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useCan } from '#renderer/app/session/session.ts';
import { type DataColumn, exportedAs, wordsOf } from '#renderer/components/data-table/columns.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { PAGING } from '#renderer/components/data-table/paging.ts';
import { useListExport } from '#renderer/components/data-table/use-list-export.ts';
import { CalendarDay } from '#renderer/components/day.tsx';
import { Amount } from '#renderer/components/money.tsx';
import { StateTag, type StateTone } from '#renderer/components/state-tag.tsx';
import { EmptyState } from '#renderer/components/states/states.tsx';
import { api } from '#renderer/lib/client.ts';
import type { RebateRow } from '#shared/contract/supplier-money.contract.ts';
import type { SupplierId } from '#shared/domain/ids.ts';
import { REBATE_STATES, type RebateState } from '#shared/domain/suppliers/rebates.ts';
import { EndRebateDialog } from './end-rebate-dialog.tsx';
import { moneyLinks } from './money-links.ts';

interface RebatesTableProps {
  filter: { supplierId?: SupplierId; open: boolean; late: boolean };
  onClear: () => void;
  onAdd: (() => void) | undefined;
}

/** What suppliers promised to pay back, and what of it came. */
export function RebatesTable({ filter, onClear, onAdd }: RebatesTableProps) {
  const { t } = useTranslation('supplierMoney');
  const navigate = useNavigate();
  const [ending, setEnding] = useState<RebateRow | null>(null);
  const query = useInfiniteQuery(
    api.supplierMoney.rebates.infiniteOptions({ ...PAGING, input: (cursor) => ({ cursor, ...filter }) }),
  );
  const columns = useColumns(useCan('accounts.post') ? setEnding : undefined);
  const exportRows = useListExport(t('views.rebates'), { list: 'rebates', filter }, columns);
  return (
    <>
      <DataTable<RebateRow>
        name="supplier-rebates"
        label={t('views.rebates')}
        columns={columns}
        query={query}
        rowKey={(row) => row.id}
        onOpen={(row) => void navigate(moneyLinks.panel(row.supplierId))}
        onExport={exportRows}
        isPast={({ state }) => state === 'received' || state === 'ended'}
        isFiltered={filter.supplierId !== undefined || filter.open || filter.late}
        onClearFilters={onClear}
        empty={
          <EmptyState
            title={t('empty.rebates')}
            text={t('empty.rebatesText')}
            actions={onAdd ? <Button onClick={onAdd}>{t('rebate.add')}</Button> : null}
          />
        }
      />
      {ending ? <EndRebateDialog rebate={ending} onClose={() => setEnding(null)} /> : null}
    </>
  );
}

const LOOKS: Readonly<Record<RebateState, { tone: StateTone; shape: 'ring' | 'triangle' | 'check' | 'dash' }>> = {
  expected: { tone: 'held', shape: 'ring' },
  overdue: { tone: 'now', shape: 'triangle' },
  received: { tone: 'go', shape: 'check' },
  ended: { tone: 'past', shape: 'dash' },
};

function RebateTag({ rebate: { state, daysLate } }: { rebate: RebateRow }) {
  const { t } = useTranslation('supplierMoney');
  const { tone, shape } = LOOKS[state];
  return (
    <StateTag tone={tone} shape={shape} isPlain>
      {state === 'overdue' ? t('daysLate', { count: daysLate }) : t(`rebateStates.${state}`)}
    </StateTag>
  );
}

function useColumns(onEnd: ((rebate: RebateRow) => void) | undefined): readonly DataColumn<RebateRow>[] {
  const { t } = useTranslation('supplierMoney');
  return useMemo(
    () => [
      {
        key: 'number',
        title: t('columns.number'),
        width: 136,
        exported: exportedAs('number'),
        render: ({ number }) => <span className="kc-mono">{number}</span>,
      },
      {
        key: 'supplier',
        title: t('columns.supplier'),
        width: 120,
        grows: true,
        exported: exportedAs('supplierName'),
        render: ({ supplierName }) => supplierName,
      },
      {
        key: 'state',
        title: t('columns.state'),
        width: 112,
        exported: exportedAs(
          'state',
          'text',
          wordsOf(REBATE_STATES, (state) => t(`rebateStates.${state}`)),
        ),
        render: (rebate) => <RebateTag rebate={rebate} />,
      },
      {
        key: 'period',
        title: t('columns.period'),
        width: 140,
        exported: exportedAs('fromOn', 'day'),
        render: ({ fromOn, toOn, note }) =>
          fromOn && toOn ? (
            <>
              <CalendarDay on={fromOn} /> – <CalendarDay on={toOn} />
            </>
          ) : (
            <span className="kc-faint">{note || '–'}</span>
          ),
      },
      {
        key: 'promisedOn',
        title: t('columns.promisedOn'),
        width: 100,
        exported: exportedAs('promisedOn', 'day'),
        render: ({ promisedOn }) => <CalendarDay on={promisedOn} />,
      },
      {
        key: 'amount',
        title: t('columns.amount'),
        width: 100,
        align: 'end',
        exported: exportedAs('amount', 'money'),
        currencyAt: 'currency',
        render: ({ amount, currency }) => <Amount value={amount} currency={currency} isRounded />,
      },
      {
        key: 'received',
        title: t('columns.received'),
        width: 100,
        align: 'end',
        exported: exportedAs('received', 'money'),
        currencyAt: 'currency',
        render: ({ received, currency, receipts }) => (
          <span title={receipts.map(({ number }) => number).join(', ')}>
            <Amount value={received} currency={currency} isZeroDash isRounded />
          </span>
        ),
      },
      {
        key: 'due',
        title: t('columns.rebatesDue'),
        width: 100,
        align: 'end',
        exported: exportedAs('due', 'money'),
        currencyAt: 'currency',
        render: ({ due, currency }) => <Amount value={due} currency={currency} isZeroDash isRounded />,
      },
      {
        key: 'actions',
        title: t('columns.actions'),
        width: 100,
        render: (rebate) =>
          onEnd && rebate.due > 0 ? (
            <Button size="small" type="link" onClick={() => onEnd(rebate)}>
              {t('rebate.end')}
            </Button>
          ) : null,
      },
    ],
    [t, onEnd],
  );
}
