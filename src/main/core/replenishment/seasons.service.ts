import { productCategories, requireSku } from '#core/catalog/catalog.lookup.ts';
import { audit, type Context, today, write } from '#core/context.ts';
import { requireRevision } from '#core/db/revision.ts';
import type { Kernel } from '#core/kernel.ts';
import { invalidValue } from '#core/refusal.ts';
import type { SeasonSetting } from '#shared/contract/seasons.contract.ts';
import type { SkuId } from '#shared/domain/ids.ts';
import type { Season } from '#shared/domain/replenishment/season-calendar.ts';
import { seasonProblems } from '#shared/domain/replenishment/season-rules.ts';
import { REPLENISHMENT_AREA } from './plan-maker.ts';
import type { SeasonPreview, SeasonPreviewInput } from './preview-seasons.job.ts';
import { replenishmentPolicy, storePolicy } from './replenishment-policy.ts';

/** The season calendar: when people buy more or less than usual. */
export function createSeasonsService(kernel: Kernel, planSoon: () => void) {
  return {
    seasons(context: Context) {
      const { db } = context;
      const { seasons, revision } = replenishmentPolicy(db);
      const { day } = today(context);
      return { seasons: seasons as SeasonSetting[], categories: productCategories(db), today: day, revision };
    },

    async setSeasons(context: Context, input: { seasons: readonly Season[]; revision: number }) {
      requireSeasons(input.seasons);
      const result = await write(context, REPLENISHMENT_AREA, (tx) => {
        const policy = replenishmentPolicy(tx);
        requireRevision('replenishmentSettings', policy.revision, input.revision);
        const revision = policy.revision + 1;
        storePolicy(tx, { ...policy, seasons: input.seasons, revision });
        const details = { before: policy.seasons.map(seasonText), after: input.seasons.map(seasonText) };
        audit(tx, context, { action: 'replenishment.setSeasons', subjectKind: 'shop', details });
        return { revision };
      });
      planSoon();
      return result;
    },

    previewSeasons(context: Context, input: { skuId: SkuId; seasons: readonly Season[] }, signal?: AbortSignal) {
      requireSeasons(input.seasons);
      const { id: skuId, category } = requireSku(context.db, input.skuId);
      const job: SeasonPreviewInput = { skuId, category, seasons: input.seasons, today: today(context).day };
      return kernel.threads.run<SeasonPreview>({ kind: 'preview-seasons', input: job, keys: null, signal });
    },
  };
}

function requireSeasons(seasons: readonly Season[]): void {
  const [first] = seasonProblems(seasons);
  if (first) throw invalidValue('seasons', first.problem, seasons[first.season]?.code);
}

/** A season as the trail keeps it: `双11 11-08–11-12 ×1.3`. */
function seasonText({ code, factor, days, categories = [] }: Season): string {
  const when =
    days.kind === 'fixed'
      ? `${days.from}–${days.to}`
      : `${Object.values(days.anchors).join(' ')} −${days.daysBefore} +${days.daysAfter}`;
  return [code, when, `×${factor}`, categories.join('、')].filter((part) => part !== '').join(' ');
}
