import { readdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { read, utils, write } from 'xlsx';
import { seal } from '#core/vault/seal.ts';
import type { FileId } from '#shared/domain/ids.ts';
import { sheetOf } from '#tests/support/generate-sheets.ts';
import {
  closeTestShops,
  newCommandId,
  openTestShop,
  readDownload,
  stageFile,
  type TestClient,
  type TestShop,
} from '#tests/support/open-core.ts';
import {
  type ImportChoices,
  importSheet,
  jobEnd,
  makeTrade,
  previewSheet,
  proposedSettings,
} from '#tests/support/trade.ts';

afterEach(closeTestShops);

/** The rows of an exported workbook: its header first, without what it says of each row. */
async function keptRows(client: TestClient, fileId: FileId): Promise<string[][]> {
  return (await sheetRows(client, fileId)).map((row) => row.slice(6));
}

async function sheetRows(client: TestClient, fileId: FileId): Promise<string[][]> {
  const book = read(await readDownload(client, fileId));
  const sheet = book.Sheets[book.SheetNames[0] ?? ''] ?? {};
  return utils.sheet_to_json<string[]>(sheet, { header: 1, defval: '', raw: false });
}

async function exportOfPreview(client: TestClient, bytes: Buffer, choices: ImportChoices) {
  const settings = await proposedSettings(client, await stageFile(client, 'k.csv', bytes), choices);
  const { jobId } = await client.imports.exportRefusedOfPreview({ commandId: newCommandId(), settings });
  return jobEnd(client, jobId);
}

function workbookOf(rows: string[][]): Buffer {
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet(rows), '被拒绝的行');
  return write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer;
}

/** Puts a row in the place of the import's only refused one, as versions before the quotes kept it. */
async function keepAsBefore({ core }: TestShop, line: string): Promise<void> {
  await core.kernel.queue.write((tx) => {
    const { importId, place } = tx
      .prepare(`SELECT import_id AS importId, sheet || '/' || row_number AS place FROM import_refusals`)
      .get() as { importId: number; place: string };
    const sealed = seal(core.kernel.vault.keys(), ['import-row', importId, place], Buffer.from(line));
    tx.prepare('UPDATE import_refusals SET sealed_row = ?').run(sealed);
  });
}

