import type { Readable } from '#core/db/connection.ts';
import { skuTitle } from '#shared/domain/catalog/sku-title.ts';
import type { SkuId, SupplierId } from '#shared/domain/ids.ts';
import { type Money, sumMoney, ZERO_MONEY } from '#shared/domain/money/money.ts';
import { periodOfMonth } from '#shared/domain/reconciliation/periods.ts';
import {
  type IssueColumn,
  type ReceiptColumn,
  reportedMovement,
  type StockMovementRow,
  stockMovementReport,
} from '#shared/domain/reconciliation/stock-movement-report.ts';
import type { Month } from '#shared/domain/time/business-time.ts';
import { bookStatusOf } from './month-books.ts';
import {
  accountEntries,
  accountOpening,
  differencesForReport,
  type MonthEntry,
  monthAfterwards,
  type RecordedAfterwards,
  skuTexts,
  stockMovements,
  stockOpenings,
} from './month-data.job.repo.ts';
import { exchangeOfMonth } from './month-exchange.job.repo.ts';
import type { AccountMonth, StockMonthRow } from './month-workbook-data.ts';
import { periodsOfMonth, supplierBooks } from './periods.repo.ts';
import { statementFigures } from './statement-figures.ts';
import { findStatementsEndingIn } from './statements.repo.ts';

/** A month as its reports see it, whatever language or supplier they are for. A closed month keeps it as it was. */
export interface MonthRecord {
  readonly month: Month;
  readonly accounts: readonly RecordedAccount[];
  readonly stock: readonly RecordedStock[];
  /** Months closed before there were such documents have none. */
  readonly afterwards?: readonly RecordedAfterwards[];
}

export type RecordedAccount = AccountMonth & { readonly supplierId: SupplierId; readonly currency: string };

/** What one SKU of one supplier had at first, and what moved in each column. */
export interface RecordedStock {
  readonly supplierId: SupplierId;
  readonly skuId: SkuId;
  readonly skuCode: string;
  readonly productName: string;
  readonly specification: string;
  readonly opening: { readonly quantity: number; readonly value: Money };
  readonly movements: readonly {
    readonly column: ReceiptColumn | IssueColumn;
    readonly quantity: number;
    readonly value: Money;
  }[];
}

/** Collects a month from ledger and accounts. Reads whole months: for a job thread. */
export function collectMonth(db: Readable, month: Month): MonthRecord {
  const [accounts, stock] = [collectAccounts(db, month), collectStock(db, month)];
  return { month, accounts, stock, afterwards: monthAfterwards(db, month) };
}

function collectAccounts(db: Readable, month: Month): RecordedAccount[] {
  const periods = periodsOfMonth(db, month);
  const titles = new Map(skuTexts(db).map((sku) => [String(sku.skuId), skuTitle(sku)]));
  return supplierBooks(db, month).map(({ supplierId, code, name, currency, closingDay }) => {
    const period = periodOfMonth({ kind: 'supplier', supplierId, closingDay }, month);
    const statements = findStatementsEndingIn(db, { supplierId, from: period.from, to: period.to }).filter(
      ({ state }) => state !== 'loading',
    );
    const [statement] = statements;
    // Their closing is only comparable where the statement ends with the month.
    const isComparable = statement !== undefined && statement.to === period.to;
    const figures = isComparable ? statementFigures(db, statement.id) : null;
    const { status, reason } = bookStatusOf(db, periods, supplierId, month);
    return {
      supplierId,
      currency,
      code,
      name,
      period,
      status,
      statusReason: reason,
      opening: accountOpening(db, supplierId, month),
      entries: accountEntries(db, supplierId, month).map((entry) => toEntry(entry, titles)),
      theirClosing: figures?.closingTheirs ?? null,
      explained: figures?.explained ?? ZERO_MONEY,
      // A month may have several statements, the earliest first.
      differences: statements.reverse().flatMap(({ id }) => differencesForReport(db, id)),
      exchange: exchangeOfMonth(db, supplierId, month),
    };
  });
}

