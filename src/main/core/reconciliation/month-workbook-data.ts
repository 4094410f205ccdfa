import type { Money } from '#shared/domain/money/money.ts';
import type { DifferenceKind, Resolution } from '#shared/domain/reconciliation/differences.ts';
import type { BookMonth, BookPeriod } from '#shared/domain/reconciliation/periods.ts';
import type { StockMovementRow } from '#shared/domain/reconciliation/stock-movement-report.ts';
import type { SupplierEntryKind } from '#shared/domain/reconciliation/supplier-account.ts';
import type { Day, Month } from '#shared/domain/time/business-time.ts';

/** Everything the month's workbook shows. Sums are worked out here, so that a sheet cannot disagree with another. */
export interface MonthWorkbookData {
  readonly language: 'zh-CN' | 'en';
  readonly businessName: string;
  /** `CNY`: of the amounts of {@link accounts}. */
  readonly currency: string;
  /** Of what stock is worth, and of everything that is borne by the shop. */
  readonly shopCurrency: string;
  readonly timeZone: string;
  readonly month: Month;
  /** Epoch milliseconds, and the same moment's day in the business time zone. */
  readonly generatedAt: number;
  readonly generatedOn: Day;
  /** Head of the audit chain at that moment, in hex: the workbook is one of its outside anchors. */
  readonly auditHead: string;
  /** The supplier it is for; null for all of them. */
  readonly supplier: { readonly code: string; readonly name: string } | null;
  /** In the order shown. A supplier without movement in the month is listed as well. */
  readonly accounts: readonly AccountMonth[];
  /** Beside those of all suppliers: accounts in other currencies, by currency. */
  readonly otherAccounts: readonly { readonly currency: string; readonly accounts: readonly AccountMonth[] }[];
  /** In the order shown; of one supplier's batches when the workbook is for one. */
  readonly stock: readonly StockMonthRow[];
  /** In the order of their numbers. */
  readonly afterwards: readonly AfterwardsRow[];
}

/** One supplier's account over its own period, which need not be the calendar month. */
export interface AccountMonth {
  readonly code: string;
  readonly name: string;
  readonly period: BookPeriod;
  readonly status: BookMonth['status'];
  /** Why it is late or was confirmed without a statement; may be empty. */
  readonly statusReason: string;
  /** Signed: positive is owed by us, negative is prepaid. */
  readonly opening: Money;
  /** In the order of the account. */
  readonly entries: readonly AccountMonthEntry[];
  /** What the supplier's statement ends on, signed like ours; null without a statement or when it does not say. */
  readonly theirClosing: Money | null;
  /** How much of the difference to it is explained: `explained` of the statement's summary, with what was carried over. */
  readonly explained: Money;
  readonly differences: readonly AccountMonthDifference[];
  /** Of an account in another currency. Months that were closed before there was any have none. */
  readonly exchange?: readonly AccountMonthExchange[];
}

/** What a part of a payment realised; below zero what was taken back. `amount` in the account's currency, the rest in ours. */
export interface AccountMonthExchange {
  readonly realisedOn: Day;
  readonly paymentNumber: string;
  readonly debtNumber: string;
  readonly amount: Money;
  readonly booked: Money;
  readonly paid: Money;
  readonly result: Money;
}

export interface AccountMonthEntry {
  readonly occurredOn: Day;
  /** Our number of the entry. */
  readonly number: string;
  readonly kind: SupplierEntryKind;
  readonly externalNumber: string;
  /** Our number of the document behind it: import, order. */
  readonly ourNumber: string;
  /** SKU names of its lines, for reading. */
  readonly productText: string;
  readonly quantity: number | null;
  readonly unitPrice: Money | null;
  /** Signed: positive raises what we owe. */
  readonly amount: Money;
  /** `reversed`: it and what undid it are of this month, and neither was held against a line of theirs. */
  readonly matching: 'matched' | 'difference' | 'reversed' | 'open';
  readonly remark: string;
}

export interface AccountMonthDifference {
  readonly kind: DifferenceKind;
  readonly occurredOn: Day | null;
  readonly theirNumber: string;
  readonly ourNumber: string;
  readonly productText: string;
  readonly theirQuantity: number | null;
  readonly ourQuantity: number | null;
  readonly theirAmount: Money | null;
  readonly ourAmount: Money | null;
  /** What they claim beyond our books. */
  readonly amount: Money;
  readonly resolution: Resolution | null;
  /** The number of the document that adjusted it. */
  readonly document: string;
  readonly note: string;
}

export interface StockMonthRow extends Omit<StockMovementRow, 'skuId'> {
  readonly skuCode: string;
  readonly productName: string;
  /** Face value, region: what tells SKUs of a product apart. */
  readonly specification: string;
}

export type AfterwardsKind = 'correction' | 'bad-debt';

/** A document that says something of earlier months and is borne by this one. */
export interface AfterwardsRow {
  readonly kind: AfterwardsKind;
  readonly number: string;
  readonly occurredOn: Day;
  readonly code: string;
  readonly name: string;
  readonly productText: string;
  readonly externalNumber: string;
  /** On the supplier's account, in its currency: above zero we owe more, or have less prepaid. */
  readonly accountAmount: Money;
  readonly accountCurrency: string;
  /** In the shop's currency. */
  readonly stockPart: Money;
  readonly costPart: Money;
  readonly reason: string;
}
