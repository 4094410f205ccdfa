import { createHash } from 'node:crypto';
import { findSku, findSkuByCode, requireProduct, type Sku } from '#core/catalog/catalog.lookup.ts';
import type { Readable } from '#core/db/connection.ts';
import { findOnlySkuOfProduct } from '#core/reconciliation/statement-skus.repo.ts';
import { skuOfProductText } from '#core/reconciliation/statement-skus.ts';
import { requireSupplier } from '#core/suppliers/suppliers.lookup.ts';
import type { PriceListCounts, PriceListRow } from '#shared/contract/price-lists.contract.ts';
import type { SkuId, SupplierId } from '#shared/domain/ids.ts';
import { nameKey } from '#shared/domain/name-key.ts';
import { comparePrices } from '#shared/domain/purchasing/price-change.ts';
import { checkTiers, type PriceTier, sortTiers } from '#shared/domain/purchasing/price-tiers.ts';
import type { PriceRow, PriceRowVerdict } from '#shared/domain/spreadsheets/price-list-row.ts';
import { type PricedFace, readSmallPrices, type SmallPriceReading } from '#shared/domain/spreadsheets/small-prices.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { tiersFromText } from './offer-prices.repo.ts';
import { type OfferValues, offersOfSupplier, type StoredOffer } from './offers.repo.ts';

/** A price list as it was read: its rows judged one by one, nothing known of our books yet. */
export interface ReadPriceList {
  readonly rows: readonly PriceRowVerdict[];
  readonly header: readonly string[];
  /** Where the rows say a face value. */
  readonly faceValueIndex: number | null;
}

/** What a row would do, with all that posting it needs. */
export interface PlannedPrice {
  readonly row: PriceListRow;
  readonly offer: StoredOffer | null;
  readonly values: OfferValues;
  readonly validTo: Day | null;
  /** The list names the supplier's stock; what it does not name was known when it was known. */
  readonly saysStock: boolean;
  /** The price itself changes: a new version is posted. */
  readonly hasNewPrice: boolean;
}

export interface PriceListPlan {
  readonly planned: readonly PlannedPrice[];
  readonly counts: PriceListCounts;
  /** Rows with prices that may be parts of the face value, however they are read. */
  readonly smallPriceCount: number;
  readonly digest: string;
}

export interface PlanInput {
  readonly supplierId: SupplierId;
  readonly effectiveOn: Day;
  readonly assignments: readonly { readonly text: string; readonly skuId: SkuId }[];
  readonly smallPrices: SmallPriceReading;
}

const NEW_OFFER: OfferValues = {
  supplierCode: '',
  supplierProduct: '',
  minimumQuantity: 1,
  quantityMultiple: 1,
  knownStock: null,
  promiseHours: null,
  notes: '',
};

/** Compares a list with the offers as they stand; done anew in the transaction that posts it. */
export function planPriceList(db: Readable, list: ReadPriceList, input: PlanInput): PriceListPlan {
  const supplier = requireSupplier(db, input.supplierId);
  const offers = offersOfSupplier(db, supplier.id, input.effectiveOn);
  const skuOf = skuFinder(db, input, offers);
  const offerBySku = new Map(offers.map((offer) => [offer.skuId, offer]));
  const faceOf = (row: PriceRow, sku: Sku | null): PricedFace => {
    if (!sku) return { faceValue: null, isSameCurrency: false };
    const currency = row.currency ?? offerBySku.get(sku.id)?.priceCurrency ?? supplier.currency;
    return { faceValue: sku.faceValue, isSameCurrency: currency === sku.faceCurrency };
  };
  const { groups: merged, smallPriceCount } = mergeRows(list, { skuOf, faceOf }, input.smallPrices);
  const planned = merged.map((group): PlannedPrice => {
    if ('refused' in group) return refusedPlan(group.refused);
    const { row, sku } = group;
    if (!sku) return unknownPlan(row, supplier.currency);
    return planOffer(db, { row, sku, offer: offerBySku.get(sku.id) ?? null, currency: supplier.currency });
  });
  const counts: PriceListCounts = { new: 0, up: 0, down: 0, terms: 0, same: 0, unknown: 0, refused: 0 };
  for (const { row } of planned) counts[row.verdict] += 1;
  return { planned, counts, smallPriceCount, digest: digestOf(planned) };
}

type Group = { readonly row: PriceRow; readonly sku: Sku | null } | { readonly refused: PriceListRow };

/** What a row is of, and beside which face value its prices stand. */
interface Lookup {
  readonly skuOf: (row: PriceRow) => Sku | null;
  readonly faceOf: (row: PriceRow, sku: Sku | null) => PricedFace;
}

