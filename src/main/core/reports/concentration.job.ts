import type { ThreadContext } from '#core/jobs/thread-context.ts';
import type { ConcentrationReport } from '#shared/contract/trade-reports.contract.ts';
import { money } from '#shared/domain/money/money.ts';
import { type Concentration, concentration } from '#shared/domain/replenishment/concentration.ts';
import type { DaySpan } from '#shared/domain/reports/report-period.ts';
import { purchaseRows } from './concentration.job.repo.ts';

/** Who has how much of what was bought: by supplier, by kind of supplier, by brand. */
export function run(span: DaySpan, { readDb }: ThreadContext): ConcentrationReport {
  const rows = purchaseRows.shares(readDb, span).map((row) => ({ ...row, amount: money(row.amount) }));
  const supplierNames = new Map(rows.map(({ supplierId, supplierName }) => [supplierId, supplierName]));
  const brandNames = new Map(rows.map(({ brandId, brandName }) => [brandId, brandName]));
  const bySupplier = concentration(rows.map(({ supplierId, amount }) => ({ key: supplierId, amount })));
  const byBrand = concentration(rows.map(({ brandId, amount }) => ({ key: brandId, amount })));
  return {
    ...span,
    bySupplier: named(bySupplier, (supplierId) => ({ supplierId, name: supplierNames.get(supplierId) ?? '' })),
    byKind: named(concentration(rows.map(({ kind, amount }) => ({ key: kind, amount }))), (kind) => kind),
    byBrand: named(byBrand, (brandId) => ({ brandId, name: brandNames.get(brandId) ?? '' })),
  };
}

function named<Key, Named>({ total, shares, index }: Concentration<Key>, name: (key: Key) => Named) {
  return { total, index, shares: shares.map((share) => ({ ...share, key: name(share.key) })) };
}
