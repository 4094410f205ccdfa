import type { Readable } from '#core/db/connection.ts';
import { readStatement } from '#core/db/statement.ts';
import type { StatementId, StatementMatchId } from '#shared/domain/ids.ts';
import type { Money } from '#shared/domain/money/money.ts';
import type { AccountEntry, EntryLine, StatementLine } from '#shared/domain/reconciliation/match-types.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { SETTLED_LATE } from './statement-differences.repo.ts';
import { OUR_SIDE, type StatementDays } from './statement-sides.repo.ts';

/*
 * A statement with both sides whole, for the passes and the sums. Large ones are only read in a job thread.
 * What was bought as a SKU that has been merged since is what it became.
 */

type Days = StatementDays & Record<string, unknown>;

const selectLines = readStatement<{ statementId: number }, StatementLine>(
  `SELECT l.id, l.occurred_on AS occurredOn, l.external_number AS externalNumber, l.our_number AS ourNumber,
     l.product_text AS productText, COALESCE(k.merged_into_id, l.sku_id) AS skuId, l.quantity, l.unit_price AS unitPrice,
     l.amount, l.kind, l.remark
   FROM statement_lines l LEFT JOIN skus k ON k.id = l.sku_id
   WHERE l.statement_id = @statementId ORDER BY l.row_number, l.id`,
);
const selectEntries = readStatement<Days, Omit<AccountEntry, 'lines'> & { isAdjustment: 0 | 1 }>(
  `SELECT e.id, e.occurred_on AS occurredOn, e.external_number AS externalNumber, e.our_number AS ourNumber, e.amount,
     e.kind, e.remark,
     EXISTS (SELECT 1 FROM statement_differences d JOIN statements t ON t.id = d.statement_id
       WHERE d.adjustment_entry_id = e.id AND NOT ${SETTLED_LATE}) AS isAdjustment
   FROM supplier_entries e INDEXED BY supplier_entries_account WHERE ${OUR_SIDE} ORDER BY e.occurred_on, e.id`,
);
const selectEntryLines = readStatement<Days, EntryLine & { entryId: number }>(
  `SELECT n.id, n.entry_id AS entryId, COALESCE(k.merged_into_id, n.sku_id) AS skuId, n.quantity,
     n.unit_price AS unitPrice, n.amount
   FROM supplier_entries e INDEXED BY supplier_entries_account JOIN supplier_entry_lines n ON n.entry_id = e.id
     LEFT JOIN skus k ON k.id = n.sku_id
   WHERE e.supplier_id = @supplierId AND e.occurred_on BETWEEN @from AND @to`,
);
const selectMatches = readStatement<
  { statementId: number },
  { id: StatementMatchId; state: 'proposed' | 'confirmed'; difference: Money }
>('SELECT id, state, difference FROM statement_matches WHERE statement_id = @statementId');
const selectMatchLines = readStatement<{ statementId: number }, { matchId: number; lineId: number }>(
  `SELECT x.match_id AS matchId, x.line_id AS lineId
   FROM statement_matches m JOIN statement_match_lines x ON x.match_id = m.id WHERE m.statement_id = @statementId`,
);
const selectMatchParts = readStatement<
  { statementId: number },
  { matchId: number; entryId: number; entryLineId: number }
>(
  `SELECT x.match_id AS matchId, x.entry_id AS entryId, x.entry_line_id AS entryLineId
   FROM statement_matches m JOIN statement_match_entries x ON x.match_id = m.id WHERE m.statement_id = @statementId`,
);

export interface BookedMatch {
  readonly id: StatementMatchId;
  readonly state: 'proposed' | 'confirmed';
  readonly difference: Money;
  readonly lineIds: number[];
  readonly parts: { entryId: number; entryLineId: number | null }[];
}

export interface StatementBooks {
  readonly lines: readonly StatementLine[];
  readonly entries: readonly AccountEntry[];
  /** Entries that were posted to adjust a difference, of this statement or one that was settled before it. */
  readonly adjustmentIds: ReadonlySet<number>;
  readonly matches: readonly BookedMatch[];
}

export function readStatementBooks(
  db: Readable,
  statement: StatementDays & { readonly id: StatementId },
): StatementBooks {
  const days = { supplierId: statement.supplierId, from: statement.from, to: statement.to };
  const adjustmentIds = new Set<number>();
  const linesByEntry = entryLines(db, days);
  const entries = selectEntries.all(db, days).map((entry): AccountEntry => {
    if (entry.isAdjustment === 1) adjustmentIds.add(entry.id);
    return { ...entry, lines: linesByEntry.get(entry.id) ?? [] };
  });
  const lines = selectLines.all(db, { statementId: statement.id });
  return { lines, entries, adjustmentIds, matches: bookedMatches(db, statement.id) };
}

/** Our entries of some days, as the sums around a statement's period look at them. */
export function readEntriesOfDays(db: Readable, days: { supplierId: number; from: Day; to: Day }): AccountEntry[] {
  return selectEntries.all(db, days as Days).map((entry) => ({ ...entry, lines: [] }));
}

function entryLines(db: Readable, days: StatementDays): Map<number, EntryLine[]> {
  const byEntry = new Map<number, EntryLine[]>();
  // Rows are kept as they come: copying a hundred thousand of them without one of their columns takes longer than reading them.
  for (const line of selectEntryLines.all(db, { ...days })) {
    const others = byEntry.get(line.entryId);
    if (others) others.push(line);
    else byEntry.set(line.entryId, [line]);
  }
  return byEntry;
}

function bookedMatches(db: Readable, statementId: StatementId): BookedMatch[] {
  const matches = new Map<number, BookedMatch>(
    selectMatches.all(db, { statementId }).map((match) => [match.id, { ...match, lineIds: [], parts: [] }]),
  );
  for (const { matchId, lineId } of selectMatchLines.iterate(db, { statementId })) {
    matches.get(matchId)?.lineIds.push(lineId);
  }
  for (const { matchId, entryId, entryLineId } of selectMatchParts.iterate(db, { statementId })) {
    matches.get(matchId)?.parts.push({ entryId, entryLineId: entryLineId === 0 ? null : entryLineId });
  }
  return [...matches.values()];
}
