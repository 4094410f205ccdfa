import type { Sentences } from './sentences.ts';

/** Keys in stock, checked, moved and handed out. */
export const STOCK_AND_SALES: Sentences = {
  KEY_STATE_FORBIDS: {
    'zh-CN': '有的卡的状态不允许这样做,没有改动。',
    en: 'The state of a key forbids this; nothing was changed.',
  },
  TOO_MANY_KEYS: {
    'zh-CN': '一次的卡太多,没有改动:请分几次。',
    en: 'These are too many keys at once and nothing was changed: do it in parts.',
  },
  TOTAL_UNDER_PRICE: {
    'zh-CN': '收的钱不到售价的十分之一,没有提卡:请核对小数点;金额没错就由有“赠送”权限的人来提。',
    en: 'The total is less than a tenth of the sale price and nothing was handed out: check the decimal point; if it is right, somebody with the right to give keys away has to do it.',
  },
  TOTAL_UNDER_COST: {
    'zh-CN': '收的钱不到成本的十分之一,没有提卡:请核对小数点;金额没错就由有“赠送”权限的人来提。',
    en: 'The total is less than a tenth of what the keys cost and nothing was handed out: check the decimal point; if it is right, somebody with the right to give keys away has to do it.',
  },
  STOCK_IN_MOTION: {
    'zh-CN': '另一张单据还在处理这些卡,没有改动:请等它完成后再试。',
    en: 'Another document is still moving these keys and nothing was changed: try again when it is through.',
  },
  CHECK_OPEN: {
    'zh-CN': '这一批正在抽验。',
    en: 'This batch is being checked already.',
  },
  NOT_ENOUGH_QUARANTINED: {
    'zh-CN': '隔离区里没有这么多未看过的卡。',
    en: 'There are not that many unseen keys in quarantine.',
  },
  CHECK_ENDED: {
    'zh-CN': '这次抽验已经结束。',
    en: 'This check has ended.',
  },
  KEY_NOT_SEEN: {
    'zh-CN': '还没有人看过这张卡,不能记录结果。',
    en: 'Nobody has looked at this key, so it has no result.',
  },
  RESULTS_MISSING: {
    'zh-CN': '有的卡还没有结果。',
    en: 'Some keys have no result yet.',
  },
  CLOCK_IN_DOUBT: {
    'zh-CN': '电脑时间还没有确认:先确认时间,再恢复过期的卡。',
    en: 'The time of this PC is not confirmed: confirm it before expired keys are brought back.',
  },
  NOTHING_TO_MOVE: {
    'zh-CN': '没有可以这样处理的卡。',
    en: 'There are no keys to which this can be done.',
  },
  KEY_NOT_STORED: {
    'zh-CN': '历史卡只存了指纹,没有明文。',
    en: 'The key is history: only its fingerprint is kept.',
  },
  NOTHING_TO_EXPORT: {
    'zh-CN': '没有可以导出的卡密。',
    en: 'There are no keys to export.',
  },
  KEY_FIELDS_DIFFER: {
    'zh-CN': '两个 SKU 的卡密字段不同,不能改类。',
    en: 'The keys of the two SKUs have other fields and cannot change places.',
  },
  ORDER_NOT_OPEN: {
    'zh-CN': '这个订单没有这么多未发的卡,没有提卡。',
    en: 'Not that many keys of this order are missing; nothing was handed out.',
  },
  UNWRITABLE_TEXT: {
    'zh-CN': '卡密里有这种格式写不下的字符:请换一种格式。',
    en: 'A key holds characters that this format cannot hold: choose another one.',
  },
  REFUND_BEYOND_SALE: {
    'zh-CN': '退款超过了这些卡收到的钱:请改小,或由有“赠送”权限的人加 isBeyondSale 再退,没有登记。',
    en: 'The refund is more than the keys brought: lower it, or let someone who may give keys away say isBeyondSale; nothing was recorded.',
  },
  NOT_IN_DELIVERY: {
    'zh-CN': '有的卡不是这次提卡提出去的,没有记录。',
    en: 'A key did not go out with this delivery; nothing was recorded.',
  },
  NOT_OPEN: {
    'zh-CN': '有的卡已经退回或标为坏卡,没有记录。',
    en: 'A key was returned or marked bad before; nothing was recorded.',
  },
};
