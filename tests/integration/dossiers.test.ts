import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ShopCheck } from '#shared/contract/backups.contract.ts';
import type { BrandId, FileId, SkuId, SupplierId } from '#shared/domain/ids.ts';
import { money } from '#shared/domain/money/money.ts';
import { MAXIMUM_ATTACHMENT_BYTES } from '#shared/domain/suppliers/attachment-content.ts';
import { type CheckPolicy, DOSSIER_CHECKS, type DossierCheck } from '#shared/domain/suppliers/dossier-checks.ts';
import { addDays, type Day } from '#shared/domain/time/business-time.ts';
import {
  closeTestShops,
  newCommandId,
  newTestFolder,
  openTestShop,
  stageFile,
  type TestClient,
  type TestShop,
} from '#tests/support/open-core.ts';
import { importSheet, jobEnd, keySheet, makeTrade } from '#tests/support/trade.ts';
import { createSku, createSupplier } from '#tests/support/trade-setup.ts';

const PDF = Buffer.from('%PDF-1.7\n营业执照 统一社会信用代码 91440300MA5XXXXX0X\n', 'utf8');

let shop: TestShop;
let client: TestClient;
let supplierId: SupplierId;
let skuId: SkuId;
let brandId: BrandId;
let today: Day;

beforeEach(async () => {
  shop = await openTestShop();
  client = shop.client;
  ({ supplierId, skuId } = await makeTrade(client));
  const overview = await client.dossiers.overview();
  const [unauthorised] = overview.unauthorised;
  if (!unauthorised) throw new Error('The trade has no SKU.');
  brandId = unauthorised.brandId;
  today = overview.today as Day;
});
afterEach(closeTestShops);

async function setPolicy(policy: CheckPolicy, only: readonly DossierCheck[] = DOSSIER_CHECKS) {
  const stored = await client.dossiers.policy();
  const checks = Object.fromEntries(DOSSIER_CHECKS.map((check) => [check, only.includes(check) ? policy : 'off']));
  return client.dossiers.setPolicy({ ...stored, commandId: newCommandId(), checks: { ...stored.checks, ...checks } });
}

async function addLicence(fileId: FileId | null = null, expiresOn: Day | null = null) {
  const paper = { supplierId, kind: 'business-licence', number: '91440300MA5XXXXX0X', expiresOn, fileId } as const;
  return client.dossiers.addQualification({ commandId: newCommandId(), ...paper });
}

async function verify(id: Awaited<ReturnType<typeof addLicence>>['id']) {
  const { qualifications } = await client.dossiers.get({ supplierId });
  const revision = qualifications.find((paper) => paper.id === id)?.revision ?? 0;
  return client.dossiers.verifyQualification({ commandId: newCommandId(), id, revision, isVerified: true });
}

async function downloaded(fileId: FileId): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const { base64 } of await client.files.download({ id: fileId }))
    pieces.push(Buffer.from(base64, 'base64'));
  return Buffer.concat(pieces);
}

const attachmentFiles = (folder = shop.folder) => readdirSync(path.join(folder, 'attachments'));
const findings = async () => (await client.dossiers.get({ supplierId })).findings;
const draft = () =>
  client.purchaseOrders.create({
    commandId: newCommandId(),
    supplierId,
    lines: [{ skuId, quantity: 1, unitPrice: money(1) }],
  });

