import type { Readable, WriteTx } from '#core/db/connection.ts';
import { skuTitleOf } from '#core/db/sku-title.ts';
import { prepared, readStatement, writeStatement } from '#core/db/statement.ts';
import type {
  SkuId,
  StatementId,
  StatementLineId,
  StatementMatchId,
  SupplierEntryId,
  SupplierId,
} from '#shared/domain/ids.ts';
import type { Money } from '#shared/domain/money/money.ts';
import type { AccountKind } from '#shared/domain/reconciliation/match-types.ts';
import type { SupplierEntryKind } from '#shared/domain/reconciliation/supplier-account.ts';
import type { Day } from '#shared/domain/time/business-time.ts';

/** Whose account and which days: what makes an entry part of a statement's other side. */
export interface StatementDays {
  readonly supplierId: SupplierId;
  readonly from: Day;
  readonly to: Day;
}

export type SideFilter = 'all' | 'unmatched' | 'proposed' | 'confirmed' | 'difference';
export type SideState = Exclude<SideFilter, 'all'>;

/**
 * Entries of the days that a statement can speak of: not the opening of the account, which is a balance, and no entry
 * that was undone within the same days, unless one of the two is matched.
 */
export const OUR_SIDE = `e.supplier_id = @supplierId AND e.occurred_on BETWEEN @from AND @to AND e.kind <> 'opening'
  AND NOT EXISTS (SELECT 1 FROM supplier_entries r WHERE r.reverses_id = e.id AND r.occurred_on BETWEEN @from AND @to
    AND NOT EXISTS (SELECT 1 FROM statement_match_entries x WHERE x.entry_id IN (e.id, r.id)))
  AND NOT EXISTS (SELECT 1 FROM supplier_entries o WHERE o.id = e.reverses_id AND o.occurred_on BETWEEN @from AND @to
    AND NOT EXISTS (SELECT 1 FROM statement_match_entries x WHERE x.entry_id IN (e.id, o.id)))`;

/** Where a side's row stands: `confirmed` outweighs a mark, a mark outweighs being unmatched. */
const LINE_STATE = `CASE WHEN EXISTS (SELECT 1 FROM statement_differences d WHERE d.line_id = l.id) THEN 'difference'
  WHEN m.id IS NULL THEN 'unmatched'
  WHEN EXISTS (SELECT 1 FROM statement_differences d WHERE d.match_id = m.id) THEN 'difference' ELSE m.state END`;
const ENTRY_MATCH = `(SELECT x.match_id FROM statement_match_entries x WHERE x.entry_id = e.id ORDER BY x.entry_line_id LIMIT 1)`;
const ENTRY_STATE = `CASE
  WHEN EXISTS (SELECT 1 FROM statement_differences d WHERE d.entry_id = e.id) THEN 'difference'
  WHEN EXISTS (SELECT 1 FROM statement_differences d WHERE d.adjustment_entry_id = e.id) THEN 'difference'
  WHEN m.id IS NULL THEN 'unmatched'
  WHEN EXISTS (SELECT 1 FROM statement_differences d WHERE d.match_id = m.id) THEN 'difference' ELSE m.state END`;

export interface StatementLineRecord {
  readonly id: StatementLineId;
  readonly rowNumber: number;
  readonly occurredOn: Day | null;
  readonly externalNumber: string;
  readonly ourNumber: string;
  readonly productText: string;
  readonly skuId: SkuId | null;
  readonly skuName: string | null;
  readonly quantity: number | null;
  readonly unitPrice: Money | null;
  readonly amount: Money;
  readonly kind: AccountKind;
  readonly balance: Money | null;
  readonly remark: string;
  readonly state: SideState;
  readonly matchId: StatementMatchId | null;
}

export interface StatementEntryRecord {
  readonly id: SupplierEntryId;
  readonly number: string;
  readonly occurredOn: Day;
  readonly kind: SupplierEntryKind;
  readonly externalNumber: string;
  readonly ourNumber: string;
  readonly productText: string;
  readonly quantity: number | null;
  readonly amount: Money;
  readonly matchedAmount: Money;
  readonly remark: string;
  readonly state: SideState;
  readonly matchId: StatementMatchId | null;
}

const selectLine = readStatement<
  { id: number },
  {
    id: StatementLineId;
    statementId: StatementId;
    amount: Money;
    kind: AccountKind;
    externalNumber: string;
    rowNumber: number;
    productText: string;
  }
>(
  `SELECT id, statement_id AS statementId, amount, kind, external_number AS externalNumber,
     row_number AS rowNumber, product_text AS productText
   FROM statement_lines
   WHERE id = @id`,
);
const selectEntry = readStatement<
  { id: number },
  {
    id: SupplierEntryId;
    number: string;
    supplierId: SupplierId;
    occurredOn: Day;
    kind: SupplierEntryKind;
    amount: Money;
  }
