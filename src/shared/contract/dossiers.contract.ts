import { z } from 'zod';
import type { BrandId, QualificationId, SkuId, TestOrderId } from '../domain/ids.ts';
import {
  CHECK_POLICIES,
  DOSSIER_CHECKS,
  DOSSIER_PROBLEMS,
  QUALIFICATION_KINDS,
  SOURCE_TRACES,
  TEST_RESULTS,
  TEST_STEPS,
} from '../domain/suppliers/dossier-checks.ts';
import { fileId } from './files.contract.ts';
import { amountNotNegative, command, commandInput, day, idOf, moneyAmount, noteText, query } from './procedure.ts';
import { supplierId } from './suppliers.contract.ts';

const brandId = idOf<BrandId>();
const qualificationId = idOf<QualificationId>();
const testOrderId = idOf<TestOrderId>();
const revision = z.number().int().min(0);
const line = z
  .string()
  .trim()
  .max(200)
  .regex(/^\P{Cc}*$/u)
  .default('');

/** One thing that is missing, wrong or running out. `on`: the last valid day, or when a young business is old enough. */
export const dossierFinding = z.object({
  check: z.enum(DOSSIER_CHECKS),
  problem: z.enum(DOSSIER_PROBLEMS),
  /** The shop sends no purchase order to the supplier because of it. */
  blocks: z.boolean(),
  brandId: brandId.nullable(),
  brandName: z.string().nullable(),
  step: z.enum(TEST_STEPS).nullable(),
  on: z.string().nullable(),
});
export type NamedFinding = z.output<typeof dossierFinding>;

const profileFields = {
  /** The supplier does business since. */
  foundedOn: day.nullable(),
  /** In 1/10 000 of all orders. */
  disputeRate: z.number().int().min(0).max(10_000).nullable(),
  sourceTrace: z.enum(SOURCE_TRACES).nullable(),
  sourceNote: noteText,
  /** As they say it, such as `9:00–23:00`, in the time zone beside it. */
  supportHours: line,
  supportTimeZone: line,
  fulfilment: z.enum(['api', 'hand', 'both']).nullable(),
  /** They let us check keys before we pay. */
  verifiesBeforePay: z.boolean(),
  promiseHours: z.number().int().min(0).max(8760).nullable(),
  refundTerms: noteText,
  badKeysPaidBy: z.enum(['supplier', 'us', 'shared']).nullable(),
  failureCompensation: noteText,
  priceNoticeDays: z.number().int().min(0).max(365).nullable(),
  /** The last day of the contract. */
  contractEndsOn: day.nullable(),
  /** What must be bought in a year, in the currency of the supplier's account. */
  minimumVolume: amountNotNegative.nullable(),
};
const profile = z.object(profileFields);
export type DossierProfile = z.output<typeof profile>;

const qualification = z.object({
  id: qualificationId,
  kind: z.enum(QUALIFICATION_KINDS),
  brandId: brandId.nullable(),
  brandName: z.string().nullable(),
  number: z.string(),
  issuer: z.string(),
  issuedOn: z.string().nullable(),
  expiresOn: z.string().nullable(),
  note: z.string(),
  attachmentName: z.string().nullable(),
  attachmentSize: z.number().nullable(),
  verifiedAt: z.number().nullable(),
  verifiedBy: z.string(),
  revision,
});
export type Qualification = z.output<typeof qualification>;

const testOrder = z.object({
  id: testOrderId,
  step: z.enum(TEST_STEPS),
  testedOn: z.string(),
  amount: moneyAmount,
  result: z.enum(TEST_RESULTS),
  note: z.string(),
});
export type TestOrder = z.output<typeof testOrder>;

const dossier = profile.extend({
  supplierId,
  currency: z.string(),
  revision,
  qualifications: z.array(qualification),
  /** Newest first. */
  testOrders: z.array(testOrder),
  findings: z.array(dossierFinding),
  /** Purchases of this calendar year against `minimumVolume`: bought, due by an even pace, more than a tenth behind it; for those who may read accounts. */
  volume: z.object({ bought: moneyAmount, due: moneyAmount, isBehind: z.boolean() }).nullable(),
});
export type Dossier = z.output<typeof dossier>;

const qualificationFields = {
  kind: z.enum(QUALIFICATION_KINDS),
  /** With a brand authorisation, and only with one. */
  brandId: brandId.nullable().default(null),
  number: line,
  issuer: line,
  issuedOn: day.nullable().default(null),
  /** The last day on which it is valid; null: without end. */
  expiresOn: day.nullable().default(null),
  note: noteText,
};

