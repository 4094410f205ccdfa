import type { ReadDb } from '#core/db/connection.ts';
import type { ThreadContext } from '#core/jobs/thread-context.ts';
import type { StockDocumentId } from '#shared/domain/ids.ts';
import { type Money, sumMoney } from '#shared/domain/money/money.ts';
import { MOST_CORRECTED_KEYS } from '#shared/domain/purchasing/price-correction.ts';
import { type ShareRun, shareRuns } from '#shared/domain/purchasing/share-runs.ts';
import {
  type CorrectedPlace,
  type CorrectionSummary,
  type CorrectionWish,
  correctedPlace,
  planCorrection,
  summaryOf,
} from './correction-plan.ts';
import { uncorrectableKeys } from './plan-correction.job.repo.ts';
import { readCorrectedKeys } from './price-corrections.repo.ts';
import { importsOf, requireReversible, reversedParts } from './price-corrections.ts';

export type CorrectionPlanInput = { readonly wish: CorrectionWish } | { readonly reversesId: StockDocumentId };

/** A correction of more keys than one transaction takes, as it was read at one moment. */
export interface LargeCorrectionPlan {
  readonly summary: CorrectionSummary;
  /** What each key takes, in the shop's currency. */
  readonly shares: readonly ShareRun[];
  readonly place: CorrectedPlace;
}

export interface LargeReversalPlan {
  readonly stockPart: Money;
  readonly place: CorrectedPlace;
}

/** Reads every key of a large correction, or of one that is taken back. Refuses like both. */
export function run(input: CorrectionPlanInput, { readDb }: ThreadContext): LargeCorrectionPlan | LargeReversalPlan {
  return readDb.transaction(() =>
    'wish' in input ? planLarge(readDb, input.wish) : planReversal(readDb, input.reversesId),
  )();
}

function planLarge(db: ReadDb, wish: CorrectionWish): LargeCorrectionPlan {
  const planned = planCorrection(db, wish, MOST_CORRECTED_KEYS);
  const { keys, plan } = planned;
  const shares = keys.map(({ id }, index) => {
    const { stock = 0, cost = 0 } = plan.parts[index] ?? {};
    return { id, share: (stock + cost) as Money };
  });
  const left = uncorrectableKeys(db, wish.importIds, wish.skuId).map((id) => ({ id, share: null }));
  const inOrder = [...shares, ...left].sort((one, other) => one.id - other.id);
  return {
    summary: summaryOf(planned),
    shares: shareRuns(inOrder),
    place: correctedPlace(db, wish.importIds, wish.skuId),
  };
}

function planReversal(db: ReadDb, reversesId: StockDocumentId): LargeReversalPlan {
  const posted = requireReversible(db, reversesId);
  const parts = reversedParts(readCorrectedKeys(db, reversesId));
  return {
    stockPart: sumMoney(parts.map(({ stock }) => stock)),
    place: correctedPlace(db, importsOf(db, reversesId), posted.skuId),
  };
}
