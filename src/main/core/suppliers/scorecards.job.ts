import type { ThreadContext } from '#core/jobs/thread-context.ts';
import type { Scorecards } from '#shared/contract/scorecards.contract.ts';
import { NO_RECORD, supplierScorecard } from '#shared/domain/replenishment/supplier-scorecard.ts';
import type { DaySpan } from '#shared/domain/reports/report-period.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { gatherEvidence } from './score-evidence.ts';
import { scoreRows } from './score-records.job.repo.ts';
import { recordsOf } from './score-records.ts';
import { regardOf } from './standings.lookup.ts';
import { allStandings } from './standings.repo.ts';
import { scoringSettings } from './standings.ts';

export interface ScorecardsInput {
  readonly span: DaySpan;
  readonly today: Day;
}

/** The cards of a period, by the shop's weights, with how each supplier is regarded today; who has most points first. */
export function run({ span, today }: ScorecardsInput, { readDb }: ThreadContext): Scorecards {
  const { weights } = scoringSettings(readDb);
  const standings = allStandings(readDb);
  const suppliers = scoreRows.suppliers(readDb, null);
  const records = recordsOf(gatherEvidence(readDb, span, today), suppliers);
  const cards = suppliers.flatMap(({ promisedHours: _, isArchived, ...supplier }): Scorecards['cards'] => {
    const card = supplierScorecard(records.get(supplier.supplierId) ?? NO_RECORD, weights);
    if (isArchived === 1 && card.orders === 0) return [];
    const standing = regardOf(standings.get(supplier.supplierId) ?? null);
    return [{ ...supplier, isArchived: isArchived === 1, ...card, scores: [...card.scores], standing }];
  });
  return { ...span, cards: cards.sort(byPoints) };
}

function byPoints(one: Scorecards['cards'][number], other: Scorecards['cards'][number]): number {
  return (other.total ?? -1) - (one.total ?? -1) || other.orders - one.orders;
}
