import type { Context } from '#core/context.ts';
import type { Readable } from '#core/db/connection.ts';
import { decodeCursor, type Page, pageOfRows } from '#core/db/keyset.ts';
import type { Kernel } from '#core/kernel.ts';
import { notFound, Refusal } from '#core/refusal.ts';
import type {
  DifferencePlace,
  DifferenceSubjectInput,
  StatementEntryRow,
  StatementLineRow,
  StatementReading,
  StatementRow,
} from '#shared/contract/reconciliation.contract.ts';
import type { JobId, StatementId, SupplierId } from '#shared/domain/ids.ts';
import { addMoney, subtractMoney, sumMoney, ZERO_MONEY } from '#shared/domain/money/money.ts';
import { differencesOf, explainedOf, type StoredDifference } from './statement-differences.repo.ts';
import { openingOf, type StatementStanding, statementStanding } from './statement-figures.ts';
import { runPasses } from './statement-imports.service.ts';
import { linesOfMatch, partsOfMatch } from './statement-matches.repo.ts';
import {
  findAccountEntry,
  findStatementLine,
  listEntriesOfStatement,
  listLines,
  ourBalanceThrough,
  type SideFilter,
} from './statement-sides.repo.ts';
import { findStatement, listStatements, type StoredStatement } from './statements.repo.ts';

/** Above this many lines a statement is summed up in a job thread. */
const LARGE_STATEMENT = 4_000;
const FIRST_PLACE = ['9999-12-31', Number.MAX_SAFE_INTEGER] as const;

interface PageInput {
  readonly id: StatementId;
  readonly cursor?: string;
  readonly limit: number;
  readonly filter: SideFilter;
}

/** Statements and both their sides. */
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

  async function match(context: Context, id: StatementId): Promise<{ jobId: JobId }> {
    const statement = requireOpen(context.db, id);
    const job = kernel.jobs.start({
      kind: 'match',
      startedBy: context.userId,
      subject: statement.number,
      run: (handle) => runPasses(kernel, handle, { statementId: id, now: context.now }),
    });
    return { jobId: job.id };
  }

  return { list, get, lines, entries, match };
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
