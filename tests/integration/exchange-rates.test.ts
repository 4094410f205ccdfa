import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Day } from '#shared/domain/time/business-time.ts';
import { closeTestShops, newCommandId, openTestShop, type TestShop } from '#tests/support/open-core.ts';

const TODAY = '2026-11-21' as Day;

let shop: TestShop;

beforeEach(async () => {
  shop = await openTestShop();
});
afterEach(closeTestShops);

describe('exchange rates', () => {
  const enter = (rateOn: string, rate: number, currency = 'USD') =>
    shop.client.exchangeRates.enter({
      commandId: newCommandId(),
      rates: [{ currency, rateOn: rateOn as Day, rate }],
    });
  const onDay = (day: string) => shop.client.exchangeRates.onDay({ currency: 'USD', day: day as Day });

  it('hold from their day on, are corrected by entering them again, and never guessed', async () => {
    await enter('2026-11-10', 710_000_000);
    await enter('2026-11-20', 712_000_000);
    expect(await onDay('2026-11-09')).toBeNull();
    expect(await onDay('2026-11-19')).toMatchObject({ rate: 710_000_000, rateOn: '2026-11-10' });
    await enter('2026-11-20', 713_000_000);
    expect(await onDay('2026-11-21')).toMatchObject({ rate: 713_000_000 });
    const { rows } = await shop.client.exchangeRates.list({});
    expect(rows.map(({ rate }) => rate)).toEqual([713_000_000, 710_000_000]);
    await shop.client.exchangeRates.withdraw({ commandId: newCommandId(), id: rows[0]?.id as never });
    expect(await onDay('2026-11-21')).toMatchObject({ rate: 710_000_000 });
    await expect(enter('2026-11-22', 1)).rejects.toMatchObject({ data: { rule: 'NOT_IN_FUTURE' } });
    await expect(enter('2026-11-20', 1, 'CNY')).rejects.toMatchObject({ data: { rule: 'OWN_CURRENCY' } });
  });

  it('come from a bank’s table per hundred units and from pasted lines', async () => {
    await enter('2026-11-20', 712_340_000);
    const { fileId } = await shop.client.exchangeRates.stageText({
      name: '牌价',
      text: '货币名称\t日期\t中行折算价\n美元\t2026-11-20\t712.34\n港币\t2026-11-20\t91.5\n日元\t2026-11-20\t没有\n港币\t2026-11-20\t91.6\n',
    });
    const input = { fileId, read: {}, rateOn: TODAY, units: 100 } as const;
    const preview = await shop.client.exchangeRates.previewSheet(input);
    const held = { rate: 712_340_000, rateOn: '2026-11-20' };
    expect(preview.rows.map(({ known }) => known)).toEqual([held, null, null, null]);
    expect(preview.rows.map(({ verdict, rate, reason }) => [verdict, rate, reason])).toEqual([
      ['same', 712_340_000, null],
      ['new', 91_500_000, null],
      ['refused', null, 'NOT_A_RATE'],
      ['refused', 91_600_000, 'RATE_TWICE'],
    ]);
    expect(await shop.client.exchangeRates.importSheet({ commandId: newCommandId(), ...input })).toEqual({
      new: 1,
      changed: 0,
      same: 1,
      refused: 2,
    });
    const pasted = await shop.client.exchangeRates.stageText({ name: '粘贴', text: 'EUR 8.25\nGBP 9.4\n' });
    const lines = await shop.client.exchangeRates.previewSheet({ fileId: pasted.fileId, rateOn: TODAY });
    expect(lines.counts).toMatchObject({ new: 2, refused: 0 });
  });

  it('are of as many units as the name of their column says', async () => {
    const rateOf = async (name: string, units: 1 | 100) => {
      const text = `币种\t${name}\t日期\nJPY\t4.72\t2026-11-20\n`;
      const { fileId } = await shop.client.exchangeRates.stageText({ name: '牌价', text });
      const { rows } = await shop.client.exchangeRates.previewSheet({ fileId, rateOn: TODAY, units });
      return rows[0]?.rate;
    };
    expect(await rateOf('汇率(100外币)', 1)).toBe(4_720_000);
    expect(await rateOf('汇率(每100单位)', 100)).toBe(4_720_000);
    expect(await rateOf('汇率', 1)).toBe(472_000_000);
  });
});
