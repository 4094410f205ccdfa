import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Tooltip } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '#renderer/app/session/session.ts';
import { type DataColumn, exportedAs, wordsOf } from '#renderer/components/data-table/columns.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { PAGING } from '#renderer/components/data-table/paging.ts';
import type { RowKey } from '#renderer/components/data-table/selection.ts';
import { useListExport } from '#renderer/components/data-table/use-list-export.ts';
import { CalendarDay } from '#renderer/components/day.tsx';
import { Amount } from '#renderer/components/money.tsx';
import { StateTag } from '#renderer/components/state-tag.tsx';
import { EmptyState } from '#renderer/components/states/states.tsx';
import { formatAmount } from '#renderer/i18n/format.ts';
import { api } from '#renderer/lib/client.ts';
import type { DueRow } from '#shared/contract/supplier-money.contract.ts';
import type { SupplierId } from '#shared/domain/ids.ts';
import { sumMoney } from '#shared/domain/money/money.ts';
import { SUPPLIER_ENTRY_KINDS } from '#shared/domain/suppliers/account-entries.ts';
import { AGE_BUCKETS, type AgeBucket } from '#shared/domain/suppliers/ageing.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { DueDialog } from './due-dialog.tsx';
import { ListedEntryDrawer } from './listed-entry-drawer.tsx';
import styles from './money.module.css';
import { PayDialog } from './pay-dialog.tsx';

interface DuesTableProps {
  filter: { supplierId?: SupplierId; bucket?: AgeBucket; overdue: boolean; dueFrom?: Day; dueTo?: Day };
  onClear: () => void;
}

/** Open debts by due day; what is ticked is paid with one payment. */
export function DuesTable({ filter, onClear }: DuesTableProps) {
  const { t } = useTranslation('supplierMoney');
  const mayPost = useCan('accounts.post');
  const [chosen, setChosen] = useState<ReadonlySet<RowKey>>(new Set());
  const [paying, setPaying] = useState<readonly DueRow[] | null>(null);
  const [moving, setMoving] = useState<DueRow | null>(null);
  const [open, setOpen] = useState<DueRow | null>(null);
  const query = useInfiniteQuery(
    api.supplierMoney.dues.infiniteOptions({ ...PAGING, input: (cursor) => ({ cursor, ...filter }) }),
  );
  const columns = useColumns(mayPost ? setMoving : undefined);
  const exportRows = useListExport(t('views.dues'), { list: 'dues', filter }, columns);
  const listed = query.data?.pages.flatMap(({ rows }) => rows) ?? [];
  const ticked = listed.filter(({ entryId }) => chosen.has(entryId));
  const first = paying?.[0];
  return (
    <div className={styles.list}>
      {mayPost ? <PayBar ticked={ticked} onPay={() => setPaying(ticked)} /> : null}
      <DataTable<DueRow>
        name="supplier-dues"
        label={t('views.dues')}
        columns={columns}
        query={query}
        rowKey={(row) => row.entryId}
        selection={mayPost ? { keys: chosen, onChange: setChosen } : undefined}
        onOpen={setOpen}
        openKey={open?.entryId ?? null}
        onExport={exportRows}
        isFiltered={Object.values(filter).some((value) => value !== undefined && value !== false)}
        onClearFilters={onClear}
        empty={<EmptyState title={t('empty.dues')} text={t('empty.duesText')} />}
      />
      {paying && first ? (
        <PayDialog
          supplierId={first.supplierId}
          items={paying}
          onClose={() => setPaying(null)}
          onPaid={() => setChosen(new Set())}
        />
      ) : null}
      {moving ? <DueDialog due={moving} onClose={() => setMoving(null)} /> : null}
      {open ? (
        <ListedEntryDrawer
          key={open.entryId}
          id={open.entryId}
          supplierId={open.supplierId}
          onClose={() => setOpen(null)}
        />
      ) : null}
    </div>
  );
}

