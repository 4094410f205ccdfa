import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { postSupplierEntry } from '#core/suppliers/supplier-accounts.posting.ts';
import type { ImportId, SkuId, SupplierId, UserId } from '#shared/domain/ids.ts';
import { money } from '#shared/domain/money/money.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { brokenInvariants } from '#tests/support/invariants.ts';
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
import { createSupplier } from '#tests/support/trade-setup.ts';

const PDF = Buffer.from('%PDF-1.7\ninvoice\n');

let shop: TestShop;
let client: TestClient;
let supplierId: SupplierId;
let skuId: SkuId;

beforeEach(async () => {
  shop = await openTestShop();
  client = shop.client;
  supplierId = await createSupplier(client, 'HP', { name: '含票供应商' });
  skuId = await makeSku(client, 'CARD50', money(500_000));
  const terms = await client.offers.costTerms({ supplierId });
  await client.offers.setCostTerms({
    commandId: newCommandId(),
    ...terms,
    supplierId,
    priceBasis: 'with-invoice',
    taxRate: 13_000_000,
  });
  await receive(2, 1, '2026-09-10');
  await receive(4, 10, '2026-11-05');
});
afterEach(closeTestShops);

function receive(count: number, first: number, on: string) {
  const cost = { by: 'unit' as const, unitCost: money(500_000), perSku: [] };
  const choices = { supplierId, skuId, documentOn: on as Day, cost };
  return importSheet(client, `keys-${first}.csv`, keySheet(count, first), choices);
}

/** An invoice over `total` with 13 % in it. */
function register(number: string, net: number, tax: number, changes: Record<string, unknown> = {}) {
  return client.invoices.register({
    commandId: newCommandId(),
    direction: 'in',
    kind: 'electronic-special',
    number,
    issuedOn: '2026-11-20' as Day,
    supplierId,
    net: money(net),
    taxRate: 13_000_000,
    tax: money(tax),
    total: money(net + tax),
    ...changes,
  });
}

const owed = async () =>
  (await client.invoices.owed({})).rows.map(({ month, owed: amount, ageDays }) => [month, amount, ageDays]);

