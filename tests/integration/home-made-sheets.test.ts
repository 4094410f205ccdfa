import { afterEach, describe, expect, it } from 'vitest';
import * as XLSX from 'xlsx';
import type { KeySheetRole } from '#shared/domain/spreadsheets/column-vocabulary.ts';
import {
  closeTestShops,
  newCommandId,
  openTestShop,
  readDownload,
  stageFile,
  type TestClient,
} from '#tests/support/open-core.ts';
import { importSheet, makeTrade, previewSheet } from '#tests/support/trade.ts';
import { createSupplier } from '#tests/support/trade-setup.ts';
import { buildZip } from '#tests/support/zip-building.ts';

afterEach(closeTestShops);

/* Sheets as people make them by hand, which no program designed. */

function workbook(rows: unknown[][], merges: readonly string[] = []): Buffer {
  const sheet = XLSX.utils.aoa_to_sheet(rows);
  sheet['!merges'] = merges.map((range) => XLSX.utils.decode_range(range));
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, sheet, '发货明细');
  return XLSX.write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer;
}

async function proposedRoles(client: TestClient, name: string, bytes: Buffer): Promise<string[]> {
  const fileId = await stageFile(client, name, bytes);
  const [sheet] = (await client.imports.describe({ fileId, read: {} })).sheets;
  return sheet?.columns.map(({ proposedRole }) => proposedRole) ?? [];
}

/** A workbook with a sheet of keys per name, numbered on from one to the next. */
function workbookOf(names: readonly string[]): Buffer {
  const book = XLSX.utils.book_new();
  names.forEach((name, index) => {
    const rows = [
      ['卡号', '卡密'],
      [`600100020003${1000 + index}`, `AB12-CD34-${1000 + index}`],
    ];
    XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(rows), name);
  });
  return XLSX.write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer;
}

describe('a sheet whose head only a person knew', () => {
  it('is read by the same row and columns the next time, from that supplier alone', async () => {
    const { client } = await openTestShop();
    const trade = await makeTrade(client);
    const other = await createSupplier(client, 'S2');
    const sheet = (first: number, head = '甲,乙,丙') =>
      Buffer.from(['内部资料', head, `AB12-CD${first},6001${first},50`, `AB12-CE${first},6002${first},50`].join('\n'));
    const sketchOf = async (bytes: Buffer, supplierId = trade.supplierId, headerRowNumber?: number) => {
      const fileId = await stageFile(client, '甲乙丙.csv', bytes);
      const [found] = (await client.imports.describe({ fileId, read: {}, supplierId, headerRowNumber })).sheets;
      if (!found) throw new Error('The file has no sheet.');
      return found;
    };
    expect((await sketchOf(sheet(100))).headerRowNumber).toBeNull();
    const { headerSignature } = await sketchOf(sheet(100), trade.supplierId, 2);
    const columns: KeySheetRole[] = ['secret', 'cardNumber', 'faceValue'];
    await importSheet(client, '甲乙丙.csv', sheet(100), {
      ...trade,
      ...{ headerRowNumber: 2, headerSignature, columns },
    });

    const { headerRowNumber, remembered, columns: proposed } = await sketchOf(sheet(200));
    expect({ headerRowNumber, remembered }).toEqual({ headerRowNumber: 2, remembered: { columns, usedCount: 1 } });
    expect(proposed.map(({ proposedRole }) => proposedRole)).toEqual(columns);
    expect(await sketchOf(sheet(300), other)).toMatchObject({ headerRowNumber: null, remembered: null });
    expect(await sketchOf(sheet(300, '甲,乙,丁'))).toMatchObject({ headerRowNumber: null, remembered: null });
  });
});