const attachmentErrors = {
  /** Neither PDF nor PNG nor JPEG, by its content. */
  ATTACHMENT_NOT_TAKEN: { status: 415, data: z.object({ name: z.string() }) },
  ATTACHMENT_TOO_LARGE: { status: 413, data: z.object({ limit: z.number() }) },
  FILE_NOT_STAGED: { status: 404 },
} as const;

const policy = z.object({
  checks: z.record(z.enum(DOSSIER_CHECKS), z.enum(CHECK_POLICIES)),
  minimumYears: z.number().int().min(0).max(50),
  /** In 1/10 000; a dispute rate must lie below it. */
  disputeLimit: z.number().int().min(1).max(10_000),
});
export type DossierPolicyShape = z.output<typeof policy>;

const overview = z.object({
  today: z.string(),
  suppliers: z.array(z.object({ supplierId, code: z.string(), name: z.string(), findings: z.array(dossierFinding) })),
  unauthorised: z.array(
    z.object({
      skuId: idOf<SkuId>(),
      skuCode: z.string(),
      skuName: z.string(),
      productName: z.string(),
      brandId,
      brandName: z.string(),
      available: z.number(),
      /** No authorisation at all, one that ran out, or one in force that nobody verified. */
      problem: z.enum(['missing', 'expired', 'unverified']),
      on: z.string().nullable(),
    }),
  ),
});
export type DossierOverview = z.output<typeof overview>;

export const dossiersContract = {
  /** All that is known of a supplier, and what its check-list says today. */
  get: query('suppliers.read').input(z.object({ supplierId })).output(dossier),
  /** Facts and terms of the contract. `revision` is the one that was seen, 0 where nothing was written yet. */
  setProfile: command('suppliers.edit')
    .input(commandInput({ supplierId, revision, ...profileFields }))
    .output(z.object({ supplierId })),
  /** A paper, with a staged file where there is one. It counts once somebody verified it. */
  addQualification: command('suppliers.edit')
    .input(commandInput({ supplierId, ...qualificationFields, fileId: fileId.nullable().default(null) }))
    .errors(attachmentErrors)
    .output(z.object({ id: qualificationId })),
  /** Rewrites a paper; its verification falls. Without a new file the old one stays. */
  editQualification: command('suppliers.edit')
    .input(
      commandInput({ id: qualificationId, revision, ...qualificationFields, fileId: fileId.nullable().default(null) }),
    )
    .errors(attachmentErrors)
    .output(z.object({ id: qualificationId })),
  /** Whoever calls it has looked at the paper, or takes that back. */
  verifyQualification: command('suppliers.edit')
    .input(commandInput({ id: qualificationId, revision, isVerified: z.boolean() }))
    .output(z.object({ id: qualificationId })),
  /** It does not count any more; it stays in the trail, and its file in the folder. */
  removeQualification: command('suppliers.edit')
    .input(commandInput({ id: qualificationId, revision }))
    .output(z.object({ id: qualificationId })),
  /** Unseals a paper's file for `files.download`. */
  openAttachment: command('suppliers.read')
    .input(z.object({ id: qualificationId }))
    .errors({
      NO_ATTACHMENT: { status: 404 },
      /** The file is gone from the folder or was altered. */
      ATTACHMENT_DAMAGED: { status: 500, data: z.object({ name: z.string() }) },
    })
    .output(z.object({ fileId, name: z.string(), size: z.number() })),
  addTestOrder: command('suppliers.edit')
    .input(
      commandInput({
        supplierId,
        step: z.enum(TEST_STEPS),
        testedOn: day,
        /** In the currency of the supplier's account. */
        amount: amountNotNegative,
        result: z.enum(TEST_RESULTS),
        note: noteText,
      }),
    )
    .output(z.object({ id: testOrderId })),
  removeTestOrder: command('suppliers.edit')
    .input(commandInput({ id: testOrderId }))
    .output(z.object({ id: testOrderId })),
  /**
   * What is missing or running out at all suppliers in use, and the SKUs in use whose brand no supplier in use holds a verified
   * authorisation in force for; a supplier that is lost vouches for nothing. Findings may be of one supplier or problem only. Worked out
   * in a job thread.
   */
  overview: query('suppliers.read')
    .input(z.object({ supplierId: supplierId.optional(), problem: z.enum(DOSSIER_PROBLEMS).optional() }).default({}))
    .output(overview),
  policy: query('suppliers.read').output(policy),
  setPolicy: command('settings.edit').input(commandInput(policy.shape)).output(z.object({})),
};
