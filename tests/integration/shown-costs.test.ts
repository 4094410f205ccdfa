import { afterEach, describe, expect, it } from 'vitest';
import type { Right } from '#shared/domain/identity/rights.ts';
import type { BatchId, FileId, JobId } from '#shared/domain/ids.ts';
import { money } from '#shared/domain/money/money.ts';
import {
  closeTestShops,
  newCommandId,
  openTestShop,
  readDownload,
  stageFile,
  type TestClient,
} from '#tests/support/open-core.ts';
import { importSheet, jobEnd, keySheet, makeTrade, previewSheet, proposedSettings } from '#tests/support/trade.ts';

afterEach(closeTestShops);

const CLERK = { name: '小李', passphrase: 'a long passphrase' };
const SPAN = { from: '2026-11-01', to: '2026-11-30' };
const TELL_COST: ReadonlySet<string> = new Set([
  'cost',
  'totalCost',
  'stockCost',
  'amountCharged',
  'profit',
  'value',
  'valueOnHand',
  'valueWithin30',
  'stockValue',
  'afterwards',
  'credited',
]);

/** Every amount in an answer that tells what keys cost, by its name; the fields of a key are no amounts. */
function costsIn(answer: unknown, found: unknown[] = []): unknown[] {
  if (typeof answer !== 'object' || answer === null) return found;
  for (const [name, value] of Object.entries(answer)) {
    if (TELL_COST.has(name)) found.push(value);
    else if (name !== 'fields') costsIn(value, found);
  }
  return found;
}

/** Where a sheet's own amount is wrong, as it is told to who may not see amounts. */
const HIDDEN_AMOUNT = { what: 'amount', rowNumber: 4, column: '进价', stated: null, counted: null };

/** Two keys with their costs, and a total below that is wrong by half a unit. */
function pricedSheet(first: string, second: string): Buffer {
  const rows = ['卡号,卡密,进价', `600100027001,PRICED-1-Z,${first}`, `600100027002,PRICED-2-Z,${second}`, '合计,,99'];
  return Buffer.from(rows.join('\r\n'));
}

/** Who may take keys in and count losses, and not see accounts. */
const NEEDED = ['keys.import', 'suppliers.read', 'suppliers.declareLost'] as const;

async function shopWithClerk() {
  const shop = await openTestShop();
  const { client } = shop;
  const trade = await makeTrade(client);
  const paid = { amountCharged: money(4_750_000) };
  const { importId } = await importSheet(client, 'keys.csv', keySheet(10), { ...trade, ...paid, verifyFirst: false });
  const { id } = await client.users.create({ commandId: newCommandId(), role: 'clerk', ...CLERK });
  const changes = NEEDED.map((right) => ({ right, isGranted: true, dailyLimit: null }));
  await client.users.change({ commandId: newCommandId(), id, role: 'clerk', changes });
  const clerk = await shop.signIn(CLERK.name, CLERK.passphrase);
  const sold = await clerk.deliveries.dispense({
    commandId: newCommandId(),
    lines: [{ skuId: trade.skuId, quantity: 2, orderTotal: money(1_000_000) }],
  });
  const batchId = (await client.inventory.batches({})).rows[0]?.id as BatchId;
  const back = { commandId: newCommandId(), batchId, quantity: 1, credit: null, reason: '发错', note: '' };
  await client.supplierReturns.post(back);
  return {
    ...shop,
    ...trade,
    importId,
    clerk,
    clerkId: id,
    batchId,
    deliveryId: sold.deliveries[0]?.id ?? (0 as never),
  };
}

type Shop = Awaited<ReturnType<typeof shopWithClerk>>;

