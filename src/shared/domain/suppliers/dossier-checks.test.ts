import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BrandId } from '../ids.ts';
import { addDays, type Day } from '../time/business-time.ts';
import {
  type CheckPolicy,
  checkDossier,
  DEFAULT_DOSSIER_POLICY,
  DOSSIER_CHECKS,
  type DossierFacts,
  type DossierPolicy,
  type QualificationFacts,
  type QualificationKind,
  REQUIRED_CHECKS,
} from './dossier-checks.ts';
import { SUPPLIER_KINDS } from './supplier-terms.ts';

const TODAY = '2026-11-22' as Day;
const STEAM = 1 as BrandId;

function paper(kind: QualificationKind, changes: Partial<QualificationFacts> = {}): QualificationFacts {
  const brandId = kind === 'brand-authorisation' ? STEAM : null;
  return { kind, brandId, issuedOn: '2024-01-01' as Day, expiresOn: null, isVerified: true, ...changes };
}

/** A wholesaler of Steam with everything in order. */
const WHOLE: DossierFacts = {
  kind: 'wholesaler',
  settlement: 'prepaid',
  foundedOn: '2023-11-22' as Day,
  disputeRate: 499,
  sourceTrace: 'partial',
  supportHours: '9:00–21:00',
  contractEndsOn: '2027-11-22' as Day,
  hasContractTerms: false,
  qualifications: [paper('business-licence'), paper('brand-authorisation'), paper('tax-registration')],
  testOrders: [
    { step: 'top-up', testedOn: TODAY, result: 'passed' },
    { step: 'order', testedOn: TODAY, result: 'passed' },
    { step: 'withdraw', testedOn: TODAY, result: 'passed' },
  ],
  brandIds: [STEAM],
};

const check = (changes: Partial<DossierFacts> = {}, policy: DossierPolicy = DEFAULT_DOSSIER_POLICY) =>
  checkDossier({ ...WHOLE, ...changes }, policy, TODAY);

function withPolicy(policy: CheckPolicy): DossierPolicy {
  const checks = Object.fromEntries(DOSSIER_CHECKS.map((name) => [name, policy])) as DossierPolicy['checks'];
  return { ...DEFAULT_DOSSIER_POLICY, checks };
}

function withLicence(changes: Partial<QualificationFacts>) {
  const [, ...others] = WHOLE.qualifications;
  return check({ qualifications: [paper('business-licence', changes), ...others] });
}

