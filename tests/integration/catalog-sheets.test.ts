import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { read, utils } from 'xlsx';
import type { CatalogImportResult } from '#shared/contract/catalog-sheets.contract.ts';
import { KEY_FIELD_PRESETS } from '#shared/domain/card-keys/key-field-presets.ts';
import type { FileId, JobId } from '#shared/domain/ids.ts';
import { money } from '#shared/domain/money/money.ts';
import {
  closeTestShops,
  newCommandId,
  openTestShop,
  readDownload,
  stageFile,
  type TestShop,
} from '#tests/support/open-core.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await openTestShop();
});
afterEach(closeTestShops);

function stageCsv(lines: readonly string[]): Promise<FileId> {
  return stageFile(shop.client, '商品.csv', new TextEncoder().encode(`\uFEFF${lines.join('\r\n')}\r\n`));
}

async function whenDone(jobId: JobId): Promise<CatalogImportResult> {
  const job = await shop.core.kernel.jobs.whenEnded(jobId);
  expect(job).toMatchObject({ state: 'done', error: null });
  return job.result as CatalogImportResult;
}

async function importFile(fileId: FileId): Promise<CatalogImportResult> {
  const { jobId } = await shop.client.skus.importSheet({ commandId: newCommandId(), fileId });
  return whenDone(jobId);
}

const sheet = [
  '品牌,商品,规格,编码,面值,售价,会员天数,卡密字段,库存',
  '网易,一卡通,100 点,WY-100,100点,9.6,,卡号;卡密,55',
  '爱奇艺,黄金 VIP,月卡,,,14.80,30天,卡密,3',
];

describe('a catalogue from a sheet', () => {
  it('has decimal commas where semicolons separate', async () => {
    const lines = ['品牌;商品;规格;编码;面值;售价', '网易;一卡通;100 点;WY-100;100,5元;9,60'];
    expect(await importFile(await stageCsv(lines))).toMatchObject({ created: 1, refused: 0 });
    const sku = await shop.client.skus.findByCode({ code: 'WY-100' });
    expect(sku).toMatchObject({ faceValue: 1_005_000, salePrice: 96_000 });
  });

  it('is shown before it is made, made, and made only once', async () => {
    const fileId = await stageCsv(sheet);
    const preview = await shop.client.skus.previewSheet({ fileId });
    expect(preview).toMatchObject({ created: 2, updated: 0, unchanged: 0, refused: 0 });
    expect(preview.columns.at(-1)).toEqual({ name: '库存', column: null });
    expect((await shop.client.skus.list({})).rows).toEqual([]);

    expect(await importFile(fileId)).toEqual({ created: 2, updated: 0, unchanged: 0, refused: 0 });
    expect(await shop.client.skus.findByCode({ code: 'WY-100' })).toMatchObject({
      brandName: '网易',
      faceValue: money(1_000_000),
      faceCurrency: '点',
      salePrice: money(96_000),
      keyFields: [
        { name: '卡号', role: 'cardNumber', isSecret: false },
        { name: '卡密', role: 'secret', isSecret: true },
      ],
    });
    expect(await importFile(fileId)).toEqual({ created: 0, updated: 0, unchanged: 2, refused: 0 });
    expect((await shop.client.skus.list({})).rows).toHaveLength(2);
  });

  it('changes what it names and leaves the rest', async () => {
    await importFile(await stageCsv(sheet));
    const fileId = await stageCsv(['编码,售价,最低库存,状态', 'WY-100,9.90,,下架']);
    const preview = await shop.client.skus.previewSheet({ fileId });
    expect(preview.rows).toMatchObject([{ verdict: 'update', code: 'WY-100', changes: ['salePrice', 'status'] }]);
    await importFile(fileId);
    expect(await shop.client.skus.findByCode({ code: 'WY-100' })).toMatchObject({
      salePrice: money(99_000),
      minimumStock: 0,
      isArchived: true,
      name: '100 点',
    });
  });

  it('leaves out rows that cannot be, with the column and the reason, and takes the others', async () => {
    const fileId = await stageCsv([
      ...sheet,
      '网易,一卡通,300 点,WY 300,,,,,',
      '网易,一卡通,500 点,WY-500,,面议,,,',
      '网易,一卡通,,WY-9,,,,,',
      '网易,一卡通,100 点,WY-100,,,,,',
    ]);
    const preview = await shop.client.skus.previewSheet({ fileId });
    expect(preview.rows.slice(0, 4).map(({ rowNumber, problems }) => [rowNumber, problems])).toEqual([
      [4, [{ column: 'code', rule: 'CODE_WITH_SPACES' }]],
      [5, [{ column: 'salePrice', rule: 'NOT_AN_AMOUNT' }]],
      [6, [{ column: 'name', rule: 'REQUIRED' }]],
      [7, [{ column: 'code', rule: 'TWICE_IN_SHEET' }]],
    ]);
    expect(await importFile(fileId)).toEqual({ created: 2, updated: 0, unchanged: 0, refused: 4 });
  });

  it('says one thing of each SKU, whether it is called by its code, its name or that of one merged into it', async () => {
    await importFile(await stageCsv([...sheet, '网易,一卡通,旧 100 点,OLD-100,,,,卡号;卡密,']));
    const [old, kept] = await Promise.all(['OLD-100', 'WY-100'].map((code) => shop.client.skus.findByCode({ code })));
    if (!old || !kept) throw new Error('The SKUs are missing.');
    await shop.client.skus.merge({ commandId: newCommandId(), id: old.id, intoId: kept.id });
    const rows = ['网易,一卡通,100 点,WY-100,9.70', ',,,OLD-100,9.80', '网易,一卡通,100 点,,9.90'];
    const fileId = await stageCsv(['品牌,商品,规格,编码,售价', ...rows]);
    const preview = await shop.client.skus.previewSheet({ fileId });
    expect(preview.rows.map(({ rowNumber, problems }) => [rowNumber, problems])).toEqual([
      [3, [{ column: 'code', rule: 'TWICE_IN_SHEET' }]],
      [4, [{ column: 'name', rule: 'TWICE_IN_SHEET' }]],
      [2, []],
    ]);
    expect(await importFile(fileId)).toEqual({ created: 0, updated: 1, unchanged: 0, refused: 2 });
    expect(await shop.client.skus.get({ id: kept.id })).toMatchObject({ salePrice: money(97_000) });
  });

  it('is refused whole where no row names its columns', async () => {
    const fileId = await stageCsv(['甲,乙', '1,2']);
    await expect(shop.client.skus.previewSheet({ fileId })).rejects.toMatchObject({ code: 'NO_CATALOG_COLUMNS' });
    await expect(
      shop.client.skus.importSheet({ commandId: newCommandId(), fileId: 'not-there-at-all' as FileId }),
    ).rejects.toMatchObject({ code: 'FILE_NOT_STAGED' });
  });
});

