import { audit, type Context, signedInUser, today, write } from '#core/context.ts';
import type { Kernel } from '#core/kernel.ts';
import { invalidValue, Refusal } from '#core/refusal.ts';
import { readSetting, writeSetting } from '#core/settings/settings.repo.ts';
import { findShopSettings } from '#core/settings/shop-settings.ts';
import type {
  Scorecards,
  ScoreEvidenceView,
  ScoringSettingsShape,
  SupplierRegard,
} from '#shared/contract/scorecards.contract.ts';
import type { SupplierId } from '#shared/domain/ids.ts';
import type { PlannedStanding } from '#shared/domain/replenishment/reorder-plan.ts';
import { areScoreWeights, type ScoreMeasure } from '#shared/domain/replenishment/score-weights.ts';
import type { StandingPolicy } from '#shared/domain/replenishment/supplier-standing.ts';
import { daysOfPeriod, type ReportPeriod } from '#shared/domain/reports/report-period.ts';
import { type Day, dayOf } from '#shared/domain/time/business-time.ts';
import type { CountStandingsInput } from './count-standings.job.ts';
import type { ScoreEvidenceInput } from './score-evidence.job.ts';
import type { ScorecardsInput } from './scorecards.job.ts';
import { regardOf } from './standings.lookup.ts';
import { findRuling, findStanding, insertRuling, listRulings, withdrawRuling } from './standings.repo.ts';
import { isInForce, refreshStanding, refreshStandings, SCORING_SETTING, scoringSettings } from './standings.ts';
import { requireSupplier } from './suppliers.lookup.ts';

const AREAS = ['suppliers', 'purchasing'];
/** The day of the last count; standings change with the days they look at, and rulings end. */
const COUNTED_SETTING = 'suppliers.standingsCountedOn';

interface NewRulingInput {
  readonly supplierId: SupplierId;
  readonly ruling: PlannedStanding;
  readonly reason: string;
  readonly endsOn: Day | null;
}

