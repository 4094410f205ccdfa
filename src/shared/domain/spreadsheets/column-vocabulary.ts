import { CATALOGUE_SYNONYMS, KEY_SHEET_SYNONYMS, STATEMENT_SYNONYMS, STOCK_TAKE_SYNONYMS } from './column-synonyms.ts';
import { EXCHANGE_RATE_SYNONYMS, PRICE_LIST_SYNONYMS } from './price-column-synonyms.ts';
import { tierOfColumnName } from './tier-column-name.ts';

export const KEY_SHEET_ROLES = [
  'cardNumber',
  'secret',
  'account',
  'password',
  'redeemLink',
  'otherField',
  'faceValue',
  'unitCost',
  'discount',
  'currency',
  'expiresOn',
  'batchNumber',
  'status',
  'skuText',
  'region',
  'remark',
  'ignore',
] as const;
export type KeySheetRole = (typeof KEY_SHEET_ROLES)[number];

export const STATEMENT_ROLES = [
  'occurredOn',
  'externalNumber',
  'ourNumber',
  'product',
  'quantity',
  'unitPrice',
  'amount',
  'income',
  'expense',
  'direction',
  'type',
  'balance',
  'currency',
  'fee',
  'discount',
  'refund',
  'net',
  'status',
  'remark',
  'ignore',
] as const;
export type StatementRole = (typeof STATEMENT_ROLES)[number];

export const STOCK_TAKE_ROLES = [
  'cardNumber',
  'secret',
  'account',
  'status',
  'usedOn',
  'skuText',
  'remark',
  'ignore',
] as const;
export type StockTakeRole = (typeof STOCK_TAKE_ROLES)[number];

export const CATALOGUE_ROLES = [
  'skuCode',
  'brand',
  'product',
  'skuName',
  'faceValue',
  'faceValueUnit',
  'region',
  'platform',
  'deliveryKind',
  'membershipDays',
  'shelfLifeDays',
  'minimumDaysLeft',
  'uses',
  'salePrice',
  'minimumStock',
  'unitCost',
  'status',
  'remark',
  'ignore',
] as const;
export type CatalogueRole = (typeof CATALOGUE_ROLES)[number];

export const PRICE_LIST_ROLES = [
  'skuText',
  'supplierCode',
  'ourCode',
  'faceValue',
  'unitPrice',
  'discount',
  'tierPrice',
  'fromQuantity',
  'minimumQuantity',
  'quantityMultiple',
  'stock',
  'promise',
  'currency',
  'validTo',
  'remark',
  'ignore',
] as const;
export type PriceListRole = (typeof PRICE_LIST_ROLES)[number];

export const EXCHANGE_RATE_ROLES = ['currency', 'occurredOn', 'rate', 'units', 'ignore'] as const;
export type ExchangeRateRole = (typeof EXCHANGE_RATE_ROLES)[number];

export type SheetKind = 'card-keys' | 'statement' | 'stock-take' | 'catalogue' | 'price-list' | 'exchange-rates';

export interface SheetRoles {
  readonly 'card-keys': KeySheetRole;
  readonly statement: StatementRole;
  readonly 'stock-take': StockTakeRole;
  readonly catalogue: CatalogueRole;
  readonly 'price-list': PriceListRole;
  readonly 'exchange-rates': ExchangeRateRole;
}

/** A column's name without what differs between exports: width, brackets, units, spaces, case, trailing marks. */
export function normalizeColumnName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{Cf}\p{Cc}\p{Z}\u00ad_*:.`'"#№、，。]/gu, '')
    .replace(/[[【「<{]/g, '(')
    .replace(/[\]】」>}]/g, ')')
    .replace(/\(必填\)|\(选填\)|\(required\)|\(optional\)/g, '');
}

/** The same name without its bracketed unit: `金额(元)` and `金额` ask for one meaning. */
export function withoutUnit(normalizedName: string): string {
  return normalizedName.replace(/\([^()]*\)/g, '').replace(/[()]/g, '');
}

/** The same name without the number of a set: `卡号1` and `卡号2` are called as `卡号` is. */
export function withoutSetNumber(normalizedName: string): string {
  return normalizedName.replace(/(?<!\d)\d{1,2}$/, '');
}

export interface NamedRole<Role extends string> {
  readonly role: Role;
  /** `exact`: the name is a known one; `part`: it ends with one, as `本批卡号` does (what a name ends with is what it is). */
  readonly match: 'exact' | 'part';
}

type Synonyms = Readonly<Record<string, readonly string[]>>;

const SYNONYMS: Record<SheetKind, Synonyms> = {
  'card-keys': KEY_SHEET_SYNONYMS,
  statement: STATEMENT_SYNONYMS,
  'stock-take': STOCK_TAKE_SYNONYMS,
  catalogue: CATALOGUE_SYNONYMS,
  'price-list': PRICE_LIST_SYNONYMS,
  'exchange-rates': EXCHANGE_RATE_SYNONYMS,
};

interface Vocabulary {
  readonly exact: ReadonlyMap<string, string>;
  /** Longest first, so that `新激活码` is read by `激活码`. */
  readonly parts: readonly (readonly [string, string])[];
}

const vocabularies = new Map<SheetKind, Vocabulary>();

/** What a column of this name holds in a sheet of this kind; null for a name that says nothing. */
export function roleOfColumnName<Kind extends SheetKind>(kind: Kind, name: string): NamedRole<SheetRoles[Kind]> | null {
  const vocabulary = vocabularyOf(kind);
  const normalized = normalizeColumnName(name);
  if (normalized === '' || normalized.length > 30) return null;
  const bare = withoutUnit(normalized);
  if (kind === 'price-list' && tierOfColumnName(name) !== null) {
    return { role: 'tierPrice' as SheetRoles[Kind], match: 'exact' };
  }
  const exact = vocabulary.exact.get(normalized) ?? vocabulary.exact.get(bare);
  if (exact) return { role: exact as SheetRoles[Kind], match: 'exact' };
  const unnumbered = withoutSetNumber(bare);
  const part = vocabulary.parts.find(([word]) => unnumbered.endsWith(word));
  return part ? { role: part[1] as SheetRoles[Kind], match: 'part' } : null;
}

/** True for a text that is nothing but a known column name of this kind of sheet. */
export function isColumnName(kind: SheetKind, text: string): boolean {
  if (text.length > 40) return false;
  const { exact } = vocabularyOf(kind);
  const normalized = normalizeColumnName(text);
  return exact.has(normalized) || exact.has(withoutUnit(normalized));
}

/** Every known Chinese and English column name, as written: what a rightly decoded sheet contains. */
export const headerWords: readonly string[] = [
  ...new Set(Object.values(SYNONYMS).flatMap((synonyms) => Object.values(synonyms).flat())),
];

function vocabularyOf(kind: SheetKind): Vocabulary {
  const known = vocabularies.get(kind);
  if (known) return known;
  const exact = new Map<string, string>();
  for (const [role, words] of Object.entries(SYNONYMS[kind])) {
    for (const word of words) exact.set(normalizeColumnName(word), role);
  }
  const parts = [...exact]
    .filter(([word]) => isDistinctive(word))
    .sort(([left], [right]) => right.length - left.length);
  const vocabulary = { exact, parts };
  vocabularies.set(kind, vocabulary);
  return vocabulary;
}

/** Short English words are parts of too many others (`id`, `sn`, `no`); two Chinese characters already carry meaning. */
function isDistinctive(word: string): boolean {
  return /^\p{ASCII}+$/u.test(word) ? word.length >= 6 : word.length >= 2;
}
