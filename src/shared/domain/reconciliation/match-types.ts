import type { SkuId, StatementLineId, SupplierEntryId } from '../ids.ts';
import type { Money } from '../money/money.ts';
import type { Day } from '../time/business-time.ts';
import type { SupplierEntryKind } from './supplier-account.ts';

/** What a line or an entry is about. `other` is a kind the sheet did not tell; it agrees with all. */
export type AccountKind = SupplierEntryKind | 'other';

/** One line of what the supplier claims. Amounts are signed: positive raises what we owe (or lowers what we prepaid). */
export interface StatementLine {
  readonly id: StatementLineId;
  /** Null where the sheet tells no day, as on a line per product. */
  readonly occurredOn: Day | null;
  /** The supplier's own number, empty when the sheet has none. Compared exactly. */
  readonly externalNumber: string;
  /** Our number as they repeat it, empty when the sheet has none. */
  readonly ourNumber: string;
  readonly skuId: SkuId | null;
  readonly productText: string;
  readonly quantity: number | null;
  readonly unitPrice: Money | null;
  readonly amount: Money;
  readonly kind: AccountKind;
  readonly remark: string;
}

/** A product on one of our entries: a receipt line. Its id is unique among the lines of all entries. */
export interface EntryLine {
  readonly id: number;
  readonly skuId: SkuId | null;
  readonly quantity: number;
  readonly unitPrice: Money;
  readonly amount: Money;
}

/** One entry of our account with the supplier, signed like a {@link StatementLine}. */
export interface AccountEntry {
  readonly id: SupplierEntryId;
  readonly occurredOn: Day;
  /** The supplier's number for it as we recorded it, empty when none. */
  readonly externalNumber: string;
  /** Our own document number. */
  readonly ourNumber: string;
  readonly amount: Money;
  readonly kind: AccountKind;
  readonly remark: string;
  /** Empty for payments, fees and the like. */
  readonly lines: readonly EntryLine[];
}

/** 1 equal id and amount · 2 equal id · 3 own number · 4 SKU and price in sum · 5 amount and day · 6 running sum. */
export type MatchPass = 1 | 2 | 3 | 4 | 5 | 6;

/** Why a match is proposed, as codes with their data; the screen makes the sentence. */
export type MatchReason =
  | { readonly code: 'SAME_EXTERNAL_NUMBER'; readonly externalNumber: string }
  | { readonly code: 'OUR_NUMBER_STATED'; readonly ourNumber: string }
  | { readonly code: 'OUR_NUMBER_IN_REMARK'; readonly ourNumber: string }
  | { readonly code: 'SAME_SKU_AND_PRICE'; readonly skuId: SkuId; readonly unitPrice: Money }
  | { readonly code: 'SAME_SKU'; readonly skuId: number }
  | { readonly code: 'SAME_AMOUNT'; readonly amount: Money }
  | { readonly code: 'AMOUNT_DIFFERS'; readonly ours: Money; readonly theirs: Money }
  | { readonly code: 'SAME_QUANTITY'; readonly quantity: number }
  | { readonly code: 'QUANTITY_DIFFERS'; readonly ours: number; readonly theirs: number }
  | { readonly code: 'KIND_DIFFERS'; readonly ours: AccountKind; readonly theirs: AccountKind }
  | { readonly code: 'SAME_DAY' }
  | { readonly code: 'DAYS_APART'; readonly days: number }
  | { readonly code: 'ONLY_CANDIDATE' }
  | { readonly code: 'RUNNING_SUM'; readonly count: number };

export type MatchShape = 'one-to-one' | 'one-to-many' | 'many-to-one' | 'many-to-many';

/**
 * How much of an entry, or of one of its lines, a statement line explains. An entry is matched either whole
 * (`entryLineId` null) or line by line, never both.
 */
export interface MatchAllocation {
  readonly lineId: StatementLineId;
  readonly entryId: SupplierEntryId;
  readonly entryLineId: number | null;
  readonly amount: Money;
}

export interface MatchProposal {
  readonly pass: MatchPass;
  /** 0 to 100; 100 only for what confirms by itself. */
  readonly score: number;
  readonly reasons: readonly MatchReason[];
  /** Statement lines on the left: `one-to-many` is one line for several entries. */
  readonly shape: MatchShape;
  readonly lineIds: readonly StatementLineId[];
  readonly entryIds: readonly SupplierEntryId[];
  /** Their sum is `entryTotal`, every part in full; without a difference each line's own sum is its amount. */
  readonly allocations: readonly MatchAllocation[];
  readonly lineTotal: Money;
  /** Of the entries or entry lines matched. */
  readonly entryTotal: Money;
  /** `lineTotal − entryTotal`: what they claim beyond our books. */
  readonly difference: Money;
  readonly confirmsByItself: boolean;
}

export interface MatchOptions {
  /** Only entries of these days take part in matching by product and by running sum; all of them when left out. */
  readonly period?: { readonly from: Day; readonly to: Day };
  /** How far apart two days may be in the pass by amount and day; 3. */
  readonly dayTolerance?: number;
  /** How far apart two amounts may be there; 0.01. */
  readonly amountTolerance?: Money;
  /** How many entries (or lines) in a row the pass by running sum may add up; 24. */
  readonly longestRun?: number;
}

/** Whether a line or an entry of one kind may be the other's. */
export function kindsAgree(theirs: AccountKind, ours: AccountKind): boolean {
  return theirs === ours || theirs === 'other' || ours === 'other' || (isDelivery(theirs) && isDelivery(ours));
}

function isDelivery(kind: AccountKind): boolean {
  return kind === 'purchase' || kind === 'consignment';
}

/** Two different numbers of the supplier's are two different things, whatever else agrees. */
export function numbersAgree(line: StatementLine, entry: AccountEntry): boolean {
  return line.externalNumber === '' || entry.externalNumber === '' || line.externalNumber === entry.externalNumber;
}
