import type { HostLanguage } from '#hosts/node/host-language.ts';
import type { OrderState } from '#shared/domain/purchasing/order-states.ts';
import type { DifferenceKind } from '#shared/domain/purchasing/receipts.ts';
import type { NeedState } from '#shared/domain/replenishment/need.ts';
import type { ReorderLimit } from '#shared/domain/replenishment/reorder-plan.ts';

type Words<Key extends string> = Readonly<Record<HostLanguage, Readonly<Record<Key, string>>>>;

/** States and kinds of purchasing as the lines for people say them; `--json` keeps the contract's own names. */
export const ORDER_STATE_WORDS: Words<OrderState> = {
  'zh-CN': {
    draft: '草稿',
    approved: '已审批',
    sent: '已下单',
    'partly-received': '部分到货',
    received: '已到齐',
    closed: '已关闭',
    cancelled: '已取消',
  },
  en: {
    draft: 'draft',
    approved: 'approved',
    sent: 'sent',
    'partly-received': 'partly received',
    received: 'received',
    closed: 'closed',
    cancelled: 'cancelled',
  },
};

export const DIFFERENCE_WORDS: Words<DifferenceKind> = {
  'zh-CN': { short: '短缺', over: '多到', 'wrong-sku': '货不对', bad: '坏卡', duplicate: '重复卡' },
  en: { short: 'short', over: 'too many', 'wrong-sku': 'wrong product', bad: 'bad keys', duplicate: 'resold keys' },
};

export const NEED_STATE_WORDS: Words<NeedState> = {
  'zh-CN': {
    out: '断货',
    urgent: '来不及',
    soon: '该订',
    ok: '正常',
    over: '过多',
    dead: '滞销',
    'not-enough-data': '数据不足',
  },
  en: {
    out: 'out',
    urgent: 'too late',
    soon: 'order now',
    ok: 'fine',
    over: 'too much',
    dead: 'dead',
    'not-enough-data': 'too little data',
  },
};

export const LIMIT_WORDS: Words<ReorderLimit> = {
  'zh-CN': {
    EMERGENCY_STOP: '紧急停止',
    NO_OFFER: '没有报价',
    NOT_AUTHORISED: '供应商资质不合规则',
    SUPPLIER_EXCLUDED: '供应商已停购',
    SKU_MAXIMUM: '库存上限',
    SKU_MONEY: '单品资金上限',
    SUPPLIER_STOCK: '供应商库存不足',
    PREPAID_BALANCE: '预存余额不足',
    EXPOSURE: '供应商敞口上限',
    DAILY_BUDGET: '今日预算',
    MONTHLY_BUDGET: '本月预算',
    MONEY_TIED_UP: '资金占用上限',
  },
  en: {
    EMERGENCY_STOP: 'emergency stop',
    NO_OFFER: 'no offer',
    NOT_AUTHORISED: 'papers break the rules',
    SUPPLIER_EXCLUDED: 'supplier excluded',
    SKU_MAXIMUM: 'maximum stock',
    SKU_MONEY: 'money in this product',
    SUPPLIER_STOCK: 'supplier has no more',
    PREPAID_BALANCE: 'prepaid balance',
    EXPOSURE: 'supplier exposure',
    DAILY_BUDGET: 'budget of the day',
    MONTHLY_BUDGET: 'budget of the month',
    MONEY_TIED_UP: 'money tied up',
  },
};
