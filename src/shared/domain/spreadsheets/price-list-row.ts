import type { Money } from '../money/money.ts';
import type { PriceTier } from '../purchasing/price-tiers.ts';
import type { Day } from '../time/business-time.ts';
import { type AmountStyle, readAmount } from './cell-amounts.ts';
import { readDay } from './cell-days.ts';
import { durationInDays, readDiscount, readDuration, readQuantity } from './cell-rates.ts';
import type { CellProblem, CellReading } from './cell-reading.ts';
import { columnNameText, isEmptyMark, plainValueText } from './cell-text.ts';
import { currencyOf } from './currency-names.ts';
import type { PriceColumns } from './price-list-columns.ts';
import { EMPTY_CELL, type SheetCell, type SheetRow } from './sheet-row.ts';
import { MOST_DISCOUNT } from './small-amounts.ts';
import { currencyOfColumnName, namesOtherCurrency } from './stated-currency.ts';
import { tierOfColumnName } from './tier-column-name.ts';
import { firstFilledCell, isCommentText, isRuleLine, isSummaryText } from './trailers.ts';

export type PriceRowRefusal =
  | CellProblem
  | 'HIDDEN_ROW'
  | 'PRODUCT_MISSING'
  | 'PRICE_MISSING'
  | 'PRICE_NEGATIVE'
  | 'PRICE_ZERO'
  | 'PRICE_TWICE'
  | 'PRICE_LIKE_DISCOUNT'
  | 'QUANTITY_NOT_POSITIVE'
  | 'CURRENCY_UNKNOWN'
  | 'CURRENCIES_DIFFER';

/** One row of a price list: which product, at which prices, on which terms. What a row does not say is undefined. */
export interface PriceRow {
  readonly verdict: 'accepted';
  readonly rowNumber: number;
  /** Their name for it with the face value, as one text: what their names are remembered by. */
  readonly text: string;
  readonly supplierCode?: string;
  readonly supplierProduct?: string;
  readonly ourCode?: string;
  /** In the currency of the product, where the row names none. */
  readonly faceValue?: { readonly amount: Money; readonly currency?: string };
  readonly tiers: readonly PriceTier[];
  /** Where prices below a hundred stand that name no currency: beside a face value they may be parts of it. */
  readonly smallPrices: readonly { readonly fromQuantity: number; readonly columnIndex: number }[];
  readonly currency?: string;
  readonly minimumQuantity?: number;
  readonly quantityMultiple?: number;
  readonly stock?: number;
  readonly promiseHours?: number;
  readonly validTo?: Day;
  readonly remark?: string;
}

export type PriceRowVerdict =
  | PriceRow
  | { readonly verdict: 'skipped'; readonly reason: 'blank' | 'summary' | 'repeated-header' | 'comment' }
  | {
      readonly verdict: 'refused';
      readonly rowNumber: number;
      readonly reason: PriceRowRefusal;
      readonly columnIndex: number | null;
      readonly text: string;
    };

/** Makes the judge of one price list's rows. */
export function createPriceRowJudge(options: {
  readonly columns: PriceColumns;
  readonly header: readonly string[];
  readonly includesHiddenRows?: boolean;
  readonly amountStyle?: AmountStyle;
  /** Of the supplier's account: what `$`, `¥` and 元 mean where they can mean it. */
  readonly accountCurrency?: string;
}): (row: SheetRow) => PriceRowVerdict {
  const { header, includesHiddenRows = false } = options;
  return (row) => {
    const skipped = skippedReason(row, header);
    if (skipped) return { verdict: 'skipped', reason: skipped };
    const reader = readerOf(row, options);
    if (row.isHidden && !includesHiddenRows) return reader.refuse('HIDDEN_ROW', null);
    return readPriceRow(row, options.columns, reader);
  };
}

type Reader = ReturnType<typeof readerOf>;

