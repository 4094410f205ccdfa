import { type Money, money } from '../money/money.ts';
import { daysBetween } from '../time/business-time.ts';
import { amountReason } from './match-by-number.ts';
import { propose, wholeEntry } from './match-proposal.ts';
import {
  type AccountEntry,
  kindsAgree,
  type MatchOptions,
  type MatchProposal,
  type MatchReason,
  numbersAgree,
  type StatementLine,
} from './match-types.ts';

/** One rung of the pass: how far apart amounts and days may be, and what a pair found on it is worth. */
interface Rung {
  readonly amountTolerance: number;
  readonly dayTolerance: number;
  readonly score: number;
}

/** Buckets with more candidates than this are not searched: whatever they hold is not the only one. */
const LONGEST_SEARCH = 64;

/**
 * Pass 5: equal amounts on the same day, then within the day tolerance, then within both tolerances; on each rung only
 * where the line has one candidate and that candidate has one line.
 */
export function matchByAmountAndDay(
  lines: readonly StatementLine[],
  entries: readonly AccountEntry[],
  { dayTolerance = 3, amountTolerance = money(100) }: MatchOptions,
): MatchProposal[] {
  const rungs: readonly Rung[] = [
    { amountTolerance: 0, dayTolerance: 0, score: 80 },
    { amountTolerance: 0, dayTolerance, score: 75 },
    { amountTolerance, dayTolerance, score: 68 },
  ];
  const proposals: MatchProposal[] = [];
  const openLines = new Set(lines.filter(({ occurredOn }) => occurredOn !== null));
  const openEntries = new Set(entries);
  for (const rung of rungs) {
    const entriesNear = nearness(openEntries, rung);
    const linesNear = nearness(openLines, rung);
    for (const [line, entry] of onlyPairs(openLines, entriesNear, linesNear)) {
      openLines.delete(line);
      openEntries.delete(entry);
      proposals.push(propose(5, rung.score, [line], [wholeEntry(entry)], reasonsOf(line, entry)));
    }
  }
  return proposals;
}

function onlyPairs(
  lines: Iterable<StatementLine>,
  entriesNear: Nearness<AccountEntry>,
  linesNear: Nearness<StatementLine>,
): (readonly [StatementLine, AccountEntry])[] {
  const pairs: (readonly [StatementLine, AccountEntry])[] = [];
  for (const line of lines) {
    const entry = entriesNear(line, (candidate) => areCompatible(line, candidate));
    if (entry === null) continue;
    const back = linesNear(entry, (candidate) => areCompatible(candidate, entry));
    if (back === line) pairs.push([line, entry]);
  }
  return pairs;
}

function areCompatible(line: StatementLine, entry: AccountEntry): boolean {
  return numbersAgree(line, entry) && kindsAgree(line.kind, entry.kind) && line.amount < 0 === entry.amount < 0;
}

function reasonsOf(line: StatementLine, entry: AccountEntry): MatchReason[] {
  const days = line.occurredOn === null ? 0 : Math.abs(daysBetween(entry.occurredOn, line.occurredOn));
  const day: MatchReason = days === 0 ? { code: 'SAME_DAY' } : { code: 'DAYS_APART', days };
  return [amountReason(line.amount, entry.amount), day, { code: 'ONLY_CANDIDATE' }];
}

interface Dated {
  readonly id: number;
  readonly occurredOn: StatementLine['occurredOn'];
  readonly amount: Money;
  readonly externalNumber: string;
}

/** The one item near another, or null when there is none or more than one. */
type Nearness<Item> = (wanted: Dated, isCandidate: (item: Item) => boolean) => Item | null;

function nearness<Item extends Dated>(items: Iterable<Item>, rung: Rung): Nearness<Item> {
  const width = 2 * rung.amountTolerance + 1;
  const days = new Map<number, Map<number, Item[]>>();
  for (const item of items) {
    const key = dayKey(dayNumber(item), item.externalNumber !== '');
    const amounts = days.get(key) ?? new Map<number, Item[]>();
    if (amounts.size === 0) days.set(key, amounts);
    const bucket = Math.floor(item.amount / width);
    const others = amounts.get(bucket);
    if (others) others.push(item);
    else amounts.set(bucket, [item]);
  }
  return (wanted, isCandidate) => {
    let found: Item | null = null;
    const day = dayNumber(wanted);
    const firstBucket = Math.floor((wanted.amount - rung.amountTolerance) / width);
    const lastBucket = Math.floor((wanted.amount + rung.amountTolerance) / width);
    for (let key = dayKey(day - rung.dayTolerance, false); key <= dayKey(day + rung.dayTolerance, true); key += 1) {
      // A numbered item only ever meets the unnumbered, which lie apart: that keeps searches short.
      if (wanted.externalNumber !== '' && key % 2 !== 0) continue;
      const amounts = days.get(key);
      if (amounts === undefined) continue;
      for (let bucket = firstBucket; bucket <= lastBucket; bucket += 1) {
        const candidates = amounts.get(bucket);
        if (candidates === undefined) continue;
        if (candidates.length > LONGEST_SEARCH) return null;
        for (const item of candidates) {
          if (Math.abs(item.amount - wanted.amount) > rung.amountTolerance || !isCandidate(item)) continue;
          if (found !== null) return null;
          found = item;
        }
      }
    }
    return found;
  };
}

function dayKey(day: number, isNumbered: boolean): number {
  return day * 2 + (isNumbered ? 1 : 0);
}

const dayNumbers = new Map<string, number>();

/** Days since 1970; a statement has few different days and asks for each very often. */
function dayNumber({ occurredOn }: Dated): number {
  if (occurredOn === null) throw new RangeError('Only what has a day can be near one.');
  let number = dayNumbers.get(occurredOn);
  if (number === undefined) {
    if (dayNumbers.size > 10_000) dayNumbers.clear();
    number = Math.round(Date.parse(`${occurredOn}T00:00:00Z`) / 86_400_000);
    dayNumbers.set(occurredOn, number);
  }
  return number;
}
