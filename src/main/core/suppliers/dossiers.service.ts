import { requireBrand } from '#core/catalog/catalog.lookup.ts';
import { audit, type Context, signedInUser, today, write } from '#core/context.ts';
import type { Readable } from '#core/db/connection.ts';
import { requireRevision } from '#core/db/revision.ts';
import { rightsOf } from '#core/identity/rights.service.ts';
import type { Kernel } from '#core/kernel.ts';
import { correctedWithin } from '#core/purchasing/price-corrections.repo.ts';
import { invalidValue, notFound, Refusal } from '#core/refusal.ts';
import { writeSetting } from '#core/settings/settings.repo.ts';
import type {
  Dossier,
  DossierOverview,
  DossierPolicyShape,
  DossierProfile,
  TestOrder,
} from '#shared/contract/dossiers.contract.ts';
import type { FileId, QualificationId, SupplierId, TestOrderId } from '#shared/domain/ids.ts';
import { addMoney } from '#shared/domain/money/money.ts';
import { volumePace, yearOf } from '#shared/domain/suppliers/volume-pace.ts';
import { type KeptAttachment, stageAttachment, sweepUnfinished, withAttachment } from './attachments.ts';
import type { DossierOverviewInput } from './dossier-overview.job.ts';
import { dossierFindings, dossierPolicy, POLICY_SETTING } from './dossiers.lookup.ts';
import {
  type Author,
  findProfile,
  findTestOrder,
  insertTestOrder,
  listTestOrders,
  replaceProfile,
  setTestOrderRemoved,
} from './dossiers.repo.ts';
import {
  findAttachment,
  findQualification,
  insertAttachment,
  insertQualification,
  listQualifications,
  type QualificationValues,
  rewriteQualification,
  type StoredQualification,
  setQualificationRemoved,
  setVerified,
} from './qualifications.repo.ts';
import { requireSupplier } from './supplier-accounts.posting.ts';
import { purchasedWithin } from './supplier-purchases.repo.ts';

const AREAS = ['suppliers', 'purchasing'];

const EMPTY_PROFILE: DossierProfile = {
  foundedOn: null,
  disputeRate: null,
  sourceTrace: null,
  sourceNote: '',
  supportHours: '',
  supportTimeZone: '',
  fulfilment: null,
  verifiesBeforePay: false,
  promiseHours: null,
  refundTerms: '',
  badKeysPaidBy: null,
  failureCompensation: '',
  priceNoticeDays: null,
  contractEndsOn: null,
  minimumVolume: null,
};

type PaperInput = Omit<QualificationValues, 'attachmentId'> & { readonly fileId: FileId | null };
interface Seen {
  readonly id: QualificationId;
  readonly revision: number;
}