function readPriceRow(row: SheetRow, { placed, tiers: tierColumns }: PriceColumns, reader: Reader): PriceRowVerdict {
  if (reader.identity === '') return reader.refuse('PRODUCT_MISSING', placed.skuText ?? placed.supplierCode ?? null);
  const fromQuantity = reader.count('fromQuantity');
  const minimumQuantity = reader.count('minimumQuantity');
  const quantityMultiple = reader.count('quantityMultiple');
  const stock = reader.stock();
  const promiseHours = reader.promise();
  const validTo = reader.day();
  const currency = reader.currency();
  for (const part of [fromQuantity, minimumQuantity, quantityMultiple, stock, promiseHours, validTo, currency]) {
    if (isRefusal(part)) return reader.refuse(part.reason, part.columnIndex);
  }
  const tiers = reader.tiers(tierColumns, readValue(fromQuantity) ?? readValue(minimumQuantity) ?? 1);
  if (isRefusal(tiers)) return reader.refuse(tiers.reason, tiers.columnIndex);
  return {
    verdict: 'accepted',
    rowNumber: row.rowNumber,
    text: reader.identity,
    supplierCode: reader.text('supplierCode') || undefined,
    supplierProduct: reader.product || undefined,
    ourCode: reader.text('ourCode') || undefined,
    faceValue: reader.faceValue(),
    tiers: tiers.found,
    smallPrices: tiers.small,
    currency: readValue(currency) ?? tiers.currency,
    minimumQuantity: readValue(minimumQuantity),
    quantityMultiple: readValue(quantityMultiple),
    stock: readValue(stock),
    promiseHours: readValue(promiseHours),
    validTo: readValue(validTo),
    remark: reader.text('remark') || undefined,
  };
}

interface RowRefusal {
  readonly reason: PriceRowRefusal;
  readonly columnIndex: number | null;
}
type Read<Value> = Value | undefined | RowRefusal;

function isRefusal(part: unknown): part is RowRefusal {
  return typeof part === 'object' && part !== null && 'reason' in part;
}

function readValue<Value>(part: Read<Value>): Value | undefined {
  return isRefusal(part) ? undefined : part;
}

/** Days without a number (`现货`, `秒发`, `in stock`): at once. */
const AT_ONCE = /^(?:秒发|秒出|立即|即时|现货|自动发货|实时|instant|immediate(?:ly)?|at once)$/i;
const SAME_DAY = /^(?:当天|当日|24h内?|same day)$/i;
/** A price that holds until another is said. */
const WITHOUT_END = /^(?:长期|长期有效|永久|永久有效|不限|无限期|以通知为准|另行通知|until further notice)$/i;
/** A stock that says only that there is some, or none. */
const SOME_STOCK = /^(?:充足|有货|现货|有|大量|ok|yes|in stock|available)$/i;
const NO_STOCK = /^(?:缺货|无货|没货|无|断货|售罄|no|none|out of stock|sold out)$/i;

