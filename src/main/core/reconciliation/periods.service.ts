import { queueIssued } from '#core/commands.repo.ts';
import { audit, type Context, signedInUser, today, write } from '#core/context.ts';
import type { Readable, WriteTx } from '#core/db/connection.ts';
import type { Kernel } from '#core/kernel.ts';
import { Refusal } from '#core/refusal.ts';
import { requireSupplier } from '#core/suppliers/suppliers.lookup.ts';
import type { MonthRow, MonthsGrid } from '#shared/contract/periods.contract.ts';
import type { JobId, SupplierId } from '#shared/domain/ids.ts';
import { type Money, ZERO_MONEY } from '#shared/domain/money/money.ts';
import { type BookPeriod, closeRefusal, periodOfMonth, reopenOrder } from '#shared/domain/reconciliation/periods.ts';
import { addDays, lastDayOf, type Month, nextMonth, previousMonth } from '#shared/domain/time/business-time.ts';
import { latestLockedMonth } from './closed-months.repo.ts';
import type { CollectedMonth } from './collect-month.job.ts';
import { booksOfMonth } from './month-books.ts';
import type { MonthsGridInput } from './months-grid.job.ts';
import {
  bookBalance,
  changePeriod,
  closedMonthsFrom,
  eventsOfMonth,
  findPeriod,
  firstActiveMonth,
  isPostedSince,
  lockedMonthsFrom,
  periodsOfMonth,
} from './periods.repo.ts';
import { startClosing } from './start-closing.ts';
import { findEarlierOpen, findStatementsEndingIn } from './statements.repo.ts';

const AREAS = ['reconciliation', 'suppliers', 'inventory'];
const SHOP = { book: 'shop', bookId: 0 } as const;
const FIRST_MONTH = '1970-01' as Month;