/** Who a supplier is, by their papers: what is known, what proves it, and what the shop makes of what is missing. */
export function createDossiersService(kernel: Kernel) {
  function get(context: Context, input: { supplierId: SupplierId }): Dossier {
    const { db } = context;
    const { id, currency } = requireSupplier(db, input.supplierId);
    const { day } = today(context);
    const profile = findProfile(db, id);
    const showsAccount = rightsOf(db, signedInUser(context)).has('accounts.read');
    const minimum = showsAccount ? (profile?.minimumVolume ?? null) : null;
    const year = yearOf(day);
    return {
      ...EMPTY_PROFILE,
      revision: 0,
      ...profile,
      supplierId: id,
      currency,
      qualifications: listQualifications(db, id).map(({ supplierId: _, attachmentId: __, ...paper }) => paper),
      testOrders: listTestOrders(db, id),
      findings: dossierFindings(db, id, day),
      volume:
        minimum === null
          ? null
          : volumePace(minimum, addMoney(purchasedWithin(db, id, year), correctedWithin(db, id, year)), day),
    };
  }

  function setProfile(context: Context, input: DossierProfile & { supplierId: SupplierId; revision: number }) {
    return write(context, AREAS, (tx) => {
      const { id, code } = requireSupplier(tx, input.supplierId);
      const before = findProfile(tx, id);
      requireRevision('dossier', before?.revision ?? 0, input.revision);
      replaceProfile(tx, id, input, authorOf(context));
      const details = { code, changes: changesOf({ ...EMPTY_PROFILE, ...before }, input) };
      audit(tx, context, { action: 'dossiers.setProfile', subjectKind: 'supplier', subjectId: id, details });
      return { supplierId: id };
    });
  }

  const withFile = <Result>(
    context: Context,
    fileId: FileId | null,
    work: (kept: KeptAttachment | null) => Promise<Result>,
  ) => withAttachment(kernel, context, fileId, work);

  function addQualification(context: Context, input: PaperInput & { supplierId: SupplierId }) {
    requireSupplier(context.db, input.supplierId);
    requireSound(context.db, input);
    requireContent(input, input.fileId !== null);
    return withFile(context, input.fileId, (kept) =>
      write(context, AREAS, (tx) => {
        const supplier = requireSupplier(tx, input.supplierId);
        const attachmentId = kept && insertAttachment(tx, kept, authorOf(context));
        const id = insertQualification(tx, supplier.id, { ...input, attachmentId }, authorOf(context));
        const details = { code: supplier.code, ...describe(input), attachment: kept?.name ?? null };
        const subject = { subjectKind: 'supplier', subjectId: supplier.id };
        audit(tx, context, { action: 'dossiers.addQualification', ...subject, details });
        return { id };
      }),
    );
  }

  function editQualification(context: Context, input: PaperInput & Seen) {
    requireSound(context.db, input);
    return withFile(context, input.fileId, (kept) =>
      write(context, AREAS, (tx) => {
        const paper = requireSeen(tx, input);
        requireContent(input, kept !== null || paper.attachmentId !== null);
        const attachmentId = kept ? insertAttachment(tx, kept, authorOf(context)) : paper.attachmentId;
        rewriteQualification(tx, paper.id, { ...input, attachmentId });
        const details = { from: describe(paper), to: describe(input), attachment: kept?.name ?? null };
        auditPaper(context, paper, 'dossiers.editQualification', details)(tx);
        return { id: paper.id };
      }),
    );
  }

  function auditPaper(context: Context, paper: StoredQualification, action: string, details: Record<string, unknown>) {
    return (tx: Parameters<typeof audit>[0]) =>
      audit(tx, context, { action, subjectKind: 'supplier', subjectId: paper.supplierId, details });
  }

  return {
    get,
    setProfile,
    addQualification,
    editQualification,

    verifyQualification: (context: Context, input: Seen & { isVerified: boolean }) =>
      write(context, AREAS, (tx) => {
        const paper = requireSeen(tx, input);
        setVerified(tx, paper.id, input.isVerified ? { at: context.now, by: signedInUser(context) } : null);
        const action = input.isVerified ? 'dossiers.verifyQualification' : 'dossiers.unverifyQualification';
        auditPaper(context, paper, action, describe(paper))(tx);
        return { id: paper.id };
      }),

    removeQualification: (context: Context, input: Seen) =>
      write(context, AREAS, (tx) => {
        const paper = requireSeen(tx, input);
        setQualificationRemoved(tx, paper.id, context.now);
        auditPaper(context, paper, 'dossiers.removeQualification', describe(paper))(tx);
        return { id: paper.id };
      }),

    async openAttachment(context: Context, input: { id: QualificationId }) {
      const paper = requirePaper(context.db, input.id);
      const attachment = paper.attachmentId === null ? null : findAttachment(context.db, paper.attachmentId);
      if (!attachment) throw new Refusal('NO_ATTACHMENT');
      return stageAttachment(context, attachment);
    },

    addTestOrder: (context: Context, input: Omit<TestOrder, 'id'> & { supplierId: SupplierId }) =>
      write(context, AREAS, (tx) => {
        const supplier = requireSupplier(tx, input.supplierId);
        if (input.testedOn > today(context).day) throw invalidValue('testedOn', 'NOT_IN_FUTURE', input.testedOn);
        const id = insertTestOrder(tx, supplier.id, input, authorOf(context));
        const { step, testedOn, amount, result } = input;
        const details = { code: supplier.code, step, testedOn, amount, result };
        const subject = { subjectKind: 'supplier', subjectId: supplier.id };
        audit(tx, context, { action: 'dossiers.addTestOrder', ...subject, details });
        return { id };
      }),

    removeTestOrder: (context: Context, input: { id: TestOrderId }) =>
      write(context, AREAS, (tx) => {
        const test = findTestOrder(tx, input.id);
        if (!test) throw notFound('testOrder', input.id);
        setTestOrderRemoved(tx, test.id, context.now);
        const { step, testedOn, amount, result, supplierId } = test;
        const subject = { subjectKind: 'supplier', subjectId: supplierId };
        const details = { step, testedOn, amount, result };
        audit(tx, context, { action: 'dossiers.removeTestOrder', ...subject, details });
        return { id: test.id };
      }),

    overview: (context: Context, input: Omit<DossierOverviewInput, 'today'>, signal?: AbortSignal) =>
      kernel.threads.run<DossierOverview>({
        kind: 'dossier-overview',
        input: { ...input, today: today(context).day },
        keys: null,
        signal,
      }),

    policy: ({ db }: Context): DossierPolicyShape => dossierPolicy(db),

    setPolicy: (context: Context, input: DossierPolicyShape) =>
      write(context, [...AREAS, 'settings'], (tx) => {
        const { checks, minimumYears, disputeLimit } = input;
        const details = { from: dossierPolicy(tx), to: { checks, minimumYears, disputeLimit } };
        writeSetting(tx, POLICY_SETTING, details.to);
        audit(tx, context, { action: 'dossiers.setPolicy', subjectKind: 'settings', details });
        return {};
      }),

    start: () => sweepUnfinished(kernel),
  };
}

