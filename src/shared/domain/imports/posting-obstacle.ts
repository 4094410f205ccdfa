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
}

/** Why a key sheet is not posted as a whole; null where it is. */
export function postingObstacle(
  findings: SheetFindings,
  choices: PostingChoices,
): 'NOTHING_TO_IMPORT' | 'TOTALS_DO_NOT_AGREE' | null {
  if (findings.accepted === 0 && !isRepeat(findings) && !isRefusedRecorded(findings, choices))
    return 'NOTHING_TO_IMPORT';
  return findings.brokenTotals.length > 0 && !choices.acceptsBrokenTotals ? 'TOTALS_DO_NOT_AGREE' : null;
}

/** Whether a sheet of which no row can be taken in says something of a purchase order: the supplier sent nothing but bad or known keys. */
export function canRecordRefused(
  { accepted, byReason }: Pick<SheetFindings, 'accepted' | 'byReason'>,
  { purchaseOrder }: Pick<PostingChoices, 'purchaseOrder'>,
): boolean {
  const { bad, duplicate } = countRefused(byReason);
  return accepted === 0 && purchaseOrder !== null && bad + duplicate > 0;
}

/**
 * Whether refused rows are recorded against the order. Of keys that only came once more nothing is, whatever was chosen: they
 * were recorded and charged when they came first.
 */
export function isRefusedRecorded(
  findings: Pick<SheetFindings, 'accepted' | 'byReason'>,
  choices: Pick<PostingChoices, 'recordsRefused' | 'purchaseOrder'>,
): boolean {
  return choices.recordsRefused && canRecordRefused(findings, choices);
}

/** Only keys that this supplier had sent before in the same lot: sent once more by mistake, or imported once more by a script. */
function isRepeat({ byReason }: SheetFindings): boolean {
  const { RE_SENT = 0, DUPLICATE_IN_FILE: _repeated, ...others } = byReason;
  return RE_SENT > 0 && Object.values(others).every((count) => count === 0);
}
