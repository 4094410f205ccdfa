import { type Money, money, negateMoney, subtractMoney, sumMoney } from '../money/money.ts';
import { addDays, type Day } from '../time/business-time.ts';
import {
  type AccountEntry,
  type AccountKind,
  kindsAgree,
  type MatchProposal,
  type StatementLine,
} from './match-types.ts';

/**
 * The kinds of difference: `ONLY_OURS` 我有彼无, `ONLY_THEIRS` 彼有我无, `QUANTITY` 数量差, `UNIT_PRICE` 单价差, `AMOUNT` 金额差,
 * `ROUNDING` 尾差 (up to 0.01), `CROSS_PERIOD` 跨期, `REFUND_PENDING` 退款未达, `DUPLICATE` 重复, `STATUS` 状态不符.
 */
export const DIFFERENCE_KINDS = [
  'ONLY_OURS',
  'ONLY_THEIRS',
  'QUANTITY',
  'UNIT_PRICE',
  'AMOUNT',
  'ROUNDING',
  'CROSS_PERIOD',
  'REFUND_PENDING',
  'DUPLICATE',
  'STATUS',
] as const;
export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number];

/** How a difference ends: it stands as it is or settles itself, a document of ours corrects our books, or they owe it us. */
export type Resolution = 'accepted' | 'adjusted' | 'claimed';

/** Up to here a difference is rounding: 0.01. */
export const ROUNDING_LIMIT = money(100);

/** A match as it was confirmed: lines, and the entries or lines of entries they are. */
export interface StatementMatch {
  readonly lineIds: readonly number[];
  readonly parts: readonly MatchPart[];
}

/** An entry, all of it when `entryLineId` is null. */
export interface MatchPart {
  readonly entryId: number;
  readonly entryLineId: number | null;
}

/** A proposal as the match it becomes when it is confirmed. */
export function matchOf({ lineIds, allocations }: Pick<MatchProposal, 'lineIds' | 'allocations'>): StatementMatch {
  // Nearly every match is one line of theirs and one entry of ours.
  const [only] = allocations;
  if (only !== undefined && allocations.length === 1) {
    return { lineIds, parts: [{ entryId: only.entryId, entryLineId: only.entryLineId }] };
  }
  const parts = new Map(
    allocations.map(({ entryId, entryLineId }) => [`${entryId} ${entryLineId}`, { entryId, entryLineId }]),
  );
  return { lineIds, parts: [...parts.values()] };
}

/** What a part of an entry comes to. Throws a RangeError for a line the entry does not have. */
export function amountOfPart(
  entry: { readonly amount: Money; readonly lines: readonly { readonly id: number; readonly amount: Money }[] },
  entryLineId: number | null,
): Money {
  if (entryLineId === null) return entry.amount;
  const line = entry.lines.find(({ id }) => id === entryLineId);
  if (line === undefined) throw new RangeError(`A match names line ${entryLineId}, which the entry does not have.`);
  return line.amount;
}

export interface Difference {
  readonly kind: DifferenceKind;
  readonly lineIds: readonly number[];
  readonly entryIds: readonly number[];
  /** What they claim beyond our books. */
  readonly amount: Money;
}

export interface DifferenceContext {
  readonly period: { readonly from: Day; readonly to: Day };
  /** Our entries of the days around the period, to tell what they booked in another period than we did. */
  readonly neighbours?: readonly AccountEntry[];
  /** What we booked in the last days of the period they often book in the next; 3 days. */
  readonly cutOffDays?: number;
}

/** Two sides of a confirmed match, or the one side of what has no counterpart. */
export type DifferenceSubject =
  | { readonly side: 'both'; readonly lines: readonly StatementLine[]; readonly parts: readonly MatchedPart[] }
  | {
      readonly side: 'theirs';
      readonly line: StatementLine;
      readonly isRepeated: boolean;
      readonly isInNeighbours: boolean;
    }
  | { readonly side: 'ours'; readonly entry: AccountEntry; readonly isRepeated: boolean };

/** The part of an entry that a match explains; all of it when `entryLineId` is null. */
export interface MatchedPart {
  readonly entry: AccountEntry;
  readonly entryLineId: number | null;
  readonly amount: Money;
}

