import { afterEach, describe, expect, it } from 'vitest';
import type { PriceListSettings } from '#shared/contract/price-lists.contract.ts';
import { CARD_NUMBER_AND_SECRET } from '#shared/domain/card-keys/key-fields.ts';
import { money } from '#shared/domain/money/money.ts';
import { sheetOf } from '#tests/support/generate-sheets.ts';
import { closeTestShops, newCommandId, openTestShop } from '#tests/support/open-core.ts';
import { proposedPriceList } from '#tests/support/price-lists.ts';
import { makeSku, makeTrade, previewSheet } from '#tests/support/trade.ts';

afterEach(closeTestShops);

/* `0.95` under 单价 or 成本 beside a face value is 95折, or a price that hardly anybody asks. */

describe('a price list', () => {
  it('takes 0.95 beside a face value neither for a price nor for a discount until somebody says which', async () => {
    const { client } = await openTestShop();
    const { supplierId } = await makeTrade(client);
    await makeSku(client, 'CARD100', money(1_000_000));
    await makeSku(client, 'MONTH', null);
    const lines = [
      '我方编码,面值,单价,100张起',
      'CARD50,50,0.95,0.94',
      'CARD100,100,¥0.95,',
      'MONTH,,0.8,',
      'OTHER,50,0.9,',
    ];
    const proposed = await proposedPriceList(client, supplierId, sheetOf(...lines));
    const settings = (smallPrices: PriceListSettings['smallPrices']) => ({ ...proposed, smallPrices });

    const asked = await client.priceLists.preview(settings('refuse'));
    expect(asked).toMatchObject({ counts: { new: 2, refused: 2, unknown: 0 }, smallPriceCount: 2 });
    expect(asked.rows.slice(0, 2)).toMatchObject([
      { rowNumber: 2, reason: 'PRICE_LIKE_DISCOUNT', column: '单价', after: [{ unitPrice: 9_500 }, {}] },
      { rowNumber: 5, reason: 'PRICE_LIKE_DISCOUNT' },
    ]);
    const written = await client.priceLists.preview(settings('price'));
    expect(written).toMatchObject({ counts: { new: 3, unknown: 1, refused: 0 }, smallPriceCount: 2 });
    const tiersOf = (rows: typeof written.rows) => rows.map(({ skuCode, after }) => [skuCode, after]);
    expect(tiersOf(written.rows)).toContainEqual([
      'CARD50',
      [
        { fromQuantity: 1, unitPrice: 9_500, discount: null },
        { fromQuantity: 100, unitPrice: 9_400, discount: null },
      ],
    ]);

    const asParts = settings('discount');
    const { digest, smallPriceCount, rows } = await client.priceLists.preview(asParts);
    expect(smallPriceCount).toBe(2);
    expect(tiersOf(rows)).toEqual(
      expect.arrayContaining([
        [
          'CARD50',
          [
            { fromQuantity: 1, unitPrice: null, discount: 95_000_000 },
            { fromQuantity: 100, unitPrice: null, discount: 94_000_000 },
          ],
        ],
        ['CARD100', [{ fromQuantity: 1, unitPrice: 9_500, discount: null }]],
        ['MONTH', [{ fromQuantity: 1, unitPrice: 8_000, discount: null }]],
      ]),
    );
    await client.priceLists.post({ commandId: newCommandId(), settings: asParts, digest });
    const { rows: offers } = await client.offers.list({ supplierId });
    const posted = offers.find(({ skuCode }) => skuCode === 'CARD50');
    expect(posted?.price?.tiers[0]).toMatchObject({ unitPrice: null, discount: 95_000_000 });
  });
});

describe('a key sheet', () => {
  it('takes 0.95 beside a face value neither for a cost nor for a discount until somebody says which', async () => {
    const { client } = await openTestShop();
    const trade = await makeTrade(client);
    const bytes = sheetOf(
      '卡号,卡密,成本',
      'A0000001,SECRET-AA01,0.95',
      'A0000002,SECRET-AA02,47.2',
      'A0000003,SECRET-AA03,0.5元',
    );
    const read = (smallCosts?: 'discount' | 'cost') =>
      previewSheet(client, 'k.csv', bytes, { ...trade, cost: { by: 'column' }, ...(smallCosts && { smallCosts }) });
    const asked = await read();
    expect(asked).toMatchObject({ accepted: 2, byReason: { COST_LIKE_DISCOUNT: 1 }, totalCost: 477_000 });
    expect(asked.refusedRows).toMatchObject([{ rowNumber: 2, column: '成本' }]);
    expect(await read('discount')).toMatchObject({ accepted: 3, totalCost: 475_000 + 477_000 });
    expect(await read('cost')).toMatchObject({ accepted: 3, totalCost: 9_500 + 477_000 });
  });

  it('asks the same of 9.5 and 95 far below the face value, where both are in one currency', async () => {
    const { client } = await openTestShop();
    const trade = await makeTrade(client);
    const skuId = await makeSku(client, 'CARD1000', money(10_000_000));
    const bytes = sheetOf(
      '卡号,卡密,成本',
      'A0000001,SECRET-AA01,9.5',
      'A0000002,SECRET-AA02,95',
      'A0000003,SECRET-AA03,950',
      'A0000004,SECRET-AA04,9.5元',
    );
    const read = (smallCosts?: 'discount' | 'cost') =>
      previewSheet(client, 'k.csv', bytes, {
        ...trade,
        skuId,
        cost: { by: 'column' },
        ...(smallCosts && { smallCosts }),
      });
    const asked = await read();
    expect(asked).toMatchObject({ accepted: 2, byReason: { COST_LIKE_DISCOUNT: 2 }, totalCost: 9_595_000 });
    expect(await read('discount')).toMatchObject({ accepted: 4, totalCost: 2 * 9_500_000 + 9_595_000 });
    expect(await read('cost')).toMatchObject({ accepted: 4, totalCost: 1_045_000 + 9_595_000 });

    const ofFifty = { ...trade, cost: { by: 'column' as const } };
    const low = sheetOf('卡号,卡密,成本', 'C0000001,SECRET-CC01,9.5', 'C0000002,SECRET-CC02,47.5');
    expect(await previewSheet(client, 'l.csv', low, ofFifty)).toMatchObject({ accepted: 2, warnings: { COST_LOW: 1 } });
    const told = { ...ofFifty, smallCosts: 'discount' as const };
    expect(await previewSheet(client, 'l.csv', low, told)).toMatchObject({ totalCost: 2 * 475_000, warnings: {} });
    const { id: points } = await client.skus.create({
      commandId: newCommandId(),
      product: { brandName: '盛大', name: '点卡' },
      code: 'POINTS100',
      name: '100 点',
      faceValue: money(1_000_000),
      faceCurrency: '点',
      keyFields: [...CARD_NUMBER_AND_SECRET],
    });
    const ofPoints = sheetOf('卡号,卡密,成本', 'B0000001,SECRET-BB01,9.5');
    expect(
      await previewSheet(client, 'p.csv', ofPoints, { ...trade, skuId: points, cost: { by: 'column' } }),
    ).toMatchObject({ accepted: 1, totalCost: 95_000, warnings: {} });
  });
});
