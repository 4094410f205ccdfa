import { addMoney, type Money, subtractMoney, sumMoney, ZERO_MONEY } from '../money/money.ts';
import { amountOfPart, type Resolution, type StatementMatch } from './differences.ts';

/** A difference as it is kept with the statement. */
export interface RecordedDifference {
  readonly lineIds: readonly number[];
  readonly entryIds: readonly number[];
  /** What they claim beyond our books, before any adjustment. */
  readonly amount: Money;
  /** Null while nobody has decided. */
  readonly resolution: Resolution | null;
  /** The entries posted to adjust it, with their signed amounts. */
  readonly adjustments: readonly { readonly entryId: number; readonly amount: Money }[];
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
  /** Lines and entries in no match and in no resolved difference; what comes to nothing needs neither. */
  readonly openLineIds: readonly number[];
  readonly openEntryIds: readonly number[];
  readonly unresolvedDifferenceCount: number;
}

interface Posted {
  readonly id: number;
  readonly amount: Money;
}

interface PostedEntry extends Posted {
  readonly lines: readonly Posted[];
}

/**
 * Sums up a statement. What is accepted or claimed explains its amount; what is to be adjusted explains as much as was
 * posted for it, and nothing any more once that lies among the entries, where it has brought our books nearer.
 */
export function statementSummary(
  opening: StatementOpening,
  lines: readonly Posted[],
  entries: readonly PostedEntry[],
  matches: readonly StatementMatch[],
  differences: readonly RecordedDifference[],
): StatementSummary {
  const resolved = differences.filter(({ resolution }) => resolution !== null);
  const adjustments = resolved.flatMap((difference) => difference.adjustments);
  const adjusting = new Set(adjustments.map(({ entryId }) => entryId));
  const matchedLines = new Set(matches.flatMap(({ lineIds }) => lineIds));
  const explainedLines = new Set(resolved.flatMap(({ lineIds }) => lineIds));
  const explainedEntries = new Set(resolved.flatMap(({ entryIds }) => entryIds));
  const leftOfEntries = unmatchedAmounts(entries, matches);
  const openingTheirs = opening.theirs ?? addMoney(opening.ours, opening.carriedDifference);
  const lineTotal = sumMoney(lines.map(({ amount }) => amount));
  const entryTotal = sumMoney(entries.map(({ amount }) => amount));
  const closingOurs = addMoney(opening.ours, entryTotal);
  const closingTheirs = addMoney(openingTheirs, lineTotal);
  const entryIds = new Set(entries.map(({ id }) => id));
  const explained = sumMoney([
    opening.carriedDifference,
    ...resolved.filter(({ resolution }) => resolution !== 'adjusted').map(({ amount }) => amount),
    ...adjustments.filter(({ entryId }) => !entryIds.has(entryId)).map(({ amount }) => amount),
  ]);
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
    openLineIds: lines
      .filter(({ id, amount }) => amount !== 0 && !matchedLines.has(id) && !explainedLines.has(id))
      .map(({ id }) => id),
    openEntryIds: entries
      .filter(({ id }) => leftOfEntries.get(id) !== 0 && !explainedEntries.has(id) && !adjusting.has(id))
      .map(({ id }) => id),
    unresolvedDifferenceCount: differences.length - resolved.length,
  };
}

/** What is left of each entry. */
function unmatchedAmounts(entries: readonly PostedEntry[], matches: readonly StatementMatch[]): Map<number, number> {
  const left = new Map(entries.map((entry) => [entry.id, { entry, amount: entry.amount as number }]));
  for (const { entryId, entryLineId } of matches.flatMap(({ parts }) => parts)) {
    const found = left.get(entryId);
    if (found !== undefined) found.amount -= amountOfPart(found.entry, entryLineId);
  }
  return new Map(Array.from(left, ([id, { amount }]) => [id, amount]));
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