describe('a text with line ends of several kinds', () => {
  it('takes no numbers from the file after it', async () => {
    const { client } = await openTestShop();
    const trade = await makeTrade(client);
    const mixed = 'A0001----SECRET-1\rA0002----SECRET-2\r\nA0003----SECRET-3\n\rA0004----SECRET-4\rA0005----SECRET-5\n';
    const first = await importSheet(client, '混合.txt', Buffer.from(mixed), trade);
    expect(first.summary).toMatchObject({ accepted: 5, refused: 0 });
    const second = await importSheet(client, '后来.txt', Buffer.from('B0001----SECRET-6\nB0002----SECRET-7\n'), trade);
    expect(second.summary).toMatchObject({ accepted: 2, refused: 0 });
  });

  it('leaves a shop that can import again where an earlier version took too few numbers', async () => {
    const { client, core } = await openTestShop();
    const trade = await makeTrade(client);
    await importSheet(client, '先.txt', Buffer.from('A0001----SECRET-1\nA0002----SECRET-2\n'), trade);
    await core.kernel.queue.write((tx) => tx.exec("UPDATE sequences SET next_value = 2 WHERE name = 'card-key'"));
    const { summary } = await importSheet(client, '后.txt', Buffer.from('B0001----SECRET-6\n'), trade);
    expect(summary).toMatchObject({ accepted: 1, refused: 0 });
  });
});

describe('keys pasted with the talk around them', () => {
  it('come in by their labels after a list number or the product in brackets, and are counted without the talk', async () => {
    const { client } = await openTestShop();
    const trade = await makeTrade(client);
    const lines = [
      '【50元】卡号：A0001，卡密：SECRET-1；',
      '2、卡号：A0002，卡密：SECRET-2',
      '[50元] 卡号:A0003 卡密:SECRET-3',
    ];
    const talk = ['老板你好，麻烦查收', ...lines, '谢谢，慢走', '共3张'];
    const summary = await previewSheet(client, '聊天.txt', Buffer.from(talk.join('\n')), trade);
    expect(summary).toMatchObject({ accepted: 3, refused: 2, skipped: { summary: 1 }, brokenTotals: [] });
    const { importId } = await importSheet(client, '聊天.txt', Buffer.from(talk.join('\n')), trade);
    const keyIds = (await client.cardKeys.list({ filter: { importId } })).rows.map(({ id }) => id);
    const { keys } = await client.cardKeys.reveal({ commandId: newCommandId(), keyIds, reason: '核对' });
    expect(keys.map(({ fields }) => fields.map(({ value }) => value).join(' ')).sort()).toEqual([
      'A0001 SECRET-1',
      'A0002 SECRET-2',
      'A0003 SECRET-3',
    ]);
  });

  it('keep numbers that are written in blocks whole, after the number of their list too', async () => {
    const { client } = await openTestShop();
    const trade = await makeTrade(client);
    // Two lists in one paste: the second counts from 1 again.
    const lines = [1, 2, 3, 1, 2].map((place, index) => `${place}. 1234 5678 9012 000${index}  密码 88880${index}`);
    const { importId, summary } = await importSheet(client, '分组.txt', Buffer.from(lines.join('\n')), trade);
    expect(summary).toMatchObject({ accepted: 5, refused: 0 });
    const keyIds = (await client.cardKeys.list({ filter: { importId } })).rows.map(({ id }) => id);
    const { keys } = await client.cardKeys.reveal({ commandId: newCommandId(), keyIds, reason: '核对' });
    expect(keys.map(({ fields }) => fields.map(({ value }) => value).join('/')).sort()).toEqual(
      [0, 1, 2, 3, 4].map((index) => `1234 5678 9012 000${index}/88880${index}`),
    );
  });

  it('are refused with the number of their list before them, which would be sold with the key', async () => {
    const { client } = await openTestShop();
    const trade = await makeTrade(client);
    const numbered = ['1. A0001----SECRET-1', '2. A0002----SECRET-2'].join('\n');
    const summary = await previewSheet(client, '序号.txt', Buffer.from(numbered), trade);
    expect(summary).toMatchObject({ accepted: 0, byReason: { LIST_NUMBER: 2 } });
  });
});

