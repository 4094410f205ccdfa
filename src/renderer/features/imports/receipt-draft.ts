import type { SheetFileSketch } from '#shared/contract/import-sketch.contract.ts';
import type { ImportSettings, ReceiptKind } from '#shared/contract/imports.contract.ts';
import type { SupplierName } from '#shared/contract/supplier-names.contract.ts';
import type { CardKeyId, FileId, PurchaseOrderId, SkuId, SupplierId } from '#shared/domain/ids.ts';
import { hasRefusedPaper, type RefusedPaper } from '#shared/domain/imports/posting-obstacle.ts';
import type { Money } from '#shared/domain/money/money.ts';
import { readDiscount } from '#shared/domain/spreadsheets/cell-rates.ts';
import type { KeySheetRole } from '#shared/domain/spreadsheets/column-vocabulary.ts';
import type { Day } from '#shared/domain/time/business-time.ts';

export type CostBy = ImportSettings['cost']['by'];
export type ExpiryBy = ImportSettings['expiry']['by'];
export type SkuBy = ImportSettings['sku']['by'];
export type SheetSketch = SheetFileSketch['sheets'][number];
export type ReadChoices = ImportSettings['read'];

/** What a person has said of a receipt so far; null is "not said", and the sheet then decides. */
export interface ReceiptDraft {
  readonly supplierId: SupplierId | null;
  /** The order that it answers, as it was seen; without a revision it is taken as it is when it is next looked at. */
  readonly purchaseOrder: { readonly id: PurchaseOrderId; readonly revision: number | null } | null;
  readonly skuBy: SkuBy | null;
  readonly skuId: SkuId | null;
  /** SKU by the sheet's text for a product; null takes a known one back. */
  readonly assignments: Readonly<Record<string, SkuId | null>>;
  readonly costBy: CostBy | null;
  readonly unitCost: Money | null;
  readonly perSku: Readonly<Record<number, Money | null>>;
  readonly discount: string;
  readonly total: Money | null;
  /** The bad keys that a replacement is for. */
  readonly claimedKeyIds: readonly CardKeyId[];
  readonly expiryBy: ExpiryBy | null;
  readonly expiryDay: Day | null;
  readonly batchLabel: string;
  readonly receiptKind: ReceiptKind;
  readonly documentOn: Day;
  readonly externalNumber: string;
  readonly amountCharged: Money | null;
  readonly settlement: ImportSettings['settlement'];
  readonly verifyFirst: boolean;
  readonly note: string;
  readonly includesHiddenRows: boolean;
  readonly statusMeanings: Readonly<Record<string, boolean>>;
  readonly acceptedInvisible: readonly number[];
  readonly wideNumbers: ImportSettings['wideNumbers'];
  readonly smallCosts: ImportSettings['smallCosts'];
  readonly keepsWords: boolean;
  readonly acceptsRoundedNumbers: boolean;
  readonly acceptsBrokenTotals: boolean;
  /** Of a receipt against an order, of which no row can be taken in. */
  readonly recordsRefused: boolean;
}

export function newReceiptDraft(documentOn: Day): ReceiptDraft {
  return {
    supplierId: null,
    purchaseOrder: null,
    skuBy: null,
    skuId: null,
    assignments: {},
    costBy: null,
    unitCost: null,
    perSku: {},
    discount: '',
    total: null,
    claimedKeyIds: [],
    expiryBy: null,
    expiryDay: null,
    batchLabel: '',
    receiptKind: 'purchase',
    documentOn,
    externalNumber: '',
    amountCharged: null,
    settlement: 'account',
    verifyFirst: false,
    note: '',
    includesHiddenRows: false,
    statusMeanings: {},
    acceptedInvisible: [],
    wideNumbers: 'refuse',
    smallCosts: 'refuse',
    keepsWords: false,
    acceptsRoundedNumbers: false,
    acceptsBrokenTotals: false,
    recordsRefused: false,
  };
}

/** The next file of the same delivery: who, what, for how much and when are as before; what its rows asked is not. */
export function draftLike(previous: ReceiptDraft): ReceiptDraft {
  return {
    ...previous,
    purchaseOrder: previous.purchaseOrder && { ...previous.purchaseOrder, revision: null },
    batchLabel: '',
    amountCharged: null,
    total: null,
    claimedKeyIds: [],
    includesHiddenRows: false,
    statusMeanings: {},
    acceptedInvisible: [],
    wideNumbers: 'refuse',
    smallCosts: 'refuse',
    keepsWords: false,
    acceptsRoundedNumbers: false,
    acceptsBrokenTotals: false,
    recordsRefused: false,
  };
}

