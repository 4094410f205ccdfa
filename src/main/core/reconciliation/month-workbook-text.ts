import type { DifferenceKind, Resolution } from '#shared/domain/reconciliation/differences.ts';
import type { BookMonth } from '#shared/domain/reconciliation/periods.ts';
import type { IssueColumn, ReceiptColumn } from '#shared/domain/reconciliation/stock-movement-report.ts';
import type { AccountBalance, SupplierEntryKind } from '#shared/domain/reconciliation/supplier-account.ts';
import type { AccountMonthEntry, AfterwardsKind } from './month-workbook-data.ts';

/** The words of the month's workbook. It goes to the supplier and to the accountant, so it has its own, not the screen's. */
export interface MonthWorkbookText {
  readonly title: string;
  readonly sheets: {
    readonly summary: string;
    readonly entries: string;
    readonly stock: string;
    readonly differences: string;
    readonly afterwards: string;
  };
  readonly about: {
    readonly month: string;
    readonly period: string;
    readonly supplier: string;
    readonly everySupplier: string;
    readonly currency: string;
    readonly generatedOn: string;
    readonly auditHead: string;
  };
  readonly total: string;
  readonly signatures: string;
  readonly summary: {
    readonly code: string;
    readonly supplier: string;
    readonly from: string;
    readonly to: string;
    readonly status: string;
    readonly openingPrepaid: string;
    readonly openingOwed: string;
    readonly closingPrepaid: string;
    readonly closingOwed: string;
    readonly theirPrepaid: string;
    readonly theirOwed: string;
    readonly difference: string;
    readonly explained: string;
    readonly unexplained: string;
    readonly reason: string;
  };
  readonly entries: {
    readonly day: string;
    readonly number: string;
    readonly kind: string;
    readonly theirNumber: string;
    readonly ourNumber: string;
    readonly product: string;
    readonly quantity: string;
    readonly unitPrice: string;
    readonly raises: string;
    readonly lowers: string;
    readonly side: string;
    readonly balance: string;
    readonly matching: string;
    readonly remark: string;
    readonly opening: string;
    readonly closing: string;
  };
  readonly stock: {
    readonly sku: string;
    readonly product: string;
    readonly specification: string;
    readonly opening: string;
    readonly receipts: string;
    readonly issues: string;
    readonly closing: string;
    readonly quantity: string;
    readonly value: string;
  };
  readonly differences: {
    readonly kind: string;
    readonly theirQuantity: string;
    readonly ourQuantity: string;
    readonly theirAmount: string;
    readonly ourAmount: string;
    readonly amount: string;
    readonly resolution: string;
    readonly document: string;
    readonly note: string;
  };
  /** What was said after the fact: corrected prices and bad debts. */
  readonly afterwards: {
    readonly kind: string;
    readonly document: string;
    readonly kinds: Readonly<Record<AfterwardsKind, string>>;
    readonly account: string;
    readonly accountCurrency: string;
    readonly stockPart: string;
    readonly costPart: string;
  };
  readonly sides: Readonly<Record<AccountBalance['side'], string>>;
  readonly kinds: Readonly<Record<SupplierEntryKind, string>>;
  readonly statuses: Readonly<Record<BookMonth['status'], string>>;
  readonly matchings: Readonly<Record<AccountMonthEntry['matching'], string>>;
  readonly differenceKinds: Readonly<Record<DifferenceKind, string>>;
  readonly resolutions: Readonly<Record<Resolution | 'open', string>>;
  readonly columns: Readonly<Record<ReceiptColumn | IssueColumn, string>>;
}