/** Everything about stock and sales that a clerk may ask, by what it is. */
async function askAll(client: TestClient, { batchId, deliveryId, importId }: Shop): Promise<Record<string, unknown>> {
  const keys = await client.cardKeys.list({ filter: {} });
  const documents = await client.inventory.documents({});
  return {
    stock: await client.inventory.stock({}),
    batches: await client.inventory.batches({}),
    batch: await client.inventory.batch({ id: batchId }),
    movements: await client.inventory.movements({}),
    document: await client.inventory.document({ id: documents.rows[0]?.id ?? (0 as never) }),
    keys,
    key: await client.cardKeys.get({ id: keys.rows[0]?.id ?? (0 as never) }),
    found: await client.cardKeys.find({ text: '0' }),
    deliveries: await client.deliveries.list({}),
    delivery: await client.deliveries.get({ id: deliveryId }),
    shown: await client.deliveries.show({ commandId: newCommandId(), deliveryIds: [deliveryId] }),
    imports: await client.imports.list({}),
    import: await client.imports.get({ id: importId }),
    returns: await client.supplierReturns.list({}),
    dashboard: await client.dashboard.get(),
    sales: await client.dashboard.sales(SPAN),
  };
}

async function grant({ client, clerkId }: Shop, ...rights: Right[]): Promise<void> {
  const changes = rights.map((right) => ({ right, isGranted: true, dailyLimit: null }));
  await client.users.change({ commandId: newCommandId(), id: clerkId, role: 'clerk', changes });
}

async function exportedHeader(client: TestClient): Promise<string[]> {
  const filter = { states: ['available' as const, 'placed' as const] };
  const { jobId } = await client.cardKeys.export({ commandId: newCommandId(), filter, format: 'csv', reason: '上架' });
  const { result } = await jobEnd(client, jobId);
  const sheet = await readDownload(client, (result as { fileId: FileId }).fileId);
  const [, header = ''] = sheet.toString('utf8').split('\r\n');
  return header.split(',');
}

