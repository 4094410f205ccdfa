import { ORPCError } from '@orpc/client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as XLSX from 'xlsx';
import { incomingBySku } from '#core/purchasing/incoming.lookup.ts';
import type { ImportId, OfferId, PurchaseOrderId, PurchaseOrderLineId, SkuId, SupplierId } from '#shared/domain/ids.ts';
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
import { countReadings } from '#tests/support/statement-counts.ts';
import { jobEnd, keySheet, makeSku, makeTrade, proposedSettings } from '#tests/support/trade.ts';

const PRICE = money(475_000);

let shop: TestShop;
let client: TestClient;
let supplierId: SupplierId;
let skuId: SkuId;
let sheetNumber = 0;

beforeEach(async () => {
  shop = await openTestShop();
  client = shop.client;
  ({ supplierId, skuId } = await makeTrade(client));
});
afterEach(async () => {
  await closeTestShops();
});

const refusal = (code: string) => expect.objectContaining({ code });

async function draft(quantity = 10, changes: { skuId?: SkuId; expectedOn?: Day | null } = {}) {
  const { expectedOn = null } = changes;
  const lines = [{ skuId: changes.skuId ?? skuId, quantity, unitPrice: PRICE }];
  return client.purchaseOrders.create({ commandId: newCommandId(), supplierId, lines, expectedOn });
}

async function sent(quantity = 10, changes: { skuId?: SkuId; expectedOn?: Day | null } = {}) {
  return client.purchaseOrders.send({ commandId: newCommandId(), ...(await draft(quantity, changes)) });
}

/** Posts a sheet against an order as a window does that has just read it; answers how the job ended. */
async function receive(
  order: { id: PurchaseOrderId; revision: number } | null,
  bytes: Uint8Array,
  changes: Record<string, unknown> = {},
) {
  sheetNumber += 1;
  const fileId = await stageFile(client, `sheet-${sheetNumber}.csv`, bytes);
  const settings = await proposedSettings(client, fileId, { supplierId, skuId, purchaseOrder: order, ...changes });
  const { importId, jobId } = await client.imports.post({ commandId: newCommandId(), settings });
  if (!jobId) throw new Error('No job was started.');
  return { importId: importId as ImportId, job: await jobEnd(client, jobId) };
}

/** How a receipt ends, be it refused when it is asked for or, where it began at the same time, by its job. */
async function endOf(receipt: ReturnType<typeof receive>): Promise<string> {
  try {
    const { job } = await receipt;
    return job.error?.code ?? job.state;
  } catch (error) {
    if (error instanceof ORPCError) return error.code;
    throw error;
  }
}

const get = (id: PurchaseOrderId) => client.purchaseOrders.get({ id });
const balance = async () => (await client.supplierAccounts.get({ supplierId })).balance;
const incoming = () => incomingBySku(shop.core.kernel.readDb).get(skuId)?.quantity ?? 0;

/** A sheet with `good` fresh keys, `bad` ones that are too short, and the keys of `resold` again. */
function mixedSheet(good: Buffer, bad: number, resold: Buffer): Buffer {
  const rows = good.toString('utf8').split('\r\n');
  const broken = Array.from({ length: bad }, (_, index) => `1.2345${index}E+15,KEYBROKEN${index},50`);
  return Buffer.from([...rows, ...broken, ...resold.toString('utf8').split('\r\n').slice(1)].join('\r\n'), 'utf8');
}

