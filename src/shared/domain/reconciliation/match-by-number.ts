import { sumMoney } from '../money/money.ts';
import { ROUNDING_LIMIT } from './differences.ts';
import { byDay, propose, wholeEntry } from './match-proposal.ts';
import {
  type AccountEntry,
  kindsAgree,
  type MatchProposal,
  type MatchReason,
  numbersAgree,
  type StatementLine,
} from './match-types.ts';

/**
 * Passes 1 and 2: lines and entries that carry the same number of the supplier's. One map of the entries' numbers and
 * index chains for those that occur more than once: this runs over every line, so it makes nothing it does not keep.
 */
export function matchByExternalNumber(
  lines: readonly StatementLine[],
  entries: readonly AccountEntry[],
): MatchProposal[] {
  const groups = new Map<string, number>();
  const nextEntry = new Int32Array(entries.length).fill(-1);
  const nextLine = new Int32Array(lines.length).fill(-1);
  // A group is known by the index of one of its entries; its chain of entries starts there, its lines in `firstLine`.
  const firstLine = new Int32Array(entries.length).fill(-1);
  for (let index = 0; index < entries.length; index += 1) {
    const externalNumber = entries[index]?.externalNumber ?? '';
    if (externalNumber === '') continue;
    const head = groups.get(externalNumber);
    if (head === undefined) {
      groups.set(externalNumber, index);
    } else {
      nextEntry[index] = nextEntry[head] ?? -1;
      nextEntry[head] = index;
    }
  }
  for (let index = 0; index < lines.length; index += 1) {
    const externalNumber = lines[index]?.externalNumber ?? '';
    const head = externalNumber === '' ? undefined : groups.get(externalNumber);
    if (head === undefined) continue;
    nextLine[index] = firstLine[head] ?? -1;
    firstLine[head] = index;
  }
  const proposals: MatchProposal[] = [];
  for (const head of groups.values()) {
    const lineHead = firstLine[head] ?? -1;
    if (lineHead < 0) continue;
    const line = lines[lineHead];
    const entry = entries[head];
    const isPair = nextEntry[head] === -1 && nextLine[lineHead] === -1;
    if (isPair && line !== undefined && entry !== undefined) {
      const proposal = pairOfNumber(line, entry);
      if (proposal !== null) proposals.push(proposal);
    } else {
      const group = pairGroup(chain(lines, nextLine, lineHead), chain(entries, nextEntry, head));
      for (const found of group) proposals.push(proposalOfNumber(found));
    }
  }
  return proposals;
}

function chain<Item>(items: readonly Item[], next: Int32Array, head: number): Item[] {
  const chained: Item[] = [];
  for (let index = head; index >= 0; index = next[index] ?? -1) {
    const item = items[index];
    if (item !== undefined) chained.push(item);
  }
  return chained;
}

/** A payment and its refund may share a number: what has opposite signs is never each other's. */
function pairOfNumber(line: StatementLine, entry: AccountEntry): MatchProposal | null {
  if (line.amount !== entry.amount && line.amount < 0 !== entry.amount < 0) return null;
  return proposalOfNumber({ lines: [line], entries: [entry] });
}

function proposalOfNumber({ lines, entries }: Group): MatchProposal {
  const [line] = lines;
  const [entry] = entries;
  if (line === undefined || entry === undefined) throw new RangeError('A match has both sides.');
  const number: MatchReason = { code: 'SAME_EXTERNAL_NUMBER', externalNumber: line.externalNumber };
  const isPair = lines.length === 1 && entries.length === 1;
  const amount = isPair ? amountReason(line.amount, entry.amount) : groupAmountReason(lines, entries);
  const isEqual = amount.code === 'SAME_AMOUNT';
  if (!kindsAgree(line.kind, entry.kind)) {
    const kinds: MatchReason = { code: 'KIND_DIFFERS', ours: entry.kind, theirs: line.kind };
    return propose(isEqual ? 1 : 2, isEqual ? 85 : 60, lines, entries.map(wholeEntry), [number, amount, kinds]);
  }
  if (isPair && isEqual) return propose(1, 100, lines, [wholeEntry(entry)], [number, amount], true);
  return propose(2, isEqual ? 90 : isRounding(amount) ? 85 : 70, lines, entries.map(wholeEntry), [number, amount]);
}