>(
  'SELECT id, number, supplier_id AS supplierId, occurred_on AS occurredOn, kind, amount FROM supplier_entries WHERE id = @id',
);
const sumOpenings = readStatement<StatementDays & Record<string, unknown>, { amount: Money }>(
  `SELECT COALESCE(SUM(amount), 0) AS amount FROM supplier_entries
   WHERE supplier_id = @supplierId AND occurred_on BETWEEN @from AND @to AND kind = 'opening'`,
);
const sumBefore = readStatement<{ supplierId: number; from: string }, { amount: Money }>(
  `SELECT COALESCE(SUM(amount), 0) AS amount FROM supplier_entries INDEXED BY supplier_entries_account
   WHERE supplier_id = @supplierId AND occurred_on < @from`,
);
const sumThrough = readStatement<{ supplierId: number; to: string }, { amount: Money }>(
  `SELECT COALESCE(SUM(amount), 0) AS amount FROM supplier_entries INDEXED BY supplier_entries_account
   WHERE supplier_id = @supplierId AND occurred_on <= @to`,
);
const lockRows = writeStatement<Record<string, unknown>>(
  `UPDATE supplier_entries SET settled_statement_id = @statementId
   WHERE supplier_id = @supplierId AND occurred_on BETWEEN @from AND @to AND settled_statement_id IS NULL`,
);
const unlockRows = writeStatement<{ statementId: number }>(
  'UPDATE supplier_entries SET settled_statement_id = NULL WHERE settled_statement_id = @statementId',
);

export function findStatementLine(db: Readable, id: StatementLineId) {
  return selectLine.get(db, { id }) ?? null;
}

export function findAccountEntry(db: Readable, id: SupplierEntryId) {
  return selectEntry.get(db, { id }) ?? null;
}

/** Our balance at the statement's begin; an opening entry within its days was there from the start. */
export function ourOpening(db: Readable, days: StatementDays): Money {
  const { supplierId, from, to } = days;
  const before = sumBefore.get(db, { supplierId, from })?.amount ?? 0;
  return (before + (sumOpenings.get(db, { supplierId, from, to })?.amount ?? 0)) as Money;
}

export function ourBalanceThrough(db: Readable, supplierId: SupplierId, to: Day): Money {
  return sumThrough.get(db, { supplierId, to })?.amount ?? (0 as Money);
}

/** Their side in the order of the sheet, after a line. */
export function listLines(
  db: Readable,
  query: { statementId: StatementId; filter: SideFilter; after: readonly [row: number, id: number]; limit: number },
): StatementLineRecord[] {
  const filter = query.filter === 'all' ? '' : `AND ${LINE_STATE} = @filter`;
  const sql = `SELECT l.id, l.row_number AS rowNumber, l.occurred_on AS occurredOn, l.external_number AS externalNumber,
      l.our_number AS ourNumber, l.product_text AS productText, l.sku_id AS skuId, ${skuTitleOf('k')} AS skuName, l.quantity,
      l.unit_price AS unitPrice, l.amount, l.kind, l.balance, l.remark, m.id AS matchId, ${LINE_STATE} AS state
    FROM statement_lines l LEFT JOIN skus k ON k.id = l.sku_id
      LEFT JOIN statement_match_lines x ON x.line_id = l.id LEFT JOIN statement_matches m ON m.id = x.match_id
    WHERE l.statement_id = @statementId
      AND (l.row_number, l.id) > (CAST(@afterRow AS INTEGER), CAST(@afterId AS INTEGER)) ${filter}
    ORDER BY l.row_number, l.id LIMIT CAST(@limit AS INTEGER)`;
  const [afterRow, afterId] = query.after;
  return prepared(db, sql).all({
    statementId: query.statementId,
    filter: query.filter,
    afterRow,
    afterId,
    limit: query.limit,
  }) as StatementLineRecord[];
}

/** Our side by day, after an entry. */
export function listEntriesOfStatement(
  db: Readable,
  query: StatementDays & { filter: SideFilter; after: readonly [occurredOn: string, id: number]; limit: number },
): StatementEntryRecord[] {
  const filter = query.filter === 'all' ? '' : `AND ${ENTRY_STATE} = @filter`;
  const sql = `SELECT e.id, e.number, e.occurred_on AS occurredOn, e.kind, e.external_number AS externalNumber,
      e.our_number AS ourNumber, e.amount, e.remark, m.id AS matchId, ${ENTRY_STATE} AS state,
      COALESCE((SELECT group_concat(DISTINCT k.name) FROM supplier_entry_lines n JOIN skus k ON k.id = n.sku_id
        WHERE n.entry_id = e.id), '') AS productText,
      (SELECT SUM(n.quantity) FROM supplier_entry_lines n WHERE n.entry_id = e.id) AS quantity,
      COALESCE((SELECT SUM(CASE WHEN x.entry_line_id = 0 THEN e.amount ELSE n.amount END)
        FROM statement_match_entries x LEFT JOIN supplier_entry_lines n ON n.id = x.entry_line_id
        WHERE x.entry_id = e.id), 0) AS matchedAmount
    FROM supplier_entries e INDEXED BY supplier_entries_account LEFT JOIN statement_matches m ON m.id = ${ENTRY_MATCH}
    WHERE ${OUR_SIDE} AND (e.occurred_on, e.id) > (@afterOn, CAST(@afterId AS INTEGER)) ${filter}
    ORDER BY e.occurred_on, e.id LIMIT CAST(@limit AS INTEGER)`;
  const [afterOn, afterId] = query.after;
  return prepared(db, sql).all({
    supplierId: query.supplierId,
    from: query.from,
    to: query.to,
    filter: query.filter,
    afterOn,
    afterId,
    limit: query.limit,
  }) as StatementEntryRecord[];
}

/** Locks every entry of the statement's days; answers how many. */
export function lockEntries(tx: WriteTx, statementId: StatementId, days: StatementDays): number {
  const { supplierId, from, to } = days;
  return lockRows.run(tx, { statementId, supplierId, from, to }).changes;
}

export function unlockEntries(tx: WriteTx, statementId: StatementId): number {
  return unlockRows.run(tx, { statementId }).changes;
}
