import type { Readable } from '#core/db/connection.ts';
import { skuTitleOf } from '#core/db/sku-title.ts';
import { readStatement } from '#core/db/statement.ts';
import type { SkuId, StatementId, SupplierEntryId, SupplierId } from '#shared/domain/ids.ts';
import type { Money } from '#shared/domain/money/money.ts';
import type { LedgerMovement } from '#shared/domain/reconciliation/stock-movement-report.ts';
import type { SupplierEntryKind } from '#shared/domain/reconciliation/supplier-account.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import type { AccountMonthDifference, AfterwardsRow } from './month-workbook-data.ts';

/*
 * What a month's report is made of. These read whole months of the ledger, and only job threads ask them.
 */

const selectOpening = readStatement<{ supplierId: number; month: string }, { amount: Money }>(
  `SELECT COALESCE(SUM(amount), 0) AS amount FROM supplier_entries INDEXED BY supplier_entries_book
   WHERE supplier_id = @supplierId AND month < @month`,
);
const selectEntries = readStatement<{ supplierId: number; month: string }, MonthEntry>(
  `SELECT e.id, e.occurred_on AS occurredOn, e.number, e.kind, e.external_number AS externalNumber,
     e.our_number AS ourNumber, e.amount, e.remark,
     COALESCE((SELECT group_concat(DISTINCT n.sku_id) FROM supplier_entry_lines n WHERE n.entry_id = e.id), '') AS skuIds,
     (SELECT SUM(n.quantity) FROM supplier_entry_lines n WHERE n.entry_id = e.id) AS quantity,
     (SELECT CASE WHEN MIN(n.unit_price) = MAX(n.unit_price) THEN MIN(n.unit_price) END FROM supplier_entry_lines n
       WHERE n.entry_id = e.id) AS unitPrice,
     EXISTS (SELECT 1 FROM statement_match_entries x JOIN statement_matches m ON m.id = x.match_id
       WHERE x.entry_id = e.id AND m.state = 'confirmed') AS isMatched,
     EXISTS (SELECT 1 FROM statement_differences d WHERE d.entry_id = e.id OR d.adjustment_entry_id = e.id)
       OR EXISTS (SELECT 1 FROM statement_match_entries x JOIN statement_differences d ON d.match_id = x.match_id
         WHERE x.entry_id = e.id) AS isDifference,
     EXISTS (SELECT 1 FROM supplier_entries r WHERE r.reverses_id = e.id AND r.month = e.month)
       OR EXISTS (SELECT 1 FROM supplier_entries o WHERE o.id = e.reverses_id AND o.month = e.month) AS isReversed
   FROM supplier_entries e WHERE e.supplier_id = @supplierId AND e.month = @month ORDER BY e.occurred_on, e.id`,
);
/** Of a match of several: the first number, and how many others there are. */
const numberOfSeveral = (number: string, count: string) =>
  `${number} || CASE WHEN ${number} <> '' AND ${count} > 1 THEN ' +' || (${count} - 1) ELSE '' END`;
/** A match may have several lines and entries, or parts of entries; of an entry alone what no match took is the difference. */
const MATCHED_LINES =
  'FROM statement_match_lines x JOIN statement_lines y ON y.id = x.line_id WHERE x.match_id = d.match_id';
const MATCHED_ENTRIES = `FROM statement_match_entries x JOIN supplier_entries y ON y.id = x.entry_id
  LEFT JOIN supplier_entry_lines n ON n.id = x.entry_line_id WHERE x.match_id = d.match_id`;