/** The shop's months: how ready each book is, closing with a snapshot, opening again. */
export function createPeriodsService(kernel: Kernel) {
  function list(context: Context, input: { limit: number }): { rows: MonthRow[] } {
    const first = firstActiveMonth(context.db);
    if (first === null) return { rows: [] };
    const rows: MonthRow[] = [];
    for (let month = today(context).month; month >= first && rows.length < input.limit; month = previousMonth(month)) {
      rows.push(monthRow(context, month));
    }
    return { rows };
  }

  function grid(context: Context, input: { until?: Month; count: number }, signal?: AbortSignal): Promise<MonthsGrid> {
    const { until = null, count } = input;
    const wish: MonthsGridInput = { until, count, today: today(context).day };
    return kernel.threads.run({ kind: 'months-grid', input: wish, keys: null, signal });
  }

  function get(context: Context, month: Month) {
    const { books, stock } = booksOfMonth(context.db, month);
    const closed = latestLockedMonth(context.db, 'shop', 0);
    return {
      ...monthRow(context, month),
      books,
      stock,
      events: eventsOfMonth(context.db, month),
      nextToClose: closed === null ? firstActiveMonth(context.db) : nextMonth(closed),
      laterClosed: closedMonthsFrom(context.db, nextMonth(month)).map((later) => later.month),
    };
  }

  function confirmBalance(
    context: Context,
    input: { supplierId: SupplierId; month: Month; balance: Money; note: string },
  ) {
    return write(context, AREAS, (tx) => {
      const { supplierId, month, note } = input;
      const period = requireOverAndOpen(tx, context, supplierId, month);
      const [statement] = findStatementsEndingIn(tx, { supplierId, from: period.from, to: period.to });
      if (statement && statement.state !== 'settled') throw new Refusal('STATEMENT_OPEN', { number: statement.number });
      // Confirming locks every month before as well, and with them what such a statement still works on.
      const open = findEarlierOpen(tx, { supplierId, from: addDays(period.to, 1) });
      if (open) throw new Refusal('STATEMENT_OPEN', { number: open.number });
      const balance = bookBalance(tx, supplierId, month);
      if (balance !== input.balance) throw new Refusal('BALANCE_DIFFERS', { balance });
      changeBook(tx, context, {
        supplierId,
        month,
        state: 'balance-confirmed',
        reason: note,
        action: 'confirmBalance',
      });
      return { month };
    });
  }

  function markLate(context: Context, input: { supplierId: SupplierId; month: Month; reason: string }) {
    return write(context, AREAS, (tx) => {
      const { supplierId, month, reason } = input;
      requireOverAndOpen(tx, context, supplierId, month);
      const isLocked = lockedMonthsFrom(tx, supplierId, month).length > 0;
      // A locked month is opened by a right of its own, not by calling it late.
      if (isLocked) throw new Refusal('MONTH_IS_CLOSED', { month });
      changeBook(tx, context, { supplierId, month, state: 'late', reason, action: 'markLate' });
      return { month };
    });
  }

  function openBook(context: Context, input: { supplierId: SupplierId; month: Month; reason: string }) {
    return write(context, AREAS, (tx) => {
      const { supplierId, month, reason } = input;
      requireMonthOpen(tx, month);
      requireNotSettled(tx, supplierId, month);
      // While a later month is locked this one would take no documents either, and pass for confirmed.
      const later = lockedMonthsFrom(tx, supplierId, nextMonth(month));
      if (later.length > 0) throw new Refusal('LATER_MONTHS_CLOSED', { months: later });
      changeBook(tx, context, { supplierId, month, state: 'reopened', reason, action: 'openBook' });
      return { month };
    });
  }

  function closeMonth(context: Context, month: Month): { jobId: JobId } {
    requireClosable(context.db, context, month);
    return startClosing<CollectedMonth>(context, {
      kind: 'close-month',
      collect: 'collect-month',
      month,
      write: (collected) => write(context, AREAS, (tx) => closeNow(tx, context, month, collected)),
    });
  }

  function reopenMonth(context: Context, input: { month: Month; reason: string; includesLater: boolean }) {
    return write(context, AREAS, (tx) => {
      const { month, reason, includesLater } = input;
      const closings = closedMonthsFrom(tx, month).map((closed) => ({ month: closed.month, balance: ZERO_MONEY }));
      const months = reopenOrder(closings, month);
      if (months.length === 0) throw new Refusal('MONTH_NOT_CLOSED', { month });
      if (months.length > 1 && !includesLater)
        throw new Refusal('LATER_MONTHS_CLOSED', { months: months.slice(0, -1) });
      for (const reopened of months) {
        const author = { at: context.now, by: signedInUser(context) };
        const digest = findPeriod(tx, 'shop', 0, reopened)?.snapshotDigest ?? null;
        changePeriod(tx, {
          ...SHOP,
          month: reopened,
          state: 'reopened',
          reason,
          ...author,
          action: 'reopenMonth',
          digest,
        });
        const details = { month: reopened, reason };
        audit(tx, context, { action: 'periods.reopenMonth', subjectKind: 'month', details });
      }
      return { months };
    });
  }

  return { list, grid, get, confirmBalance, markLate, openBook, closeMonth, reopenMonth };
}

function closeNow(tx: WriteTx, context: Context, month: Month, collected: CollectedMonth) {
  requireClosable(tx, context, month);
  // What was collected must still be all there is of the month.
  if (isPostedSince(tx, { ...collected.seen, month })) {
    throw new Refusal('CHANGED_MEANWHILE', { kind: 'month', revision: 0 });
  }
  const { snapshot } = collected;
  const digest = Buffer.from(collected.digest, 'hex');
  const author = { at: context.now, by: signedInUser(context) };
  changePeriod(tx, { ...SHOP, month, state: 'closed', reason: '', ...author, action: 'closeMonth', snapshot, digest });
  const details = { month, digest: collected.digest };
  audit(tx, context, { action: 'periods.closeMonth', subjectKind: 'month', details });
  queueIssued(tx, 'closing', details);
  return { month, digest: collected.digest };
}