describe('the register of invoices', () => {
  it('tells what was bought with invoice and has none, by month and age', async () => {
    expect(await owed()).toEqual([
      ['2026-09', 1_000_000, 52],
      ['2026-11', 2_000_000, 0],
    ]);
    await register('25442000000012345678', 1_327_434, 172_566);
    expect(await owed()).toEqual([['2026-11', 1_500_000, 0]]);
    const [row] = (await client.invoices.list({ direction: 'in' })).rows;
    expect(row).toMatchObject({ party: '含票供应商', total: 1_500_000, allocated: 1_500_000 });
    const { allocations } = await client.invoices.get({ id: row?.id as never });
    expect(allocations.map(({ amount }) => amount)).toEqual([1_000_000, 500_000]);
    expect(brokenInvariants(shop.core)).toEqual([]);
  });

  it('owes no invoice for what went back to the supplier, until the return is taken back', async () => {
    const batch = (await client.inventory.batches({})).rows.find(({ receivedOn }) => receivedOn === '2026-11-05');
    if (!batch) throw new Error('No batch.');
    const sent = { batchId: batch.id, quantity: 3, credit: null, reason: '错货', note: '' };
    const { documentId } = await client.supplierReturns.post({ commandId: newCommandId(), ...sent });
    expect(await owed()).toEqual([
      ['2026-09', 1_000_000, 52],
      ['2026-11', 500_000, 0],
    ]);
    await client.supplierReturns.reverse({ commandId: newCommandId(), id: documentId, reason: '没有寄出' });
    expect((await owed())[1]).toEqual(['2026-11', 2_000_000, 0]);
  });

  it('owes no invoice for keys of a split batch that went back, whatever they were said to cost', async () => {
    const batch = (await client.inventory.batches({})).rows.find(({ receivedOn }) => receivedOn === '2026-11-05');
    if (!batch) throw new Error('No batch.');
    const other = await makeSku(client, 'OTHER', money(500_000));
    const wish = {
      batchId: batch.id,
      keyIds: null,
      toSkuId: other,
      unitCost: money(900_000),
      reason: '记错',
      note: '',
    };
    const { batchId } = await client.inventory.reclassify({ commandId: newCommandId(), ...wish });
    const sent = { batchId, quantity: 3, credit: null, reason: '错货', note: '' };
    await client.supplierReturns.post({ commandId: newCommandId(), ...sent });
    expect((await owed())[1]).toEqual(['2026-11', 500_000, 0]);
  });

  it('follows the prices that a supplier corrected, and an invoice covers what became dearer', async () => {
    const { rows } = await client.imports.list({});
    const [latest, first] = rows;
    const correct = async (importIds: readonly (ImportId | undefined)[], perKey: number) => {
      const change = { by: 'per-key' as const, amount: money(perKey) };
      const of = { importIds: importIds as ImportId[], skuId, change, paperedOn: '2026-11-20' as Day };
      const { stockPart, costPart } = await client.priceCorrections.preview(of);
      const paper = { externalNumber: '', reason: '调价', shown: { stockPart, costPart } };
      return client.priceCorrections.post({ commandId: newCommandId(), ...of, ...paper });
    };
    await correct([latest?.id], -100_000);
    expect((await owed())[1]).toEqual(['2026-11', 4 * 400_000, 0]);
    const { documentId } = await correct([latest?.id, first?.id], 50_000);
    const dearer = [
      ['2026-09', 2 * 550_000, 52],
      ['2026-11', 4 * 450_000, 0],
    ];
    expect(await owed()).toEqual(dearer);
    await client.priceCorrections.reverse({ commandId: newCommandId(), id: documentId, reason: '没有涨' });
    expect(await owed()).toEqual([
      ['2026-09', 2 * 500_000, 52],
      ['2026-11', 4 * 400_000, 0],
    ]);
    await correct([latest?.id, first?.id], 50_000);
    // What became dearer is covered by an invoice of its own, for the receipts that it concerns.
    const open = await client.invoices.uninvoiced({ supplierId });
    expect(open.map((entry) => entry.open)).toEqual([1_000_000, 1_600_000, 300_000]);
    const { id } = await register('25442000000012345678', 265_487, 34_513, { coversOldest: false });
    const shares = [{ entryId: open[2]?.entryId as never, amount: money(300_000) }];
    await client.invoices.allocate({ commandId: newCommandId(), id, shares });
    expect(await owed()).toEqual([
      ['2026-09', 2 * 500_000, 52],
      ['2026-11', 4 * 400_000, 0],
    ]);
    expect(brokenInvariants(shop.core)).toEqual([]);
  });

  it('owes no invoice for what was withdrawn or claimed', async () => {
    const { rows } = await client.imports.list({});
    const [latest] = rows;
    await client.deliveries.dispense({ commandId: newCommandId(), lines: [{ skuId, quantity: 3 }] });
    // Two are sold of the first lot, one of the second: its other three are withdrawn.
    await client.imports.undo({ commandId: newCommandId(), id: latest?.id as never, reason: '发错' });
    expect(await owed()).toEqual([
      ['2026-09', 1_000_000, 52],
      ['2026-11', 500_000, 0],
    ]);
    const lines = [{ skuId, quantity: 3, unitPrice: money(500_000) }];
    const draft = await client.purchaseOrders.create({ commandId: newCommandId(), supplierId, lines });
    const { id, revision } = await client.purchaseOrders.send({ commandId: newCommandId(), ...draft });
    const order = { purchaseOrder: { id, revision }, amountCharged: money(1_500_000) };
    const cost = { by: 'unit' as const, unitCost: money(500_000), perSku: [] };
    // One of the three was sold to us before.
    const sheet = Buffer.concat([
      keySheet(2, 50),
      Buffer.from('\r\n'),
      keySheet(1, 1).subarray(keySheet(0).length + 2),
    ]);
    await importSheet(client, 'ordered.csv', sheet, { supplierId, skuId, cost, batchLabel: 'B2', ...order });
    expect((await owed())[1]).toEqual(['2026-11', 2_000_000, 0]);
    const { differences, revision: seen } = await client.purchaseOrders.get({ id });
    await client.purchaseOrders.decideDifference({
      commandId: newCommandId(),
      id: differences[0]?.id as never,
      revision: seen,
      decision: 'claim',
      note: '',
    });
    expect((await owed())[1]).toEqual(['2026-11', 1_500_000, 0]);
    expect(brokenInvariants(shop.core)).toEqual([]);
  });

  it('takes each invoice once, with sums that agree, and keeps its file sealed', async () => {
    const fileId = await stageFile(client, '发票.pdf', PDF);
    const { id } = await register('A1', 100_000, 13_000, { fileId });
    await expect(register('A1', 100_000, 13_000)).rejects.toMatchObject({ code: 'INVOICE_EXISTS' });
    await expect(register('A2', 100_000, 13_000, { total: money(113_001) })).rejects.toMatchObject({
      code: 'NOT_THE_SUM',
    });
    await expect(register('A2', 100_000, 6_000)).rejects.toMatchObject({ code: 'NOT_THE_RATE' });
    const opened = await client.invoices.openAttachment({ id });
    expect(await readDownload(client, opened.fileId)).toEqual(PDF);
  });

  it('is made void: what it covered has no invoice again, and its number may come anew', async () => {
    const { id } = await register('A1', 1_327_434, 172_566);
    await client.invoices.voidInvoice({ commandId: newCommandId(), id, reason: '抬头错了' });
    expect(await owed()).toEqual([
      ['2026-09', 1_000_000, 52],
      ['2026-11', 2_000_000, 0],
    ]);
    expect(await client.invoices.get({ id })).toMatchObject({ voidReason: '抬头错了', allocated: 0, allocations: [] });
    await expect(client.invoices.voidInvoice({ commandId: newCommandId(), id, reason: '再来' })).rejects.toMatchObject({
      code: 'INVOICE_STATE_FORBIDS',
    });
    await register('A1', 100_000, 13_000);
    expect(brokenInvariants(shop.core)).toEqual([]);
  });

  it('is taken back by a red-letter invoice, from the latest purchase first and never by more than it is', async () => {
    const { id } = await register('A1', 1_327_434, 172_566);
    const red = (number: string, net: number, tax: number) =>
      client.invoices.redLetter({
        commandId: newCommandId(),
        id,
        number,
        issuedOn: '2026-11-21' as Day,
        net: money(net),
        tax: money(tax),
      });
    await expect(red('R0', 1_327_435, 172_567)).rejects.toMatchObject({ code: 'MORE_THAN_INVOICE' });
    await red('R1', 530_973, 69_027);
    expect(await owed()).toEqual([
      ['2026-09', 100_000, 52],
      ['2026-11', 2_000_000, 0],
    ]);
    expect(await client.invoices.get({ id })).toMatchObject({ redded: 600_000, allocated: 900_000, total: 1_500_000 });
    const { id: second } = await red('R2', 796_461, 103_539);
    expect(await client.invoices.get({ id })).toMatchObject({ redded: 1_500_000, allocated: 0 });
    const voided = (invoice: typeof id) =>
      client.invoices.voidInvoice({ commandId: newCommandId(), id: invoice, reason: '号码抄错' });
    await expect(voided(id)).rejects.toMatchObject({ code: 'INVOICE_STATE_FORBIDS' });
    await voided(second);
    expect(await client.invoices.get({ id })).toMatchObject({ redded: 600_000, allocated: 0 });
    await expect(voided(second)).rejects.toMatchObject({ code: 'INVOICE_STATE_FORBIDS' });
    await red('R2', 796_461, 103_539);
    expect(brokenInvariants(shop.core)).toEqual([]);
  });

  it('covers other purchases once the one it was for is taken back', async () => {
    const { id } = await register('A1', 2_212_389, 287_611);
    const { rows } = await client.imports.list({});
    await client.imports.undo({ commandId: newCommandId(), id: rows[1]?.id as never, reason: '整批作废' });
    expect(await client.invoices.get({ id })).toMatchObject({ allocated: 1_500_000, allocations: [{}] });
    expect(await owed()).toEqual([['2026-11', 500_000, 0]]);
    expect(await client.invoices.coverOldest({ commandId: newCommandId(), id })).toMatchObject({ shares: 1 });
    expect(await owed()).toEqual([]);
    expect(brokenInvariants(shop.core)).toEqual([]);
  });

  it('covers no more of a purchase than is left of it after credits', async () => {
    const { rows } = await client.imports.list({});
    const [latest] = rows;
    const batch = (await client.inventory.batches({})).rows.find(({ receivedOn }) => receivedOn === '2026-09-10');
    const sent = { batchId: batch?.id as never, quantity: 1, credit: null, reason: '错货', note: '' };
    await client.supplierReturns.post({ commandId: newCommandId(), ...sent });
    const cheaper = { by: 'per-key' as const, amount: money(-100_000) };
    const of = { importIds: [latest?.id as ImportId], skuId, change: cheaper, paperedOn: '2026-11-20' as Day };
    const { stockPart, costPart } = await client.priceCorrections.preview(of);
    const paper = { externalNumber: '', reason: '降价', shown: { stockPart, costPart } };
    await client.priceCorrections.post({ commandId: newCommandId(), ...of, ...paper });
    expect(await owed()).toEqual([
      ['2026-09', 500_000, 52],
      ['2026-11', 1_600_000, 0],
    ]);
    const open = await client.invoices.uninvoiced({ supplierId });
    expect(open.map((entry) => entry.open)).toEqual([500_000, 1_600_000]);
    const { id } = await register('A1', 1_858_407, 241_593, { coversOldest: false });
    const tooMuch = { id, shares: [{ entryId: open[0]?.entryId as never, amount: money(500_001) }] };
    await expect(client.invoices.allocate({ commandId: newCommandId(), ...tooMuch })).rejects.toMatchObject({
      code: 'MORE_THAN_OPEN',
    });
    await client.invoices.coverOldest({ commandId: newCommandId(), id });
    expect(await owed()).toEqual([]);
    expect(brokenInvariants(shop.core)).toEqual([]);
  });

  it('shares what became cheaper among the receipts of a correction', async () => {
    const { rows } = await client.imports.list({});
    const cheaper = { by: 'per-key' as const, amount: money(-100_000) };
    const of = { importIds: rows.map(({ id }) => id), skuId, change: cheaper, paperedOn: '2026-11-20' as Day };
    const { stockPart, costPart } = await client.priceCorrections.preview(of);
    const paper = { externalNumber: '', reason: '降价', shown: { stockPart, costPart } };
    await client.priceCorrections.post({ commandId: newCommandId(), ...of, ...paper });
    const open = await client.invoices.uninvoiced({ supplierId });
    expect(open.map((entry) => entry.open)).toEqual([800_000, 1_600_000]);
    await register('A1', 2_123_894, 276_106);
    expect(await owed()).toEqual([]);
  });

  it('takes a red-letter invoice first from what was credited of the purchases it covers', async () => {
    const { id } = await register('A1', 2_654_867, 345_133);
    expect(await owed()).toEqual([]);
    const batch = (await client.inventory.batches({})).rows.find(({ receivedOn }) => receivedOn === '2026-09-10');
    const sent = { batchId: batch?.id as never, quantity: 1, credit: null, reason: '错货', note: '' };
    await client.supplierReturns.post({ commandId: newCommandId(), ...sent });
    const red = { id, number: 'R1', issuedOn: '2026-11-21' as Day, net: money(442_478), tax: money(57_522) };
    await client.invoices.redLetter({ commandId: newCommandId(), ...red });
    expect(await owed()).toEqual([]);
    expect(brokenInvariants(shop.core)).toEqual([]);
  });

  it('covers the purchases that a person names, within what is open', async () => {
    const { id } = await register('A1', 1_327_434, 172_566, { coversOldest: false });
    const open = await client.invoices.uninvoiced({ supplierId });
    expect(open.map((entry) => entry.open)).toEqual([1_000_000, 2_000_000]);
    const entryId = open[1]?.entryId as never;
    const allocate = (amount: number) =>
      client.invoices.allocate({ commandId: newCommandId(), id, shares: [{ entryId, amount: money(amount) }] });
    await expect(allocate(1_500_001)).rejects.toMatchObject({ code: 'MORE_THAN_OPEN', data: { open: 1_500_000 } });
    await allocate(1_200_000);
    expect(await owed()).toEqual([
      ['2026-09', 1_000_000, 52],
      ['2026-11', 800_000, 0],
    ]);
  });

  it('covers the oldest purchases however many they are, at once or with what is left of it', async () => {
    const author = { now: shop.clock.now(), userId: 1 as UserId };
    const small = { supplierId, kind: 'purchase', amount: money(10_000), occurredOn: '2026-11-10' as Day } as const;
    await shop.core.kernel.queue.write((tx) => {
      for (let index = 0; index < 600; index += 1) postSupplierEntry(tx, author, small);
    });
    // Both receipts, and 600 purchases of 1.00: 900 in all.
    await register('A1', 7_964_602, 1_035_398);
    expect(await owed()).toEqual([]);

    const [first] = (await client.invoices.list({ direction: 'in' })).rows;
    await client.invoices.voidInvoice({ commandId: newCommandId(), id: first?.id as never, reason: '重开' });
    const { id } = await register('A2', 7_964_602, 1_035_398, { coversOldest: false });
    expect((await owed()).map(([, amount]) => amount)).toEqual([1_000_000, 8_000_000]);
    expect(await client.invoices.coverOldest({ commandId: newCommandId(), id })).toMatchObject({ shares: 602 });
    expect(await owed()).toEqual([]);
    expect(brokenInvariants(shop.core)).toEqual([]);
  });

  it('goes out to a buyer, for what a shop sold in a month', async () => {
    const { id: shopId } = await client.shops.create({ commandId: newCommandId(), name: '一店', platform: '淘宝' });
    const { id } = await register('O1', 100_000, 13_000, {
      direction: 'out',
      supplierId: null,
      party: '某某公司',
      shopMonth: { shopId, month: '2026-11' },
    });
    expect(await client.invoices.get({ id })).toMatchObject({
      direction: 'out',
      party: '某某公司',
      allocations: [{ shopName: '一店', month: '2026-11', amount: 113_000 }],
    });
    expect((await client.invoices.list({ direction: 'in' })).rows).toEqual([]);
    const none = client.invoices.allocate({ commandId: newCommandId(), id, shares: [] });
    await expect(none).rejects.toMatchObject({ code: 'INVOICE_STATE_FORBIDS' });
    expect((await client.invoices.get({ id })).allocations).toHaveLength(1);
  });
});
