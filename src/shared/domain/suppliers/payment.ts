import { type Money, scaleMoney } from '../money/money.ts';
import { RATE_SCALE } from '../spreadsheets/cell-rates.ts';

/** 现金, 银行转账, 支付宝, 微信支付, 其他. */
export const PAYMENT_METHODS = ['cash', 'bank', 'alipay', 'wechat', 'other'] as const;
export type PaymentMethod = (typeof PAYMENT_METHODS)[number];

/** 充值手续费: of what reaches the account, paid on top of it. */
export function proposedFee(amount: Money, topUpRate: number): Money {
  return scaleMoney(amount, topUpRate, RATE_SCALE);
}
