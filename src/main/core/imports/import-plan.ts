import type { KeyFieldDefinition } from '#shared/domain/card-keys/key-fields.ts';
import type { ImportId, SkuId, SupplierId } from '#shared/domain/ids.ts';
import { type Money, money } from '#shared/domain/money/money.ts';
import { convertMoney, type ExchangeRate } from '#shared/domain/purchasing/exchange-rate.ts';
import type { AmountStyle } from '#shared/domain/spreadsheets/cell-amounts.ts';
import type { KeyColumns } from '#shared/domain/spreadsheets/key-row-verdict.ts';
import type { SmallCostReading } from '#shared/domain/spreadsheets/small-amounts.ts';
import type { Day } from '#shared/domain/time/business-time.ts';

/** One SKU of an import, with what judging, costing and dating its rows needs. */
export interface PlannedSku {
  readonly skuId: SkuId;
  readonly code: string;
  readonly keyFields: readonly KeyFieldDefinition[];
  readonly columns: KeyColumns;
  readonly faceValue: Money | null;
  /** The face value and the supplier's costs are in one currency. */
  readonly isFaceInCostCurrency: boolean;
  /** A code such as USD, or another unit (`Q币`). */
  readonly faceCurrency: string;
  readonly shelfLifeDays: number | null;
  /** What a buyer gets: a validity of as many days may be that. */
  readonly membershipDays: number | null;
  readonly usesPerKey: number;
  readonly allowsShortPin: boolean;
  readonly isVerifiedFirst: boolean;
  /** For cost by unit. */
  readonly unitCost: Money | null;
}

export type PlannedCost =
  | { readonly by: 'column' | 'unit' | 'total' }
  | { readonly by: 'discount'; readonly rate: number };
export type PlannedExpiry =
  | { readonly by: 'column' | 'shelfLife' | 'never' }
  | { readonly by: 'day'; readonly day: Day };

/** An import's settings, checked and completed: plain data that a job thread is handed. */
export interface ImportPlan {
  /** 0 in a dry run. */
  readonly importId: ImportId | 0;
  readonly isDryRun: boolean;
  /** A dry run that answers its refused rows, sealed, for a sheet. */
  readonly keepsRefused: boolean;
  readonly sheet: string;
  readonly supplierId: SupplierId;
  readonly skus: readonly PlannedSku[];
  /** Which SKU a row's product, face value and region mean; null where one SKU is for all. */
  readonly skuByText: readonly (readonly [text: string, skuIndex: number])[] | null;
  readonly skuTextColumns: readonly number[];
  readonly headerRowNumber: number | null;
  readonly header: readonly string[];
  /** Cells beyond these columns mean that a separator stood inside a key; null where cells are cells (workbooks). */
  readonly columnCount: number | null;
  /** The columns that hold a part of a key, whether or not a SKU has a field for it. */
  readonly keyColumns: readonly number[];
  /** The columns that say something of a row without being part of its key. */
  readonly valueColumns: KeyColumns;
  readonly cost: PlannedCost;
  /** What the sheet's costs are in, as the supplier's account is. */
  readonly accountCurrency: string;
  /** Costs are in the supplier's currency: stock is valued at this rate. Null where that is the shop's own. */
  readonly exchange: ExchangeRate | null;
  readonly expiry: PlannedExpiry;
  readonly batchLabel: string;
  /** The supplier's order number; empty where none was said. */
  readonly externalNumber: string;
  readonly documentOn: Day;
  /** Of the shop: for days that are written with an offset. */
  readonly timeZone: string;
  readonly today: Day;
  /** Only known again, never sold: history. */
  readonly isHistory: boolean;
  readonly includesHiddenRows: boolean;
  readonly statusMeanings: readonly (readonly [text: string, isSellable: boolean])[];
  readonly acceptedInvisible: readonly number[];
  readonly wideNumbers: 'refuse' | 'fold';
  readonly keepsWords: boolean;
  /** How costs are read that may be parts of the face value. */
  readonly smallCosts: SmallCostReading;
  /** Columns of keys whose long numbers lost their end in a spreadsheet; none where the person takes them as they are. */
  readonly roundedColumns: readonly number[];
  /** `A2:A5`: what is said of a key may be merged over several of them. */
  readonly mergedRanges: readonly string[];
  /** Columns of keys, where the rest of the sheet may show what its first rows did not. */
  readonly watchedColumns: readonly number[];
  readonly rawLineSeparator: string;
  readonly amountStyle: AmountStyle;
  readonly isOwnExport: boolean;
  /** The first of the key ids reserved for this import; a dry run seals nothing. */
  readonly firstKeyId: number;
  readonly expectedRows: number;
}

/** The state in which a row's key comes in. */
export function receiptStateOf(plan: ImportPlan, sku: PlannedSku): 'available' | 'quarantined' | 'delivered' {
  if (plan.isHistory) return 'delivered';
  return sku.isVerifiedFirst ? 'quarantined' : 'available';
}

/** What a cost in the supplier's currency is worth in stock. */
export function stockCostOf({ exchange }: Pick<ImportPlan, 'exchange'>, cost: number): Money {
  return exchange ? convertMoney(money(cost), exchange.rate) : money(cost);
}

export const NEVER_EXPIRES = '9999-12-31' as Day;

/** What the writing station of an import is started with. */
export interface PostKeysInput {
  readonly plan: ImportPlan;
  readonly receiptKind: string;
  readonly totalToAllocate: number | null;
  readonly now: number;
  readonly month: string;
}
