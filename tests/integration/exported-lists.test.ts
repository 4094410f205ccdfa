import { afterEach, describe, expect, it } from 'vitest';
import * as XLSX from 'xlsx';
import type { ExportedKeys } from '#shared/contract/card-keys.contract.ts';
import type { ExportedColumn, ExportedList } from '#shared/contract/lists.contract.ts';
import { money } from '#shared/domain/money/money.ts';
import { closeTestShops, newCommandId, openTestShop, readDownload, type TestClient } from '#tests/support/open-core.ts';
import { importSheet, jobEnd, keySheet, makeTrade } from '#tests/support/trade.ts';

afterEach(closeTestShops);

const COLUMNS: ExportedColumn[] = [{ header: '单号', paths: ['number', 'tail', 'skuCode'], kind: 'text' }];

async function exported(client: TestClient, list: ExportedList, columns = COLUMNS): Promise<unknown[][]> {
  const { jobId } = await client.lists.export({ commandId: newCommandId(), list, title: '导出', columns });
  const job = await jobEnd(client, jobId);
  if (job.state !== 'done') throw new Error(`The export ended ${job.state}: ${JSON.stringify(job.error)}`);
  const { fileId, name } = job.result as ExportedKeys;
  expect(name).toBe('导出 2026-11-21.xlsx');
  const book = XLSX.read(await readDownload(client, fileId));
  return XLSX.utils.sheet_to_json<unknown[]>(book.Sheets.导出 ?? {}, { header: 1, defval: null });
}

async function stockedShop(count: number) {
  const shop = await openTestShop();
  const trade = await makeTrade(shop.client);
  const { importId } = await importSheet(shop.client, 'keys.csv', keySheet(count), trade);
  return { ...shop, trade, importId };
}

