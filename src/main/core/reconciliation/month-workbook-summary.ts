import type { XlsxColumn, XlsxRow, XlsxSheet } from '#core/spreadsheets/xlsx-writer.ts';
import { type Money, negateMoney, subtractMoney, sumMoney } from '#shared/domain/money/money.ts';
import {
  accountBalance,
  ENTRY_DIRECTIONS,
  type SupplierEntryKind,
} from '#shared/domain/reconciliation/supplier-account.ts';
import type { AccountMonth } from './month-workbook-data.ts';
import type { MonthWorkbookText } from './month-workbook-text.ts';

const KINDS: readonly SupplierEntryKind[] = [
  'opening',
  'purchase',
  'consignment',
  'payment',
  'withdrawal',
  'refund',
  'rebate',
  'fee',
  'adjustment',
];
const SIDES = ['prepaid', 'owed'] as const;
type Side = (typeof SIDES)[number];

/** Wide enough for 99,999,999.99; the header breaks into lines. */
const MONEY_WIDTH = 13;

/**
 * 汇总: a row for each account. It has columns only for what moved and for what they say, so that a printed page can be read.
 */
export function summarySheet(
  accounts: readonly AccountMonth[],
  text: MonthWorkbookText,
): Pick<XlsxSheet, 'columns' | 'rows'> {
  const { summary } = text;
  const kinds = KINDS.filter((kind) => accounts.some(({ entries }) => entries.some((entry) => entry.kind === kind)));
  const theirSides = sidesOfTheirs(accounts);
  const opening = { prepaid: summary.openingPrepaid, owed: summary.openingOwed };
  const closing = { prepaid: summary.closingPrepaid, owed: summary.closingOwed };
  const theirs = { prepaid: summary.theirPrepaid, owed: summary.theirOwed };
  return {
    columns: [
      { header: summary.code, kind: 'text', width: 10 },
      { header: summary.supplier, kind: 'note', width: 18 },
      { header: summary.from, kind: 'day', width: 11 },
      { header: summary.to, kind: 'day', width: 11 },
      { header: summary.status, kind: 'note', width: 10 },
      ...SIDES.map((side) => totalled(opening[side])),
      ...kinds.map((kind) => totalled(text.kinds[kind])),
      ...SIDES.map((side) => totalled(closing[side])),
      ...theirSides.map((side) => totalled(theirs[side])),
      ...[summary.difference, summary.explained, summary.unexplained].map(totalled),
      { header: summary.reason, kind: 'note', width: 18 },
    ],
    rows: accounts.map((account) => rowOf(account, { kinds, theirSides }, text)),
  };
}

function totalled(header: string): XlsxColumn {
  return { header, kind: 'money', width: MONEY_WIDTH, isTotalled: true };
}

/** The sides on which their balances are; where none of them says one, no column is kept for it. */
function sidesOfTheirs(accounts: readonly AccountMonth[]): readonly Side[] {
  const found = accounts.flatMap(({ theirClosing }) =>
    theirClosing === null ? [] : [accountBalance(theirClosing).side],
  );
  return SIDES.filter((side) => found.includes(side));
}

function rowOf(
  account: AccountMonth,
  shown: { readonly kinds: readonly SupplierEntryKind[]; readonly theirSides: readonly Side[] },
  text: MonthWorkbookText,
): XlsxRow {
  const { theirClosing } = account;
  const closing = closingOf(account);
  const difference = theirClosing === null ? null : subtractMoney(theirClosing, closing);
  return [
    account.code,
    account.name,
    account.period.from,
    account.period.to,
    text.statuses[account.status],
    ...SIDES.map((side) => amountOn(side, account.opening)),
    ...shown.kinds.map((kind) => turnover(account, kind)),
    ...SIDES.map((side) => amountOn(side, closing)),
    ...shown.theirSides.map((side) => (theirClosing === null ? null : amountOn(side, theirClosing))),
    difference,
    difference === null ? null : account.explained,
    difference === null ? null : subtractMoney(difference, account.explained),
    account.statusReason,
  ];
}

/** The balance our own entries of the period end on. */
export function closingOf({ opening, entries }: Pick<AccountMonth, 'opening' | 'entries'>): Money {
  return sumMoney([opening, ...entries.map(({ amount }) => amount)]);
}

/** A balance in the column of its side, positive; nothing in the other's. */
function amountOn(side: Side, sum: Money): Money | null {
  const balance = accountBalance(sum);
  return balance.side === side ? balance.amount : null;
}

/** What an account's entries of a kind come to, positive in the direction that is the kind's own. */
function turnover({ entries }: AccountMonth, kind: SupplierEntryKind): Money {
  const sum = sumMoney(entries.filter((entry) => entry.kind === kind).map(({ amount }) => amount));
  return ENTRY_DIRECTIONS[kind] === 'lowers' ? negateMoney(sum) : sum;
}
