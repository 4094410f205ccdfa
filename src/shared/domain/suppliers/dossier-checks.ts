import type { BrandId } from '../ids.ts';
import { addDays, type Day } from '../time/business-time.ts';
import type { Settlement, SupplierKind } from './supplier-terms.ts';

/** 营业执照, ICP 备案, 品牌授权, 代理证书, 税务登记. */
export const QUALIFICATION_KINDS = [
  'business-licence',
  'icp-filing',
  'brand-authorisation',
  'agency-certificate',
  'tax-registration',
] as const;
export type QualificationKind = (typeof QUALIFICATION_KINDS)[number];

/** Everything that a supplier's dossier can be asked for. */
export const DOSSIER_CHECKS = [
  ...QUALIFICATION_KINDS,
  'years-in-business',
  'dispute-rate',
  'source-traceability',
  'after-sales',
  'contract',
  'test-order',
] as const;
export type DossierCheck = (typeof DOSSIER_CHECKS)[number];

/** What the shop does about a check that fails: nothing, say so, or send no purchase order to that supplier. */
export const CHECK_POLICIES = ['off', 'warn', 'refuse'] as const;
export type CheckPolicy = (typeof CHECK_POLICIES)[number];

export const TEST_STEPS = ['top-up', 'order', 'withdraw'] as const;
export type TestStep = (typeof TEST_STEPS)[number];
export const TEST_RESULTS = ['passed', 'failed'] as const;
export type TestResult = (typeof TEST_RESULTS)[number];

/** How far back a key's source can be followed: to the brand, part of the way, or not at all. */
export const SOURCE_TRACES = ['full', 'partial', 'none'] as const;
export type SourceTrace = (typeof SOURCE_TRACES)[number];

export const DOSSIER_PROBLEMS = [
  'missing',
  'not-yet-valid',
  'expired',
  'unverified',
  'too-young',
  'too-high',
  'failed',
  'expiring',
] as const;
export type DossierProblem = (typeof DOSSIER_PROBLEMS)[number];

export interface DossierPolicy {
  readonly checks: Readonly<Record<DossierCheck, CheckPolicy>>;
  readonly minimumYears: number;
  /** In 1/10 000; a dispute rate must lie below it. */
  readonly disputeLimit: number;
}

/** Everything warns, nothing refuses: 3 years or more, fewer than 5 % disputes. */
export const DEFAULT_DOSSIER_POLICY: DossierPolicy = {
  checks: Object.fromEntries(DOSSIER_CHECKS.map((check) => [check, 'warn'])) as Record<DossierCheck, CheckPolicy>,
  minimumYears: 3,
  disputeLimit: 500,
};

/** A paper that runs out within this many days is told of. */
export const EXPIRING_DAYS = 30;

const EVERYBODY = ['business-licence', 'dispute-rate', 'after-sales', 'contract'] as const;
const RESELLERS = ['brand-authorisation', 'years-in-business', 'source-traceability', 'test-order'] as const;

/** What a supplier of a kind is asked for. A brand sells its own goods; who resells has to show where they come from. */
export const REQUIRED_CHECKS: Readonly<Record<SupplierKind, readonly DossierCheck[]>> = {
  official: ['business-licence', 'tax-registration', 'after-sales', 'contract'],
  platform: [...EVERYBODY, 'icp-filing', 'tax-registration', 'years-in-business', 'test-order'],
  wholesaler: [...EVERYBODY, ...RESELLERS, 'tax-registration'],
  'cross-border': [...EVERYBODY, ...RESELLERS],
  agent: [...EVERYBODY, ...RESELLERS, 'agency-certificate'],
};

/** Whether what comes from a supplier of this kind needs no paper: the brand itself, which is asked for no authorisation. */
export function sellsOwnBrands(kind: SupplierKind): boolean {
  return kind === 'official' && !REQUIRED_CHECKS[kind].includes('brand-authorisation');
}

export interface QualificationFacts {
  readonly kind: QualificationKind;
  readonly brandId: BrandId | null;
  readonly issuedOn: Day | null;
  /** The last day on which it is valid; null: without end. */
  readonly expiresOn: Day | null;
  readonly isVerified: boolean;
}

export interface TestOrderFacts {
  readonly step: TestStep;
  readonly testedOn: Day;
  readonly result: TestResult;
}

export interface DossierFacts {
  readonly kind: SupplierKind;
  readonly settlement: Settlement;
  readonly foundedOn: Day | null;
  /** In 1/10 000. */
  readonly disputeRate: number | null;
  readonly sourceTrace: SourceTrace | null;
  readonly supportHours: string;
  /** The last day of the contract; null: it has no end, or there is none. */
  readonly contractEndsOn: Day | null;
  /** Anything is written of what the contract says. */
  readonly hasContractTerms: boolean;
  readonly qualifications: readonly QualificationFacts[];
  /** In the order in which they were recorded. */
  readonly testOrders: readonly TestOrderFacts[];
  /** The brands that are bought from this supplier: each needs an authorisation where one is asked for. */
  readonly brandIds: readonly BrandId[];
}

export interface DossierFinding {
  readonly check: DossierCheck;
  readonly problem: DossierProblem;
  /** No purchase order is sent because of it. What only runs out soon never blocks. */
  readonly blocks: boolean;
  readonly brandId: BrandId | null;
  readonly step: TestStep | null;
  /** The last valid day of what ran out or will; the day on which a young business is old enough. */
  readonly on: Day | null;
}

type Found = Pick<DossierFinding, 'check' | 'problem'> & Partial<Pick<DossierFinding, 'brandId' | 'step' | 'on'>>;

