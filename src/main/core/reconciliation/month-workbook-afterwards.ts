import type { XlsxSheet } from '#core/spreadsheets/xlsx-writer.ts';
import type { MonthWorkbookData } from './month-workbook-data.ts';
import type { MonthWorkbookText } from './month-workbook-text.ts';

/** 调价与坏账: what earlier months turned out to have cost. Both parts are in the shop's currency, so they add up. */
export function afterwardsSheet(data: MonthWorkbookData, text: MonthWorkbookText): Pick<XlsxSheet, 'columns' | 'rows'> {
  const { afterwards, entries, summary } = text;
  return {
    columns: [
      { header: afterwards.kind, kind: 'text' },
      { header: afterwards.document, kind: 'text', width: 18 },
      { header: entries.day, kind: 'day' },
      { header: summary.code, kind: 'text' },
      { header: summary.supplier, kind: 'text', width: 20 },
      { header: entries.product, kind: 'note' },
      { header: entries.theirNumber, kind: 'text', width: 22 },
      { header: afterwards.account, kind: 'money' },
      { header: afterwards.accountCurrency, kind: 'text', width: 10 },
      { header: afterwards.stockPart, kind: 'money', isTotalled: true },
      { header: afterwards.costPart, kind: 'money', isTotalled: true },
      { header: entries.remark, kind: 'note' },
    ],
    rows: data.afterwards.map((row) => [
      afterwards.kinds[row.kind],
      row.number,
      row.occurredOn,
      row.code,
      row.name,
      row.productText,
      row.externalNumber,
      row.accountAmount,
      row.accountCurrency,
      row.stockPart,
      row.costPart,
      row.reason,
    ]),
  };
}
