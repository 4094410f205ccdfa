import { expect, it } from 'vitest';
import type { SupplierReorderLimits } from '#shared/contract/replenishment.contract.ts';
import type { SupplierId } from '#shared/domain/ids.ts';
import { money } from '#shared/domain/money/money.ts';
import { changedLimits } from './changed-limits.ts';

function limits(id: number, exposureMaximum: number | null, minimumBalance: number | null): SupplierReorderLimits {
  const said = { supplierName: '示例批发商', currency: 'CNY', settlement: 'prepaid' };
  return {
    ...said,
    supplierId: id as SupplierId,
    exposureMaximum: exposureMaximum === null ? null : money(exposureMaximum),
    minimumBalance: minimumBalance === null ? null : money(minimumBalance),
  };
}

it('says only the limits that were changed', () => {
  const read = [limits(1, 300, 5), limits(2, null, 5), limits(3, 300, null)];
  expect(changedLimits(read, read)).toEqual([]);
  expect(changedLimits(read, [limits(1, 300, 6), limits(2, null, 5), limits(3, null, 0)])).toEqual([
    { supplierId: 1, minimumBalance: 6 },
    { supplierId: 3, exposureMaximum: null, minimumBalance: 0 },
  ]);
});
