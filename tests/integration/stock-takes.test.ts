import { afterEach, describe, expect, it, vi } from 'vitest';
import type { FileId, StockTakeId, SupplierId } from '#shared/domain/ids.ts';
import { money } from '#shared/domain/money/money.ts';
import {
  closeTestShops,
  newCommandId,
  openTestShop,
  stageFile,
  type TestClient,
  type TestShop,
} from '#tests/support/open-core.ts';
import { importSheet, jobEnd, keySheet, makeSku, makeTrade } from '#tests/support/trade.ts';
import { buildZip } from '#tests/support/zip-building.ts';

afterEach(closeTestShops);

type Read = { encoding?: 'gb18030'; entry?: string };

/** Begins to compare a staged list as it proposes to be read. */
async function beginTake(client: TestClient, supplierId: SupplierId, fileId: FileId, read: Read = {}) {
  const { headerRowNumber, proposed: columns } = await client.stockTakes.describe({ fileId, read });
  return client.stockTakes.take({ commandId: newCommandId(), fileId, supplierId, read, headerRowNumber, columns });
}

async function shopWithKeys(count: number) {
  const shop = await openTestShop();
  const trade = await makeTrade(shop.client);
  await importSheet(shop.client, 'keys.csv', keySheet(count), trade);
  const begin = (fileId: FileId, read: Read) => beginTake(shop.client, trade.supplierId, fileId, read);
  const take = async (fileId: FileId, read: Read) => jobEnd(shop.client, (await begin(fileId, read)).jobId);
  const last = async () => {
    const [row] = (await shop.client.stockTakes.list({})).rows;
    if (!row) throw new Error('There is no stock-take.');
    return row;
  };
  return { ...shop, shop, begin, take, last };
}

/** `卡号,状态` and a word that reads as Chinese in GBK and in Big5. */
const TWO_READINGS = Buffer.from('6001000200000001,\xe9\x44\xf1\x6e\n6001000200000002,\xe9\x44\xf1\x6e\n', 'latin1');

describe('how a status list is read', () => {
  it('is asked where two encodings fit, without showing a number, and then done as it was said', async () => {
    const { client, take } = await shopWithKeys(3);
    const fileId = await stageFile(client, '状态.csv', TWO_READINGS);
    const sketch = await client.stockTakes.describe({ fileId });
    expect(sketch.isEncodingAmbiguous).toBe(true);
    const previews = sketch.encodingCandidates.flatMap(({ preview }) => preview);
    expect(previews.length).toBeGreaterThan(1);
    expect(previews.join()).not.toContain('6001');

    expect(await take(fileId, {})).toMatchObject({
      state: 'failed',
      error: { code: 'SHEET_REFUSED', data: { reason: 'AMBIGUOUS_ENCODING' } },
    });
    expect(await take(fileId, { encoding: 'gb18030' })).toMatchObject({ state: 'done' });
  });

  it('is asked which file of an archive is meant', async () => {
    const { client, take, last } = await shopWithKeys(3);
    const list = (number: string) => Buffer.from(`卡号,状态\r\n600100020000000${number},未使用\r\n`);
    const archive = buildZip([
      { name: 'october.csv', bytes: list('1') },
      { name: 'november.csv', bytes: list('2') },
    ]);
    const fileId = await stageFile(client, '状态.zip', archive);
    const asked = await client.stockTakes.describe({ fileId });
    expect(asked).toMatchObject({ sheet: null, columns: [] });
    expect(asked.entries.map(({ name }) => name)).toEqual(['october.csv', 'november.csv']);
    expect(await take(fileId, { entry: 'november.csv' })).toMatchObject({ state: 'done' });
    expect(await last()).toMatchObject({ progress: 'done', counts: { agrees: 1 } });
  });
});

