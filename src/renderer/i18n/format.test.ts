import fc from 'fast-check';
import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseMoney } from '#shared/domain/money/money.ts';
import {
  formatAmount,
  formatBytes,
  formatDatedInstant,
  formatDay,
  formatInstant,
  formatQuantity,
  setBusinessTimeZone,
} from './format.ts';

beforeAll(async () => {
  await i18next.init({ lng: 'zh-CN', resources: {} });
  setBusinessTimeZone('Asia/Shanghai');
});

const NOVEMBER = Date.parse('2026-11-21T10:00:00Z');

describe('amounts', () => {
  it('show sums to the hundredth, without a sign where nothing is left of them', () => {
    expect(formatAmount(1_234_550, { isRounded: true })).toBe('123.46');
    expect(formatAmount(-1_234_550, { currency: 'CNY', isRounded: true })).toBe('−¥\u2009123.46');
    expect(formatAmount(-49, { isRounded: true, isSigned: true })).toBe('0.00');
  });

  it('show two decimals, and four only where the price has them', () => {
    expect(formatAmount(123_456_000, {})).toBe('12,345.60');
    expect(formatAmount(125, {})).toBe('0.0125');
    expect(formatAmount(454_137, {})).toBe('45.4137');
    expect(formatAmount(0, {})).toBe('0.00');
  });

  it('carry a real minus, a plus where movements want one, and the currency once', () => {
    expect(formatAmount(-30_000, {})).toBe('−3.00');
    expect(formatAmount(30_000, { isSigned: true })).toBe('+3.00');
    expect(formatAmount(-30_000, { currency: 'CNY' })).toBe('−¥\u20093.00');
  });

  it('say exactly what they are, however large', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (parts) => {
        const plain = formatAmount(parts, {}).replaceAll(',', '').replace('−', '-');
        expect(parseMoney(plain)).toBe(parts === 0 ? 0 : parts);
      }),
    );
  });
});

describe('days and moments', () => {
  it('leave this year out and name any other', () => {
    expect(formatDay('2026-03-05', NOVEMBER)).toBe('03-05');
    expect(formatDay('2025-03-05', NOVEMBER)).toBe('2025-03-05');
  });

  it('are the business’s, not this PC’s', () => {
    expect(formatInstant(Date.parse('2026-11-21T06:05:00Z'), NOVEMBER)).toBe('11-21 14:05');
    expect(formatInstant(Date.parse('2025-12-31T16:00:00Z'), NOVEMBER)).toBe('01-01 00:00');
    expect(formatInstant(Date.parse('2025-12-31T15:59:00Z'), NOVEMBER)).toBe('2025-12-31 23:59');
    expect(formatDatedInstant(Date.now())).toMatch(/^20\d\d-\d\d-\d\d \d\d:\d\d$/);
  });
});

it('writes counts and sizes for reading', () => {
  expect(formatQuantity(-1_234_567)).toBe('−1,234,567');
  expect(formatBytes(512 * 1024 * 1024)).toMatch(/^537\s?MB$/);
  expect(formatBytes(119)).toBe('119 B');
});
