/** What a restore, or an issued.log that does not agree, leaves for the owner to go through. */
export const RESTORE_FINDING_KINDS = [
  'keys-quarantined',
  'keys-unknown',
  'keys-resold',
  'keys-sold-twice',
  'keys-written-off',
  'keys-frozen',
  'imports-undone',
  'withheld-unknown',
  'withheld-elsewhere',
  'withheld-in-doubt',
  'orders-served',
  'closing-lost',
  'keys-in-doubt',
  'issued-log-replaced',
  'issued-log-broken',
  'issued-log-rebuilt',
  'folder-moved',
] as const;
export type RestoreFindingKind = (typeof RESTORE_FINDING_KINDS)[number];

/** Counts, document numbers and folders; never a key. */
export type RestoreFindingDetails = Readonly<Record<string, string | number | null>>;

/** Findings that have their keys in quarantine. */
export const QUARANTINE_FINDINGS: ReadonlySet<RestoreFindingKind> = new Set([
  'keys-quarantined',
  'keys-written-off',
  'keys-frozen',
  'imports-undone',
  'withheld-in-doubt',
  'keys-in-doubt',
]);
