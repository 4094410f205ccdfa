import type { ReadDb } from '#core/db/connection.ts';
import type { ThreadContext } from '#core/jobs/thread-context.ts';
import type { DossierOverview } from '#shared/contract/dossiers.contract.ts';
import type { SupplierId } from '#shared/domain/ids.ts';
import { type DossierProblem, isInForce, sellsOwnBrands } from '#shared/domain/suppliers/dossier-checks.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { dossierRows } from './dossier-overview.job.repo.ts';
import { dossierFindings } from './dossiers.lookup.ts';

export interface DossierOverviewInput {
  readonly today: Day;
  /** Of the findings, only those of one supplier or of one problem. */
  readonly supplierId?: SupplierId;
  readonly problem?: DossierProblem;
}

/** The check-lists of all suppliers in use, and the SKUs in use whose brand nobody sells us or is authorised for. */
export function run({ today, supplierId, problem }: DossierOverviewInput, { readDb }: ThreadContext): DossierOverview {
  const suppliers = dossierRows
    .suppliers(readDb)
    .filter((supplier) => supplierId === undefined || supplier.supplierId === supplierId)
    .map((supplier) => {
      const findings = dossierFindings(readDb, supplier.supplierId, today);
      return { ...supplier, findings: findings.filter((one) => problem === undefined || one.problem === problem) };
    })
    .filter(({ findings }) => findings.length > 0);
  return { today, suppliers, unauthorised: unauthorisedSkus(readDb, today) };
}

/** Papers and contracts that run out within 30 days. */
export function countExpiring(db: ReadDb, today: Day): number {
  return dossierRows
    .suppliers(db)
    .flatMap(({ supplierId }) => dossierFindings(db, supplierId, today))
    .filter(({ problem }) => problem === 'expiring').length;
}

function unauthorisedSkus(db: ReadDb, today: Day): DossierOverview['unauthorised'] {
  const byBrand = Map.groupBy(dossierRows.authorisations(db), ({ brandId }) => brandId);
  const fromTheBrand = new Set(
    dossierRows
      .sources(db)
      .filter(({ kind }) => sellsOwnBrands(kind))
      .map(({ brandId }) => brandId),
  );
  return dossierRows.skus(db).flatMap((sku): DossierOverview['unauthorised'] => {
    if (fromTheBrand.has(sku.brandId)) return [];
    const papers = byBrand.get(sku.brandId) ?? [];
    const inForce = papers.filter((paper) => isInForce(paper, today));
    if (inForce.some(({ isVerified }) => isVerified)) return [];
    if (inForce.length > 0) return [{ ...sku, problem: 'unverified', on: null }];
    const ends = papers.flatMap(({ expiresOn }) => (expiresOn !== null && expiresOn < today ? [expiresOn] : []));
    const on = ends.sort().at(-1) ?? null;
    return [{ ...sku, problem: on === null ? 'missing' : 'expired', on }];
  });
}