describe('an order before it is sent', () => {
  it('is numbered, edited with the revision that was seen, and kept from whoever was slower', async () => {
    const order = await draft();
    expect(order.number).toMatch(/^PO-\d{6}-0001$/);
    const lines = [{ skuId, quantity: 12, unitPrice: PRICE }];
    const edited = await client.purchaseOrders.edit({ commandId: newCommandId(), ...order, lines });
    expect(edited.revision).toBe(2);
    await expect(client.purchaseOrders.edit({ commandId: newCommandId(), ...order, lines })).rejects.toMatchObject({
      code: 'CHANGED_MEANWHILE',
      data: { revision: 2 },
    });
    expect(await get(order.id)).toMatchObject({ quantity: 12, total: 12 * PRICE });
  });

  it('asks for a reason where an offer said another price', async () => {
    const line = { skuId, quantity: 1, unitPrice: PRICE, offer: { offerId: 7, unitPrice: money(460_000) } };
    const create = (overrideReason: string) =>
      client.purchaseOrders.create({ commandId: newCommandId(), supplierId, lines: [{ ...line, overrideReason }] });
    await expect(create('')).rejects.toMatchObject({ code: 'OVERRIDE_REASON_NEEDED', data: { line: 1 } });
    const order = await create('阶梯价已过期');
    expect((await get(order.id)).lines[0]).toMatchObject({ priceSource: 'overridden', offerPrice: 460_000 });
  });

  it('is copied at the price that the offer has today; what a person typed stays', async () => {
    const tiers = (unitPrice: number) => [{ fromQuantity: 1, unitPrice: money(unitPrice), discount: null }];
    const price = { effectiveOn: '2026-11-01' as Day, currency: 'CNY', tiers: tiers(PRICE) };
    const offer = await client.offers.create({ commandId: newCommandId(), supplierId, skuId, price });
    const filled = { skuId, quantity: 5, unitPrice: PRICE, offer: { offerId: offer.id, unitPrice: PRICE } };
    const typed = { skuId, quantity: 2, unitPrice: money(400_000) };
    const agreed = { ...filled, unitPrice: money(450_000), overrideReason: '说好的' };
    const order = await client.purchaseOrders.create({
      commandId: newCommandId(),
      supplierId,
      lines: [filled, typed, agreed],
    });
    const [last] = await client.offers.prices({ id: offer.id });
    await client.offers.setPrice({
      commandId: newCommandId(),
      id: offer.id,
      lastPriceId: last?.id ?? null,
      ...price,
      effectiveOn: '2026-11-20' as Day,
      tiers: tiers(490_000),
    });
    const copy = await client.purchaseOrders.copy({ commandId: newCommandId(), id: order.id });
    expect((await get(copy.id)).lines).toMatchObject([
      { unitPrice: 490_000, offerPrice: 490_000, priceSource: 'offer' },
      { unitPrice: 400_000, priceSource: 'typed' },
      { unitPrice: 450_000, offerPrice: PRICE, priceSource: 'overridden', overrideReason: '说好的' },
    ]);
  });

  it('is copied with one reading of what suppliers charge, however many its lines', async () => {
    const otherSku = await makeSku(client, 'CARD100', money(1_000_000));
    const price = { effectiveOn: '2026-11-01' as Day, currency: 'CNY' };
    const tiers = [PRICE, 460_000].map((unitPrice, index) => ({
      fromQuantity: index * 100 + 1,
      unitPrice: money(unitPrice),
      discount: null,
    }));
    const offersOf = new Map<SkuId, OfferId>();
    for (const id of [skuId, otherSku]) {
      const command = { commandId: newCommandId(), supplierId, skuId: id, price: { ...price, tiers } };
      offersOf.set(id, (await client.offers.create(command)).id);
    }
    const lines = [skuId, otherSku, skuId].map((id, index) => {
      const offer = { offerId: offersOf.get(id) ?? (0 as OfferId), unitPrice: money(1) };
      return { skuId: id, quantity: index === 2 ? 200 : 5, unitPrice: money(1), offer };
    });
    const order = await client.purchaseOrders.create({ commandId: newCommandId(), supplierId, lines });
    const readings = await countReadings(shop, /revision FROM supplier_cost_terms$/);
    const copy = await client.purchaseOrders.copy({ commandId: newCommandId(), id: order.id });
    expect(readings()).toBe(1);
    expect((await get(copy.id)).lines.map(({ unitPrice }) => unitPrice)).toEqual([PRICE, PRICE, 460_000]);
  });

  it('needs an approval from the limit on, by the right of its own', async () => {
    await client.purchaseOrders.setRule({ commandId: newCommandId(), approvalFrom: money(10 * PRICE) });
    const small = await draft(9);
    await client.purchaseOrders.send({ commandId: newCommandId(), ...small });
    const large = await draft(10);
    await expect(client.purchaseOrders.send({ commandId: newCommandId(), ...large })).rejects.toEqual(
      refusal('APPROVAL_NEEDED'),
    );
    const approved = await client.purchaseOrders.approve({ commandId: newCommandId(), ...large });
    await expect(client.purchaseOrders.edit({ commandId: newCommandId(), ...approved, lines: [] })).rejects.toEqual(
      refusal('ORDER_STATE_FORBIDS'),
    );
    await client.purchaseOrders.send({ commandId: newCommandId(), ...approved });
    expect((await get(large.id)).state).toBe('sent');
    expect(incoming()).toBe(19);
  });

  it('is approved once by two windows, and the second is told', async () => {
    const order = await draft();
    const approve = () => client.purchaseOrders.approve({ commandId: newCommandId(), ...order });
    const [first, second] = await Promise.allSettled([approve(), approve()]);
    expect([first.status, second.status].sort()).toEqual(['fulfilled', 'rejected']);
    const reason = first.status === 'rejected' ? first.reason : second.status === 'rejected' ? second.reason : null;
    expect(reason).toMatchObject({ code: 'CHANGED_MEANWHILE' });
  });

  it('answers a repeated command with the first order', async () => {
    const commandId = newCommandId();
    const lines = [{ skuId, quantity: 3, unitPrice: PRICE }];
    const first = await client.purchaseOrders.create({ commandId, supplierId, lines });
    const again = await client.purchaseOrders.create({ commandId, supplierId, lines });
    expect(again).toEqual(first);
    expect((await client.purchaseOrders.list({})).rows).toHaveLength(1);
  });

  it('is copied, split and merged without a key or a cent lost', async () => {
    const other = await makeSku(client, 'CARD100', money(1_000_000));
    const lines = [
      { skuId, quantity: 10, unitPrice: PRICE },
      { skuId: other, quantity: 4, unitPrice: money(950_001) },
    ];
    const order = await client.purchaseOrders.create({ commandId: newCommandId(), supplierId, lines });
    const whole = (await get(order.id)).total;
    const copy = await client.purchaseOrders.copy({ commandId: newCommandId(), id: order.id });
    expect(await get(copy.id)).toMatchObject({ total: whole, state: 'draft', origin: 'copy' });
    const [first] = (await get(order.id)).lines;
    if (!first) throw new Error('The order has no lines.');
    const split = await client.purchaseOrders.split({
      commandId: newCommandId(),
      ...order,
      lines: [{ lineId: first.id, quantity: 4 }],
    });
    const left = await get(order.id);
    const moved = await get(split.id);
    expect([left.quantity, moved.quantity, left.total + moved.total]).toEqual([10, 4, whole]);
    const merged = await client.purchaseOrders.merge({
      commandId: newCommandId(),
      orders: [left, moved].map(({ id, revision }) => ({ id, revision })),
    });
    expect(await get(merged.id)).toMatchObject({ quantity: 14, total: whole, lineCount: 2 });
    expect((await get(order.id)).state).toBe('cancelled');
    expect(brokenInvariants(shop.core)).toEqual([]);
  });
});

