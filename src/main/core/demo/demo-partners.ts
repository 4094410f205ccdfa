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
