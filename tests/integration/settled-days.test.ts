import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ShopCheck } from '#shared/contract/backups.contract.ts';
import type { StatementId, SupplierId } from '#shared/domain/ids.ts';
import { money } from '#shared/domain/money/money.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { brokenInvariants } from '#tests/support/invariants.ts';
import { moneyOfUnits } from '#tests/support/money-of-units.ts';
import {
  closeTestShops,
  newCommandId,
  openTestShop,
  type TestClient,
  type TestShop,
} from '#tests/support/open-core.ts';
import { explainAll, importStatement, postEntry, settle } from '#tests/support/reconcile.ts';
import { importSheet, jobEnd, keySheet, makeTrade, previewSheet } from '#tests/support/trade.ts';

const on = (day: string) => day as Day;

let shop: TestShop;
let client: TestClient;
let trade: Awaited<ReturnType<typeof makeTrade>>;
let statementId: StatementId;
let number: string;

/** A statement of the first ten days of the month is settled; the month goes on. */
beforeEach(async () => {
  shop = await openTestShop();
  client = shop.client;
  trade = await makeTrade(client);
  const first = { kind: 'payment', amount: moneyOfUnits(100), externalNumber: 'P1' } as const;
  await postEntry(client, { ...first, supplierId: trade.supplierId, occurredOn: on('2026-11-05') });
  const text = ['日期,单号,类型,金额', '2026-11-05,P1,充值,100'].join('\n');
  const { supplierId } = trade;
  ({ statementId } = await importStatement(client, { text, supplierId, from: '2026-11-01', to: '2026-11-10' }));
  await explainAll(client, statementId);
  await settle(client, statementId);
  ({ number } = await client.statements.get({ id: statementId }));
});
afterEach(async () => {
  expect(brokenInvariants(shop.core)).toEqual([]);
  await closeTestShops();
});

function pay(day: string, units: number, supplierId: SupplierId = trade.supplierId) {
  return postEntry(client, { supplierId, kind: 'payment', amount: moneyOfUnits(units), occurredOn: on(day) });
}

describe('the days of a settled statement', () => {
  it('take no more entries; the refusal names the statement and the first day that does', async () => {
    const data = () => ({ number, openFrom: '2026-11-11' });
    await expect(pay('2026-11-10', 5)).rejects.toMatchObject({ code: 'DAY_SETTLED', data: data() });
    // What is dated before it would change the balance that it began with.
    await expect(pay('2026-10-31', 5)).rejects.toMatchObject({ code: 'DAY_SETTLED', data: data() });
    await pay('2026-11-11', 5);
    const account = await client.supplierAccounts.get({ supplierId: trade.supplierId });
    expect(account).toMatchObject({ balance: -1_050_000, openFrom: '2026-11-11' });
  });

  it('take no import that is charged, seen before anything is read; one that is not charged comes in', async () => {
    const charged = { ...trade, documentOn: on('2026-11-08') };
    const refused = { code: 'DAY_SETTLED', data: { number, openFrom: '2026-11-11' } };
    await expect(previewSheet(client, 'keys.csv', keySheet(2), charged)).rejects.toMatchObject(refused);
    await expect(importSheet(client, 'keys.csv', keySheet(2), charged)).rejects.toMatchObject(refused);
    const free = { ...charged, receiptKind: 'gift' as const, settlement: 'none' as const };
    await importSheet(client, 'gift.csv', keySheet(2), {
      ...free,
      cost: { by: 'unit', unitCost: money(0), perSku: [] },
    });
    await importSheet(client, 'later.csv', keySheet(2, 3), { ...charged, documentOn: on('2026-11-11') });
    expect((await client.supplierAccounts.get({ supplierId: trade.supplierId })).balance).toBe(-50_000);
  });

  it('hold what was settled, which verify looks after', async () => {
    const { id } = await pay('2026-11-11', 5);
    const check = async () => {
      const { jobId } = await client.verify.run();
      const { checks } = (await jobEnd(client, jobId)).result as ShopCheck;
      return checks.find(({ name }) => name === 'settled-days-hold-what-was-settled');
    };
    const change = (sql: string) => shop.core.kernel.queue.write((tx) => tx.exec(sql));
    expect(await check()).toMatchObject({ isKept: true, checkedCount: 1 });
    await change(`UPDATE supplier_entries SET occurred_on = '2026-11-08' WHERE id = ${id}`);
    expect(await check()).toMatchObject({ isKept: false, breaches: [expect.stringContaining(number)] });
    await change(`UPDATE supplier_entries SET occurred_on = '2026-11-11' WHERE id = ${id}`);
    // And what says that it is settled is.
    await change(`UPDATE supplier_entries SET settled_statement_id = ${statementId} WHERE id = ${id}`);
    expect(await check()).toMatchObject({ isKept: false });
    await change(`UPDATE supplier_entries SET settled_statement_id = NULL WHERE id = ${id}`);
    await client.statements.reopen({ commandId: newCommandId(), id: statementId, reason: '漏记' });
    await pay('2026-11-10', 5);
    expect(await check()).toMatchObject({ isKept: true, checkedCount: 0 });
  });

  it('take entries again once it is opened', async () => {
    await client.statements.reopen({ commandId: newCommandId(), id: statementId, reason: '漏记' });
    await pay('2026-11-10', 5);
    await pay('2026-10-31', 5);
    expect((await client.supplierAccounts.get({ supplierId: trade.supplierId })).openFrom).toBeNull();
  });

  it('are those of one supplier only', async () => {
    const other = await client.suppliers.create({
      commandId: newCommandId(),
      code: 'S2',
      name: '另一家',
      kind: 'wholesaler',
      currency: 'CNY',
      settlement: 'prepaid',
    });
    await pay('2026-11-08', 5, other.id);
    expect((await client.supplierAccounts.get({ supplierId: other.id })).balance).toBe(-50_000);
  });
});
