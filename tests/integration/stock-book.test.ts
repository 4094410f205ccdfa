import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SkuId, SupplierId } from '#shared/domain/ids.ts';
import type { Month } from '#shared/domain/time/business-time.ts';
import {
  closeTestShops,
  newCommandId,
  openTestShop,
  type TestClient,
  type TestShop,
} from '#tests/support/open-core.ts';
import { closeMonth, settleStock } from '#tests/support/reconcile.ts';
import { createSku, createSupplier, importKeys, jobResult } from '#tests/support/trade-setup.ts';

const OCTOBER = '2026-10' as Month;

let shop: TestShop;
let client: TestClient;
let supplierId: SupplierId;
let skuId: SkuId;
beforeEach(async () => {
  shop = await openTestShop();
  ({ client } = shop);
  supplierId = await createSupplier(client, 'S001');
  skuId = await createSku(client, 'STEAM-50');
});
afterEach(closeTestShops);

function receive(documentOn: string, numbers: readonly string[]) {
  const rows = numbers.map((number) => `${number},SECRET-${number},50,2027-12-31`);
  const bytes = Buffer.from(['卡号,卡密,面值,有效期', ...rows].join('\n'));
  return importKeys(client, { fileName: `${documentOn}.csv`, bytes, supplierId, skuId, documentOn });
}

async function confirmSupplier(): Promise<void> {
  const { books } = await client.periods.get({ month: OCTOBER });
  for (const { balance } of books) {
    await client.periods.confirmBalance({ commandId: newCommandId(), supplierId, month: OCTOBER, balance });
  }
}

/** What the shop's own closing answers, without settling stock on the way. */
async function closeShop(): Promise<unknown> {
  const { jobId } = await client.periods.closeMonth({ commandId: newCommandId(), month: OCTOBER });
  return jobResult(client, jobId);
}

/** The states of one row of the grid, the earliest month first. */
async function statesOf(book: 'shop' | 'stock' | 'supplier'): Promise<string[]> {
  const { rows } = await client.periods.grid({ count: 2 });
  return rows.find((row) => row.book === book)?.cells.map(({ state }) => state) ?? [];
}

describe('the stock book', () => {
  it('has to be settled before the shop closes its month, and takes no more documents then', async () => {
    await receive('2026-10-10', ['A001', 'A002', 'A003']);
    await confirmSupplier();
    expect(await statesOf('stock')).toEqual(['open', 'running']);
    await expect(closeShop()).rejects.toMatchObject({ code: 'STOCK_NOT_SETTLED', data: { month: OCTOBER } });

    await settleStock(client, OCTOBER);
    const { stock } = await client.periods.get({ month: OCTOBER });
    expect(stock).toMatchObject({
      status: 'settled',
      isBlocking: false,
      changedBy: '老板',
      figures: {
        openingQuantity: 0,
        receiptQuantity: 3,
        issueQuantity: 0,
        closingQuantity: 3,
        closingValue: 1_425_000,
      },
    });
    await expect(receive('2026-10-31', ['A004'])).rejects.toMatchObject({ code: 'MONTH_CLOSED' });
    await closeShop();
    expect([await statesOf('shop'), await statesOf('stock'), await statesOf('supplier')]).toEqual([
      ['closed', 'running'],
      ['settled', 'running'],
      ['balance-confirmed', 'running'],
    ]);
    const opening = { month: OCTOBER, reason: '漏记一批' };
    await expect(client.periods.openStock({ commandId: newCommandId(), ...opening })).rejects.toMatchObject({
      code: 'MONTH_IS_CLOSED',
    });
  });

  it('is opened again with a trace, and settled anew', async () => {
    await receive('2026-10-10', ['A001']);
    await settleStock(client, OCTOBER);
    await expect(settleStock(client, OCTOBER)).rejects.toMatchObject({ code: 'MONTH_IS_CLOSED' });
    const opening = { commandId: newCommandId(), month: OCTOBER, reason: '漏记一批' };
    expect(await client.periods.openStock(opening)).toEqual({ months: [OCTOBER] });
    expect(await statesOf('stock')).toEqual(['reopened', 'running']);
    await receive('2026-10-31', ['A002']);
    await settleStock(client, OCTOBER);
    const { stock, events } = await client.periods.get({ month: OCTOBER });
    expect(stock?.figures?.closingQuantity).toBe(2);
    expect(events.map(({ action }) => action)).toEqual(['settleStock', 'openStock', 'settleStock']);
  });

  it('is not settled while ledger and keys disagree', async () => {
    await receive('2026-10-10', ['A001', 'A002']);
    await shop.core.kernel.queue.write((tx) => {
      tx.exec("UPDATE card_keys SET state = 'void' WHERE id = (SELECT MIN(id) FROM card_keys)");
    });
    await expect(settleStock(client, OCTOBER)).rejects.toMatchObject({ code: 'STOCK_BREACH' });
    expect(await statesOf('stock')).toEqual(['open', 'running']);
  });

  it('is over before it can be settled, and has nothing to settle before the first key', async () => {
    await expect(settleStock(client, OCTOBER)).rejects.toMatchObject({ code: 'NO_STOCK' });
    await receive('2026-11-10', ['A001']);
    await expect(settleStock(client, '2026-11')).rejects.toMatchObject({ code: 'PERIOD_NOT_OVER' });
    await closeMonth(client, OCTOBER);
  });
});
