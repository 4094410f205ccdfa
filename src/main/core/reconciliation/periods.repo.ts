import type { Readable, WriteTx } from '#core/db/connection.ts';
import { readStatement, writeStatement } from '#core/db/statement.ts';
import type { SupplierId } from '#shared/domain/ids.ts';
import type { Money } from '#shared/domain/money/money.ts';
import type { Month } from '#shared/domain/time/business-time.ts';

export type PeriodBook = 'supplier' | 'stock' | 'shop';
export type PeriodState = 'settled' | 'balance-confirmed' | 'late' | 'closed' | 'reopened';

export interface StoredPeriod {
  readonly id: number;
  readonly book: PeriodBook;
  readonly bookId: number;
  readonly month: Month;
  readonly state: PeriodState;
  readonly reason: string;
  readonly snapshotDigest: Buffer | null;
  readonly changedAt: number;
  readonly changedBy: string;
}

const COLUMNS = `p.id, p.book, p.book_id AS bookId, p.month, p.state, p.reason, p.snapshot_digest AS snapshotDigest,
  p.changed_at AS changedAt, COALESCE(u.name, '') AS changedBy`;

const selectPeriod = readStatement<{ book: string; bookId: number; month: string }, StoredPeriod>(
  `SELECT ${COLUMNS} FROM periods p LEFT JOIN users u ON u.id = p.changed_by
   WHERE p.book = @book AND p.book_id = @bookId AND p.month = @month`,
);
const selectOfMonth = readStatement<{ month: string }, StoredPeriod>(
  `SELECT ${COLUMNS} FROM periods p LEFT JOIN users u ON u.id = p.changed_by WHERE p.month = @month ORDER BY p.book, p.book_id`,
);
const selectClosedFrom = readStatement<{ month: string }, { id: number; month: Month; digest: Buffer | null }>(
  `SELECT id, month, snapshot_digest AS digest FROM periods
   WHERE book = 'shop' AND book_id = 0 AND state = 'closed' AND month >= @month ORDER BY month DESC`,
);
const selectSnapshot = readStatement<{ month: string }, { snapshot: string }>(
  `SELECT snapshot FROM periods WHERE book = 'shop' AND book_id = 0 AND month = @month AND state = 'closed'`,
);
const selectSettledStock = readStatement<{ month: string }, { snapshot: string }>(
  `SELECT snapshot FROM periods WHERE book = 'stock' AND book_id = 0 AND month = @month AND state = 'settled'`,
);
const selectStockFigures = readStatement<{ month: string }, { figures: string | null }>(
  `SELECT json_extract(snapshot, '$.figures') AS figures FROM periods
   WHERE book = 'stock' AND book_id = 0 AND month = @month AND state = 'settled'`,
);
const selectSettledStockFrom = readStatement<{ month: string }, { month: Month }>(
  `SELECT month FROM periods
   WHERE book = 'stock' AND book_id = 0 AND state = 'settled' AND month >= @month ORDER BY month DESC`,
);
const selectLockedFrom = readStatement<{ supplierId: number; month: string }, { month: Month }>(
  `SELECT month FROM periods WHERE book = 'supplier' AND book_id = @supplierId AND month >= @month
   AND state IN ('settled', 'balance-confirmed') ORDER BY month DESC`,
);
const selectSettledBy = readStatement<{ supplierId: number; number: string }, { month: Month }>(
  `SELECT month FROM periods WHERE book = 'supplier' AND book_id = @supplierId AND state = 'settled' AND reason = @number
   ORDER BY month`,
);
const selectEvents = readStatement<
  { month: string },
  {
    action: string;
    book: string;
    name: string;
    reason: string;
    happenedAt: number;
    userName: string;
  }
>(
  `SELECT v.action, p.book, COALESCE(s.name, '') AS name, v.reason, v.happened_at AS happenedAt,
     COALESCE(u.name, '') AS userName
   FROM periods p JOIN period_events v ON v.period_id = p.id LEFT JOIN users u ON u.id = v.user_id
     LEFT JOIN suppliers s ON p.book = 'supplier' AND s.id = p.book_id
   WHERE p.month = @month ORDER BY v.id DESC LIMIT 200`,
);
const upsertPeriod = writeStatement<Record<string, unknown>>(
  `INSERT INTO periods (book, book_id, month, state, reason, snapshot, snapshot_digest, changed_at, changed_by)
   VALUES (@book, @bookId, @month, @state, @reason, @snapshot, @digest, @at, @by)
   ON CONFLICT (book, book_id, month) DO UPDATE SET state = excluded.state, reason = excluded.reason,
     snapshot = excluded.snapshot, snapshot_digest = excluded.snapshot_digest, changed_at = excluded.changed_at,
     changed_by = excluded.changed_by`,
);
const insertEvent = writeStatement<Record<string, unknown>>(
  `INSERT INTO period_events (period_id, action, reason, snapshot_digest, happened_at, user_id)
   VALUES (@periodId, @action, @reason, @digest, @at, @by)`,
);
const selectFirstEntryMonth = readStatement<Record<string, never>, { month: Month }>(
  'SELECT month FROM supplier_entries INDEXED BY supplier_entries_month ORDER BY month LIMIT 1',
);
const selectFirstMovementMonth = readStatement<Record<string, never>, { month: Month }>(
  'SELECT month FROM movements INDEXED BY movements_month_order ORDER BY month LIMIT 1',
);
const selectBooks = readStatement<
  { month: string },
  {
    supplierId: SupplierId;
    code: string;
    name: string;
    currency: string;
    closingDay: number;
    balance: Money;
    entryCount: number;
  }
