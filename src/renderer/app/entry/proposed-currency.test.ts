import { expect, it } from 'vitest';
import { proposedCurrency } from './proposed-currency.ts';

it.each([
  ['zh-CN', 'Asia/Shanghai', 'CNY'],
  ['zh-CN', 'America/New_York', 'CNY'],
  ['en', 'Asia/Shanghai', 'CNY'],
  ['en', 'Europe/London', 'USD'],
] as const)('a shop that speaks %s in %s is proposed %s', (language, timeZone, currency) => {
  expect(proposedCurrency(language, timeZone)).toBe(currency);
});
