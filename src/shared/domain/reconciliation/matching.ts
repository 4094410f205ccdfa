import { matchByAmountAndDay } from './match-by-amount.ts';
import { matchByExternalNumber, matchByOurNumber } from './match-by-number.ts';
import { matchByProduct, matchByProductWithDifference } from './match-by-product.ts';
import { matchByRunningSum } from './match-by-sum.ts';
import type { AccountEntry, MatchOptions, MatchProposal, StatementLine } from './match-types.ts';

export type {
  AccountEntry,
  AccountKind,
  EntryLine,
  MatchAllocation,
  MatchOptions,
  MatchPass,
  MatchProposal,
  MatchReason,
  MatchShape,
  StatementLine,
} from './match-types.ts';

/**
 * Proposes which lines of a supplier's statement are which entries of our account. Passes run from the surest to the
 * least sure, each over what the ones before left open:
 *
 * 1. equal number of the supplier's and equal amount: the only one that confirms by itself
 * 2. equal number, other amount
 * 3. our own number in their column for it or in their remark
 * 4. SKU and unit price in sum over the period (receipt lines, not whole entries)
 * 5. amount and day within tolerance, where nothing else could be meant
 * 6. one line for a run of entries, or a run of lines for one entry
 *
 * and last, still under pass 4, products whose sums differ. A difference of no more than rounding to the cent costs little of
 * the score, so that such matches can be confirmed with the sure ones. No line and no entry part is in two proposals; a line and
 * an entry with different numbers of the supplier's are never in one. The result does not depend on the order of the
 * input. Ids are unique on each side. Work grows with the number of lines and entries, not with their product.
 */
export function matchStatement(
  lines: readonly StatementLine[],
  entries: readonly AccountEntry[],
  options: MatchOptions = {},
): MatchProposal[] {
  const proposals = matchByExternalNumber(lines, entries);
  // The usual month: every line has been found by its number.
  if (countLines(proposals) === lines.length) return proposals;
  const open = openSides(lines, entries, proposals);
  function run(find: (openLines: StatementLine[], openEntries: AccountEntry[]) => MatchProposal[]): void {
    if (open.lines.length === 0 || open.entries.length === 0) return;
    const found = find(open.lines, open.entries);
    for (const proposal of found) proposals.push(proposal);
    if (found.length > 0) Object.assign(open, openSides(open.lines, open.entries, found));
  }
  run(matchByOurNumber);
  const wholeOpen = [...open.entries];
  run((openLines, openEntries) => matchByProduct(openLines, openEntries, options));
  run((openLines, openEntries) => matchByAmountAndDay(openLines, openEntries, options));
  run((openLines, openEntries) => matchByRunningSum(openLines, openEntries, options));
  if (open.lines.length === 0) return proposals;
  const used = usedParts(proposals);
  // Entries of which pass 4 took some lines are closed to the passes over whole entries; their other lines are not.
  const left = wholeOpen.filter(({ id }) => !used.wholeEntries.has(id));
  for (const proposal of matchByProductWithDifference(open.lines, left, options, used.entryLines)) {
    proposals.push(proposal);
  }
  return proposals;
}

function countLines(proposals: readonly MatchProposal[]): number {
  return proposals.reduce((count, { lineIds }) => count + lineIds.length, 0);
}

interface OpenSides {
  lines: StatementLine[];
  entries: AccountEntry[];
}

function openSides(
  lines: readonly StatementLine[],
  entries: readonly AccountEntry[],
  proposals: readonly MatchProposal[],
): OpenSides {
  const usedLines = new Set<number>();
  const usedEntries = new Set<number>();
  for (const { lineIds, entryIds } of proposals) {
    for (const id of lineIds) usedLines.add(id);
    for (const id of entryIds) usedEntries.add(id);
  }
  return {
    lines: lines.filter(({ id }) => !usedLines.has(id)),
    entries: entries.filter(({ id }) => !usedEntries.has(id)),
  };
}

function usedParts(proposals: readonly MatchProposal[]): { wholeEntries: Set<number>; entryLines: Set<number> } {
  const wholeEntries = new Set<number>();
  const entryLines = new Set<number>();
  for (const { allocations } of proposals) {
    for (const { entryId, entryLineId } of allocations) {
      if (entryLineId === null) wholeEntries.add(entryId);
      else entryLines.add(entryLineId);
    }
  }
  return { wholeEntries, entryLines };
}
