import { audit, type Context, signedInUser, write } from '#core/context.ts';
import type { Readable, WriteTx } from '#core/db/connection.ts';
import { decodeCursor, type Page, pageOfRows } from '#core/db/keyset.ts';
import type { Kernel } from '#core/kernel.ts';
import { invalidValue, notFound, Refusal } from '#core/refusal.ts';
import type {
  DifferencePlace,
  DifferenceSubjectInput,
  StatementEntryRow,
  StatementLineRow,
  StatementMatchView,
  StatementReading,
  StatementRow,
} from '#shared/contract/reconciliation.contract.ts';
import type {
  JobId,
  StatementId,
  StatementLineId,
  StatementMatchId,
  SupplierEntryId,
  SupplierId,
} from '#shared/domain/ids.ts';
import { addMoney, subtractMoney, sumMoney, ZERO_MONEY } from '#shared/domain/money/money.ts';
import { differencesOf, explainedOf, removeDifference, type StoredDifference } from './statement-differences.repo.ts';
import { openingOf, type StatementStanding, statementStanding } from './statement-figures.ts';
import { runPasses, STATEMENT_AREAS } from './statement-imports.service.ts';
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
import {
  findAccountEntry,
  findStatementLine,
  listEntriesOfStatement,
  listLines,
  ourBalanceThrough,
  type SideFilter,
} from './statement-sides.repo.ts';
import { findStatement, listStatements, type StoredStatement, touchStatement } from './statements.repo.ts';

/** Above this many lines a statement is summed up in a job thread. */
const LARGE_STATEMENT = 4_000;
const HIGHEST_SCORE = 100;
const FIRST_PLACE = ['9999-12-31', Number.MAX_SAFE_INTEGER] as const;

interface PageInput {
  readonly id: StatementId;
  readonly cursor?: string;
  readonly limit: number;
  readonly filter: SideFilter;
}