/** What suppliers are worth, and how they are regarded for it. */
export function createScorecardsService(kernel: Kernel) {
  let isCounting = false;

  function list(context: Context, { period }: { period: ReportPeriod }, signal?: AbortSignal): Promise<Scorecards> {
    const { day } = today(context);
    const input: ScorecardsInput = { span: daysOfPeriod(period, day), today: day };
    return kernel.threads.run<Scorecards>({ kind: 'scorecards', input, keys: null, signal });
  }

  function evidence(
    context: Context,
    wish: { supplierId: SupplierId; period: ReportPeriod; measure: ScoreMeasure; limit: number },
    signal?: AbortSignal,
  ): Promise<ScoreEvidenceView> {
    const { day } = today(context);
    const { id: supplierId } = requireSupplier(context.db, wish.supplierId);
    const { measure, limit } = wish;
    const span = daysOfPeriod(wish.period, day);
    const input: ScoreEvidenceInput = { supplierId, measure, span, today: day, limit };
    return kernel.threads.run<ScoreEvidenceView>({ kind: 'score-evidence', input, keys: null, signal });
  }

  function regard(context: Context, input: { supplierId: SupplierId }): SupplierRegard {
    const { db } = context;
    const { day } = today(context);
    const { id: supplierId } = requireSupplier(db, input.supplierId);
    const stored = findStanding(db, supplierId);
    const rulings = listRulings(db, supplierId).map(({ supplierId: _, ...ruling }) => ({
      ...ruling,
      isInForce: isInForce({ supplierId, ...ruling }, day),
    }));
    const { points = null, from = null, to = null } = stored ?? {};
    return { supplierId, ...regardOf(stored), points, from, to, rulings };
  }

  async function setSettings(context: Context, input: ScoringSettingsShape) {
    if (!areScoreWeights(input.weights)) throw invalidValue('weights', 'SUM_100');
    requireOrder(input.policy);
    const { weights, policy } = input;
    return write(context, AREAS, (tx) => {
      const details = { from: scoringSettings(tx), to: { weights, policy } };
      audit(tx, context, { action: 'scorecards.setSettings', subjectKind: 'settings', details });
      writeSetting(tx, SCORING_SETTING, { weights, policy });
      refreshStandings(tx, today(context).day);
      return {};
    });
  }

  function rule(context: Context, { supplierId, ruling, reason, endsOn }: NewRulingInput) {
    const { day } = today(context);
    if (endsOn !== null && endsOn < day) throw invalidValue('endsOn', 'NOT_IN_THE_PAST');
    return write(context, AREAS, (tx) => {
      const supplier = requireSupplier(tx, supplierId);
      const author = { at: context.now, by: signedInUser(context) };
      withdrawRuling(tx, supplier.id, author);
      insertRuling(tx, { supplierId: supplier.id, ruling, reason, endsOn, ...author });
      const { standing } = refreshStanding(tx, supplier.id, day, context.now);
      const details = { code: supplier.code, ruling, reason, endsOn, standing };
      audit(tx, context, { action: 'scorecards.rule', subjectKind: 'supplier', subjectId: supplier.id, details });
      return { supplierId: supplier.id };
    });
  }

  function endRuling(context: Context, { supplierId, reason }: { supplierId: SupplierId; reason: string }) {
    const { day } = today(context);
    return write(context, AREAS, (tx) => {
      const supplier = requireSupplier(tx, supplierId);
      const standing = findRuling(tx, supplier.id);
      if (standing === null || !isInForce(standing, day)) throw new Refusal('NO_RULING');
      withdrawRuling(tx, supplier.id, { at: context.now, by: signedInUser(context) });
      const after = refreshStanding(tx, supplier.id, day, context.now);
      const details = { code: supplier.code, ruling: standing.ruling, reason, standing: after.standing };
      audit(tx, context, {
        action: 'scorecards.withdrawRuling',
        subjectKind: 'supplier',
        subjectId: supplier.id,
        details,
      });
      return { supplierId: supplier.id };
    });
  }

  /** Counts anew once a day; whoever plans counts as well. */
  async function followTime(): Promise<void> {
    const { readDb, clock, logger } = kernel;
    const settings = findShopSettings(readDb);
    if (!settings || isCounting) return;
    const now = clock.now();
    const day = dayOf(now, settings.timeZone);
    if (readSetting<Day>(readDb, COUNTED_SETTING) === day) return;
    const input: CountStandingsInput = { today: day, now };
    isCounting = true;
    try {
      await kernel.threads.run<null>({ kind: 'count-standings', input, keys: null });
      await kernel.queue.write((tx) => writeSetting(tx, COUNTED_SETTING, day));
      kernel.events.changed(AREAS);
    } catch (error) {
      logger.error('suppliers could not be counted', { name: error instanceof Error ? error.name : 'unknown' });
    } finally {
      isCounting = false;
    }
  }

  return {
    list,
    evidence,
    regard,
    settings: ({ db }: Context): ScoringSettingsShape => scoringSettings(db),
    setSettings,
    rule,
    withdrawRuling: endRuling,
    followTime,
  };
}

/** Who is excluded was warned before: the lines do not cross. */
function requireOrder(policy: StandingPolicy): void {
  if (policy.excludeBelowPoints > policy.warnBelowPoints) throw invalidValue('excludeBelowPoints', 'ABOVE_WARNING');
  if (policy.excludeAboveBadKeys < policy.warnAboveBadKeys) throw invalidValue('excludeAboveBadKeys', 'BELOW_WARNING');
  if (policy.excludeAboveDisputes < policy.warnAboveDisputes) {
    throw invalidValue('excludeAboveDisputes', 'BELOW_WARNING');
  }
}

export type ScorecardsService = ReturnType<typeof createScorecardsService>;
