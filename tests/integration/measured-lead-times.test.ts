import { afterEach, expect, it } from 'vitest';
import { measuredLeadTimes } from '#core/replenishment/lead-times.ts';
import { money } from '#shared/domain/money/money.ts';
import { DEFAULT_LEAD_TIME, leadTimeOf } from '#shared/domain/replenishment/lead-time.ts';
import { closeTestShops, newCommandId, openTestShop } from '#tests/support/open-core.ts';
import { DAY } from '#tests/support/test-clock.ts';
import { importSheet, keySheet, makeTrade } from '#tests/support/trade.ts';

afterEach(closeTestShops);

it('a lead time is measured from deliveries, and a receipt that was withdrawn is none', async () => {
  const { client, clock, core } = await openTestShop();
  const trade = await makeTrade(client);
  const lines = [{ skuId: trade.skuId, quantity: 10, unitPrice: money(475_000) }];
  const draft = await client.purchaseOrders.create({
    commandId: newCommandId(),
    supplierId: trade.supplierId,
    lines,
  });
  const { id } = await client.purchaseOrders.send({ commandId: newCommandId(), ...draft });
  const receive = async (first: number) => {
    const { revision } = await client.purchaseOrders.get({ id });
    return importSheet(client, `k${first}.csv`, keySheet(10, first), { ...trade, purchaseOrder: { id, revision } });
  };
  const measured = () => measuredLeadTimes(core.kernel.readDb, clock.now()).get(trade.skuId) ?? DEFAULT_LEAD_TIME;
  const mistaken = await receive(1);
  expect(measured()).toEqual(leadTimeOf([0]));
  await client.imports.undo({ commandId: newCommandId(), id: mistaken.importId, reason: '传错了文件' });
  expect(measured()).toEqual(DEFAULT_LEAD_TIME);
  clock.advance(6 * DAY);
  await receive(100);
  expect(measured()).toEqual(leadTimeOf([6]));
});
