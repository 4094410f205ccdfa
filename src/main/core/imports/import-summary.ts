import { findSku, requireProduct } from '#core/catalog/catalog.lookup.ts';
import type { Context } from '#core/context.ts';
import { maySeeCosts, type ShowCost } from '#core/identity/shown-costs.ts';
import type { SheetFileDescription } from '#core/spreadsheets/sheet-source.ts';
import { skuOfSupplierName } from '#core/suppliers/suppliers.lookup.ts';
import type { ImportSettings, ImportSummary } from '#shared/contract/imports.contract.ts';
import { skuTitle } from '#shared/domain/catalog/sku-title.ts';
import type { SkuId, SupplierId } from '#shared/domain/ids.ts';
import { type Money, money } from '#shared/domain/money/money.ts';
import { columnLetter } from '#shared/domain/spreadsheets/cell-address.ts';
import type { ImportPlan } from './import-plan.ts';
import type { ImportTally } from './import-tally.ts';

type BrokenTotal = Omit<ImportSummary['brokenTotals'][number], 'stated' | 'counted'> & {
  readonly stated: number;
  readonly counted: number;
};

/** A summary with all costs, as it is kept with the import. */
export interface WholeSummary extends Omit<ImportSummary, 'bySku' | 'totalCost' | 'exchange' | 'brokenTotals'> {
  readonly bySku: readonly (Omit<ImportSummary['bySku'][number], 'cost'> & { readonly cost: Money })[];
  readonly totalCost: Money;
  readonly exchange: (Omit<NonNullable<ImportSummary['exchange']>, 'stockCost'> & { readonly stockCost: Money }) | null;
  readonly brokenTotals: readonly BrokenTotal[];
}

interface Counted {
  readonly plan: ImportPlan;
  readonly settings: ImportSettings;
  readonly tally: ImportTally;
  readonly description: SheetFileDescription;
}

/** What an import brought or would bring, as a person reads it. */
export function summariseImport(context: Context, { plan, settings, tally, description }: Counted): WholeSummary {
  const nameOf = (index: number | null): string => (index === null ? '' : plan.header[index] || columnLetter(index));
  return {
    rows: tally.rows,
    accepted: tally.accepted,
    refused: tally.refused,
    skipped: tally.skipped,
    byReason: tally.byReason,
    warnings: { ...tally.warnings, ...amountWarning(settings, tally) },
    bySku: tally.bySku.map(({ skuId, quantity, cost }) => ({
      skuId,
      quantity,
      cost: money(cost),
      skuName: titleOf(context, skuId) || codeOf(plan, skuId),
    })),
    totalCost: money(tally.totalCost),
    exchange: plan.exchange && { ...plan.exchange, stockCost: money(tally.stockCost) },
    encoding: description.encoding ?? null,
    separator: description.separator ?? null,
    format: description.format,
    brokenTotals: [
      ...tally.brokenTotals.map((count) => ({ ...count, what: 'count' as const, column: '' })),
      ...tally.brokenAmounts.map(({ columnIndex, ...amount }) => ({
        ...amount,
        what: 'amount' as const,
        column: nameOf(columnIndex),
      })),
    ],
    unknownSkuTexts: tally.unknownSkuTexts.map(({ text, count }) => ({
      text,
      count,
      ...(knownSku(context, settings.supplierId, text) ?? { skuId: null, skuName: null }),
    })),
    refusedRows: tally.refusedRows.map(({ rowNumber, columnIndex, reason, detail }) => ({
      sheet: plan.sheet,
      rowNumber,
      column: nameOf(columnIndex),
      reason,
      detail: { ...detail },
    })),
  };
}

/** A summary for somebody who may see all that keys cost, or none of it. */
export function shownSummary(whole: WholeSummary, show: ShowCost): ImportSummary {
  return withCosts(whole, show, show(whole.totalCost) !== null);
}

/**
 * The summary of a draft for the person who made it. Costs that follow from what the person typed tell nothing new; what the sheet
 * states of itself was not typed.
 */
export function summaryOfDraft(
  context: Context,
  whole: WholeSummary,
  { cost }: Pick<ImportSettings, 'cost'>,
): ImportSummary {
  const maySee = maySeeCosts(context);
  const isTyped = cost.by === 'unit' || cost.by === 'discount' || cost.by === 'total';
  return withCosts(whole, (amount) => (maySee || isTyped ? amount : null), maySee);
}

function withCosts(whole: WholeSummary, show: ShowCost, showsStated: boolean): ImportSummary {
  const { bySku, totalCost, exchange, brokenTotals } = whole;
  return {
    ...whole,
    bySku: bySku.map((sku) => ({ ...sku, cost: show(sku.cost) })),
    totalCost: show(totalCost),
    exchange: exchange && { ...exchange, stockCost: show(exchange.stockCost) },
    brokenTotals: brokenTotals.map((broken) =>
      showsStated || broken.what === 'count' ? broken : { ...broken, stated: null, counted: null },
    ),
  };
}

/** The SKU that a supplier meant by a text of theirs the last time. */
export function knownSku(
  context: Context,
  supplierId: SupplierId,
  text: string,
): { skuId: SkuId; skuName: string } | null {
  const sku = skuOfSupplierName(context.db, supplierId, text);
  return sku ? { skuId: sku.id, skuName: titleOf(context, sku.id) } : null;
}

/** What people call a SKU: product and variant. */
function titleOf({ db }: Context, skuId: SkuId): string {
  const sku = findSku(db, skuId);
  return sku ? skuTitle({ productName: requireProduct(db, sku.productId).name, name: sku.name }) : '';
}

/** Of a SKU that a dry run only thinks of. */
function codeOf(plan: ImportPlan, skuId: SkuId): string {
  return plan.skus.find((sku) => sku.skuId === skuId)?.code ?? '';
}

/** The supplier charged something else than the keys cost in sum: legitimate (fees, rounding), but seldom meant. */
function amountWarning({ amountCharged, receiptKind }: ImportSettings, tally: ImportTally): Record<string, number> {
  const isOwed = receiptKind === 'purchase' || receiptKind === 'rebate';
  return isOwed && amountCharged !== null && amountCharged !== tally.totalCost ? { AMOUNT_DIFFERS: 1 } : {};
}
