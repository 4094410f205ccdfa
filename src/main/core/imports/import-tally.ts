import type { BatchId, SkuId } from '#shared/domain/ids.ts';
import { allocateMoney, money } from '#shared/domain/money/money.ts';
import type { RefusedCost } from '#shared/domain/purchasing/receipts.ts';
import { countUnitCosts, type UnitCost } from '#shared/domain/purchasing/unit-costs.ts';
import {
  type BrokenAmount,
  findBrokenAmounts,
  NO_AMOUNTS,
  type StatedAmount,
} from '#shared/domain/spreadsheets/stated-amounts.ts';
import { type BrokenCount, findBrokenCounts, type StatedCount } from '#shared/domain/spreadsheets/stated-counts.ts';
import { type ImportPlan, stockCostOf } from './import-plan.ts';
import { createKeptRefusals } from './kept-refusals.ts';
import type { PreparedKey, PreparedKeys, PreparedRefusal } from './prepared-keys.ts';

const SHOWN_REFUSALS = 500;
const SHOWN_SKU_TEXTS = 200;

/** What one batch of an import holds once its keys are written. */
export interface LoadedBatch {
  readonly batchId: BatchId;
  readonly skuIndex: number;
  readonly lots: readonly { expiresOn: string; state: string; quantity: number; cost: number }[];
}

/** What an import brought or would bring; plain data that a job thread answers with. */
export interface ImportTally {
  readonly rows: number;
  readonly accepted: number;
  readonly refused: number;
  readonly skipped: Readonly<Record<string, number>>;
  readonly byReason: Readonly<Record<string, number>>;
  readonly warnings: Readonly<Record<string, number>>;
  readonly bySku: readonly {
    readonly skuId: SkuId;
    readonly quantity: number;
    readonly cost: number;
    /** Where the sheet or a rule says what each key costs. */
    readonly unitCosts: readonly UnitCost[];
  }[];
  /** Refused rows by the SKU they are of, null where they do not say, and reason. */
  readonly refusedBySku: readonly {
    readonly skuId: SkuId | null;
    readonly byReason: Readonly<Record<string, number>>;
    /** Of each reason the rows that say what they cost, in the supplier's currency. */
    readonly costs: Readonly<Record<string, RefusedCost>>;
  }[];
  /** In the supplier's currency, as `bySku`. */
  readonly totalCost: number;
  /** What the accepted keys are worth in stock, in the shop's currency. */
  readonly stockCost: number;
  readonly brokenTotals: readonly BrokenCount[];
  readonly brokenAmounts: readonly BrokenAmount[];
  readonly unknownSkuTexts: readonly { readonly text: string; readonly count: number }[];
  readonly refusedRows: readonly Omit<PreparedRefusal, 'sealedRow' | 'skuIndex' | 'cost'>[];
  /** The first ones with their rows, where the plan keeps them: as many as {@link createKeptRefusals} holds. */
  readonly keptRefusals: readonly PreparedRefusal[];
  readonly batches: readonly LoadedBatch[];
}

