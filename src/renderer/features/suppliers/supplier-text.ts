import type { TFunction } from 'i18next';
import type { SupplierRow } from '#shared/contract/suppliers.contract.ts';
import { MONTH_END } from '#shared/domain/reconciliation/periods.ts';
import type { SupplierEntryKind } from '#shared/domain/reconciliation/supplier-account.ts';

type T = TFunction<'suppliers'>;
const HOURS_OF_DAY = 24;

/** How a supplier is settled with, with the days where they decide. */
export function settlementText(
  t: T,
  { settlement, creditDays }: Pick<SupplierRow, 'settlement' | 'creditDays'>,
): string {
  return settlement === 'credit' && creditDays > 0
    ? t('creditDays', { count: creditDays })
    : t(`settlements.${settlement}`);
}

export function closingDayText(t: T, closingDay: number): string {
  return closingDay >= MONTH_END ? t('monthEnd') : t('dayOfMonth', { day: closingDay });
}

/** A warranty in days where it is whole days, in hours otherwise. */
export function warrantyText(t: T, hours: number): string {
  if (hours === 0) return t('noWarranty');
  return hours % HOURS_OF_DAY === 0 ? t('days', { count: hours / HOURS_OF_DAY }) : t('hours', { count: hours });
}

/** Money to a prepaid supplier is a top-up, to any other a payment. */
export function entryVerb(
  kind: SupplierEntryKind,
  settlement: SupplierRow['settlement'],
): 'topUp' | 'payment' | 'refund' | 'rebate' | 'fee' | 'withdrawal' | 'adjustment' | 'opening' {
  if (kind === 'payment') return settlement === 'prepaid' ? 'topUp' : 'payment';
  return kind === 'purchase' || kind === 'consignment' ? 'adjustment' : kind;
}
