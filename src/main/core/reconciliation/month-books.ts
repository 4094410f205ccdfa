import type { Readable } from '#core/db/connection.ts';
import type { BookRow, StockBook } from '#shared/contract/periods.contract.ts';
import type { SupplierId } from '#shared/domain/ids.ts';
import {
  type BookMonth,
  type MonthReadiness,
  monthReadiness,
  periodOfMonth,
} from '#shared/domain/reconciliation/periods.ts';
import type { Month } from '#shared/domain/time/business-time.ts';
import { latestLockedMonth } from './closed-months.repo.ts';
import { periodsOfMonth, type StoredPeriod, supplierBooks } from './periods.repo.ts';
import { findStatementsEndingIn } from './statements.repo.ts';
import { stockBookOf } from './stock-book.ts';

/** How a supplier's book stands in a month: as was said, or confirmed where a later month of it is locked already. */
export function bookStatusOf(
  db: Readable,
  periods: readonly StoredPeriod[],
  supplierId: SupplierId,
  month: Month,
): Pick<BookMonth, 'status' | 'reason'> {
  const period = periods.find(({ book, bookId }) => book === 'supplier' && bookId === supplierId);
  switch (period?.state) {
    case 'settled':
    case 'balance-confirmed':
    case 'late':
      return { status: period.state, reason: period.reason };
    default: {
      const locked = latestLockedMonth(db, 'supplier', supplierId);
      return { status: locked !== null && month <= locked ? 'balance-confirmed' : 'open', reason: '' };
    }
  }
}

export interface MonthBooks {
  readonly books: BookRow[];
  /** Null while the shop has never had stock. */
  readonly stock: StockBook | null;
  readonly readiness: MonthReadiness;
}

/**
 * The books of a month, suppliers' and stock, and how ready each is. A book without balance, movement or statement has nothing to
 * settle and is left out.
 */
export function booksOfMonth(db: Readable, month: Month): MonthBooks {
  const periods = periodsOfMonth(db, month);
  const rows: BookRow[] = [];
  const states: BookMonth[] = [];
  for (const { supplierId, code, name, currency, closingDay, balance, entryCount } of supplierBooks(db, month)) {
    const book = { kind: 'supplier', supplierId, closingDay } as const;
    const { from, to } = periodOfMonth(book, month);
    const [statement] = findStatementsEndingIn(db, { supplierId, from, to });
    const isSpokenOf = periods.some((period) => period.book === 'supplier' && period.bookId === supplierId);
    if (balance === 0 && entryCount === 0 && statement === undefined && !isSpokenOf) continue;
    const standing = bookStatusOf(db, periods, supplierId, month);
    states.push({ book, ...standing });
    rows.push({
      supplierId,
      code,
      name,
      currency,
      from,
      to,
      ...standing,
      balance,
      entryCount,
      statementId: statement?.id ?? null,
      statementNumber: statement?.number ?? null,
      statementState: statement?.state ?? null,
      isBlocking: false,
    });
  }
  const stock = stockBookOf(db, month);
  if (stock !== null) {
    states.push({ book: { kind: 'stock' }, status: stock.isBlocking ? 'open' : 'settled', reason: stock.reason });
  }
  const readiness = monthReadiness(states);
  const blocking = new Set<SupplierId>(
    readiness.blocking.flatMap(({ book }) => (book.kind === 'supplier' ? [book.supplierId] : [])),
  );
  return { books: rows.map((row) => ({ ...row, isBlocking: blocking.has(row.supplierId) })), stock, readiness };
}