describe('a status list whose lines name their parts', () => {
  it('is compared by those names', async () => {
    const { client, take, last } = await shopWithKeys(2);
    const list = '卡号：6001000200000001 状态：已使用\n卡号：6001000200000002 状态：未使用\n';
    const fileId = await stageFile(client, '状态.txt', Buffer.from(list));
    expect(await client.stockTakes.describe({ fileId })).toMatchObject({ proposed: { cardNumber: 0, status: 1 } });
    expect(await take(fileId, {})).toMatchObject({ state: 'done' });
    expect((await last()).counts).toMatchObject({ agrees: 1 });
    expect((await client.cardKeys.list({ filter: { states: ['quarantined'] } })).rows).toHaveLength(1);
  });
});

describe('the key that a line of a status list means', () => {
  it('is the one that stands, where the import that brought it first was undone', async () => {
    const shop = await openTestShop();
    const { client } = shop;
    const trade = await makeTrade(client);
    const first = await importSheet(client, 'keys.csv', keySheet(2), trade);
    await client.imports.undo({ commandId: newCommandId(), id: first.importId, reason: '成本录错' });
    await importSheet(client, 'keys.csv', keySheet(2), { ...trade, allowRepeat: true });
    const [line = ''] = keySheet(1).toString('utf8').split('\r\n').slice(1);
    const [number, secret] = line.split(',');
    const list = Buffer.from(`卡号,卡密,状态\r\n${number},${secret},已使用`);
    const fileId = await stageFile(client, '状态.csv', list);
    const { supplierId, skuId } = trade;
    const begun = await beginTake(client, supplierId, fileId);
    expect(await jobEnd(client, begun.jobId)).toMatchObject({ state: 'done' });
    expect((await client.stockTakes.list({})).rows).toMatchObject([{ counts: { 'used-while-ours': 1 } }]);
    expect((await client.inventory.stock({ skuId })).rows).toMatchObject([{ available: 1, quarantined: 1 }]);
  });

  it('and that was used stays off sale where a backup of before is restored', async () => {
    const { client, core, take } = await shopWithKeys(3);
    const logged = () => core.kernel.issuedLog().records().length;
    const before = logged();
    const list = Buffer.from('卡号,状态\r\n6001000200000001,已使用\r\n6001000200000002,未使用');
    expect(await take(await stageFile(client, '状态.csv', list), {})).toMatchObject({ state: 'done' });
    const [record, ...others] = core.kernel.issuedLog().records().slice(before);
    expect(record).toMatchObject({ kind: 'keys', payload: { delivery: 'stock-take', pairs: [expect.any(String)] } });
    expect(others).toEqual([]);
    expect(await take(await stageFile(client, '状态.csv', list), {})).toMatchObject({ state: 'done' });
    expect(logged()).toBe(before + 1);
  });

  it.each([
    ['printed in groups', '卡号,状态', '6001 0002-0000 0001,已使用'],
    ['called a number and is a secret', '卡号,状态', 'K00000001-7919-Z,已使用'],
    ['called a secret and is a number', '卡密,状态', '6001000200000001,已使用'],
  ])('is found where it is %s', async (_how, header, line) => {
    const { client, take, last } = await shopWithKeys(2);
    const fileId = await stageFile(client, '状态.csv', Buffer.from(`${header}\r\n${line}`));
    expect(await take(fileId, {})).toMatchObject({ state: 'done' });
    expect((await last()).counts).toEqual({ 'used-while-ours': 1 });
    const { rows } = await client.cardKeys.list({ filter: { states: ['quarantined'] } });
    expect(rows.map(({ tail }) => tail)).toEqual(['0001']);
  });

  it('is never told by a short PIN beside the number of another card', async () => {
    const shop = await openTestShop();
    const { client } = shop;
    const { supplierId } = await makeTrade(client);
    const skuId = await makeSku(client, 'PIN', null);
    const sku = await client.skus.get({ id: skuId });
    await client.skus.edit({
      commandId: newCommandId(),
      ...sku,
      product: { id: sku.productId },
      allowsShortPin: true,
    });
    const sheet = Buffer.from('卡号,卡密\r\n7001000200000001,1234\r\n7001000200000002,1234\r\n7001000200000003,5678');
    await importSheet(client, 'pins.csv', sheet, { supplierId, skuId });
    const list = Buffer.from('卡号,卡密,状态\r\n7001000200000009,1234,已使用\r\n7001000200000003,1234,已使用');
    const fileId = await stageFile(client, '状态.csv', list);
    const begun = await beginTake(client, supplierId, fileId);
    expect(await jobEnd(client, begun.jobId)).toMatchObject({ state: 'done' });
    const [taken] = (await client.stockTakes.list({})).rows;
    expect(taken?.counts).toEqual({ 'unknown-key': 1, 'used-while-ours': 1 });
    const { rows } = await client.cardKeys.list({ filter: { skuId, states: ['quarantined'] } });
    expect(rows.map(({ tail }) => tail)).toEqual(['0003']);
  });
});

