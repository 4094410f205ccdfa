import { CARD_NUMBER_AND_SECRET, type KeyFieldDefinition, SECRET_ONLY } from '#shared/domain/card-keys/key-fields.ts';

/** What the demo shop trades in: real brands' product names, made-up prices near the market's. Amounts in yuan. */
export interface DemoGoods {
  readonly code: string;
  readonly brand: string;
  readonly product: string;
  readonly name: string;
  readonly category: string;
  readonly faceValue: number | null;
  readonly faceCurrency: string;
  readonly region: string;
  readonly keyFields: readonly KeyFieldDefinition[];
  readonly membershipDays: number | null;
  readonly salePrice: number;
  readonly cost: number;
  readonly minimumStock: number;
  /** Keys sold on an ordinary day. */
  readonly perDay: number;
  /** Suppliers by code, the usual one first. */
  readonly suppliers: readonly string[];
  /** Characters of a made-up secret, and whether there is a card number before it. */
  readonly secretLength: number;
}

type Row = readonly [
  code: string,
  brand: string,
  product: string,
  name: string,
  category: string,
  face: readonly [value: number | null, currency: string, region: string],
  fields: 'pair' | 'code',
  membershipDays: number | null,
  price: readonly [sale: number, cost: number],
  stock: readonly [minimum: number, perDay: number],
  suppliers: readonly string[],
  secretLength: number,
];

const ROWS: readonly Row[] = [
  [
    'STEAM-50',
    'Steam',
    'Steam 充值卡',
    'Steam 充值卡 50 元',
    '游戏',
    [50, 'CNY', '国区'],
    'code',
    null,
    [48.5, 46.8],
    [30, 3.2],
    ['XHKM', 'HQBC'],
    15,
  ],
  [
    'STEAM-100',
    'Steam',
    'Steam 充值卡',
    'Steam 充值卡 100 元',
    '游戏',
    [100, 'CNY', '国区'],
    'code',
    null,
    [97, 93.6],
    [25, 2.6],
    ['XHKM', 'HQBC'],
    15,
  ],
  [
    'STEAM-200',
    'Steam',
    'Steam 充值卡',
    'Steam 充值卡 200 元',
    '游戏',
    [200, 'CNY', '国区'],
    'code',
    null,
    [194, 187.5],
    [10, 0.9],
    ['XHKM'],
    15,
  ],
  [
    'APPLE-50',
    'Apple',
    'App Store 充值卡',
    'App Store 充值卡 50 元',
    '应用商店',
    [50, 'CNY', '国区'],
    'code',
    null,
    [49.2, 47.9],
    [20, 2.1],
    ['JKZX', 'XHKM'],
    16,
  ],
  [
    'APPLE-200',
    'Apple',
    'App Store 充值卡',
    'App Store 充值卡 200 元',
    '应用商店',
    [200, 'CNY', '国区'],
    'code',
    null,
    [196.5, 191.2],
    [10, 0.8],
    ['JKZX'],
    16,
  ],
  [
    'QB-10',
    '腾讯',
    'Q币卡',
    'Q币卡 10 元',
    '游戏',
    [10, 'CNY', ''],
    'pair',
    null,
    [9.75, 9.4125],
    [60, 5.5],
    ['JKZX', 'HQBC'],
    12,
  ],
  [
    'QB-100',
    '腾讯',
    'Q币卡',
    'Q币卡 100 元',
    '游戏',
    [100, 'CNY', ''],
    'pair',
    null,
    [96.8, 94.125],
    [20, 1.4],
    ['JKZX'],
    12,
  ],
  [
    'WY-30',
    '网易',
    '网易一卡通',
    '网易一卡通 30 元',
    '游戏',
    [30, 'CNY', ''],
    'pair',
    null,
    [28.9, 27.6],
    [30, 1.9],
    ['HQBC', 'JKZX'],
    9,
  ],
  [
    'JW-50',
    '骏网',
    '骏网一卡通',
    '骏网一卡通 50 元',
    '游戏',
    [50, 'CNY', ''],
    'pair',
    null,
    [47.5, 45.25],
    [20, 1.1],
    ['HQBC'],
    16,
  ],
  [
    'IQIYI-M',
    '爱奇艺',
    '黄金 VIP',
    '爱奇艺黄金 VIP 月卡',
    '会员',
    [null, 'CNY', ''],
    'code',
    31,
    [16.8, 13.2],
    [30, 2.7],
    ['LZDC', 'XHKM'],
    16,
  ],
  [
    'IQIYI-Y',
    '爱奇艺',
    '黄金 VIP',
    '爱奇艺黄金 VIP 年卡',
    '会员',
    [null, 'CNY', ''],
    'code',
    372,
    [158, 132.5],
    [8, 0.5],
    ['LZDC'],
    16,
  ],
  [
    'YOUKU-M',
    '优酷',
    '优酷 VIP',
    '优酷 VIP 月卡',
    '会员',
    [null, 'CNY', ''],
    'code',
    31,
    [15.5, 12.4],
    [20, 1.3],
    ['LZDC'],
    16,
  ],
  [
    'JDE-100',
    '京东',
    '京东 E 卡',
    '京东 E 卡 100 元',
    '购物',
    [100, 'CNY', ''],
    'code',
    null,
    [98.6, 96.3],
    [10, 1.0],
    ['JKZX'],
    16,
  ],
  [
    'XGP-1M',
    '微软',
    'Xbox Game Pass',
    'Xbox Game Pass Ultimate 1 个月',
    '会员',
    [null, 'CNY', '全球'],
    'code',
    31,
    [49, 38.5],
    [15, 1.2],
    ['GDHK', 'XHKM'],
    25,
  ],
  [
    'M365-P1Y',
    '微软',
    'Microsoft 365',
    'Microsoft 365 个人版 1 年',
    '软件',
    [null, 'CNY', '全球'],
    'code',
    366,
    [298, 245],
    [6, 0.4],
    ['WRQD'],
    25,
  ],
  [
    'NSW-HK200',
    '任天堂',
    'eShop 预付卡',
    'eShop 港服 200 HKD',
    '游戏',
    [200, 'HKD', '港服'],
    'code',
    null,
    [189, 179.8],
    [8, 0.7],
    ['GDHK'],
    16,
  ],
  [
    'PSN-HK250',
    '索尼',
    'PlayStation 预付卡',
    'PSN 港服 250 HKD',
    '游戏',
    [250, 'HKD', '港服'],
    'code',
    null,
    [236, 224.5],
    [6, 0.6],
    ['GDHK'],
    12,
  ],
  [
    'GP-US25',
    'Google',
    'Google Play 礼品卡',
    'Google Play 美区 25 USD',
    '应用商店',
    [25, 'USD', '美区'],
    'code',
    null,
    [176, 166.9],
    [6, 0.5],
    ['GDHK'],
    20,
  ],
];

