import { type Money, money, multiplyMoney, ZERO_MONEY } from '../money/money.ts';
import { type LineProgress, openQuantity } from './order-lines.ts';

/** One line as a receipt meets it. */
export interface ReceivingLine<LineId> extends LineProgress {
  readonly id: LineId;
}

export interface ReceivedPart<LineId> {
  readonly lineId: LineId;
  readonly quantity: number;
  /** Of those, keys beyond what the line still waited for. */
  readonly over: number;
}

/**
 * Spreads keys of one SKU over the lines that order it: each takes what it waits for, in the order of the lines, and what is
 * left over goes to the last one as too many. Lines that take nothing are left out; without a line the answer is empty.
 */
export function spreadReceipt<LineId>(
  lines: readonly ReceivingLine<LineId>[],
  quantity: number,
): ReceivedPart<LineId>[] {
  let left = quantity;
  const parts = lines.map((line) => {
    const taken = Math.min(openQuantity(line), left);
    left -= taken;
    return { lineId: line.id, quantity: taken, over: 0 };
  });
  const last = parts.at(-1);
  if (last && left > 0) {
    last.quantity += left;
    last.over = left;
  }
  return parts.filter((part) => part.quantity > 0);
}

/** Keys of one SKU that came, or will come. */
export interface ArrivedKeys<SkuId> {
  readonly skuId: SkuId;
  readonly quantity: number;
}

/** What a receipt will bring that its order does not ask for, by SKU: another product, or more than is waited for. */
export function surplusOf<SkuId>(
  lines: readonly (LineProgress & { readonly skuId: SkuId })[],
  arrived: readonly ArrivedKeys<SkuId>[],
): { readonly kind: 'over' | 'wrong-sku'; readonly skuId: SkuId; readonly quantity: number }[] {
  return [...Map.groupBy(arrived, ({ skuId }) => skuId)].flatMap(([skuId, parts]) => {
    const quantity = parts.reduce((sum, part) => sum + part.quantity, 0);
    const own = lines.filter((line) => line.skuId === skuId);
    const left = quantity - own.reduce((sum, line) => sum + openQuantity(line), 0);
    return left > 0 ? [{ kind: own.length > 0 ? 'over' : 'wrong-sku', skuId, quantity: left }] : [];
  });
}

/** Takes back up to `quantity` from what a receipt brought, the last part first. Answers the part of each by its place. */
export function spreadTakeBack(remaining: readonly number[], quantity: number): number[] {
  let left = quantity;
  const taken = remaining.map(() => 0);
  for (let index = remaining.length - 1; index >= 0 && left > 0; index -= 1) {
    const part = Math.min(remaining[index] ?? 0, left);
    taken[index] = part;
    left -= part;
  }
  return taken;
}

export const DIFFERENCE_KINDS = ['short', 'over', 'wrong-sku', 'bad', 'duplicate'] as const;
export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number];

/** Keys that came and were not taken in. */
export function isRefusedKind(kind: DifferenceKind): boolean {
  return kind === 'bad' || kind === 'duplicate';
}

export const DIFFERENCE_DECISIONS = ['accept', 'reject', 'claim'] as const;
export type DifferenceDecision = (typeof DIFFERENCE_DECISIONS)[number];

export interface DecisionEffect {
  /** The keys concerned are not waited for any more. */
  readonly stopsWaiting: boolean;
  /** Keys that came go back to the supplier, for what they cost. */
  readonly returnsKeys: boolean;
  /** The supplier's account is credited with an amount that the person names. */
  readonly credits: boolean;
}

const NOTHING: DecisionEffect = { stopsWaiting: false, returnsKeys: false, credits: false };
const NOT_AWAITED: DecisionEffect = { ...NOTHING, stopsWaiting: true };
const CREDIT_FOR_MISSING: DecisionEffect = { ...NOTHING, stopsWaiting: true, credits: true };
const CREDIT: DecisionEffect = { ...NOTHING, credits: true };
const SENT_BACK: DecisionEffect = { ...NOTHING, returnsKeys: true };

/**
 * What each decision means. Accept: it is as it is. Reject: the supplier still owes what was ordered, and takes back what was
 * not. Claim: money instead.
 */
