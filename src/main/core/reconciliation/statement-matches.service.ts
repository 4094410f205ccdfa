import { audit, type Context, signedInUser, write } from '#core/context.ts';
import type { Readable, WriteTx } from '#core/db/connection.ts';
import { invalidValue, notFound, Refusal } from '#core/refusal.ts';
import type { StatementMatchView } from '#shared/contract/reconciliation.contract.ts';
import type { StatementId, StatementLineId, StatementMatchId, SupplierEntryId } from '#shared/domain/ids.ts';
import { subtractMoney, sumMoney } from '#shared/domain/money/money.ts';
import { ROUNDING_LIMIT } from '#shared/domain/reconciliation/differences.ts';
import { differencesOf, removeDifference, type StoredDifference } from './statement-differences.repo.ts';
import { STATEMENT_AREAS } from './statement-imports.service.ts';
import {
  findMatch,
  findMatchesOfEntry,
  findMatchOfLine,
  insertMatch,
  linesOfMatch,
  markAllConfirmed,
  markConfirmed,
  partsOfMatch,
  removeMatch,
  type StoredMatch,
} from './statement-matches.repo.ts';
import { findAccountEntry, findStatementLine } from './statement-sides.repo.ts';
import { type StoredStatement, touchStatement } from './statements.repo.ts';
import { requireOpen } from './statements.service.ts';

const HIGHEST_SCORE = 100;

/** The matches between a statement's lines and our entries: looked at, confirmed, taken apart, and made by hand. */
export function createStatementMatches() {
  function matchView({ db }: Context, id: StatementMatchId): StatementMatchView {
    const { pass, score, reasons, difference, state } = requireMatch(db, id);
    const parts = partsOfMatch(db, id).map(({ entryId, entryLineId, amount }) => ({
      entryId,
      entryLineId: entryLineId === 0 ? null : entryLineId,
      amount,
    }));
    return {
      id,
      pass,
      score,
      reasons: JSON.parse(reasons) as StatementMatchView['reasons'],
      difference,
      state,
      lineIds: linesOfMatch(db, id),
      parts,
    };
  }

  function confirmMatch(context: Context, matchId: StatementMatchId) {
    return write(context, STATEMENT_AREAS, (tx) => {
      const { statementId } = requireMatch(tx, matchId);
      requireOpen(tx, statementId);
      if (markConfirmed(tx, matchId, context.now, signedInUser(context))) touchStatement(tx, statementId);
      return { matchId };
    });
  }

  function confirmAll(
    context: Context,
    input: { id: StatementId; minimumScore: number; includesDifferences: boolean; includesRounding: boolean },
  ) {
    return write(context, STATEMENT_AREAS, (tx) => {
      const { id, minimumScore, includesDifferences, includesRounding } = input;
      const largest = includesRounding ? ROUNDING_LIMIT : 0;
      requireOpen(tx, id);
      const confirmedCount = markAllConfirmed(tx, {
        statementId: id,
        minimumScore,
        largestDifference: includesDifferences ? Number.MAX_SAFE_INTEGER : largest,
        at: context.now,
        by: signedInUser(context),
      });
      touchStatement(tx, id);
      const details = { minimumScore, includesDifferences, includesRounding };
      const action = 'statements.confirmAll';
      audit(tx, context, { action, subjectKind: 'statement', subjectId: id, quantity: confirmedCount, details });
      return { confirmedCount };
    });
  }

  function undoMatch(context: Context, matchId: StatementMatchId) {
    return write(context, STATEMENT_AREAS, (tx) => {
      const match = requireMatch(tx, matchId);
      requireOpen(tx, match.statementId);
      removeMarks(tx, match.statementId, (difference) => difference.matchId === matchId);
      if (match.state === 'confirmed') auditUndo(tx, context, match);
      removeMatch(tx, matchId);
      touchStatement(tx, match.statementId);
      return { matchId };
    });
  }

  function matchByHand(
    context: Context,
    input: { id: StatementId; lineIds: StatementLineId[]; entryIds: SupplierEntryId[] },
  ) {
    return write(context, STATEMENT_AREAS, (tx) => {
      const statement = requireOpen(tx, input.id);
      const lineIds = [...new Set(input.lineIds)];
      const entryIds = [...new Set(input.entryIds)];
      const theirs = sumMoney(lineIds.map((id) => freeLine(tx, statement, id).amount));
      const ours = sumMoney(entryIds.map((id) => freeEntry(tx, statement, id).amount));
      const matchId = insertMatch(tx, {
        statementId: statement.id,
        pass: 'hand',
        score: HIGHEST_SCORE,
        reasons: [{ code: 'BY_HAND' }],
        difference: subtractMoney(theirs, ours),
        lineIds,
        parts: entryIds.map((entryId) => ({ entryId, entryLineId: null })),
        madeAt: context.now,
        confirmedBy: signedInUser(context),
      });
      touchStatement(tx, statement.id);
      return { matchId };
    });
  }

  return { matchOf: matchView, confirmMatch, confirmAll, undoMatch, matchByHand };
}

function requireMatch(db: Readable, id: StatementMatchId): StoredMatch {
  const match = findMatch(db, id);
  if (!match) throw notFound('statementMatch', id);
  return match;
}

function freeLine(tx: WriteTx, { id: statementId }: StoredStatement, id: StatementLineId) {
  const line = findStatementLine(tx, id);
  if (line?.statementId !== statementId) throw notFound('statementLine', id);
  const match = findMatchOfLine(tx, id);
  if (match?.state === 'confirmed') throw new Refusal('ALREADY_MATCHED', { side: 'line', id });
  if (match) removeMatch(tx, match.id);
  removeMarks(tx, statementId, ({ lineId }) => lineId === id);
  return line;
}

/** An entry whose account and day are the statement's. Proposals give way; a confirmed match does not. */
function freeEntry(tx: WriteTx, { id: statementId, supplierId, from, to }: StoredStatement, id: SupplierEntryId) {
  const entry = findAccountEntry(tx, id);
  if (entry?.supplierId !== supplierId) throw notFound('supplierEntry', id);
  if (entry.occurredOn < from || entry.occurredOn > to || entry.kind === 'opening') {
    throw invalidValue('entryIds', 'WITHIN_STATEMENT', String(id));
  }
  for (const match of findMatchesOfEntry(tx, id)) {
    if (match.state === 'confirmed') throw new Refusal('ALREADY_MATCHED', { side: 'entry', id });
    removeMatch(tx, match.id);
  }
  removeMarks(tx, statementId, ({ entryId }) => entryId === id);
  return entry;
}

/** Marks go with what they speak of; one that was adjusted by an entry keeps it. */
function removeMarks(tx: WriteTx, statementId: StatementId, isGone: (difference: StoredDifference) => boolean): void {
  for (const difference of differencesOf(tx, statementId).filter(isGone)) {
    if (difference.adjustmentEntryId !== null) {
      throw new Refusal('DIFFERENCE_ADJUSTED', { number: difference.adjustmentNumber ?? '' });
    }
    removeDifference(tx, difference.id);
  }
}

function auditUndo(tx: WriteTx, context: Context, { id, statementId, pass }: StoredMatch): void {
  audit(tx, context, {
    action: 'statements.undoMatch',
    subjectKind: 'statement',
    subjectId: statementId,
    details: { pass, lineIds: linesOfMatch(tx, id), entryIds: partsOfMatch(tx, id).map(({ entryId }) => entryId) },
  });
}