describe('the sheet for the supplier', () => {
  const sheetText = async (id: PurchaseOrderId, language: 'zh-CN' | 'en'): Promise<string> => {
    const { fileId } = await client.purchaseOrders.exportWorkbook({ id, language });
    const book = XLSX.read(await readDownload(client, fileId));
    return book.SheetNames.map((name) => XLSX.utils.sheet_to_csv(book.Sheets[name] ?? {})).join('\n');
  };

  it('never carries the note of the house, and says what is not ordered', async () => {
    const lines = [{ skuId, quantity: 10, unitPrice: PRICE }];
    const note = 'pays late, ask for less';
    const order = await client.purchaseOrders.create({
      commandId: newCommandId(),
      supplierId,
      lines,
      expectedOn: null,
      note,
    });
    for (const [language, mark] of [
      ['zh-CN', '草稿，未下单'],
      ['en', 'draft, not ordered'],
    ] as const) {
      const text = await sheetText(order.id, language);
      expect(text).toContain(`${order.number} · ${mark}`);
      expect(text).not.toContain(note);
    }
    const placed = await client.purchaseOrders.send({ commandId: newCommandId(), ...order });
    expect(await sheetText(order.id, 'en')).not.toMatch(/not ordered|cancelled|pays late/);
    await client.purchaseOrders.cancel({ commandId: newCommandId(), ...placed, reason: 'too dear' });
    expect(await sheetText(order.id, 'en')).toContain(`${order.number} · cancelled`);
  });
});