export const DECISION_EFFECTS: Readonly<Record<DifferenceKind, Readonly<Record<DifferenceDecision, DecisionEffect>>>> =
  {
    short: { accept: NOT_AWAITED, reject: NOTHING, claim: CREDIT_FOR_MISSING },
    bad: { accept: NOT_AWAITED, reject: NOTHING, claim: CREDIT_FOR_MISSING },
    duplicate: { accept: NOT_AWAITED, reject: NOTHING, claim: CREDIT_FOR_MISSING },
    over: { accept: NOTHING, reject: SENT_BACK, claim: CREDIT },
    'wrong-sku': { accept: NOTHING, reject: SENT_BACK, claim: CREDIT },
  };

/** A difference as far as it says what a line may still expect. */
export interface CountedDifference {
  readonly kind: DifferenceKind;
  readonly quantity: number;
  readonly state: 'open' | 'decided' | 'undone';
  readonly decision: DifferenceDecision | null;
}

/** What a difference is of, as far as it says what its keys can cost. */
export interface PricedDifference {
  readonly kind: DifferenceKind;
  /** Null where nothing was ordered that it belongs to: rows of no SKU, or of one that is not on the order. */
  readonly lineId: number | null;
  readonly quantity: number;
  readonly unitPrice: Money;
}

/**
 * What one key of a difference costs at most. Refused rows that belong to no line and do not say what they cost were sent for
 * something that was ordered: each costs no more than the dearest of it.
 */
export function highestPrice(
  { kind, lineId, unitPrice }: PricedDifference,
  lines: readonly { readonly unitPrice: Money }[],
): Money {
  const isUnpriced = lineId === null && unitPrice === 0 && isRefusedKind(kind);
  return isUnpriced ? money(Math.max(0, ...lines.map((line) => line.unitPrice))) : unitPrice;
}

/** The most that a claim can get back: what its keys cost, or what was charged for them where that is more. */
export function mostCredit(
  difference: PricedDifference & { readonly charged: Money },
  lines: readonly { readonly unitPrice: Money }[],
): Money {
  const { quantity, charged } = difference;
  return money(Math.max(charged, multiplyMoney(highestPrice(difference, lines), quantity)));
}

/** Keys of a line that nobody waits for any more, by its decided differences. */
export function waivedQuantity(differences: readonly CountedDifference[]): number {
  return differences
    .filter(
      ({ state, decision, kind }) => state === 'decided' && decision && DECISION_EFFECTS[kind][decision].stopsWaiting,
    )
    .reduce((sum, { quantity }) => sum + quantity, 0);
}

/**
 * How many keys a line is short of that nothing else explains: neither bad or doubled keys that came in their place, nor
 * what the supplier was already told to deliver. Only a line that has received something can be short; before that it waits.
 */
export function shortQuantity(
  line: LineProgress,
  differences: readonly CountedDifference[],
  hasReceipt: boolean,
): number {
  if (!hasReceipt) return 0;
  const explained = differences
    .filter(({ kind, state, decision }) => {
      if (kind === 'over' || kind === 'wrong-sku' || state === 'undone') return false;
      if (state === 'decided') return decision === 'reject';
      return kind !== 'short';
    })
    .reduce((sum, { quantity }) => sum + quantity, 0);
  return Math.max(0, openQuantity(line) - explained);
}

/** Refusals that say nothing of a key the supplier delivered. */
const NOT_DELIVERED: ReadonlySet<string> = new Set([
  'HIDDEN_ROW',
  'LOOKS_LIKE_SUMMARY',
  'LOOKS_LIKE_COMMENT',
  'OTHER_TABLE',
  'RE_SENT',
]);
/** Refusals of keys that we hold already: resold to us, or sent twice. */
export const DUPLICATE_REASONS: ReadonlySet<string> = new Set(['RESOLD', 'DUPLICATE_IN_FILE', 'SAME_SECRET']);

export interface RefusedCounts {
  readonly bad: number;
  readonly duplicate: number;
}