/** The kind of a difference; null when the two sides agree. */
export function classifyDifference(subject: DifferenceSubject, context: DifferenceContext): DifferenceKind | null {
  switch (subject.side) {
    case 'both':
      return classifyMatch(subject.lines, subject.parts, context);
    case 'theirs':
      if (subject.isRepeated) return 'DUPLICATE';
      if (subject.isInNeighbours || !isWithin(subject.line.occurredOn, context)) return 'CROSS_PERIOD';
      return subject.line.kind === 'refund' ? 'REFUND_PENDING' : 'ONLY_THEIRS';
    case 'ours':
      if (subject.isRepeated) return 'DUPLICATE';
      if (subject.entry.kind === 'refund') return 'REFUND_PENDING';
      return isCutOff(subject.entry.occurredOn, context) ? 'CROSS_PERIOD' : 'ONLY_OURS';
  }
}

function classifyMatch(
  lines: readonly StatementLine[],
  parts: readonly MatchedPart[],
  context: DifferenceContext,
): DifferenceKind | null {
  const difference = differenceOf(lines, parts);
  const doKindsAgree = lines.every((line) => parts.every(({ entry }) => kindsAgree(line.kind, entry.kind)));
  if (difference === 0) {
    if (!doKindsAgree) return 'STATUS';
    return parts.every(({ entry }) => isWithin(entry.occurredOn, context)) ? null : 'CROSS_PERIOD';
  }
  if (Math.abs(difference) <= ROUNDING_LIMIT) return 'ROUNDING';
  if (!doKindsAgree) return 'STATUS';
  const theirs = productsOf(lines.map(({ quantity, unitPrice }) => ({ quantity, unitPrice })));
  const ours = productsOf(parts.flatMap(receiptLines));
  if (theirs === null || ours === null) return 'AMOUNT';
  if (theirs.quantity === ours.quantity) return 'UNIT_PRICE';
  return theirs.unitPrice !== null && theirs.unitPrice === ours.unitPrice ? 'QUANTITY' : 'AMOUNT';
}

function receiptLines({ entry, entryLineId }: MatchedPart): AccountEntry['lines'] {
  return entryLineId === null ? entry.lines : entry.lines.filter(({ id }) => id === entryLineId);
}

/** Quantity in all and the one unit price there is; null when a quantity is unknown. */
function productsOf(
  products: readonly { readonly quantity: number | null; readonly unitPrice: Money | null }[],
): { quantity: number; unitPrice: Money | null } | null {
  if (products.length === 0 || products.some(({ quantity }) => quantity === null)) return null;
  const prices = new Set(products.map(({ unitPrice }) => unitPrice));
  const [price = null] = prices;
  const quantity = products.reduce((sum, product) => sum + (product.quantity ?? 0), 0);
  return { quantity, unitPrice: prices.size === 1 ? price : null };
}

function differenceOf(lines: readonly StatementLine[], parts: readonly { readonly amount: Money }[]): Money {
  return subtractMoney(sumMoney(lines.map(({ amount }) => amount)), sumMoney(parts.map(({ amount }) => amount)));
}

function isWithin(day: Day | null, { period }: DifferenceContext): boolean {
  return day === null || (day >= period.from && day <= period.to);
}

function isCutOff(day: Day, { period, cutOffDays = 3 }: DifferenceContext): boolean {
  return day > addDays(period.to, -cutOffDays) || day < period.from;
}

/**
 * Every difference between a statement and our entries, given the confirmed matches: within matches, lines without an
 * entry, entries (or what is left of those matched by their lines) without a line. Their amounts sum to
 * `Σ lines − Σ entries`.
 */
