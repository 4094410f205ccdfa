import type { Readable } from '#core/db/connection.ts';
import { Refusal } from '#core/refusal.ts';
import { readSetting } from '#core/settings/settings.repo.ts';
import type { DossierProfile, NamedFinding } from '#shared/contract/dossiers.contract.ts';
import type { BrandId, PurchaseOrderId, SupplierId } from '#shared/domain/ids.ts';
import {
  checkDossier,
  DEFAULT_DOSSIER_POLICY,
  type DossierFacts,
  type DossierPolicy,
} from '#shared/domain/suppliers/dossier-checks.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { brandNameOf, findProfile, listTestOrders, offeredBrands, orderedBrands } from './dossiers.repo.ts';
import { listQualifications } from './qualifications.repo.ts';
import { requireSupplier } from './supplier-accounts.posting.ts';

/*
 * How other areas ask for a supplier's dossier: synchronous, inside their own read or transaction.
 */

export const POLICY_SETTING = 'suppliers.dossierPolicy';

/** What the owner decided about each check; a check that is newer than the decision warns. */
export function dossierPolicy(db: Readable): DossierPolicy {
  const stored = readSetting<DossierPolicy>(db, POLICY_SETTING);
  if (!stored) return DEFAULT_DOSSIER_POLICY;
  return { ...stored, checks: { ...DEFAULT_DOSSIER_POLICY.checks, ...stored.checks } };
}

/** What a supplier's check-list says on a day; `brandIds` are bought besides those of their offers. */
export function dossierFindings(
  db: Readable,
  supplierId: SupplierId,
  today: Day,
  brandIds: readonly BrandId[] = [],
): NamedFinding[] {
  const facts = factsOf(db, supplierId, brandIds);
  return checkDossier(facts, dossierPolicy(db), today).map((finding) => ({
    ...finding,
    brandName: finding.brandId === null ? null : brandNameOf(db, finding.brandId),
  }));
}

/** Hours within which the supplier's contract promises to deliver; null where it does not. */
export function promisedHours(db: Readable, supplierId: SupplierId): number | null {
  return findProfile(db, supplierId)?.promiseHours ?? null;
}

/** The findings that concern a purchase order: the supplier's own, with the brands of its lines. */
export function findingsForOrder(
  db: Readable,
  order: { id: PurchaseOrderId; supplierId: SupplierId },
  today: Day,
): NamedFinding[] {
  return dossierFindings(db, order.supplierId, today, orderedBrands(db, order.id));
}

/** Refuses with DOSSIER_REFUSES where the shop's policy lets no order go to this supplier. */
export function requireDossier(tx: Readable, order: { id: PurchaseOrderId; supplierId: SupplierId }, today: Day): void {
  const findings = findingsForOrder(tx, order, today).filter(({ blocks }) => blocks);
  if (findings.length === 0) return;
  throw new Refusal('DOSSIER_REFUSES', { supplierId: order.supplierId, count: findings.length, findings });
}

/** Which suppliers and brands the shop's policy lets no order go to; each supplier's dossier is looked at once. */
export function dossierRefusals(db: Readable, today: Day): (supplierId: SupplierId, brandId: BrandId) => boolean {
  const refused = new Map<SupplierId, ReadonlySet<BrandId | null>>();
  return (supplierId, brandId) => {
    let brands = refused.get(supplierId);
    if (!brands) {
      const blocking = dossierFindings(db, supplierId, today).filter(({ blocks }) => blocks);
      brands = new Set(blocking.map((finding) => finding.brandId));
      refused.set(supplierId, brands);
    }
    return brands.has(null) || brands.has(brandId);
  };
}

/** A contract without an end is told by what it says. */
function hasContractTerms(profile: DossierProfile): boolean {
  const { promiseHours, badKeysPaidBy, priceNoticeDays, minimumVolume, refundTerms, failureCompensation } = profile;
  const isSaid = [promiseHours, badKeysPaidBy, priceNoticeDays, minimumVolume].some((term) => term !== null);
  return isSaid || refundTerms !== '' || failureCompensation !== '';
}

function factsOf(db: Readable, supplierId: SupplierId, brandIds: readonly BrandId[]): DossierFacts {
  const { id, kind, settlement } = requireSupplier(db, supplierId);
  const profile = findProfile(db, id);
  const qualifications = listQualifications(db, id);
  return {
    kind,
    settlement,
    foundedOn: profile?.foundedOn ?? null,
    disputeRate: profile?.disputeRate ?? null,
    sourceTrace: profile?.sourceTrace ?? null,
    supportHours: profile?.supportHours ?? '',
    contractEndsOn: profile?.contractEndsOn ?? null,
    hasContractTerms: profile !== null && hasContractTerms(profile),
    qualifications: qualifications.map((paper) => ({ ...paper, isVerified: paper.verifiedAt !== null })),
    testOrders: listTestOrders(db, id)
      .reverse()
      .map(({ step, testedOn, result }) => ({ step, testedOn: testedOn as Day, result })),
    brandIds: [...new Set([...offeredBrands(db, id), ...brandIds])],
  };
}