const selectDifferences = readStatement<{ statementId: number }, AccountMonthDifference>(
  `SELECT d.kind, COALESCE(l.occurred_on, e.occurred_on) AS occurredOn,
     ${numberOfSeveral("COALESCE(l.external_number, e.external_number, '')", `(SELECT COUNT(*) ${MATCHED_LINES})`)} AS theirNumber,
     ${numberOfSeveral("COALESCE(e.number, l.our_number, '')", `(SELECT COUNT(DISTINCT x.entry_id) ${MATCHED_ENTRIES})`)} AS ourNumber,
     COALESCE(l.product_text, '') AS productText,
     CASE WHEN d.match_id IS NULL THEN l.quantity ELSE (SELECT SUM(y.quantity) ${MATCHED_LINES}) END AS theirQuantity,
     CASE WHEN d.match_id IS NULL
       THEN (SELECT SUM(n.quantity) FROM supplier_entry_lines n WHERE n.entry_id = e.id
         AND NOT EXISTS (SELECT 1 FROM statement_match_entries x WHERE x.entry_id = e.id AND x.entry_line_id = n.id))
       ELSE (SELECT SUM(n.quantity) FROM statement_match_entries x JOIN supplier_entry_lines n ON n.entry_id = x.entry_id
         AND x.entry_line_id IN (0, n.id) WHERE x.match_id = d.match_id) END AS ourQuantity,
     CASE WHEN d.match_id IS NULL THEN l.amount ELSE (SELECT SUM(y.amount) ${MATCHED_LINES}) END AS theirAmount,
     CASE WHEN d.match_id IS NULL THEN CASE WHEN e.id IS NULL THEN NULL ELSE -d.amount END
       ELSE (SELECT SUM(CASE x.entry_line_id WHEN 0 THEN y.amount ELSE n.amount END) ${MATCHED_ENTRIES}) END AS ourAmount,
     d.amount,
     CASE WHEN r.id IS NULL AND d.resolution <> 'open' THEN d.resolution END AS resolution,
     CASE WHEN r.id IS NULL THEN COALESCE(a.number, '') ELSE '' END AS document, d.note
   FROM statement_differences d
     LEFT JOIN statement_lines l ON l.id = COALESCE(d.line_id,
       (SELECT x.line_id FROM statement_match_lines x WHERE x.match_id = d.match_id ORDER BY x.line_id LIMIT 1))
     LEFT JOIN supplier_entries e ON e.id = COALESCE(d.entry_id,
       (SELECT y.entry_id FROM statement_match_entries y WHERE y.match_id = d.match_id ORDER BY y.entry_id LIMIT 1))
     LEFT JOIN supplier_entries a ON a.id = d.adjustment_entry_id
     LEFT JOIN supplier_entries r ON r.reverses_id = d.adjustment_entry_id
   WHERE d.statement_id = @statementId ORDER BY d.id`,
);
const selectStockOpenings = readStatement<{ month: string }, MonthStock>(
  `SELECT m.sku_id AS skuId, b.supplier_id AS supplierId, SUM(m.quantity) AS quantity, SUM(m.value) AS value
   FROM movements m JOIN batches b ON b.id = m.batch_id WHERE m.month < @month GROUP BY m.sku_id, b.supplier_id`,
);
const selectMovements = readStatement<{ month: string }, MonthStock & LedgerMovement>(
  `SELECT m.sku_id AS skuId, b.supplier_id AS supplierId, m.kind, m.reason, SUM(m.quantity) AS quantity,
     SUM(m.value) AS value
   FROM movements m JOIN batches b ON b.id = m.batch_id WHERE m.month = @month
   GROUP BY m.sku_id, b.supplier_id, m.kind, m.reason, m.quantity > 0`,
);
const selectAfterwards = readStatement<{ month: string }, RecordedAfterwards>(
  `SELECT 'correction' AS kind, c.supplier_id AS supplierId, d.number, d.occurred_on AS occurredOn, s.code, s.name,
     ${skuTitleOf('k')} AS productText, c.external_number AS externalNumber, c.total AS accountAmount,
     c.currency AS accountCurrency, c.stock_part AS stockPart, c.cost_part AS costPart, d.reason
   FROM price_corrections c JOIN stock_documents d ON d.id = c.document_id JOIN suppliers s ON s.id = c.supplier_id
     JOIN skus k ON k.id = c.sku_id WHERE c.month = @month
   UNION ALL
   SELECT 'bad-debt', b.supplier_id, b.number, b.occurred_on, s.code, s.name, '', '', b.prepaid, b.currency, 0, b.shop_amount,
     b.reason
   FROM bad_debts b JOIN suppliers s ON s.id = b.supplier_id WHERE b.month = @month
   ORDER BY 1, 3`,
);
const selectSkuTexts = readStatement<
  Record<string, never>,
  { skuId: SkuId; skuCode: string; productName: string; name: string; region: string }
>(
  `SELECT k.id AS skuId, k.code AS skuCode, p.name AS productName, k.name, k.region
   FROM skus k JOIN products p ON p.id = k.product_id`,
);
const selectLastIds = readStatement<Record<string, never>, LastPosted>(
  `SELECT COALESCE((SELECT MAX(id) FROM supplier_entries), 0) AS entryId,
     COALESCE((SELECT MAX(id) FROM movements), 0) AS movementId,
     COALESCE((SELECT MAX(id) FROM supplier_exchange_results), 0) AS exchangeId`,
);

/** The last of everything that a month is made of. */
export interface LastPosted {
  readonly entryId: number;
  readonly movementId: number;
  readonly exchangeId: number;
}

export interface MonthEntry {
  readonly id: SupplierEntryId;
  readonly occurredOn: Day;
  readonly number: string;
  readonly kind: SupplierEntryKind;
  readonly externalNumber: string;
  readonly ourNumber: string;
  readonly amount: Money;
  readonly remark: string;
  /** Of its lines, separated by commas. */
  readonly skuIds: string;
  readonly quantity: number | null;
  readonly unitPrice: Money | null;
  readonly isMatched: 0 | 1;
  readonly isDifference: 0 | 1;
  /** With what undid it, or what it undid, in the same month. */
  readonly isReversed: 0 | 1;
}

export type RecordedAfterwards = AfterwardsRow & { readonly supplierId: SupplierId };

export interface MonthStock {
  readonly skuId: SkuId;
  readonly supplierId: SupplierId;
  readonly quantity: number;
  readonly value: Money;
}

export function accountOpening(db: Readable, supplierId: SupplierId, month: string): Money {
  return selectOpening.get(db, { supplierId, month })?.amount ?? (0 as Money);
}

export function accountEntries(db: Readable, supplierId: SupplierId, month: string): MonthEntry[] {
  return selectEntries.all(db, { supplierId, month });
}

export function differencesForReport(db: Readable, statementId: StatementId): AccountMonthDifference[] {
  return selectDifferences.all(db, { statementId });
}

/** What each SKU of each supplier came to before the month, and its movements in it, summed by what they were. */
export function stockOpenings(db: Readable, month: string): MonthStock[] {
  return selectStockOpenings.all(db, { month });
}

export function stockMovements(db: Readable, month: string): (MonthStock & LedgerMovement)[] {
  return selectMovements.all(db, { month });
}

/** Corrected prices and bad debts that the month bears. */
export function monthAfterwards(db: Readable, month: string): RecordedAfterwards[] {
  return selectAfterwards.all(db, { month });
}

export function skuTexts(db: Readable) {
  return selectSkuTexts.all(db, {});
}

/** The last entry, movement and exchange result there are, to tell later whether anything came after. */
export function lastPosted(db: Readable): LastPosted {
  return selectLastIds.get(db, {}) ?? { entryId: 0, movementId: 0, exchangeId: 0 };
}
