import { afterEach, describe, expect, it } from 'vitest';
import type { ImportSummary } from '#shared/contract/imports.contract.ts';
import { money } from '#shared/domain/money/money.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { brokenInvariants } from '#tests/support/invariants.ts';
import { closeTestShops, newCommandId, openTestShop, stageFile, type TestClient } from '#tests/support/open-core.ts';
import { closeMonth, postEntry } from '#tests/support/reconcile.ts';
import {
  type ImportChoices,
  importSheet,
  jobEnd,
  keySheet,
  makeSku,
  makeTrade,
  previewSheet,
  proposedSettings,
} from '#tests/support/trade.ts';

afterEach(closeTestShops);

/* Rules of the import that no other test holds by itself. */

const csv = (...lines: string[]) => Buffer.from(lines.join('\n'));
const DETAILS = ['supplierName', 'importNumber', 'firstRowNumber'] as const;

async function refusalsOf(client: TestClient, bytes: Uint8Array, choices: ImportChoices) {
  const { refusedRows } = await previewSheet(client, '再来.csv', bytes, choices);
  return refusedRows.map(({ reason, detail }) => [reason, ...DETAILS.map((name) => detail[name] ?? null)]);
}

describe('keys that come again', () => {
  it('say where they came first also in a sheet of thousands, for which all that is held is read at once', async () => {
    const { client } = await openTestShop();
    const trade = await makeTrade(client);
    const { importId } = await importSheet(client, '先.csv', keySheet(3), trade);
    const { number } = await client.imports.get({ id: importId });
    // Five thousand rows, of which three are known and one stands twice.
    const lines = keySheet(5_000).toString('utf8').split('\r\n');
    const bytes = Buffer.from([...lines, lines[4_000] ?? ''].join('\r\n'));
    expect(await refusalsOf(client, bytes, trade)).toEqual([
      ...Array.from({ length: 3 }, () => ['RE_SENT', '示例批发商', number, null]),
      ['DUPLICATE_IN_FILE', null, null, 4_001],
    ]);
  });

  it('with the same secret under another number are neither re-sent nor resold', async () => {
    const { client } = await openTestShop();
    const trade = await makeTrade(client);
    await importSheet(client, '先.csv', csv('卡号,卡密', 'A0001,SECRET-1'), trade);
    const { supplierId, skuId } = trade;
    const again = csv('卡号,卡密', 'A0009,SECRET-1');
    expect((await refusalsOf(client, again, { supplierId, skuId })).map(([reason]) => reason)).toEqual(['SAME_SECRET']);
  });
});

describe('the last day of a key', () => {
  it('is a day on which it can still come in', async () => {
    const { client } = await openTestShop();
    const trade = await makeTrade(client);
    const bytes = csv('卡号,卡密,有效期', 'A0001,SECRET-1,2026-11-21', 'A0002,SECRET-2,2026-11-20');
    const summary = await previewSheet(client, '今天.csv', bytes, trade);
    expect(summary).toMatchObject({ accepted: 1, byReason: { ALREADY_EXPIRED: 1 } });
    expect(summary.refusedRows).toMatchObject([{ rowNumber: 3 }]);
  });
});

describe('the amounts that a sheet states', () => {
  const bytes = csv('卡号,卡密,成本', 'A0001,SECRET-1,9', 'A0002,SECRET-2,9', '合计,,20');

  it('are held against what its keys cost, and against nothing where they are history', async () => {
    const { client } = await openTestShop();
    const trade = { ...(await makeTrade(client)), cost: { by: 'column' as const } };
    expect((await previewSheet(client, '合计.csv', bytes, trade)).brokenTotals).toMatchObject([
      { what: 'amount', stated: 200_000, counted: 180_000 },
    ]);
    const history = { ...trade, receiptKind: 'history' as const, settlement: 'none' as const };
    expect((await previewSheet(client, '合计.csv', bytes, history)).brokenTotals).toEqual([]);
  });

  it('are held against nothing where a product among several is not known, nor therefore its cost', async () => {
    const { client } = await openTestShop();
    const trade = await makeTrade(client);
    const otherId = await makeSku(client, 'CARD100', null);
    const sheet = csv(
      '卡号,卡密,商品',
      'A0001,SECRET-1,甲卡',
      'A0002,SECRET-2,乙卡',
      'A0003,SECRET-3,丙卡',
      '合计：3张，共150元,,',
    );
    const fileId = await stageFile(client, '三种.csv', sheet);
    const settings = await proposedSettings(client, fileId, trade);
    const assignments = [
      { text: '甲卡', skuId: trade.skuId },
      { text: '乙卡', skuId: otherId },
    ];
    const checked = async (extra: typeof assignments) => {
      const sku = { by: 'column' as const, assignments: [...assignments, ...extra] };
      const { jobId } = await client.imports.preview({ ...settings, sku });
      return (await jobEnd(client, jobId)).result as ImportSummary;
    };
    expect(await checked([])).toMatchObject({ byReason: { SKU_UNKNOWN: 1 }, brokenTotals: [] });
    expect(await checked([{ text: '丙卡', skuId: otherId }])).toMatchObject({
      brokenTotals: [{ stated: 1_500_000, counted: 1_425_000 }],
    });
  });
});