function readerOf(
  row: SheetRow,
  { columns: { placed }, header, amountStyle, accountCurrency = '' }: Parameters<typeof createPriceRowJudge>[0],
) {
  const cellAt = (index: number | undefined): SheetCell =>
    index === undefined ? EMPTY_CELL : (row.cells[index] ?? EMPTY_CELL);
  const priceAt = (index: number | undefined): SheetCell => withoutPiece(cellAt(index));
  const text = (role: keyof typeof placed): string => {
    const plain = plainValueText(cellAt(placed[role]).text);
    return isEmptyMark(plain) ? '' : plain;
  };
  const product = text('skuText');
  // A face value alone is no name: products of every brand have it.
  const identity =
    product === ''
      ? text('supplierCode') || text('ourCode')
      : [product, text('faceValue')].filter((part) => part !== '').join(' / ');
  const taken = <Value>(role: keyof typeof placed, reading: CellReading<Value>): Read<Value> =>
    reading.outcome === 'problem'
      ? { reason: reading.problem, columnIndex: placed[role] ?? null }
      : reading.outcome === 'value'
        ? reading.value
        : undefined;

  function tierAt(fromQuantity: number, index: number | undefined): PriceTier | RowRefusal | null {
    const cell = priceAt(index);
    const columnIndex = index ?? null;
    if (isOfDiscounts(header[index ?? -1] ?? '')) return discountAt(fromQuantity, cell, columnIndex);
    const amount = readAmount(cell, amountStyle);
    if (amount.outcome === 'value') {
      if (amount.value.amount < 0) return { reason: 'PRICE_NEGATIVE', columnIndex };
      if (amount.value.amount === 0) return { reason: 'PRICE_ZERO', columnIndex };
      return { fromQuantity, unitPrice: amount.value.amount, discount: null };
    }
    if (amount.outcome === 'empty') return null;
    // `95折` in a price column is a discount all the same.
    const discount = /[折%]/.test(cell.text) ? readDiscount(cell, amountStyle) : null;
    if (discount?.outcome === 'value') return { fromQuantity, unitPrice: null, discount: discount.value };
    return { reason: amount.problem, columnIndex };
  }

  /** `折扣(100张起)`: what stands under it is a part of the face value. */
  function discountAt(
    fromQuantity: number,
    cell: SheetCell,
    columnIndex: number | null,
  ): PriceTier | RowRefusal | null {
    const reading = readDiscount(cell, amountStyle);
    if (reading.outcome === 'problem') return { reason: reading.problem, columnIndex };
    return reading.outcome === 'value' ? { fromQuantity, unitPrice: null, discount: reading.value } : null;
  }

  function currencyColumn(): Read<string> {
    const plain = text('currency');
    if (plain === '') return undefined;
    const named = currencyOf(plain);
    if (named === null) return { reason: 'CURRENCY_UNKNOWN', columnIndex: placed.currency ?? null };
    return namesOtherCurrency(plain, accountCurrency) ? named : accountCurrency;
  }

  function namesCurrency(index: number): boolean {
    const amount = readAmount(priceAt(index), amountStyle);
    return amount.outcome === 'value' && amount.value.currency !== undefined;
  }

  /** What a price is in by its own words, else by the name of its column; signs that can mean `usual` do. */
  function currencyAt(index: number, usual: string): string | undefined {
    const cell = priceAt(index);
    const amount = readAmount(cell, amountStyle);
    const named = amount.outcome === 'value' ? amount.value.currency : undefined;
    if (named === undefined) return currencyOfColumnName(header[index] ?? '', usual) ?? undefined;
    return namesOtherCurrency(cell.text, usual) ? named : usual;
  }

  return {
    identity,
    product,
    text,
    refuse: (reason: PriceRowRefusal, columnIndex: number | null): PriceRowVerdict => ({
      verdict: 'refused',
      rowNumber: row.rowNumber,
      reason,
      columnIndex,
      text: identity,
    }),
    count(role: 'fromQuantity' | 'minimumQuantity' | 'quantityMultiple'): Read<number> {
      const cell = cellAt(placed[role]);
      const named = tierOfColumnName(cell.text);
      const value = named ?? taken(role, readQuantity(cell, amountStyle));
      if (typeof value === 'number' && value < 1)
        return { reason: 'QUANTITY_NOT_POSITIVE', columnIndex: placed[role] ?? null };
      return value;
    },
    stock(): Read<number> {
      const plain = text('stock');
      if (SOME_STOCK.test(plain)) return undefined;
      if (NO_STOCK.test(plain)) return 0;
      const value = tierOfColumnName(plain) ?? taken('stock', readQuantity(cellAt(placed.stock), amountStyle));
      if (typeof value === 'number' && value < 0)
        return { reason: 'NOT_A_QUANTITY', columnIndex: placed.stock ?? null };
      return value;
    },
    promise(): Read<number> {
      const plain = text('promise');
      if (AT_ONCE.test(plain)) return 0;
      if (SAME_DAY.test(plain)) return 24;
      const said = latestOf(plain);
      const minutes = /^(\d{1,4})(?:分钟|分|min(?:ute)?s?)$/i.exec(said);
      if (minutes) return Math.ceil(Number(minutes[1]) / 60);
      const cell = cellAt(placed.promise);
      const reading = readDuration(cell.kind === 'text' ? { kind: 'text', text: said } : cell);
      if (reading.outcome !== 'value') return taken('promise', reading) as Read<number>;
      return reading.value.unit === 'hour' ? reading.value.count : durationInDays(reading.value) * 24;
    },
    /** What it is told by; one that cannot be read says nothing, and the name must. */
    faceValue(): PriceRow['faceValue'] {
      const reading = readAmount(cellAt(placed.faceValue), amountStyle);
      if (reading.outcome !== 'value') return undefined;
      const { amount, currency } = reading.value;
      return { amount, ...(currency ? { currency } : {}) };
    },
    day(): Read<Day> {
      if (WITHOUT_END.test(text('validTo'))) return undefined;
      const reading = readDay(cellAt(placed.validTo));
      return taken('validTo', reading.outcome === 'value' ? { outcome: 'value', value: reading.value.day } : reading);
    },
    currency: currencyColumn,
    tiers(
      columns: PriceColumns['tiers'],
      fromQuantity: number,
    ):
      | RowRefusal
      | { readonly found: PriceTier[]; readonly small: PriceRow['smallPrices']; readonly currency?: string } {
      const found: PriceTier[] = [];
      const small: PriceRow['smallPrices'][number][] = [];
      const column = readValue(currencyColumn());
      const currencies = new Set<string>(column === undefined ? [] : [column]);
      const places = [{ fromQuantity, columnIndex: placed.unitPrice }, ...columns];
      for (const place of places) {
        const { columnIndex } = place;
        if (columnIndex === undefined) continue;
        const tier = tierAt(place.fromQuantity, columnIndex);
        if (isRefusal(tier)) return tier;
        if (tier === null) continue;
        const { fromQuantity, unitPrice } = tier;
        // A list with both 单价 and 1-99张 states the first tier twice: the named column is meant.
        removeTwin(found, fromQuantity);
        removeTwin(small, fromQuantity);
        found.push(tier);
        const currency = currencyAt(columnIndex, column ?? accountCurrency);
        if (currency) currencies.add(currency);
        if (!namesCurrency(columnIndex) && unitPrice !== null && unitPrice < MOST_DISCOUNT) {
          small.push({ fromQuantity, columnIndex });
        }
      }
      if (found.length === 0) {
        const discount = readDiscount(cellAt(placed.discount), amountStyle);
        if (discount.outcome === 'problem') return { reason: discount.problem, columnIndex: placed.discount ?? null };
        if (discount.outcome === 'value') found.push({ fromQuantity, unitPrice: null, discount: discount.value });
      }
      if (found.length === 0)
        return { reason: 'PRICE_MISSING', columnIndex: placed.unitPrice ?? columns[0]?.columnIndex ?? null };
      if (currencies.size > 1) return { reason: 'CURRENCIES_DIFFER', columnIndex: placed.unitPrice ?? null };
      found.sort((left, right) => left.fromQuantity - right.fromQuantity);
      return { found, small, currency: [...currencies][0] };
    },
  };
}

