import { type CatalogueRole, normalizeColumnName, roleOfColumnName } from '../spreadsheets/column-vocabulary.ts';

/** What a column of a catalogue sheet can hold, in the order in which we write them. */
export const CATALOG_COLUMNS = [
  'code',
  'brand',
  'product',
  'category',
  'name',
  'faceValue',
  'faceCurrency',
  'region',
  'platform',
  'gameServer',
  'deliveryKind',
  'keyFields',
  'allowsShortPin',
  'membershipDays',
  'shelfLifeDays',
  'minimumDaysLeft',
  'usesPerKey',
  'salePrice',
  'minimumStock',
  'verifyFirst',
  'status',
  'notes',
] as const;
export type CatalogColumn = (typeof CATALOG_COLUMNS)[number];

/** Our own column names. A sheet may be in either language, and in other words too ({@link catalogColumnOf}). */
export const CATALOG_HEADERS: Readonly<Record<'zh-CN' | 'en', Readonly<Record<CatalogColumn, string>>>> = {
  'zh-CN': {
    code: '编码',
    brand: '品牌',
    product: '商品',
    category: '分类',
    name: '规格',
    faceValue: '面值',
    faceCurrency: '面值单位',
    region: '地区',
    platform: '平台',
    gameServer: '区服',
    deliveryKind: '发货方式',
    keyFields: '卡密字段',
    allowsShortPin: '短密码',
    membershipDays: '会员天数',
    shelfLifeDays: '保质期',
    minimumDaysLeft: '最少剩余天数',
    usesPerKey: '可用次数',
    salePrice: '售价',
    minimumStock: '最低库存',
    verifyFirst: '先验后卖',
    status: '状态',
    notes: '备注',
  },
  en: {
    code: 'SKU code',
    brand: 'Brand',
    product: 'Product',
    category: 'Category',
    name: 'SKU name',
    faceValue: 'Face value',
    faceCurrency: 'Face value unit',
    region: 'Region',
    platform: 'Platform',
    gameServer: 'Server',
    deliveryKind: 'Delivery',
    keyFields: 'Key fields',
    allowsShortPin: 'Short PIN',
    membershipDays: 'Membership days',
    shelfLifeDays: 'Shelf life days',
    minimumDaysLeft: 'Minimum days left',
    usesPerKey: 'Uses',
    salePrice: 'Sale price',
    minimumStock: 'Minimum stock',
    verifyFirst: 'Verify first',
    status: 'Status',
    notes: 'Notes',
  },
};

const OWN_NAMES: ReadonlyMap<string, CatalogColumn> = new Map(
  Object.values(CATALOG_HEADERS).flatMap((headers) =>
    CATALOG_COLUMNS.map((column) => [normalizeColumnName(headers[column]), column] as const),
  ),
);

const BY_ROLE: Readonly<Partial<Record<CatalogueRole, CatalogColumn>>> = {
  skuCode: 'code',
  brand: 'brand',
  product: 'product',
  skuName: 'name',
  faceValue: 'faceValue',
  faceValueUnit: 'faceCurrency',
  region: 'region',
  platform: 'platform',
  deliveryKind: 'deliveryKind',
  membershipDays: 'membershipDays',
  shelfLifeDays: 'shelfLifeDays',
  minimumDaysLeft: 'minimumDaysLeft',
  uses: 'usesPerKey',
  salePrice: 'salePrice',
  minimumStock: 'minimumStock',
  status: 'status',
  remark: 'notes',
};

/** What a column of this name holds; null for one that is left alone. Our own names go before the words of other systems. */
export function catalogColumnOf(name: string): CatalogColumn | null {
  const own = OWN_NAMES.get(normalizeColumnName(name));
  if (own) return own;
  const role = roleOfColumnName('catalogue', name)?.role;
  return (role && BY_ROLE[role]) ?? null;
}

/** What each column of a header holds; of two that mean the same only the first is read. */
export function catalogColumnsOf(names: readonly string[]): (CatalogColumn | null)[] {
  const taken = new Set<CatalogColumn>();
  return names.map((name) => {
    const column = name === '' ? null : catalogColumnOf(name);
    if (column === null || taken.has(column)) return null;
    taken.add(column);
    return column;
  });
}
