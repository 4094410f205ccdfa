import { requireSku } from '#core/catalog/catalog.lookup.ts';
import { audit, type Context, signedInUser, today, write } from '#core/context.ts';
import type { WriteTx } from '#core/db/connection.ts';
import { requireRevision } from '#core/db/revision.ts';
import type { Kernel } from '#core/kernel.ts';
import { ORDER_AREAS } from '#core/purchasing/purchase-orders.service.ts';
import { invalidValue } from '#core/refusal.ts';
import { shopSettings } from '#core/settings/shop-settings.ts';
import { requireSupplier } from '#core/suppliers/suppliers.lookup.ts';
import type { BackTestGroup, ChangedSupplierLimits, PlanLine } from '#shared/contract/replenishment.contract.ts';
import type { PurchaseOrderId, ReorderRunId, SkuId, SupplierId } from '#shared/domain/ids.ts';
import { ZERO_MONEY } from '#shared/domain/money/money.ts';
import { MOST_REPLAYED } from '#shared/domain/replenishment/back-test.ts';
import {
  NO_SKU_RULE,
  type ReplenishmentPolicy,
  type SkuReorderRule,
} from '#shared/domain/replenishment/replenishment-policy.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import type { BackTestAnswer, BackTestJobInput } from './back-test-sku.job.ts';
import type { BackTestGroupInput } from './back-test-skus.job.ts';
import { needsOrder } from './plan-lines.ts';
import { createPlanMaker, REPLENISHMENT_AREA } from './plan-maker.ts';
import { type OrderedLine, orderFromPlan } from './plan-orders.ts';
import { reorderMoney } from './reorder-money.repo.ts';
import { latestRun } from './reorder-runs.repo.ts';
import { replenishmentPolicy, storePolicy } from './replenishment-policy.ts';
import {
  findReorderRule,
  readSupplierLimits,
  storeReorderRule,
  storeSnooze,
  storeSupplierLimits,
} from './replenishment-rules.repo.ts';
import { createSeasonsService } from './seasons.service.ts';

interface SettingsInput extends Omit<ReplenishmentPolicy, 'seasons'> {
  readonly revision: number;
  readonly suppliers: readonly ChangedSupplierLimits[];
}

interface PlanFilter {
  readonly search: string;
  readonly states: readonly PlanLine['state'][];
  readonly supplierId?: SupplierId | undefined;
  readonly isSnoozed?: boolean | undefined;
  readonly isNeeded: boolean;
}

