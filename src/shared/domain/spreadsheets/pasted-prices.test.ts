import { expect, it } from 'vitest';
import { separatePrices } from './pasted-prices.ts';

it('keeps the name of a product whole, whatever spaces it has', () => {
  const lines = [
    'Steam 充值卡 50 元 47.2',
    '骏网一卡通 50元：45.5',
    '网易30 27.8元',
    '腾讯视频 月卡  93折',
    '爱奇艺 年卡 = ¥158',
  ];
  expect(separatePrices(lines.join('\r\n')).split('\n')).toEqual([
    'Steam 充值卡 50 元\t47.2',
    '骏网一卡通 50元\t45.5',
    '网易30\t27.8元',
    '腾讯视频 月卡\t93折',
    '爱奇艺 年卡\t¥158',
  ]);
});

it('names the columns by a head of two words, and leaves a line without a price as it is', () => {
  const lines = ['商品 单价', 'Steam 50 47', 'Steam 100 94', '骏网 50 45', '网易 30 28', '腾讯 月卡 缺货'];
  expect(separatePrices(lines.join('\n')).split('\n')).toEqual([
    '商品\t单价',
    'Steam 50\t47',
    'Steam 100\t94',
    '骏网 50\t45',
    '网易 30\t28',
    '腾讯 月卡 缺货',
  ]);
});

it.each([
  'Steam 50\t47.2\t500\nSteam 100\t94.1\t500',
  '商品,单价\nSteam 50,47.2\nSteam 100,94.1',
  'Steam 50 47.2 现货\nSteam 100 94.1 现货',
  '',
])('leaves %j as it is', (text) => {
  expect(separatePrices(text)).toBe(text);
});
