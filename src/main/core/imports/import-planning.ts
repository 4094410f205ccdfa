import { requireSku, type Sku } from '#core/catalog/catalog.lookup.ts';
import { type Context, today } from '#core/context.ts';
import type { Readable } from '#core/db/connection.ts';
import { requireExchange } from '#core/purchasing/exchange-rates.lookup.ts';
import { invalidValue, Refusal } from '#core/refusal.ts';
import { shopSettings } from '#core/settings/shop-settings.ts';
import type { SheetFileDescription, SheetSummary } from '#core/spreadsheets/sheet-source.ts';
import { requireSupplier, termsFor } from '#core/suppliers/suppliers.lookup.ts';
import type { ImportSettings } from '#shared/contract/imports.contract.ts';
import type { KeyFieldDefinition } from '#shared/domain/card-keys/key-fields.ts';
import type { SkuId } from '#shared/domain/ids.ts';
import { amountStyleOf } from '#shared/domain/spreadsheets/cell-amounts.ts';
import { OWN_CSV_MARK } from '#shared/domain/spreadsheets/formula-guard.ts';
import { describeHeader } from '#shared/domain/spreadsheets/header-row.ts';
import { keyColumns, placeKeyColumns } from '#shared/domain/spreadsheets/key-columns.ts';
import type { KeyColumns } from '#shared/domain/spreadsheets/key-row-verdict.ts';
import { roundedColumns } from '#shared/domain/spreadsheets/rounded-columns.ts';
import type { ImportPlan, PlannedCost, PlannedSku } from './import-plan.ts';
import { skuTextColumns } from './sheet-sketch.ts';

/** What the plan needs that only the file or the posting knows. */
export interface PlanFrame {
  readonly importId: ImportPlan['importId'];
  readonly firstKeyId: number;
  /** A preview lists the products of a sheet before any of them is given to a SKU. */
  readonly isPreview: boolean;
  /** The refused rows are given back, not only counted. */
  readonly keepsRefused?: boolean;
  /** Where catalogue and suppliers are looked up; the context's own where nothing else is said. */
  readonly db?: Readable;
}

/** Checks an import's settings against catalogue and sheet, and completes them; refuses with the place of what is wrong. */
export function planImport(
  context: Context,
  settings: ImportSettings,
  description: SheetFileDescription,
  frame: PlanFrame,
): ImportPlan {
  const { day } = today(context);
  const { db = context.db } = frame;
  if (settings.documentOn > day) throw invalidValue('documentOn', 'NOT_IN_FUTURE', settings.documentOn);
  if (settings.cost.by === 'claimed' && settings.receiptKind !== 'replacement') {
    throw invalidValue('cost', 'ONLY_OF_REPLACEMENT');
  }
  const sheet = chosenSheet(settings, description);
  const headerIndex = sheet.sampleRows.findIndex(({ rowNumber }) => rowNumber === settings.headerRowNumber);
  const header = headerIndex === -1 ? (sheet.columnNames ?? []) : describeHeader(sheet.sampleRows, headerIndex).names;
  const skuIds = plannedSkuIds(settings, frame.isPreview);
  const skus = skuIds.map((id) => planSku(db, settings, id, header));
  const takesAsWritten = settings.acceptsRoundedNumbers || isOwnExport(description);
  return {
    importId: frame.importId,
    isDryRun: frame.importId === 0,
    keepsRefused: frame.keepsRefused ?? false,
    sheet: sheet.name,
    supplierId: settings.supplierId,
    skus,
    skuByText: settings.sku.by === 'one' ? null : assignedTexts(settings, skuIds),
    skuTextColumns: skuTextColumns(settings.columns),
    headerRowNumber: settings.headerRowNumber,
    header,
    columnCount: description.format === 'text' ? settings.columns.length : null,
    keyColumns: keyColumns(settings.columns),
    valueColumns: placedColumns(settings, [], header),
    cost: plannedCost(settings),
    accountCurrency: requireSupplier(db, settings.supplierId).currency,
    exchange: plannedExchange(db, settings),
    expiry: settings.expiry,
    batchLabel: settings.batchLabel,
    externalNumber: settings.externalNumber,
    documentOn: settings.documentOn,
    timeZone: shopSettings(db).timeZone,
    today: day,
    isHistory: settings.receiptKind === 'history',
    includesHiddenRows: settings.includesHiddenRows,
    statusMeanings: settings.statusMeanings.map(({ text, isSellable }) => [text, isSellable]),
    acceptedInvisible: settings.acceptedInvisible,
    wideNumbers: settings.wideNumbers,
    keepsWords: settings.keepsWords,
    smallCosts: settings.smallCosts,
    roundedColumns: takesAsWritten ? [] : roundedIn(sheet, settings.headerRowNumber, skus),
    mergedRanges: sheet.mergedRanges,
    watchedColumns: takesAsWritten ? [] : fieldColumns(skus),
    rawLineSeparator: lineSeparator(description.separator),
    amountStyle: amountStyleOf(description.separator),
    isOwnExport: isOwnExport(description),
    firstKeyId: frame.firstKeyId,
    expectedRows: sheet.rowCountEstimate,
  };
}

/** The sheet of this name, or the first visible one where none is named. */
export function sheetToRead(name: string | undefined, description: SheetFileDescription) {
  if (name !== undefined) return description.sheets.find((candidate) => candidate.name === name);
  return description.sheets.find(({ visibility }) => visibility === 'visible') ?? description.sheets[0];
}

