/** What a look at the whole sheet found, as far as it decides whether the sheet is posted. */
export interface SheetFindings {
  readonly accepted: number;
  /** Refused rows by reason. */
  readonly byReason: Readonly<Record<string, number>>;
  readonly brokenTotals: readonly unknown[];
}

/** Why a key sheet is not posted as a whole; null where it is. */
export function postingObstacle(
  findings: SheetFindings,
  acceptsBrokenTotals: boolean,
): 'NOTHING_TO_IMPORT' | 'TOTALS_DO_NOT_AGREE' | null {
  if (findings.accepted === 0 && !isRepeat(findings)) return 'NOTHING_TO_IMPORT';
  return findings.brokenTotals.length > 0 && !acceptsBrokenTotals ? 'TOTALS_DO_NOT_AGREE' : null;
}

/** Only keys that this supplier had sent before in the same lot: sent once more by mistake, or imported once more by a script. */
function isRepeat({ byReason }: SheetFindings): boolean {
  const { RE_SENT = 0, DUPLICATE_IN_FILE: _repeated, ...others } = byReason;
  return RE_SENT > 0 && Object.values(others).every((count) => count === 0);
}
