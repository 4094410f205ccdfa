import type { OrderState } from './order-states.ts';
import type { DifferenceKind } from './receipts.ts';

type Words<Key extends string> = Readonly<Record<'zh-CN' | 'en', Readonly<Record<Key, string>>>>;

/** What the states of a purchase order are called: in windows, on the command line and in packages of evidence. */
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
    draft: 'Draft',
    approved: 'Approved',
    sent: 'Sent',
    'partly-received': 'Partly received',
    received: 'Received',
    closed: 'Closed',
    cancelled: 'Cancelled',
  },
};

/** What differs between an order and what came. */
export const DIFFERENCE_WORDS: Words<DifferenceKind> = {
  'zh-CN': { short: '短缺', over: '多到', 'wrong-sku': '货不对', bad: '坏卡', duplicate: '重复卡' },
  en: { short: 'Short', over: 'Too many', 'wrong-sku': 'Wrong product', bad: 'Bad keys', duplicate: 'Resold keys' },
};
