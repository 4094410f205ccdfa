import type { Readable, WriteTx } from '#core/db/connection.ts';
import { readSetting } from '#core/settings/settings.repo.ts';
import type { SupplierId } from '#shared/domain/ids.ts';
import { areScoreWeights, SCORE_PRESETS, type ScoreWeights } from '#shared/domain/replenishment/score-weights.ts';
import { NO_RECORD, type SupplierRecord, supplierScorecard } from '#shared/domain/replenishment/supplier-scorecard.ts';
import {
  DEFAULT_STANDING_POLICY,
  type StandingPolicy,
  supplierStanding,
} from '#shared/domain/replenishment/supplier-standing.ts';
import { type DaySpan, daysOfPeriod } from '#shared/domain/reports/report-period.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import {
  allStandings,
  findRuling,
  findStanding,
  type StoredRuling,
  type StoredStanding,
  standingRulings,
  storeStanding,
} from './standings.repo.ts';

/*
 * How suppliers are regarded: from the record that a job counted, by the shop's weights and lines, under the owner's ruling.
 * What was counted is kept, so that a ruling or another line takes effect in the transaction that brings it.
 */

export const SCORING_SETTING = 'suppliers.scoring';

export interface ScoringSettings {
  readonly weights: ScoreWeights;
  readonly policy: StandingPolicy;
}

export const DEFAULT_SCORING: ScoringSettings = { weights: SCORE_PRESETS.balanced, policy: DEFAULT_STANDING_POLICY };

export function scoringSettings(db: Readable): ScoringSettings {
  const stored = readSetting<ScoringSettings>(db, SCORING_SETTING);
  return stored && areScoreWeights(stored.weights) ? stored : DEFAULT_SCORING;
}

/** The days that a standing rests on. */
export function standingSpan(today: Day): DaySpan {
  return daysOfPeriod({ kind: 'last-90-days' }, today);
}

/** Whether a ruling holds on a day; its last day is included. */
export function isInForce({ endsOn, withdrawnAt }: StoredRuling, today: Day): boolean {
  return withdrawnAt === null && (endsOn === null || endsOn >= today);
}

/** Works every standing out anew from what was counted over a span, and stores it. */
export function storeStandings(
  tx: WriteTx,
  records: ReadonlyMap<SupplierId, SupplierRecord>,
  { span, today, now }: { span: DaySpan; today: Day; now: number },
): void {
  const settings = scoringSettings(tx);
  const rulings = new Map(standingRulings(tx).map((ruling) => [ruling.supplierId, ruling]));
  for (const [supplierId, record] of records) {
    const counted: Counted = { supplierId, record, from: span.from, to: span.to, countedAt: now };
    storeStanding(tx, judged(counted, rulings.get(supplierId) ?? null, settings, today));
  }
}

/** After another ruling on one supplier, from what was counted before. */
export function refreshStanding(tx: WriteTx, supplierId: SupplierId, today: Day, now: number): StoredStanding {
  const { from, to } = standingSpan(today);
  const counted = findStanding(tx, supplierId) ?? { supplierId, record: NO_RECORD, from, to, countedAt: now };
  const standing = judged(counted, findRuling(tx, supplierId), scoringSettings(tx), today);
  storeStanding(tx, standing);
  return standing;
}

/** After other weights or lines, from what was counted before. */
export function refreshStandings(tx: WriteTx, today: Day): void {
  const settings = scoringSettings(tx);
  const rulings = new Map(standingRulings(tx).map((ruling) => [ruling.supplierId, ruling]));
  for (const [supplierId, counted] of allStandings(tx)) {
    storeStanding(tx, judged(counted, rulings.get(supplierId) ?? null, settings, today));
  }
}

type Counted = Pick<StoredStanding, 'supplierId' | 'record' | 'from' | 'to' | 'countedAt'>;

function judged(
  { supplierId, record, from, to, countedAt }: Counted,
  ruling: StoredRuling | null,
  { weights, policy }: ScoringSettings,
  today: Day,
): StoredStanding {
  const card = supplierScorecard(record, weights);
  const inForce = ruling !== null && isInForce(ruling, today) ? ruling.ruling : null;
  const standing = supplierStanding(card, { isLost: false, ruling: inForce }, policy);
  return { supplierId, record, from, to, countedAt, points: card.total, ...standing };
}
