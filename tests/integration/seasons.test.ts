import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PlanLine } from '#shared/contract/replenishment.contract.ts';
import type { SeasonSetting } from '#shared/contract/seasons.contract.ts';
import type { SkuId } from '#shared/domain/ids.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { closeTestShops, newCommandId, openTestShop, type TestClient } from '#tests/support/open-core.ts';
import { createTestClock, DAY, TEST_START } from '#tests/support/test-clock.ts';
import { importSheet, keySheet, makeTrade } from '#tests/support/trade.ts';

const DAYS = 14;
const PER_DAY = 3;
/** Saturday of the tests, as the shop's day. */
const TODAY = '2026-11-21' as Day;

let client: TestClient;
let skuId: SkuId;

beforeEach(async () => {
  const shop = await openTestShop({ clock: createTestClock(TEST_START - DAYS * DAY) });
  client = shop.client;
  const trade = await makeTrade(client);
  skuId = trade.skuId;
  await importSheet(client, 'opening.csv', keySheet(DAYS * PER_DAY + 1), { ...trade, documentOn: '2026-11-01' as Day });
  for (let day = 0; day < DAYS; day += 1) {
    await client.deliveries.dispense({ commandId: newCommandId(), lines: [{ skuId, quantity: PER_DAY }] });
    shop.clock.advance(DAY);
  }
});
afterEach(closeTestShops);

async function plannedLine(): Promise<PlanLine> {
  await client.replenishment.run({ commandId: newCommandId() });
  const [line] = (await client.replenishment.plan()).lines;
  if (!line) throw new Error('The SKU needs nothing.');
  return line;
}

describe('the season calendar', () => {
  const today = { kind: 'fixed' as const, from: '11-21', to: '11-30' };

  async function setSeasons(seasons: SeasonSetting[]) {
    const { revision } = await client.replenishment.seasons();
    return client.replenishment.setSeasons({ commandId: newCommandId(), seasons, revision });
  }

  it('changes what is planned, and is kept by who changes other settings', async () => {
    const before = await plannedLine();
    await setSeasons([{ code: '校庆', factor: 2, days: today }]);
    const { currency: _, ...settings } = await client.replenishment.settings();
    await client.replenishment.changeSettings({ commandId: newCommandId(), ...settings, coverDays: 9 });
    const line = await plannedLine();
    expect(line.daily).toBeGreaterThan(before.daily);
    expect(line.reasons).toContainEqual(expect.objectContaining({ code: 'SEASON', season: '校庆', factor: 2 }));
    expect((await client.replenishment.seasons()).seasons.map(({ code }) => code)).toEqual(['校庆']);
  });

  it('holds for the categories it names only', async () => {
    const sku = await client.skus.get({ id: skuId });
    const product = (await client.products.list({})).rows.find(({ id }) => id === sku.productId);
    if (!product) throw new Error('No product.');
    const { id, revision, brandId, name } = product;
    await client.products.edit({ commandId: newCommandId(), id, revision, brandId, name, category: '游戏' });
    expect((await client.replenishment.seasons()).categories).toEqual(['游戏']);
    const seasonsOf = async (categories: string[]) => {
      await setSeasons([{ code: '校庆', factor: 2, days: today, categories }]);
      return (await plannedLine()).reasons.map(({ code }) => code).filter((code) => code === 'SEASON');
    };
    expect(await seasonsOf(['视频'])).toEqual([]);
    expect(await seasonsOf(['视频', '游戏'])).toEqual(['SEASON']);
  });

  it('is looked at before it is kept', async () => {
    const seasons = [{ code: '校庆', factor: 3, days: today }];
    await setSeasons([]);
    const preview = await client.replenishment.previewSeasons({ skuId, seasons });
    expect(preview).toMatchObject({ from: TODAY, factors: [{ code: '校庆', factor: 3 }] });
    expect(preview.changed[0]).toBeCloseTo(3 * (preview.current[0] ?? 0), 1);
    expect(preview.changed[20]).toBe(preview.current[20]);
    expect((await client.replenishment.seasons()).seasons).toEqual([]);
  });

  it('is not replaced by one that somebody else changed, nor by one without sense', async () => {
    const { revision } = await client.replenishment.seasons();
    await setSeasons([]);
    await expect(
      client.replenishment.setSeasons({ commandId: newCommandId(), seasons: [], revision }),
    ).rejects.toMatchObject({ code: 'CHANGED_MEANWHILE' });
    const noDay = { code: 'no-day', factor: 1, days: { kind: 'fixed' as const, from: '02-30', to: '03-02' } };
    await expect(setSeasons([noDay])).rejects.toMatchObject({
      code: 'INVALID_VALUE',
      data: { field: 'seasons', rule: 'IMPOSSIBLE_DAY', value: 'no-day' },
    });
  });
});
