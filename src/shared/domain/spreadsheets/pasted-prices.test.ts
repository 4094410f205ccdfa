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

it('leaves out what decorates a line, its number in the list, and the piece that a price is of', () => {
  const read = (text: string) => separatePrices(text).split('\n');
  expect(read('1、Steam 50 47.5\n2、网易30 28\n3. QB 10：9.8')).toEqual(['Steam 50\t47.5', '网易30\t28', 'QB 10\t9.8']);
  expect(read('🔥Steam 50 47.5🔥\n✅ Steam 100 95')).toEqual(['Steam 50\t47.5', 'Steam 100\t95']);
  expect(read('Steam 50 47.5/张\nSteam 100 95元一张')).toEqual(['Steam 50\t47.5', 'Steam 100\t95元']);
  expect(read('Ｓｔｅａｍ ５０ ４７．５\nSteam 100 ９５')).toEqual(['Steam 50\t47.5', 'Steam 100\t95']);
  expect(read('1.5折卡 0.9\n2.5折卡 1.8')).toEqual(['1.5折卡\t0.9', '2.5折卡\t1.8']);
});

it.each([
  'Steam 50\t47.2\t500\nSteam 100\t94.1\t500',
  '商品,单价\nSteam 50,47.2\nSteam 100,94.1',
  'Steam 50 47.2 现货\nSteam 100 94.1 现货',
  '',
])('leaves %j as it is', (text) => {
  expect(separatePrices(text)).toBe(text);
});