/** `1-3个工作日`, `24小时内`, `下单后2小时`: the longest it may take. */
function latestOf(promise: string): string {
  return promise
    .replace(/^(?:下单后|付款后|约|大约|within|up to)\s*/i, '')
    .replace(/^\d{1,4}\s*(?:-|~|至|到)\s*(?=\d)/, '')
    .replace(/(?:以内|之内|内|左右)$/, '')
    .replace(/个?工作日$|\s*(?:business|working) days?$/i, '天');
}

/** `47.5/张`, `9.8元每张`: the price of one. */
function withoutPiece(cell: SheetCell): SheetCell {
  return cell.kind === 'text' ? { ...cell, text: cell.text.trimEnd().replace(/[/每一][张个份枚]$/u, '') } : cell;
}

/** `折扣(100张起)`, and not `折后价`. */
function isOfDiscounts(columnName: string): boolean {
  return /折|discount/i.test(columnName) && !/价|price/i.test(columnName);
}

function removeTwin(places: { readonly fromQuantity: number }[], fromQuantity: number): void {
  const twin = places.findIndex((other) => other.fromQuantity === fromQuantity);
  if (twin >= 0) places.splice(twin, 1);
}

function skippedReason(row: SheetRow, header: readonly string[]) {
  const first = firstFilledCell(row);
  if (!first) return 'blank' as const;
  if (isRuleLine(first.text)) return 'comment' as const;
  if (isSummaryText(first.text)) return 'summary' as const;
  if (first.filledCount > 1 && row.cells.every((cell, index) => isHeaderCell(cell, header[index]))) {
    return 'repeated-header' as const;
  }
  return isCommentText(first.text) || (first.filledCount === 1 && header.length > 2) ? ('comment' as const) : null;
}

function isHeaderCell(cell: SheetCell, name: string | undefined): boolean {
  const text = columnNameText(cell.text);
  return text === '' || text === name;
}
