import type { ThreadContext } from '#core/jobs/thread-context.ts';
import type { BookRow, CellState, GridRow, MonthsGrid } from '#shared/contract/periods.contract.ts';
import type { SupplierId } from '#shared/domain/ids.ts';
import { type Day, lastDayOf, type Month, monthOf, previousMonth } from '#shared/domain/time/business-time.ts';
import { latestLockedMonth } from './closed-months.repo.ts';
import { booksOfMonth } from './month-books.ts';
import { firstActiveMonth, type PeriodState, periodsOfMonth } from './periods.repo.ts';

export interface MonthsGridInput {
  readonly until: Month | null;
  readonly count: number;
  readonly today: Day;
}

type Cell = GridRow['cells'][number];

const NOTHING: Cell = { state: 'none', reason: '', balance: null, statementNumber: null };

/** Puts months and books into one grid. Adds up every account for every month: for a job thread. */
export function run({ until, count, today }: MonthsGridInput, { readDb: db }: ThreadContext): MonthsGrid {
  const current = monthOf(today);
  const first = firstActiveMonth(db);
  if (first === null || first > current) return { months: [], hasEarlier: false, hasLater: false, rows: [] };
  const last = until === null || until > current ? current : until < first ? first : until;
  const months: Month[] = [];
  for (let month = last; month >= first && months.length < count; month = previousMonth(month)) months.unshift(month);
  const shop: Cell[] = [];
  const stock: Cell[] = [];
  const suppliers = new Map<SupplierId, GridRow>();
  const shopClosed = latestLockedMonth(db, 'shop', 0);
  for (const [index, month] of months.entries()) {
    const isOver = today > lastDayOf(month);
    const isClosed = shopClosed !== null && month <= shopClosed;
    const periods = periodsOfMonth(db, month);
    const { books, stock: stockBook } = booksOfMonth(db, month);
    const shopPeriod = periods.find(({ book }) => book === 'shop');
    const shopState = isClosed ? 'closed' : stateOf(shopPeriod?.state, isOver);
    shop.push({ ...NOTHING, state: shopState, reason: shopPeriod?.reason ?? '' });
    if (stockBook === null) stock.push(NOTHING);
    else {
      const isOwnWord = periods.some(({ book, state }) => book === 'stock' && state === 'settled');
      const settled: CellState = isOwnWord ? 'settled' : 'closed';
      const state = stockBook.status === 'settled' ? settled : stateOf(stockBook.status, isOver);
      stock.push({ ...NOTHING, state, reason: stockBook.reason });
    }
    for (const book of books) {
      const { supplierId, code, name, currency, balance, statementNumber } = book;
      const row = suppliers.get(supplierId) ?? {
        book: 'supplier',
        supplierId,
        code,
        name,
        currency,
        cells: months.map(() => NOTHING),
      };
      suppliers.set(supplierId, row);
      const said = periods.find((period) => period.book === 'supplier' && period.bookId === supplierId)?.state;
      const state = supplierState(book, said, { isClosed, today });
      row.cells[index] = { state, reason: book.reason, balance, statementNumber };
    }
  }
  const frame = { supplierId: null, code: '', name: '', currency: '' };
  const rows: GridRow[] = [
    { book: 'shop', ...frame, cells: shop },
    ...(stock.some(({ state }) => state !== 'none') ? [{ book: 'stock' as const, ...frame, cells: stock }] : []),
    ...[...suppliers.values()].sort((left, right) => (left.code < right.code ? -1 : 1)),
  ];
  return { months, hasEarlier: (months[0] ?? first) > first, hasLater: last < current, rows };
}

/** What was said of it, where it was neither settled nor closed. */
function stateOf(said: PeriodState | 'open' | undefined, isOver: boolean): CellState {
  if (said === 'reopened') return 'reopened';
  return isOver ? 'open' : 'running';
}

function supplierState(
  { status, to }: BookRow,
  said: PeriodState | undefined,
  { isClosed, today }: { isClosed: boolean; today: Day },
): CellState {
  if (said === 'settled' || said === 'balance-confirmed' || said === 'late') return said;
  // Ready without a word of its own: a later month of the book was locked.
  if (isClosed || status !== 'open') return 'closed';
  return stateOf(said, today > to);
}
