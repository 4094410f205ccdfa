import type { SkuId, StatementLineId, SupplierEntryId } from '#shared/domain/ids.ts';
import { money, sumMoney } from '#shared/domain/money/money.ts';
import type { AccountEntry, StatementLine } from '#shared/domain/reconciliation/matching.ts';
import type { Day } from '#shared/domain/time/business-time.ts';

/** A line of a supplier's statement. */
export function line(id: number, fields: Partial<StatementLine> = {}): StatementLine {
  return {
    id: id as StatementLineId,
    occurredOn: '2026-10-10' as Day,
    externalNumber: '',
    ourNumber: '',
    skuId: null,
    productText: '',
    quantity: null,
    unitPrice: null,
    amount: money(0),
    kind: 'purchase',
    remark: '',
    ...fields,
  };
}

/** An entry of our account with a supplier. */
export function entry(id: number, fields: Partial<AccountEntry> = {}): AccountEntry {
  return {
    id: id as SupplierEntryId,
    occurredOn: '2026-10-10' as Day,
    externalNumber: '',
    ourNumber: '',
    amount: money(0),
    kind: 'purchase',
    remark: '',
    lines: [],
    ...fields,
  };
}

/** An entry of receipt lines: [sku, quantity, unit price in 1/10 000]. */
export function receipt(
  id: number,
  products: [number, number, number][],
  fields: Partial<AccountEntry> = {},
): AccountEntry {
  const lines = products.map(([skuId, quantity, unitPrice], index) => ({
    id: id * 100 + index,
    skuId: skuId as SkuId,
    quantity,
    unitPrice: money(unitPrice),
    amount: money(quantity * unitPrice),
  }));
  return entry(id, { lines, amount: sumMoney(lines.map(({ amount }) => amount)), ...fields });
}

/** A line that names a product, a quantity and a price. */
export function product(
  id: number,
  skuId: number,
  quantity: number,
  unitPrice: number,
  fields: Partial<StatementLine> = {},
) {
  const amount = money(quantity * unitPrice);
  return line(id, { skuId: skuId as SkuId, quantity, unitPrice: money(unitPrice), amount, ...fields });
}
