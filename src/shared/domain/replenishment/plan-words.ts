import type { NeedState } from './need.ts';
import type { ReorderLimit } from './reorder-plan.ts';

type Words<Key extends string> = Readonly<Record<'zh-CN' | 'en', Readonly<Record<Key, string>>>>;

/** How a SKU stands in the plan: in windows and on the command line. */
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
    out: 'Out',
    urgent: 'Too late',
    soon: 'Order now',
    ok: 'Fine',
    over: 'Too much',
    dead: 'Dead',
    'not-enough-data': 'Too little data',
  },
};

/** What kept a quantity below the need. */
export const LIMIT_WORDS: Words<ReorderLimit> = {
  'zh-CN': {
    EMERGENCY_STOP: '紧急停止',
    NO_OFFER: '没有报价',
    NOT_AUTHORISED: '供应商资质不合规则',
    SUPPLIER_EXCLUDED: '供应商已停购',
    LATE_ORDERS: '等逾期订单',
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
    EMERGENCY_STOP: 'Emergency stop',
    NO_OFFER: 'No offer',
    NOT_AUTHORISED: 'Papers break the rules',
    SUPPLIER_EXCLUDED: 'Supplier excluded',
    LATE_ORDERS: 'An overdue order is awaited',
    SKU_MAXIMUM: 'Maximum stock',
    SKU_MONEY: 'Money in this product',
    SUPPLIER_STOCK: 'Supplier has no more',
    PREPAID_BALANCE: 'Prepaid balance',
    EXPOSURE: 'Supplier exposure',
    DAILY_BUDGET: 'Budget of the day',
    MONTHLY_BUDGET: 'Budget of the month',
    MONEY_TIED_UP: 'Money tied up',
  },
};
