import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { DataColumn } from '#renderer/components/data-table/columns.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { PAGING } from '#renderer/components/data-table/paging.ts';
import type { RowKey, Selection } from '#renderer/components/data-table/selection.ts';
import { CalendarDay } from '#renderer/components/day.tsx';
import { Amount, Quantity } from '#renderer/components/money.tsx';
import { currencySymbol, formatDay } from '#renderer/i18n/format.ts';
import { api } from '#renderer/lib/client.ts';
import type { StatementEntryRow, StatementLineRow } from '#shared/contract/reconciliation.contract.ts';
import { MONEY_SCALE } from '#shared/domain/money/money.ts';
import { SideBalances } from './figures-bar.tsx';
import styles from './reconciliation.module.css';
import type { StatementDetails } from './statement-details.ts';
import { SideStateTag } from './statement-state.tsx';

interface SideProps<Row> {
  statement: StatementDetails;
  filter: 'all' | 'unmatched' | 'proposed' | 'confirmed' | 'difference';
  selection: Selection | undefined;
  openKey: RowKey | null;
  onOpen: (row: Row) => void;
}

/** Their lines, in the order of the sheet. */
export function LinesTable({ statement, filter, selection, openKey, onOpen }: SideProps<StatementLineRow>) {
  const { t } = useTranslation('reconciliation');
  const { id, currency } = statement;
  const query = useInfiniteQuery(
    api.statements.lines.infiniteOptions({
      ...PAGING,
      input: (cursor: string | undefined) => ({ id, filter, cursor, limit: 200 }),
    }),
  );
  const columns = useLineColumns(currency, useWidths(statement));
  return (
    <section className={styles.side} aria-label={t('work.theirs')}>
      <div className={styles.sideHead}>
        <h2 className={styles.sideTitle}>{t('work.theirs')}</h2>
        <SideBalances
          opening={statement.figures.openingTheirs}
          turnover={statement.figures.lineTotal}
          closing={statement.figures.closingTheirs}
          currency={currency}
        />
      </div>
      <DataTable<StatementLineRow>
        name="statement-lines"
        label={t('work.theirs')}
        columns={columns}
        query={query}
        rowKey={(row) => row.id}
        openKey={openKey}
        onOpen={onOpen}
        selection={selection}
        empty={<p className={styles.noRows}>{t('work.noLines')}</p>}
      />
    </section>
  );
}

/** Our account's entries of the same days. */
export function EntriesTable({ statement, filter, selection, openKey, onOpen }: SideProps<StatementEntryRow>) {
  const { t } = useTranslation('reconciliation');
  const { id, currency } = statement;
  const query = useInfiniteQuery(
    api.statements.entries.infiniteOptions({
      ...PAGING,
      input: (cursor: string | undefined) => ({ id, filter, cursor, limit: 200 }),
    }),
  );
  const columns = useEntryColumns(currency, useWidths(statement));
  return (
    <section className={styles.side} aria-label={t('work.ours')}>
      <div className={styles.sideHead}>
        <h2 className={styles.sideTitle}>{t('work.ours')}</h2>
        <SideBalances
          opening={statement.figures.openingOurs}
          turnover={statement.figures.entryTotal}
          closing={statement.figures.closingOurs}
          currency={currency}
        />
      </div>
      <DataTable<StatementEntryRow>
        name="statement-entries"
        label={t('work.ours')}
        columns={columns}
        query={query}
        rowKey={(row) => row.id}
        openKey={openKey}
        onOpen={onOpen}
        selection={selection}
        empty={<p className={styles.noRows}>{t('work.noLines')}</p>}
      />
    </section>
  );
}

interface Widths {
  readonly day: number;
  readonly quantity: number;
  readonly amount: number;
}

const MILLION = 1_000_000 * MONEY_SCALE;