export const DEMO_GOODS: readonly DemoGoods[] = ROWS.map(
  ([code, brand, product, name, category, face, fields, membershipDays, price, stock, suppliers, secretLength]) => ({
    code,
    brand,
    product,
    name,
    category,
    faceValue: face[0],
    faceCurrency: face[1],
    region: face[2],
    keyFields: fields === 'pair' ? CARD_NUMBER_AND_SECRET : SECRET_ONLY,
    membershipDays,
    salePrice: price[0],
    cost: price[1],
    minimumStock: stock[0],
    perDay: stock[1],
    suppliers,
    secretLength,
  }),
);

export interface DemoSupplier {
  readonly code: string;
  readonly name: string;
  readonly kind: 'official' | 'platform' | 'wholesaler' | 'cross-border' | 'agent';
  readonly settlement: 'prepaid' | 'credit' | 'per-order' | 'consignment';
  readonly creditDays: number;
  readonly warrantyHours: number;
  readonly contact: { readonly name: string; readonly role: string; readonly chat: string };
  readonly notes: string;
}

export const DEMO_SUPPLIERS: readonly DemoSupplier[] = [
  {
    code: 'JKZX',
    name: '骏卡在线(官方代理)',
    kind: 'official',
    settlement: 'prepaid',
    creditDays: 0,
    warrantyHours: 72,
    contact: { name: '刘经理', role: '商务', chat: '微信 jk-liu' },
    notes: '',
  },
  {
    code: 'XHKM',
    name: '星河卡盟',
    kind: 'platform',
    settlement: 'prepaid',
    creditDays: 0,
    warrantyHours: 24,
    contact: { name: '在线客服', role: '售后', chat: 'QQ 800 000 01' },
    notes: '节假日发货慢',
  },
  {
    code: 'HQBC',
    name: '华强北陈记批发',
    kind: 'wholesaler',
    settlement: 'credit',
    creditDays: 15,
    warrantyHours: 48,
    contact: { name: '陈老板', role: '商务', chat: '微信 hqb-chen' },
    notes: '每月 25 日结账',
  },
  {
    code: 'LZDC',
    name: '老周代充',
    kind: 'agent',
    settlement: 'per-order',
    creditDays: 0,
    warrantyHours: 24,
    contact: { name: '老周', role: '商务', chat: '微信 laozhou88' },
    notes: '',
  },
  {
    code: 'GDHK',
    name: 'GiftDeals HK',
    kind: 'cross-border',
    settlement: 'prepaid',
    creditDays: 0,
    warrantyHours: 24,
    contact: { name: 'Amy', role: '商务', chat: 'Telegram @giftdeals_amy' },
    notes: '按人民币结算',
  },
  {
    code: 'WRQD',
    name: '软件渠道通',
    kind: 'wholesaler',
    settlement: 'credit',
    creditDays: 30,
    warrantyHours: 720,
    contact: { name: '孙小姐', role: '财务', chat: '微信 soft-sun' },
    notes: '',
  },
];

export interface DemoShop {
  readonly name: string;
  readonly platform: string;
  readonly messageLimit: number;
  readonly share: number;
}

export const DEMO_SHOPS: readonly DemoShop[] = [
  { name: '淘宝店', platform: '淘宝', messageLimit: 0, share: 0.42 },
  { name: '闲鱼', platform: '闲鱼', messageLimit: 1000, share: 0.3 },
  { name: '拼多多店', platform: '拼多多', messageLimit: 500, share: 0.18 },
  { name: '微信老客', platform: '微信', messageLimit: 0, share: 0.1 },
];