describe('a file of several sheets', () => {
  it('is known again by the sheet: another one is no repeat', async () => {
    const { client } = await openTestShop();
    const trade = await makeTrade(client);
    const bytes = workbookOf(['50元', '100元']);
    const first = await importSheet(client, '点卡.xlsx', bytes, trade);
    const fileId = await stageFile(client, '点卡.xlsx', bytes);
    const earlierOf = async (sheet?: string) =>
      (await client.imports.describe({ fileId, read: { sheet } })).earlierImports.map(({ id }) => id);
    expect(await earlierOf()).toEqual([first.importId]);
    expect(await earlierOf('50元')).toEqual([first.importId]);
    expect(await earlierOf('100元')).toEqual([]);
    const second = await importSheet(client, '点卡.xlsx', bytes, { ...trade, read: { sheet: '100元' } });
    expect(second.summary).toMatchObject({ accepted: 1, refused: 0 });
    expect(await earlierOf('100元')).toEqual([second.importId]);
    const again = importSheet(client, '点卡.xlsx', bytes, { ...trade, read: { sheet: '100元' } });
    await expect(again).rejects.toMatchObject({ code: 'FILE_ALREADY_IMPORTED' });
  });

  it('is known again by the file of an archive', async () => {
    const { client } = await openTestShop();
    const trade = await makeTrade(client);
    const bytes = buildZip([
      { name: 'a.csv', bytes: '卡号,卡密\nA0000001,SECRET-AA01\n' },
      { name: 'b.csv', bytes: '卡号,卡密\nA0000002,SECRET-AA02\n' },
    ]);
    const bring = (entry: string) => importSheet(client, '点卡.zip', bytes, { ...trade, read: { entry } });
    expect((await bring('a.csv')).summary).toMatchObject({ accepted: 1 });
    expect((await bring('b.csv')).summary).toMatchObject({ accepted: 1 });
    await expect(bring('b.csv')).rejects.toMatchObject({ code: 'FILE_ALREADY_IMPORTED' });
  });
});

