import { audit, type Context, signedInUser, today, write } from '#core/context.ts';
import type { WriteTx } from '#core/db/connection.ts';
import type { Kernel } from '#core/kernel.ts';
import { Refusal } from '#core/refusal.ts';
import { bookMonthOf, requireSupplier, type Supplier } from '#core/suppliers/suppliers.lookup.ts';
import type { StatementId } from '#shared/domain/ids.ts';
import { periodOfMonth } from '#shared/domain/reconciliation/periods.ts';
import { type Month, nextMonth } from '#shared/domain/time/business-time.ts';
import { latestLockedMonth } from './closed-months.repo.ts';
import { changePeriod, lockedMonthsFrom, monthsSettledBy } from './periods.repo.ts';
import { differencesOf, removeDifferencesOf } from './statement-differences.repo.ts';
import type { StatementStanding } from './statement-figures.ts';
import { STATEMENT_AREAS } from './statement-imports.service.ts';
import { removeMatchesOf } from './statement-matches.repo.ts';
import { lockEntries, unlockEntries } from './statement-sides.repo.ts';
import {
  findEarlierOpen,
  findLaterSettled,
  markReopened,
  markSettled,
  markWithdrawn,
  type StoredStatement,
} from './statements.repo.ts';
import { requireOpen, requireStatement, standingOf } from './statements.service.ts';

const AREAS = [...STATEMENT_AREAS, 'suppliers'];

/** The end of a statement: settled, opened again, or withdrawn. */
export function createStatementSettlement(kernel: Kernel) {
  async function settle(context: Context, input: { id: StatementId; revision: number }) {
    const before = requireStatement(context.db, input.id);
    const { entryCount } = requireSupplier(context.db, before.supplierId);
    // Nothing is summed up for a command that was carried out before; the write answers for it.
    const standing = before.state === 'open' ? await standingOf(kernel, before) : null;
    return write(context, AREAS, (tx) => {
      const statement = requireOpen(tx, input.id);
      const supplier = requireSupplier(tx, statement.supplierId);
      requireUnchanged(statement, input.revision, standing?.revision, supplier.entryCount === entryCount);
      if (standing) requireExplained(standing);
      // What is bought until then still belongs to it.
      if (today(context).day <= statement.to) throw new Refusal('PERIOD_NOT_OVER', { endsOn: statement.to });
      const earlier = findEarlierOpen(tx, statement);
      if (earlier) throw new Refusal('EARLIER_STATEMENT_OPEN', { number: earlier.number });
      return settleNow(tx, context, statement, supplier, standing);
    });
  }

  function settleNow(
    tx: WriteTx,
    context: Context,
    statement: StoredStatement,
    supplier: Supplier,
    standing: StatementStanding | null,
  ) {
    if (standing === null) throw new Error('An open statement was summed up before it is settled.');
    const { id, number, supplierId } = statement;
    const by = signedInUser(context);
    const lockedCount = lockEntries(tx, id, statement);
    const { difference, closingTheirs } = standing.figures;
    markSettled(tx, id, { at: context.now, by, difference, carried: standing.carriedOn, closing: closingTheirs });
    for (const month of monthsEndingIn(statement, supplier)) {
      const period = { book: 'supplier', bookId: supplierId, month, at: context.now, by } as const;
      changePeriod(tx, { ...period, state: 'settled', reason: number, action: 'settle' });
    }
    audit(tx, context, {
      action: 'statements.settle',
      subjectKind: 'statement',
      subjectId: id,
      quantity: lockedCount,
      details: { number, supplierCode: supplier.code, difference },
    });
    return { id, lockedCount };
  }

  function reopen(context: Context, input: { id: StatementId; reason: string }) {
    return write(context, AREAS, (tx) => {
      const { id, reason } = input;
      const statement = requireStatement(tx, id);
      const { number, state, supplierId } = statement;
      if (state !== 'settled') throw new Refusal('STATEMENT_NOT_OPEN', { number, state });
      const later = findLaterSettled(tx, statement);
      if (later) throw new Refusal('LATER_STATEMENT_SETTLED', { number: later.number });
      const supplier = requireSupplier(tx, supplierId);
      requireShopOpen(tx, bookMonthOf(supplier, statement.from));
      // Months that were confirmed after it keep its days locked.
      const own = monthsSettledBy(tx, supplierId, number);
      const locked = lockedMonthsFrom(tx, supplierId, bookMonthOf(supplier, statement.to));
      const confirmed = locked.filter((month) => !own.includes(month));
      if (confirmed.length > 0) throw new Refusal('LATER_MONTHS_CLOSED', { months: confirmed });
      const by = signedInUser(context);
      const unlockedCount = unlockEntries(tx, id);
      markReopened(tx, id);
      for (const month of own) {
        const period = { book: 'supplier', bookId: supplierId, month, at: context.now, by } as const;
        changePeriod(tx, { ...period, state: 'reopened', reason, action: 'reopen' });
      }
      const details = { number, supplierCode: supplier.code, reason };
      audit(tx, context, {
        action: 'statements.reopen',
        subjectKind: 'statement',
        subjectId: id,
        quantity: unlockedCount,
        details,
      });
      return { id, unlockedCount };
    });
  }

  function withdraw(context: Context, input: { id: StatementId; reason: string }) {
    return write(context, STATEMENT_AREAS, (tx) => {
      const { id, reason } = input;
      const { number } = requireOpen(tx, id);
      const adjusted = differencesOf(tx, id).find(({ adjustmentEntryId }) => adjustmentEntryId !== null);
      if (adjusted) throw new Refusal('DIFFERENCE_ADJUSTED', { number: adjusted.adjustmentNumber ?? '' });
      removeDifferencesOf(tx, id);
      removeMatchesOf(tx, id);
      markWithdrawn(tx, id);
      const details = { number, reason };
      audit(tx, context, { action: 'statements.withdraw', subjectKind: 'statement', subjectId: id, details });
      return { id };
    });
  }

  return { settle, reopen, withdraw };
}

function requireUnchanged(
  { revision }: StoredStatement,
  seen: number,
  summedUp: number | undefined,
  isAccountSame: boolean,
): void {
  if (revision === seen && revision === summedUp && isAccountSame) return;
  throw new Refusal('CHANGED_MEANWHILE', { kind: 'statement', revision });
}

function requireExplained({ figures }: StatementStanding): void {
  const { unexplained, openLineCount, openEntryCount, unresolvedDifferenceCount } = figures;
  if (unexplained !== 0) throw new Refusal('UNEXPLAINED_DIFFERENCE', { amount: unexplained });
  if (openLineCount + openEntryCount + unresolvedDifferenceCount === 0) return;
  throw new Refusal('STATEMENT_UNFINISHED', {
    openLines: openLineCount,
    openEntries: openEntryCount,
    unresolvedDifferences: unresolvedDifferenceCount,
  });
}

/** The months of the supplier's book whose last day the statement covers. */
function monthsEndingIn({ from, to }: StoredStatement, supplier: Supplier): Month[] {
  const book = { kind: 'supplier', supplierId: supplier.id, closingDay: supplier.closingDay } as const;
  const months: Month[] = [];
  for (let month = bookMonthOf(supplier, from); periodOfMonth(book, month).to <= to; month = nextMonth(month)) {
    months.push(month);
  }
  return months;
}

/** What the shop has closed is opened by opening the shop's month. */
function requireShopOpen(tx: WriteTx, month: Month): void {
  const closed = latestLockedMonth(tx, 'shop', 0);
  if (closed !== null && month <= closed) {
    throw new Refusal('MONTH_CLOSED', { month, openMonth: nextMonth(closed) });
  }
}