/** What an account stood at when the month was over. */
export function accountClosing({ opening, entries }: RecordedAccount): Money {
  return sumMoney([opening, ...entries.map(({ amount }) => amount)]);
}

/** Suppliers whose account does not open with what it closed with. */
export function accountBreaks(previous: MonthRecord, next: MonthRecord): SupplierId[] {
  const closings = new Map(previous.accounts.map((account) => [account.supplierId, accountClosing(account)]));
  const broken = next.accounts.filter(({ supplierId, opening }) => (closings.get(supplierId) ?? 0) !== opening);
  return broken.map(({ supplierId }) => supplierId);
}

function toEntry(
  { id: _, isMatched, isDifference, isReversed, skuIds, ...entry }: MonthEntry,
  titles: ReadonlyMap<string, string>,
): AccountMonth['entries'][number] {
  const unmatched = isReversed === 1 ? 'reversed' : 'open';
  const matched = isMatched === 1 ? 'matched' : unmatched;
  const products = skuIds.split(',').flatMap((id) => titles.get(id) ?? []);
  return { ...entry, productText: products.join(', '), matching: isDifference === 1 ? 'difference' : matched };
}

/** What a month's stock is added up from. */
export type MovedStock = Pick<RecordedStock, 'skuId' | 'supplierId' | 'opening' | 'movements'>;

/** A month's stock by SKU, whatever supplier it came from. */
export function movementRows({
  stock,
}: {
  readonly stock: readonly Omit<MovedStock, 'supplierId'>[];
}): StockMovementRow[] {
  return stockMovementReport(
    stock.map(({ skuId, opening }) => ({ skuId, ...opening })),
    stock.flatMap(({ skuId, movements }) => movements.map((movement) => ({ skuId, ...movement }))),
  );
}

/** What every SKU of every supplier had at first and what moved. Reads whole months: for a job thread. */
export function collectStock(db: Readable, month: Month): RecordedStock[] {
  const texts = new Map(skuTexts(db).map((sku) => [sku.skuId, sku]));
  const found = new Map<string, RecordedStock & { movements: RecordedStock['movements'][number][] }>();
  function stockOf(skuId: SkuId, supplierId: SupplierId) {
    const key = `${skuId} ${supplierId}`;
    const known = found.get(key);
    if (known) return known;
    const { skuCode = '', productName = '', name = '', region = '' } = texts.get(skuId) ?? {};
    const specification = saysRegion(name, region) ? name : `${name} ${region}`;
    const opening = { quantity: 0, value: ZERO_MONEY };
    const fresh = { supplierId, skuId, skuCode, productName, specification, opening, movements: [] };
    found.set(key, fresh);
    return fresh;
  }
  for (const { skuId, supplierId, quantity, value } of stockOpenings(db, month)) {
    if (quantity === 0 && value === 0) continue;
    found.set(`${skuId} ${supplierId}`, { ...stockOf(skuId, supplierId), opening: { quantity, value } });
  }
  for (const movement of stockMovements(db, month)) {
    stockOf(movement.skuId, movement.supplierId).movements.push(reportedMovement(movement));
  }
  return [...found.values()];
}

/** The rows of 进销存, of one supplier's batches or of all together, in the order of SKU codes. */
export function stockRows(record: Pick<MonthRecord, 'stock'>, supplierId: SupplierId | null): StockMonthRow[] {
  const stock = record.stock.filter((row) => supplierId === null || row.supplierId === supplierId);
  const texts = new Map(stock.map((row) => [row.skuId, row]));
  return movementRows({ stock })
    .map(({ skuId, ...row }) => {
      const { skuCode = '', productName = '', specification = '' } = texts.get(skuId) ?? {};
      return { ...row, skuCode, productName, specification };
    })
    .sort((a, b) => (a.skuCode < b.skuCode ? -1 : 1));
}

/** `Google Play 美区 25 USD` says 美区; `25 USD` does not say US. */
function saysRegion(name: string, region: string): boolean {
  return /\p{Script=Han}/u.test(region) ? name.includes(region) : ['', ...name.split(/\s+/)].includes(region);
}