/** What is missing, wrong or running out on `today`, in the order of the checks; empty when the dossier is in order. */
export function checkDossier(facts: DossierFacts, policy: DossierPolicy, today: Day): DossierFinding[] {
  const required = new Set(REQUIRED_CHECKS[facts.kind]);
  return DOSSIER_CHECKS.filter((check) => policy.checks[check] !== 'off').flatMap((check) => {
    const isRequired = required.has(check);
    return findingsOf(check, isRequired, facts, policy, today).map((found) => ({
      brandId: null,
      step: null,
      on: null,
      ...found,
      blocks: isRequired && policy.checks[check] === 'refuse' && found.problem !== 'expiring',
    }));
  });
}

/** Whether a paper counts on a day: it has begun and has not run out. */
export function isInForce(paper: Pick<QualificationFacts, 'issuedOn' | 'expiresOn'>, today: Day): boolean {
  return (paper.issuedOn ?? today) <= today && today <= (paper.expiresOn ?? today);
}

function findingsOf(
  check: DossierCheck,
  isRequired: boolean,
  facts: DossierFacts,
  policy: DossierPolicy,
  today: Day,
): Found[] {
  if (isQualification(check)) return papersOf(check, isRequired, facts, today);
  if (!isRequired) return [];
  const one = (problem: DossierProblem | null, on: Day | null = null): Found[] =>
    problem === null ? [] : [{ check, problem, on }];
  switch (check) {
    case 'years-in-business': {
      if (facts.foundedOn === null) return one('missing');
      const oldEnoughOn = yearsLater(facts.foundedOn, policy.minimumYears);
      return one(oldEnoughOn > today ? 'too-young' : null, oldEnoughOn);
    }
    case 'dispute-rate':
      if (facts.disputeRate === null) return one('missing');
      return one(facts.disputeRate >= policy.disputeLimit ? 'too-high' : null);
    case 'source-traceability':
      if (facts.sourceTrace === null) return one('missing');
      return one(facts.sourceTrace === 'none' ? 'failed' : null);
    case 'after-sales':
      return one(facts.supportHours.trim() === '' ? 'missing' : null);
    case 'contract':
      if (facts.contractEndsOn === null) return one(facts.hasContractTerms ? null : 'missing');
      return one(endProblem(facts.contractEndsOn, today), facts.contractEndsOn);
    case 'test-order':
      return testSteps(facts.settlement).flatMap((step): Found[] => {
        const last = facts.testOrders.filter((test) => test.step === step).reduce(later, null);
        if (last?.result === 'passed') return [];
        return [{ check, step, problem: last === null ? 'missing' : 'failed', on: last?.testedOn ?? null }];
      });
  }
}

function isQualification(check: DossierCheck): check is QualificationKind {
  return QUALIFICATION_KINDS.some((kind) => kind === check);
}

/** One finding at most for each kind, and for each brand where it is about brands. */
function papersOf(kind: QualificationKind, isRequired: boolean, facts: DossierFacts, today: Day): Found[] {
  const papers = facts.qualifications.filter((paper) => paper.kind === kind);
  const held = papers.map(({ brandId }) => brandId);
  const wanted: (BrandId | null)[] = kind === 'brand-authorisation' ? [...facts.brandIds] : [null];
  const subjects = isRequired ? [...new Set([...wanted, ...held])] : [...new Set(held)];
  return subjects.flatMap((brandId): Found[] => {
    const found = paperProblem(
      papers.filter((paper) => paper.brandId === brandId),
      today,
    );
    // A paper nobody asks for is told of only when it runs out; an old one of a brand no longer bought is the past.
    const isAsked = isRequired && wanted.includes(brandId);
    if (found === null || (!isAsked && found.problem !== 'expiring')) return [];
    return [{ check: kind, brandId, ...found }];
  });
}

/** What is wrong with papers of one kind: a verified one in force that lasts longest stands for all. */
function paperProblem(
  papers: readonly QualificationFacts[],
  today: Day,
): { problem: DossierProblem; on: Day | null } | null {
  const inForce = papers.filter((paper) => isInForce(paper, today));
  const verified = inForce.filter(({ isVerified }) => isVerified);
  if (verified.length > 0) {
    const on = latestEnd(verified);
    const problem = on === null ? null : endProblem(on, today);
    return problem && { problem, on };
  }
  if (inForce.length > 0) return { problem: 'unverified', on: latestEnd(inForce) };
  const past = papers.filter(({ expiresOn }) => expiresOn !== null && expiresOn < today);
  if (past.length > 0) return { problem: 'expired', on: latestEnd(past) };
  const [first = null] = papers.flatMap(({ issuedOn }) => issuedOn ?? []).sort();
  return { problem: papers.length > 0 ? 'not-yet-valid' : 'missing', on: first };
}

/** Null: one of them is without end. */
function latestEnd(papers: readonly QualificationFacts[]): Day | null {
  const ends = papers.map(({ expiresOn }) => expiresOn);
  if (ends.includes(null)) return null;
  return ends.reduce((latest, end) => ((end ?? '') > (latest ?? '') ? end : latest), null);
}

function endProblem(on: Day, today: Day): DossierProblem | null {
  if (on < today) return 'expired';
  return on <= addDays(today, EXPIRING_DAYS) ? 'expiring' : null;
}

/** Who is prepaid must also give money back. */
function testSteps(settlement: Settlement): readonly TestStep[] {
  return settlement === 'prepaid' ? TEST_STEPS : ['order'];
}

function later(latest: TestOrderFacts | null, test: TestOrderFacts): TestOrderFacts {
  return latest !== null && latest.testedOn > test.testedOn ? latest : test;
}

/** Of 29 February it is 29 February as text, which lies where it should between two days. */
function yearsLater(day: Day, years: number): Day {
  return `${String(Number(day.slice(0, 4)) + years).padStart(4, '0')}${day.slice(4)}` as Day;
}