describe('what keys cost', () => {
  it('is told to nobody who may not see accounts, whatever they ask', async () => {
    const shop = await shopWithClerk();
    const [toOwner, toClerk] = [await askAll(shop.client, shop), await askAll(shop.clerk, shop)];
    for (const [what, answer] of Object.entries(toOwner)) {
      const costs = costsIn(answer);
      if (what !== 'found') expect(costs.length, what).toBeGreaterThan(0);
      expect(
        costs.filter((cost) => typeof cost !== 'number'),
        what,
      ).toEqual([]);
    }
    for (const [what, answer] of Object.entries(toClerk)) {
      expect(
        costsIn(answer).filter((cost) => cost !== null),
        what,
      ).toEqual([]);
    }
    expect((await shop.clerk.deliveries.list({})).rows).toMatchObject([{ revenue: 1_000_000, cost: null }]);
    // The trail says what things cost too.
    await expect(shop.clerk.audit.timeline({ subjectKind: 'delivery', subjectId: 1 })).rejects.toMatchObject({
      code: 'PERMISSION_DENIED',
    });
  });

  it('stands in no sheet of exported keys for them', async () => {
    const shop = await shopWithClerk();
    await grant(shop, 'keys.export', 'keys.import', 'suppliers.read');
    expect(await exportedHeader(shop.clerk)).toEqual(['SKU', '卡号', '卡密', '有效期', '批号']);
    expect(await exportedHeader(shop.client)).toEqual(['SKU', '卡号', '卡密', '成本', '有效期', '批号']);
  });

  it('is not answered to them when they send keys back', async () => {
    const shop = await shopWithClerk();
    await grant(shop, 'purchasing.edit');
    const commandId = newCommandId();
    const back = { commandId, batchId: shop.batchId, quantity: 2, credit: null, reason: '发错', note: '' };
    expect(await shop.clerk.supplierReturns.post(back)).toMatchObject({ quantity: 2, credited: null });
    expect(await shop.clerk.supplierReturns.post(back)).toMatchObject({ quantity: 2, credited: null });
    const byOwner = { ...back, commandId: newCommandId() };
    expect(await shop.client.supplierReturns.post(byOwner)).toMatchObject({ quantity: 2, credited: 950_000 });
  });

  it('is in no evidence package of a supplier for them', async () => {
    const { clerk, supplierId } = await shopWithClerk();
    await expect(
      clerk.supplierLosses.evidence({ commandId: newCommandId(), supplierId, language: 'en' }),
    ).rejects.toMatchObject({ code: 'PERMISSION_DENIED', data: { right: 'accounts.read' } });
  });

  it('is told to a clerk to whom the owner gave the right', async () => {
    const shop = await shopWithClerk();
    await grant(shop, 'accounts.read');
    expect((await shop.clerk.deliveries.list({})).rows).toMatchObject([{ cost: 950_000, profit: 50_000 }]);
  });

  it('is in no dry run and no result of an import for them, except for what they typed themselves', async () => {
    const { clerk, supplierId, skuId } = await shopWithClerk();
    const sheet = pricedSheet('47.5', '52');
    const byColumn = { supplierId, skuId, cost: { by: 'column' as const }, acceptsBrokenTotals: true };
    const hidden = { totalCost: null, bySku: [{ quantity: 2, cost: null }], brokenTotals: [HIDDEN_AMOUNT] };
    expect(await previewSheet(clerk, 'priced.csv', sheet, byColumn)).toMatchObject(hidden);
    expect((await importSheet(clerk, 'priced.csv', sheet, byColumn)).summary).toMatchObject(hidden);
    const typed = { supplierId, skuId, cost: { by: 'unit' as const, unitCost: money(400_000), perSku: [] } };
    const own = { totalCost: 1_200_000, bySku: [{ quantity: 3, cost: 1_200_000 }] };
    expect(await previewSheet(clerk, 'typed.csv', keySheet(3, 50), typed)).toMatchObject(own);
    expect((await importSheet(clerk, 'typed.csv', keySheet(3, 50), typed)).summary).toMatchObject(own);
  });

  it('is in no refusal of an import for them', async () => {
    const { clerk, client, supplierId, skuId } = await shopWithClerk();
    const choices = { supplierId, skuId, cost: { by: 'column' as const } };
    const totals = async (who: TestClient) => {
      const fileId = await stageFile(who, 'priced.csv', pricedSheet('47.5', '52'));
      const settings = await proposedSettings(who, fileId, choices);
      const { jobId } = await who.imports.post({ commandId: newCommandId(), settings });
      return (await jobEnd(who, jobId as JobId)).error;
    };
    expect(await totals(clerk)).toEqual({ code: 'TOTALS_DO_NOT_AGREE', data: { totals: [HIDDEN_AMOUNT] } });
    const told = { ...HIDDEN_AMOUNT, stated: 990_000, counted: 995_000 };
    expect(await totals(client)).toEqual({ code: 'TOTALS_DO_NOT_AGREE', data: { totals: [told] } });
  });

  it('is in no order that a receipt can answer for them, as long as they see neither orders nor accounts', async () => {
    const shop = await shopWithClerk();
    const { client, clerk, supplierId, skuId } = shop;
    const lines = [{ skuId, quantity: 5, unitPrice: money(470_000) }];
    const order = await client.purchaseOrders.create({ commandId: newCommandId(), supplierId, lines });
    await client.purchaseOrders.send({ commandId: newCommandId(), ...order });
    const prices = async () => (await clerk.purchaseOrders.openFor({ supplierId })).flatMap(({ lines }) => lines);
    expect(await prices()).toMatchObject([{ skuId, unitPrice: null, openQuantity: 5 }]);
    const granted = [...NEEDED, 'purchasing.read' as const];
    const changes = granted.map((right) => ({ right, isGranted: true, dailyLimit: null }));
    await client.users.change({ commandId: newCommandId(), id: shop.clerkId, role: 'clerk', changes });
    expect(await prices()).toMatchObject([{ skuId, unitPrice: 470_000, openQuantity: 5 }]);
  });
});