describe('the catalogue as a sheet', () => {
  it('is read back without a change, whatever it holds', async () => {
    const names = ['=1+1', "'引号", '007', '1E10', ' 12', '-', 'a "b", c', '全角　空格', '½ & <x>'];
    for (const [index, name] of names.entries()) {
      await shop.client.skus.create({
        commandId: newCommandId(),
        product: { brandName: name, name: `${name} 商品` },
        code: `C${index}`,
        name,
        notes: '  第一行\n第二行\t=SUM(A1)\r\n',
        faceValue: money(12_345),
        faceCurrency: 'Q币',
        region: '国区',
        gameServer: '一区',
        keyFields: [...(KEY_FIELD_PRESETS[index * 2]?.fields ?? [])],
        usesPerKey: index + 1,
        verifyFirst: index % 2 === 0,
      });
    }
    for (const language of ['zh-CN', 'en'] as const) {
      const exported = await shop.client.skus.exportSheet({ language });
      expect(exported.rowCount).toBe(names.length);
      const bytes = await readDownload(shop.client, exported.fileId);
      const fileId = await stageFile(shop.client, exported.name, bytes);
      const preview = await shop.client.skus.previewSheet({ fileId });
      expect(preview.columns.every(({ column }) => column !== null)).toBe(true);
      expect(preview).toMatchObject({ created: 0, updated: 0, unchanged: names.length, refused: 0, rows: [] });
    }
  });

  it('is read back from what a spreadsheet program saves of it as csv, cells of several lines included', async () => {
    for (const [index, name] of ['"引" 号', '😀卡', '007'].entries()) {
      await shop.client.skus.create({
        commandId: newCommandId(),
        product: { brandName: name, name },
        code: `00${index}`,
        name,
        notes: `${name}\n"第二行"\n'第三行`,
        faceValue: money(12_345),
        keyFields: [...(KEY_FIELD_PRESETS[0]?.fields ?? [])],
      });
    }
    const { fileId } = await shop.client.skus.exportSheet({ language: 'zh-CN' });
    const book = read(await readDownload(shop.client, fileId));
    const [name = ''] = book.SheetNames;
    const csv = utils.sheet_to_csv(book.Sheets[name] ?? {});
    const preview = await shop.client.skus.previewSheet({
      fileId: await stageFile(shop.client, '商品.csv', new TextEncoder().encode(`\uFEFF${csv}`)),
    });
    expect(preview).toMatchObject({ created: 0, updated: 0, unchanged: 3, refused: 0 });
  });

  it('has a sample that can be imported', async () => {
    const sample = await shop.client.skus.sampleSheet({ language: 'zh-CN' });
    const fileId = await stageFile(shop.client, sample.name, await readDownload(shop.client, sample.fileId));
    expect(await importFile(fileId)).toMatchObject({ created: 2, refused: 0 });
  });

  it('holds what the filters show', async () => {
    await importFile(await stageCsv(sheet));
    expect((await shop.client.skus.exportSheet({ language: 'en', search: '月卡' })).rowCount).toBe(1);
  });
});
