import { afterEach, describe, expect, it } from 'vitest';
import type { ImportSummary } from '#shared/contract/imports.contract.ts';
import { CARD_NUMBER_AND_SECRET } from '#shared/domain/card-keys/key-fields.ts';
import { money } from '#shared/domain/money/money.ts';
import type { KeySheetRole } from '#shared/domain/spreadsheets/column-vocabulary.ts';
import { OWN_CSV_MARK } from '#shared/domain/spreadsheets/formula-guard.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { sheetOf } from '#tests/support/generate-sheets.ts';
import { closeTestShops, newCommandId, openTestShop, stageFile, type TestClient } from '#tests/support/open-core.ts';
import { closeMonth } from '#tests/support/reconcile.ts';
import { importSheet, jobEnd, makeSku, makeTrade, previewSheet, proposedSettings } from '#tests/support/trade.ts';

afterEach(closeTestShops);

async function previewOf(client: TestClient, settings: Awaited<ReturnType<typeof proposedSettings>>) {
  const { jobId } = await client.imports.preview(settings);
  return (await jobEnd(client, jobId)).result as ImportSummary;
}

describe('what an import refuses and asks about', () => {
  it('refuses a line whose secret holds the separator instead of cutting it', async () => {
    const { client } = await openTestShop();
    const trade = await makeTrade(client);
    const bytes = sheetOf('卡号,卡密', 'A0001,SECRET-AA01', 'A0002,SECRET,AA02', 'A0003,SECRET-AA03,');
    const summary = await previewSheet(client, 'cut.csv', bytes, trade);
    expect(summary).toMatchObject({ accepted: 2, byReason: { TOO_MANY_CELLS: 1 } });
    expect(summary.refusedRows).toMatchObject([{ rowNumber: 3, reason: 'TOO_MANY_CELLS' }]);
  });

  it('refuses long numbers that a spreadsheet has rounded and saved as text, unless they are known to be so', async () => {
    const { client } = await openTestShop();
    const trade = await makeTrade(client);
    const bytes = sheetOf(
      '卡号,卡密',
      '6228480402564890000,SECRET-AA01',
      '6228480402564900000,SECRET-AA02',
      '6228480402564910000,SECRET-AA03',
      '12345,SECRET-AA04',
    );
    const summary = await previewSheet(client, 'r.csv', bytes, trade);
    expect(summary).toMatchObject({ accepted: 1, byReason: { ROUNDED_NUMBER: 3 } });
    expect(summary.refusedRows[0]).toMatchObject({ rowNumber: 2, column: '卡号', detail: { fieldName: '卡号' } });
    const accepted = { ...trade, acceptsRoundedNumbers: true };
    expect(await previewSheet(client, 'r.csv', bytes, accepted)).toMatchObject({ accepted: 4, refused: 0 });
  });

  it('refuses them also where the first rows of the sheet were whole', async () => {
    const { client } = await openTestShop();
    const trade = await makeTrade(client);
    const whole = Array.from({ length: 300 }, (_, index) => `622848040256${4_890_001 + 7 * index},SECRET-A${index}`);
    const late = ['0000', '1000', '2000', '3000'].map((end, index) => `622848040256${489 + index}0000,SECRET-B${end}`);
    const bytes = sheetOf('卡号,卡密', ...whole, ...late, '12345,SECRET-C');
    const summary = await previewSheet(client, 'late.csv', bytes, trade);
    expect(summary).toMatchObject({ accepted: 301, byReason: { ROUNDED_NUMBER: 4 } });
    expect(summary.refusedRows.map(({ rowNumber }) => rowNumber)).toEqual([302, 303, 304, 305]);
    const { summary: posted } = await importSheet(client, 'late.csv', bytes, trade);
    expect(posted).toMatchObject({ accepted: 301, refused: 4 });
    const accepted = { ...trade, acceptsRoundedNumbers: true };
    expect(await previewSheet(client, 'late.csv', bytes, accepted)).toMatchObject({ accepted: 4 });
    // Two are enough in a short sheet; one may end in zeros by itself, and says so.
    const two = await previewSheet(client, 'two.csv', sheetOf('卡号,卡密', ...whole, ...late.slice(0, 2)), accepted);
    expect(two.warnings).toMatchObject({ MAY_BE_ROUNDED: 2 });
    const few = await previewSheet(client, 'few.csv', sheetOf('卡号,卡密', ...whole, ...late.slice(0, 2)), trade);
    expect(few).toMatchObject({ byReason: { ROUNDED_NUMBER: 2 } });
    const one = await previewSheet(client, 'one.csv', sheetOf('卡号,卡密', ...whole, ...late.slice(0, 1)), trade);
    expect(one.byReason.ROUNDED_NUMBER).toBeUndefined();
    expect(one.warnings).toMatchObject({ MAY_BE_ROUNDED: 1 });
  });

  it('takes no cost in another currency for one of the account', async () => {
    const { client } = await openTestShop();
    const trade = await makeTrade(client);
    const costs = { ...trade, cost: { by: 'column' as const } };
    const lines = ['USD 47', '47美元', 'HK$47', '€47', '$47', '¥47', '47元', '47', 'RMB 47'];
    const bytes = sheetOf('卡号,卡密,成本', ...lines.map((cost, index) => `A000${index},SECRET-AA0${index},${cost}`));
    const summary = await previewSheet(client, 'costs.csv', bytes, costs);
    expect(summary).toMatchObject({ accepted: 4, totalCost: 4 * 470_000, byReason: { CURRENCY_DIFFERS: 5 } });
    expect(summary.refusedRows[0]).toMatchObject({ rowNumber: 2, column: '成本' });
    const headed = sheetOf('卡号,卡密,成本(USD)', 'A1001,SECRET-AB01,47');
    expect(await previewSheet(client, 'headed.csv', headed, costs)).toMatchObject({
      byReason: { CURRENCY_DIFFERS: 1 },
    });
    const own = sheetOf('卡号,卡密,成本（元）', 'A1001,SECRET-AB01,47');
    expect(await previewSheet(client, 'own.csv', own, costs)).toMatchObject({ accepted: 1, refused: 0 });
    // What costs are said to be for all needs no column.
    expect(await previewSheet(client, 'headed.csv', headed, trade)).toMatchObject({ accepted: 1, refused: 0 });
  });

  it('holds costs to the currency column of their sheet', async () => {
    const { client } = await openTestShop();
    const trade = await makeTrade(client);
    const named = ['USD', 'CNY', '人民币', '', '印度卢比', '元'];
    const row = (currency: string, index: number) => `A000${index},SECRET-AA0${index},47,${currency}`;
    const bytes = sheetOf('卡号,卡密,成本,币种', ...named.map(row));
    const byColumn = { ...trade, cost: { by: 'column' as const } };
    const summary = await previewSheet(client, 'costs.csv', bytes, byColumn);
    expect(summary).toMatchObject({
      accepted: 4,
      totalCost: 4 * 470_000,
      byReason: { CURRENCY_COLUMN_DIFFERS: 2 },
    });
    expect(summary.refusedRows).toMatchObject([
      { rowNumber: 2, column: '币种' },
      { rowNumber: 6, column: '币种' },
    ]);
    // A discount on a face value in dollars is none in yuan either.
    const discount = { by: 'discount' as const, rate: 95_000_000 };
    expect(await previewSheet(client, 'costs.csv', bytes, { ...trade, cost: discount })).toMatchObject({
      byReason: { CURRENCY_COLUMN_DIFFERS: 2 },
    });
    // What all cost, said by a person, is in the account's currency.
    expect(await previewSheet(client, 'costs.csv', bytes, trade)).toMatchObject({ accepted: 6, refused: 0 });
    const proposed = await proposedSettings(client, await stageFile(client, 'costs.csv', bytes), byColumn);
    const columns: KeySheetRole[] = ['cardNumber', 'secret', 'unitCost', 'ignore'];
    const leftOut = await previewOf(client, { ...proposed, columns });
    expect(leftOut).toMatchObject({ accepted: 6, warnings: { CURRENCY_LEFT_OUT: 2 } });
    const ofFace = sheetOf('卡号,卡密,成本,面值币种', 'A1001,SECRET-AB01,47,USD');
    expect(await previewSheet(client, 'face.csv', ofFace, byColumn)).toMatchObject({ accepted: 1, warnings: {} });
  });

  it('works out no discount on a face value in another currency', async () => {
    const { client } = await openTestShop();
    const trade = await makeTrade(client);
    const { id: dollars } = await client.skus.create({
      commandId: newCommandId(),
      product: { brandName: 'Steam', name: '充值卡' },
      code: 'USD10',
      name: '10 美元',
      faceValue: money(100_000),
      faceCurrency: 'USD',
      keyFields: [...CARD_NUMBER_AND_SECRET],
    });
    const discount = { by: 'discount' as const, rate: 95_000_000 };
    const bytes = sheetOf('卡号,卡密', 'A0001,SECRET-AA01');
    const ofDollars = { ...trade, skuId: dollars, cost: discount };
    expect(await previewSheet(client, 'd.csv', bytes, ofDollars)).toMatchObject({
      byReason: { FACE_CURRENCY_DIFFERS: 1 },
    });
    const sheet = sheetOf('卡号,卡密,面值,折扣', 'A0001,SECRET-AA01,$50,95折', 'A0002,SECRET-AA02,50元,95折');
    const told = await previewSheet(client, 'told.csv', sheet, { ...trade, cost: { by: 'column' } });
    expect(told).toMatchObject({ accepted: 1, totalCost: 475_000, byReason: { FACE_CURRENCY_DIFFERS: 1 } });
    expect(told.refusedRows[0]).toMatchObject({ rowNumber: 2, column: '面值' });
    expect(await previewSheet(client, 'd.csv', bytes, { ...trade, cost: discount })).toMatchObject({ accepted: 1 });
  });

  it('reads no column that is not used', async () => {
    const { client } = await openTestShop();
    const trade = await makeTrade(client);
    const bytes = sheetOf('卡号,卡密,成本,有效期', 'A0001,SECRET-AA01,面议,长期', 'A0002,SECRET-AA02,47.50,2028-12-31');
    const choices = { ...trade, expiry: { by: 'never' as const } };
    const unit = { by: 'unit' as const, unitCost: money(95_000), perSku: [] };
    expect(await previewSheet(client, 'u.csv', bytes, { ...choices, cost: unit })).toMatchObject({
      accepted: 2,
      refused: 0,
    });
    const byColumn = await previewSheet(client, 'u.csv', bytes, { ...choices, cost: { by: 'column' } });
    expect(byColumn).toMatchObject({ accepted: 1, byReason: { NOT_AN_AMOUNT: 1 } });
  });

  it('reads decimal commas where semicolons separate, and refuses what may be thousands', async () => {
    const { client } = await openTestShop();
    const trade = await makeTrade(client);
    const bytes = sheetOf(
      '卡号;卡密;成本',
      'A0001;SECRET-AA01;9,50',
      'A0002;SECRET-AA02;9,75',
      'A0003;SECRET-AA03;1,234',
      '合计;;19,25',
    );
    const choices = { ...trade, cost: { by: 'column' as const }, acceptsBrokenTotals: true };
    const { importId, summary } = await importSheet(client, 'd.csv', bytes, choices);
    expect(summary).toMatchObject({ accepted: 2, byReason: { NOT_AN_AMOUNT: 1 } });
    expect(summary.refusedRows).toMatchObject([{ rowNumber: 4 }]);
    expect((await client.imports.get({ id: importId })).totalCost).toBe(192_500);
    const commas = sheetOf('卡号,卡密,成本', 'A0011,SECRET-AA11,"9,50"');
    expect(await previewSheet(client, 'c.csv', commas, choices)).toMatchObject({ byReason: { NOT_AN_AMOUNT: 1 } });
  });

  it('knows a csv of ours by its first line, whatever it is called', async () => {
    const { client } = await openTestShop();
    const trade = await makeTrade(client);
    // Full-width digits are refused in anybody else's sheet and kept in our own.
    const lines = ['卡号,卡密', '１２３４,SECRET-AA01'];
    const own = await previewSheet(client, 'renamed.csv', sheetOf(OWN_CSV_MARK, ...lines), trade);
    expect(own).toMatchObject({ accepted: 1, refused: 0 });
    const other = await previewSheet(client, 'kacang-keys.csv', sheetOf(...lines), trade);
    expect(other).toMatchObject({ accepted: 0, byReason: { WIDE_CHARACTER: 1 } });
  });

  it('names the place of an odd character, and the history can be read with it', async () => {
    const { client } = await openTestShop();
    const trade = await makeTrade(client);
    const bytes = sheetOf('卡号,卡密', 'A00\u200b01,SECRET-AA01', 'A0002,SECRET-AA02');
    const { importId } = await importSheet(client, 'odd.csv', bytes, trade);
    const { summary } = await client.imports.get({ id: importId });
    expect(summary?.refusedRows[0]).toMatchObject({
      reason: 'INVISIBLE_CHARACTER',
      detail: { fieldName: '卡号', position: 4, codePoint: 0x200b },
    });
  });

  it('holds a sheet to the count it states, until the person accepts the difference', async () => {
    const { client } = await openTestShop();
    const trade = await makeTrade(client);
    const lines = ['A0001----SECRET-AA01', 'A0002----SECRET-AA02'];
    const right = await previewSheet(client, 'r.txt', sheetOf('# 50元点卡 2026-09-01 共2张', ...lines), trade);
    expect(right.brokenTotals).toEqual([]);

    const bytes = sheetOf('# 50元点卡 2026-09-01 共3张', ...lines);
    const broken = await previewSheet(client, 'b.txt', bytes, trade);
    const wrong = { what: 'count', rowNumber: 1, column: '', stated: 3, counted: 2 };
    expect(broken.brokenTotals).toEqual([wrong]);

    const settings = await proposedSettings(client, await stageFile(client, 'b.txt', bytes), trade);
    const { importId, jobId } = await client.imports.post({ commandId: newCommandId(), settings, allowRepeat: false });
    if (!jobId) throw new Error('No job was started.');
    expect((await jobEnd(client, jobId)).error).toEqual({
      code: 'TOTALS_DO_NOT_AGREE',
      data: { totals: [wrong] },
    });
    expect((await client.imports.get({ id: importId })).state).toBe('cancelled');
    const accepted = await importSheet(client, 'b.txt', bytes, { ...trade, acceptsBrokenTotals: true });
    expect(accepted.summary).toMatchObject({ accepted: 2, brokenTotals: [{ stated: 3, counted: 2 }] });
  });

  it('holds a sheet to the amounts it states, and names row and column', async () => {
    const { client } = await openTestShop();
    const trade = { ...(await makeTrade(client)), cost: { by: 'column' as const } };
    const rows = ['卡号,卡密,进价', 'A0001,SECRET-AA01,47.5', 'A0002,SECRET-AA02,47.5'];
    const right = await previewSheet(client, 'r.csv', sheetOf(...rows, '合计,,95'), trade);
    expect(right).toMatchObject({ accepted: 2, skipped: { summary: 1 }, brokenTotals: [] });
    const broken = await previewSheet(client, 'b.csv', sheetOf(...rows, '合计,,100'), trade);
    const wrong = { what: 'amount', rowNumber: 4, column: '进价', stated: 1_000_000, counted: 950_000 };
    expect(broken.brokenTotals).toEqual([wrong]);
    await expect(importSheet(client, 'b.csv', sheetOf(...rows, '合计,,100'), trade)).rejects.toThrow(
      'TOTALS_DO_NOT_AGREE',
    );
    expect((await client.inventory.stock({})).totals.onHand).toBe(0);
  });

  it('holds a sheet without costs to what the person says that they cost', async () => {
    const { client } = await openTestShop();
    const trade = await makeTrade(client);
    const bytes = sheetOf('A0001----SECRET-AA01', 'A0002----SECRET-AA02', '合计：2张，共95.00元');
    expect((await previewSheet(client, 'r.txt', bytes, trade)).brokenTotals).toEqual([]);
    const dearer = { ...trade, cost: { by: 'unit' as const, unitCost: money(480_000), perSku: [] } };
    expect((await previewSheet(client, 'r.txt', bytes, dearer)).brokenTotals).toMatchObject([
      { what: 'amount', rowNumber: 3, stated: 950_000, counted: 960_000 },
    ]);
    const lot = { ...trade, cost: { by: 'total' as const, total: money(950_000) } };
    expect((await previewSheet(client, 'r.txt', bytes, lot)).brokenTotals).toEqual([]);
  });

  it('holds a sheet to a count in a cell of its own, and to what a card factory writes above its batches', async () => {
    const { client } = await openTestShop();
    const trade = await makeTrade(client);
    const keys = ['A0001,SECRET-AA01', 'A0002,SECRET-AA02'];
    const broken = async (...lines: string[]) =>
      (await previewSheet(client, 'c.csv', sheetOf(...lines), trade)).brokenTotals;
    expect(await broken('卡号,卡密', ...keys, '合计,3张')).toMatchObject([{ rowNumber: 4, stated: 3, counted: 2 }]);
    expect(await broken('卡号,卡密', ...keys, '数量合计,2')).toEqual([]);
    const batch = (count: number) => [`第 3 批次 (50元点卡) ${count} 张`, '==========', '卡号,卡密', ...keys];
    expect(await broken(...batch(4))).toMatchObject([{ rowNumber: 1, stated: 4, counted: 2 }]);
    expect(await broken(...batch(2))).toEqual([]);
    const second = ['第 4 批次 (50元点卡) 1 张', '==========', '卡号,卡密', 'A0003,SECRET-AA03'];
    expect(await broken(...batch(2), ...second)).toEqual([]);
  });

  it('reads the promise of a title above the header', async () => {
    const { client } = await openTestShop();
    const trade = await makeTrade(client);
    const bytes = sheetOf('点卡发货单 共5张', '卡号,卡密', 'A0001,SECRET-AA01');
    const summary = await previewSheet(client, 't.csv', bytes, trade);
    expect(summary.brokenTotals).toMatchObject([{ what: 'count', rowNumber: 1, stated: 5, counted: 1 }]);
  });

  it('lists every product whose SKU is not known, and remembers what it was told', async () => {
    const { client } = await openTestShop();
    const trade = await makeTrade(client);
    const other = await makeSku(client, 'CARD100', money(1_000_000));
    const rows = Array.from({ length: 260 }, (_, index) => {
      const product = index < 250 ? '点卡,50' : '点卡,100';
      return `${product},A${String(index).padStart(4, '0')},SECRET-${String(index).padStart(4, '0')}`;
    });
    const bytes = sheetOf('商品名称,面值,卡号,卡密', ...rows, '合计：260张');
    const fileId = await stageFile(client, 'mixed.csv', bytes);
    const base = await proposedSettings(client, fileId, trade);
    const unassigned = await previewOf(client, { ...base, sku: { by: 'column', assignments: [] } });
    expect(unassigned).toMatchObject({ accepted: 0, byReason: { SKU_UNKNOWN: 260 }, skipped: { summary: 1 } });
    expect(unassigned.unknownSkuTexts).toMatchObject([
      { text: '点卡 / 50', count: 250, skuId: null },
      { text: '点卡 / 100', count: 10, skuId: null },
    ]);
    const assignments = [
      { text: '点卡 / 50', skuId: trade.skuId },
      { text: '点卡 / 100', skuId: other },
    ];
    const { summary } = await importSheet(client, 'mixed.csv', bytes, { ...trade, sku: { by: 'column', assignments } });
    expect(summary).toMatchObject({ accepted: 260, unknownSkuTexts: [], brokenTotals: [] });
    expect(summary.bySku.map(({ quantity }) => quantity)).toEqual([250, 10]);
    const next = await client.imports.describe({ fileId, read: {}, supplierId: trade.supplierId });
    expect(next.sheets[0]?.skuTexts[0]).toMatchObject({ text: '点卡 / 50', skuId: trade.skuId });
    expect(next.sheets[0]?.remembered).toMatchObject({ usedCount: 1 });
  });

  it('cannot post while no product is given to a SKU', async () => {
    const { client } = await openTestShop();
    const trade = await makeTrade(client);
    const fileId = await stageFile(client, 'k.csv', sheetOf('卡号,卡密', 'A0001,SECRET-AA01'));
    const settings = {
      ...(await proposedSettings(client, fileId, trade)),
      sku: { by: 'column' as const, assignments: [] },
    };
    const post = client.imports.post({ commandId: newCommandId(), settings, allowRepeat: false });
    await expect(post).rejects.toMatchObject({ code: 'NO_SKU_ASSIGNED' });
  });

  it('brings no keys of an archived SKU in, except as history', async () => {
    const { client } = await openTestShop();
    const trade = await makeTrade(client);
    await client.skus.setArchived({ commandId: newCommandId(), id: trade.skuId, isArchived: true });
    const fileId = await stageFile(client, 'k.csv', sheetOf('卡号,卡密', 'A0001,SECRET-AA01'));
    const settings = await proposedSettings(client, fileId, trade);
    const refused = { code: 'SKU_ARCHIVED', data: { skuId: trade.skuId, skuCode: 'CARD50' } };
    await expect(client.imports.preview(settings)).rejects.toMatchObject(refused);
    await expect(client.imports.post({ commandId: newCommandId(), settings })).rejects.toMatchObject(refused);
    const history = { ...trade, receiptKind: 'history' as const, settlement: 'none' as const };
    const sheet = sheetOf('卡号,卡密', 'A0001,SECRET-AA01');
    expect((await importSheet(client, 'k.csv', sheet, history)).summary).toMatchObject({ accepted: 1 });
  });

  it('warns when the supplier charged something else than the keys cost', async () => {
    const { client } = await openTestShop();
    const trade = await makeTrade(client);
    const bytes = sheetOf('卡号,卡密', 'A0001,SECRET-AA01', 'A0002,SECRET-AA02');
    const charged = (amount: number) =>
      previewSheet(client, 'k.csv', bytes, { ...trade, amountCharged: money(amount) });
    expect((await charged(950_000)).warnings).toEqual({});
    expect((await charged(960_000)).warnings).toEqual({ AMOUNT_DIFFERS: 1 });
  });

  it('takes the header that the person chose, and none where there is none', async () => {
    const { client } = await openTestShop();
    const trade = await makeTrade(client);
    const bytes = sheetOf('卡号,卡密', 'number here,pin here', 'A0001,SECRET-AA01');
    const fileId = await stageFile(client, 'k.csv', bytes);
    const chosen = await client.imports.describe({ fileId, read: {}, headerRowNumber: 2 });
    expect(chosen.sheets[0]).toMatchObject({ headerRowNumber: 2, columns: [{ name: 'number here' }, {}] });
    const none = await client.imports.describe({ fileId, read: {}, headerRowNumber: null });
    expect(none.sheets[0]).toMatchObject({ headerRowNumber: null, headerSignature: 'headerless:2:xx' });
    const columns: KeySheetRole[] = ['cardNumber', 'secret'];
    const base = await proposedSettings(client, fileId, trade);
    const summary = await previewOf(client, { ...base, headerRowNumber: 2, columns });
    expect(summary).toMatchObject({ rows: 1, accepted: 1 });
  });

  it('names the open month before anything is written when the day lies in a closed one', async () => {
    const { client } = await openTestShop();
    const trade = await makeTrade(client);
    const bytes = sheetOf('卡号,卡密', 'A0001,SECRET-AA01');
    await closeMonth(client, '2026-10');
    const closed = previewSheet(client, 'k.csv', bytes, { ...trade, documentOn: '2026-10-31' as Day });
    await expect(closed).rejects.toMatchObject({ code: 'MONTH_CLOSED', data: { openMonth: '2026-11' } });
    const open = await previewSheet(client, 'k.csv', bytes, { ...trade, documentOn: '2026-11-01' as Day });
    expect(open.accepted).toBe(1);
  });

  it('says before posting that the day lies ahead', async () => {
    const { client } = await openTestShop();
    const trade = await makeTrade(client);
    const bytes = sheetOf('卡号,卡密', 'A0001,SECRET-AA01');
    const ahead = previewSheet(client, 'k.csv', bytes, { ...trade, documentOn: '2030-01-01' as Day });
    await expect(ahead).rejects.toMatchObject({ code: 'INVALID_VALUE', data: { field: 'documentOn' } });
  });
});
