import { createHash } from 'node:crypto';
import type { ThreadContext } from '#core/jobs/thread-context.ts';
import { BOOK_RULES, findBreaches } from '#core/verify/book-rules.job.repo.ts';
import type { StockFigures } from '#shared/contract/periods.contract.ts';
import { money, sumMoney } from '#shared/domain/money/money.ts';
import { checkCarriedForward, checkStockRows } from '#shared/domain/reconciliation/stock-movement-report.ts';
import { type Month, previousMonth } from '#shared/domain/time/business-time.ts';
import { lastPosted } from './month-data.job.repo.ts';
import { collectStock, type MovedStock, movementRows } from './month-record.ts';
import { readSnapshot, readStockSnapshot } from './periods.repo.ts';

export interface CollectedStock {
  /** {@link SettledStock} as JSON, and its SHA-256. */
  readonly snapshot: string;
  readonly digest: string;
  readonly lastMovementId: number;
  /** Where ledger, keys and the month before do not agree. */
  readonly breachCount: number;
}

/** What settled stock keeps: sums for people, and every SKU's amounts for the month after to open with. */
export interface SettledStock {
  readonly figures: StockFigures;
  readonly stock: readonly MovedStock[];
}

/** What makes the ledger true: keys by state, batches and movements say the same. */
const STOCK_RULES = new Set(['keys-agree-with-batch-stock', 'ledger-agrees-with-batch-stock']);
const MOST_BREACHES = 1000;

/** Collects a month's stock for its settling and checks it: in itself, against the keys, against the month before. */
export function run(input: { readonly month: Month }, { readDb }: ThreadContext): CollectedStock {
  const { month } = input;
  const { movementId } = lastPosted(readDb);
  const stock = collectStock(readDb, month).map(
    ({ skuId, supplierId, opening, movements }): MovedStock => ({ skuId, supplierId, opening, movements }),
  );
  const rows = movementRows({ stock });
  const before = readStockSnapshot(readDb, previousMonth(month)) ?? readSnapshot(readDb, previousMonth(month));
  const carried =
    before === null
      ? 0
      : checkCarriedForward(movementRows(JSON.parse(before) as { stock: readonly MovedStock[] }), rows).length;
  const ledger = BOOK_RULES.filter(({ name }) => STOCK_RULES.has(name)).flatMap(({ breachSql }) =>
    findBreaches(readDb, breachSql, MOST_BREACHES),
  );
  const settled: SettledStock = { figures: figuresOf(rows), stock };
  const snapshot = JSON.stringify(settled);
  return {
    snapshot,
    digest: createHash('sha256').update(snapshot).digest('hex'),
    lastMovementId: movementId,
    breachCount: checkStockRows(rows).length + carried + ledger.length,
  };
}

function figuresOf(rows: ReturnType<typeof movementRows>): StockFigures {
  const sumOf = (side: 'opening' | 'receiptTotal' | 'issueTotal' | 'closing') => ({
    quantity: rows.reduce((sum, row) => sum + row[side].quantity, 0),
    value: rows.length === 0 ? money(0) : sumMoney(rows.map((row) => row[side].value)),
  });
  const [opening, receipts, issues, closing] = [
    sumOf('opening'),
    sumOf('receiptTotal'),
    sumOf('issueTotal'),
    sumOf('closing'),
  ];
  return {
    openingQuantity: opening.quantity,
    openingValue: opening.value,
    receiptQuantity: receipts.quantity,
    receiptValue: receipts.value,
    issueQuantity: issues.quantity,
    issueValue: issues.value,
    closingQuantity: closing.quantity,
    closingValue: closing.value,
  };
}
