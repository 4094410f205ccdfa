import type { Readable } from '#core/db/connection.ts';
import { notFound } from '#core/refusal.ts';
import type { DifferenceSubjectInput, StatementFigures } from '#shared/contract/reconciliation.contract.ts';
import type { StatementId, StatementLineId, SupplierEntryId } from '#shared/domain/ids.ts';
import { addMoney, type Money, subtractMoney, sumMoney, ZERO_MONEY } from '#shared/domain/money/money.ts';
import {
  type DifferenceKind,
  findDifferences,
  type Resolution,
  suggestResolution,
} from '#shared/domain/reconciliation/differences.ts';
import {
  type RecordedDifference,
  type StatementSummary,
  statementSummary,
} from '#shared/domain/reconciliation/statement-summary.ts';
import { addDays } from '#shared/domain/time/business-time.ts';
import { readEntriesOfDays, readStatementBooks, type StatementBooks } from './statement-books.repo.ts';
import { differencesOf, laterAdjustmentsOf, type StoredDifference } from './statement-differences.repo.ts';
import { ourOpening } from './statement-sides.repo.ts';
import { findPreviousSettled, findStatement, type StoredStatement } from './statements.repo.ts';

const SHOWN_FOUND = 500;
const NEIGHBOUR_DAYS = 31;

export interface FoundDifference {
  readonly subject: DifferenceSubjectInput;
  readonly kind: DifferenceKind;
  readonly amount: Money;
  readonly suggested: Resolution;
}

export interface StatementStanding {
  readonly revision: number;
  readonly figures: StatementFigures;
  /** Differences that nobody has marked yet; at most 500. */
  readonly found: FoundDifference[];
  /** The part of the difference that no adjustment already posted will take away. */
  readonly carriedOn: Money;
}

export interface Opening {
  readonly ours: Money;
  /** What their account should begin with, had they nothing new to say. */
  readonly expected: Money;
  readonly theirs: Money;
  /** What is explained before a line is looked at: accepted or claimed before, or adjusted after these days. */
  readonly carriedDifference: Money;
  /** The part of it that earlier statements adjusted by entries after these days; it goes away by itself. */
  readonly adjustedLater: Money;
}

/** Where both books begin: ours by our entries, theirs as stated or else as the statement before ended. */
export function openingOf(db: Readable, statement: StoredStatement): Opening {
  const ours = ourOpening(db, statement);
  const previous = findPreviousSettled(db, statement.supplierId, statement.from);
  const carried = previous?.settledCarried ?? ZERO_MONEY;
  const isNext = previous !== null && addDays(previous.to, 1) === statement.from;
  const { supplierId, from, to } = statement;
  const adjusted = laterAdjustmentsOf(db, { supplierId, before: from, after: addDays(from, -1) });
  const adjustedLater = laterAdjustmentsOf(db, { supplierId, before: from, after: to });
  const expected =
    isNext && previous.settledClosing !== null ? previous.settledClosing : sumMoney([ours, carried, adjusted]);
  const carriedDifference = addMoney(carried, adjustedLater);
  return { ours, expected, theirs: statement.openingBalance ?? expected, carriedDifference, adjustedLater };
}

/** Works out where a statement stands from both sides whole. A large one is worked out in a job thread. */
export function statementStanding(db: Readable, id: StatementId): StatementStanding {
  const { statement, books, stored, recorded, opening, summary, figures } = statementBalance(db, id);
  return {
    revision: statement.revision,
    figures,
    found: [...openingDifference(opening, stored), ...foundDifferences(db, statement, books, stored)].slice(
      0,
      SHOWN_FOUND,
    ),
    carriedOn: subtractMoney(
      summary.difference,
      sumMoney([opening.adjustedLater, ...adjustmentsOutside(recorded, books)]),
    ),
  };
}

/** Only the figures of a statement: its month's report shows no difference that nobody has marked. */
export function statementFigures(db: Readable, id: StatementId): StatementStanding['figures'] {
  return statementBalance(db, id).figures;
}

/** Both books of a statement added up. */
function statementBalance(db: Readable, id: StatementId) {
  const statement = findStatement(db, id);
  if (!statement) throw notFound('statement', id);
  const books = readStatementBooks(db, statement);
  const stored = differencesOf(db, id);
  const opening = openingOf(db, statement);
  const confirmed = books.matches.filter(({ state }) => state === 'confirmed');
  const recorded = stored.map((difference) => asRecorded(difference, books));
  const summary = statementSummary(
    { ours: opening.ours, theirs: opening.theirs, carriedDifference: opening.carriedDifference },
    books.lines,
    books.entries,
    confirmed,
    [...recorded, ...adjustmentsOfOthers(books, stored)],
  );
  const figures = toFigures(summary, books, confirmed.length, opening);
  return { statement, books, stored, recorded, opening, summary, figures };
}

function asRecorded(difference: StoredDifference, { matches }: StatementBooks): RecordedDifference {
  const { matchId, lineId, entryId, amount, resolution, adjustmentEntryId, adjustmentAmount } = difference;
  const match = matchId === null ? undefined : matches.find(({ id }) => id === matchId);
  return {
    lineIds: match?.lineIds ?? (lineId === null ? [] : [lineId]),
    entryIds: match?.parts.map((part) => part.entryId) ?? (entryId === null ? [] : [entryId]),
    amount,
    resolution: resolution === 'open' ? null : resolution,
    adjustments:
      adjustmentEntryId === null || adjustmentAmount === null
        ? []
        : [{ entryId: adjustmentEntryId, amount: adjustmentAmount }],
  };
}

