import { describe, expect, it } from 'vitest';
import { endOf } from './sku-title.tsx';

describe('the end of a SKU’s title that is not shortened', () => {
  it.each([
    ['Steam 充值卡 50 元', '50 元'],
    ['爱奇艺黄金 VIP 月卡', 'VIP 月卡'],
    ['Microsoft 365 个人版 1 年', '个人版 1 年'],
    ['PSN 港服 250 HKD', '250 HKD'],
    ['Xbox Game Pass Ultimate 1 个月', '1 个月'],
    ['网易一卡通', ''],
    ['Key Internationalisation', ''],
    ['', ''],
  ])('of %s is %s', (title, end) => {
    expect(title.slice(endOf(title))).toBe(end);
  });
});