/** What to order today, and the rules it follows. */
export function createReplenishmentService(kernel: Kernel) {
  const maker = createPlanMaker(kernel);

  return {
    ...createSeasonsService(kernel, maker.planSoon),

    followTime: maker.followTime,
    start: maker.start,
    stop: maker.stop,

    async plan(context: Context, filter: PlanFilter, signal?: AbortSignal) {
      const { db } = context;
      const run = latestRun(db);
      const { isStopped } = replenishmentPolicy(db);
      const lines = run ? (await maker.linesOf(run.id, signal)).filter((line) => isAskedFor(line, filter)) : [];
      return { run, currency: shopSettings(db).currency, isStopped, isOutdated: maker.isOutdated(), lines };
    },

    figures({ db }: Context) {
      const run = latestRun(db);
      const { out, urgent, soon } = run?.summary ?? { out: 0, urgent: 0, soon: 0 };
      return {
        out,
        urgent,
        soon,
        toOrder: run?.lineCount ?? 0,
        cost: run?.cost ?? ZERO_MONEY,
        currency: shopSettings(db).currency,
        ranAt: run?.ranAt ?? null,
      };
    },

    async run(): Promise<{ runId: ReorderRunId }> {
      return { runId: await maker.plan('person') };
    },

    async order(context: Context, input: { runId: ReorderRunId; lines: readonly OrderedLine[] }) {
      if (new Set(input.lines.map(({ skuId }) => skuId)).size < input.lines.length) {
        throw invalidValue('lines', 'SKU_ONCE');
      }
      const orders = await write(context, [...ORDER_AREAS, ...REPLENISHMENT_AREA], (tx) =>
        orderFromPlan(tx, context, input.runId, input.lines).map(({ id, number }) => ({ id, number })),
      );
      maker.planSoon();
      return { orders: orders satisfies { id: PurchaseOrderId; number: string }[] };
    },

    settings({ db }: Context) {
      const limits = readSupplierLimits(db);
      const suppliers = reorderMoney.suppliers(db).flatMap((supplier) => {
        if (supplier.isArchived === 1) return [];
        const { exposureMaximum = null, minimumBalance = null } = limits.get(supplier.id) ?? {};
        const { id: supplierId, name: supplierName, currency, settlement } = supplier;
        return [{ supplierId, supplierName, currency, settlement, exposureMaximum, minimumBalance }];
      });
      const { seasons: _, ...policy } = replenishmentPolicy(db);
      return { ...policy, currency: shopSettings(db).currency, suppliers };
    },

    async changeSettings(context: Context, input: SettingsInput): Promise<{ revision: number }> {
      const result = await write(context, REPLENISHMENT_AREA, (tx) => {
        const { revision: current, ...before } = replenishmentPolicy(tx);
        requireRevision('replenishmentSettings', current, input.revision);
        const { suppliers, revision: _, ...fields } = input;
        const policy = { ...policyOf(fields), seasons: before.seasons };
        const revision = current + 1;
        storePolicy(tx, { ...policy, revision });
        for (const limits of suppliers) changeLimits(tx, context, limits);
        const details = changedValues(before, policy);
        audit(tx, context, { action: 'replenishment.changeSettings', subjectKind: 'shop', details });
        return { revision };
      });
      maker.planSoon();
      return result;
    },

    rule({ db }: Context, input: { skuId: SkuId }) {
      const { id: skuId } = requireSku(db, input.skuId);
      return { revision: 0, ...NO_SKU_RULE, ...findReorderRule(db, skuId), skuId };
    },

    async setRule(context: Context, input: SkuReorderRule & { skuId: SkuId; revision: number }) {
      const result = await write(context, REPLENISHMENT_AREA, (tx) => {
        const sku = requireSku(tx, input.skuId);
        const current = findReorderRule(tx, sku.id)?.revision ?? 0;
        requireRevision('replenishmentRule', current, input.revision);
        const rule = ruleOf(input);
        if (rule.maximum !== null && rule.maximum < (rule.minimum ?? 0)) throw invalidValue('maximum', 'BELOW_MINIMUM');
        if (rule.preferredSupplierId !== null) requireSupplier(tx, rule.preferredSupplierId);
        storeReorderRule(tx, sku.id, rule, { at: context.now, by: signedInUser(context) });
        const details = { code: sku.code, ...rule };
        audit(tx, context, { action: 'replenishment.setRule', subjectKind: 'sku', subjectId: sku.id, details });
        return { skuId: sku.id, revision: current + 1 };
      });
      maker.planSoon();
      return result;
    },

    async snooze(context: Context, input: { skuIds: readonly SkuId[]; until: Day | null }): Promise<{ count: number }> {
      const result = await write(context, REPLENISHMENT_AREA, (tx) => {
        const author = { at: context.now, by: signedInUser(context) };
        for (const id of input.skuIds) {
          const sku = requireSku(tx, id);
          storeSnooze(tx, sku.id, input.until, author);
          const details = { code: sku.code, until: input.until };
          audit(tx, context, { action: 'replenishment.snooze', subjectKind: 'sku', subjectId: sku.id, details });
        }
        return { count: input.skuIds.length };
      });
      maker.planSoon();
      return result;
    },

    backTest(context: Context, input: Pick<BackTestJobInput, 'skuId' | 'months' | 'rule'>, signal?: AbortSignal) {
      const sku = requireSku(context.db, input.skuId);
      const { id: skuId, category, minimumStock, shelfLifeDays, minimumDaysLeft, usesPerKey } = sku;
      const { day } = today(context);
      const master = { skuId, category, minimumStock, shelfLifeDays, minimumDaysLeft, usesPerKey };
      const job: BackTestJobInput = { ...input, ...master, today: day };
      return kernel.threads.run<BackTestAnswer>({ kind: 'back-test-sku', input: job, keys: null, signal });
    },

    backTestGroup(
      context: Context,
      input: Omit<BackTestGroupInput, 'today' | 'of' | 'most'> & { of: { skuIds: SkuId[] } | { category: string } },
      signal?: AbortSignal,
    ) {
      const { of } = input;
      const skuIds = 'skuIds' in of ? of.skuIds.map((id) => requireSku(context.db, id).id) : null;
      const { day } = today(context);
      const group = skuIds === null ? of : { skuIds };
      const job: BackTestGroupInput = { ...input, of: group, most: MOST_REPLAYED, today: day };
      return kernel.threads.run<BackTestGroup>({ kind: 'back-test-skus', input: job, keys: null, signal });
    },
  };
}

