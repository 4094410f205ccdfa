import type { XlsxRow, XlsxSheet } from '#core/spreadsheets/xlsx-writer.ts';
import type { MonthWorkbookData } from './month-workbook-data.ts';

interface ExchangeText {
  readonly sheet: string;
  readonly code: string;
  readonly supplier: string;
  readonly day: string;
  readonly payment: string;
  readonly debt: string;
  readonly amount: string;
  readonly booked: string;
  readonly paid: string;
  readonly result: string;
}

const TEXTS: Readonly<Record<MonthWorkbookData['language'], ExchangeText>> = {
  'zh-CN': {
    sheet: '汇兑损益',
    code: '供应商编码',
    supplier: '供应商',
    day: '日期',
    payment: '付款单',
    debt: '欠款单',
    amount: '核销金额(账户币种)',
    booked: '入账价值(本币)',
    paid: '实付(本币)',
    result: '汇兑损益(本币)',
  },
  en: {
    sheet: 'Exchange results',
    code: 'Code',
    supplier: 'Supplier',
    day: 'Day',
    payment: 'Payment',
    debt: 'Debt',
    amount: 'Allocated (account currency)',
    booked: 'Booked at (own currency)',
    paid: 'Paid (own currency)',
    result: 'Result (own currency)',
  },
};

/** 汇兑损益: each part of a payment against the rate of what it paid. None where nothing was realised in the month. */
export function exchangeSheets(data: MonthWorkbookData): Pick<XlsxSheet, 'name' | 'columns' | 'rows'>[] {
  const accounts = [...data.accounts, ...data.otherAccounts.flatMap((other) => other.accounts)];
  const rows = accounts.flatMap(({ code, name, exchange = [] }) =>
    exchange.map(
      ({ realisedOn, paymentNumber, debtNumber, amount, booked, paid, result }): XlsxRow => [
        code,
        name,
        realisedOn,
        paymentNumber,
        debtNumber,
        amount,
        booked,
        paid,
        result,
      ],
    ),
  );
  if (rows.length === 0) return [];
  const text = TEXTS[data.language];
  return [
    {
      name: text.sheet,
      columns: [
        { header: text.code, kind: 'text' },
        { header: text.supplier, kind: 'text', width: 20 },
        { header: text.day, kind: 'day' },
        { header: text.payment, kind: 'text', width: 16 },
        { header: text.debt, kind: 'text', width: 16 },
        { header: text.amount, kind: 'money' },
        { header: text.booked, kind: 'money', isTotalled: true },
        { header: text.paid, kind: 'money', isTotalled: true },
        { header: text.result, kind: 'money', isTotalled: true },
      ],
      rows,
    },
  ];
}