export function amountReason(theirs: StatementLine['amount'], ours: AccountEntry['amount']): MatchReason {
  return theirs === ours ? { code: 'SAME_AMOUNT', amount: ours } : { code: 'AMOUNT_DIFFERS', ours, theirs };
}

/** Whether the two sides differ by no more than what rounding to the cent leaves. */
export function isRounding(reason: MatchReason): boolean {
  return reason.code === 'AMOUNT_DIFFERS' && Math.abs(reason.theirs - reason.ours) <= ROUNDING_LIMIT;
}

function groupAmountReason(lines: readonly StatementLine[], entries: readonly AccountEntry[]): MatchReason {
  return amountReason(sumMoney(lines.map(({ amount }) => amount)), sumMoney(entries.map(({ amount }) => amount)));
}

/** Lines and entries that were found to belong together. */
interface Group {
  readonly lines: readonly StatementLine[];
  readonly entries: readonly AccountEntry[];
}

/**
 * Splits lines and entries of one number: equal amounts one to one, then for each sign all together when they add up
 * to the same, else one to one by day. What is left over has no counterpart: a number sent twice stays open as one.
 */
function pairGroup(lines: readonly StatementLine[], entries: readonly AccountEntry[]): Group[] {
  const groups: Group[] = [];
  const openEntries = new Set([...entries].sort(byDay));
  const byAmount = Map.groupBy(openEntries, ({ amount }) => amount);
  const openLines = [...lines].sort(byDay).filter((line) => {
    const candidates = byAmount.get(line.amount) ?? [];
    const index = candidates.findIndex((entry) => numbersAgree(line, entry));
    const [entry] = index < 0 ? [] : candidates.splice(index, 1);
    if (entry === undefined) return true;
    openEntries.delete(entry);
    groups.push({ lines: [line], entries: [entry] });
    return false;
  });
  for (const isNegative of [false, true]) {
    const sameSignLines = openLines.filter(({ amount }) => amount < 0 === isNegative);
    const sameSignEntries = [...openEntries].filter(({ amount }) => amount < 0 === isNegative);
    if (sameSignLines.length === 0 || sameSignEntries.length === 0) continue;
    groups.push(...pairSameSign(sameSignLines, sameSignEntries));
  }
  return groups;
}

function pairSameSign(lines: readonly StatementLine[], entries: readonly AccountEntry[]): Group[] {
  const agree = allNumbersAgree(lines, entries);
  if (agree && sumMoney(lines.map(({ amount }) => amount)) === sumMoney(entries.map(({ amount }) => amount))) {
    return [{ lines, entries }];
  }
  const pairs: Group[] = [];
  for (const [index, line] of lines.entries()) {
    const entry = entries[index];
    if (entry !== undefined && numbersAgree(line, entry)) pairs.push({ lines: [line], entries: [entry] });
  }
  return pairs;
}

/** Whether no line of a group carries another number than an entry of it. */
export function allNumbersAgree(lines: readonly StatementLine[], entries: readonly AccountEntry[]): boolean {
  const theirs = new Set(lines.map(({ externalNumber }) => externalNumber).filter((number) => number !== ''));
  const ours = new Set(entries.map(({ externalNumber }) => externalNumber).filter((number) => number !== ''));
  if (theirs.size === 0 || ours.size === 0) return true;
  return theirs.size === 1 && ours.size === 1 && [...theirs].every((number) => ours.has(number));
}

