import type { KeyFieldDefinition } from '#shared/domain/card-keys/key-fields.ts';
import type { Money } from '#shared/domain/money/money.ts';
import { mayBeDays } from '#shared/domain/spreadsheets/cell-expiry.ts';
import { plainValueText } from '#shared/domain/spreadsheets/cell-text.ts';
import { createKeyRowJudge } from '#shared/domain/spreadsheets/key-row.ts';
import type {
  AcceptedKeyRow,
  KeyColumns,
  KeyRowVerdict,
  RefusalDetail,
} from '#shared/domain/spreadsheets/key-row-verdict.ts';
import { createMergedFill } from '#shared/domain/spreadsheets/merged-cells.ts';
import type { SheetRow } from '#shared/domain/spreadsheets/sheet-row.ts';
import type { AmountSums } from '#shared/domain/spreadsheets/stated-amounts.ts';
import {
  firstFilledCell,
  isSummaryText,
  readStatedCount,
  readTotalCounts,
} from '#shared/domain/spreadsheets/trailers.ts';
import { addDays } from '#shared/domain/time/business-time.ts';
import { type ImportPlan, NEVER_EXPIRES, type PlannedSku } from './import-plan.ts';
import { createKeyCosts, type KeyCost } from './key-costs.ts';
import type { PreparedRefusal } from './prepared-keys.ts';

/** A row that became a key, before it is sealed. */
export interface JudgedKey {
  readonly row: AcceptedKeyRow;
  readonly sku: PlannedSku;
  readonly skuIndex: number;
  readonly cost: Money | null;
  readonly expiresOn: string;
  readonly batchLabel: string;
}

type RefusedRow = Omit<PreparedRefusal, 'sealedRow' | 'cost'>;

/** `amounts`: what the row adds to its sheet's cost and face value, whether its key came in or not. */
export type JudgedRow =
  | { readonly outcome: 'key'; readonly key: JudgedKey; readonly amounts: AmountSums }
  | {
      readonly outcome: 'refused';
      /** Says what it costs, so that what was charged for it can be claimed. */
      readonly refusal: Omit<PreparedRefusal, 'sealedRow'>;
      readonly amounts: AmountSums;
      /** With SKU_UNKNOWN: what the row says of its product. */
      readonly unknownSkuText?: string;
    }
  | { readonly outcome: 'skipped'; readonly reason: string };

const NO_SKU = -1;

/** What a row of a product, face value and region column means, as one text: the key of an import's SKU assignments. */
export function skuTextOf(row: SheetRow, columns: readonly number[]): string {
  return columns
    .map((index) => plainValueText(row.cells[index]?.text ?? ''))
    .filter((text) => text !== '')
    .join(' / ');
}

/**
 * Judges the rows of one sheet by an import's plan: the domain's verdict, then SKU, face value, cost and last day. `rounded` may
 * grow while the sheet is read.
 */
export function createRowJudge(
  plan: ImportPlan,
  rounded: ReadonlySet<number> = new Set(plan.roundedColumns),
): (row: SheetRow) => JudgedRow {
  const judgeOf = (keyFields: readonly KeyFieldDefinition[], columns: KeyColumns) =>
    createKeyRowJudge({
      keyFields,
      columns: usedColumns(plan, columns),
      columnCount: plan.columnCount ?? undefined,
      header: plan.header,
      statusMeanings: new Map(
        plan.statusMeanings.map(([text, isSellable]) => [text, isSellable ? 'sellable' : 'void']),
      ),
      isHistory: plan.isHistory,
      includesHiddenRows: plan.includesHiddenRows,
      acceptedInvisible: new Set(plan.acceptedInvisible),
      wideNumbers: plan.wideNumbers,
      keepsWords: plan.keepsWords,
      roundedColumns: rounded,
      isOwnExport: plan.isOwnExport,
      rawLineSeparator: plan.rawLineSeparator,
      dayOptions: { timeZone: plan.timeZone },
      documentOn: plan.documentOn,
      amountStyle: plan.amountStyle,
    });
  const judges = plan.skus.map((sku) => judgeOf(sku.keyFields, sku.columns));
  // A row whose SKU is not known may still be blank, a total or sold; its key cannot be judged.
  const judgeWithoutSku = judgeOf([], plan.valueColumns);
  const skuByText = plan.skuByText && new Map(plan.skuByText);
  const fillValues = createMergedFill(plan.mergedRanges, mergeableColumns(plan));
  const costs = createKeyCosts(plan);

  return (row) => {
    const valued = fillValues(row);
    const text = skuByText ? skuTextOf(valued, plan.skuTextColumns) : '';
    const skuIndex = (skuByText ? skuByText.get(text) : 0) ?? NO_SKU;
    const sku = plan.skus[skuIndex];
    // The header of a second table has no SKU: all have to know of it.
    if (skuIndex === NO_SKU) for (const judge of judges) judge(row, valued);
    const verdict: KeyRowVerdict = (judges[skuIndex] ?? judgeWithoutSku)(row, valued);
    if (verdict.verdict === 'skipped') return { outcome: 'skipped', reason: verdict.reason };
    const refused = (refusal: RefusedRow) => {
      const amounts = costs.amountsOfRefused(valued, sku);
      const cost = amounts.cost !== null && amounts.cost > 0 ? amounts.cost : null;
      // Which SKU it is of, so that what was ordered of it is known to be missing.
      return { outcome: 'refused' as const, refusal: { ...refusal, ...(sku && { skuIndex }), cost }, amounts };
    };
    if (verdict.verdict === 'refused') {
      return refused(refusal(row, verdict.reason, verdict.columnIndex, flatDetail(verdict.detail)));
    }
    if (!sku) {
      return { ...refused(refusal(row, 'SKU_UNKNOWN', plan.skuTextColumns[0] ?? null)), unknownSkuText: text };
    }
    const cost = costs.costOf(valued, verdict, sku);
    const dated = priceAndDate(plan, row, { accepted: verdict, sku, skuIndex, cost });
    if ('reason' in dated) return refused(dated);
    return { outcome: 'key', key: dated, amounts: costs.amountsOfKey(dated.cost, verdict, sku) };
  };
}

