import { type Context, systemContext, today, write } from '#core/context.ts';
import type { Readable } from '#core/db/connection.ts';
import { describeError } from '#core/jobs/jobs.ts';
import type { Kernel } from '#core/kernel.ts';
import { ORDER_AREAS } from '#core/purchasing/purchase-orders.service.ts';
import { Refusal } from '#core/refusal.ts';
import { areSchedulesDisarmed } from '#core/settings/schedules.ts';
import { readSetting, writeSetting } from '#core/settings/settings.repo.ts';
import { shopSettings } from '#core/settings/shop-settings.ts';
import type { PlanLine } from '#shared/contract/replenishment.contract.ts';
import type { ReorderRunId } from '#shared/domain/ids.ts';
import { hasTraded, planMarker } from './plan-marker.repo.ts';
import { type OrderedLine, orderFromPlan } from './plan-orders.ts';
import { lastPlannedMoment } from './plan-schedule.ts';
import type { PlanShopInput } from './plan-shop.job.ts';
import { forgetMetNeeds, noteNeeds, noticeOf } from './reorder-notices.ts';
import { latestRun, type RunCause } from './reorder-runs.repo.ts';
import { replenishmentPolicy } from './replenishment-policy.ts';

export const REPLENISHMENT_AREA = ['replenishment'] as const;
const SCHEDULED_SETTING = 'replenishment.scheduledFor';
/** Whether the last plan that was to write drafts could not. */
const UNDRAFTED_SETTING = 'replenishment.isUndrafted';
/** While the shop trades without a pause, a plan is made again after so long at the latest. */
const MOST_OUTDATED_MILLISECONDS = 5 * 60_000;

/** Makes plans, tells what is new in them, and keeps them fresh as the shop trades and days change. */
export function createPlanMaker(kernel: Kernel) {
  let running: Promise<ReorderRunId> | null = null;
  let lastMarker = '';
  let hasStarted = false;
  let isStopping = false;

  /** Makes and stores a plan; those who ask while one is being made wait for the next, which sees what they did. */
  function plan(cause: RunCause): Promise<ReorderRunId> {
    const before = running;
    const next = (before ? before.then(noResult, noResult) : Promise.resolve()).then(() => planOnce(cause));
    running = next;
    void next.then(noResult, noResult).then(() => {
      if (running === next) running = null;
    });
    return next;
  }

  async function planOnce(cause: RunCause): Promise<ReorderRunId> {
    const context = systemContext(kernel, 'replenishment.plan');
    const input: PlanShopInput = { today: today(context).day, now: context.now, cause };
    const { runId } = await kernel.threads.run<{ runId: ReorderRunId }>({ kind: 'plan-shop', input, keys: null });
    const lines = await linesOf(runId);
    if (cause === 'person') await kernel.queue.write((tx) => forgetMetNeeds(tx, lines));
    else await draftAndTell(context, runId, lines);
    kernel.events.changed(REPLENISHMENT_AREA);
    return runId;
  }

  const linesOf = (runId: ReorderRunId, signal?: AbortSignal): Promise<PlanLine[]> =>
    kernel.threads.run<PlanLine[]>({ kind: 'plan-lines', input: { runId }, keys: null, signal });

  /** What a plan does that the shop made by itself: whoever asked for one sees it and decides on their own. */
  async function draftAndTell(context: Context, runId: ReorderRunId, lines: readonly PlanLine[]): Promise<void> {
    const wanted = lines.flatMap(wantedByItself);
    const drafted = mayDraft() ? await draftByItself(context, runId, wanted) : 0;
    const isUndrafted = wanted.length > 0 && !mayDraft();
    const fresh = await kernel.queue.write((tx) => {
      if (isUndrafted !== hasUndrafted(tx)) writeSetting(tx, UNDRAFTED_SETTING, isUndrafted);
      return noteNeeds(tx, lines, context.now);
    });
    const notice = noticeOf(fresh, drafted, shopSettings(kernel.readDb).language);
    if (notice) kernel.host.notify(notice);
  }

  /** The open vault's key signs the audit trail; after a restore the owner looks first. */
  const mayDraft = (): boolean => kernel.vault.isOpen && !areSchedulesDisarmed(kernel.readDb);

  async function draftByItself(context: Context, runId: ReorderRunId, wanted: readonly OrderedLine[]): Promise<number> {
    if (wanted.length === 0) return 0;
    try {
      const orders = await write(context, [...ORDER_AREAS, ...REPLENISHMENT_AREA], (tx) =>
        orderFromPlan(tx, context, runId, wanted),
      );
      return orders.length;
    } catch (error) {
      // Someone was faster: the next plan knows.
      if (error instanceof Refusal) kernel.logger.warn('a plan was not drafted', { code: error.code });
      else throw error;
      return 0;
    }
  }

  /** A new plan behind the answer to a command: whoever asked does not wait for it. */
  function planSoon(): void {
    if (isStopping) return;
    void plan('person').catch((error: unknown) => kernel.logger.error('planning failed', describeError(error)));
  }

  function isOutdated(): boolean {
    const run = latestRun(kernel.readDb);
    if (!run) return hasTraded(kernel.readDb);
    const { day } = today(systemContext(kernel, 'replenishment.plan'));
    return run.plannedOn !== day || run.summary.marker !== planMarker(kernel.readDb);
  }

  /** Asked by the shop's clockwork: the daily plan, missed ones once; drafts that had to wait; and one after the shop has come to rest. */
  async function followTime(): Promise<void> {
    const { readDb: db, clock } = kernel;
    if (!hasStarted || !hasTraded(db)) return;
    const now = clock.now();
    const moment = lastPlannedMoment(replenishmentPolicy(db).planAt, now, shopSettings(db).timeZone);
    if (moment !== null && moment > (readSetting<number>(db, SCHEDULED_SETTING) ?? 0)) {
      await kernel.queue.write((tx) => writeSetting(tx, SCHEDULED_SETTING, moment));
      await plan('schedule');
      return;
    }
    if (hasUndrafted(db) && mayDraft()) {
      await plan('stock');
      return;
    }
    const marker = planMarker(db);
    const isAtRest = marker === lastMarker;
    lastMarker = marker;
    if (!isOutdated()) return;
    const run = latestRun(db);
    if (isAtRest || run === null || now - run.ranAt >= MOST_OUTDATED_MILLISECONDS) await plan('stock');
  }

  return {
    plan,
    planSoon,
    linesOf,
    isOutdated,
    followTime,
    /** From now on the clockwork may ask: opening a shop does not wait for a plan. */
    start(): void {
      hasStarted = true;
    },
    async stop(): Promise<void> {
      isStopping = true;
      await running?.then(noResult, noResult);
    },
  };
}

/** A SKU whose trigger asks for a draft and that has none yet; a price too good to be believed is for a person. */
function wantedByItself(line: PlanLine): OrderedLine[] {
  const { skuId, supplierId, quantity, unitCost, trigger, drafted, isSuspect } = line;
  if (isSuspect || trigger === 'tell' || drafted > 0 || quantity === 0 || supplierId === null || unitCost === null)
    return [];
  return [{ skuId, supplierId, quantity, unitCost }];
}

function hasUndrafted(db: Readable): boolean {
  return readSetting<boolean>(db, UNDRAFTED_SETTING) ?? false;
}

function noResult(): void {}

export type PlanMaker = ReturnType<typeof createPlanMaker>;
