import { expect, it } from 'vitest';
import { money } from '../money/money.ts';
import type { PriceRow } from './price-list-row.ts';
import { mayBeDiscount } from './small-amounts.ts';
import { readSmallPrices } from './small-prices.ts';

const tier = (fromQuantity: number, unitPrice: number) => ({
  fromQuantity,
  unitPrice: money(unitPrice),
  discount: null,
});

const ROW: PriceRow = {
  verdict: 'accepted',
  rowNumber: 2,
  text: '点卡 / 50',
  tiers: [tier(1, 9_500), tier(100, 465_000), tier(500, 9_250)],
  smallPrices: [
    { fromQuantity: 1, columnIndex: 2 },
    { fromQuantity: 500, columnIndex: 4 },
  ],
};

const FACE = { faceValue: money(500_000), isSameCurrency: true };
const NO_FACE = { faceValue: null, isSameCurrency: false };

it.each([
  [9_500, 500_000, true],
  [10_000, 500_000, true],
  [10_001, 500_000, false],
  [9_500, 10_000, false],
  [9_500, 19_000, false],
  [9_500, null, false],
  [0, 500_000, false],
])('%i beside a face value of %o may be a part of it: %s', (amount, faceValue, answer) => {
  expect(mayBeDiscount(money(amount), faceValue === null ? null : money(faceValue))).toBe(answer);
});

it('asks about the first price that may be a part of the face value', () => {
  expect(readSmallPrices(ROW, FACE, 'refuse')).toEqual({ isAsked: true, columnIndex: 2 });
  expect(readSmallPrices(ROW, NO_FACE, 'refuse')).toMatchObject({ isAsked: false, hasSmallPrices: false });
  const stated = { ...ROW, faceValue: { amount: money(500_000) } };
  expect(readSmallPrices(stated, NO_FACE, 'refuse')).toMatchObject({ isAsked: true });
});

it('reads such prices as somebody said, and the others as they stand', () => {
  const asParts = readSmallPrices(ROW, FACE, 'discount');
  expect(asParts).toMatchObject({
    hasSmallPrices: true,
    row: {
      tiers: [
        { fromQuantity: 1, unitPrice: null, discount: 95_000_000 },
        tier(100, 465_000),
        { fromQuantity: 500, unitPrice: null, discount: 92_500_000 },
      ],
    },
  });
  expect(readSmallPrices(ROW, FACE, 'price')).toEqual({ isAsked: false, row: ROW, hasSmallPrices: true });
});

it('asks about 9.5 and 95 beside a thousand in one currency, and takes neither of another', () => {
  const row = {
    ...ROW,
    tiers: [tier(1, 95_000), tier(100, 950_000)],
    smallPrices: [
      { fromQuantity: 1, columnIndex: 2 },
      { fromQuantity: 100, columnIndex: 3 },
    ],
  };
  const face = { faceValue: money(10_000_000), isSameCurrency: true };
  expect(readSmallPrices(row, face, 'refuse')).toEqual({ isAsked: true, columnIndex: 2 });
  expect(readSmallPrices(row, { ...face, isSameCurrency: false }, 'refuse')).toMatchObject({ isAsked: false });
  expect(readSmallPrices(row, face, 'discount')).toMatchObject({
    row: { tiers: [{ discount: 95_000_000 }, { discount: 95_000_000 }] },
  });
});