/**
 * What is said of a key, merged over several rows, is said of each: sold, its product, face value, last day, batch, discount, currency,
 * and its cost, unless that may be what they come to together. Never a key itself.
 */
function mergeableColumns({ valueColumns, skuTextColumns: texts, skus }: ImportPlan): number[] {
  const { status, faceValue, expiresOn, batchNumber, unitCost, discount, currency } = valueColumns;
  const fields = new Set(skus.flatMap(({ columns }) => columns.fields));
  return [status, faceValue, expiresOn, batchNumber, unitCost, discount, currency, ...texts].flatMap((index) =>
    index === undefined || fields.has(index) ? [] : [index],
  );
}

/** Cost, discount and last day are read only where they come from their column: what is not used refuses nothing. */
function usedColumns({ cost, expiry }: ImportPlan, columns: KeyColumns): KeyColumns {
  const { unitCost, discount, expiresOn, ...others } = columns;
  return {
    ...others,
    ...(cost.by === 'column' ? { unitCost, discount } : {}),
    ...(expiry.by === 'column' ? { expiresOn } : {}),
  };
}

/** Counts of keys that a row states which holds none: a total of those above it, or what a heading promises. */
export function statedCounts(row: SheetRow): { stated: number; isTotal: boolean }[] {
  const first = firstFilledCell(row);
  if (!first) return [];
  if (isSummaryText(first.text)) {
    return readTotalCounts(row).map((stated) => ({ stated, isTotal: true }));
  }
  const promised = readStatedCount(first.text);
  return promised === null ? [] : [{ stated: promised, isTotal: false }];
}

/** Plain values only, as they are stored and sent: the odd character's place stands beside the rest. */
function flatDetail({ oddCharacter, ...detail }: RefusalDetail): PreparedRefusal['detail'] {
  return { ...oddCharacter, ...detail };
}

interface CostedRow {
  readonly accepted: AcceptedKeyRow;
  readonly sku: PlannedSku;
  readonly skuIndex: number;
  readonly cost: KeyCost;
}

function priceAndDate(
  plan: ImportPlan,
  row: SheetRow,
  { accepted, sku, skuIndex, cost }: CostedRow,
): JudgedKey | RefusedRow {
  const { columns } = sku;
  if (accepted.faceValue !== undefined && sku.faceValue !== null && accepted.faceValue !== sku.faceValue) {
    return refusal(row, 'FACE_VALUE_DIFFERS', columns.faceValue ?? null, { skuCode: sku.code });
  }
  if (cost === 'FACE_CURRENCY_DIFFERS') return refusal(row, cost, columns.faceValue ?? null, { skuCode: sku.code });
  if (cost === 'CURRENCY_COLUMN_DIFFERS') return refusal(row, cost, columns.currency ?? null);
  if (typeof cost === 'string') return refusal(row, cost, columns.unitCost ?? columns.faceValue ?? null);
  if (cost !== null && cost < 0) return refusal(row, 'COST_NEGATIVE', columns.unitCost ?? null);
  const expiresOn = expiryOf(plan, accepted, sku);
  const { expiryCounted } = accepted;
  const isMembership =
    expiryCounted !== undefined &&
    sku.membershipDays !== null &&
    mayBeDays(expiryCounted, accepted.expiresOn ?? plan.documentOn, plan.documentOn, sku.membershipDays);
  if (isMembership) return refusal(row, 'VALIDITY_OF_MEMBERSHIP', columns.expiresOn ?? null, { skuCode: sku.code });
  if (!plan.isHistory && expiresOn < plan.today) {
    return refusal(row, 'ALREADY_EXPIRED', columns.expiresOn ?? null, { expiresOn });
  }
  return { row: accepted, sku, skuIndex, cost, expiresOn, batchLabel: accepted.batchNumber ?? plan.batchLabel };
}

function expiryOf(plan: ImportPlan, row: AcceptedKeyRow, sku: PlannedSku): string {
  const byShelfLife = sku.shelfLifeDays === null ? NEVER_EXPIRES : addDays(plan.documentOn, sku.shelfLifeDays);
  switch (plan.expiry.by) {
    case 'column':
      return row.expiresOn ?? byShelfLife;
    case 'day':
      return plan.expiry.day;
    case 'shelfLife':
      return byShelfLife;
    case 'never':
      return NEVER_EXPIRES;
  }
}

function refusal(
  row: SheetRow,
  reason: string,
  columnIndex: number | null,
  detail: PreparedRefusal['detail'] = {},
): RefusedRow {
  return { rowNumber: row.rowNumber, columnIndex, reason, detail };
}