describe('sheets made by hand', () => {
  it('reads a head of two rows under merged titles, totals in the middle, days written in every way, notes below', async () => {
    const { client } = await openTestShop();
    const trade = await makeTrade(client);
    const bytes = workbook(
      [
        ['诚信卡业有限公司发货清单（2026年11月）'],
        ['客户：王老板', null, null, '制单：小李', null, '日期：2026/11/20'],
        ['序号', '卡信息', null, null, '有效期', '备注'],
        [null, '卡号', '卡密', '面值', null, null],
        ['1', '6001000200030001', 'AB12-CD34-EF56', 50, '2028-12-31', ''],
        ['2', '６００１０００２０００３０００２', 'AB12-CD34-EF57', '５０', '2028/12/31', '全角'],
        ['小计', null, null, 100, null, '2张'],
        ['3', '6001000200030003', 'AB12-CD34-EF58', 50, '2028年12月31日', ''],
        ['4', '6001000200030004', 'AB12-CD34-EF59', 50, new Date(Date.UTC(2028, 11, 31)), ''],
        ['合计', null, null, 200, null, '4张'],
        [],
        ['备注：以上卡密请在到期日前使用，如有问题24小时内联系客服'],
        ['客服QQ：123456789'],
      ],
      ['A1:F1', 'B3:D3', 'A12:F12'],
    );
    const roles = await proposedRoles(client, '发货.xlsx', bytes);
    expect(roles.slice(1, 5)).toEqual(['cardNumber', 'secret', 'faceValue', 'expiresOn']);
    const summary = await previewSheet(client, '发货.xlsx', bytes, trade);
    expect(summary).toMatchObject({
      accepted: 3,
      skipped: { summary: 2 },
      byReason: { WIDE_CHARACTER: 1, FIELD_MISSING: 2 },
    });
    await importSheet(client, '发货.xlsx', bytes, trade);
    const { rows } = await client.cardKeys.list({ filter: { states: [] }, limit: 10 });
    expect(rows.map(({ expiresOn }) => expiresOn)).toEqual(['2028-12-31', '2028-12-31', '2028-12-31']);
  });

  it('takes keys by their names in each line, and makes no key of what a chat says around them', async () => {
    const { client } = await openTestShop();
    const trade = await makeTrade(client);
    const bytes = Buffer.from(
      [
        '【星河卡盟】订单XH20261120001 共4张',
        '商品:Steam充值卡50元  单价:47.5',
        '------------------------------',
        '卡号：7001000200030001 卡密：QW12-ER34-TY56',
        '卡号：7001000200030002 卡密：QW12-ER34-TY57',
        '',
        '卡号:7001000200030003  密码:QW12-ER34-TY58',
        '卡号：7001000200030004，卡密：QW12-ER34-TY59',
        '卡密：QW12-ER34-TY60 卡号：7001000200030005',
        '请尽快使用，谢谢惠顾！',
      ].join('\r\n'),
    );
    const { summary } = await importSheet(client, '星河.txt', bytes, trade);
    expect(summary.accepted).toBe(5);
    expect(summary.refusedRows.map(({ rowNumber }) => rowNumber)).toEqual([1, 2, 10]);
    // The line that names its secret first, too.
    const turned = await client.cardKeys.find({ text: '7001000200030005' });
    expect((await client.cardKeys.find({ text: 'QW12-ER34-TY60' })).rows.map(({ id }) => id)).toEqual(
      turned.rows.map(({ id }) => id),
    );
    const found = await client.cardKeys.find({ text: '7001000200030004' });
    expect(found.rows).toHaveLength(1);
    const secret = await client.cardKeys.find({ text: 'QW12-ER34-TY59' });
    expect(secret.rows.map(({ id }) => id)).toEqual(found.rows.map(({ id }) => id));
  });

  it('joins what a paste says of one key on two labelled lines, and nothing else', async () => {
    const { client } = await openTestShop();
    const trade = await makeTrade(client);
    const pair = (number: string, secret: string) => [`卡号：${number}`, `卡密：${secret}`];
    const text = [
      '【星河卡盟】订单XH20261120001',
      ...pair('7101000200030001', 'QW12-ER34-TY56'),
      ...pair('7101000200030002', 'QW12-ER34-TY57'),
      '卡号：7101000200030003',
      ...pair('7101000200030004', 'QW12-ER34-TY59'),
      '卡密：QW12-ER34-TY60',
      '',
      ...pair('7101000200030006', 'QW12-ER34-TY61'),
      '卡号：7101000200030007',
      '',
      '卡密：QW12-ER34-TY62',
    ].join('\n');
    const { summary } = await importSheet(client, '粘贴.txt', Buffer.from(text), trade);
    expect(summary).toMatchObject({ accepted: 4, byReason: { OUTSIDE_SET: 5 } });
    expect(summary.refusedRows.map(({ rowNumber }) => rowNumber)).toEqual([1, 6, 9, 13, 15]);
    expect(JSON.stringify(summary)).not.toMatch(/7101|QW12/);
    for (const [number, secret] of [
      ['7101000200030002', 'QW12-ER34-TY57'],
      ['7101000200030004', 'QW12-ER34-TY59'],
      ['7101000200030006', 'QW12-ER34-TY61'],
    ] as const) {
      const [byNumber, bySecret] = await Promise.all(
        [number, secret].map((found) => client.cardKeys.find({ text: found })),
      );
      expect(byNumber?.rows).toHaveLength(1);
      expect(bySecret?.rows.map(({ id }) => id)).toEqual(byNumber?.rows.map(({ id }) => id));
    }
    expect((await client.cardKeys.find({ text: 'QW12-ER34-TY60' })).rows).toEqual([]);
  });

  it('keeps the blank lines of a chat, so that no key is joined across them', async () => {
    const { client } = await openTestShop();
    const trade = await makeTrade(client);
    const text = [
      '张三 2026-11-20 14:05',
      '卡号：7101000200030001',
      '卡密：QW12-ER34-TY56',
      '',
      '卡号：7101000200030002',
      '',
      '卡密：QW12-ER34-TY58',
      '张三 2026-11-20 14:06',
      '卡号：7101000200030004',
      '卡密：QW12-ER34-TY59',
    ].join('\n');
    const { fileId } = await client.imports.stageText({ name: '粘贴', text, leavesChatOut: true });
    const bytes = await readDownload(client, fileId);
    const { summary } = await importSheet(client, '粘贴.txt', bytes, trade);
    expect(summary).toMatchObject({ accepted: 2, byReason: { OUTSIDE_SET: 2 } });
  });

  it('says that a second set of columns beside the first is left out', async () => {
    const { client } = await openTestShop();
    const trade = await makeTrade(client);
    const bytes = workbook([
      ['卡号', '卡密', '到期', null, '卡号', '卡密', '到期'],
      ['8001000200030001', 'ZX12-CV34-BN56', '2028-12-31', null, '8001000200030003', 'ZX12-CV34-BN58', '2028-12-31'],
      ['8001000200030002', 'ZX12-CV34-BN57', '2028年12月31日', null, null, null, null],
    ]);
    expect((await proposedRoles(client, '双排.xlsx', bytes))[2]).toBe('expiresOn');
    const summary = await previewSheet(client, '双排.xlsx', bytes, trade);
    expect(summary).toMatchObject({ accepted: 2, warnings: { KEY_BESIDE_LEFT_OUT: 1 } });
  });

  it('says that a column holds a part of the key for which the SKU has no field', async () => {
    const { client } = await openTestShop();
    const trade = await makeTrade(client);
    const bytes = workbook([
      ['卡号', '卡密', '密保答案'],
      ['8001000200030001', 'ZX12-CV34-BN56', '小学'],
      ['8001000200030002', 'ZX12-CV34-BN57', null],
    ]);
    const roles = await proposedRoles(client, '密保.xlsx', bytes);
    expect(roles).toEqual(['cardNumber', 'secret', 'otherField']);
    const summary = await previewSheet(client, '密保.xlsx', bytes, trade);
    expect(summary).toMatchObject({ accepted: 2, warnings: { FIELD_LEFT_OUT: 1 } });
  });

  it('leaves out keys that a note in the margin calls used, and says so where that column is not taken for the status', async () => {
    const { client } = await openTestShop();
    const trade = await makeTrade(client);
    const bytes = workbook([
      ['卡号', '卡密'],
      ['8101000200030001', 'ZX12-CV34-BN56'],
      ['8101000200030002', 'ZX12-CV34-BN57', '已使用'],
      ['8101000200030003', 'ZX12-CV34-BN58'],
    ]);
    expect(await proposedRoles(client, '边注.xlsx', bytes)).toEqual(['cardNumber', 'secret', 'status']);
    const summary = await previewSheet(client, '边注.xlsx', bytes, trade);
    expect(summary).toMatchObject({ accepted: 2, byReason: { STATUS_NOT_SELLABLE: 1 }, warnings: {} });
    const kept = workbook([
      ['卡号', '卡密', '是否未核销', '备注'],
      ['8101000200030001', 'ZX12-CV34-BN56', '是', '已售出'],
      ['8101000200030002', 'ZX12-CV34-BN57', '否', ''],
    ]);
    const another = await previewSheet(client, '未核销.xlsx', kept, trade);
    expect(another).toMatchObject({
      accepted: 1,
      byReason: { STATUS_NOT_SELLABLE: 1 },
      warnings: { STATUS_LEFT_OUT: 1 },
    });
  });
});