describe('a split', () => {
  it('moves no more keys than a line has, and leaves something behind', async () => {
    const lines = [10, 4].map((quantity) => ({ skuId, quantity, unitPrice: money(PRICE) }));
    const order = await client.purchaseOrders.create({ commandId: newCommandId(), supplierId, lines });
    const [first, second] = (await get(order.id)).lines;
    if (!first || !second) throw new Error('The order has no lines.');
    const split = (...quantities: [first: number, second?: number]) => {
      const [ofFirst, ofSecond] = quantities;
      const moved = [{ lineId: first.id, quantity: ofFirst }];
      if (ofSecond !== undefined) moved.push({ lineId: second.id, quantity: ofSecond });
      return client.purchaseOrders.split({ commandId: newCommandId(), ...order, lines: moved });
    };
    await expect(split(11)).rejects.toMatchObject({ code: 'NOTHING_TO_SPLIT' });
    await expect(split(10, 4)).rejects.toMatchObject({ code: 'NOTHING_TO_SPLIT' });
    expect(await get(order.id)).toMatchObject({ quantity: 14, revision: order.revision });
  });
});

describe('an order above the limit that is split', () => {
  it('is approved part by part: neither is sent without', async () => {
    await client.purchaseOrders.setRule({ commandId: newCommandId(), approvalFrom: money(10 * PRICE) });
    const lines = [{ skuId, quantity: 12, unitPrice: PRICE }];
    const order = await client.purchaseOrders.create({ commandId: newCommandId(), supplierId, lines });
    const split = async (id: PurchaseOrderId, quantity: number) => {
      const { revision, lines: own } = await get(id);
      const moved = [{ lineId: own[0]?.id ?? (0 as PurchaseOrderLineId), quantity }];
      return client.purchaseOrders.split({ commandId: newCommandId(), id, revision, lines: moved });
    };
    const part = await split(order.id, 6);
    const last = await split(part.id, 2);
    const parts = [order.id, part.id, last.id];
    for (const id of parts) {
      const { revision, approvalCause } = await get(id);
      expect(approvalCause).toBe('amount');
      const sent = client.purchaseOrders.send({ commandId: newCommandId(), id, revision });
      await expect(sent).rejects.toMatchObject({ code: 'APPROVAL_NEEDED', data: { cause: 'amount' } });
    }
    // What is given up does not count: two parts of four and two are below the limit.
    const { revision } = await get(order.id);
    const cancelled = { id: order.id, revision, reason: '不要了' };
    await client.purchaseOrders.cancel({ commandId: newCommandId(), ...cancelled });
    expect((await get(part.id)).approvalCause).toBeNull();
    await client.purchaseOrders.send({
      commandId: newCommandId(),
      id: last.id,
      revision: (await get(last.id)).revision,
    });
  });
});

describe('drafts that are merged', () => {
  it('are several: one with itself would order everything twice', async () => {
    const lines = [{ skuId, quantity: 10, unitPrice: PRICE }];
    const draft = await client.purchaseOrders.create({ commandId: newCommandId(), supplierId, lines });
    const { id, revision } = await get(draft.id);
    const orders = [
      { id, revision },
      { id, revision },
    ];
    await expect(client.purchaseOrders.merge({ commandId: newCommandId(), orders })).rejects.toThrow('validation');
    expect((await client.purchaseOrders.list({})).rows).toHaveLength(1);
  });

  it('have lines that can still be edited, however much they order together', async () => {
    const draft = (quantity: number) =>
      client.purchaseOrders.create({
        commandId: newCommandId(),
        supplierId,
        lines: [{ skuId, quantity, unitPrice: money(1) }],
      });
    const orders = [await draft(600_000), await draft(600_000), await draft(400_000)];
    const merged = await client.purchaseOrders.merge({
      commandId: newCommandId(),
      orders: orders.map(({ id, revision }) => ({ id, revision })),
    });
    const { lines, quantity } = await get(merged.id);
    expect([lines.map((line) => line.quantity), quantity]).toEqual([[600_000, 1_000_000], 1_600_000]);
  });
});

