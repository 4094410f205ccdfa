import { byDay, propose, wholeEntry } from './match-proposal.ts';
import {
  type AccountEntry,
  kindsAgree,
  type MatchOptions,
  type MatchProposal,
  type MatchReason,
  type StatementLine,
} from './match-types.ts';

interface Summand {
  readonly id: number;
  readonly occurredOn: StatementLine['occurredOn'];
  readonly amount: StatementLine['amount'];
  readonly kind: StatementLine['kind'];
  readonly externalNumber: string;
}

interface Run<Whole, Part> {
  readonly whole: Whole;
  readonly parts: readonly Part[];
}

/**
 * Pass 6: one line for several of our entries in a row, then several lines in a row for one entry. A run is accepted
 * only when it is the only one of its sum and its sum is the amount of only one open line (or entry). In a book without
 * n open items this takes n × `longestRun` steps.
 */
export function matchByRunningSum(
  lines: readonly StatementLine[],
  entries: readonly AccountEntry[],
  { period, longestRun = 24 }: MatchOptions,
): MatchProposal[] {
  const within = entries.filter(({ occurredOn }) => !period || (occurredOn >= period.from && occurredOn <= period.to));
  const oneToMany = runsFor(lines, within, longestRun).map(({ whole, parts }) =>
    propose(6, 62, [whole], parts.map(wholeEntry), reasonsOf(whole.amount, parts.length)),
  );
  const usedLines = new Set(oneToMany.flatMap(({ lineIds }) => lineIds));
  const usedEntries = new Set(oneToMany.flatMap(({ entryIds }) => entryIds));
  const manyToOne = runsFor(
    within.filter(({ id }) => !usedEntries.has(id)),
    lines.filter(({ id }) => !usedLines.has(id)),
    longestRun,
  ).map(({ whole, parts }) => propose(6, 62, parts, [wholeEntry(whole)], reasonsOf(whole.amount, parts.length)));
  return [...oneToMany, ...manyToOne];
}

function reasonsOf(amount: StatementLine['amount'], count: number): MatchReason[] {
  return [{ code: 'SAME_AMOUNT', amount }, { code: 'RUNNING_SUM', count }, { code: 'ONLY_CANDIDATE' }];
}

function runsFor<Whole extends Summand, Part extends Summand>(
  wholes: readonly Whole[],
  parts: readonly Part[],
  longestRun: number,
): Run<Whole, Part>[] {
  const sorted = [...parts].sort(byDay);
  const found: Run<Whole, Part>[] = [];
  // A numbered whole may only be made of parts without a number; for one without, a number makes no difference.
  for (const isNumbered of [true, false]) {
    const candidates = wholes.filter(({ externalNumber }) => (externalNumber !== '') === isNumbered);
    const summands = isNumbered ? sorted.filter(({ externalNumber }) => externalNumber === '') : sorted;
    for (const isNegative of [false, true]) {
      const signed = summands.filter(({ amount }) => amount !== 0 && amount < 0 === isNegative);
      found.push(...onlyRuns(candidates, signed, longestRun));
    }
  }
  return withoutOverlap(found);
}

/** Runs whose sum one open item and no other asks for, and that no other run makes up. */
function onlyRuns<Whole extends Summand, Part extends Summand>(
  wholes: readonly Whole[],
  parts: readonly Part[],
  longestRun: number,
): Run<Whole, Part>[] {
  const wanted = new Map<number, Whole | null>();
  for (const whole of wholes) wanted.set(whole.amount, wanted.has(whole.amount) ? null : whole);
  if (wanted.size === 0) return [];
  const runs = new Map<Whole, Run<Whole, Part> | null>();
  for (let start = 0; start < parts.length; start += 1) {
    let sum = 0;
    const end = Math.min(parts.length, start + longestRun);
    for (let index = start; index < end; index += 1) {
      sum += parts[index]?.amount ?? 0;
      if (index === start) continue;
      const whole = wanted.get(sum);
      if (whole === undefined || whole === null) continue;
      const run = parts.slice(start, index + 1);
      if (!run.every((part) => kindsAgree(whole.kind, part.kind))) continue;
      runs.set(whole, runs.has(whole) ? null : { whole, parts: run });
    }
  }
  return [...runs.values()].filter((run) => run !== null);
}

/** Where two runs share a part neither is sure, and both are dropped. */
function withoutOverlap<Whole extends Summand, Part extends Summand>(
  runs: readonly Run<Whole, Part>[],
): Run<Whole, Part>[] {
  const uses = new Map<Part, number>();
  for (const { parts } of runs) for (const part of parts) uses.set(part, (uses.get(part) ?? 0) + 1);
  return runs.filter(({ parts }) => parts.every((part) => uses.get(part) === 1));
}