describe('the workbook of refused rows', () => {
  it('keeps a cell that holds the separator whole', async () => {
    const { client } = await openTestShop();
    const trade = await makeTrade(client);
    const bytes = sheetOf(
      '商品,卡号,卡密',
      '"Steam, US",A0000001,SECRET-AA01',
      '"Steam, US",A0000002,',
      '"""Steam"" US",A0000003,',
      '"Steam, US",A0000001,SECRET-AA01',
    );
    const rows = [
      ['商品', '卡号', '卡密', '原文'],
      ['Steam, US', 'A0000002', '', ''],
      ['"Steam" US', 'A0000003', '', ''],
      ['Steam, US', 'A0000001', 'SECRET-AA01', ''],
    ];
    const previewed = await exportOfPreview(client, bytes, trade);
    expect(await keptRows(client, (previewed.result as { fileId: FileId }).fileId)).toEqual(rows);
    const { importId } = await importSheet(client, 'k.csv', bytes, trade);
    const { fileId } = await client.imports.exportRefused({ commandId: newCommandId(), id: importId });
    expect(await keptRows(client, fileId)).toEqual(rows);
  });

  it('puts a row with more cells than columns under none of them, so that it makes no false key', async () => {
    const { client } = await openTestShop();
    const trade = await makeTrade(client);
    const bytes = sheetOf('商品,卡号,卡密', 'Steam, US,A0000001,SECRET-AA01', 'Steam,A0000002,SECRET-AA02');
    const { importId } = await importSheet(client, 'k.csv', bytes, trade);
    const { fileId } = await client.imports.exportRefused({ commandId: newCommandId(), id: importId });
    const rows = await keptRows(client, fileId);
    expect(rows.slice(1)).toEqual([['', '', '', 'Steam, US,A0000001,SECRET-AA01']]);
    expect(await previewSheet(client, 'sent-back.xlsx', workbookOf(rows), trade)).toMatchObject({
      accepted: 0,
      byReason: { FIELD_MISSING: 1 },
    });
    const whole = [rows[0] ?? [], ['Steam', 'A0000003', 'SECRET-AA03', ''], rows[1] ?? []];
    const { summary } = await importSheet(client, 'mended.xlsx', workbookOf(whole), trade);
    expect(summary).toMatchObject({ accepted: 1, byReason: { FIELD_MISSING: 1 } });
  });

  it('puts a row of earlier versions, whose cells cannot be told apart, under none of the columns', async () => {
    const shop = await openTestShop();
    const { client } = shop;
    const trade = await makeTrade(client);
    const bytes = sheetOf('商品,卡号,卡密,备注', '"Steam, US",A0000001,,', 'Steam,A0000002,SECRET-AA02,');
    const { importId } = await importSheet(client, 'k.csv', bytes, trade);
    // As many parts as columns, though the comma is the product's: an empty last cell was never kept.
    await keepAsBefore(shop, 'Steam, US,A0000001,SECRET-AA01');
    const { fileId } = await client.imports.exportRefused({ commandId: newCommandId(), id: importId });
    expect(await keptRows(client, fileId)).toEqual([
      ['商品', '卡号', '卡密', '备注', '原文'],
      ['', '', '', '', 'Steam, US,A0000001,SECRET-AA01'],
    ]);
  });

  it('cuts a text that no cell holds, and says so with its row', async () => {
    const { client } = await openTestShop();
    const trade = await makeTrade(client);
    const long = '好'.repeat(40_000);
    const cut = `${'好'.repeat(32_766)}…`;
    const bytes = sheetOf('卡号,卡密,备注', `A0000001,,${long}`, `,,,${long}`, 'A0000002,,短', 'A0000003,SECRET-AA03,');
    const rows = [
      ['A0000001', '', cut, ''],
      ['', '', '', `,,,${cut.slice(3)}`],
      ['A0000002', '', '短', ''],
    ];
    async function expectCut(fileId: FileId): Promise<void> {
      expect((await keptRows(client, fileId)).slice(1)).toEqual(rows);
      const details = (await sheetRows(client, fileId)).slice(1).map((row) => row[4] ?? '');
      expect(details.map((text) => text.includes('已截断'))).toEqual([true, true, false]);
    }
    const previewed = await exportOfPreview(client, bytes, trade);
    await expectCut((previewed.result as { fileId: FileId }).fileId);
    const { importId } = await importSheet(client, 'k.csv', bytes, trade);
    await expectCut((await client.imports.exportRefused({ commandId: newCommandId(), id: importId })).fileId);
  });

  it('is prepared once for a command that comes again', async () => {
    const { client } = await openTestShop();
    const trade = await makeTrade(client);
    const fileId = await stageFile(client, 'k.csv', sheetOf('卡号,卡密', 'A0000001,', 'A0000002,'));
    const settings = await proposedSettings(client, fileId, trade);
    const command = { commandId: newCommandId(), settings };
    const first = await client.imports.exportRefusedOfPreview(command);
    expect(await client.imports.exportRefusedOfPreview(command)).toEqual(first);
    await jobEnd(client, first.jobId);
    expect(await client.imports.exportRefusedOfPreview(command)).toEqual(first);
  });

  it('leaves no workbook behind that is over what the person may export in a day', async () => {
    const { client, folder, signIn } = await openTestShop();
    const trade = await makeTrade(client);
    const bytes = sheetOf('卡号,卡密', 'A0000001,', 'A0000002,', 'A0000003,SECRET-AA03');
    const { importId } = await importSheet(client, 'k.csv', bytes, trade);
    const user = { name: '仓管', passphrase: 'another one' };
    const { id } = await client.users.create({ commandId: newCommandId(), role: 'clerk', ...user });
    await client.users.change({
      commandId: newCommandId(),
      id,
      role: 'clerk',
      changes: [
        { right: 'keys.import', isGranted: true, dailyLimit: null },
        { right: 'keys.export', isGranted: true, dailyLimit: 1 },
      ],
    });
    const clerk = await signIn(user.name, user.passphrase);
    const settings = await proposedSettings(clerk, await stageFile(clerk, 'k.csv', bytes), trade);
    const spooled = () => readdirSync(path.join(folder, 'spool')).sort();
    const before = spooled();
    const refused = { code: 'DAILY_LIMIT_REACHED', data: { right: 'keys.export', limit: 1, used: 0, wanted: 2 } };
    const kept = clerk.imports.exportRefused({ commandId: newCommandId(), id: importId });
    await expect(kept).rejects.toMatchObject(refused);
    const { jobId } = await clerk.imports.exportRefusedOfPreview({ commandId: newCommandId(), settings });
    expect(await jobEnd(clerk, jobId)).toMatchObject({
      state: 'failed',
      error: { ...refused, data: { ...refused.data, wanted: 3 } },
    });
    expect(spooled()).toEqual(before);
  });
});
