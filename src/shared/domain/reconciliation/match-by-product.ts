import { sumMoney } from '../money/money.ts';
import { amountReason, isRounding } from './match-by-number.ts';
import { byDay, type EntryPart, partsByDay, propose } from './match-proposal.ts';
import type { AccountEntry, MatchOptions, MatchProposal, MatchReason, StatementLine } from './match-types.ts';

/** Lines and receipt lines of one product, those with a number of the supplier's apart from those without. */
interface ProductGroup {
  numberedLines: StatementLine[];
  plainLines: StatementLine[];
  numberedParts: EntryPart[];
  plainParts: EntryPart[];
}

/**
 * Pass 4: a SKU at a unit price, in sum over the period: one line of their statement for many of our receipts. First by
 * SKU, price and day, then by SKU and price, then by SKU alone where the sheet tells no price or another one. Only sums that agree
 * to the last 1/10 000 are proposed here.
 */
export function matchByProduct(
  lines: readonly StatementLine[],
  entries: readonly AccountEntry[],
  options: MatchOptions,
): MatchProposal[] {
  const proposals: MatchProposal[] = [];
  const taken = new Taken();
  for (const keyOf of [dayKey, priceKey, skuKey]) {
    for (const group of groupsBy(keyOf, lines, entries, options, taken)) {
      for (const [theirs, ours] of equalSides(group)) proposals.push(taken.add(proposal(theirs, ours)));
    }
  }
  return proposals;
}

/** The same groups with whatever is left, the sums unequal: what a person should look at, after every exact pass. */
export function matchByProductWithDifference(
  lines: readonly StatementLine[],
  entries: readonly AccountEntry[],
  options: MatchOptions,
  usedEntryLines: ReadonlySet<number>,
): MatchProposal[] {
  const proposals: MatchProposal[] = [];
  const taken = new Taken(usedEntryLines);
  for (const keyOf of [priceKey, skuKey]) {
    for (const group of groupsBy(keyOf, lines, entries, options, taken)) {
      const [theirs, ours] = nearestSides(group);
      if (theirs.length === 0 || ours.length === 0) continue;
      const found = proposal(theirs, ours);
      if (found.lineTotal < 0 !== found.entryTotal < 0) continue;
      proposals.push(taken.add(found));
    }
  }
  return proposals;
}

/** What has been matched within this pass. */
class Taken {
  readonly lineIds = new Set<number>();
  readonly entryLineIds: Set<number>;
  constructor(usedEntryLines: Iterable<number> = []) {
    this.entryLineIds = new Set(usedEntryLines);
  }
  add(proposal: MatchProposal): MatchProposal {
    for (const id of proposal.lineIds) this.lineIds.add(id);
    for (const { entryLineId } of proposal.allocations) if (entryLineId !== null) this.entryLineIds.add(entryLineId);
    return proposal;
  }
}

interface Product {
  readonly skuId: number;
  readonly unitPrice: number | null;
  readonly occurredOn: string | null;
}

function dayKey({ skuId, unitPrice, occurredOn }: Product): string | null {
  return unitPrice === null || occurredOn === null ? null : `${skuId} ${unitPrice} ${occurredOn}`;
}

function priceKey({ skuId, unitPrice }: Product): string | null {
  return unitPrice === null ? null : `${skuId} ${unitPrice}`;
}

function skuKey({ skuId }: Product): string | null {
  return String(skuId);
}

function groupsBy(
  keyOf: (product: Product) => string | null,
  lines: readonly StatementLine[],
  entries: readonly AccountEntry[],
  { period }: MatchOptions,
  taken: Taken,
): ProductGroup[] {
  const groups = new Map<string, ProductGroup>();
  for (const line of lines) {
    const { skuId, unitPrice, occurredOn } = line;
    if (skuId === null || taken.lineIds.has(line.id)) continue;
    const key = keyOf({ skuId, unitPrice, occurredOn });
    if (key === null) continue;
    let group = groups.get(key);
    if (!group) {
      group = { numberedLines: [], plainLines: [], numberedParts: [], plainParts: [] };
      groups.set(key, group);
    }
    (line.externalNumber === '' ? group.plainLines : group.numberedLines).push(line);
  }
  if (groups.size === 0) return [];
  for (const entry of entries) {
    const { occurredOn } = entry;
    if (period && (occurredOn < period.from || occurredOn > period.to)) continue;
    for (const line of entry.lines) {
      if (line.skuId === null || taken.entryLineIds.has(line.id)) continue;
      const key = keyOf({ skuId: line.skuId, unitPrice: line.unitPrice, occurredOn });
      const group = key === null ? undefined : groups.get(key);
      const part: EntryPart = { entry, line, amount: line.amount };
      (entry.externalNumber === '' ? group?.plainParts : group?.numberedParts)?.push(part);
    }
  }
  return [...groups.values()].map((group) => ({
    numberedLines: group.numberedLines.sort(byDay),
    plainLines: group.plainLines.sort(byDay),
    numberedParts: group.numberedParts.sort(partsByDay),
    plainParts: group.plainParts.sort(partsByDay),
  }));
}

