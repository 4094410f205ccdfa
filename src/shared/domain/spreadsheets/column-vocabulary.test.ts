import { describe, expect, it } from 'vitest';
import { headerWords, isColumnName, normalizeColumnName, roleOfColumnName, withoutUnit } from './column-vocabulary.ts';

describe('roleOfColumnName', () => {
  it.each([
    ['卡号', 'cardNumber', 'exact'],
    [' 卡 号 ', 'cardNumber', 'exact'],
    ['Card_Number', 'cardNumber', 'exact'],
    ['面值（元）', 'faceValue', 'exact'],
    ['面值(元)', 'faceValue', 'exact'],
    ['*卡密*', 'secret', 'exact'],
    ['ＣＤＫＥＹ', 'secret', 'exact'],
    ['卡密(必填)', 'secret', 'exact'],
    ['本批卡密', 'secret', 'part'],
    ['卡密状态', 'status', 'exact'],
    ['有效期至', 'expiresOn', 'exact'],
    ['邮箱密码', 'otherField', 'exact'],
    ['序号', 'ignore', 'exact'],
  ])('%j holds %s (%s)', (name, role, match) => {
    expect(roleOfColumnName('card-keys', name)).toEqual({ role, match });
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', '', '　', 'xyz', '卡号说明书'])(
    'knows nothing of %j',
    (name) => {
      expect(roleOfColumnName('card-keys', name)).toBeNull();
    },
  );

  it('reads a longer name by its end', () => {
    expect(roleOfColumnName('statement', '收/付款方式')).toBeNull();
    expect(roleOfColumnName('statement', '付款银行')).toBeNull();
    expect(roleOfColumnName('statement', '微信订单号')).toEqual({ role: 'externalNumber', match: 'part' });
  });

  it('reads one name by the kind of sheet', () => {
    expect(roleOfColumnName('statement', '金额（元）')?.role).toBe('amount');
    expect(roleOfColumnName('card-keys', '金额（元）')?.role).toBe('faceValue');
    expect(roleOfColumnName('statement', '商户订单号')?.role).toBe('ourNumber');
    expect(roleOfColumnName('statement', '支出金额（-元）')?.role).toBe('expense');
    expect(roleOfColumnName('stock-take', '核销时间')?.role).toBe('usedOn');
    expect(roleOfColumnName('catalogue', '最低库存')?.role).toBe('minimumStock');
  });
});

it('normalises width, brackets, spaces and case', () => {
  expect(normalizeColumnName('收入金额（+元） ')).toBe(normalizeColumnName('收入金额(+元)'));
  expect(withoutUnit(normalizeColumnName('收入金额（+元）'))).toBe('收入金额');
});

it('tells a column name from a value', () => {
  expect(isColumnName('card-keys', '卡号')).toBe(true);
  expect(isColumnName('card-keys', 'AB12-CD34')).toBe(false);
});

it('offers header words of both languages for the scoring of encodings', () => {
  expect(headerWords).toContain('卡密');
  expect(headerWords).toContain('card number');
  expect(headerWords.every((word) => word.trim() === word && word !== '')).toBe(true);
});