function monthRow(context: Context, month: Month): MonthRow {
  const { db } = context;
  const shop = findPeriod(db, 'shop', 0, month);
  const closed = latestLockedMonth(db, 'shop', 0);
  if (closed !== null && month <= closed) {
    const said = periodsOfMonth(db, month).filter(({ book }) => book !== 'shop');
    return {
      month,
      state: 'closed',
      bookCount: said.length,
      readyCount: said.length,
      lateCount: said.filter(({ state }) => state === 'late').length,
      closedAt: shop?.changedAt ?? null,
      closedBy: shop?.changedBy ?? null,
    };
  }
  const { readiness, bookCount } = countBooks(db, month);
  const isOver = today(context).day > lastDayOf(month);
  const openState = shop?.state === 'reopened' ? 'reopened' : 'open';
  return {
    month,
    state: isOver ? openState : 'running',
    bookCount,
    readyCount: bookCount - readiness.blocking.length,
    lateCount: readiness.late.length,
    closedAt: null,
    closedBy: null,
  };
}

function countBooks(db: Readable, month: Month) {
  const { books, stock, readiness } = booksOfMonth(db, month);
  return { readiness, bookCount: books.length + (stock === null ? 0 : 1) };
}

/** Refuses what keeps the shop's month from closing. */
function requireClosable(db: Readable, context: Context, month: Month): void {
  const closings = closedMonthsFrom(db, FIRST_MONTH).map((closed) => ({ month: closed.month, balance: ZERO_MONEY }));
  const refusal = closeRefusal({ kind: 'stock' }, closings, { month, opening: ZERO_MONEY }, today(context).day);
  switch (refusal?.code) {
    case 'PERIOD_NOT_OVER':
      throw new Refusal('PERIOD_NOT_OVER', { endsOn: refusal.endsOn });
    case 'ALREADY_CLOSED':
      throw new Refusal('MONTH_IS_CLOSED', { month });
    case 'PREVIOUS_PERIOD_OPEN':
      throw new Refusal('PREVIOUS_PERIOD_OPEN', { month: refusal.month });
  }
  const { books, readiness } = booksOfMonth(db, month);
  if (readiness.isReady) return;
  const names = books.filter(({ isBlocking }) => isBlocking).map(({ name }) => name);
  if (names.length > 0) throw new Refusal('BOOKS_NOT_READY', { names });
  throw new Refusal('STOCK_NOT_SETTLED', { month });
}

function requireMonthOpen(db: Readable, month: Month): void {
  const closed = latestLockedMonth(db, 'shop', 0);
  if (closed !== null && month <= closed) throw new Refusal('MONTH_IS_CLOSED', { month });
}

function bookPeriod(db: Readable, supplierId: SupplierId, month: Month): BookPeriod {
  const { closingDay } = requireSupplier(db, supplierId);
  return periodOfMonth({ kind: 'supplier', supplierId, closingDay }, month);
}

function requireOverAndOpen(tx: WriteTx, context: Context, supplierId: SupplierId, month: Month): BookPeriod {
  const period = bookPeriod(tx, supplierId, month);
  requireMonthOpen(tx, month);
  requireNotSettled(tx, supplierId, month);
  if (today(context).day <= period.to) throw new Refusal('PERIOD_NOT_OVER', { endsOn: period.to });
  return period;
}

/** What a statement settled is opened by opening the statement: nothing else may be said of the month meanwhile. */
function requireNotSettled(tx: WriteTx, supplierId: SupplierId, month: Month): void {
  const period = findPeriod(tx, 'supplier', supplierId, month);
  if (period?.state === 'settled') throw new Refusal('STATEMENT_SETTLED', { number: period.reason });
}

function changeBook(
  tx: WriteTx,
  context: Context,
  change: {
    supplierId: SupplierId;
    month: Month;
    state: 'balance-confirmed' | 'late' | 'reopened';
    reason: string;
    action: string;
  },
): void {
  const { supplierId, ...rest } = change;
  const author = { at: context.now, by: signedInUser(context) };
  changePeriod(tx, { book: 'supplier', bookId: supplierId, ...rest, ...author });
  const { month, reason, action } = change;
  const details = { month, reason, supplierCode: requireSupplier(tx, supplierId).code };
  audit(tx, context, { action: `periods.${action}`, subjectKind: 'supplier', subjectId: supplierId, details });
}