describe('the dossier of a supplier', () => {
  it('keeps facts and terms, and keeps whoever was slower from overwriting them', async () => {
    const dossier = await client.dossiers.get({ supplierId });
    const { qualifications: _, testOrders: __, findings: ___, volume: ____, ...empty } = dossier;
    expect(empty).toMatchObject({ revision: 0, foundedOn: null, verifiesBeforePay: false });
    const filled = {
      ...empty,
      foundedOn: '2019-03-01' as Day,
      disputeRate: 120,
      sourceTrace: 'full' as const,
      supportHours: '9:00–23:00',
      supportTimeZone: 'Asia/Shanghai',
      verifiesBeforePay: true,
      badKeysPaidBy: 'supplier' as const,
      contractEndsOn: addDays(today, 400),
      minimumVolume: money(1_000_000),
    };
    const input = { ...filled, commandId: newCommandId() } as Parameters<typeof client.dossiers.setProfile>[0];
    await client.dossiers.setProfile(input);
    expect(await client.dossiers.get({ supplierId })).toMatchObject({ ...filled, revision: 1 });
    const again = client.dossiers.setProfile({ ...input, commandId: newCommandId() });
    await expect(again).rejects.toMatchObject({ code: 'CHANGED_MEANWHILE', data: { revision: 1 } });
    const open = (await findings()).map(({ check }) => check);
    expect(open).not.toContain('years-in-business');
    expect(open).not.toContain('contract');
    expect(open).toContain('test-order');
  });

  it('takes no paper of which nothing is known, which once verified would stand for the one that is missing', async () => {
    const nothing = { commandId: newCommandId(), supplierId, kind: 'business-licence' as const };
    await expect(client.dossiers.addQualification(nothing)).rejects.toMatchObject({
      code: 'INVALID_VALUE',
      data: { rule: 'PAPER_EMPTY' },
    });
    expect((await client.dossiers.get({ supplierId })).qualifications).toEqual([]);
  });

  it('has a contract without an end where its terms are written', async () => {
    const {
      qualifications: _,
      testOrders: __,
      findings: ___,
      volume: ____,
      ...empty
    } = await client.dossiers.get({
      supplierId,
    });
    const checks = async () => (await findings()).map(({ check }) => check);
    expect(await checks()).toContain('contract');
    const written = { ...empty, refundTerms: '坏卡 24 小时内退款', commandId: newCommandId() };
    await client.dossiers.setProfile(written as Parameters<typeof client.dossiers.setProfile>[0]);
    expect(await checks()).not.toContain('contract');
  });

  it('counts a paper once somebody verified it, and no more when it was rewritten or removed', async () => {
    const licence = async () => (await findings()).find(({ check }) => check === 'business-licence')?.problem;
    expect(await licence()).toBe('missing');
    const { id } = await addLicence();
    expect(await licence()).toBe('unverified');
    await verify(id);
    expect(await licence()).toBeUndefined();
    const edit = { id, revision: 2, kind: 'business-licence', expiresOn: addDays(today, 9) } as const;
    await client.dossiers.editQualification({ commandId: newCommandId(), ...edit });
    expect(await licence()).toBe('unverified');
    await verify(id);
    expect(await licence()).toBe('expiring');
    expect((await client.dashboard.get()).expiringPapers).toBe(1);
    await client.dossiers.removeQualification({ commandId: newCommandId(), id, revision: 4 });
    expect(await licence()).toBe('missing');
  });

  it('asks for a brand with an authorisation, and only there', async () => {
    const add = (kind: 'brand-authorisation' | 'icp-filing', brand: BrandId | null) =>
      client.dossiers.addQualification({ commandId: newCommandId(), supplierId, kind, brandId: brand });
    await expect(add('brand-authorisation', null)).rejects.toMatchObject({ code: 'INVALID_VALUE' });
    await expect(add('icp-filing', brandId)).rejects.toMatchObject({ code: 'INVALID_VALUE' });
  });

  it('asks for no authorisation of what the brand itself sells or delivered', async () => {
    const official = await createSupplier(client, 'BRAND', { kind: 'official' });
    const unauthorised = async () => (await client.dossiers.overview()).unauthorised.map((sku) => sku.skuId);
    const other = await createSku(client, 'OTHER');
    expect(await unauthorised()).toEqual([other, skuId]);
    const price = {
      effectiveOn: today,
      currency: 'CNY',
      tiers: [{ fromQuantity: 1, unitPrice: money(1), discount: null }],
    };
    const { id } = await client.offers.create({ commandId: newCommandId(), supplierId: official, skuId, price });
    await importSheet(client, 'keys.csv', keySheet(1), { supplierId: official, skuId: other });
    expect(await unauthorised()).toEqual([]);
    expect((await client.dossiers.get({ supplierId: official })).findings).not.toContainEqual(
      expect.objectContaining({ check: 'brand-authorisation' }),
    );
    // Who resells still has to show where it comes from.
    await client.offers.setArchived({ commandId: newCommandId(), id, isArchived: true });
    expect(await unauthorised()).toEqual([skuId]);
  });

  it('lists SKUs without a verified authorisation, and suppliers with what they lack', async () => {
    const unauthorised = async () => (await client.dossiers.overview()).unauthorised;
    expect(await unauthorised()).toMatchObject([{ skuId, problem: 'missing' }]);
    const paper = { number: 'SQ-1', supplierId, kind: 'brand-authorisation', brandId } as const;
    const { id } = await client.dossiers.addQualification({ commandId: newCommandId(), ...paper });
    expect(await unauthorised()).toMatchObject([{ skuId, problem: 'unverified' }]);
    await verify(id);
    expect(await unauthorised()).toEqual([]);
    const { suppliers } = await client.dossiers.overview();
    expect(suppliers).toMatchObject([{ supplierId }]);
    const problemsOf = async (filter: Parameters<TestClient['dossiers']['overview']>[0]) =>
      (await client.dossiers.overview(filter)).suppliers.flatMap((one) => one.findings.map((found) => found.problem));
    expect(new Set(await problemsOf({ problem: 'missing' }))).toEqual(new Set(['missing']));
    expect(await problemsOf({ problem: 'expired' })).toEqual([]);
    expect(await problemsOf({ supplierId: (supplierId + 1) as SupplierId })).toEqual([]);
    // Who is gone authorises nobody any more.
    const expected = { openOrders: 0, unsoldKeys: 0 };
    const loss = { supplierId, lostOn: today, reason: '失联', expected };
    await client.supplierLosses.declare({ commandId: newCommandId(), ...loss });
    expect(await unauthorised()).toMatchObject([{ skuId, problem: 'missing' }]);
    expect((await client.supplierMoney.overview({})).rows).toMatchObject([{ supplierId, lostOn: today }]);
    await setPolicy('off');
    expect((await client.dossiers.overview()).suppliers).toEqual([]);
  });

  it('goes by the latest test order, and takes none from the future', async () => {
    const add = (testedOn: Day, result: 'passed' | 'failed') =>
      client.dossiers.addTestOrder({
        commandId: newCommandId(),
        supplierId,
        step: 'order',
        testedOn,
        amount: money(100),
        result,
      });
    const problem = async () => (await findings()).find(({ step }) => step === 'order')?.problem;
    await add(addDays(today, -2), 'passed');
    expect(await problem()).toBeUndefined();
    const { id } = await add(today, 'failed');
    expect(await problem()).toBe('failed');
    await client.dossiers.removeTestOrder({ commandId: newCommandId(), id });
    expect(await problem()).toBeUndefined();
    await expect(add(addDays(today, 1), 'passed')).rejects.toMatchObject({ code: 'INVALID_VALUE' });
  });
});

