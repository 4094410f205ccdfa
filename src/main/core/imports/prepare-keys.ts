import type { KeyFieldDefinition } from '#shared/domain/card-keys/key-fields.ts';
import type { Money } from '#shared/domain/money/money.ts';
import { scaleMoney } from '#shared/domain/money/money.ts';
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
import { type AmountSums, amountIn } from '#shared/domain/spreadsheets/stated-amounts.ts';
import {
  firstFilledCell,
  isSummaryText,
  readControlTotals,
  readStatedCount,
} from '#shared/domain/spreadsheets/trailers.ts';
import { addDays } from '#shared/domain/time/business-time.ts';
import { type ImportPlan, NEVER_EXPIRES, type PlannedSku } from './import-plan.ts';
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

export type JudgedRow =
  | { readonly outcome: 'key'; readonly key: JudgedKey }
  | {
      readonly outcome: 'refused';
      readonly refusal: Omit<PreparedRefusal, 'sealedRow'>;
      /** With SKU_UNKNOWN: what the row says of its product. */
      readonly unknownSkuText?: string;
    }
  | { readonly outcome: 'skipped'; readonly reason: string };

const NO_SKU = -1;
const RATE_SCALE = 100_000_000;
const DISCOUNT_WITHOUT_FACE_VALUE = 'FACE_VALUE_MISSING';

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
      roundedColumns: rounded,
      isOwnExport: plan.isOwnExport,
      rawLineSeparator: plan.rawLineSeparator,
      dayOptions: {},
      amountStyle: plan.amountStyle,
    });
  const judges = plan.skus.map((sku) => judgeOf(sku.keyFields, sku.columns));
  // A row whose SKU is not known may still be blank, a total or sold; its key cannot be judged.
  const judgeWithoutSku = judgeOf([], plan.valueColumns);
  const skuByText = plan.skuByText && new Map(plan.skuByText);
  const fillValues = createMergedFill(plan.mergedRanges, mergeableColumns(plan));

  return withCosts(plan, (row) => {
    const valued = fillValues(row);
    const text = skuByText ? skuTextOf(valued, plan.skuTextColumns) : '';
    const skuIndex = (skuByText ? skuByText.get(text) : 0) ?? NO_SKU;
    const sku = plan.skus[skuIndex];
    const verdict: KeyRowVerdict = (judges[skuIndex] ?? judgeWithoutSku)(row, valued);
    if (verdict.verdict === 'skipped') return { outcome: 'skipped', reason: verdict.reason };
    if (verdict.verdict === 'refused') {
      return ofSku(refuse(row, verdict.reason, verdict.columnIndex, flatDetail(verdict.detail)), sku && skuIndex);
    }
    if (!sku) {
      return { ...refuse(row, 'SKU_UNKNOWN', plan.skuTextColumns[0] ?? null, {}), unknownSkuText: text };
    }
    return ofSku(priceAndDate(plan, row, verdict, sku, skuIndex), skuIndex);
  });
}

/**
 * What is said of a key, merged over several rows, is said of each: sold, its product, face value, last day and batch. Never a key
 * itself, and no cost: it may be what they come to together.
 */
function mergeableColumns({ valueColumns, skuTextColumns: texts, skus }: ImportPlan): number[] {
  const { status, faceValue, expiresOn, batchNumber } = valueColumns;
  const fields = new Set(skus.flatMap(({ columns }) => columns.fields));
  return [status, faceValue, expiresOn, batchNumber, ...texts].flatMap((index) =>
    index === undefined || fields.has(index) ? [] : [index],
  );
}

/** A refused row says what it costs, so that what was charged for it can be claimed. */
function withCosts(plan: ImportPlan, judge: (row: SheetRow) => JudgedRow): (row: SheetRow) => JudgedRow {
  return (row) => {
    const judged = judge(row);
    if (judged.outcome !== 'refused') return judged;
    const cost = costOfRefused(plan, row);
    return { ...judged, refusal: { ...judged.refusal, cost: cost === null || cost <= 0 ? null : cost } };
  };
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
    return readControlTotals(first.text).flatMap(({ count }) =>
      count === undefined ? [] : [{ stated: count, isTotal: true }],
    );
  }
  const promised = readStatedCount(first.text);
  return promised === null ? [] : [{ stated: promised, isTotal: false }];
}

