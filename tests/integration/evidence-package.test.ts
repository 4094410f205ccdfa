import { createHash } from 'node:crypto';
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import * as XLSX from 'xlsx';
import { attachmentsFolder } from '#core/backup/attachment-files.ts';
import type { ShopId, SkuId, SupplierId } from '#shared/domain/ids.ts';
import { money } from '#shared/domain/money/money.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { createCanarySearch } from '#tests/support/canary.ts';
import {
  closeTestShops,
  newCommandId,
  openTestShop,
  readDownload,
  stageFile,
  type TestClient,
  type TestShop,
} from '#tests/support/open-core.ts';
import { importSheet, keySheet, makeSku } from '#tests/support/trade.ts';
import { createSupplier, jobResult } from '#tests/support/trade-setup.ts';

const DAY = '2026-11-21' as Day;
const PRICE = money(475_000);

let shop: TestShop;
let client: TestClient;
let supplierId: SupplierId;
let skuId: SkuId;
let shopId: ShopId;

beforeEach(async () => {
  shop = await openTestShop();
  client = shop.client;
  supplierId = await createSupplier(client, 'PL', { name: '跑路卡商', settlement: 'prepaid', warrantyHours: 240 });
  skuId = await makeSku(client, 'CARD50', money(500_000));
  shopId = (await client.shops.create({ commandId: newCommandId(), name: '一店', platform: '淘宝' })).id;
  const payment = { supplierId, kind: 'payment' as const, amount: money(10_000_000), occurredOn: DAY };
  await client.supplierAccounts.post({ commandId: newCommandId(), ...payment });
  await importSheet(client, 'keys.csv', keySheet(5), { supplierId, skuId, documentOn: DAY });
  const lines = [{ skuId, quantity: 2, orderTotal: money(1_000_000) }];
  await client.deliveries.dispense({ commandId: newCommandId(), shopId, orderNumber: 'T1', buyer: '张三', lines });
});
afterEach(closeTestShops);

async function order(quantity: number) {
  const lines = [{ skuId, quantity, unitPrice: PRICE }];
  return client.purchaseOrders.create({ commandId: newCommandId(), supplierId, lines });
}

async function declare() {
  const { consequences } = await client.supplierLosses.get({ supplierId });
  const { openOrders, unsoldKeys } = consequences;
  const wish = { supplierId, lostOn: DAY, reason: '三天没有回音', expected: { openOrders, unsoldKeys } };
  return client.supplierLosses.declare({ commandId: newCommandId(), ...wish });
}

async function makePackage(language: 'zh-CN' | 'en' = 'zh-CN') {
  const { jobId } = await client.supplierLosses.evidence({ commandId: newCommandId(), supplierId, language });
  const made = (await jobResult(client, jobId)) as { fileId: never; name: string };
  const zip = await readDownload(client, made.fileId);
  const files = unzip(zip);
  const sheet = (name: string): string => {
    const book = XLSX.read(files.get(name) ?? Buffer.alloc(0));
    return Object.values(book.Sheets)
      .map((page) => XLSX.utils.sheet_to_csv(page))
      .join('\n');
  };
  const index = files.get('INDEX.csv')?.toString('utf8').trim().split('\r\n').slice(1) ?? [];
  return { name: made.name, zip, files, sheet, index };
}

async function keepLicence(bytes: Buffer) {
  const fileId = await stageFile(client, '执照.pdf', bytes);
  const paper = { supplierId, kind: 'business-licence' as const, brandId: null, issuedOn: null, expiresOn: null };
  await client.dossiers.addQualification({ commandId: newCommandId(), ...paper, fileId });
}

async function markOneBad() {
  const { rows } = await client.deliveries.list({});
  const delivery = await client.deliveries.get({ id: rows[0]?.id as never });
  const keyIds = [delivery.keys[0]?.id as never];
  await client.deliveries.markBad({ commandId: newCommandId(), id: delivery.id, keyIds, reason: '无法兑换' });
}

it('has an index that is right and holds no secret', async () => {
  const pdf = Buffer.from('%PDF-1.7\nlicence\n');
  await keepLicence(pdf);
  await markOneBad();
  const { name, zip, files, index } = await makePackage();
  expect(name).toMatch(/^kacang-evidence-PL-.*\.zip$/);
  expect(index).toHaveLength(9);
  for (const line of index) {
    const [, file = '', size, hash] = line.split(',');
    const bytes = files.get(file) ?? Buffer.alloc(0);
    expect([String(bytes.length), createHash('sha256').update(bytes).digest('hex')]).toEqual([size, hash]);
  }
  expect(files.get('attachments/01-business-licence.pdf')).toEqual(pdf);
  const canary = createCanarySearch(['K00000001-7919-Z', 'K00000002-15838-Z']);
  expect(canary.inBytes(zip, 'evidence')).toEqual([]);
});

