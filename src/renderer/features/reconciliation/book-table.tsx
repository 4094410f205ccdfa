import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { CalendarDay } from '#renderer/components/day.tsx';
import { Balance, Quantity } from '#renderer/components/money.tsx';
import { BookActions, isRunning } from './book-actions.tsx';
import { CellStateTag } from './cell-state.tsx';
import type { MonthDetails } from './month-details.ts';
import styles from './months.module.css';
import { StockRow } from './stock-row.tsx';

interface BookTableProps {
  details: MonthDetails;
  /** The book that was asked for: `stock` or a supplier's id. */
  current: string;
}

/** The books of a month, stock first, each with its figures and what makes it ready. */
export function BookTable({ details, current }: BookTableProps) {
  const { t } = useTranslation('reconciliation');
  const currentRow = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    if (current !== '') currentRow.current?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  if (details.books.length === 0 && details.stock === null) return <p className="kc-faint">{t('books.empty')}</p>;
  return (
    <table className={styles.bookTable}>
      <thead>
        <tr>
          <th scope="col">{t('grid.book')}</th>
          <th scope="col">{t('books.period')}</th>
          <th scope="col">{t('books.status')}</th>
          <th scope="col" className={styles.number}>
            {t('books.balance')}
          </th>
          <th scope="col" className={styles.number}>
            {t('books.entries')}
          </th>
          <th scope="col">{t('books.statement')}</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {details.stock === null ? null : (
          <StockRow details={details} stock={details.stock} currentRow={current === 'stock' ? currentRow : undefined} />
        )}
        {details.books.map((book) => (
          <tr
            key={book.supplierId}
            ref={String(book.supplierId) === current ? currentRow : undefined}
            className={String(book.supplierId) === current ? styles.current : undefined}
          >
            <td>{book.name}</td>
            <td>
              <CalendarDay on={book.from} /> – <CalendarDay on={book.to} />
            </td>
            <td title={book.reason}>
              <CellStateTag state={isRunning(book) ? 'running' : book.status} />
            </td>
            <td className={styles.number}>
              <Balance value={book.balance} currency={book.currency} />
            </td>
            <td className={styles.number}>
              <Quantity value={book.entryCount} isZeroDash />
            </td>
            <td>
              {book.statementId === null ? (
                <span className="kc-faint">–</span>
              ) : (
                <Link to={`/reconciliation/${book.statementId}`}>{book.statementNumber}</Link>
              )}
            </td>
            <td>
              <BookActions book={book} month={details.month} isClosed={details.state === 'closed'} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
