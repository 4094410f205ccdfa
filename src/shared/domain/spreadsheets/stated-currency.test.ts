import { describe, expect, it } from 'vitest';
import { cellNamesOtherCurrency, headerNamesOtherCurrency, namesOtherCurrency } from './stated-currency.ts';

describe('an amount as it is written', () => {
  it.each([
    ['$475', 'CNY', true],
    ['100 USD', 'CNY', true],
    ['HK$20', 'CNY', true],
    ['¥475', 'USD', true],
    ['475元', 'USD', true],
    ['美元', 'CNY', true],
    ['USD', 'CNY', true],
    ['TRY', 'CNY', true],
    ['475', 'CNY', false],
    ['-¥1,200.50', 'CNY', false],
    ['475元', 'CNY', false],
    ['人民币', 'CNY', false],
    ['RMB', 'CNY', false],
    ['$20', 'HKD', false],
    ['US$20', 'HKD', true],
    ['¥900', 'JPY', false],
    ['20元', 'HKD', false],
    ['', 'CNY', false],
    ['/', 'CNY', false],
  ])('%s on an account in %s: %s', (text, currency, isOther) => {
    expect(namesOtherCurrency(text, currency)).toBe(isOther);
  });
});

describe('the name of a column', () => {
  it.each([
    ['金额(USD)', 'CNY', true],
    ['金额（美元）', 'CNY', true],
    ['Amount (CNY)', 'USD', true],
    ['金额(元)', 'USD', false],
    ['金额(元)', 'CNY', false],
    ['数量(张)', 'CNY', false],
    ['金额', 'CNY', false],
    ['金额(USD)', 'USD', false],
  ])('%s on an account in %s: %s', (name, currency, isOther) => {
    expect(headerNamesOtherCurrency(name, currency)).toBe(isOther);
  });
});

describe('a cell that is there to name a currency', () => {
  it.each(['CNY', '人民币', 'RMB', '元', '¥', '人民币元', '人民币（元）', 'CNY/元', 'RMB 人民币', '本币', '', '-'])(
    '%j may be that of an account in yuan',
    (text) => {
      expect(cellNamesOtherCurrency(text, 'CNY')).toBe(false);
    },
  );

  it.each(['USD', '卢布', '印度卢比', '泰铢', '马币', '巴西雷亚尔'])('%j is another one', (text) => {
    expect(namesOtherCurrency(text, 'CNY')).toBe(true);
    expect(cellNamesOtherCurrency(text, 'CNY')).toBe(true);
  });

  it('is another one where nobody knows its word, which elsewhere says nothing', () => {
    expect(cellNamesOtherCurrency('贝壳', 'CNY')).toBe(true);
    expect(namesOtherCurrency('贝壳', 'CNY')).toBe(false);
    for (const word of ['马来西亚林吉特', '美元(USD)', 'USD 美元', '元(美元)', '柬埔寨瑞尔']) {
      expect(cellNamesOtherCurrency(word, 'CNY')).toBe(true);
    }
  });
});
