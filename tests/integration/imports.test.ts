import { afterEach, describe, expect, it, vi } from 'vitest';
import { read, utils, write } from 'xlsx';
import { queueIssued } from '#core/commands.repo.ts';
import type { FileId } from '#shared/domain/ids.ts';
import { money } from '#shared/domain/money/money.ts';
import { closeTestShops, newCommandId, openTestShop, readDownload, stageFile } from '#tests/support/open-core.ts';
import {
  importSheet,
  jobEnd,
  keySheet,
  makeTrade,
  previewSheet,
  proposedSettings,
  sampleSheet,
} from '#tests/support/trade.ts';

afterEach(closeTestShops);
afterEach(() => vi.restoreAllMocks());

function rowsOf(workbook: Buffer): string[][] {
  const book = read(workbook);
  const sheet = book.Sheets[book.SheetNames[0] ?? ''] ?? {};
  return utils.sheet_to_json<string[]>(sheet, { header: 1, defval: '', raw: false });
}

describe('import of key sheets', () => {
  it('brings a supplier sheet in: dry run, posting, account, and the same bytes are known again', async () => {
    const { client } = await openTestShop();
    const trade = await makeTrade(client);
    const bytes = sampleSheet('supplier-cards.csv');
    const preview = await previewSheet(client, 'supplier-cards.csv', bytes, trade);
    expect(preview).toMatchObject({ accepted: 2, refused: 0, encoding: 'utf-8', skipped: { summary: 1 } });

    const { importId, summary } = await importSheet(client, 'supplier-cards.csv', bytes, trade);
    expect(summary.accepted).toBe(2);
    expect(summary.totalCost).toBe(950_000);
    const posted = await client.imports.get({ id: importId });
    expect(posted).toMatchObject({ state: 'posted', acceptedCount: 2, externalNumber: '' });
    expect(posted.batches).toMatchObject([{ label: 'B20260901', keyCount: 2, unmovedCount: 2 }]);
    const account = await client.supplierAccounts.get({ supplierId: trade.supplierId });
    expect(account.balance).toBe(950_000);

    await expect(importSheet(client, 'supplier-cards.csv', bytes, trade)).rejects.toMatchObject({
      code: 'FILE_ALREADY_IMPORTED',
    });
    const again = await importSheet(client, 'supplier-cards.csv', bytes, { ...trade, allowRepeat: true });
    expect(again.summary).toMatchObject({ accepted: 0, refused: 2, byReason: { RE_SENT: 2 } });
  });

  it('reads the old encoding and quoted fields, and keeps every secret out of what it shows', async () => {
    const { client } = await openTestShop();
    const trade = await makeTrade(client);
    const bytes = sampleSheet('cards-gbk.csv');
    const fileId = await stageFile(client, 'cards-gbk.csv', bytes);
    const sketch = await client.imports.describe({ fileId, read: {} });
    expect(sketch.encoding).toBe('gb18030');
    expect(JSON.stringify(sketch)).not.toContain('ABCD-EFGH');
    const summary = await previewSheet(client, 'cards-gbk.csv', bytes, trade);
    expect(summary.accepted + summary.refused).toBe(3);
  });

  it('refuses damaged numbers with their place, and gives the refused rows back as a sheet', async () => {
    const { client } = await openTestShop();
    const trade = await makeTrade(client);
    const { importId, summary } = await importSheet(client, 'm.csv', sampleSheet('cards-excel-mangled.csv'), trade);
    expect(summary.refusedRows.map(({ rowNumber }) => rowNumber)).toContain(2);
    expect(summary.refused).toBeGreaterThanOrEqual(2);
    const exported = await client.imports.exportRefused({ commandId: newCommandId(), id: importId });
    const workbook = await readDownload(client, exported.fileId);
    expect(workbook.subarray(0, 2).toString()).toBe('PK');
    expect(exported.quantity).toBe(summary.refused);
  });

  it('gives refused rows back in their columns, so that the mended sheet comes in', async () => {
    const { client } = await openTestShop();
    const trade = await makeTrade(client);
    const sheet = Buffer.from('卡号,卡密,面值\nA0000001,SECRET-AA01,50\nA0000002,,50\nA0000001,SECRET-AA01,50\n');
    const { importId } = await importSheet(client, 'k.csv', sheet, trade);
    const { fileId } = await client.imports.exportRefused({ commandId: newCommandId(), id: importId });
    const rows = rowsOf(await readDownload(client, fileId));
    expect(rows[0]?.slice(6)).toEqual(['卡号', '卡密', '面值', '原文']);
    expect(rows.slice(1).map((row) => row.slice(6))).toEqual([
      ['A0000002', '', '50', ''],
      ['A0000001', 'SECRET-AA01', '50', ''],
    ]);
    (rows[1] as string[])[7] = 'SECRET-AA02';
    const book = utils.book_new();
    utils.book_append_sheet(book, utils.aoa_to_sheet(rows), '被拒绝的行');
    const mended = write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer;
    const { summary } = await importSheet(client, 'mended.xlsx', mended, trade);
    expect(summary).toMatchObject({ accepted: 1, byReason: { RE_SENT: 1 } });
  });

  it('gives all rows back of a sheet of which none can come in', async () => {
    const { client, signIn } = await openTestShop();
    const trade = await makeTrade(client);
    const lines = Array.from({ length: 620 }, (_, index) => `A${String(index).padStart(7, '0')},`);
    const fileId = await stageFile(client, 'k.csv', Buffer.from(['卡号,卡密', ...lines].join('\n')));
    const settings = await proposedSettings(client, fileId, trade);
    const { jobId } = await client.imports.exportRefusedOfPreview({ commandId: newCommandId(), settings });
    const job = await jobEnd(client, jobId);
    expect(job).toMatchObject({ state: 'done', result: { name: 'k-refused.xlsx', quantity: 620, refused: 620 } });
    const rows = rowsOf(await readDownload(client, (job.result as { fileId: FileId }).fileId));
    expect(rows).toHaveLength(621);
    expect(rows.at(-1)?.slice(0, 2)).toEqual(['', '621']);
    expect(rows.at(-1)?.slice(6)).toEqual(['A0000619', '', '']);
    expect((await client.imports.list({})).rows).toEqual([]);
    const { rows: acts } = await client.audit.list({ action: 'imports.exportRefused' });
    expect(acts).toMatchObject([{ quantity: 620 }]);

    await client.users.create({
      commandId: newCommandId(),
      name: '采购',
      role: 'buyer-finance',
      passphrase: 'another one',
    });
    const buyer = await signIn('采购', 'another one');
    const asked = buyer.imports.exportRefusedOfPreview({ commandId: newCommandId(), settings });
    await expect(asked).rejects.toMatchObject({ code: 'PERMISSION_DENIED', data: { right: 'keys.export' } });
  });

  it('finds duplicates in the file and against stock, also with number and secret swapped', async () => {
    const { client } = await openTestShop();
    const trade = await makeTrade(client);
    const first = Buffer.from(
      '卡号,卡密\nA0001,SECRET-AA01\nA0002,SECRET-AA02\nA0001,SECRET-AA01\nA0003,SECRET-AA02\n',
    );
    const one = await importSheet(client, 'one.csv', first, trade);
    expect(one.summary).toMatchObject({ accepted: 2, byReason: { DUPLICATE_IN_FILE: 1, SAME_SECRET: 1 } });
    const second = Buffer.from('卡号,卡密\nSECRET-AA01,A0001\nA0009,SECRET-AA09\n');
    const other = await client.suppliers.create({
      commandId: newCommandId(),
      code: 'S2',
      name: '另一家',
      kind: 'platform',
      currency: 'CNY',
      settlement: 'credit',
    });
    const two = await importSheet(client, 'two.csv', second, { ...trade, supplierId: other.id });
    expect(two.summary).toMatchObject({ accepted: 1, byReason: { RESOLD: 1 } });
    expect(two.summary.refusedRows[0]?.detail).toMatchObject({ supplierName: '示例批发商' });
  });

  it('tells keys that a supplier sold once more under another order from those that were sent once more', async () => {
    const { client } = await openTestShop();
    const trade = await makeTrade(client);
    await importSheet(client, 'one.csv', keySheet(2), { ...trade, externalNumber: 'PO-1' });
    const again = keySheet(3);
    const sold = await importSheet(client, 'two.csv', again, { ...trade, externalNumber: 'PO-2' });
    expect(sold.summary).toMatchObject({ accepted: 1, byReason: { RESOLD: 2 } });
    expect(sold.summary.refusedRows[0]?.detail).toMatchObject({ externalNumber: 'PO-1' });
    const sent = await importSheet(client, 'three.csv', keySheet(4), {
      ...trade,
      externalNumber: 'PO-1',
    });
    expect(sent.summary.byReason).toEqual({ RE_SENT: 2, RESOLD: 1 });
  });

  it('spreads a lot total to the last 1/10 000', async () => {
    const { client } = await openTestShop();
    const trade = await makeTrade(client);
    const { summary } = await importSheet(client, 'k.csv', keySheet(7), {
      ...trade,
      cost: { by: 'total', total: money(1_000_000) },
    });
    expect(summary.totalCost).toBe(1_000_000);
    expect(summary.bySku).toMatchObject([{ quantity: 7, cost: 1_000_000 }]);
  });

  it('undoes what has not moved and takes the account entry back', async () => {
    const { client } = await openTestShop();
    const trade = await makeTrade(client);
    const { importId } = await importSheet(client, 'k.csv', keySheet(5), trade);
    const undone = await client.imports.undo({ commandId: newCommandId(), id: importId, reason: '发错了' });
    expect(undone).toMatchObject({ withdrawnCount: 5, keptCount: 0 });
    expect((await client.imports.get({ id: importId })).state).toBe('undone');
    expect((await client.supplierAccounts.get({ supplierId: trade.supplierId })).balance).toBe(0);
    const again = await importSheet(client, 'k.csv', keySheet(5), trade);
    expect(again.summary.accepted).toBe(5);
  });

  it('leaves nothing behind when it is cancelled', async () => {
    const { client } = await openTestShop();
    const trade = await makeTrade(client);
    const fileId = await stageFile(client, 'big.csv', keySheet(60_000));
    const settings = await proposedSettings(client, fileId, trade);
    const { importId, jobId } = await client.imports.post({ commandId: newCommandId(), settings, allowRepeat: false });
    if (!jobId) throw new Error('No job was started.');
    while ((await client.jobs.get({ id: jobId })).done === 0) await new Promise((resolve) => setTimeout(resolve, 2));
    await client.jobs.cancel({ id: jobId });
    expect(await jobEnd(client, jobId)).toMatchObject({ state: 'cancelled' });
    expect((await client.imports.get({ id: importId })).state).toBe('cancelled');
    const again = await importSheet(client, 'big.csv', keySheet(60_000), trade);
    expect(again.summary.accepted).toBe(60_000);
  });

  it('leaves the core free while it takes away what it had loaded', async () => {
    const { client, core } = await openTestShop();
    const trade = await makeTrade(client);
    const fileId = await stageFile(client, 'big.csv', keySheet(60_000));
    const settings = await proposedSettings(client, fileId, trade);
    const { jobId } = await client.imports.post({ commandId: newCommandId(), settings, allowRepeat: false });
    if (!jobId) throw new Error('No job was started.');
    const loadedCount = (): number =>
      core.kernel.readDb.prepare('SELECT count(*) FROM card_keys').pluck().get() as number;
    while (loadedCount() < 20_000) await new Promise((resolve) => setTimeout(resolve, 2));
    await client.jobs.cancel({ id: jobId });
    const ended = jobEnd(client, jobId);
    let timersMeanwhile = 0;
    let isOver = false;
    void ended.then(() => {
      isOver = true;
    });
    const before = loadedCount();
    while (!isOver) {
      await new Promise((resolve) => setTimeout(resolve, 2));
      const left = loadedCount();
      if (left > 0 && left < before) timersMeanwhile += 1;
    }
    expect(timersMeanwhile).toBeGreaterThan(0);
    expect(loadedCount()).toBe(0);
  });

  it('takes a file in once where two persons bring it in at the same time', async () => {
    const { client } = await openTestShop();
    const trade = await makeTrade(client);
    const ends = await Promise.all(
      ['a.csv', 'b.csv'].map(async (name) => {
        const fileId = await stageFile(client, name, keySheet(300));
        const settings = await proposedSettings(client, fileId, trade);
        const { jobId } = await client.imports.post({ commandId: newCommandId(), settings, allowRepeat: false });
        if (!jobId) throw new Error('No job was started.');
        return jobEnd(client, jobId);
      }),
    );
    expect(ends.map(({ state, error }) => error?.code ?? state).toSorted()).toEqual(['FILE_ALREADY_IMPORTED', 'done']);
    const { rows } = await client.imports.list({});
    expect(rows.map(({ state }) => state).toSorted()).toEqual(['cancelled', 'posted']);
  });

  it('keeps what was posted where issued.log found no room after it', async () => {
    const { client, core } = await openTestShop();
    const trade = await makeTrade(client);
    const bytes = Buffer.concat([keySheet(3), Buffer.from('\r\n6001000200000001,K00000001-7919-Z,50')]);
    const fileId = await stageFile(client, 'k.csv', bytes);
    const settings = await proposedSettings(client, fileId, trade);
    const { importId, jobId } = await client.imports.post({ commandId: newCommandId(), settings, allowRepeat: false });
    if (!jobId) throw new Error('No job was started.');
    // Another window handed something out meanwhile, and the disk is full.
    const log = core.kernel.issuedLog();
    const { append } = log;
    Object.assign(log, {
      append() {
        throw Object.assign(new Error('The disk is full.'), { code: 'ENOSPC' });
      },
    });
    await core.kernel.queue.write((tx) => queueIssued(tx, 'keys', { pairs: [] }));
    expect((await jobEnd(client, jobId)).error).toMatchObject({ code: 'ISSUED_LOG_FAILED' });
    Object.assign(log, { append });
    expect(await client.imports.get({ id: importId })).toMatchObject({ state: 'posted', acceptedCount: 3 });
    expect((await client.imports.exportRefused({ commandId: newCommandId(), id: importId })).quantity).toBe(1);
    expect((await client.imports.undo({ commandId: newCommandId(), id: importId, reason: '重来' })).keptCount).toBe(0);
  });

  it('posts nothing of somebody who was disabled while it loaded', async () => {
    const shop = await openTestShop();
    const { client } = shop;
    const trade = await makeTrade(client);
    const buyer = { name: '采购', passphrase: 'another one here' };
    const { id } = await client.users.create({ commandId: newCommandId(), role: 'buyer-finance', ...buyer });
    const window = await shop.signIn(buyer.name, buyer.passphrase);
    const fileId = await stageFile(window, 'k.csv', keySheet(3));
    const settings = await proposedSettings(window, fileId, trade);
    const { threads } = shop.core.kernel;
    const run = threads.run.bind(threads);
    const disabled = Promise.withResolvers<void>();
    vi.spyOn(threads, 'run').mockImplementation(async (job) => {
      const result = await run(job);
      if (job.kind === 'post-keys') await disabled.promise;
      return result as never;
    });
    const { importId, jobId } = await window.imports.post({ commandId: newCommandId(), settings });
    if (!jobId) throw new Error('No job was started.');
    await client.users.setDisabled({ commandId: newCommandId(), id, isDisabled: true });
    disabled.resolve();
    expect(await jobEnd(client, jobId)).toMatchObject({ state: 'failed', error: { code: 'PERMISSION_DENIED' } });
    expect((await client.imports.get({ id: importId })).state).toBe('cancelled');
    expect((await client.inventory.stock({})).rows[0]?.onHand ?? 0).toBe(0);
  });

  it('gives the same import for a repeated command', async () => {
    const { client } = await openTestShop();
    const trade = await makeTrade(client);
    const fileId = await stageFile(client, 'k.csv', keySheet(3));
    const command = {
      commandId: newCommandId(),
      settings: await proposedSettings(client, fileId, trade),
      allowRepeat: false,
    };
    const first = await client.imports.post(command);
    const repeated = await client.imports.post(command);
    expect(repeated.importId).toBe(first.importId);
    if (first.jobId) await jobEnd(client, first.jobId);
    expect((await client.imports.list({ limit: 10 })).rows).toHaveLength(1);
  });
});