/** Refused rows of a sheet as the buyer counts them: keys that do not work, and keys that were there before. */
export function countRefused(byReason: Readonly<Record<string, number>>): RefusedCounts {
  let bad = 0;
  let duplicate = 0;
  for (const [reason, count] of Object.entries(byReason)) {
    const kind = refusedKind(reason);
    if (kind === 'duplicate') duplicate += count;
    if (kind === 'bad') bad += count;
  }
  return { bad, duplicate };
}

type RefusedKind = keyof RefusedCounts;
const REFUSED_KINDS: readonly RefusedKind[] = ['bad', 'duplicate'];

function refusedKind(reason: string): RefusedKind | null {
  if (DUPLICATE_REASONS.has(reason)) return 'duplicate';
  return NOT_DELIVERED.has(reason) ? null : 'bad';
}

/** Refused keys of one kind that came for a line; null: for none. */
export interface RefusedPart<LineId> {
  readonly lineId: LineId | null;
  readonly kind: RefusedKind;
  readonly quantity: number;
  readonly byReason: Readonly<Record<string, number>>;
}

/**
 * Spreads refused rows of one SKU over the lines that order it, like keys that were taken in: what came for a line is missing there
 * and nowhere else. Without a line they belong to none.
 */
export function spreadRefused<LineId>(
  lines: readonly ReceivingLine<LineId>[],
  byReason: Readonly<Record<string, number>>,
): RefusedPart<LineId>[] {
  let waiting = lines;
  return REFUSED_KINDS.flatMap((kind) => {
    const reasons = Object.entries(byReason).filter(([reason, count]) => refusedKind(reason) === kind && count > 0);
    const quantity = reasons.reduce((sum, [, count]) => sum + count, 0);
    if (quantity === 0) return [];
    const parts = waiting.length > 0 ? spreadReceipt(waiting, quantity) : [{ lineId: null, quantity }];
    waiting = waiting.map((line) => {
      const part = parts.find(({ lineId }) => lineId === line.id);
      return part ? { ...line, waived: line.waived + part.quantity } : line;
    });
    return parts.map((part) => ({
      lineId: part.lineId,
      kind,
      quantity: part.quantity,
      byReason: takeReasons(reasons, part.quantity),
    }));
  });
}

/** Takes so many rows off the reasons, the first ones first. */
function takeReasons(reasons: [reason: string, count: number][], quantity: number): Record<string, number> {
  const taken: Record<string, number> = {};
  let left = quantity;
  for (const entry of reasons) {
    const part = Math.min(entry[1], left);
    if (part > 0) taken[entry[0]] = part;
    entry[1] -= part;
    left -= part;
  }
  return taken;
}

/** Refused rows of one reason that say what they cost, and what they come to. */
export interface RefusedCost {
  readonly rows: number;
  readonly cost: number;
}

/** What one refused row costs by what the rows say, those that say nothing as the others; zero where none does. */
export function priceOfRefused(byReason: Readonly<Record<string, RefusedCost>>): Record<keyof RefusedCounts, Money> {
  const priceOf = (isCounted: (reason: string) => boolean): Money => {
    const counted = Object.entries(byReason).flatMap(([reason, found]) => (isCounted(reason) ? [found] : []));
    const rows = counted.reduce((sum, found) => sum + found.rows, 0);
    return rows === 0 ? ZERO_MONEY : money(Math.round(counted.reduce((sum, found) => sum + found.cost, 0) / rows));
  };
  return {
    duplicate: priceOf((reason) => refusedKind(reason) === 'duplicate'),
    bad: priceOf((reason) => refusedKind(reason) === 'bad'),
  };
}

/**
 * Shares what the supplier charged beyond the cost of the keys taken in (`surplus`, not below zero) among the refused ones:
 * each gets at most its price times its count, earlier ones first.
 */
export function shareSurplus(
  surplus: Money,
  refused: readonly { readonly quantity: number; readonly unitPrice: Money }[],
): Money[] {
  let left: number = Math.max(0, surplus);
  return refused.map(({ quantity, unitPrice }) => {
    const share = Math.min(left, multiplyMoney(unitPrice, quantity));
    left -= share;
    return money(share);
  });
}