describe('a key that a status list names more than once', () => {
  it('goes to quarantine where any of its lines calls it used, whichever comes first', async () => {
    const { client, take, last } = await shopWithKeys(3);
    const lines = ['0001,已售出', '0001,已使用', '0002,未使用', '0002,已使用', '0003,未使用', '0003,未使用'];
    const list = ['卡号,状态', ...lines.map((line) => `600100020000${line}`)].join('\r\n');
    expect(await take(await stageFile(client, '流水.csv', Buffer.from(list)), {})).toMatchObject({ state: 'done' });
    expect((await last()).counts).toEqual({ 'used-while-ours': 2, agrees: 2, repeated: 2 });
    const { rows } = await client.cardKeys.list({ filter: { states: ['available'] } });
    expect(rows.map(({ tail }) => tail)).toEqual(['0003']);
  });
});

describe('rows of a status list that cannot be compared', () => {
  it('are named by their reason and the first of them', async () => {
    const { client, take, last } = await shopWithKeys(1);
    const rows = ['6.00100E+15,已使用,', '6001000200000001,未使用,', ',已使用,', '6.00100E+15,已使用,', '77,,前天'];
    const list = ['卡号,状态,使用时间', ...rows].join('\r\n');
    expect(await take(await stageFile(client, '状态.csv', Buffer.from(list)), {})).toMatchObject({ state: 'done' });
    expect(await last()).toMatchObject({ counts: { agrees: 1 }, refusedRows: 4 });
    expect((await last()).refusals).toEqual([
      { reason: 'SCIENTIFIC_NOTATION', count: 2, firstRow: 2 },
      { reason: 'NUMBER_MISSING', count: 1, firstRow: 4 },
      { reason: 'NOT_A_DAY', count: 1, firstRow: 6 },
    ]);
  });
});

describe('a placed key that the supplier calls used', () => {
  it('stays placed, so that what its tool sold can be recorded; a void one goes to quarantine', async () => {
    const { client, take, last } = await shopWithKeys(3);
    const placed = { filter: {}, format: 'csv', reason: '上架' } as const;
    const { jobId } = await client.cardKeys.export({ commandId: newCommandId(), ...placed });
    expect(await jobEnd(client, jobId)).toMatchObject({ state: 'done' });
    const lines = ['卡号,状态', '6001000200000001,已使用', '6001000200000002,已售出', '6001000200000003,已作废'];
    const fileId = await stageFile(client, '状态.csv', Buffer.from(lines.join('\r\n')));
    expect(await take(fileId, {})).toMatchObject({ state: 'done' });
    expect((await last()).counts).toEqual({ 'used-while-placed': 2, 'used-while-ours': 1 });
    const { rows } = await client.cardKeys.list({ filter: { states: ['placed'] } });
    expect(rows).toHaveLength(2);
    const keyIds = rows.map(({ id }) => id);
    const sold = { selection: { by: 'keys', keyIds } as const, orderTotal: money(1_000_000) };
    expect(await client.deliveries.recordPlacedSale({ commandId: newCommandId(), ...sold })).toMatchObject({
      quantity: 2,
    });
  });
});