export type DossiersService = ReturnType<typeof createDossiersService>;

function authorOf(context: Context): Author {
  return { now: context.now, userId: signedInUser(context) };
}

function requirePaper(db: Readable, id: QualificationId): StoredQualification {
  const paper = findQualification(db, id);
  if (!paper) throw notFound('qualification', id);
  return paper;
}

function requireSeen(db: Readable, seen: Seen): StoredQualification {
  const paper = requirePaper(db, seen.id);
  requireRevision('qualification', paper.revision, seen.revision);
  return paper;
}

/** A brand stands with a brand authorisation only, and a paper does not end before it begins. */
function requireSound(db: Readable, { kind, brandId, issuedOn, expiresOn }: PaperInput): void {
  if ((kind === 'brand-authorisation') !== (brandId !== null)) throw invalidValue('brandId', 'BRAND_EXPECTED');
  if (brandId !== null) requireBrand(db, brandId);
  if (issuedOn !== null && expiresOn !== null && expiresOn < issuedOn) {
    throw invalidValue('expiresOn', 'BEFORE_ISSUED', expiresOn);
  }
}

/** A paper of which nothing is known is none: verified, it would stand for the one that is missing. */
function requireContent({ number, issuer, issuedOn, expiresOn }: PaperInput, hasFile: boolean): void {
  if (number === '' && issuer === '' && issuedOn === null && expiresOn === null && !hasFile) {
    throw invalidValue('number', 'PAPER_EMPTY');
  }
}

function describe(
  paper: Pick<QualificationValues, 'kind' | 'brandId' | 'number' | 'issuer' | 'issuedOn' | 'expiresOn'>,
) {
  const { kind, brandId, number, issuer, issuedOn, expiresOn } = paper;
  return { kind, brandId, number, issuer, issuedOn, expiresOn };
}

function changesOf(before: DossierProfile, after: DossierProfile): Record<string, { from: unknown; to: unknown }> {
  const names = Object.keys(EMPTY_PROFILE) as (keyof DossierProfile)[];
  const changed = names.filter((name) => before[name] !== after[name]);
  return Object.fromEntries(changed.map((name) => [name, { from: before[name], to: after[name] }]));
}
