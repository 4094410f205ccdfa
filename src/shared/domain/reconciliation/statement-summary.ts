import { addMoney, type Money, subtractMoney, sumMoney, ZERO_MONEY } from '../money/money.ts';
import type { Resolution, StatementMatch } from './differences.ts';

/** A difference as it is kept with the statement. */
export interface RecordedDifference {
  readonly lineIds: readonly number[];
  readonly entryIds: readonly number[];
  /** What they claim beyond our books, before any adjustment. */
  readonly amount: Money;
  /** Null while nobody has decided. */
  readonly resolution: Resolution | null;
  /** The entries posted to adjust it. */
  readonly adjustmentEntryIds: readonly number[];
}

export interface StatementOpening {
  readonly ours: Money;
  /** What their sheet starts from; ours when it does not say. */
  readonly theirs: Money | null;
  /** Differences settled before as accepted or claimed, which still stand between the books. */
  readonly carriedDifference: Money;
}

/** Where a statement stands. All amounts signed: positive is owed by us. Differences are theirs − ours. */
export interface StatementSummary {
  readonly openingOurs: Money;
  readonly openingTheirs: Money;
  readonly lineTotal: Money;
  readonly entryTotal: Money;
  readonly closingOurs: Money;
  readonly closingTheirs: Money;
  /** `closingTheirs − closingOurs`: the figure that has to be explained. */
  readonly difference: Money;
  readonly explained: Money;
  readonly unexplained: Money;
  readonly matchedLineCount: number;
  /** Lines and entries in no match and in no resolved difference. */
  readonly openLineIds: readonly number[];
  readonly openEntryIds: readonly number[];
  readonly unresolvedDifferenceCount: number;
}

interface Posted {
  readonly id: number;
  readonly amount: Money;
}

/**
 * Sums up a statement. A difference explains its amount once it is resolved; an adjustment that lies among the entries
 * has already brought our books nearer and is taken off again.
 */
export function statementSummary(
  opening: StatementOpening,
  lines: readonly Posted[],
  entries: readonly Posted[],
  matches: readonly StatementMatch[],
  differences: readonly RecordedDifference[],
): StatementSummary {
  const resolved = differences.filter(({ resolution }) => resolution !== null);
  const adjusting = new Set(resolved.flatMap(({ adjustmentEntryIds }) => adjustmentEntryIds));
  const matchedLines = new Set(matches.flatMap(({ lineIds }) => lineIds));
  const explainedLines = new Set(resolved.flatMap(({ lineIds }) => lineIds));
  const explainedEntries = new Set(resolved.flatMap(({ entryIds }) => entryIds));
  const leftOfEntries = unmatchedAmounts(entries, matches);
  const openingTheirs = opening.theirs ?? addMoney(opening.ours, opening.carriedDifference);
  const lineTotal = sumMoney(lines.map(({ amount }) => amount));
  const entryTotal = sumMoney(entries.map(({ amount }) => amount));
  const closingOurs = addMoney(opening.ours, entryTotal);
  const closingTheirs = addMoney(openingTheirs, lineTotal);
  const adjusted = sumMoney(entries.filter(({ id }) => adjusting.has(id)).map(({ amount }) => amount));
  const resolvedTotal = sumMoney(resolved.map(({ amount }) => amount));
  const explained = addMoney(opening.carriedDifference, subtractMoney(resolvedTotal, adjusted));
  const difference = subtractMoney(closingTheirs, closingOurs);
  return {
    openingOurs: opening.ours,
    openingTheirs,
    lineTotal,
    entryTotal,
    closingOurs,
    closingTheirs,
    difference,
    explained,
    unexplained: subtractMoney(difference, explained),
    matchedLineCount: matchedLines.size,
    openLineIds: lines.filter(({ id }) => !matchedLines.has(id) && !explainedLines.has(id)).map(({ id }) => id),
    openEntryIds: entries
      .filter(({ id }) => leftOfEntries.get(id) !== 0 && !explainedEntries.has(id) && !adjusting.has(id))
      .map(({ id }) => id),
    unresolvedDifferenceCount: differences.length - resolved.length,
  };
}

/** What is left of each entry; an entry in no match is never 0, even when its amount is. */
function unmatchedAmounts(entries: readonly Posted[], matches: readonly StatementMatch[]): Map<number, number> {
  const matched = new Map<number, number>();
  for (const { allocations } of matches) {
    for (const { entryId, amount } of allocations) matched.set(entryId, (matched.get(entryId) ?? 0) + amount);
  }
  return new Map(entries.map(({ id, amount }) => [id, matched.has(id) ? amount - (matched.get(id) ?? 0) : Number.NaN]));
}

export type SettleObstacle =
  | { readonly code: 'UNEXPLAINED_DIFFERENCE'; readonly amount: Money }
  | { readonly code: 'OPEN_LINES'; readonly lineIds: readonly number[] }
  | { readonly code: 'OPEN_ENTRIES'; readonly entryIds: readonly number[] }
  | { readonly code: 'UNRESOLVED_DIFFERENCES'; readonly count: number };

/** What keeps a statement from being settled; empty when nothing does. */
export function settleObstacles(summary: StatementSummary): SettleObstacle[] {
  const obstacles: SettleObstacle[] = [];
  if (summary.unexplained !== ZERO_MONEY)
    obstacles.push({ code: 'UNEXPLAINED_DIFFERENCE', amount: summary.unexplained });
  if (summary.openLineIds.length > 0) obstacles.push({ code: 'OPEN_LINES', lineIds: summary.openLineIds });
  if (summary.openEntryIds.length > 0) obstacles.push({ code: 'OPEN_ENTRIES', entryIds: summary.openEntryIds });
  if (summary.unresolvedDifferenceCount > 0) {
    obstacles.push({ code: 'UNRESOLVED_DIFFERENCES', count: summary.unresolvedDifferenceCount });
  }
  return obstacles;
}

export function canSettle(summary: StatementSummary): boolean {
  return settleObstacles(summary).length === 0;
}
