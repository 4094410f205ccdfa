import { describe, expect, it } from 'vitest';
import { medianOf, oneOffOrders } from './one-off-orders.ts';

const order = (quantity: number, buyer = '', day = 1) => ({ day, quantity, buyer });
const SIZES = new Map([
  [1, 8],
  [2, 4],
]);

describe('one-off bulk orders', () => {
  it('are those of three usual days and five middle orders', () => {
    const orders = [order(30), order(29), order(4)];
    expect(oneOffOrders(orders, SIZES, 10)).toEqual([order(30)]);
    expect(oneOffOrders(orders, SIZES, 1)).toEqual([order(30), order(29)]);
  });

  it('are none where a buyer who is known comes for the third time', () => {
    const twice = [order(30, '张三', 1), order(40, '张三', 9)];
    expect(oneOffOrders(twice, SIZES, 10)).toEqual(twice);
    expect(oneOffOrders([...twice, order(50, '张三', 20)], SIZES, 10)).toEqual([]);
    const unknown = [order(30), order(40), order(50), order(60)];
    expect(oneOffOrders(unknown, SIZES, 10)).toEqual(unknown);
  });
});

it('the middle of a distribution is the lower of two, and 1 where there is none', () => {
  expect(medianOf(SIZES)).toBe(1);
  expect(
    medianOf(
      new Map([
        [7, 2],
        [3, 2],
      ]),
    ),
  ).toBe(3);
  expect(
    medianOf(
      new Map([
        [3, 2],
        [7, 3],
      ]),
    ),
  ).toBe(7);
  expect(medianOf(new Map())).toBe(1);
});
