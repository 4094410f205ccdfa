import type { ReadDb } from '#core/db/connection.ts';
import type { ThreadContext } from '#core/jobs/thread-context.ts';
import { shopSettings } from '#core/settings/shop-settings.ts';
import type { ConsignedSku, SupplierMoneyRow } from '#shared/contract/supplier-money.contract.ts';
import type { SupplierId } from '#shared/domain/ids.ts';
import { type Money, sumMoney } from '#shared/domain/money/money.ts';
import { AGE_BUCKETS, ageingOf, overdueOf } from '#shared/domain/suppliers/ageing.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { supplierExposures } from './exposure.lookup.ts';
import { moneySums } from './supplier-money.job.repo.ts';

export interface SupplierMoneyInput {
  readonly today: Day;
  /** Null: all of them. */
  readonly supplierId: SupplierId | null;
}

export interface SupplierMoneyFigures {
  readonly rows: SupplierMoneyRow[];
  /** Of one supplier only. */
  readonly details: {
    readonly topUpRate: number;
    readonly rebateRate: number;
    readonly openCredits: Money;
    readonly exchangeMonths: ReturnType<typeof moneySums.exchangeMonths>;
    readonly paymentsWithoutCost: number;
  } | null;
  readonly consigned: { readonly skus: ConsignedSku[]; readonly open: Money } | null;
}

/** What every supplier holds of ours and what we owe it, by due day. */
export function run({ today, supplierId }: SupplierMoneyInput, { readDb: db }: ThreadContext): SupplierMoneyFigures {
  const held = supplierExposures(db, today);
  const debts = Map.groupBy(moneySums.debts(db), (debt) => debt.supplierId);
  const suppliers = moneySums.suppliers(db).filter((row) => supplierId === null || row.supplierId === supplierId);
  const rows = suppliers.flatMap((supplier): SupplierMoneyRow[] => {
    const holding = held.get(supplier.supplierId);
    if (!holding) return [];
    const {
      openClaims: _,
      rebatesDue: __,
      claimsOutsideDeliveries: ___,
      onOrderByAccount: ____,
      chargedAhead: _____,
      ...figures
    } = holding;
    const ageing = ageingOf(debts.get(supplier.supplierId) ?? [], today);
    const due = sumMoney(AGE_BUCKETS.map((bucket) => ageing[bucket]));
    return [{ ...supplier, ...figures, due, overdue: overdueOf(ageing), ageing }];
  });
  if (supplierId === null) return { rows, details: null, consigned: null };
  return { rows, details: detailsOf(db, supplierId), consigned: consignedOf(db, supplierId) };
}

function detailsOf(db: ReadDb, supplierId: SupplierId): NonNullable<SupplierMoneyFigures['details']> {
  return {
    ...moneySums.terms(db, supplierId),
    openCredits: moneySums.openCredits(db, supplierId),
    exchangeMonths: moneySums.exchangeMonths(db, supplierId),
    paymentsWithoutCost: moneySums.withoutCost(db, supplierId, shopSettings(db).currency),
  };
}

function consignedOf(db: ReadDb, supplierId: SupplierId): { skus: ConsignedSku[]; open: Money } {
  const rows = moneySums.consigned(db, supplierId);
  const skus = [...Map.groupBy(rows, ({ skuId }) => skuId)].map(([skuId, deliveries]): ConsignedSku => {
    const { skuCode = '', skuName = '', productName = '' } = deliveries[0] ?? {};
    return {
      skuId,
      skuCode,
      skuName,
      productName,
      quantity: deliveries.reduce((sum, { quantity }) => sum + quantity, 0),
      open: sumMoney(deliveries.map(({ open }) => open)),
      deliveries: deliveries.map(({ skuId: _, skuCode: __, skuName: ___, productName: ____, ...delivery }) => delivery),
    };
  });
  return { skus, open: sumMoney(skus.map(({ open }) => open)) };
}