>(
  `SELECT s.id AS supplierId, s.code, s.name, s.currency, s.closing_day AS closingDay,
     COALESCE((SELECT SUM(e.amount) FROM supplier_entries e INDEXED BY supplier_entries_book
       WHERE e.supplier_id = s.id AND e.month <= @month), 0) AS balance,
     (SELECT COUNT(*) FROM supplier_entries e INDEXED BY supplier_entries_book
       WHERE e.supplier_id = s.id AND e.month = @month) AS entryCount
   FROM suppliers s ORDER BY s.code_key`,
);
const selectBookBalance = readStatement<{ supplierId: number; month: string }, { balance: Money }>(
  `SELECT COALESCE(SUM(amount), 0) AS balance FROM supplier_entries INDEXED BY supplier_entries_book
   WHERE supplier_id = @supplierId AND month <= @month`,
);
const selectPostedSince = readStatement<
  { entryId: number; movementId: number; exchangeId: number; month: string },
  { isPosted: 0 | 1 }
>(
  `SELECT EXISTS (SELECT 1 FROM supplier_entries WHERE id > @entryId AND month <= @month)
     OR EXISTS (SELECT 1 FROM movements WHERE id > @movementId AND month <= @month)
     OR EXISTS (SELECT 1 FROM supplier_exchange_results WHERE id > @exchangeId AND month <= @month) AS isPosted`,
);

const selectMovedSince = readStatement<{ movementId: number; month: string }, { isMoved: 0 | 1 }>(
  'SELECT EXISTS (SELECT 1 FROM movements WHERE id > @movementId AND month <= @month) AS isMoved',
);

export function findPeriod(db: Readable, book: PeriodBook, bookId: number, month: Month): StoredPeriod | null {
  return selectPeriod.get(db, { book, bookId, month }) ?? null;
}

export function periodsOfMonth(db: Readable, month: Month): StoredPeriod[] {
  return selectOfMonth.all(db, { month });
}

/** The shop's closed months from this one on, the latest first. */
export function closedMonthsFrom(db: Readable, month: Month) {
  return selectClosedFrom.all(db, { month });
}

/** What a closed month was when it was closed, as JSON; null while it is open. */
export function readSnapshot(db: Readable, month: Month): string | null {
  return selectSnapshot.get(db, { month })?.snapshot ?? null;
}

/** Stock of a month as it was settled, as JSON; null while it is open. */
export function readStockSnapshot(db: Readable, month: Month): string | null {
  return selectSettledStock.get(db, { month })?.snapshot ?? null;
}

/** The sums of a month's settled stock, as JSON. */
export function readStockFigures(db: Readable, month: Month): string | null {
  return selectStockFigures.get(db, { month })?.figures ?? null;
}

/** The months of stock that were settled from this one on, the latest first. */
export function settledStockFrom(db: Readable, month: Month): Month[] {
  return selectSettledStockFrom.all(db, { month }).map((settled) => settled.month);
}

/** The months of a supplier's book that take no more documents, from this one on, the latest first. */
export function lockedMonthsFrom(db: Readable, supplierId: SupplierId, month: Month): Month[] {
  return selectLockedFrom.all(db, { supplierId, month }).map((locked) => locked.month);
}

/** The months of a supplier's book that a statement settled, whatever their closing day is by now. */
export function monthsSettledBy(db: Readable, supplierId: SupplierId, number: string): Month[] {
  return selectSettledBy.all(db, { supplierId, number }).map((settled) => settled.month);
}

/** The first month in which a key came or went; null in a shop that never had stock. */
export function firstMovementMonth(db: Readable): Month | null {
  return selectFirstMovementMonth.get(db, {})?.month ?? null;
}

/** Whether a key moved in this month or an earlier one after the last movement that was seen. */
export function isMovedSince(db: Readable, seen: { movementId: number; month: Month }): boolean {
  return selectMovedSince.get(db, seen)?.isMoved === 1;
}

export function eventsOfMonth(db: Readable, month: Month) {
  return selectEvents.all(db, { month });
}

/** The first month in which anything happened; null in an empty shop. */
export function firstActiveMonth(db: Readable): Month | null {
  const entries = selectFirstEntryMonth.get(db, {})?.month ?? null;
  const movements = firstMovementMonth(db);
  if (entries === null || movements === null) return entries ?? movements;
  return entries < movements ? entries : movements;
}

/** Every supplier with its balance at the end of a month of its book, and how many entries that month has. */
export function supplierBooks(db: Readable, month: Month) {
  return selectBooks.all(db, { month });
}

/** What a supplier's account came to at the end of a month of its book. */
export function bookBalance(db: Readable, supplierId: SupplierId, month: Month): Money {
  return selectBookBalance.get(db, { supplierId, month })?.balance ?? (0 as Money);
}

/** Whether anything was posted into this month or an earlier one after the last entry and movement that were seen. */
export function isPostedSince(
  db: Readable,
  seen: { entryId: number; movementId: number; exchangeId: number; month: Month },
): boolean {
  return selectPostedSince.get(db, seen)?.isPosted === 1;
}

export interface PeriodChange {
  readonly book: PeriodBook;
  readonly bookId: number;
  readonly month: Month;
  readonly state: PeriodState;
  readonly reason: string;
  readonly at: number;
  readonly by: number;
  readonly action: string;
  readonly snapshot?: string;
  readonly digest?: Buffer | null;
}

/** Says how a book stands in a month, and leaves a trace of it. */
export function changePeriod(tx: WriteTx, change: PeriodChange): void {
  const { action, snapshot = '{}', digest = null, ...row } = change;
  upsertPeriod.run(tx, { ...row, snapshot, digest });
  const stored = findPeriod(tx, change.book, change.bookId, change.month);
  if (!stored) throw new Error('A period that was written is there.');
  const { reason, at, by } = change;
  insertEvent.run(tx, { periodId: stored.id, action, reason, digest, at, by });
}
