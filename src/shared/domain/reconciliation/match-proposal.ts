import { type Money, money, subtractMoney, sumMoney } from '../money/money.ts';
import type {
  AccountEntry,
  EntryLine,
  MatchAllocation,
  MatchPass,
  MatchProposal,
  MatchReason,
  MatchShape,
  StatementLine,
} from './match-types.ts';

/** What a statement line is matched with: a whole entry, or one line of it. */
export interface EntryPart {
  readonly entry: AccountEntry;
  readonly line: EntryLine | null;
  readonly amount: Money;
}

export function wholeEntry(entry: AccountEntry): EntryPart {
  return { entry, line: null, amount: entry.amount };
}

/** By day, then by id: the one order in which anything is paired, so that the order of the input does not matter. */
export function byDay(left: Dated, right: Dated): number {
  const [leftDay, rightDay] = [left.occurredOn ?? '', right.occurredOn ?? ''];
  if (leftDay !== rightDay) return leftDay < rightDay ? -1 : 1;
  return left.id - right.id;
}

interface Dated {
  readonly occurredOn: string | null;
  readonly id: number;
}

export function partsByDay(left: EntryPart, right: EntryPart): number {
  return byDay(left.entry, right.entry) || (left.line?.id ?? 0) - (right.line?.id ?? 0);
}

/** Makes a proposal of lines and entry parts that belong together; the order given is the order of allocation. */
export function propose(
  pass: MatchPass,
  score: number,
  lines: readonly StatementLine[],
  parts: readonly EntryPart[],
  reasons: readonly MatchReason[],
  confirmsByItself = false,
): MatchProposal {
  const [line] = lines;
  const [part] = parts;
  if (line === undefined || part === undefined) throw new RangeError('A match has both sides.');
  if (lines.length === 1 && parts.length === 1) return oneToOne(pass, score, line, part, reasons, confirmsByItself);
  const lineTotal = sumMoney(lines.map(({ amount }) => amount));
  const entryTotal = sumMoney(parts.map(({ amount }) => amount));
  return {
    pass,
    score,
    reasons,
    shape: shapeOf(lines.length, parts.length),
    lineIds: lines.map(({ id }) => id),
    entryIds: [...new Set(parts.map(({ entry }) => entry.id))],
    allocations: allocate(lines, parts),
    lineTotal,
    entryTotal,
    difference: subtractMoney(lineTotal, entryTotal),
    confirmsByItself,
  };
}

function oneToOne(
  pass: MatchPass,
  score: number,
  line: StatementLine,
  part: EntryPart,
  reasons: readonly MatchReason[],
  confirmsByItself: boolean,
): MatchProposal {
  const { entry, amount } = part;
  return {
    pass,
    score,
    reasons,
    shape: 'one-to-one',
    lineIds: [line.id],
    entryIds: [entry.id],
    allocations: [{ lineId: line.id, entryId: entry.id, entryLineId: part.line?.id ?? null, amount }],
    lineTotal: line.amount,
    entryTotal: amount,
    difference: money(line.amount - amount),
    confirmsByItself,
  };
}

function shapeOf(lineCount: number, partCount: number): MatchShape {
  if (lineCount === 1) return partCount === 1 ? 'one-to-one' : 'one-to-many';
  return partCount === 1 ? 'many-to-one' : 'many-to-many';
}

/**
 * Hands every entry part to the lines in full. The lines are filled in order and the last takes what is left, so it is
 * at the end that lines of another total come out short or over. Where signs are mixed a line cannot simply take until
 * it is full: then all but the last line settle with the first part.
 */
function allocate(lines: readonly StatementLine[], parts: readonly EntryPart[]): MatchAllocation[] {
  const amounts = [...lines, ...parts].map(({ amount }) => amount).filter((amount) => amount !== 0);
  const hasOneSign = amounts.every((amount) => amount > 0) || amounts.every((amount) => amount < 0);
  return hasOneSign ? fillInOrder(lines, parts) : settleWithFirstPart(lines, parts);
}

function fillInOrder(lines: readonly StatementLine[], parts: readonly EntryPart[]): MatchAllocation[] {
  const allocations: MatchAllocation[] = [];
  const lastIndex = lines.length - 1;
  let lineIndex = 0;
  let need: number = lines[0]?.amount ?? 0;
  for (const part of parts) {
    let rest: number = part.amount;
    do {
      const isLastLine = lineIndex === lastIndex;
      const given = isLastLine || Math.abs(rest) <= Math.abs(need) ? rest : need;
      allocations.push(allocation(lines[lineIndex], part, given));
      rest -= given;
      need -= given;
      if (need === 0 && !isLastLine) {
        lineIndex += 1;
        need = lines[lineIndex]?.amount ?? 0;
      }
    } while (rest !== 0);
  }
  // Every line of a match is named in it, even where the entries were used up before.
  const isLastNamed = allocations.at(-1)?.lineId === lines[lineIndex]?.id;
  for (const line of lines.slice(isLastNamed ? lineIndex + 1 : lineIndex)) {
    allocations.push(allocation(line, parts.at(-1), 0));
  }
  return allocations;
}

function settleWithFirstPart(lines: readonly StatementLine[], parts: readonly EntryPart[]): MatchAllocation[] {
  const allButLast = lines.slice(0, -1);
  const taken = sumMoney(allButLast.map(({ amount }) => amount));
  const last = lines.at(-1);
  const rest = parts.map((part, index) => allocation(last, part, index === 0 ? part.amount - taken : part.amount));
  const first = allButLast.map((line) => allocation(line, parts[0], line.amount));
  return [...first, ...rest];
}

function allocation(line: StatementLine | undefined, part: EntryPart | undefined, amount: number): MatchAllocation {
  if (line === undefined || part === undefined) throw new RangeError('A match has both sides.');
  return { lineId: line.id, entryId: part.entry.id, entryLineId: part.line?.id ?? null, amount: money(amount) };
}
