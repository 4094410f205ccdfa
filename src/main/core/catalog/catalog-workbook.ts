import type { XlsxCell, XlsxColumn, XlsxRow, XlsxSheet } from '#core/spreadsheets/xlsx-writer.ts';
import { keyFieldPreset } from '#shared/domain/card-keys/key-field-presets.ts';
import { CATALOG_COLUMNS, CATALOG_HEADERS, type CatalogColumn } from '#shared/domain/catalog/catalog-columns.ts';
import { formatKeyFields } from '#shared/domain/catalog/key-field-notation.ts';
import type { DeliveryKind } from '#shared/domain/catalog/sku-key-fields.ts';
import { formatMoneyPlain, type Money, money } from '#shared/domain/money/money.ts';
import type { Sku } from './skus.repo.ts';

export type CatalogLanguage = 'zh-CN' | 'en';

const WORDS = {
  'zh-CN': {
    sheet: '商品',
    file: '商品',
    sample: '商品表格示例',
    yes: '是',
    no: '否',
    inUse: '在用',
    archived: '已归档',
    delivery: { 'card-key': '卡密', 'top-up': '直充', 'redeem-link': '兑换链接' },
  },
  en: {
    sheet: 'Catalogue',
    file: 'Catalogue',
    sample: 'Catalogue sample',
    yes: 'Yes',
    no: 'No',
    inUse: 'In use',
    archived: 'Archived',
    delivery: { 'card-key': 'Card key', 'top-up': 'Top-up', 'redeem-link': 'Redeem link' },
  },
} as const satisfies Record<CatalogLanguage, { delivery: Record<DeliveryKind, string> } & Record<string, unknown>>;

const WIDTHS: Readonly<Partial<Record<CatalogColumn, number>>> = {
  code: 18,
  brand: 14,
  product: 22,
  name: 22,
  keyFields: 34,
  notes: 30,
};
const NUMBERS: ReadonlySet<CatalogColumn> = new Set([
  'membershipDays',
  'shelfLifeDays',
  'minimumDaysLeft',
  'usesPerKey',
  'minimumStock',
]);

/** The catalogue as one sheet; texts stay texts, so that codes and face values come back as they are. */
export function catalogSheet(language: CatalogLanguage, skus: Iterable<Sku> | AsyncIterable<Sku>): XlsxSheet {
  const columns = CATALOG_COLUMNS.map((column): XlsxColumn => {
    const kind = NUMBERS.has(column) ? 'integer' : column === 'notes' || column === 'keyFields' ? 'note' : 'text';
    return { header: CATALOG_HEADERS[language][column], kind, width: WIDTHS[column] };
  });
  return { name: WORDS[language].sheet, columns, rows: rowsOf(language, skus), hasAutoFilter: true, isLandscape: true };
}

export function catalogFileName(language: CatalogLanguage, day: string): string {
  return `KaCang ${WORDS[language].file} ${day}.xlsx`;
}

export function sampleFileName(language: CatalogLanguage): string {
  return `KaCang ${WORDS[language].sample}.xlsx`;
}

async function* rowsOf(language: CatalogLanguage, skus: Iterable<Sku> | AsyncIterable<Sku>): AsyncGenerator<XlsxRow> {
  for await (const sku of skus) yield CATALOG_COLUMNS.map((column) => cellOf(language, sku, column));
}

function cellOf(language: CatalogLanguage, sku: Sku, column: CatalogColumn): XlsxCell {
  const words = WORDS[language];
  const amount = (value: Money | null): string | null => (value === null ? null : formatMoneyPlain(value, 0));
  switch (column) {
    case 'brand':
      return sku.brandName;
    case 'product':
      return sku.productName;
    case 'faceValue':
      return amount(sku.faceValue);
    case 'salePrice':
      return amount(sku.salePrice);
    case 'deliveryKind':
      return words.delivery[sku.deliveryKind];
    case 'keyFields':
      return formatKeyFields(sku.keyFields);
    case 'allowsShortPin':
    case 'verifyFirst':
      return sku[column] ? words.yes : words.no;
    case 'status':
      return sku.isArchived ? words.archived : words.inUse;
    default:
      return sku[column];
  }
}

/** Two rows to be written over: a card with number and secret, and a membership with a bare code. */
export function sampleSkus(language: CatalogLanguage, currency: string): Sku[] {
  const isChinese = language === 'zh-CN';
  const common = {
    id: 0 as Sku['id'],
    codeKey: '',
    nameKey: '',
    productId: 0 as Sku['productId'],
    brandId: 0 as Sku['brandId'],
    mergedIntoId: null,
    isArchived: false,
    revision: 1,
    createdAt: 0,
    updatedAt: 0,
    available: 0,
    placed: 0,
    onHand: 0,
    platform: '',
    gameServer: '',
    deliveryKind: 'card-key',
    allowsShortPin: false,
    shelfLifeDays: null,
    minimumDaysLeft: 0,
    usesPerKey: 1,
    verifyFirst: false,
    notes: '',
  } as const;
  return [
    {
      ...common,
      code: 'WY-100',
      brandName: isChinese ? '网易' : 'NetEase',
      productName: isChinese ? '一卡通' : 'Game card',
      category: isChinese ? '游戏点卡' : 'Game cards',
      name: isChinese ? '100 点' : '100 points',
      faceValue: money(100_000),
      faceCurrency: 'CNY',
      region: isChinese ? '国区' : 'CN',
      keyFields: keyFieldPreset('netease-card')?.fields ?? [],
      membershipDays: null,
      salePrice: money(96_000),
      minimumStock: 20,
      minimumInForce: 20,
    },
    {
      ...common,
      code: 'IQ-30',
      brandName: isChinese ? '爱奇艺' : 'iQIYI',
      productName: isChinese ? '黄金 VIP' : 'Gold VIP',
      category: isChinese ? '视频会员' : 'Video memberships',
      name: isChinese ? '月卡' : 'One month',
      faceValue: null,
      faceCurrency: currency,
      region: '',
      keyFields: keyFieldPreset('secret-only')?.fields ?? [],
      membershipDays: 30,
      salePrice: money(148_000),
      minimumStock: 30,
      minimumInForce: 30,
    },
  ];
}