/** Days of another year have their year, and a large statement longer numbers; the room that is left is the numbers of papers'. */
function widthsOf({ from, figures }: StatementDetails): Widths {
  const { lineTotal, entryTotal, closingOurs, closingTheirs } = figures;
  const isLarge = [lineTotal, entryTotal, closingOurs, closingTheirs].some((sum) => Math.abs(sum) >= MILLION);
  const day = formatDay(from) === from ? 88 : 62;
  return isLarge ? { day, quantity: 66, amount: 106 } : { day, quantity: 54, amount: 92 };
}

function useWidths(statement: StatementDetails): Widths {
  const { day, quantity, amount } = widthsOf(statement);
  return useMemo(() => ({ day, quantity, amount }), [day, quantity, amount]);
}

function useLineColumns(currency: string, widths: Widths): readonly DataColumn<StatementLineRow>[] {
  const { t } = useTranslation('reconciliation');
  return useMemo(
    () => [
      { key: 'day', title: t('work.day'), width: widths.day, render: (row) => <CalendarDay on={row.occurredOn} /> },
      {
        key: 'number',
        title: t('work.number'),
        width: 96,
        grows: true,
        render: (row) => (
          <span
            title={[row.externalNumber || row.ourNumber, t(`kinds.${row.kind}`), row.remark]
              .filter(Boolean)
              .join(' · ')}
          >
            {row.externalNumber || row.ourNumber ? (
              <span className="kc-mono">{row.externalNumber || row.ourNumber}</span>
            ) : (
              row.skuName || row.productText || t('wizard.row', { row: row.rowNumber })
            )}
          </span>
        ),
      },
      { key: 'kind', title: t('work.kind'), width: 72, isHiddenAtFirst: true, render: (row) => t(`kinds.${row.kind}`) },
      {
        key: 'product',
        title: t('work.product'),
        width: 130,
        isHiddenAtFirst: true,
        render: (row) => row.skuName ?? row.productText,
      },
      {
        key: 'quantity',
        title: t('work.quantity'),
        width: widths.quantity,
        align: 'end',
        render: (row) => <Quantity value={row.quantity} />,
      },
      {
        key: 'amount',
        title: t('work.amount'),
        unit: currencySymbol(currency),
        width: widths.amount,
        align: 'end',
        render: (row) => <Amount value={row.amount} />,
      },
      { key: 'state', title: t('work.state'), width: 100, render: (row) => <SideStateTag state={row.state} /> },
      { key: 'remark', title: t('work.remark'), width: 140, isHiddenAtFirst: true, render: (row) => row.remark },
    ],
    [t, currency, widths],
  );
}

function useEntryColumns(currency: string, widths: Widths): readonly DataColumn<StatementEntryRow>[] {
  const { t } = useTranslation('reconciliation');
  return useMemo(
    () => [
      { key: 'day', title: t('work.day'), width: widths.day, render: (row) => <CalendarDay on={row.occurredOn} /> },
      {
        key: 'number',
        title: t('work.number'),
        width: 96,
        grows: true,
        render: (row) => (
          <span
            className="kc-mono"
            title={[row.externalNumber, t(`kinds.${row.kind}`), row.number, row.ourNumber, row.remark]
              .filter(Boolean)
              .join(' · ')}
          >
            {row.externalNumber || row.ourNumber || row.number}
          </span>
        ),
      },
      { key: 'kind', title: t('work.kind'), width: 72, isHiddenAtFirst: true, render: (row) => t(`kinds.${row.kind}`) },
      {
        key: 'product',
        title: t('work.product'),
        width: 130,
        isHiddenAtFirst: true,
        render: (row) => row.productText,
      },
      {
        key: 'quantity',
        title: t('work.quantity'),
        width: widths.quantity,
        align: 'end',
        render: (row) => <Quantity value={row.quantity} />,
      },
      {
        key: 'amount',
        title: t('work.amount'),
        unit: currencySymbol(currency),
        width: widths.amount,
        align: 'end',
        render: (row) => <Amount value={row.amount} />,
      },
      { key: 'state', title: t('work.state'), width: 100, render: (row) => <SideStateTag state={row.state} /> },
      { key: 'remark', title: t('work.remark'), width: 140, isHiddenAtFirst: true, render: (row) => row.remark },
    ],
    [t, currency, widths],
  );
}
