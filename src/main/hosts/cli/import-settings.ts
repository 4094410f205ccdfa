import type { KacangClient } from '#hosts/node/running-instance.ts';
import type { NewSku, SkuDetails } from '#shared/contract/catalog.contract.ts';
import type { SheetFileSketch } from '#shared/contract/import-sketch.contract.ts';
import type { ImportSettings } from '#shared/contract/imports.contract.ts';
import { receiptKind, settlementKind } from '#shared/contract/imports.contract.ts';
import type { OrderDetails } from '#shared/contract/purchase-orders.contract.ts';
import type { NewSupplier } from '#shared/contract/suppliers.contract.ts';
import type { FileId, SupplierId } from '#shared/domain/ids.ts';
import { ZERO_MONEY } from '#shared/domain/money/money.ts';
import { unitPriceBySku } from '#shared/domain/purchasing/order-lines.ts';
import { KEY_SHEET_ROLES, type KeySheetRole } from '#shared/domain/spreadsheets/column-vocabulary.ts';
import { SMALL_COST_READINGS } from '#shared/domain/spreadsheets/small-amounts.ts';
import { type Day, dayOf } from '#shared/domain/time/business-time.ts';
import type { CommandRun } from './command.ts';
import { CommandRefusal, UsageError } from './command-errors.ts';
import {
  chosenSheet,
  columnRolesOf,
  headerRowOf,
  type ReadOptions,
  requireClearEncoding,
  type SheetSketch,
} from './import-sheet.ts';
import { flag, optionalChoice, optionalDay, optionalMoney, optionalText } from './option-values.ts';

type Values = CommandRun['values'];

/** What is known of one file before its SKU is: how it is read and what its columns hold. */
export interface LookedAtSheet {
  readonly sketch: SheetFileSketch;
  readonly sheet: SheetSketch;
  readonly columns: KeySheetRole[];
  readonly headerRowNumber: number | null;
  readonly read: ReadOptions;
}

/** What settings take of it. */
export type KeySheetLook = Pick<LookedAtSheet, 'columns' | 'headerRowNumber' | 'read'> & {
  readonly sheet: Pick<SheetSketch, 'headerSignature' | 'skuTexts'>;
};

/** A supplier that is there, and as what their keys usually come in; or one that the import makes. */
export type WantedSupplier =
  | { readonly id: SupplierId; readonly usualReceiptKind: ImportSettings['receiptKind'] }
  | { readonly new: NewSupplier };

/** A SKU that is there, or one that the import makes. */
export type WantedSku = Pick<SkuDetails, 'id' | 'shelfLifeDays'> | { readonly new: NewSku };

/** The settings of an import whose supplier and SKU may still have to be made. */
export type WantedSettings = Omit<ImportSettings, 'supplierId' | 'sku'> & {
  readonly supplier: { readonly id: SupplierId } | { readonly new: NewSupplier };
  readonly sku: ImportSettings['sku'] | { readonly new: NewSku };
};

/** Looks at a staged file as the wizard does, corrected by the options. */
export async function lookAtSheet(
  client: KacangClient,
  values: Values,
  file: { fileId: FileId; supplier: WantedSupplier; read: ReadOptions },
): Promise<LookedAtSheet> {
  const { fileId, supplier, read } = file;
  const told = headerRowOf(values, null);
  const isTold = optionalText(values, 'header') !== null;
  const sketch = await client.imports.describe({
    fileId,
    read,
    supplierId: 'id' in supplier ? supplier.id : undefined,
    headerRowNumber: isTold ? told : undefined,
  });
  requireClearEncoding(sketch, read.encoding);
  const sheet = chosenSheet(sketch.sheets, read.sheet);
  if (optionalText(values, 'columns') === null) requireOneKeyInALine(sheet);
  return {
    sketch,
    sheet,
    columns: columnRolesOf(values, KEY_SHEET_ROLES, sheet),
    headerRowNumber: headerRowOf(values, sheet.headerRowNumber),
    read: { ...read, sheet: sheet.name },
  };
}

function requireOneKeyInALine({ columns }: SheetSketch): void {
  if (!columns.some(({ reasons }) => reasons.includes('look-alike'))) return;
  throw new CommandRefusal(
    'KEYS_SIDE_BY_SIDE',
    'The columns look alike, as if a line held several keys: put each key on a line of its own, or give --columns.',
  );
}

