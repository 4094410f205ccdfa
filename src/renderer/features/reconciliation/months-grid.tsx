import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { formatAmount, formatMonth } from '#renderer/i18n/format.ts';
import type { GridRow, MonthsGrid } from '#shared/contract/periods.contract.ts';
import type { Month } from '#shared/domain/time/business-time.ts';
import { CellStateTag } from './cell-state.tsx';
import styles from './months.module.css';

interface MonthsGridTableProps {
  grid: MonthsGrid;
  /** The month whose drawer is open. */
  openMonth: string | null;
  onOpen: (month: Month, book: string) => void;
}

/** A book as the address names it: `shop`, `stock`, or the supplier's id. */
export function bookName({ book, supplierId }: Pick<GridRow, 'book' | 'supplierId'>): string {
  return supplierId === null ? book : String(supplierId);
}

/** Months across, books down, how each stands in each; a cell opens its month at that book. */
export function MonthsGridTable({ grid, openMonth, onOpen }: MonthsGridTableProps) {
  const { t } = useTranslation('reconciliation');
  return (
    <div className={styles.gridFrame}>
      <table className={styles.grid} aria-label={t('monthsTitle')} onKeyDown={moveBetweenCells}>
        <thead>
          <tr>
            <th scope="col">{t('grid.book')}</th>
            {grid.months.map((month) => (
              <th key={month} scope="col" className={month === openMonth ? styles.openMonth : undefined}>
                <button type="button" className={styles.monthHead} onClick={() => onOpen(month, 'shop')}>
                  {formatMonth(month)}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {grid.rows.map((row) => (
            <BookOfGrid key={bookName(row)} row={row} grid={grid} openMonth={openMonth} onOpen={onOpen} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function BookOfGrid({ row, grid, openMonth, onOpen }: MonthsGridTableProps & { row: GridRow }) {
  const { t } = useTranslation(['reconciliation', 'components']);
  const balanceText = (balance: number): string =>
    balance === 0
      ? t('components:balance.settled')
      : `${t(balance > 0 ? 'components:balance.debt' : 'components:balance.prepaid')} ${formatAmount(Math.abs(balance), { currency: row.currency })}`;
  const name = row.book === 'supplier' ? row.name : t(`grid.books.${row.book}`);
  return (
    <tr className={row.book === 'shop' ? styles.shop : undefined}>
      <th scope="row" title={name}>
        {name}
        {row.code === '' ? null : <span className={styles.code}>{row.code}</span>}
      </th>
      {row.cells.map(({ state, reason, balance, statementNumber }, index) => {
        const month = grid.months[index];
        if (month === undefined) return null;
        const isOpen = month === openMonth ? styles.openMonth : undefined;
        if (state === 'none') {
          return (
            <td key={month} className={isOpen}>
              <span className={styles.nothing} title={t('grid.nothing')}>
                –
              </span>
            </td>
          );
        }
        const about = [balance === null ? '' : balanceText(balance), statementNumber ?? '', reason].filter(
          (text) => text !== '',
        );
        return (
          <td key={month} className={isOpen}>
            <button
              type="button"
              className={styles.cell}
              data-cell
              title={about.join(' · ')}
              onClick={() => onOpen(month, bookName(row))}
            >
              <CellStateTag state={state} />
            </button>
          </td>
        );
      })}
    </tr>
  );
}

const STEPS: Readonly<Record<string, readonly [down: number, right: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** Arrows go from cell to cell, over those that have nothing to open. */
function moveBetweenCells(event: KeyboardEvent<HTMLTableElement>): void {
  const [down, right] = STEPS[event.key] ?? [0, 0];
  const cell = event.target instanceof HTMLElement ? event.target.closest('td') : null;
  if (cell === null || (down === 0 && right === 0)) return;
  event.preventDefault();
  const rows = [...(event.currentTarget.tBodies[0]?.rows ?? [])];
  let row = rows.findIndex((candidate) => candidate.contains(cell)) + down;
  let column = cell.cellIndex + right;
  while (row >= 0 && row < rows.length && column > 0 && column < (rows[row]?.cells.length ?? 0)) {
    const button = rows[row]?.cells[column]?.querySelector('button');
    if (button) {
      button.focus();
      return;
    }
    row += down;
    column += right;
  }
}
