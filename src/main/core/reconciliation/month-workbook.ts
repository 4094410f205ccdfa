import type { XlsxColumn, XlsxDocument, XlsxRow, XlsxSheet } from '#core/spreadsheets/xlsx-writer.ts';
import { type Money, negateMoney, ZERO_MONEY } from '#shared/domain/money/money.ts';
import {
  ISSUE_COLUMNS,
  type IssueColumn,
  RECEIPT_COLUMNS,
  type ReceiptColumn,
  type StockAmount,
} from '#shared/domain/reconciliation/stock-movement-report.ts';
import { accountBalance, runningSums } from '#shared/domain/reconciliation/supplier-account.ts';
import { exchangeSheets } from './month-exchange-sheet.ts';
import { afterwardsSheet } from './month-workbook-afterwards.ts';
import type { AccountMonth, AccountMonthDifference, MonthWorkbookData, StockMonthRow } from './month-workbook-data.ts';
import { monthWorkbookText } from './month-workbook-language.ts';
import { closingOf, summarySheet } from './month-workbook-summary.ts';
import type { MonthWorkbookText } from './month-workbook-text.ts';

export type * from './month-workbook-data.ts';

/**
 * The month's workbook for one supplier or for all: 汇总, 往来明细, 进销存, 差异, and 调价与坏账 and 汇兑损益 where there were any.
 * Accounts in another currency than the shop's cannot be in one sum with the others: beside those of all suppliers each currency has
 * a 汇总, 往来明细 and 差异 of its own.
 * Balances stand in a column of their own side, 预存余额 or 欠款, never with a bare sign. Numbers are numbers, ids are text, totals are formulas with their values.
 * To be written with `writeXlsxFile` or `writeXlsx`.
 */
export function monthWorkbook(data: MonthWorkbookData): XlsxDocument {
  const text = monthWorkbookText(data.language);
  const scope = data.supplier === null ? text.about.everySupplier : `${data.supplier.code} ${data.supplier.name}`;
  const frame = frameOf(data, text, scope);
  const { currency, shopCurrency, accounts, otherAccounts } = data;
  const signed = { closingRows: [text.signatures] };
  return {
    title: `${data.businessName} ${text.title} ${data.month} ${scope}`,
    creator: data.businessName,
    createdAt: data.generatedAt,
    language: data.language,
    timeZone: data.timeZone,
    sheets: [
      { ...frame(text.sheets.summary, currency), ...summarySheet(accounts, text), ...signed },
      { ...frame(text.sheets.entries, currency), ...entriesSheet(accounts, text) },
      { ...frame(text.sheets.stock, shopCurrency), ...stockSheet(data, text) },
      { ...frame(text.sheets.differences, currency), ...differencesSheet(accounts, text) },
      ...otherAccounts.flatMap((other) => [
        {
          ...frame(`${text.sheets.summary} ${other.currency}`, other.currency),
          ...summarySheet(other.accounts, text),
          ...signed,
        },
        { ...frame(`${text.sheets.entries} ${other.currency}`, other.currency), ...entriesSheet(other.accounts, text) },
        {
          ...frame(`${text.sheets.differences} ${other.currency}`, other.currency),
          ...differencesSheet(other.accounts, text),
        },
      ]),
      ...(data.afterwards.length === 0
        ? []
        : [{ ...frame(text.sheets.afterwards, shopCurrency), ...afterwardsSheet(data, text) }]),
      ...exchangeSheets(data).map((sheet) => ({ ...frame(sheet.name, shopCurrency), ...sheet })),
    ],
  };
}

type SheetBody = Pick<XlsxSheet, 'columns' | 'rows'>;

/** What every sheet says of itself: whose it is, for when, made when, and the audit chain's head as an outside anchor. */
function frameOf(data: MonthWorkbookData, text: MonthWorkbookText, scope: string) {
  const { about } = text;
  const [account] = data.accounts;
  const period = data.supplier !== null && account !== undefined ? account.period : null;
  const when =
    period === null
      ? `${about.month}: ${data.month}`
      : `${about.month}: ${data.month}    ${about.period}: ${period.from} – ${period.to}`;
  return (sheet: string, currency: string): Omit<XlsxSheet, keyof SheetBody> => ({
    name: sheet,
    titleRows: [
      `${data.businessName}  ${text.title} · ${sheet}`,
      `${when}    ${about.supplier}: ${scope}    ${about.currency}: ${currency}`,
      `${about.generatedOn}: ${data.generatedOn}    ${about.auditHead}: ${data.auditHead}`,
    ],
    totalLabel: text.total,
    hasAutoFilter: true,
    isLandscape: true,
    footer: `${data.businessName} · ${data.month} · ${scope} · ${data.auditHead.slice(0, 16)}`,
  });
}

function entriesSheet(accounts: readonly AccountMonth[], text: MonthWorkbookText): SheetBody {
  const { entries, summary } = text;
  return {
    columns: [
      { header: summary.code, kind: 'text' },
      { header: summary.supplier, kind: 'text', width: 20 },
      { header: entries.day, kind: 'day' },
      { header: entries.number, kind: 'text', width: 18 },
      { header: entries.kind, kind: 'text' },
      { header: entries.theirNumber, kind: 'text', width: 22 },
      { header: entries.ourNumber, kind: 'text', width: 18 },
      { header: entries.product, kind: 'note' },
      { header: entries.quantity, kind: 'integer' },
      { header: entries.unitPrice, kind: 'unit-price' },
      { header: entries.raises, kind: 'money', isTotalled: true },
      { header: entries.lowers, kind: 'money', isTotalled: true },
      { header: entries.side, kind: 'text', width: 11 },
      { header: entries.balance, kind: 'money' },
      { header: entries.matching, kind: 'text', width: 10 },
      { header: entries.remark, kind: 'note' },
    ],
    rows: entryRows(accounts, text),
  };
}