/** Counts while an import goes by. `lotTotal`: the amount that is spread over all keys, where costs come so. */
export function createTally(plan: ImportPlan, lotTotal: number | null) {
  const skipped: Record<string, number> = {};
  const byReason: Record<string, number> = {};
  const warnings: Record<string, number> = {};
  const bySku = plan.skus.map(() => ({ quantity: 0, cost: 0, unitCosts: countUnitCosts() }));
  const refusedRows: Omit<PreparedRefusal, 'sealedRow' | 'skuIndex' | 'cost'>[] = [];
  const kept = createKeptRefusals();
  const refusedBySku = new Map<
    SkuId | null,
    { byReason: Record<string, number>; costs: Record<string, RefusedCost> }
  >();
  const stated: StatedCount[] = [];
  const statedAmounts: StatedAmount[] = [];
  let amounts = NO_AMOUNTS;
  const unknownSkuTexts = new Map<string, number>();
  let rows = 0;
  let accepted = 0;
  let refused = 0;
  let convertedCost = 0;

  function stockCost(batches: readonly LoadedBatch[], totalToAllocate: number | null): number {
    if (batches.length > 0) return money(sumOfLots(batches));
    return totalToAllocate === null ? money(convertedCost) : stockCostOf(plan, accepted === 0 ? 0 : totalToAllocate);
  }

  return {
    get accepted() {
      return accepted;
    },
    quantityOf: (skuIndex: number): number => bySku[skuIndex]?.quantity ?? 0,
    accept(key: PreparedKey, found: readonly string[]): void {
      accepted += 1;
      const sku = bySku[key.skuIndex];
      if (sku) {
        sku.quantity += 1;
        sku.cost = money(sku.cost + (key.cost ?? 0));
        sku.unitCosts.add(key.cost ?? 0);
        convertedCost += stockCostOf(plan, key.cost ?? 0);
      }
      for (const warning of found) warnings[warning] = (warnings[warning] ?? 0) + 1;
    },
    add(prepared: PreparedKeys, refusals: readonly PreparedRefusal[]): void {
      rows += prepared.rowCount;
      refused += refusals.length;
      addCounts(skipped, prepared.skipped);
      addCounts(warnings, prepared.warnings);
      stated.push(...prepared.stated);
      statedAmounts.push(...prepared.statedAmounts);
      amounts = prepared.amountsSoFar;
      for (const [text, count] of Object.entries(prepared.unknownSkuTexts)) {
        if (!unknownSkuTexts.has(text) && unknownSkuTexts.size >= SHOWN_SKU_TEXTS) continue;
        unknownSkuTexts.set(text, (unknownSkuTexts.get(text) ?? 0) + count);
      }
      if (plan.keepsRefused) kept.add(refusals);
      for (const { sealedRow: _, skuIndex, cost, ...refusal } of refusals) {
        byReason[refusal.reason] = (byReason[refusal.reason] ?? 0) + 1;
        const skuId = skuIndex === undefined ? null : (plan.skus[skuIndex]?.skuId ?? null);
        const ofSku = refusedBySku.get(skuId) ?? { byReason: {}, costs: {} };
        ofSku.byReason[refusal.reason] = (ofSku.byReason[refusal.reason] ?? 0) + 1;
        if (cost !== null) {
          const known = ofSku.costs[refusal.reason] ?? { rows: 0, cost: 0 };
          ofSku.costs[refusal.reason] = { rows: known.rows + 1, cost: money(known.cost + cost) };
        }
        refusedBySku.set(skuId, ofSku);
        if (refusedRows.length < SHOWN_REFUSALS) refusedRows.push(refusal);
      }
    },
    /** `totalToAllocate`: the lot's total where it is not told by the lots (a dry run, another currency). */
    result(batches: readonly LoadedBatch[], totalToAllocate: number | null): ImportTally {
      if (totalToAllocate !== null) {
        const shares = allocateLot(plan, totalToAllocate, (skuIndex) => bySku[skuIndex]?.quantity ?? 0);
        for (const [skuIndex, share] of shares.entries()) {
          const sku = bySku[skuIndex];
          if (sku) sku.cost = share;
        }
      } else if (batches.length > 0 && plan.exchange === null) {
        for (const sku of bySku) sku.cost = 0;
        for (const { skuIndex, lots } of batches) {
          const sku = bySku[skuIndex];
          if (sku) sku.cost = money(sku.cost + lots.reduce((sum, lot) => sum + lot.cost, 0));
        }
      }
      return {
        rows,
        accepted,
        refused,
        skipped,
        byReason,
        warnings,
        bySku: plan.skus.flatMap(({ skuId }, index) => {
          const sku = bySku[index];
          return sku && sku.quantity > 0 ? [{ ...sku, skuId, unitCosts: sku.unitCosts.result() }] : [];
        }),
        refusedBySku: [...refusedBySku].map(([skuId, ofSku]) => ({ skuId, ...ofSku })),
        totalCost: bySku.reduce((sum, sku) => money(sum + sku.cost), 0),
        stockCost: stockCost(batches, totalToAllocate),
        brokenTotals: findBrokenCounts(stated, accepted + refused, accepted),
        brokenAmounts: findBrokenAmounts(
          statedAmounts,
          lotTotal === null ? amounts : { ...amounts, cost: money(lotTotal) },
        ),
        unknownSkuTexts: [...unknownSkuTexts].map(([text, count]) => ({ text, count })),
        refusedRows,
        keptRefusals: kept.refusals,
        batches,
      };
    },
  };
}

export type Tally = ReturnType<typeof createTally>;

/** A lot's total spread over its SKUs by face value times quantity (by quantity where a face value is missing). */
export function allocateLot(plan: ImportPlan, total: number, quantityOf: (skuIndex: number) => number): number[] {
  const quantities = plan.skus.map((_, index) => quantityOf(index));
  if (quantities.every((quantity) => quantity === 0)) return quantities;
  const hasFaceValues = plan.skus.every(({ faceValue }, index) => quantities[index] === 0 || (faceValue ?? 0) > 0);
  const weights = plan.skus.map(
    ({ faceValue }, index) => (quantities[index] ?? 0) * (hasFaceValues ? (faceValue ?? 0) : 1),
  );
  return allocateMoney(money(total), weights);
}

function sumOfLots(batches: readonly LoadedBatch[]): number {
  return batches.reduce((sum, { lots }) => sum + lots.reduce((inLots, { cost }) => inLots + cost, 0), 0);
}

function addCounts(into: Record<string, number>, counts: Readonly<Record<string, number>>): void {
  for (const [name, count] of Object.entries(counts)) into[name] = (into[name] ?? 0) + count;
}