describe('the check-list of a dossier', () => {
  it('finds nothing where everything is in order', () => {
    expect(check()).toEqual([]);
  });

  it.each(SUPPLIER_KINDS)('asks a new %s for all that its kind needs', (kind) => {
    const empty = { foundedOn: null, disputeRate: null, sourceTrace: null, supportHours: ' ', contractEndsOn: null };
    const found = check({ ...empty, kind, qualifications: [], testOrders: [] });
    expect([...new Set(found.map((finding) => finding.check))].sort()).toEqual([...REQUIRED_CHECKS[kind]].sort());
    expect(found.every(({ problem, blocks }) => problem === 'missing' && !blocks)).toBe(true);
  });

  it.each([
    [{ expiresOn: addDays(TODAY, -1) }, 'expired'],
    [{ expiresOn: TODAY }, 'expiring'],
    [{ expiresOn: addDays(TODAY, 30) }, 'expiring'],
    [{ expiresOn: addDays(TODAY, 31) }, null],
    [{ issuedOn: addDays(TODAY, 1) }, 'not-yet-valid'],
    [{ issuedOn: addDays(TODAY, 1), expiresOn: addDays(TODAY, 400) }, 'not-yet-valid'],
    [{ issuedOn: TODAY }, null],
    [{ isVerified: false }, 'unverified'],
  ] as const)('says of a licence with %j: %s', (changes, problem) => {
    expect(withLicence(changes).map((finding) => finding.problem)).toEqual(problem === null ? [] : [problem]);
  });

  it('takes a contract without an end for one where its terms are written', () => {
    expect(check({ contractEndsOn: null })).toMatchObject([{ check: 'contract', problem: 'missing' }]);
    expect(check({ contractEndsOn: null, hasContractTerms: true })).toEqual([]);
    const ended = { contractEndsOn: addDays(TODAY, -1), hasContractTerms: true };
    expect(check(ended)).toMatchObject([{ check: 'contract', problem: 'expired' }]);
  });

  it('takes a renewed paper for the old one, once it is verified', () => {
    const old = paper('business-licence', { expiresOn: addDays(TODAY, 5) });
    const fresh = paper('business-licence', { expiresOn: addDays(TODAY, 900) });
    const others = WHOLE.qualifications.slice(1);
    expect(check({ qualifications: [old, fresh, ...others] })).toEqual([]);
    const unverified = { ...fresh, isVerified: false };
    expect(check({ qualifications: [old, unverified, ...others] })).toMatchObject([{ problem: 'expiring' }]);
  });

  it('wants an authorisation for each brand, and tells of others only before they end', () => {
    const other = 2 as BrandId;
    expect(check({ brandIds: [STEAM, other] })).toMatchObject([{ check: 'brand-authorisation', brandId: other }]);
    const soon = paper('brand-authorisation', { brandId: other, expiresOn: addDays(TODAY, 3) });
    const past = paper('brand-authorisation', { brandId: 3 as BrandId, expiresOn: addDays(TODAY, -3) });
    expect(check({ qualifications: [...WHOLE.qualifications, soon, past] })).toMatchObject([
      { brandId: other, problem: 'expiring', on: addDays(TODAY, 3) },
    ]);
  });

  it('holds years and disputes against the rule', () => {
    expect(check({ foundedOn: '2023-11-23' as Day })).toMatchObject([{ problem: 'too-young', on: '2026-11-23' }]);
    expect(check({ disputeRate: 500 })).toMatchObject([{ check: 'dispute-rate', problem: 'too-high' }]);
    expect(check({ sourceTrace: 'none' })).toMatchObject([{ check: 'source-traceability', problem: 'failed' }]);
  });

  it('goes by the latest test of each step, and asks for money back only where some was paid ahead', () => {
    const again = { step: 'order', testedOn: TODAY, result: 'failed' } as const;
    expect(check({ testOrders: [...WHOLE.testOrders, again] })).toMatchObject([{ step: 'order', problem: 'failed' }]);
    expect(check({ testOrders: [] }).map(({ step }) => step)).toEqual(['top-up', 'order', 'withdraw']);
    expect(check({ testOrders: [], settlement: 'credit' }).map(({ step }) => step)).toEqual(['order']);
  });

  it('is silent where a check is off, and blocks where it refuses, but never for what only runs out soon', () => {
    const broken = { disputeRate: null, contractEndsOn: addDays(TODAY, 2) };
    expect(check(broken, withPolicy('off'))).toEqual([]);
    expect(check(broken, withPolicy('refuse'))).toMatchObject([
      { check: 'dispute-rate', blocks: true },
      { check: 'contract', problem: 'expiring', blocks: false },
    ]);
  });

  it('never finds more when a verified paper without end is added', () => {
    const someDay = fc.integer({ min: -60, max: 60 }).map((days) => addDays(TODAY, days));
    const papers = fc.array(
      fc
        .record({ expiresOn: fc.option(someDay), isVerified: fc.boolean() })
        .map((one) => paper('business-licence', one)),
    );
    fc.assert(
      fc.property(papers, (some) => {
        const others = WHOLE.qualifications.slice(1);
        const before = check({ qualifications: [...some, ...others] });
        const after = check({ qualifications: [...some, paper('business-licence'), ...others] });
        return after.length <= before.length && after.length === 0;
      }),
    );
  });
});