function* entryRows(accounts: readonly AccountMonth[], text: MonthWorkbookText): Generator<XlsxRow, void, undefined> {
  for (const account of accounts) {
    const { code, name, opening, entries, period } = account;
    yield balanceRow(account, period.from, text.entries.opening, opening, text);
    const sums = runningSums(opening, entries);
    for (const [index, entry] of entries.entries()) {
      const balance = accountBalance(sums[index] ?? ZERO_MONEY);
      yield [
        code,
        name,
        entry.occurredOn,
        entry.number,
        text.kinds[entry.kind],
        entry.externalNumber,
        entry.ourNumber,
        entry.productText,
        entry.quantity,
        entry.unitPrice,
        entry.amount > 0 ? entry.amount : null,
        entry.amount < 0 ? negateMoney(entry.amount) : null,
        text.sides[balance.side],
        balance.amount,
        text.matchings[entry.matching],
        entry.remark,
      ];
    }
    yield balanceRow(account, period.to, text.entries.closing, closingOf(account), text);
  }
}

function balanceRow(account: AccountMonth, day: string, label: string, sum: Money, text: MonthWorkbookText): XlsxRow {
  const { side, amount } = accountBalance(sum);
  return [
    account.code,
    account.name,
    day,
    null,
    { value: label, isBold: true },
    ...Array<null>(7).fill(null),
    { value: text.sides[side], isBold: true },
    { value: amount, isBold: true },
  ];
}

function stockSheet(data: MonthWorkbookData, text: MonthWorkbookText): SheetBody {
  const { stock } = text;
  // Only what moved: nineteen columns of nothing would not fit a page.
  const receipts = RECEIPT_COLUMNS.filter((column) => data.stock.some((row) => row.receipts[column] !== undefined));
  const issues = ISSUE_COLUMNS.filter((column) => data.stock.some((row) => row.issues[column] !== undefined));
  const groups = [
    stock.opening,
    ...receipts.map((column) => text.columns[column]),
    stock.receipts,
    ...issues.map((column) => text.columns[column]),
    stock.issues,
    stock.closing,
  ];
  return {
    columns: [
      { header: stock.sku, kind: 'text' },
      { header: stock.product, kind: 'text', width: 26 },
      { header: stock.specification, kind: 'text', width: 16 },
      ...groups.flatMap((group): XlsxColumn[] => [
        { header: `${group} ${stock.quantity}`, kind: 'integer', isTotalled: true },
        { header: `${group} ${stock.value}`, kind: 'money', isTotalled: true },
      ]),
    ],
    rows: data.stock.map((row) => stockRow(row, receipts, issues)),
  };
}

function stockRow(row: StockMonthRow, receipts: readonly ReceiptColumn[], issues: readonly IssueColumn[]): XlsxRow {
  const amounts: (StockAmount | undefined)[] = [
    row.opening,
    ...receipts.map((column) => row.receipts[column]),
    row.receiptTotal,
    ...issues.map((column) => row.issues[column]),
    row.issueTotal,
    row.closing,
  ];
  return [
    row.skuCode,
    row.productName,
    row.specification,
    ...amounts.flatMap((amount) => (amount === undefined ? [null, null] : [amount.quantity, amount.value])),
  ];
}

/** Between the balances that both books began with: no line of theirs, no entry of ours. */
function isOfOpening({ occurredOn, theirAmount, ourAmount }: AccountMonthDifference): boolean {
  return occurredOn === null && theirAmount === null && ourAmount === null;
}

function differencesSheet(accounts: readonly AccountMonth[], text: MonthWorkbookText): SheetBody {
  const { differences, entries, summary } = text;
  return {
    columns: [
      { header: summary.code, kind: 'text' },
      { header: summary.supplier, kind: 'text', width: 20 },
      { header: differences.kind, kind: 'text' },
      { header: entries.day, kind: 'day' },
      { header: entries.theirNumber, kind: 'text', width: 22 },
      { header: entries.ourNumber, kind: 'text', width: 18 },
      { header: entries.product, kind: 'note' },
      { header: differences.theirQuantity, kind: 'integer' },
      { header: differences.ourQuantity, kind: 'integer' },
      { header: differences.theirAmount, kind: 'money' },
      { header: differences.ourAmount, kind: 'money' },
      { header: differences.amount, kind: 'money', isTotalled: true },
      { header: differences.resolution, kind: 'text' },
      { header: differences.document, kind: 'text', width: 18 },
      { header: differences.note, kind: 'note' },
    ],
    rows: accounts.flatMap(({ code, name, differences: found }) =>
      found.map((difference) => [
        code,
        name,
        text.differenceKinds[difference.kind],
        difference.occurredOn,
        difference.theirNumber,
        difference.ourNumber,
        isOfOpening(difference) ? entries.opening : difference.productText,
        difference.theirQuantity,
        difference.ourQuantity,
        difference.theirAmount,
        difference.ourAmount,
        difference.amount,
        text.resolutions[difference.resolution ?? 'open'],
        difference.document,
        difference.note,
      ]),
    ),
  };
}