describe('what the shop makes of it', () => {
  it('warns in the order and lets it go', async () => {
    const order = await draft();
    const shown = (await client.purchaseOrders.get({ id: order.id })).dossierFindings;
    expect(shown).toContainEqual(expect.objectContaining({ check: 'brand-authorisation', brandId, blocks: false }));
    await client.purchaseOrders.send({ commandId: newCommandId(), ...order });
    expect((await client.purchaseOrders.get({ id: order.id })).dossierFindings).toEqual([]);
  });

  it('refuses to send while a check refuses, and sends once the paper is there', async () => {
    await setPolicy('refuse', ['business-licence']);
    const order = await draft();
    const send = () => client.purchaseOrders.send({ commandId: newCommandId(), ...order });
    await expect(send()).rejects.toMatchObject({
      code: 'DOSSIER_REFUSES',
      data: { supplierId, count: 1, findings: [{ check: 'business-licence', problem: 'missing', blocks: true }] },
    });
    expect((await client.purchaseOrders.get({ id: order.id })).state).toBe('draft');
    await verify((await addLicence(null, addDays(today, 5))).id);
    await send();
    expect((await client.purchaseOrders.get({ id: order.id })).state).toBe('sent');
  });
});

describe('the volume that a contract wants bought', () => {
  it('is compared with what was bought this year', async () => {
    const { revision, ...profile } = await client.dossiers.get({ supplierId });
    expect(profile.volume).toBeNull();
    const wanted = { ...profile, minimumVolume: money(36_500_000), revision };
    await client.dossiers.setProfile({ commandId: newCommandId(), ...wanted });
    const due = 325 * 100_000;
    expect((await client.dossiers.get({ supplierId })).volume).toEqual({ bought: 0, due, isBehind: true });
    await importSheet(client, 'keys.csv', keySheet(80), { supplierId, skuId, documentOn: today });
    const { balance } = await client.supplierAccounts.get({ supplierId });
    const volume = (await client.dossiers.get({ supplierId })).volume;
    expect(volume).toEqual({ bought: balance, due, isBehind: balance * 10 < due * 9 });
    expect(balance).toBeGreaterThan(0);
  });

  it('counts what corrections made of the prices since, and no longer once they are taken back', async () => {
    const { revision, ...profile } = await client.dossiers.get({ supplierId });
    const wanted = { ...profile, minimumVolume: money(36_500_000), revision };
    await client.dossiers.setProfile({ commandId: newCommandId(), ...wanted });
    const { importId } = await importSheet(client, 'keys.csv', keySheet(80), { supplierId, skuId, documentOn: today });
    const { balance } = await client.supplierAccounts.get({ supplierId });
    const bought = async () => (await client.dossiers.get({ supplierId })).volume?.bought;
    const change = { by: 'total', amount: money(-800_000) } as const;
    const wish = { importIds: [importId], skuId, change, paperedOn: today };
    const { stockPart, costPart } = await client.priceCorrections.preview(wish);
    const paper = { externalNumber: 'TZ-1', reason: '返差价', shown: { stockPart, costPart } };
    const { documentId } = await client.priceCorrections.post({ commandId: newCommandId(), ...wish, ...paper });
    expect(await bought()).toBe(balance - 800_000);
    await client.priceCorrections.reverse({ commandId: newCommandId(), id: documentId, reason: '对方撤回' });
    expect(await bought()).toBe(balance);
  });
});