describe('a total that is spread over the keys', () => {
  it('comes to itself over several batches of one SKU', async () => {
    const { client, core } = await openTestShop();
    const trade = await makeTrade(client);
    const rows = [1, 2, 3].map((place) => `A000${place},SECRET-${place},B${place}`);
    const { importId, summary } = await importSheet(client, '三批.csv', csv('卡号,卡密,批次号', ...rows), {
      ...trade,
      cost: { by: 'total', total: money(100_001) },
    });
    const { batches } = await client.imports.get({ id: importId });
    const keys = (await client.cardKeys.list({ filter: { importId } })).rows.map(({ cost }) => Number(cost));
    expect({ batches: batches.length, total: summary.totalCost }).toEqual({ batches: 3, total: 100_001 });
    expect(keys.sort()).toEqual([33_333, 33_334, 33_334]);
    expect(brokenInvariants(core)).toEqual([]);
  });

  it('follows the face values, whatever a SKU without one is that no key came of', async () => {
    const { client } = await openTestShop();
    const { supplierId } = await makeTrade(client);
    const faces = [500_000, 1_000_000, null];
    const skuIds = [];
    for (const [place, face] of faces.entries())
      skuIds.push(await makeSku(client, `F${place}`, face === null ? null : money(face)));
    const fileId = await stageFile(client, '两种.csv', csv('卡号,卡密,商品', 'A0001,SECRET-1,0', 'A0002,SECRET-2,1'));
    const [skuId] = skuIds;
    if (skuId === undefined) throw new Error('There is no SKU.');
    const settings = await proposedSettings(client, fileId, { supplierId, skuId });
    const assignments = skuIds.map((id, place) => ({ text: String(place), skuId: id }));
    const cost = { by: 'total' as const, total: money(300_000) };
    const { jobId } = await client.imports.preview({ ...settings, sku: { by: 'column', assignments }, cost });
    const { bySku } = (await jobEnd(client, jobId)).result as ImportSummary;
    expect(bySku.map((sku) => sku.cost)).toEqual([100_000, 200_000]);
  });
});

describe('a receipt that is paid at once', () => {
  it('uses up no older credit, and its own payment pays it', async () => {
    const { client } = await openTestShop();
    const trade = await makeTrade(client);
    const { supplierId } = trade;
    const paper = { supplierId, kind: 'payment' as const, amount: money(300_000), occurredOn: '2026-11-01' as Day };
    await postEntry(client, paper);
    const cost = { by: 'unit' as const, unitCost: money(100_000), perSku: [] };
    await importSheet(client, '现付.csv', keySheet(2), { ...trade, settlement: 'paid', cost });
    const { rows } = await client.supplierMoney.credits({ supplierId });
    expect(rows.map(({ amount, open }) => [amount, open])).toEqual([[300_000, 300_000]]);
    expect((await client.supplierMoney.dues({ supplierId })).rows).toEqual([]);
  });
});

describe('a month that is closed while an import is being read', () => {
  it('takes none of it', async () => {
    const { client, core } = await openTestShop();
    const trade = await makeTrade(client);
    await importSheet(client, '先.csv', keySheet(1), { ...trade, documentOn: '2026-09-20' as Day, settlement: 'none' });
    const fileId = await stageFile(client, '多.csv', keySheet(3_000, 100));
    const october = { documentOn: '2026-10-20' as Day, settlement: 'none' as const };
    const settings = await proposedSettings(client, fileId, { ...trade, ...october });
    const { jobId } = await client.imports.post({ commandId: newCommandId(), settings });
    if (jobId === null) throw new Error('No job was started.');
    await closeMonth(client, '2026-09');
    await closeMonth(client, '2026-10');
    expect(await jobEnd(client, jobId)).toMatchObject({ state: 'failed', error: { code: 'MONTH_CLOSED' } });
    expect((await client.imports.list({ state: 'posted' })).rows.map(({ fileName }) => fileName)).toEqual(['先.csv']);
    expect(brokenInvariants(core)).toEqual([]);
  });
});

describe('the undo of a part', () => {
  it('leaves a promised rebate answered by as much of its stock as stays', async () => {
    const { client } = await openTestShop();
    const trade = await makeTrade(client);
    const { supplierId } = trade;
    await client.supplierMoney.addRebate({
      commandId: newCommandId(),
      supplierId,
      amount: money(1_000_000),
      promisedOn: '2026-11-30' as Day,
      terms: null,
      note: '',
    });
    const due = async () => (await client.supplierMoney.rebates({ supplierId })).rows.map((row) => row.due);
    const { importId } = await importSheet(client, '返卡.csv', keySheet(4), {
      ...trade,
      receiptKind: 'rebate',
      settlement: 'none',
      cost: { by: 'unit', unitCost: money(100_000), perSku: [] },
    });
    expect(await due()).toEqual([600_000]);
    await client.deliveries.dispense({
      commandId: newCommandId(),
      lines: [{ skuId: trade.skuId, quantity: 1 }],
      purpose: 'gift',
    });
    await client.imports.undo({ commandId: newCommandId(), id: importId, reason: '发错了' });
    expect(await due()).toEqual([900_000]);
  });
});
