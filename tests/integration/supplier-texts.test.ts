import { afterEach, describe, expect, it } from 'vitest';
import * as XLSX from 'xlsx';
import type { ImportSummary } from '#shared/contract/imports.contract.ts';
import type { KeyFieldDefinition } from '#shared/domain/card-keys/key-fields.ts';
import { SECRET_ONLY } from '#shared/domain/card-keys/key-fields.ts';
import type { FileId, SkuId, SupplierId } from '#shared/domain/ids.ts';
import { closeTestShops, newCommandId, openTestShop, stageFile, type TestClient } from '#tests/support/open-core.ts';
import { jobEnd, makeTrade, proposedSettings } from '#tests/support/trade.ts';
import { createSku } from '#tests/support/trade-setup.ts';

afterEach(closeTestShops);

/* What suppliers send by chat and by hand, read as the wizard proposes it. */

interface Trade {
  readonly supplierId: SupplierId;
  readonly skuId: SkuId;
}

async function tradeIn(keyFields?: readonly KeyFieldDefinition[]): Promise<{ client: TestClient; trade: Trade }> {
  const { client } = await openTestShop();
  const { supplierId, skuId } = await makeTrade(client);
  return {
    client,
    trade: { supplierId, skuId: keyFields ? await createSku(client, 'OWN', { keyFields: [...keyFields] }) : skuId },
  };
}

async function paste(client: TestClient, lines: readonly string[]): Promise<FileId> {
  return (await client.imports.stageText({ name: '粘贴', text: lines.join('\n'), leavesChatOut: true })).fileId;
}

/** What the check says, and the fields of each key that came in. */
async function broughtIn(client: TestClient, fileId: FileId, choices: Trade & { keepsWords?: boolean }) {
  const settings = await proposedSettings(client, fileId, choices);
  const { jobId, importId } = await client.imports.post({ commandId: newCommandId(), settings, allowRepeat: false });
  const job = jobId === null ? null : await jobEnd(client, jobId);
  if (job?.state !== 'done') throw new Error(`The import ended ${job?.state}: ${JSON.stringify(job?.error)}`);
  const { rows } = await client.cardKeys.list({ filter: { importId } });
  const keyIds = rows.map(({ id }) => id);
  const { keys } = await client.cardKeys.reveal({ commandId: newCommandId(), keyIds, reason: '核对' });
  const texts = keys.map(({ fields }) => fields.map(({ value }) => value).join(' | ')).sort();
  return {
    summary: (job.result as { summary: ImportSummary }).summary,
    keys: texts,
    days: rows.map((row) => row.expiresOn),
  };
}

async function checked(client: TestClient, fileId: FileId, choices: Trade & { keepsWords?: boolean }) {
  const { jobId } = await client.imports.preview(await proposedSettings(client, fileId, choices));
  return (await jobEnd(client, jobId)).result as ImportSummary;
}

async function rolesOf(client: TestClient, fileId: FileId, supplierId: SupplierId): Promise<string[]> {
  const { sheets } = await client.imports.describe({ fileId, read: {}, supplierId });
  return (sheets[0]?.columns ?? []).map(({ proposedRole }) => proposedRole);
}

function workbook(rows: unknown[][], mend: (sheet: XLSX.WorkSheet) => void = () => undefined): Buffer {
  const sheet = XLSX.utils.aoa_to_sheet(rows);
  mend(sheet);
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, sheet, '卡');
  return XLSX.write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer;
}