/** Entries that adjust what an earlier statement found: they are explained there, and wait for no line here. */
function adjustmentsOfOthers(
  { adjustmentIds, entries }: StatementBooks,
  own: readonly StoredDifference[],
): RecordedDifference[] {
  const ownIds = new Set(own.map(({ adjustmentEntryId }) => adjustmentEntryId));
  const others = entries.filter(({ id }) => adjustmentIds.has(id) && !ownIds.has(id));
  if (others.length === 0) return [];
  const adjustments = others.map(({ id, amount }) => ({ entryId: id, amount }));
  return [{ lineIds: [], entryIds: [], amount: ZERO_MONEY, resolution: 'adjusted', adjustments }];
}

function adjustmentsOutside(recorded: readonly RecordedDifference[], { entries }: StatementBooks): Money[] {
  const inside = new Set<number>(entries.map(({ id }) => id));
  return recorded.flatMap(({ adjustments }) =>
    adjustments.filter(({ entryId }) => !inside.has(entryId)).map(({ amount }) => amount),
  );
}

function toFigures(
  summary: StatementSummary,
  { lines, entries, matches }: StatementBooks,
  confirmedMatchCount: number,
  opening: Opening,
): StatementFigures {
  return {
    openingOurs: summary.openingOurs,
    openingTheirs: summary.openingTheirs,
    carriedDifference: opening.carriedDifference,
    lineTotal: summary.lineTotal,
    entryTotal: summary.entryTotal,
    closingOurs: summary.closingOurs,
    closingTheirs: summary.closingTheirs,
    difference: summary.difference,
    explained: summary.explained,
    unexplained: summary.unexplained,
    lineCount: lines.length,
    entryCount: entries.length,
    confirmedLineCount: summary.matchedLineCount,
    confirmedMatchCount,
    proposedMatchCount: matches.length - confirmedMatchCount,
    openLineCount: summary.openLineIds.length,
    openEntryCount: summary.openEntryIds.length,
    unresolvedDifferenceCount: summary.unresolvedDifferenceCount,
  };
}

function openingDifference({ theirs, expected }: Opening, stored: readonly StoredDifference[]): FoundDifference[] {
  const isMarked = stored.some(
    ({ matchId, lineId, entryId }) => matchId === null && lineId === null && entryId === null,
  );
  const amount = subtractMoney(theirs, expected);
  if (amount === 0 || isMarked) return [];
  return [{ subject: { about: 'opening' }, kind: 'AMOUNT', amount, suggested: suggestResolution('AMOUNT', amount) }];
}

/** The domain's differences, without what is marked, what a proposal may still explain, and what is an adjustment itself. */
function foundDifferences(
  db: Readable,
  statement: StoredStatement,
  books: StatementBooks,
  stored: readonly StoredDifference[],
): FoundDifference[] {
  const { supplierId, from, to } = statement;
  const neighbours = [
    ...readEntriesOfDays(db, { supplierId, from: addDays(from, -NEIGHBOUR_DAYS), to: addDays(from, -1) }),
    ...readEntriesOfDays(db, { supplierId, from: addDays(to, 1), to: addDays(to, NEIGHBOUR_DAYS) }),
  ];
  const confirmed = books.matches.filter(({ state }) => state === 'confirmed');
  const proposed = books.matches.filter(({ state }) => state === 'proposed');
  const isProposedLine = new Set(proposed.flatMap(({ lineIds }) => lineIds));
  const isProposedEntry = new Set(proposed.flatMap(({ parts }) => parts.map(({ entryId }) => entryId)));
  const matchOfLine = new Map(confirmed.flatMap(({ id, lineIds }) => lineIds.map((lineId) => [lineId, id] as const)));
  const kindOfLine = new Map<number, StatementBooks['lines'][number]['kind']>(
    books.lines.map(({ id, kind }) => [id, kind]),
  );
  const marked = new Set(stored.map(markOf));
  const found: FoundDifference[] = [];
  const all = findDifferences(books.lines, books.entries, confirmed, { period: { from, to }, neighbours });
  for (const { kind, lineIds, entryIds, amount } of all) {
    const [lineId] = lineIds;
    const [entryId] = entryIds;
    const subject = subjectOf(lineId, entryId, matchOfLine);
    if (subject === null || marked.has(`${subject.about} ${subject.about === 'opening' ? 0 : subject.id}`)) continue;
    if (amount === 0 && kind !== 'STATUS') continue;
    if (subject.about === 'line' && isProposedLine.has(subject.id)) continue;
    if (subject.about === 'entry' && (isProposedEntry.has(subject.id) || books.adjustmentIds.has(subject.id))) continue;
    found.push({ subject, kind, amount, suggested: suggestResolution(kind, amount, kindOfLine.get(lineId ?? 0)) });
  }
  return found;
}

function subjectOf(
  lineId: number | undefined,
  entryId: number | undefined,
  matchOfLine: ReadonlyMap<number, StatementBooks['matches'][number]['id']>,
): DifferenceSubjectInput | null {
  if (lineId !== undefined && entryId !== undefined) {
    const id = matchOfLine.get(lineId);
    return id === undefined ? null : { about: 'match', id };
  }
  if (lineId !== undefined) return { about: 'line', id: lineId as StatementLineId };
  return entryId === undefined ? null : { about: 'entry', id: entryId as SupplierEntryId };
}

function markOf({ matchId, lineId, entryId }: StoredDifference): string {
  if (matchId !== null) return `match ${matchId}`;
  if (lineId !== null) return `line ${lineId}`;
  return entryId === null ? 'opening 0' : `entry ${entryId}`;
}