/** Another supplier is chosen: what the receipt is follows their terms, unless the person said something else than either. */
export function withSupplier(
  draft: ReceiptDraft,
  supplier: Pick<SupplierName, 'id' | 'usualReceiptKind'> | null,
): Partial<ReceiptDraft> {
  const isSame = supplier !== null && supplier.id === draft.supplierId;
  const chosen = {
    supplierId: supplier?.id ?? null,
    claimedKeyIds: [],
    // Another supplier's order is none of theirs.
    purchaseOrder: isSame ? draft.purchaseOrder : null,
  };
  const isUsual = draft.receiptKind === 'purchase' || draft.receiptKind === 'consignment';
  return supplier && isUsual ? { ...chosen, receiptKind: supplier.usualReceiptKind } : chosen;
}

export const RECEIPT_KINDS = [
  'purchase',
  'opening',
  'gift',
  'rebate',
  'replacement',
  'consignment',
  'history',
] as const satisfies readonly ReceiptKind[];

/** Receipts of these kinds can answer an order. */
export function answersOrders(kind: ReceiptKind): boolean {
  return kind === 'purchase' || kind === 'consignment';
}

/** Receipts of these kinds are posted to the supplier's account. */
export function isOwed(kind: ReceiptKind): boolean {
  return kind === 'purchase' || kind === 'rebate';
}

const SKU_ROLES: readonly KeySheetRole[] = ['skuText', 'faceValue', 'region'];
const KEY_ROLES: readonly KeySheetRole[] = ['cardNumber', 'secret', 'account', 'password', 'redeemLink', 'otherField'];

const COST_WAYS: readonly CostBy[] = ['column', 'unit', 'discount', 'total'];

/** The ways of costing a receipt; only a replacement takes over what bad keys cost. */
export function costWaysOf(kind: ReceiptKind): readonly CostBy[] {
  return kind === 'replacement' ? ['claimed', ...COST_WAYS] : COST_WAYS;
}

/** How costs come in unless somebody says: from the sheet where it has a column for them. */
export function costByOf(draft: ReceiptDraft, columns: readonly KeySheetRole[]): CostBy {
  if (draft.costBy !== null && costWaysOf(draft.receiptKind).includes(draft.costBy)) return draft.costBy;
  if (draft.receiptKind === 'replacement') return 'claimed';
  return columns.includes('unitCost') || columns.includes('discount') ? 'column' : 'unit';
}

export function expiryByOf(draft: ReceiptDraft, columns: readonly KeySheetRole[]): ExpiryBy {
  if (draft.expiryBy !== null) return draft.expiryBy;
  return columns.includes('expiresOn') ? 'column' : 'shelfLife';
}

/** One SKU for all unless the sheet names several products. */
export function skuByOf(draft: ReceiptDraft, sheet: SheetSketch): SkuBy {
  return draft.skuBy ?? (sheet.skuTexts.length > 1 ? 'column' : 'one');
}

export function hasSkuColumn(columns: readonly KeySheetRole[]): boolean {
  return columns.some((role) => SKU_ROLES.includes(role));
}

/** The rate of a typed discount in 1/100 000 000: `95`, `95折`, `9.5折`, `95%` and `0.95` are the same; null for anything else. */
export function discountRate(typed: string): number | null {
  const text = typed.trim();
  if (text === '') return null;
  const isBare = /^\d+(?:\.\d+)?$/.test(text) && Number(text) > 1;
  const reading = readDiscount({ kind: 'text', text: isBare ? `${text}折` : text });
  return reading.outcome === 'value' ? reading.value : null;
}

export type MissingPart =
  | 'supplier'
  | 'sku'
  | 'assignments'
  | 'unitCost'
  | 'discount'
  | 'total'
  | 'claimed'
  | 'expiryDay'
  | 'keyColumn';

/** A sheet and what was chosen of it. */
export interface ChosenSheet {
  readonly fileId: FileId;
  readonly read: ReadChoices;
  readonly sheet: SheetSketch;
  readonly columns: readonly KeySheetRole[];
}

/** What stands between a draft and its check; empty when {@link settingsOf} can be sent. */
export function missingParts(draft: ReceiptDraft, { sheet, columns }: ChosenSheet): MissingPart[] {
  const missing: MissingPart[] = [];
  if (!columns.some((role) => KEY_ROLES.includes(role))) missing.push('keyColumn');
  if (draft.supplierId === null) missing.push('supplier');
  const skuBy = skuByOf(draft, sheet);
  if (skuBy === 'one' && draft.skuId === null) missing.push('sku');
  if (skuBy === 'column' && assignmentsOf(draft, sheet).length === 0) missing.push('assignments');
  const costBy = costByOf(draft, columns);
  if (draft.receiptKind !== 'history') {
    if (costBy === 'unit' && draft.unitCost === null) missing.push('unitCost');
    if (costBy === 'discount' && discountRate(draft.discount) === null) missing.push('discount');
    if (costBy === 'claimed' && draft.claimedKeyIds.length === 0) missing.push('claimed');
    if (costBy === 'total' && draft.total === null) missing.push('total');
  }
  if (expiryByOf(draft, columns) === 'day' && draft.expiryDay === null) missing.push('expiryDay');
  return missing;
}