function PayBar({ ticked, onPay }: { ticked: readonly DueRow[]; onPay: () => void }) {
  const { t } = useTranslation('supplierMoney');
  const currency = ticked[0]?.currency ?? '';
  const isOne = new Set(ticked.map(({ supplierId }) => supplierId)).size === 1;
  const amount = isOne ? formatAmount(sumMoney(ticked.map(({ open }) => open)), { currency }) : '';
  const hint = ticked.length === 0 ? t('chooseItems') : isOne ? null : t('oneSupplier');
  return (
    <div className={styles.acts}>
      <Tooltip title={hint}>
        <Button type="primary" disabled={!isOne} onClick={onPay}>
          {isOne ? t('payItems', { count: ticked.length, amount }) : t('panel.pay')}
        </Button>
      </Tooltip>
      <span className="kc-faint">{hint}</span>
    </div>
  );
}

function useColumns(onMove: ((due: DueRow) => void) | undefined): readonly DataColumn<DueRow>[] {
  const { t } = useTranslation('supplierMoney');
  const { t: suppliers } = useTranslation('suppliers');
  return useMemo(
    () => [
      {
        key: 'dueOn',
        title: t('columns.dueOn'),
        width: 92,
        exported: exportedAs('dueOn', 'day'),
        render: ({ dueOn }) => <CalendarDay on={dueOn} />,
      },
      {
        key: 'age',
        title: t('columns.age'),
        width: 150,
        exported: exportedAs(
          'bucket',
          'text',
          wordsOf(AGE_BUCKETS, (bucket) => t(`buckets.${bucket}`)),
        ),
        render: (row) => <AgeTag due={row} />,
      },
      {
        key: 'supplier',
        title: t('columns.supplier'),
        width: 140,
        grows: true,
        exported: exportedAs('supplierName'),
        render: ({ supplierName }) => supplierName,
      },
      {
        key: 'kind',
        title: t('columns.kind'),
        width: 90,
        exported: exportedAs(
          'kind',
          'text',
          wordsOf(SUPPLIER_ENTRY_KINDS, (kind) => suppliers(`account.kinds.${kind}`)),
        ),
        render: ({ kind }) => suppliers(`account.kinds.${kind}`),
      },
      {
        key: 'number',
        title: t('columns.number'),
        width: 136,
        exported: exportedAs('number'),
        render: ({ number }) => <span className="kc-mono">{number}</span>,
      },
      {
        key: 'paper',
        title: t('columns.paper'),
        width: 176,
        exported: exportedAs(['externalNumber', 'ourNumber']),
        render: ({ externalNumber, ourNumber }) => <span className="kc-mono">{externalNumber || ourNumber}</span>,
      },
      {
        key: 'open',
        title: t('columns.open'),
        width: 116,
        align: 'end',
        exported: exportedAs('open', 'money'),
        currencyAt: 'currency',
        render: ({ open, currency }) => <Amount value={open} currency={currency} />,
      },
      {
        key: 'amount',
        title: t('columns.amount'),
        width: 110,
        align: 'end',
        isHiddenAtFirst: true,
        exported: exportedAs('amount', 'money'),
        currencyAt: 'currency',
        render: ({ amount, currency }) => <Amount value={amount} currency={currency} />,
      },
      {
        key: 'occurredOn',
        title: t('columns.occurredOn'),
        width: 92,
        isHiddenAtFirst: true,
        exported: exportedAs('occurredOn', 'day'),
        render: ({ occurredOn }) => <CalendarDay on={occurredOn} />,
      },
      {
        key: 'actions',
        title: t('columns.actions'),
        width: 120,
        render: (due) =>
          onMove ? (
            <Button size="small" type="link" onClick={() => onMove(due)}>
              {t('moveDue')}
            </Button>
          ) : null,
      },
    ],
    [t, suppliers, onMove],
  );
}

/** How late, by colour, shape and number of days. */
function AgeTag({ due: { bucket, daysLate } }: { due: DueRow }) {
  const { t } = useTranslation('supplierMoney');
  if (daysLate > 0) {
    return (
      <StateTag tone="now" shape="triangle" isPlain>
        {t('daysLate', { count: daysLate })}
      </StateTag>
    );
  }
  const text = daysLate === 0 ? t('dueToday') : t('daysLeft', { count: -daysLate });
  return (
    <StateTag tone={bucket === 'soon' ? 'soon' : 'past'} shape={bucket === 'soon' ? 'half' : 'ring'} isPlain>
      {text}
    </StateTag>
  );
}