describe('a text whose lines name their parts', () => {
  it.each<[string, string[]]>([
    ['the secret first', ['卡密：AB-1 卡号：A0001', '卡密：AB-2 卡号：A0002']],
    ['in English', ['Card No: A0001 PIN: AB-1', 'Card No: A0002 PIN: AB-2']],
    ['in brackets', ['【卡号】A0001【密码】AB-1', '【卡号】A0002【密码】AB-2']],
    ['with equals signs', ['卡号=A0001 密码=AB-1', '卡号=A0002 密码=AB-2']],
    ['with bars', ['SN:A0001|CDK:AB-1', 'SN:A0002|CDK:AB-2']],
    ['in traditional characters', ['卡號：A0001 密碼：AB-1', '卡號：A0002 密碼：AB-2']],
    ['with how long they are', ['卡号(5位)：A0001 密码(4位)：AB-1', '卡号(5位)：A0002 密码(4位)：AB-2']],
  ])('brings number and secret without the names: %s', async (_, lines) => {
    const { client, trade } = await tradeIn();
    const { keys } = await broughtIn(client, await paste(client, lines), trade);
    expect(keys).toEqual(['A0001 | AB-1', 'A0002 | AB-2']);
  });

  it('gives a last day and a link their columns, and none of it to the secret', async () => {
    const { client, trade } = await tradeIn(SECRET_ONLY);
    const lines = [1, 2].map((place) => `激活码：AB-${place} 兑换地址：https://a.example 有效日期：2027年12月31日`);
    const { keys, days } = await broughtIn(client, await paste(client, lines), trade);
    expect({ keys, days }).toEqual({ keys: ['AB-1', 'AB-2'], days: ['2027-12-31', '2027-12-31'] });
  });

  it('takes no day for a key where each has its own line', async () => {
    const { client, trade } = await tradeIn(SECRET_ONLY);
    const lines = ['激活码：AB-1', '有效日期：2027-12-31', '激活码：AB-2', '有效日期：2027-12-31'];
    const { keys, summary } = await broughtIn(client, await paste(client, lines), trade);
    expect({ keys, refused: summary.refused }).toEqual({ keys: ['AB-1', 'AB-2'], refused: 0 });
  });

  it('makes no key of a note between them, also where a key is a single field', async () => {
    const { client, trade } = await tradeIn(SECRET_ONLY);
    const file = Buffer.from('XH-2026 发货\n卡密：AB-1 面值：50\n卡密：AB-2 面值：50\n');
    const { keys, summary } = await broughtIn(client, await stageFile(client, '卡.txt', file), trade);
    expect({ keys, byReason: summary.byReason }).toEqual({ keys: ['AB-1', 'AB-2'], byReason: { OUTSIDE_SET: 1 } });
  });
});

describe('words inside a key', () => {
  const cells = ['卡号:A0001 密码:AB-1', 'AB12-CD34（已使用）', '{"pwd":"AB12"', 'AB12-CD35'];

  it('are refused until somebody says that buyers are to get them', async () => {
    const { client, trade } = await tradeIn(SECRET_ONLY);
    const bytes = workbook([['卡密'], ...cells.map((cell) => [cell])]);
    const first = await checked(client, await stageFile(client, '卡.xlsx', bytes), trade);
    expect(first).toMatchObject({ accepted: 1, byReason: { WORDS_INSIDE: 3 } });
    expect(JSON.stringify(first)).not.toContain('AB12-CD34');
    const kept = await broughtIn(client, await stageFile(client, '卡.xlsx', bytes), { ...trade, keepsWords: true });
    expect(kept.keys).toEqual([...cells].sort());
  });

  it('are part of keys whose SKU has a pattern for them', async () => {
    const pattern = '卡号:[A-Z0-9]{5} 密码:[A-Z0-9-]{4}';
    const { client, trade } = await tradeIn([{ name: '卡密', role: 'secret', isSecret: true, pattern }]);
    const bytes = workbook([['卡密'], [cells[0]]]);
    expect(await checked(client, await stageFile(client, '卡.xlsx', bytes), trade)).toMatchObject({ accepted: 1 });
  });
});

