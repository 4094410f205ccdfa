import type { StatementEntryRow, StatementLineRow } from '#shared/contract/reconciliation.contract.ts';

/** What the keyboard and the strip speak of: a row of one side. */
export type CurrentRow =
  | { readonly side: 'theirs'; readonly row: StatementLineRow }
  | { readonly side: 'ours'; readonly row: StatementEntryRow };