/** Like {@link sheetToRead}; refuses with SHEET_REFUSED. */
export function chosenSheet(settings: ImportSettings, description: SheetFileDescription) {
  const name = settings.read.sheet;
  const sheet = sheetToRead(name, description);
  if (!sheet) throw new Refusal('SHEET_REFUSED', { reason: 'SHEET_NOT_FOUND', place: { sheet: name }, choices: [] });
  return sheet;
}

/** Judged by the rows below the header, whatever stands above it. */
function roundedIn(
  { sampleRows }: Pick<SheetSummary, 'sampleRows'>,
  headerRowNumber: number | null,
  skus: readonly PlannedSku[],
): number[] {
  const rows = sampleRows.filter(({ rowNumber }) => headerRowNumber === null || rowNumber > headerRowNumber);
  return roundedColumns(rows, fieldColumns(skus));
}

function fieldColumns(skus: readonly PlannedSku[]): number[] {
  return [...new Set(skus.flatMap(({ columns }) => columns.fields.flatMap((index) => index ?? [])))];
}

function plannedSkuIds(settings: ImportSettings, mayBeEmpty: boolean): SkuId[] {
  if (settings.sku.by === 'one') return [settings.sku.skuId];
  const ids = [...new Set(settings.sku.assignments.map(({ skuId }) => skuId))];
  if (ids.length === 0 && !mayBeEmpty) throw new Refusal('NO_SKU_ASSIGNED');
  return ids;
}

/** Our own csv says so in its first line: its apostrophes are ours, and nothing of it is folded. */
function isOwnExport(description: SheetFileDescription): boolean {
  if (description.format !== 'text') return false;
  const first = description.sheets[0]?.sampleRows[0];
  return first?.rowNumber === 1 && first.cells[0]?.text === OWN_CSV_MARK;
}

function assignedTexts(settings: ImportSettings, skuIds: readonly SkuId[]): [string, number][] {
  if (settings.sku.by === 'one') return [];
  return settings.sku.assignments.map(({ text, skuId }) => [text, skuIds.indexOf(skuId)]);
}

function planSku(db: Readable, settings: ImportSettings, skuId: SkuId, header: readonly string[]): PlannedSku {
  const sku = requireSku(db, skuId);
  if (sku.isArchived && settings.receiptKind !== 'history') {
    throw new Refusal('SKU_ARCHIVED', { skuId: sku.id, skuCode: sku.code });
  }
  return {
    skuId: sku.id,
    code: sku.code,
    keyFields: sku.keyFields,
    columns: placedColumns(settings, sku.keyFields, header, sku.code),
    faceValue: sku.faceValue,
    isFaceInCostCurrency: sku.faceCurrency === requireSupplier(db, settings.supplierId).currency,
    faceCurrency: sku.faceCurrency,
    shelfLifeDays: sku.shelfLifeDays,
    membershipDays: sku.membershipDays,
    usesPerKey: sku.usesPerKey,
    allowsShortPin: sku.allowsShortPin,
    isVerifiedFirst: settings.verifyFirst || termsFor(db, settings.supplierId, sku.id).verifyFirst,
    unitCost: unitCostOf(settings, sku),
  };
}

function placedColumns(
  settings: ImportSettings,
  keyFields: readonly KeyFieldDefinition[],
  header: readonly string[],
  skuCode = '',
): KeyColumns {
  const placed = placeKeyColumns(settings.columns, keyFields, header);
  if (!('problem' in placed)) return placed.columns;
  if (placed.problem === 'ROLE_TWICE') {
    throw new Refusal('ROLE_TWICE', { role: placed.role, columnIndexes: placed.columnIndexes });
  }
  throw new Refusal('FIELD_NOT_MAPPED', { field: placed.fieldName, skuCode });
}

function unitCostOf(settings: ImportSettings, sku: Sku) {
  if (settings.cost.by !== 'unit') return null;
  return settings.cost.perSku.find(({ skuId }) => skuId === sku.id)?.unitCost ?? settings.cost.unitCost;
}

function plannedCost(settings: ImportSettings): PlannedCost {
  if (settings.cost.by === 'discount') return { by: 'discount', rate: settings.cost.rate };
  if (settings.cost.by === 'claimed') return { by: 'total' };
  return { by: settings.cost.by };
}

/**
 * The rate at which stock is valued: none for history, which has no value, for what certainly costs nothing, and for
 * replacements that take over costs which stand in our currency already. Refuses with RATE_MISSING.
 */
function plannedExchange(db: Readable, { receiptKind, cost, supplierId, documentOn }: ImportSettings) {
  if (receiptKind === 'history' || cost.by === 'claimed' || isFree(cost)) return null;
  return requireExchange(db, requireSupplier(db, supplierId).currency, documentOn);
}

function isFree(cost: ImportSettings['cost']): boolean {
  if (cost.by === 'total') return cost.total === 0;
  return cost.by === 'unit' && cost.unitCost === 0 && cost.perSku.every(({ unitCost }) => unitCost === 0);
}

/** What stands between the cells of a row where it is kept as one line. */
export function lineSeparator(separator: string | null | undefined): string {
  if (separator === undefined || separator === null || separator === 'none') return '\t';
  return separator === 'spaces' || separator === 'mixed' ? ' ' : separator;
}
