import type { Readable } from '#core/db/connection.ts';
import type { SupplierId } from '#shared/domain/ids.ts';
import { formatMoneyPlain, type Money } from '#shared/domain/money/money.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { findProfile, listTestOrders, type StoredProfile } from './dossiers.repo.ts';
import type { EvidenceFact, EvidenceWords } from './evidence-words.ts';
import { supplierExposure } from './exposure.lookup.ts';
import { heldBeforeWriteOffs } from './held-before-write-offs.ts';
import { listQualifications } from './qualifications.repo.ts';
import { requireSupplier } from './supplier-accounts.posting.ts';
import { findStandingLoss } from './supplier-losses.repo.ts';

/** One row: what, and what is known of it. */
export interface FactRow extends Readonly<Record<string, string>> {
  readonly name: string;
  readonly value: string;
}

/** In 1/10 000, as a dossier keeps a rate. */
const RATE_OF_PERCENT = 100;
const EXPOSURE_PARTS = ['prepaid', 'paidUnreceived', 'openClaims', 'rebatesDue', 'total'] as const;

interface EvidenceAsked {
  readonly supplierId: SupplierId;
  readonly today: Day;
  readonly businessName: string;
}

/** What the package says in words: what of ours lies with a supplier, and what is known of them. */
export function evidenceFacts(
  db: Readable,
  { supplierId, today, businessName }: EvidenceAsked,
  words: EvidenceWords,
): { summary: FactRow[]; dossier: FactRow[] } {
  const supplier = requireSupplier(db, supplierId);
  const row = (fact: EvidenceFact, value: string): FactRow => ({ name: words.facts[fact], value });
  const amount = (value: Money): string => `${formatMoneyPlain(value)} ${supplier.currency}`;
  const { exposure, writtenOff } = heldBeforeWriteOffs(db, supplierExposure(db, supplierId, today));
  const loss = findStandingLoss(db, supplierId);
  const summary = [
    row('us', businessName),
    row('name', supplier.name),
    row('code', supplier.code),
    row('asOf', today),
    ...EXPOSURE_PARTS.map((part) => row(part, amount(exposure[part]))),
    ...(writtenOff === 0 ? [] : [row('writtenOff', amount(writtenOff))]),
    ...(loss === null
      ? []
      : [row('lostOn', loss.lostOn), row('lostBecause', loss.reason), row('declaredBy', loss.declaredBy)]),
  ];
  const values = words.values.dossier;
  const dossier = [
    row('code', supplier.code),
    row('name', supplier.name),
    row('kind', values.kind[supplier.kind]),
    row('settlement', values.settlement[supplier.settlement]),
    row('currency', supplier.currency),
    row('notes', supplier.notes),
    ...supplier.contacts.map((contact) => row('contact', Object.values(contact).filter(Boolean).join(' · '))),
    ...profileRows(findProfile(db, supplierId), words, row, amount),
    ...listQualifications(db, supplierId).map((paper) => ({
      name: words.values.papers[paper.kind],
      value: [paper.brandName, paper.number, paper.issuer, paper.issuedOn, paper.expiresOn, paper.attachmentName]
        .filter(Boolean)
        .join(' · '),
    })),
    ...listTestOrders(db, supplierId).map((test) => ({
      name: `${words.facts.testOrder} · ${words.values.tests.step[test.step]}`,
      value: [test.testedOn, amount(test.amount), words.values.tests.result[test.result], test.note]
        .filter(Boolean)
        .join(' · '),
    })),
  ];
  return { summary, dossier };
}

/** What the dossier says of business, after-sales and contract; nothing where nobody wrote one. */
function profileRows(
  profile: StoredProfile | null,
  { values: { dossier } }: EvidenceWords,
  row: (fact: EvidenceFact, value: string) => FactRow,
  amount: (value: Money) => string,
): FactRow[] {
  if (!profile) return [];
  const { sourceTrace, fulfilment, badKeysPaidBy, disputeRate, minimumVolume } = profile;
  const number = (value: number | null): string => (value === null ? '' : String(value));
  return [
    row('foundedOn', profile.foundedOn ?? ''),
    row('disputeRate', disputeRate === null ? '' : `${disputeRate / RATE_OF_PERCENT}%`),
    row('sourceTrace', sourceTrace === null ? '' : dossier.sourceTrace[sourceTrace]),
    row('sourceNote', profile.sourceNote),
    row('supportHours', profile.supportHours),
    row('supportTimeZone', profile.supportTimeZone),
    row('fulfilment', fulfilment === null ? '' : dossier.fulfilment[fulfilment]),
    row('verifiesBeforePay', dossier.verifiesBeforePay[profile.verifiesBeforePay ? 'true' : 'false']),
    row('promiseHours', number(profile.promiseHours)),
    row('refundTerms', profile.refundTerms),
    row('badKeysPaidBy', badKeysPaidBy === null ? '' : dossier.badKeysPaidBy[badKeysPaidBy]),
    row('failureCompensation', profile.failureCompensation),
    row('priceNoticeDays', number(profile.priceNoticeDays)),
    row('contractEndsOn', profile.contractEndsOn ?? ''),
    row('minimumVolume', minimumVolume === null ? '' : amount(minimumVolume)),
  ];
}
