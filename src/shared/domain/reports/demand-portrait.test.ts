import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { money, sumMoney } from '../money/money.ts';
import { DEMAND_DIMENSIONS, demandPortrait, ORDER_SIZES, orderSize, type SoldLine } from './demand-portrait.ts';

function line(more: Omit<Partial<SoldLine>, 'groups'> & { groups?: Partial<SoldLine['groups']> } = {}): SoldLine {
  const groups = { category: '游戏', 'face-value': '', buyer: 'new', 'shop-kind': '', 'order-size': '0', season: '' };
  const own = { orderKey: 'one', quantity: 1, revenue: money(100), cost: money(60), weekday: 6, hour: 21 };
  return { ...own, ...more, groups: { ...groups, ...more.groups } };
}

describe('a portrait of demand', () => {
  it('groups what was sold, most keys first, an order once', () => {
    const portrait = demandPortrait([
      line(),
      line({ groups: { category: '视频' } }),
      line({ orderKey: 'two', quantity: 4, groups: { category: '视频' } }),
    ]);
    expect(portrait).toMatchObject({ quantity: 6, orders: 2, revenue: 300, profit: 120 });
    expect(portrait.groups.category).toEqual([
      { key: '视频', quantity: 5, orders: 2, revenue: 200, profit: 80, share: 5 / 6 },
      { key: '游戏', quantity: 1, orders: 1, revenue: 100, profit: 40, share: 1 / 6 },
    ]);
    expect(portrait.hours[6]?.[21]).toBe(6);
  });

  it('is all nothing without a sale', () => {
    expect(demandPortrait([])).toMatchObject({ quantity: 0, orders: 0, groups: { season: [] } });
  });

  it('lists sizes of orders in their order', () => {
    const sized = (size: string, quantity: number) => line({ quantity, groups: { 'order-size': size } });
    const { groups } = demandPortrait([sized('3', 1), sized('0', 9), sized('1', 2)]);
    expect(groups['order-size'].map(({ key }) => key)).toEqual(['0', '1', '3']);
  });

  it('knows the size of any order', () => {
    expect([1, 2, 5, 6, 20, 21, 100, 101, 9999].map(orderSize)).toEqual('011223344'.split(''));
    expect(ORDER_SIZES.at(-1)?.to).toBeNull();
  });

  it('sums up to the same by each dimension and by the hour', () => {
    const any = fc.record({
      orderKey: fc.constantFrom('a', 'b', 'c'),
      quantity: fc.integer({ min: 1, max: 50 }),
      revenue: fc.integer({ min: -999, max: 99_999 }).map(money),
      weekday: fc.integer({ min: 0, max: 6 }),
      hour: fc.integer({ min: 0, max: 23 }),
      category: fc.constantFrom('', '游戏', '视频'),
      season: fc.constantFrom('', 'double-11'),
    });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 40 }), (rows) => {
        const portrait = demandPortrait(
          rows.map(({ category, season, ...row }) => line({ ...row, groups: { category, season } })),
        );
        for (const dimension of DEMAND_DIMENSIONS) {
          const groups = portrait.groups[dimension];
          expect(groups.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(portrait.quantity);
          expect(sumMoney(groups.map(({ revenue }) => revenue))).toBe(portrait.revenue);
          expect(sumMoney(groups.map(({ profit }) => profit))).toBe(portrait.profit);
        }
        expect(portrait.hours.flat().reduce((sum, units) => sum + units, 0)).toBe(portrait.quantity);
      }),
    );
  });
});