describe('who had to do with a key that was used', () => {
  it('are those who saw it and those who handed it out before it came back', async () => {
    const { client, take, last } = await shopWithKeys(1);
    const [row] = (await client.cardKeys.list({ filter: {} })).rows;
    const lines = [{ skuId: row?.skuId ?? (0 as never), quantity: 1, orderTotal: money(500_000) }];
    const { deliveries } = await client.deliveries.dispense({ commandId: newCommandId(), lines });
    const keyIds = [row?.id ?? (0 as never)];
    const id = deliveries[0]?.id ?? (0 as never);
    await client.deliveries.return({ commandId: newCommandId(), id, keyIds, reason: '退货' });
    const fileId = await stageFile(client, '状态.csv', Buffer.from('卡号,状态\r\n6001000200000001,已使用'));
    expect(await take(fileId, {})).toMatchObject({ state: 'done' });
    const { rows } = await client.stockTakes.findings({ id: (await last()).id });
    expect(rows).toMatchObject([{ finding: 'used-while-ours', seenBy: [{ userName: '老板', act: 'sale' }] }]);
  });
});

/** Without them nothing can be counted anew. */
function removeFindings({ kernel }: TestShop['core']): Promise<unknown> {
  return kernel.queue.write((tx) => tx.exec('DELETE FROM stock_take_findings'));
}

describe('a stock-take that was stopped', () => {
  it('says so, with what it had compared by then, without counting it anew', async () => {
    const { client, core, begin, last } = await shopWithKeys(3);
    const rows = Array.from({ length: 4000 }, (_, index) => `${6_001_000_200_000_001 + index},未使用`);
    const fileId = await stageFile(client, '状态.csv', Buffer.from(['卡号,状态', ...rows].join('\r\n')));
    const { queue } = core.kernel;
    const { write } = queue;
    const turns: (() => void)[] = [];
    // Each turn waits to be let through, so that the list is stopped between its second and its third.
    const spy = vi.spyOn(queue, 'write').mockImplementation(async (work) => {
      if (turns.length < 3) await new Promise<void>((resolve) => turns.push(resolve));
      return write(work);
    });
    const begun = begin(fileId, {});
    const letThrough = async (count: number): Promise<void> => {
      await vi.waitFor(() => expect(turns.length).toBe(count), { timeout: 30_000 });
      turns[count - 1]?.();
    };
    await letThrough(1);
    const { jobId } = await begun;
    expect((await last()).progress).toBe('running');
    await letThrough(2);
    await vi.waitFor(() => expect(turns.length).toBe(3), { timeout: 30_000 });
    await client.jobs.cancel({ id: jobId });
    turns[2]?.();
    expect((await jobEnd(client, jobId)).state).toBe('cancelled');
    spy.mockRestore();

    const stopped = await last();
    expect(stopped.progress).toBe('stopped');
    const compared = Object.values(stopped.counts).reduce((sum, count) => sum + count, 0);
    expect(compared).toBeGreaterThan(0);
    expect(compared).toBeLessThan(4000);
    const id: StockTakeId = stopped.id;
    expect((await client.stockTakes.findings({ id, finding: 'agrees' })).rows).toHaveLength(stopped.counts.agrees ?? 0);
    await removeFindings(core);
    expect(await last()).toEqual(stopped);
  });

  it('by an earlier version, which kept no counts, is counted once when the shop is opened', async () => {
    const { shop, take, last } = await shopWithKeys(3);
    const fileId = await stageFile(
      shop.client,
      '状态.csv',
      Buffer.from('卡号,状态\n6001000200000001,未使用\n1,未使用\n'),
    );
    expect(await take(fileId, {})).toMatchObject({ state: 'done' });
    const { counts } = await last();
    await shop.core.kernel.queue.write((tx) => tx.exec("UPDATE stock_takes SET summary = '{}'"));
    await shop.restart();
    const interrupted = { progress: 'stopped', counts };
    expect(await last()).toMatchObject(interrupted);
    await removeFindings(shop.core);
    expect(await last()).toMatchObject(interrupted);
  });
});