describe('an attachment', () => {
  it('lies sealed under the hash of its bytes and opens again', async () => {
    const { id } = await addLicence(await stageFile(client, '执照.exe', PDF));
    const [name = ''] = attachmentFiles();
    expect(name).toMatch(/^[0-9a-f]{64}$/);
    const sealed = readFileSync(path.join(shop.folder, 'attachments', name));
    expect(sealed.includes(PDF.subarray(0, 5))).toBe(false);
    const opened = await client.dossiers.openAttachment({ id });
    expect(opened).toMatchObject({ name: '执照.exe.pdf', size: PDF.length });
    expect(await downloaded(opened.fileId)).toEqual(PDF);
  });

  it('is judged by its content and its size, and a refused one leaves nothing', async () => {
    const html = await stageFile(client, '执照.pdf', Buffer.from('<script>alert(1)</script>'));
    await expect(addLicence(html)).rejects.toMatchObject({ code: 'ATTACHMENT_NOT_TAKEN', data: { name: '执照.pdf' } });
    const big = await stageFile(client, 'big.pdf', Buffer.concat([PDF, Buffer.alloc(MAXIMUM_ATTACHMENT_BYTES)]));
    await expect(addLicence(big)).rejects.toMatchObject({ code: 'ATTACHMENT_TOO_LARGE' });
    const { id } = await addLicence();
    const file = await stageFile(client, 'a.pdf', PDF);
    const stale = { id, revision: 9, kind: 'business-licence', fileId: file } as const;
    await expect(client.dossiers.editQualification({ commandId: newCommandId(), ...stale })).rejects.toMatchObject({
      code: 'CHANGED_MEANWHILE',
    });
    expect(attachmentFiles()).toEqual([]);
    await expect(client.dossiers.openAttachment({ id })).rejects.toMatchObject({ code: 'NO_ATTACHMENT' });
  });

  it('is taken once for a repeated command', async () => {
    const fileId = await stageFile(client, 'a.pdf', PDF);
    const input = { commandId: newCommandId(), supplierId, kind: 'business-licence', fileId } as const;
    const first = await client.dossiers.addQualification(input);
    expect(await client.dossiers.addQualification(input)).toEqual(first);
    expect(attachmentFiles()).toHaveLength(1);
  });

  it('says so when its file was altered or is gone', async () => {
    const { id } = await addLicence(await stageFile(client, 'a.pdf', PDF));
    const [name = ''] = attachmentFiles();
    const file = path.join(shop.folder, 'attachments', name);
    const bytes = readFileSync(file);
    bytes[40] = (bytes[40] ?? 0) ^ 1;
    writeFileSync(file, bytes);
    const damaged = { code: 'ATTACHMENT_DAMAGED', data: { name: 'a.pdf' } };
    await expect(client.dossiers.openAttachment({ id })).rejects.toMatchObject(damaged);
    rmSync(file);
    await expect(client.dossiers.openAttachment({ id })).rejects.toMatchObject(damaged);
  });

  it('is looked at by verify: its file, its bytes, its key; a file that nobody names is counted', async () => {
    await addLicence(await stageFile(client, 'a.pdf', PDF));
    const check = async () => {
      const job = await jobEnd(client, (await client.verify.run()).jobId);
      const { checks, counts } = job.result as ShopCheck;
      return { ...checks.find(({ name }) => name === 'attachments-are-whole'), orphans: counts.orphanedAttachments };
    };
    expect(await check()).toMatchObject({ isKept: true, checkedCount: 1, orphans: undefined });
    const [name = ''] = attachmentFiles();
    const file = path.join(shop.folder, 'attachments', name);
    writeFileSync(path.join(shop.folder, 'attachments', 'f'.repeat(64)), 'left by a crash');
    expect(await check()).toMatchObject({ isKept: true, orphans: 1 });
    const bytes = readFileSync(file);
    bytes[40] = (bytes[40] ?? 0) ^ 1;
    writeFileSync(file, bytes);
    expect(await check()).toMatchObject({ isKept: false, breaches: ['attachment 1 was altered'] });
    rmSync(file);
    expect(await check()).toMatchObject({ isKept: false, breaches: ['attachment 1 has no file'] });
  });

  it('comes back with a restored backup, even where the folder has lost it', async () => {
    const { id } = await addLicence(await stageFile(client, 'a.pdf', PDF));
    const file = path.join(newTestFolder(), 'a.kacang-backup');
    const { jobId } = await client.backups.make({ file });
    expect((await jobEnd(client, jobId)).error).toBeNull();
    const [name = ''] = attachmentFiles();
    rmSync(path.join(shop.folder, 'attachments', name));
    await client.backups.restore({ file });
    await shop.restart();
    client = shop.client;
    const opened = await client.dossiers.openAttachment({ id });
    expect(await downloaded(opened.fileId)).toEqual(PDF);
    expect(readdirSync(shop.folder)).not.toContain('restore');
  });
});