/**
 * What a row adds to its sheet's cost and face value, whether its key came in or not; null where that is not known. What is
 * given for nothing and history say nothing of the amounts that the supplier adds up.
 */
export function amountsOf(plan: ImportPlan, row: SheetRow, key: JudgedKey | null): AmountSums {
  const faceValue =
    key?.row.faceValue ?? amountIn(row, plan.valueColumns.faceValue, plan.amountStyle) ?? key?.sku.faceValue ?? null;
  const cost = key ? key.cost : costOfRefused(plan, row);
  return { cost: plan.isHistory || cost === 0 ? null : cost, faceValue };
}

function costOfRefused(plan: ImportPlan, row: SheetRow): Money | null {
  if (plan.cost.by === 'column') return amountIn(row, plan.valueColumns.unitCost, plan.amountStyle);
  const [only, ...others] = plan.skus;
  return plan.cost.by === 'unit' && only && others.length === 0 ? only.unitCost : null;
}

/** Plain values only, as they are stored and sent: the odd character's place stands beside the rest. */
function flatDetail({ oddCharacter, ...detail }: RefusalDetail): PreparedRefusal['detail'] {
  return { ...oddCharacter, ...detail };
}

function priceAndDate(
  plan: ImportPlan,
  row: SheetRow,
  accepted: AcceptedKeyRow,
  sku: PlannedSku,
  skuIndex: number,
): JudgedRow {
  const { columns } = sku;
  if (accepted.faceValue !== undefined && sku.faceValue !== null && accepted.faceValue !== sku.faceValue) {
    return refuse(row, 'FACE_VALUE_DIFFERS', columns.faceValue ?? null, { skuCode: sku.code });
  }
  const cost = costOf(plan, accepted, sku);
  if (typeof cost === 'string') return refuse(row, cost, columns.unitCost ?? columns.faceValue ?? null, {});
  if (cost !== null && cost < 0) return refuse(row, 'COST_NEGATIVE', columns.unitCost ?? null, {});
  const expiresOn = expiryOf(plan, accepted, sku);
  if (!plan.isHistory && expiresOn < plan.today) {
    return refuse(row, 'ALREADY_EXPIRED', columns.expiresOn ?? null, { expiresOn });
  }
  const batchLabel = accepted.batchNumber ?? plan.batchLabel;
  return { outcome: 'key', key: { row: accepted, sku, skuIndex, cost, expiresOn, batchLabel } };
}

function costOf(plan: ImportPlan, row: AcceptedKeyRow, sku: PlannedSku): Money | null | string {
  switch (plan.cost.by) {
    case 'total':
      return null;
    case 'unit':
      return sku.unitCost ?? 'COST_MISSING';
    case 'discount':
      return discounted(row.faceValue ?? sku.faceValue, plan.cost.rate);
    case 'column':
      if (row.cost !== undefined) return row.cost;
      return row.discount === undefined ? 'COST_MISSING' : discounted(row.faceValue ?? sku.faceValue, row.discount);
  }
}

function discounted(faceValue: Money | null, rate: number): Money | string {
  return faceValue === null ? DISCOUNT_WITHOUT_FACE_VALUE : scaleMoney(faceValue, rate, RATE_SCALE);
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

/** A refused row says which SKU it is of, so that what was ordered of it is known to be missing. */
function ofSku(judged: JudgedRow, skuIndex: number | undefined): JudgedRow {
  if (judged.outcome !== 'refused' || skuIndex === undefined) return judged;
  return { ...judged, refusal: { ...judged.refusal, skuIndex } };
}

function refuse(
  row: SheetRow,
  reason: string,
  columnIndex: number | null,
  detail: PreparedRefusal['detail'],
): Extract<JudgedRow, { outcome: 'refused' }> {
  return { outcome: 'refused', refusal: { rowNumber: row.rowNumber, columnIndex, reason, detail, cost: null } };
}
