import { countRefused } from '../purchasing/receipts.ts';

/** What a look at the whole sheet found, as far as it decides whether the sheet is posted. */
export interface SheetFindings {
  readonly accepted: number;
  /** Refused rows by reason. */
  readonly byReason: Readonly<Record<string, number>>;
  readonly brokenTotals: readonly unknown[];
}

/** What a person, having seen the findings, goes on with. */
export interface PostingChoices {
  readonly acceptsBrokenTotals: boolean;
  readonly recordsRefused: boolean;
  /** The sent order that the keys answer; null: none. */
  readonly purchaseOrder: unknown;
  readonly receiptKind: string;
  readonly settlement: string;
  /** Null where nobody said. */
  readonly amountCharged: number | null;
}

/** What refused rows are recorded against. */
export type RefusedPaper = Pick<PostingChoices, 'purchaseOrder' | 'receiptKind' | 'settlement' | 'amountCharged'>;

/** Why a key sheet is not posted as a whole; null where it is. */
export function postingObstacle(
  findings: SheetFindings,
  choices: PostingChoices,
): 'NOTHING_TO_IMPORT' | 'TOTALS_DO_NOT_AGREE' | null {
  if (findings.accepted === 0 && !isRepeat(findings) && !isRefusedRecorded(findings, choices))
    return 'NOTHING_TO_IMPORT';
  return findings.brokenTotals.length > 0 && !choices.acceptsBrokenTotals ? 'TOTALS_DO_NOT_AGREE' : null;
}

/** Whether there is something that refused rows can be recorded against: a purchase order, or what was charged for them on the account. */
export function hasRefusedPaper({ purchaseOrder, amountCharged, ...receipt }: RefusedPaper): boolean {
  return purchaseOrder !== null || (isChargeable(receipt) && (amountCharged ?? 0) > 0);
}

/** Whether what a supplier charges for a receipt stands on the account. */
export function isChargeable({ receiptKind, settlement }: Pick<RefusedPaper, 'receiptKind' | 'settlement'>): boolean {
  return receiptKind === 'purchase' && settlement !== 'none';
}

/** Whether no row can be taken in because the supplier sent nothing but bad or known keys, which can be recorded. */
export function isAllRefused({ accepted, byReason }: Pick<SheetFindings, 'accepted' | 'byReason'>): boolean {
  const { bad, duplicate } = countRefused(byReason);
  return accepted === 0 && bad + duplicate > 0;
}

/**
 * Whether refused rows are recorded against the order, or what was charged for them. Of keys that only came once more nothing is,
 * whatever was chosen: they were recorded and charged when they came first.
 */
export function isRefusedRecorded(
  findings: Pick<SheetFindings, 'accepted' | 'byReason'>,
  choices: RefusedPaper & Pick<PostingChoices, 'recordsRefused'>,
): boolean {
  return choices.recordsRefused && isAllRefused(findings) && hasRefusedPaper(choices);
}

/** Only keys that this supplier had sent before in the same lot: sent once more by mistake, or imported once more by a script. */
function isRepeat({ byReason }: SheetFindings): boolean {
  const { RE_SENT = 0, DUPLICATE_IN_FILE: _repeated, ...others } = byReason;
  return RE_SENT > 0 && Object.values(others).every((count) => count === 0);
}