describe('a sent order', () => {
  it('is on its way until it is received, cannot be edited, and can be postponed', async () => {
    const order = await sent(10, { expectedOn: '2026-11-19' as Day });
    expect(incoming()).toBe(10);
    await expect(client.purchaseOrders.edit({ commandId: newCommandId(), ...order, lines: [] })).rejects.toEqual(
      refusal('ORDER_STATE_FORBIDS'),
    );
    expect((await client.purchaseOrders.list({ isOverdue: true })).rows.map(({ id }) => id)).toEqual([order.id]);
    await client.purchaseOrders.postpone({ commandId: newCommandId(), ...order, expectedOn: '2027-01-31' as Day });
    expect((await client.purchaseOrders.list({ isOverdue: true })).rows).toEqual([]);
    const [row] = (await client.inventory.stock({ search: '', only: 'all', expiringDays: 30 })).rows;
    expect(row).toMatchObject({ incoming: 10, incomingOn: '2027-01-31' });
  });

  it('is partly received, received, and taken back by undoing the imports', async () => {
    const order = await sent(10);
    const first = await receive(order, keySheet(6, 1));
    expect(first.job.state).toBe('done');
    expect(await get(order.id)).toMatchObject({ state: 'partly-received', received: 6, openQuantity: 4 });
    expect(incoming()).toBe(4);
    const { revision } = await get(order.id);
    const second = await receive({ id: order.id, revision }, keySheet(4, 101));
    expect(await get(order.id)).toMatchObject({ state: 'received', received: 10, openQuantity: 0, openDifferences: 0 });
    await client.imports.undo({ commandId: newCommandId(), id: second.importId, reason: '重发' });
    expect(await get(order.id)).toMatchObject({ state: 'partly-received', received: 6 });
    await client.imports.undo({ commandId: newCommandId(), id: first.importId, reason: '重发' });
    expect(await get(order.id)).toMatchObject({ state: 'sent', received: 0 });
    expect(incoming()).toBe(10);
    expect(await balance()).toBe(0);
    expect(brokenInvariants(shop.core)).toEqual([]);
  });

  it('is received by one of two windows; the other keeps its sheet and is told', async () => {
    const order = await sent(10);
    const ends = await Promise.all([keySheet(5, 1), keySheet(5, 201)].map((sheet) => endOf(receive(order, sheet))));
    expect(ends.sort()).toEqual(['CHANGED_MEANWHILE', 'done']);
    expect(await get(order.id)).toMatchObject({ received: 5 });
    expect(brokenInvariants(shop.core)).toEqual([]);
  });

  it('turns bad and resold keys into differences, and a claim makes the account right to the cent', async () => {
    const before = keySheet(2, 900);
    await receive(null, before, { settlement: 'none' });
    const order = await sent(10);
    const sheet = mixedSheet(keySheet(5, 1), 3, before);
    const { job } = await receive(order, sheet, { amountCharged: money(10 * PRICE), batchLabel: 'B2' });
    expect(job.error).toBeNull();
    const received = await get(order.id);
    expect(received).toMatchObject({ state: 'partly-received', received: 5, openQuantity: 5 });
    expect(received.differences.map(({ kind, quantity, charged }) => ({ kind, quantity, charged }))).toEqual([
      { kind: 'bad', quantity: 3, charged: 3 * PRICE },
      { kind: 'duplicate', quantity: 2, charged: 2 * PRICE },
    ]);
    expect(await balance()).toBe(10 * PRICE);
    const [bad, resold] = received.differences;
    if (!bad || !resold) throw new Error('The differences are missing.');
    const first = await client.purchaseOrders.decideDifference({
      commandId: newCommandId(),
      id: bad.id,
      revision: received.revision,
      decision: 'claim',
      note: '无法兑换',
    });
    await expect(
      client.purchaseOrders.decideDifference({
        commandId: newCommandId(),
        id: resold.id,
        revision: received.revision,
        decision: 'claim',
        note: '',
      }),
    ).rejects.toEqual(refusal('CHANGED_MEANWHILE'));
    const second = await client.purchaseOrders.decideDifference({
      commandId: newCommandId(),
      id: resold.id,
      revision: first.revision,
      decision: 'claim',
      note: '重复',
    });
    expect(await balance()).toBe(5 * PRICE);
    expect(await get(order.id)).toMatchObject({ state: 'received', openQuantity: 0, openDifferences: 0 });
    const withdrawn = await client.purchaseOrders.withdrawDecision({
      commandId: newCommandId(),
      id: resold.id,
      revision: second.revision,
      reason: '弄错',
    });
    expect(await balance()).toBe(7 * PRICE);
    expect(await get(order.id)).toMatchObject({ state: 'partly-received', openDifferences: 1, openQuantity: 2 });
    await expect(
      client.purchaseOrders.close({ commandId: newCommandId(), ...withdrawn, reason: '不等了' }),
    ).rejects.toMatchObject({ code: 'DIFFERENCES_OPEN', data: { count: 1 } });
    expect(brokenInvariants(shop.core)).toEqual([]);
  });

  it('sends back what was too many, and takes the return back', async () => {
    const order = await sent(10);
    const { importId } = await receive(order, keySheet(13, 1));
    const received = await get(order.id);
    const [over] = received.differences;
    expect(received).toMatchObject({ state: 'received', received: 13 });
    expect(over).toMatchObject({ kind: 'over', quantity: 3 });
    if (!over) throw new Error('Nothing is over.');
    await client.purchaseOrders.decideDifference({
      commandId: newCommandId(),
      id: over.id,
      revision: received.revision,
      decision: 'reject',
      note: '多发',
    });
    expect(await balance()).toBe(10 * PRICE);
    const [returned] = (await client.supplierReturns.list({})).rows;
    expect(returned).toMatchObject({ quantity: 3, credited: 3 * PRICE, reversedByNumber: null });
    const [stock] = (await client.inventory.stock({ search: '', only: 'all', expiringDays: 30 })).rows;
    expect(stock).toMatchObject({ available: 10, returned: 3 });
    if (!returned) throw new Error('Nothing went back.');
    await client.supplierReturns.reverse({ commandId: newCommandId(), id: returned.documentId, reason: '供应商拒收' });
    expect(await balance()).toBe(13 * PRICE);
    expect((await get(order.id)).openDifferences).toBe(1);
    expect(importId).toBeGreaterThan(0);
    expect(brokenInvariants(shop.core)).toEqual([]);
  });

  it('waits for all its keys again where the surplus went back and the rest is undone, also of two lines of one SKU', async () => {
    const lines = [4, 6].map((quantity) => ({ skuId, quantity, unitPrice: money(PRICE) }));
    const draft = await client.purchaseOrders.create({ commandId: newCommandId(), supplierId, lines });
    const order = await client.purchaseOrders.send({ commandId: newCommandId(), ...draft });
    const { importId } = await receive(order, keySheet(13, 1));
    const { differences, revision } = await get(order.id);
    const [over] = differences;
    if (!over) throw new Error('Nothing is over.');
    // Three of the nine that the last line got.
    expect(over).toMatchObject({ quantity: 3, unitPrice: PRICE, charged: 3 * PRICE });
    const decision = { id: over.id, revision, decision: 'reject' as const, note: '多发' };
    await client.purchaseOrders.decideDifference({ commandId: newCommandId(), ...decision });
    expect(await get(order.id)).toMatchObject({ state: 'received', received: 10, openQuantity: 0 });
    await client.imports.undo({ commandId: newCommandId(), id: importId, reason: '导错了' });
    expect(await get(order.id)).toMatchObject({ state: 'sent', received: 0, openQuantity: 10, openDifferences: 0 });
    expect(incoming()).toBe(10);
    expect(await balance()).toBe(0);
    expect(brokenInvariants(shop.core)).toEqual([]);
    const [returned] = (await client.supplierReturns.list({})).rows;
    if (!returned) throw new Error('Nothing went back.');
    await client.supplierReturns.reverse({ commandId: newCommandId(), id: returned.documentId, reason: '供应商拒收' });
    expect(await get(order.id)).toMatchObject({ received: 3, openQuantity: 7 });
    expect(brokenInvariants(shop.core)).toEqual([]);
  });

  it('waits for all its keys again where some went back by a plain return before the rest was undone', async () => {
    const lines = [4, 6].map((quantity) => ({ skuId, quantity, unitPrice: money(PRICE) }));
    const draft = await client.purchaseOrders.create({ commandId: newCommandId(), supplierId, lines });
    const order = await client.purchaseOrders.send({ commandId: newCommandId(), ...draft });
    const { importId } = await receive(order, keySheet(10, 1));
    const [batch] = (await client.imports.get({ id: importId })).batches;
    if (!batch) throw new Error('There is no batch.');
    const wish = { batchId: batch.id, quantity: 7, credit: null, reason: '质量问题', note: '' };
    const returned = await client.supplierReturns.post({ commandId: newCommandId(), ...wish });
    // What was received and given back for its money is waited for by nobody.
    expect(await get(order.id)).toMatchObject({ state: 'received', received: 10 });
    await client.imports.undo({ commandId: newCommandId(), id: importId, reason: '整批发错' });
    expect(await get(order.id)).toMatchObject({ state: 'sent', received: 0, openQuantity: 10 });
    expect(incoming()).toBe(10);
    expect(await balance()).toBe(0);
    expect(brokenInvariants(shop.core)).toEqual([]);
    await client.supplierReturns.reverse({ commandId: newCommandId(), id: returned.documentId, reason: '供应商拒收' });
    expect(await get(order.id)).toMatchObject({ state: 'partly-received', received: 7, openQuantity: 3 });
    expect(brokenInvariants(shop.core)).toEqual([]);
    await client.imports.undo({ commandId: newCommandId(), id: importId, reason: '整批发错' }).catch(() => undefined);
    expect(brokenInvariants(shop.core)).toEqual([]);
  });

  it('keeps what was sold of a receipt whose rest went back and was undone', async () => {
    const order = await sent(10);
    const { importId } = await receive(order, keySheet(10, 1));
    const [batch] = (await client.imports.get({ id: importId })).batches;
    if (!batch) throw new Error('There is no batch.');
    await client.deliveries.dispense({ commandId: newCommandId(), lines: [{ skuId, quantity: 1 }], purpose: 'gift' });
    const wish = { batchId: batch.id, quantity: 3, credit: null, reason: '质量问题', note: '' };
    await client.supplierReturns.post({ commandId: newCommandId(), ...wish });
    await client.imports.undo({ commandId: newCommandId(), id: importId, reason: '整批发错' });
    expect(await get(order.id)).toMatchObject({ received: 4, openQuantity: 6 });
    expect(brokenInvariants(shop.core)).toEqual([]);
  });

  it('has charged nothing for a surplus whose receipt stands on no account', async () => {
    const order = await sent(10);
    await receive(order, keySheet(13, 1), { settlement: 'none', amountCharged: money(13 * PRICE) });
    expect((await get(order.id)).differences).toMatchObject([{ kind: 'over', quantity: 3, charged: 0 }]);
    expect(await balance()).toBe(0);
  });

  it('calls a SKU that nobody ordered wrong, and an order of another supplier no order for it', async () => {
    const other = await makeSku(client, 'CARD50B', money(500_000));
    const order = await sent(10, { skuId: other });
    await receive(order, keySheet(4, 1));
    expect((await get(order.id)).differences).toMatchObject([{ kind: 'wrong-sku', quantity: 4 }]);
    expect(await get(order.id)).toMatchObject({ state: 'sent', received: 0 });
    expect(brokenInvariants(shop.core)).toEqual([]);
  });

  it('is closed with the rest not waited for, or cancelled while nothing came', async () => {
    const order = await sent(10);
    await receive(order, keySheet(6, 1));
    const { revision } = await get(order.id);
    await client.purchaseOrders.close({ commandId: newCommandId(), id: order.id, revision, reason: '断货' });
    const closed = await get(order.id);
    expect(closed).toMatchObject({ state: 'closed', openQuantity: 0, endReason: '断货' });
    expect(closed.differences).toMatchObject([{ kind: 'short', quantity: 4, decision: 'accept' }]);
    const other = await sent(5);
    await client.purchaseOrders.cancel({ commandId: newCommandId(), ...other, reason: '不要了' });
    expect(incoming()).toBe(0);
    expect((await get(other.id)).state).toBe('cancelled');
    expect(brokenInvariants(shop.core)).toEqual([]);
  });
});