/** Products of the sheet with the SKU each is: what the person said, else what the supplier is known to mean. */
export function assignmentsOf(draft: ReceiptDraft, sheet: SheetSketch): { text: string; skuId: SkuId }[] {
  const known = sheet.skuTexts.flatMap(({ text, skuId }) =>
    skuId === null || text in draft.assignments ? [] : [{ text, skuId }],
  );
  const said = Object.entries(draft.assignments).flatMap(([text, skuId]) => (skuId === null ? [] : [{ text, skuId }]));
  return [...said, ...known];
}

/** The settings that dry run and posting take; null while something is missing. */
export function settingsOf(draft: ReceiptDraft, chosen: ChosenSheet): ImportSettings | null {
  const { supplierId } = draft;
  if (supplierId === null || missingParts(draft, chosen).length > 0) return null;
  const { fileId, read, sheet, columns } = chosen;
  return {
    fileId,
    read: { ...read, sheet: sheet.name === '' ? undefined : sheet.name },
    headerRowNumber: sheet.headerRowNumber,
    headerSignature: sheet.headerSignature,
    columns: [...columns],
    supplierId,
    sku: skuSetting(draft, sheet),
    cost: costSetting(draft, columns),
    expiry: expirySetting(draft, columns),
    batchLabel: draft.batchLabel.trim(),
    receiptKind: draft.receiptKind,
    documentOn: draft.documentOn,
    externalNumber: draft.externalNumber.trim(),
    ...chargeOf(draft),
    verifyFirst: draft.verifyFirst,
    includesHiddenRows: draft.includesHiddenRows,
    statusMeanings: Object.entries(draft.statusMeanings).map(([text, isSellable]) => ({ text, isSellable })),
    acceptedInvisible: [...draft.acceptedInvisible],
    wideNumbers: draft.wideNumbers,
    smallCosts: draft.smallCosts,
    keepsWords: draft.keepsWords,
    acceptsRoundedNumbers: draft.acceptsRoundedNumbers,
    acceptsBrokenTotals: draft.acceptsBrokenTotals,
    recordsRefused: draft.recordsRefused && hasRefusedPaper(refusedPaper(draft)),
    note: draft.note.trim(),
    purchaseOrder: answeredOrder(draft),
  };
}

function chargeOf(draft: ReceiptDraft): Pick<ImportSettings, 'amountCharged' | 'settlement'> {
  if (!isOwed(draft.receiptKind)) return { amountCharged: null, settlement: 'none' };
  return { amountCharged: draft.amountCharged, settlement: draft.settlement };
}

/** What refused rows of the draft can be recorded against. */
export function refusedPaper(draft: ReceiptDraft): RefusedPaper {
  return { ...chargeOf(draft), receiptKind: draft.receiptKind, purchaseOrder: answeredOrder(draft) };
}

function skuSetting(draft: ReceiptDraft, sheet: SheetSketch): ImportSettings['sku'] {
  if (skuByOf(draft, sheet) === 'one' && draft.skuId !== null) return { by: 'one', skuId: draft.skuId };
  return { by: 'column', assignments: assignmentsOf(draft, sheet) };
}

const FREE = 0 as Money;

function costSetting(draft: ReceiptDraft, columns: readonly KeySheetRole[]): ImportSettings['cost'] {
  if (draft.receiptKind === 'history') return { by: 'unit', unitCost: FREE, perSku: [] };
  switch (costByOf(draft, columns)) {
    case 'column':
      return { by: 'column' };
    case 'discount':
      return { by: 'discount', rate: discountRate(draft.discount) ?? 0 };
    case 'claimed':
      return { by: 'claimed', keyIds: [...draft.claimedKeyIds] };
    case 'total':
      return { by: 'total', total: draft.total ?? FREE };
    case 'unit':
      return {
        by: 'unit',
        unitCost: draft.unitCost ?? FREE,
        perSku: Object.entries(draft.perSku).flatMap(([skuId, unitCost]) =>
          unitCost === null ? [] : [{ skuId: Number(skuId) as SkuId, unitCost }],
        ),
      };
  }
}

function expirySetting(draft: ReceiptDraft, columns: readonly KeySheetRole[]): ImportSettings['expiry'] {
  const by = expiryByOf(draft, columns);
  if (by === 'day') return draft.expiryDay === null ? { by: 'never' } : { by, day: draft.expiryDay };
  return { by };
}

/** The order that the receipt answers, as it was seen; null where receipts of this kind answer none. */
export function answeredOrder({ purchaseOrder, receiptKind }: ReceiptDraft): ImportSettings['purchaseOrder'] {
  if (purchaseOrder === null || purchaseOrder.revision === null || !answersOrders(receiptKind)) return null;
  return { id: purchaseOrder.id, revision: purchaseOrder.revision };
}