function isAskedFor(line: PlanLine, { search, states, supplierId, isSnoozed, isNeeded }: PlanFilter): boolean {
  const text = search.trim().toLowerCase();
  const names = [line.skuCode, line.skuName, line.productName];
  return (
    (text === '' || names.some((name) => name.toLowerCase().includes(text))) &&
    (states.length === 0 || states.includes(line.state)) &&
    (supplierId === undefined || line.supplierId === supplierId) &&
    (isSnoozed === undefined || (line.snoozedUntil !== null) === isSnoozed) &&
    (!isNeeded || needsOrder(line))
  );
}

function policyOf(input: Omit<ReplenishmentPolicy, 'seasons'>): Omit<ReplenishmentPolicy, 'seasons'> {
  const { coverDays, mostTiedUp, dailyBudget, monthlyBudget, isStopped, trigger } = input;
  const { inStockTarget, deadAfterDays, overDays, planAt } = input;
  return {
    coverDays,
    mostTiedUp,
    dailyBudget,
    monthlyBudget,
    isStopped,
    trigger,
    inStockTarget,
    deadAfterDays,
    overDays,
    planAt,
  };
}

function ruleOf(input: SkuReorderRule): SkuReorderRule {
  const { coverDays, minimum, maximum, orderMultiple, mostMoney, trigger } = input;
  const { preferredSupplierId, snoozedUntil, orderOnce } = input;
  return {
    coverDays,
    minimum,
    maximum,
    orderMultiple,
    mostMoney,
    trigger,
    preferredSupplierId,
    snoozedUntil,
    orderOnce,
  };
}

/** What is said of a supplier's limits; each supplier whose limits are others now has a record of its own. */
function changeLimits(tx: WriteTx, context: Context, { supplierId, ...said }: ChangedSupplierLimits): void {
  const { code } = requireSupplier(tx, supplierId);
  const before = readSupplierLimits(tx).get(supplierId) ?? { exposureMaximum: null, minimumBalance: null };
  const { exposureMaximum = before.exposureMaximum, minimumBalance = before.minimumBalance } = said;
  const after = { exposureMaximum, minimumBalance };
  const changes = changedValues(before, after);
  if (Object.keys(changes).length === 0) return;
  storeSupplierLimits(tx, { supplierId, ...after }, { at: context.now, by: signedInUser(context) });
  const subject = { subjectKind: 'supplier', subjectId: supplierId };
  audit(tx, context, { action: 'replenishment.changeLimits', ...subject, details: { code, ...changes } });
}

/** Each value that differs, from what to what. */
function changedValues<Values extends object>(
  before: Values,
  after: Values,
): Record<string, { from: unknown; to: unknown }> {
  const names = Object.keys(after) as (keyof Values & string)[];
  const changed = names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  return Object.fromEntries(changed.map((name) => [name, { from: before[name], to: after[name] }]));
}

export type ReplenishmentService = ReturnType<typeof createReplenishmentService>;