/** Statements, both their sides, and the matches between them. */
export function createStatementsService(kernel: Kernel) {
  function list(
    { db }: Context,
    input: { cursor?: string; limit: number; supplierId?: SupplierId; state: 'open' | 'settled' | 'all' },
  ): Page<StatementRow> {
    const before = input.cursor === undefined ? FIRST_PLACE : decodeCursor(input.cursor, ['string', 'number'] as const);
    const query = { supplierId: input.supplierId ?? null, state: input.state, before, limit: input.limit + 1 };
    const page = pageOfRows(listStatements(db, query), input.limit, (row) => [row.from, row.id]);
    return { ...page, rows: page.rows.map((row) => statementRow(db, row)) };
  }

  async function get({ db }: Context, id: StatementId) {
    const statement = requireStatement(db, id);
    const standing = await standingOf(kernel, statement);
    const { figures, found } = standing;
    const { reading } = JSON.parse(statement.details) as { reading?: StatementReading };
    return {
      ...statementRow(db, statement),
      difference: figures.difference,
      unexplained: figures.unexplained,
      figures,
      found: found.map((difference) => ({ ...difference, place: placeOf(db, difference.subject) })),
      reading: reading ?? null,
      openingBalance: statement.openingBalance,
      closingBalance: statement.closingBalance,
      differences: differencesOf(db, id).map((difference) => ({
        ...difference,
        place: placeOf(db, subjectOf(difference)),
      })),
    };
  }

  function lines({ db }: Context, input: PageInput): Page<StatementLineRow> {
    const after =
      input.cursor === undefined ? ([0, 0] as const) : decodeCursor(input.cursor, ['number', 'number'] as const);
    const rows = listLines(db, { statementId: input.id, filter: input.filter, after, limit: input.limit + 1 });
    return pageOfRows(rows, input.limit, (row) => [row.rowNumber, row.id]);
  }

  function entries({ db }: Context, input: PageInput): Page<StatementEntryRow> {
    const { supplierId, from, to } = requireStatement(db, input.id);
    const after =
      input.cursor === undefined ? (['', 0] as const) : decodeCursor(input.cursor, ['string', 'number'] as const);
    const rows = listEntriesOfStatement(db, {
      supplierId,
      from,
      to,
      filter: input.filter,
      after,
      limit: input.limit + 1,
    });
    return pageOfRows(rows, input.limit, (row) => [row.occurredOn, row.id]);
  }

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

  async function match(context: Context, id: StatementId): Promise<{ jobId: JobId }> {
    const statement = requireOpen(context.db, id);
    const job = kernel.jobs.start({
      kind: 'match',
      subject: statement.number,
      run: (handle) => runPasses(kernel, handle, { statementId: id, now: context.now }),
    });
    return { jobId: job.id };
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
    input: { id: StatementId; minimumScore: number; includesDifferences: boolean },
  ) {
    return write(context, STATEMENT_AREAS, (tx) => {
      const { id, minimumScore, includesDifferences } = input;
      requireOpen(tx, id);
      const confirmedCount = markAllConfirmed(tx, {
        statementId: id,
        minimumScore,
        largestDifference: includesDifferences ? Number.MAX_SAFE_INTEGER : 0,
        at: context.now,
        by: signedInUser(context),
      });
      touchStatement(tx, id);
      const details = { minimumScore, includesDifferences };
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

  return { list, get, lines, entries, matchOf: matchView, match, confirmMatch, confirmAll, undoMatch, matchByHand };
}

/** A row of the list: its figures come from sums alone, without looking at a single line. */
export function statementRow(db: Readable, statement: StoredStatement): StatementRow {
  const { details: _, openingBalance: __, closingBalance: ___, lineTotal, ...row } = statement;
  const { settledDifference, settledCarried: ____, settledClosing: _____, ...shown } = row;
  if (settledDifference !== null) return { ...shown, difference: settledDifference, unexplained: ZERO_MONEY };
  if (statement.state === 'withdrawn') return { ...shown, difference: ZERO_MONEY, unexplained: ZERO_MONEY };
  const opening = openingOf(db, statement);
  const closingTheirs = addMoney(opening.theirs, lineTotal);
  const difference = subtractMoney(closingTheirs, ourBalanceThrough(db, statement.supplierId, statement.to));
  const outside = sumMoney(
    differencesOf(db, statement.id).flatMap(({ adjustmentEntryId, adjustmentAmount }) => {
      const entry = adjustmentEntryId === null ? null : findAccountEntry(db, adjustmentEntryId);
      return entry !== null && entry.occurredOn > statement.to && adjustmentAmount !== null ? [adjustmentAmount] : [];
    }),
  );
  const explained = sumMoney([opening.carriedDifference, explainedOf(db, statement.id), outside]);
  return { ...shown, difference, unexplained: subtractMoney(difference, explained) };
}

function subjectOf({ matchId, lineId, entryId }: StoredDifference): DifferenceSubjectInput {
  if (matchId !== null) return { about: 'match', id: matchId };
  if (lineId !== null) return { about: 'line', id: lineId };
  return entryId === null ? { about: 'opening' } : { about: 'entry', id: entryId };
}

/** What a person knows the place of a difference by. */
function placeOf(db: Readable, subject: DifferenceSubjectInput): DifferencePlace {
  const lineId =
    subject.about === 'match' ? linesOfMatch(db, subject.id)[0] : subject.about === 'line' ? subject.id : null;
  const entryId =
    subject.about === 'match'
      ? partsOfMatch(db, subject.id)[0]?.entryId
      : subject.about === 'entry'
        ? subject.id
        : null;
  const line = lineId ? findStatementLine(db, lineId) : null;
  const entry = entryId ? findAccountEntry(db, entryId) : null;
  return {
    rowNumber: line?.rowNumber ?? null,
    entryNumber: entry?.number ?? null,
    text: line ? line.externalNumber || line.productText : '',
  };
}

/** Both sides summed up: at once where the statement is small, in a job thread where it is not. */
export function standingOf(kernel: Kernel, statement: StoredStatement): Promise<StatementStanding> {
  if (statement.lineCount <= LARGE_STATEMENT) return Promise.resolve(statementStanding(kernel.readDb, statement.id));
  return kernel.threads.run({ kind: 'statement-standing', input: { statementId: statement.id }, keys: null });
}

export function requireStatement(db: Readable, id: StatementId): StoredStatement {
  const statement = findStatement(db, id);
  if (!statement || statement.state === 'loading') throw notFound('statement', id);
  return statement;
}

/** The statement, if it can be worked on. */
export function requireOpen(db: Readable, id: StatementId): StoredStatement {
  const statement = requireStatement(db, id);
  const { number, state } = statement;
  if (state !== 'open') throw new Refusal('STATEMENT_NOT_OPEN', { number, state });
  return statement;
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
    throw invalidValue('entryIds', 'within-statement', String(id));
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