describe('a list that is exported', () => {
  it('holds every page of what the screen shows, numbers as numbers, words for states, and no secret', async () => {
    const { client, importId } = await stockedShop(1203);
    const rows = await exported(client, { list: 'keys', filter: { filter: { importId, states: [] }, limit: 100 } }, [
      { header: '尾号', paths: ['tail'], kind: 'text' },
      { header: '状态', paths: ['state'], kind: 'text', words: { available: '可用' } },
      { header: '成本', paths: ['cost'], kind: 'money' },
      { header: '买家', paths: ['delivery.buyer', 'reservation.buyer'], kind: 'text' },
    ]);
    expect(rows).toHaveLength(1204);
    expect(rows[0]).toEqual(['尾号', '状态', '成本', '买家']);
    expect(rows[1]).toEqual(['0001', '可用', 47.5, null]);
    expect(JSON.stringify(rows)).not.toContain('K00000001');
    const { rows: trail } = await client.audit.list({ action: 'lists.export' });
    expect(trail).toMatchObject([{ quantity: 1203, details: { list: 'keys' } }]);
  });

  it('is each of the stock and of the accounts', async () => {
    const { client, trade, importId } = await stockedShop(3);
    await client.deliveries.dispense({ commandId: newCommandId(), lines: [{ skuId: trade.skuId, quantity: 1 }] });
    await client.reservations.create({
      commandId: newCommandId(),
      skuId: trade.skuId,
      quantity: 1,
      buyer: '张三',
      endsAt: Date.UTC(2026, 11, 1),
    });
    const page = { limit: 100 };
    const selection = { by: 'import' as const, importId };
    const lists: [ExportedList, number][] = [
      [{ list: 'stock', filter: { search: '', expiringDays: 30, only: 'all' } }, 1],
      [{ list: 'batches', filter: { ...page, onHandOnly: false } }, 1],
      [{ list: 'movements', filter: page }, 2],
      [{ list: 'documents', filter: page }, 1],
      [{ list: 'delivered', filter: { ...page, selection } }, 1],
      [{ list: 'foundKeys', filter: { text: '0003' } }, 1],
      [{ list: 'reservations', filter: { ...page, openOnly: true } }, 1],
      [{ list: 'stockTakes', filter: page }, 0],
      [{ list: 'imports', filter: { ...page, search: '' } }, 1],
      [{ list: 'deliveries', filter: page }, 1],
      [{ list: 'statements', filter: { ...page, state: 'all' } }, 0],
      [{ list: 'suppliers', filter: { ...page, search: '', archived: 'active' } }, 1],
      [{ list: 'accounts', filter: { ...page, search: '', archived: 'active', balance: 'any' } }, 1],
      [{ list: 'entries', filter: { ...page, supplierId: trade.supplierId, search: '' } }, 1],
    ];
    for (const [list, count] of lists) {
      expect({ list: list.list, rows: (await exported(client, list)).length - 1 }).toEqual({
        list: list.list,
        rows: count,
      });
    }
  });

  it('is that of purchase orders and of price lists', async () => {
    const { client, trade } = await stockedShop(1);
    const { supplierId, skuId } = trade;
    const lines = [{ skuId, quantity: 4, unitPrice: money(475_000) }];
    const { number } = await client.purchaseOrders.create({ commandId: newCommandId(), supplierId, lines });
    const filter = { limit: 100, states: [], isOverdue: false, search: '' };
    const columns: ExportedColumn[] = [
      { header: '单号', paths: ['number'], kind: 'text' },
      { header: '状态', paths: ['state'], kind: 'text', words: { draft: '草稿' } },
      { header: '金额', paths: ['total'], kind: 'money' },
    ];
    expect(await exported(client, { list: 'purchaseOrders', filter }, columns)).toEqual([
      ['单号', '状态', '金额'],
      [number, '草稿', 190],
    ]);
    expect(await exported(client, { list: 'priceLists', filter: { limit: 100 } })).toEqual([['单号']]);
  });

  it('is that of brands and of products', async () => {
    const { client } = await stockedShop(1);
    const filter = { search: '', archived: 'active' as const, limit: 100 };
    const brands = await exported(client, { list: 'brands', filter }, [
      { header: '品牌', paths: ['name'], kind: 'text' },
      { header: '商品数', paths: ['productCount'], kind: 'integer' },
    ]);
    expect(brands.slice(1)).toEqual([['示例品牌', 1]]);
    const products = await exported(client, { list: 'products', filter }, [
      { header: '商品', paths: ['name'], kind: 'text' },
      { header: '品牌', paths: ['brandName'], kind: 'text' },
      { header: 'SKU', paths: ['skuCount'], kind: 'integer' },
    ]);
    expect(products.slice(1)).toEqual([['示例点卡', '示例品牌', 1]]);
  });

  it('is that of the people, with what each may otherwise than their role', async () => {
    const { client } = await stockedShop(1);
    const passphrase = 'another one';
    const { id } = await client.users.create({ commandId: newCommandId(), name: '小陈', role: 'clerk', passphrase });
    const changes = [
      { right: 'keys.gift' as const, isGranted: true, dailyLimit: 5 },
      { right: 'keys.copy' as const, isGranted: false, dailyLimit: null },
    ];
    await client.users.change({ commandId: newCommandId(), id, name: '小陈', role: 'clerk', changes });
    const people = await exported(client, { list: 'users', filter: {} }, [
      { header: '姓名', paths: ['name'], kind: 'text' },
      { header: '角色', paths: ['role'], kind: 'text', words: { clerk: '客服' } },
      { header: '多给', paths: ['granted'], kind: 'text', words: { 'keys.gift': '赠送' } },
      { header: '收回', paths: ['refused'], kind: 'text' },
      { header: '停用', paths: ['isDisabled'], kind: 'text', words: { true: '已停用', false: '在用' } },
    ]);
    expect(people.at(-1)).toEqual(['小陈', '客服', '赠送', 'keys.copy', '在用']);
  });

  it('is that of the SKUs for which a supplier has terms of its own', async () => {
    const { client, trade } = await stockedShop(1);
    const { supplierId, skuId } = trade;
    const terms = { id: supplierId, skuId, warrantyHours: 48, verifyFirst: true };
    await client.suppliers.setTerms({ commandId: newCommandId(), ...terms });
    const rows = await exported(client, { list: 'supplierTerms', filter: { id: supplierId } }, [
      { header: '商品', paths: ['sku'], kind: 'text' },
      { header: '质保', paths: ['warrantyHours'], kind: 'integer' },
      { header: '先验', paths: ['verifyFirst'], kind: 'text', words: { true: '先验后卖' } },
    ]);
    expect(rows.slice(1)).toEqual([['示例点卡 CARD50', 48, '先验后卖']]);
  });

  it('is that of exchange rates, as numbers and with who entered them', async () => {
    const { client } = await stockedShop(1);
    const rates = [{ currency: 'USD', rateOn: '2026-11-20', rate: 712_345_678 }];
    await client.exchangeRates.enter({ commandId: newCommandId(), rates, note: '中行' });
    const columns: ExportedColumn[] = [
      { header: '币种', paths: ['currency'], kind: 'text' },
      { header: '汇率', paths: ['rate'], kind: 'number' },
      { header: '录入', paths: ['enteredBy'], kind: 'text' },
    ];
    expect(await exported(client, { list: 'exchangeRates', filter: { limit: 100 } }, columns)).toEqual([
      ['币种', '汇率', '录入'],
      ['USD', 7.12345678, '老板'],
    ]);
  });

  it("asks for the list's own right", async () => {
    const shop = await stockedShop(1);
    await shop.client.users.create({
      commandId: newCommandId(),
      name: '小王',
      role: 'clerk',
      passphrase: 'clerk passphrase 1',
    });
    const clerk = await shop.signIn('小王', 'clerk passphrase 1');
    const filter = { limit: 100, supplierId: shop.trade.supplierId, search: '' };
    await expect(exported(clerk, { list: 'entries', filter })).rejects.toMatchObject({
      code: 'PERMISSION_DENIED',
      data: { right: 'accounts.read' },
    });
    expect(await exported(clerk, { list: 'keys', filter: { filter: { states: [] }, limit: 100 } })).toHaveLength(2);
  });
});