type Sides = readonly [readonly StatementLine[], readonly EntryPart[]];

/**
 * The ways a group may be told into two sides without a line's number meeting another number of ours (those of equal
 * numbers were matched before): lines without a number with anything, numbered lines with receipts without a number.
 */
function equalSides(group: ProductGroup): Sides[] {
  const { numberedLines, plainLines, numberedParts, plainParts } = group;
  const everyPart = [...numberedParts, ...plainParts].sort(partsByDay);
  if (isEqual(plainLines, everyPart)) return [[plainLines, everyPart]];
  const found: Sides[] = [];
  if (isEqual(plainLines, numberedParts)) found.push([plainLines, numberedParts]);
  if (isEqual(numberedLines, plainParts)) found.push([numberedLines, plainParts]);
  else if (found.length === 0 && isEqual(plainLines, plainParts)) found.push([plainLines, plainParts]);
  return found;
}

function nearestSides(group: ProductGroup): Sides {
  const everyPart = [...group.numberedParts, ...group.plainParts].sort(partsByDay);
  return group.plainLines.length > 0 ? [group.plainLines, everyPart] : [group.numberedLines, group.plainParts];
}

function isEqual(lines: readonly StatementLine[], parts: readonly EntryPart[]): boolean {
  if (lines.length === 0 || parts.length === 0) return false;
  return sumMoney(lines.map(({ amount }) => amount)) === sumMoney(parts.map(({ amount }) => amount));
}

/** What a sum that differs by more than rounding is less sure by. */
const UNEQUAL_PENALTY = 30;

function proposal(lines: readonly StatementLine[], parts: readonly EntryPart[]): MatchProposal {
  const prices = new Set([...lines.map((line) => line.unitPrice), ...parts.map(({ line }) => line?.unitPrice ?? null)]);
  const days = new Set([...lines.map((line) => line.occurredOn), ...parts.map(({ entry }) => entry.occurredOn)]);
  const [price] = prices;
  const skuId = parts[0]?.line?.skuId;
  if (skuId === undefined || skuId === null) throw new RangeError('A product match has receipt lines.');
  const hasOnePrice = prices.size === 1 && price !== null && price !== undefined;
  const amount = amountReason(sumMoney(lines.map((line) => line.amount)), sumMoney(parts.map((part) => part.amount)));
  const reasons: MatchReason[] = [
    hasOnePrice ? { code: 'SAME_SKU_AND_PRICE', skuId, unitPrice: price } : { code: 'SAME_SKU', skuId },
    amount,
  ];
  const quantity = quantityReason(lines, parts);
  if (quantity !== null) reasons.push(quantity);
  if (days.size === 1) reasons.push({ code: 'SAME_DAY' });
  const score = (days.size === 1 ? 90 : 88) - (hasOnePrice ? 0 : 8) - (quantity?.code === 'QUANTITY_DIFFERS' ? 5 : 0);
  const penalty = amount.code === 'SAME_AMOUNT' || isRounding(amount) ? 0 : UNEQUAL_PENALTY;
  return propose(4, score - penalty, lines, parts, reasons);
}

function quantityReason(lines: readonly StatementLine[], parts: readonly EntryPart[]): MatchReason | null {
  if (lines.some(({ quantity }) => quantity === null)) return null;
  const theirs = lines.reduce((sum, { quantity }) => sum + (quantity ?? 0), 0);
  const ours = parts.reduce((sum, { line }) => sum + (line?.quantity ?? 0), 0);
  return theirs === ours ? { code: 'SAME_QUANTITY', quantity: ours } : { code: 'QUANTITY_DIFFERS', ours, theirs };
}