describe('sheets that were not made by a program', () => {
  it('keep a second table apart whose columns stand in another order', async () => {
    const { client, trade } = await tradeIn();
    const bytes = workbook([
      ['卡号', '卡密'],
      ['A0001', 'AB-1'],
      ['卡密', '卡号'],
      ['AB-2', 'A0002'],
      ['卡号', '密码'],
      ['A0003', 'AB-3'],
    ]);
    const { keys, summary } = await broughtIn(client, await stageFile(client, '卡.xlsx', bytes), trade);
    expect(keys).toEqual(['A0001 | AB-1', 'A0003 | AB-3']);
    expect(summary).toMatchObject({ byReason: { OTHER_TABLE: 1 }, skipped: { 'repeated-header': 2 } });
  });

  it('keep a second table apart also where the product of each row says its SKU', async () => {
    const { client, trade } = await tradeIn();
    const bytes = workbook([
      ['卡号', '卡密', '商品'],
      ['A0001', 'AB-1', '点卡'],
      ['卡密', '卡号', '商品'],
      ['AB-2', 'A0002', '点卡'],
    ]);
    const fileId = await stageFile(client, '卡.xlsx', bytes);
    const settings = await proposedSettings(client, fileId, trade);
    const assignments = [{ text: '点卡', skuId: trade.skuId }];
    const { jobId } = await client.imports.preview({ ...settings, sku: { by: 'column', assignments } });
    expect((await jobEnd(client, jobId)).result).toMatchObject({ accepted: 1, byReason: { OTHER_TABLE: 1 } });
  });

  it('lose no key to a head where each cell stands beside its name', async () => {
    const { client, trade } = await tradeIn();
    const bytes = workbook([1, 2, 3].map((place) => ['卡号：', `A000${place}`, '卡密：', `AB-${place}`]));
    const { keys } = await broughtIn(client, await stageFile(client, '卡.xlsx', bytes), trade);
    expect(keys).toEqual(['A0001 | AB-1', 'A0002 | AB-2', 'A0003 | AB-3']);
  });

  it('keep the zeros that a number format shows', async () => {
    const { client, trade } = await tradeIn();
    const bytes = workbook(
      [
        ['卡号', '卡密'],
        ['A0001', 123],
      ],
      (sheet) => {
        sheet.B2 = { t: 'n', v: 123, z: '000000' };
      },
    );
    const { keys } = await broughtIn(client, await stageFile(client, '卡.xlsx', bytes), trade);
    expect(keys).toEqual(['A0001 | 000123']);
  });

  it('lose the quotation marks of a csv of one column', async () => {
    const { client, trade } = await tradeIn(SECRET_ONLY);
    const file = Buffer.from('"卡密"\r\n"AB-1"\r\n"A""B-2"\r\n');
    const { keys } = await broughtIn(client, await stageFile(client, '卡.csv', file), trade);
    expect(keys).toEqual(['A"B-2', 'AB-1']);
  });

  it('take no day for a number or a secret, where columns are shifted', async () => {
    const { client, trade } = await tradeIn();
    const file = Buffer.from('卡号,卡密\nA0001,2027-12-31\nA0002,AB-2\n');
    const summary = await checked(client, await stageFile(client, '卡.csv', file), trade);
    expect(summary).toMatchObject({ accepted: 1, byReason: { DAY_FOR_KEY: 1 } });
  });
});

describe('what was said of a text without column names', () => {
  it('holds for texts of the same kinds of values only', async () => {
    const { client, trade } = await tradeIn(SECRET_ONLY);
    const numbered = ['1. AB-C1', '2. AB-C2', '3. AB-C3'];
    await broughtIn(client, await paste(client, numbered), trade);
    const cards = ['60010001 778801', '60010002 998802', '60010003 338803'];
    expect(await rolesOf(client, await paste(client, cards), trade.supplierId)).toEqual(['cardNumber', 'secret']);
    const again = ['1. AB-D1', '2. AB-D2'];
    const { sheets } = await client.imports.describe({
      fileId: await paste(client, again),
      read: {},
      supplierId: trade.supplierId,
    });
    expect(sheets[0]?.remembered).toMatchObject({ columns: ['ignore', 'secret'] });
  });
});
