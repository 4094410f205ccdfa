import type { ReadDb } from '#core/db/connection.ts';
import { chargedForClaims } from '#core/purchasing/charged-prices.lookup.ts';
import { shopSettings } from '#core/settings/shop-settings.ts';
import type { CardKeyId, ImportId, SupplierId } from '#shared/domain/ids.ts';
import { subtractMoney, ZERO_MONEY } from '#shared/domain/money/money.ts';
import { countRefused } from '#shared/domain/purchasing/receipts.ts';
import type { DaySpan } from '#shared/domain/reports/report-period.ts';
import { claimsRefunded } from '#shared/domain/suppliers/claim-refunds.ts';
import { addDays, type Day, dayOf } from '#shared/domain/time/business-time.ts';
import { comparePrices, type PricedBatch } from './score-prices.ts';
import { type ScoredBadKey, type ScoredOrder, type ScoredReceipt, scoreRows } from './score-records.job.repo.ts';

/** A claim for a bad key is paid back in time within so many days. */
export const CLAIM_DAYS = 7;
const HOUR_MILLISECONDS = 3_600_000;

export interface OrderEvidence extends ScoredOrder {
  readonly dueOn: Day;
  /** When its last key came, of a complete one; null: something is missing still. */
  readonly completeOn: Day | null;
  readonly hours: number | null;
}

export interface ReceiptEvidence extends ScoredReceipt {
  /** Taken in or refused as bad or known before: what the supplier delivered. */
  readonly keys: number;
  readonly bad: number;
  readonly duplicates: number;
  readonly hasComplaint: boolean;
  readonly isSettled: boolean;
}

/** A refund, replacement or rebate that was due on a day. */
export interface CreditEvidence {
  readonly supplierId: SupplierId;
  readonly kind: 'claim' | 'rebate';
  readonly id: number;
  readonly number: string;
  readonly dueOn: Day;
  readonly doneOn: Day | null;
  readonly isLate: boolean;
}

/** Everything that the cards of a period rest on. */
export interface ScoreEvidence {
  readonly orders: readonly OrderEvidence[];
  readonly receipts: readonly ReceiptEvidence[];
  readonly batches: readonly PricedBatch[];
  readonly credits: readonly CreditEvidence[];
}

/** Gathers what suppliers did in a span of days; `supplierId` null: all of them. */
export function gatherEvidence(
  db: ReadDb,
  span: DaySpan,
  today: Day,
  supplierId: SupplierId | null = null,
): ScoreEvidence {
  const { timeZone } = shopSettings(db);
  const onDay = (at: number): Day => dayOf(at, timeZone);
  const badKeys = scoreRows.badKeys(db, supplierId);
  const badOfImport = Map.groupBy(badKeys, ({ importId }) => importId);
  const refundedOn = refundDays(db, badKeys, supplierId, onDay);
  const refused = refusedByImport(db, span, supplierId);
  const receipts = scoreRows.receipts(db, span, supplierId).map((receipt): ReceiptEvidence => {
    const found = badOfImport.get(receipt.importId) ?? [];
    const { bad, duplicate } = countRefused(refused.get(receipt.importId) ?? {});
    return {
      ...receipt,
      keys: receipt.accepted + bad + duplicate,
      bad: bad + found.length,
      duplicates: duplicate,
      hasComplaint: receipt.complaints > 0 || found.length > 0,
      isSettled:
        receipt.openComplaints === 0 && found.every(({ isOpen, keyId }) => isOpen === 0 || refundedOn.has(keyId)),
    };
  });
  const claims = badKeys.map(({ claimedAt, replacedAt, keyId, ...key }): CreditEvidence => {
    const dueOn = addDays(onDay(claimedAt), CLAIM_DAYS);
    const doneOn = replacedAt === null ? (refundedOn.get(keyId) ?? null) : onDay(replacedAt);
    return {
      supplierId: key.supplierId,
      number: key.number,
      kind: 'claim',
      id: keyId,
      dueOn,
      doneOn,
      isLate: doneOn === null || doneOn > dueOn,
    };
  });
  const rebates = scoreRows.rebates(db, span, supplierId).map(
    (rebate): CreditEvidence => ({
      supplierId: rebate.supplierId,
      kind: 'rebate',
      id: rebate.rebateId,
      number: rebate.number,
      dueOn: rebate.promisedOn,
      doneOn: rebate.inTime >= rebate.amount ? rebate.promisedOn : null,
      isLate: rebate.inTime < rebate.amount,
    }),
  );
  return {
    orders: ordersDue(db, span, today, supplierId, onDay),
    receipts,
    batches: comparePrices(db, scoreRows.batches(db, span, supplierId)),
    // What is due today may still come today.
    credits: [...claims, ...rebates].filter(
      ({ dueOn, doneOn }) => span.from <= dueOn && dueOn <= span.to && (dueOn < today || doneOn !== null),
    ),
  };
}