/** The settings of an import: what the options say, and for the rest what a person would find in the wizard. */
export function importSettingsOf(
  values: Values,
  timeZone: string,
  given: {
    fileId: FileId;
    supplier: WantedSupplier;
    looked: KeySheetLook;
    sku: WantedSku | null;
    order?: OrderDetails | null;
  },
): { settings: WantedSettings; isCostUnknown: boolean } {
  const { fileId, supplier, looked, sku, order = null } = given;
  const cost = costOf(values, looked) ?? orderCost(order) ?? spreadAmount(values);
  const settings: WantedSettings = {
    fileId,
    read: looked.read,
    headerRowNumber: looked.headerRowNumber,
    headerSignature: looked.sheet.headerSignature,
    columns: looked.columns,
    supplier: 'new' in supplier ? supplier : { id: supplier.id },
    sku: skuChoice(sku, looked),
    cost: cost ?? { by: 'unit', unitCost: ZERO_MONEY, perSku: [] },
    expiry: expiryOf(values, looked, sku && 'id' in sku ? sku.shelfLifeDays : null),
    batchLabel: optionalText(values, 'batch') ?? '',
    receiptKind: optionalChoice(values, 'kind', receiptKind.options) ?? usualKindOf(supplier),
    documentOn: optionalDay(values, 'date') ?? (dayOf(Date.now(), timeZone) as Day),
    externalNumber: optionalText(values, 'order-no') ?? '',
    amountCharged: optionalMoney(values, 'amount'),
    settlement: optionalChoice(values, 'settlement', settlementKind.options) ?? 'account',
    verifyFirst: flag(values, 'verify-first'),
    includesHiddenRows: flag(values, 'include-hidden-rows'),
    statusMeanings: [],
    acceptedInvisible: [],
    wideNumbers: 'refuse',
    smallCosts: optionalChoice(values, 'small-costs', SMALL_COST_READINGS) ?? 'refuse',
    keepsWords: flag(values, 'keep-words'),
    acceptsRoundedNumbers: flag(values, 'accept-rounded-numbers'),
    acceptsBrokenTotals: flag(values, 'accept-broken-totals'),
    recordsRefused: flag(values, 'record-refused'),
    note: optionalText(values, 'note') ?? '',
    purchaseOrder: order && { id: order.id, revision: order.revision },
  };
  return { settings, isCostUnknown: cost === null };
}

/** Keys of a 代销 supplier are owed when they are sold; a new supplier is none. */
function usualKindOf(supplier: WantedSupplier): ImportSettings['receiptKind'] {
  return 'new' in supplier ? 'purchase' : supplier.usualReceiptKind;
}

/** Cost of a key: told, or in the sheet; null where neither says it. */
function costOf(values: Values, { columns }: KeySheetLook): ImportSettings['cost'] | null {
  const unitCost = optionalMoney(values, 'cost');
  if (unitCost !== null) return { by: 'unit', unitCost, perSku: [] };
  const discount = optionalText(values, 'discount');
  if (discount !== null) return { by: 'discount', rate: rateOf(discount) };
  const total = optionalMoney(values, 'total-cost');
  if (total !== null) return { by: 'total', total };
  return columns.includes('unitCost') || columns.includes('discount') ? { by: 'column' } : null;
}

/** Where nothing says what a key costs, the amount charged is spread over the keys. */
function spreadAmount(values: Values): ImportSettings['cost'] | null {
  const charged = optionalMoney(values, 'amount');
  return charged === null ? null : { by: 'total', total: charged };
}

/** The prices of the order that the keys answer. */
function orderCost(order: OrderDetails | null): ImportSettings['cost'] | null {
  const prices = [...unitPriceBySku(order?.lines ?? [])].map(([skuId, unitCost]) => ({ skuId, unitCost }));
  const [first] = prices;
  return first ? { by: 'unit', unitCost: first.unitCost, perSku: prices } : null;
}

/** `0.95`, the part of the face value that is paid, in 1/100 000 000. */
function rateOf(text: string): number {
  if (!/^\d(\.\d{1,8})?$/.test(text))
    throw new UsageError({
      'zh-CN': '--discount 是面值的比例,例如 0.95。',
      en: '--discount is a part of the face value such as 0.95.',
    });
  return Math.round(Number(text) * 100_000_000);
}

function expiryOf(values: Values, { columns }: KeySheetLook, shelfLifeDays: number | null): ImportSettings['expiry'] {
  const told = optionalText(values, 'expiry');
  if (told === 'never') return { by: 'never' };
  if (told === 'shelf-life') return { by: 'shelfLife' };
  if (told !== null) {
    const day = optionalDay(values, 'expiry');
    if (day !== null) return { by: 'day', day };
  }
  if (columns.includes('expiresOn')) return { by: 'column' };
  return shelfLifeDays ? { by: 'shelfLife' } : { by: 'never' };
}

function skuChoice(sku: WantedSku | null, looked: KeySheetLook): WantedSettings['sku'] {
  if (sku === null) return { by: 'column', assignments: knownAssignments(looked) };
  return 'id' in sku ? { by: 'one', skuId: sku.id } : sku;
}

/** Without --sku each row's product must be known from earlier imports. */
function knownAssignments({ sheet, columns }: KeySheetLook): { text: string; skuId: SkuDetails['id'] }[] {
  if (!columns.includes('skuText') && !columns.includes('faceValue')) {
    throw new UsageError({
      'zh-CN': '缺少 --sku:表中没有写明商品的列。',
      en: '--sku is missing: the sheet has no column that names the product.',
    });
  }
  const known = sheet.skuTexts.flatMap(({ text, skuId }) => (skuId === null ? [] : [{ text, skuId }]));
  if (known.length === 0) {
    const texts = sheet.skuTexts.map(({ text }) => text);
    throw new CommandRefusal('NO_SKU_ASSIGNED', 'None of the products in the sheet is known yet: give --sku.', {
      texts,
    });
  }
  return known;
}