/** Rows of one SKU, each with a tier of its own, become one; the same quantity at two prices is refused. */
function mergeRows(
  list: ReadPriceList,
  { skuOf, faceOf }: Lookup,
  smallPrices: SmallPriceReading,
): { groups: Group[]; smallPriceCount: number } {
  const { rows, header } = list;
  const groups: Group[] = [];
  let smallPriceCount = 0;
  const places = new Map<string, number>();
  const columnName = (index: number | null): string => (index === null ? '' : (header[index] ?? ''));
  for (const judged of rows) {
    if (judged.verdict === 'skipped') continue;
    if (judged.verdict === 'refused') {
      const { rowNumber, text, reason, columnIndex } = judged;
      groups.push({ refused: { ...BLANK_ROW, rowNumber, text, reason, column: columnName(columnIndex) } });
      continue;
    }
    const sku = skuOf(judged);
    if (sku && hasOtherFaceValue(judged, sku)) {
      const { rowNumber, text } = judged;
      const refused = { ...BLANK_ROW, rowNumber, text, skuCode: sku.code, reason: 'FACE_VALUE_DIFFERS' };
      groups.push({ refused: { ...refused, column: columnName(list.faceValueIndex) } });
      continue;
    }
    const read = readSmallPrices(judged, faceOf(judged, sku), smallPrices);
    if (read.isAsked || read.hasSmallPrices) smallPriceCount += 1;
    if (read.isAsked) {
      const { rowNumber, text, tiers } = judged;
      const place = { rowNumber, text, column: columnName(read.columnIndex) };
      groups.push({ refused: { ...BLANK_ROW, ...place, reason: 'PRICE_LIKE_DISCOUNT', after: [...tiers] } });
      continue;
    }
    const { row } = read;
    const key = sku ? String(sku.id) : `text ${nameKey(row.text)}`;
    const place = places.get(key);
    const earlier = place === undefined ? undefined : groups[place];
    if (place === undefined || !earlier || 'refused' in earlier) {
      places.set(key, groups.length);
      groups.push({ row, sku });
      continue;
    }
    const tiers = mergeTiers(earlier.row.tiers, row.tiers);
    if (tiers && (row.currency ?? earlier.row.currency) === (earlier.row.currency ?? row.currency)) {
      groups[place] = { sku, row: { ...row, ...definedParts(earlier.row), tiers } };
    } else {
      groups.push({ refused: { ...BLANK_ROW, rowNumber: row.rowNumber, text: row.text, reason: 'PRICE_TWICE' } });
    }
  }
  return { groups, smallPriceCount };
}

const BLANK_ROW: PriceListRow = {
  rowNumber: 0,
  verdict: 'refused',
  text: '',
  skuId: null,
  skuCode: '',
  skuName: '',
  productName: '',
  currency: '',
  before: null,
  after: [],
  change: null,
  terms: [],
  reason: null,
  column: '',
};

/** The parts that a row says: an earlier row's word stands over a later one's. */
function definedParts(row: PriceRow): Partial<PriceRow> {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined));
}

function mergeTiers(left: readonly PriceTier[], right: readonly PriceTier[]): PriceTier[] | null {
  const merged = [...left];
  for (const tier of right) {
    const twin = merged.find(({ fromQuantity }) => fromQuantity === tier.fromQuantity);
    if (!twin) merged.push(tier);
    else if (twin.unitPrice !== tier.unitPrice || twin.discount !== tier.discount) return null;
  }
  const sorted = sortTiers(merged);
  return checkTiers(sorted) === null ? sorted : null;
}

/** Which SKU a row means: what the person said, our own code, their code as we know it, their name as we know it. */
function skuFinder(db: Readable, input: PlanInput, offers: readonly StoredOffer[]): (row: PriceRow) => Sku | null {
  const said = new Map(input.assignments.map(({ text, skuId }) => [nameKey(text), skuId]));
  const byCode = new Map<string, SkuId>();
  const byProduct = new Map<string, SkuId>();
  for (const { supplierCode, supplierProduct, skuId } of offers) {
    if (supplierCode !== '') byCode.set(nameKey(supplierCode), skuId);
    if (supplierProduct !== '') byProduct.set(nameKey(supplierProduct), skuId);
  }
  return (row) => {
    const known =
      said.get(nameKey(row.text)) ??
      (row.ourCode ? findSkuByCode(db, row.ourCode)?.id : undefined) ??
      (row.supplierCode ? byCode.get(nameKey(row.supplierCode)) : undefined) ??
      skuOfProductText(db, input.supplierId, row.text)?.skuId ??
      byProduct.get(nameKey(row.text)) ??
      (row.supplierCode ? skuOfProductText(db, input.supplierId, row.supplierCode)?.skuId : undefined) ??
      skuOfFaceValue(db, input.supplierId, row);
    return known === undefined ? null : findSku(db, known);
  };
}