/** The day on which a claim for a bad key was paid back in money, of those that nothing was sent in for. */
function refundDays(
  db: ReadDb,
  badKeys: readonly ScoredBadKey[],
  supplierId: SupplierId | null,
  onDay: (at: number) => Day,
): ReadonlyMap<CardKeyId, Day> {
  const waiting = badKeys.filter(({ replacedAt }) => replacedAt === null);
  const charged = chargedForClaims(db, waiting);
  const claims = waiting.map(({ keyId, supplierId, claimedAt, isOpen }) => {
    const { amount = ZERO_MONEY, fromStock = ZERO_MONEY } = charged.get(keyId) ?? {};
    // Nobody waits for the money of what is in stock again.
    const owed = isOpen === 1 ? amount : subtractMoney(amount, fromStock);
    return { supplierId, id: keyId, claimedOn: onDay(claimedAt), amount: owed };
  });
  const [first] = claims.map(({ claimedOn }) => claimedOn).sort();
  if (first === undefined) return new Map();
  const refunds = Map.groupBy(scoreRows.refunds(db, first, supplierId), (refund) => refund.supplierId);
  const bySupplier = Map.groupBy(claims, (claim) => claim.supplierId);
  return new Map([...bySupplier].flatMap(([id, own]) => [...claimsRefunded(own, refunds.get(id) ?? [])]));
}

/**
 * Orders whose day fell into the span; one whose day is not over counts once it is complete. One that was cancelled counts where its
 * day had passed by then: nothing came, so somebody gave it up. Cancelled before, it says nothing of the supplier.
 */
function ordersDue(
  db: ReadDb,
  span: DaySpan,
  today: Day,
  supplierId: SupplierId | null,
  onDay: (at: number) => Day,
): OrderEvidence[] {
  return scoreRows.orders(db, supplierId).flatMap((order): OrderEvidence[] => {
    const { expectedOn, lastReceivedAt, filledAt, sentAt, isOver, cancelledAt } = order;
    if (cancelledAt !== null && (expectedOn === null || onDay(cancelledAt) <= expectedOn)) return [];
    // What came beyond the order after it was whole, and what was withdrawn since, says nothing of how long it took.
    const completeAt = order.received >= order.ordered ? (filledAt ?? lastReceivedAt) : null;
    const completeOn = completeAt === null ? null : onDay(completeAt);
    const ended = isOver === 1 && lastReceivedAt !== null ? onDay(lastReceivedAt) : null;
    const dueOn = expectedOn !== null && (completeOn === null || expectedOn < completeOn) ? expectedOn : null;
    const countedOn = dueOn ?? completeOn ?? ended;
    if (countedOn === null || countedOn < span.from || countedOn > span.to) return [];
    if (countedOn >= today && completeOn === null) return [];
    const hours = completeAt === null ? null : (completeAt - sentAt) / HOUR_MILLISECONDS;
    return [{ ...order, dueOn: expectedOn ?? countedOn, completeOn, hours }];
  });
}

function refusedByImport(
  db: ReadDb,
  span: DaySpan,
  supplierId: SupplierId | null,
): Map<ImportId, Record<string, number>> {
  const refused = new Map<ImportId, Record<string, number>>();
  for (const { importId, reason, count } of scoreRows.refusals(db, span, supplierId)) {
    const known = refused.get(importId) ?? {};
    known[reason] = count;
    refused.set(importId, known);
  }
  return refused;
}