it('is made where a scan is damaged, and says which', async () => {
  await keepLicence(Buffer.from('%PDF-1.7\nlicence\n'));
  const folder = attachmentsFolder(shop.core.kernel.paths.folder);
  for (const name of readdirSync(folder)) writeFileSync(path.join(folder, name), 'something else');
  const { files, index } = await makePackage();
  expect(files.has('attachments/01-business-licence.pdf')).toBe(false);
  expect(index.at(-1)).toBe('9,attachments/01-business-licence.pdf,0,原件缺失或损坏，未能放入');
  expect(files.has('07-dossier.xlsx')).toBe(true);
});

it('counts what we wrote off as owed: it is our own bookkeeping', async () => {
  await markOneBad();
  await declare();
  const { exposure, writableOff } = await client.supplierLosses.get({ supplierId });
  const { prepaid, claims } = writableOff;
  expect([prepaid, claims]).toEqual([7_625_000, 475_000]);
  const part = { supplierId, prepaid: money(7_000_000), claims, reason: '追不回' };
  await client.supplierLosses.writeOff({ commandId: newCommandId(), ...part });
  expect(await client.supplierLosses.get({ supplierId })).toMatchObject({
    exposure: { total: 625_000 },
    writtenOff: exposure.total - 625_000,
  });
  const { sheet } = await makePackage();
  for (const line of [
    '预存余额,762.50 CNY',
    '未了索赔,47.50 CNY',
    '合计占用我方资金,810.00 CNY',
    '其中我方已记坏账（只是记账，不免除对方所欠）,747.50 CNY',
  ]) {
    expect(sheet('00-summary.xlsx')).toContain(line);
  }
  const account = sheet('01-account.xlsx').trim().split('\n');
  expect(account.at(-1)).toContain('-762.50');
  expect(account.join('\n')).not.toMatch(/追不回|调整/);
});

it('has the columns of a sheet without rows, their statements and the test orders', async () => {
  await client.dossiers.addTestOrder({
    commandId: newCommandId(),
    supplierId,
    step: 'withdraw',
    testedOn: DAY,
    amount: money(100_000),
    result: 'failed',
    note: '提现不到账',
  });
  const { sheet } = await makePackage();
  expect(sheet('02-orders.xlsx')).toContain('单号,状态,下单日期,期望到货');
  expect(sheet('06-statements.xlsx')).toContain('单号,账单起,账单止');
  expect(sheet('07-dossier.xlsx')).toContain(`试单 · 提现,${DAY} · 10.00 CNY · 未通过 · 提现不到账`);
});

it('says what they hold of ours, and everything in words', async () => {
  await client.purchaseOrders.send({ commandId: newCommandId(), ...(await order(4)) });
  await client.dossiers.setProfile({
    commandId: newCommandId(),
    supplierId,
    revision: 0,
    foundedOn: null,
    disputeRate: 120,
    sourceTrace: 'partial',
    supportHours: '9:00–23:00',
    supportTimeZone: 'Asia/Shanghai',
    fulfilment: 'hand',
    verifiesBeforePay: false,
    promiseHours: 24,
    badKeysPaidBy: 'supplier',
    priceNoticeDays: null,
    contractEndsOn: null,
    minimumVolume: money(50_000_000),
    sourceNote: '',
    refundTerms: '7 天内退',
    failureCompensation: '',
  });
  await declare();
  const { files, sheet } = await makePackage();
  const summary = sheet('00-summary.xlsx');
  for (const line of ['预存余额,762.50 CNY', '合计占用我方资金,762.50 CNY', '认定依据,三天没有回音']) {
    expect(summary).toContain(line);
  }
  const dossier = sheet('07-dossier.xlsx');
  for (const line of [
    '类型,批发商',
    '结算方式,预存',
    '纠纷率,1.2%',
    '坏卡由谁承担,供应商',
    '年最低采购额,5000.00 CNY',
  ]) {
    expect(dossier).toContain(line);
  }
  const account = sheet('01-account.xlsx');
  expect(account).toContain('金额币种：CNY');
  expect(account).toContain('充值 / 付款');
  expect(sheet('02-orders.xlsx')).toContain('已关闭');
  expect([...files.keys()].map(sheet).join('')).not.toMatch(/wholesaler|prepaid|closed|posted|purchase|payment/);
});

/** The files of an archive by their names, by its central directory. */
function unzip(zip: Buffer): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  let at = zip.readUInt32LE(end + 16);
  for (let count = zip.readUInt16LE(end + 10); count > 0; count -= 1) {
    const nameLength = zip.readUInt16LE(at + 28);
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
    const offset = zip.readUInt32LE(at + 42);
    const start = offset + 30 + zip.readUInt16LE(offset + 26) + zip.readUInt16LE(offset + 28);
    files.set(name, inflateRawSync(zip.subarray(start, start + zip.readUInt32LE(at + 20))));
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return files;
}
