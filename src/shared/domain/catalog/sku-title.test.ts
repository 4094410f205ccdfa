import { describe, expect, it } from 'vitest';
import { skuTitle } from './sku-title.ts';

describe('what a SKU is called', () => {
  it.each([
    ['App Store 充值卡', 'App Store 充值卡 200 元', 'App Store 充值卡 200 元'],
    ['App Store 充值卡', 'app store充值卡 200 元', 'App Store 充值卡 app store充值卡 200 元'],
    ['充值卡', '充值卡50元', '充值卡50元'],
    ['Steam 钱包', 'steam 钱包 50', 'steam 钱包 50'],
    ['Steam 钱包', '50 元', 'Steam 钱包 50 元'],
    ['Netflix', 'Netflix', 'Netflix'],
    ['Netflix', 'Netflixx 1', 'Netflix Netflixx 1'],
    ['黄金 VIP', '爱奇艺黄金 VIP 月卡', '爱奇艺黄金 VIP 月卡'],
    ['Pass', 'Game Pass 1 个月', 'Game Pass 1 个月'],
    ['Pass', 'Compass 1', 'Pass Compass 1'],
    ['QQ', 'QQ会员 1 个月', 'QQ会员 1 个月'],
    ['Card 1', 'Card 10 yuan', 'Card 1 Card 10 yuan'],
    ['', '50 元', '50 元'],
    ['充值卡', '', '充值卡'],
  ])('%j and %j are %j', (productName, name, title) => {
    expect(skuTitle({ productName, name })).toBe(title);
  });
});