/** A card of 50 under the code of one of 100: their price is for another product. */
function hasOtherFaceValue({ faceValue }: PriceRow, sku: Sku): boolean {
  if (faceValue === undefined || sku.faceValue === null || faceValue.amount === sku.faceValue) return false;
  return faceValue.currency === undefined || faceValue.currency === sku.faceCurrency;
}

/** 品名 beside 面值: a SKU of the whole name that has this face value, or the only one of this product that has it. */
function skuOfFaceValue(db: Readable, supplierId: SupplierId, row: PriceRow): SkuId | undefined {
  const { supplierProduct: name, faceValue } = row;
  if (name === undefined || faceValue === undefined) return undefined;
  const named = skuOfProductText(db, supplierId, name) ?? findOnlySkuOfProduct(db, name, faceValue.amount);
  const sku = named && findSku(db, named.skuId);
  const isOfValue = sku?.faceValue === faceValue.amount;
  return sku && isOfValue && (faceValue.currency ?? sku.faceCurrency) === sku.faceCurrency ? sku.id : undefined;
}

function refusedPlan(row: PriceListRow): PlannedPrice {
  return { row, offer: null, values: NEW_OFFER, validTo: null, saysStock: false, hasNewPrice: false };
}

function unknownPlan(row: PriceRow, currency: string): PlannedPrice {
  return {
    ...refusedPlan({
      ...BLANK_ROW,
      rowNumber: row.rowNumber,
      verdict: 'unknown',
      text: row.text,
      currency: row.currency ?? currency,
      after: [...row.tiers],
      reason: 'SKU_UNKNOWN',
    }),
  };
}

function planOffer(
  db: Readable,
  { row, sku, offer, currency: usual }: { row: PriceRow; sku: Sku; offer: StoredOffer | null; currency: string },
): PlannedPrice {
  const beforeTiers = tiersFromText(offer?.tiers ?? null);
  const before =
    offer?.priceCurrency && beforeTiers.length > 0
      ? { currency: offer.priceCurrency, tiers: beforeTiers, validTo: offer.validTo }
      : null;
  const currency = row.currency ?? before?.currency ?? usual;
  const validTo = row.validTo ?? null;
  const values = mergedValues(offer, row);
  const terms = offer ? changedTerms(offer, values) : [];
  const { verdict, change } = comparePrices(before, { currency, tiers: row.tiers, validTo });
  const isRenewed = verdict === 'same' && before?.validTo !== validTo;
  if (isRenewed) terms.push('validTo');
  return {
    offer,
    values,
    validTo,
    saysStock: row.stock !== undefined,
    hasNewPrice: verdict !== 'same' || isRenewed,
    row: {
      rowNumber: row.rowNumber,
      verdict: verdict === 'same' && terms.length > 0 ? 'terms' : verdict,
      text: row.text,
      skuId: sku.id,
      skuCode: sku.code,
      skuName: sku.name,
      productName: requireProduct(db, sku.productId).name,
      currency,
      before: before && { currency: before.currency, tiers: before.tiers },
      after: [...row.tiers],
      change,
      terms,
      reason: null,
      column: '',
    },
  };
}

/** What the row says of the offer; what it does not say stays. */
function mergedValues(offer: StoredOffer | null, row: PriceRow): OfferValues {
  const before: OfferValues = offer ?? NEW_OFFER;
  return {
    supplierCode: row.supplierCode?.slice(0, 80) ?? before.supplierCode,
    supplierProduct: row.supplierProduct?.slice(0, 200) ?? before.supplierProduct,
    minimumQuantity: row.minimumQuantity ?? before.minimumQuantity,
    quantityMultiple: row.quantityMultiple ?? before.quantityMultiple,
    knownStock: row.stock ?? before.knownStock,
    promiseHours: row.promiseHours ?? before.promiseHours,
    notes: before.notes,
  };
}

const TERMS = [
  'supplierCode',
  'supplierProduct',
  'minimumQuantity',
  'quantityMultiple',
  'knownStock',
  'promiseHours',
] as const;

function changedTerms(offer: StoredOffer, values: OfferValues): PriceListRow['terms'] {
  return TERMS.filter((name) => offer[name] !== values[name]);
}

/** Stands for what would be posted: rows that change nothing do not count. */
function digestOf(planned: readonly PlannedPrice[]): string {
  const hash = createHash('sha256');
  for (const { row, values, validTo, hasNewPrice } of planned) {
    if (row.verdict === 'refused' || row.verdict === 'unknown' || row.verdict === 'same') continue;
    hash.update(JSON.stringify([row.skuId, row.currency, row.before, row.after, validTo, hasNewPrice, values]));
  }
  return hash.digest('hex');
}