export function findDifferences(
  lines: readonly StatementLine[],
  entries: readonly AccountEntry[],
  matches: readonly StatementMatch[],
  context: DifferenceContext,
): Difference[] {
  const linesById = new Map<number, StatementLine>(lines.map((line) => [line.id, line]));
  const entriesById = new Map<number, AccountEntry>(entries.map((entry) => [entry.id, entry]));
  const matchedLines = new Set<number>();
  const matchedAmounts = new Map<number, number>();
  const differences: Difference[] = [];
  for (const match of matches) {
    const theirs = match.lineIds.map((id) => known(linesById, id));
    const parts = match.parts.map(({ entryId, entryLineId }) => {
      const entry = known(entriesById, entryId);
      const amount = amountOfPart(entry, entryLineId);
      matchedAmounts.set(entryId, (matchedAmounts.get(entryId) ?? 0) + amount);
      return { entry, entryLineId, amount };
    });
    for (const id of match.lineIds) matchedLines.add(id);
    const kind = classifyDifference({ side: 'both', lines: theirs, parts }, context);
    if (kind === null) continue;
    const entryIds = [...new Set(parts.map(({ entry }) => entry.id))];
    differences.push({ kind, lineIds: match.lineIds, entryIds, amount: differenceOf(theirs, parts) });
  }
  const isLineRepeated = repetition(lines, matchedLines);
  const neighbours = new Set((context.neighbours ?? []).map(identity).filter((text) => text !== null));
  for (const line of lines) {
    if (matchedLines.has(line.id)) continue;
    const isInNeighbours = neighbours.has(identity(line) ?? '');
    const kind = classifyDifference(
      { side: 'theirs', line, isRepeated: isLineRepeated(line), isInNeighbours },
      context,
    );
    differences.push({ kind: kind ?? 'ONLY_THEIRS', lineIds: [line.id], entryIds: [], amount: line.amount });
  }
  const isEntryRepeated = repetition(entries, new Set(matchedAmounts.keys()));
  for (const entry of entries) {
    const left = subtractMoney(entry.amount, money(matchedAmounts.get(entry.id) ?? 0));
    if (matchedAmounts.has(entry.id) && left === 0) continue;
    const kind = classifyDifference({ side: 'ours', entry, isRepeated: isEntryRepeated(entry) }, context);
    differences.push({ kind: kind ?? 'ONLY_OURS', lineIds: [], entryIds: [entry.id], amount: negateMoney(left) });
  }
  return differences;
}

interface Identified {
  readonly id: number;
  readonly externalNumber: string;
  readonly amount: Money;
}

function identity({ externalNumber, amount }: Identified): string | null {
  return externalNumber === '' ? null : `${amount} ${externalNumber}`;
}

/** Whether an item repeats the number and amount of one that was matched, or of an earlier one. */
function repetition(items: readonly Identified[], matched: ReadonlySet<number>): (item: Identified) => boolean {
  const first = new Map<string, number>();
  const inOrder = [...items].sort((a, b) => Number(matched.has(b.id)) - Number(matched.has(a.id)) || a.id - b.id);
  for (const item of inOrder) {
    const key = identity(item);
    if (key !== null && !first.has(key)) first.set(key, item.id);
  }
  return (item) => {
    const key = identity(item);
    return key !== null && first.get(key) !== item.id;
  };
}

function known<Item>(items: ReadonlyMap<number, Item>, id: number): Item {
  const item = items.get(id);
  if (item === undefined) throw new RangeError(`A match names ${id}, which is not on the statement or in the account.`);
  return item;
}

/** What usually becomes of a difference; a person decides. `amount` is theirs − ours, `lineKind` of a line only they have. */
export function suggestResolution(kind: DifferenceKind, amount: Money, lineKind: AccountKind = 'other'): Resolution {
  switch (kind) {
    case 'ROUNDING':
    case 'CROSS_PERIOD':
      return 'accepted';
    case 'ONLY_THEIRS':
      // What only they could know of is ours to book; a purchase we never received is not.
      return amount < 0 || lineKind === 'fee' || lineKind === 'rebate' ? 'adjusted' : 'claimed';
    case 'ONLY_OURS':
    case 'QUANTITY':
    case 'UNIT_PRICE':
    case 'AMOUNT':
    case 'DUPLICATE':
    case 'STATUS':
    case 'REFUND_PENDING':
      if (amount === 0) return 'accepted';
      return amount > 0 ? 'claimed' : 'adjusted';
  }
}
