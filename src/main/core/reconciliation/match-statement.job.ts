import type { WriteTx } from '#core/db/connection.ts';
import type { ThreadContext } from '#core/jobs/thread-context.ts';
import { notFound, Refusal } from '#core/refusal.ts';
import type { StatementId } from '#shared/domain/ids.ts';
import { matchOf } from '#shared/domain/reconciliation/differences.ts';
import { type MatchProposal, matchStatement } from '#shared/domain/reconciliation/matching.ts';
import { readStatementBooks, type StatementBooks } from './statement-books.repo.ts';
import { differencesOf, type StoredDifference } from './statement-differences.repo.ts';
import {
  findMatchesOfEntry,
  findMatchOfLine,
  insertMatches,
  listProposals,
  type NewMatch,
  removeMatch,
} from './statement-matches.repo.ts';
import { findStatement, touchStatement } from './statements.repo.ts';

const MATCHES_PER_TURN = 2_000;

export interface MatchCounts {
  readonly confirmed: number;
  readonly proposed: number;
}

/**
 * Runs the passes over what is open. Old proposals are taken away first; confirmed matches stay, and so does what someone
 * matches while this runs: a proposal that meets it is dropped.
 */
export async function run(
  input: { readonly statementId: StatementId; readonly now: number },
  thread: ThreadContext,
): Promise<MatchCounts> {
  const { statementId, now } = input;
  await removeProposals(statementId, thread);
  const statement = findStatement(thread.readDb, statementId);
  if (!statement) throw notFound('statement', statementId);
  // Everything that changes a statement raises its revision: while it is as this run left it, no side can be taken.
  let revision: number | null = statement.revision;
  const books = readStatementBooks(thread.readDb, statement);
  const { lines, entries } = openSides(books, differencesOf(thread.readDb, statementId));
  const proposals = matchStatement(lines, entries, { period: { from: statement.from, to: statement.to } });
  let confirmed = 0;
  for (let start = 0; start < proposals.length; start += MATCHES_PER_TURN) {
    const part = proposals.slice(start, start + MATCHES_PER_TURN);
    confirmed += await thread.writeTurn((tx) => {
      const current = requireStillOpen(tx, statementId);
      if (current !== revision) revision = null;
      touchStatement(tx, statementId);
      const free = revision === null ? part.filter((proposal) => !isTaken(tx, proposal)) : part;
      insertMatches(
        tx,
        free.map((proposal) => newMatch(proposal, { statementId, now })),
      );
      if (revision !== null) revision += 1;
      return free.filter(({ confirmsByItself }) => confirmsByItself).length;
    });
    thread.progress(start + part.length, proposals.length);
  }
  return { confirmed, proposed: proposals.length - confirmed };
}

async function removeProposals(statementId: StatementId, thread: ThreadContext): Promise<void> {
  const all = { statementId, minimumScore: 0, largestDifference: Number.MAX_SAFE_INTEGER };
  for (;;) {
    const removed = await thread.writeTurn((tx) => {
      const ids = listProposals(tx, all).slice(0, MATCHES_PER_TURN);
      for (const id of ids) removeMatch(tx, id);
      return ids.length;
    });
    if (removed === 0) return;
  }
}

/** Lines in no match and entries of which no part is in one, without what a person has marked as a difference. */
function openSides({ lines, entries, matches, adjustmentIds }: StatementBooks, marked: readonly StoredDifference[]) {
  const usedLines = new Set<number | null>([
    ...matches.flatMap(({ lineIds }) => lineIds),
    ...marked.map(({ lineId }) => lineId),
  ]);
  const usedEntries = new Set<number | null>([
    ...matches.flatMap(({ parts }) => parts.map(({ entryId }) => entryId)),
    ...marked.map(({ entryId }) => entryId),
  ]);
  return {
    lines: lines.filter(({ id }) => !usedLines.has(id)),
    entries: entries.filter(({ id }) => !usedEntries.has(id) && !adjustmentIds.has(id)),
  };
}

/** Answers its revision. */
function requireStillOpen(tx: WriteTx, statementId: StatementId): number {
  const statement = findStatement(tx, statementId);
  if (statement?.state !== 'open') {
    throw new Refusal('STATEMENT_NOT_OPEN', { number: statement?.number ?? '', state: statement?.state ?? '' });
  }
  return statement.revision;
}

/** Whether someone matched a side of it since the books were read. */
function isTaken(tx: WriteTx, { lineIds, entryIds }: MatchProposal): boolean {
  if (lineIds.some((id) => findMatchOfLine(tx, id) !== null)) return true;
  return entryIds.some((id) => findMatchesOfEntry(tx, id).some(({ pass }) => pass === 'hand'));
}

function newMatch(proposal: MatchProposal, { statementId, now }: { statementId: StatementId; now: number }): NewMatch {
  return {
    statementId,
    pass: String(proposal.pass),
    score: proposal.score,
    reasons: proposal.reasons,
    difference: proposal.difference,
    ...matchOf(proposal),
    madeAt: now,
    confirmedBy: proposal.confirmsByItself ? 0 : null,
  };
}