const NUMBER_IN_TEXT = /[A-Za-z0-9]+(?:[-_/.#][A-Za-z0-9]+)*/g;
const SHORTEST_NUMBER_IN_TEXT = 4;

/** Pass 3: our own number in their column for it, or somewhere in their remark. */
export function matchByOurNumber(lines: readonly StatementLine[], entries: readonly AccountEntry[]): MatchProposal[] {
  const entriesByNumber = new Map<string, AccountEntry[]>();
  for (const entry of entries) {
    if (entry.ourNumber === '') continue;
    const number = entry.ourNumber.toUpperCase();
    const others = entriesByNumber.get(number);
    if (others) others.push(entry);
    else entriesByNumber.set(number, [entry]);
  }
  if (entriesByNumber.size === 0) return [];
  const named = new Map<StatementLine, NamedEntries>();
  for (const line of lines) {
    const found = entriesNamedBy(line, entriesByNumber);
    if (found !== null) named.set(line, found);
  }
  return connected(named).flatMap(({ lines: together, entries: withThem }) =>
    pairGroup(together, withThem).flatMap((group) => proposalOfOurNumber(group, named)),
  );
}

interface NamedEntries {
  readonly reason: MatchReason;
  readonly entries: readonly AccountEntry[];
}

function entriesNamedBy(
  line: StatementLine,
  entriesByNumber: ReadonlyMap<string, readonly AccountEntry[]>,
): NamedEntries | null {
  const stated = line.ourNumber === '' ? undefined : entriesByNumber.get(line.ourNumber.toUpperCase());
  const agreeing = stated?.filter((entry) => numbersAgree(line, entry)) ?? [];
  if (agreeing.length > 0) {
    return { reason: { code: 'OUR_NUMBER_STATED', ourNumber: line.ourNumber }, entries: agreeing };
  }
  // A number stated in its own column is what the line is about, whatever else the remark mentions.
  if (stated !== undefined) return null;
  const numbers = new Set(`${line.remark} ${line.ourNumber}`.toUpperCase().match(NUMBER_IN_TEXT) ?? []);
  const mentioned = [...numbers]
    .filter((number) => number.length >= SHORTEST_NUMBER_IN_TEXT)
    .flatMap((number) => entriesByNumber.get(number) ?? [])
    .filter((entry) => numbersAgree(line, entry));
  const [first] = mentioned;
  if (first === undefined) return null;
  return { reason: { code: 'OUR_NUMBER_IN_REMARK', ourNumber: first.ourNumber }, entries: mentioned };
}

/** Lines and entries joined by naming, each group apart from all others. */
function connected(named: ReadonlyMap<StatementLine, NamedEntries>): Group[] {
  const linesByEntry = new Map<AccountEntry, StatementLine[]>();
  for (const [line, { entries }] of named) {
    for (const entry of entries) {
      const others = linesByEntry.get(entry);
      if (others) others.push(line);
      else linesByEntry.set(entry, [line]);
    }
  }
  const seen = new Set<StatementLine>();
  const groups: Group[] = [];
  for (const start of named.keys()) {
    if (seen.has(start)) continue;
    seen.add(start);
    const lines = [start];
    const entries = new Set<AccountEntry>();
    // Grows while it is walked: each line brings its entries, each new entry its other lines.
    for (const line of lines) {
      for (const entry of named.get(line)?.entries ?? []) {
        if (entries.has(entry)) continue;
        entries.add(entry);
        for (const other of linesByEntry.get(entry) ?? []) {
          if (seen.has(other)) continue;
          seen.add(other);
          lines.push(other);
        }
      }
    }
    groups.push({ lines, entries: [...entries] });
  }
  return groups;
}

function proposalOfOurNumber(group: Group, named: ReadonlyMap<StatementLine, NamedEntries>): MatchProposal[] {
  const [line] = group.lines;
  const reason = line === undefined ? undefined : named.get(line)?.reason;
  const [entry] = group.entries;
  if (line === undefined || entry === undefined || reason === undefined) return [];
  const amount = groupAmountReason(group.lines, group.entries);
  const isEqual = amount.code === 'SAME_AMOUNT';
  const reasons: MatchReason[] = [reason, amount];
  const doKindsAgree = kindsAgree(line.kind, entry.kind);
  if (!doKindsAgree) reasons.push({ code: 'KIND_DIFFERS', ours: entry.kind, theirs: line.kind });
  const score = (isEqual ? 92 : isRounding(amount) ? 86 : 65) - (doKindsAgree ? 0 : 20);
  return [propose(3, score, group.lines, group.entries.map(wholeEntry), reasons)];
}
